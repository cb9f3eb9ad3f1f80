"""`no_duplicate`: no document in two places."""

from tests.grading.checks.desk import desk, verdict

ALL = {"under": "/ADV/*", "label": "documents"}


def test_it_passes_on_one_place_and_fails_on_two():
    what = desk()
    assert verdict(what, "no_duplicate", **ALL) == "not_observed"

    what.upload("lettre.docx")
    assert verdict(what, "no_duplicate", **ALL) == "met"

    what.do("CopyFile", path="/ADV/9_Travail/lettre.docx", to="/ADV/3_Facturation/copie.docx")
    assert verdict(what, "no_duplicate", **ALL) == "not_met"
    assert verdict(what, "no_duplicate", **{**ALL, "under": "/ADV/3*"}) == "met"


def test_two_versions_in_one_place_are_one_document():
    what = desk()
    what.upload("lettre.docx", b"1")
    what.upload("lettre.docx", b"2")

    assert verdict(what, "no_duplicate", **ALL) == "met"
