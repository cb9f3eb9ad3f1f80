"""`empty_folder`: nothing is left in the working folder."""

from tests.grading.checks.desk import desk, verdict

WORK = {"folders": ["/ADV/9_Travail", "/ADV/9_Travail/*"], "label": "dossier de travail"}


def test_it_passes_once_emptied_and_fails_while_something_is_left():
    what = desk()
    what.upload("lettre.docx")
    assert verdict(what, "empty_folder", **WORK) == "not_met"

    what.do("MoveFile", path="/ADV/9_Travail/lettre.docx", to="/ADV/3_Facturation/lettre.docx")
    assert verdict(what, "empty_folder", **WORK) == "met"


def test_a_folder_below_counts_and_so_does_a_template_left_there():
    what = desk()
    what.do("CreateFolder", path="/ADV/9_Travail/Camille")
    what.upload("lettre.docx", folder="/ADV/9_Travail/Camille")
    assert verdict(what, "empty_folder", **WORK) == "not_met"

    what = desk()
    what.do("UseTemplate", template="/Modeles/MODELE.docx", folder="/ADV/9_Travail")
    assert verdict(what, "empty_folder", **WORK) == "not_met"


def test_an_idle_candidate_gets_nothing_for_an_empty_folder():
    assert verdict(desk(), "empty_folder", **WORK) == "not_observed"
