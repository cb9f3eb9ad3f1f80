"""A file is shown line by line before anybody is enrolled; refused lines are corrected in place."""

import io
import zipfile
from datetime import date

import openpyxl
import pytest
import sqlalchemy as sa

from tests.webapp.centre.conftest import HEADINGS, xlsx
from tests.webapp.races import meanwhile
from webapp.centre.enrolment import place
from webapp.centre.importing import Known
from webapp.store.planning_tables import Dossier, PlannedModality
from webapp.store.tables import Exam, User

INES = ("Martin", "Inès", "14/03/2001")
TWELVE = [(f"Nom{n}", f"Prénom{n}", f"{n:02}/03/2001") for n in range(1, 13)]


def test_nobody_is_enrolled_before_the_preview_is_confirmed(centre, exam):
    page = centre.imports(exam, xlsx(*TWELVE))

    assert "12 lignes acceptées" in page.text.replace("\u00a0", " ")
    assert centre.sittings(exam) == []

    assert centre.sends(exam, page.text).status_code == 303
    assert [one.number for one in centre.sittings(exam)] == list(range(1, 13))


def test_candidates_are_spread_evenly_over_the_variants(centre, exam):
    centre.sends(exam, centre.imports(exam, xlsx(*TWELVE)).text)

    sat = [one.scenario_digest for one in centre.sittings(exam)]
    assert sorted(sat.count(one) for one in set(sat)) == [6, 6]


def test_an_enrolled_candidate_has_an_account_a_dossier_and_modality_c_everywhere(centre, exam):
    data = xlsx(
        (*INES, "Arvello", "1,33"), headings=(*HEADINGS, "Entreprise", "Coefficient de temps")
    )
    centre.sends(exam, centre.imports(exam, data).text)

    [one] = centre.sittings(exam)
    file = centre.row(Dossier, one.id)
    assert one.candidate.role == "candidate"
    assert one.candidate.login.startswith("c-")
    assert (one.time_factor, file.company, file.reason_category) == (1.33, "Arvello", "no_employer")
    with centre.store.sessions() as rows:
        planned = rows.scalars(
            sa.select(PlannedModality.modality).where(PlannedModality.sitting_id == one.id)
        ).all()
    assert planned == ["c"] * 5


def test_a_refused_line_is_corrected_in_place_and_then_accepted(centre, exam):
    page = centre.imports(exam, xlsx(INES, ("Petit", "Luc", "demain")))
    assert "Date illisible" in page.text
    assert 'value="demain"' in page.text

    again = centre.sends(exam, page.text, "check", born_on__3="01/02/2000")
    assert "2 lignes acceptées" in again.text.replace("\u00a0", " ")
    assert centre.sittings(exam) == []

    centre.sends(exam, again.text)
    assert {one.candidate.name for one in centre.sittings(exam)} == {"Inès Martin", "Luc Petit"}


def test_confirming_enrols_the_accepted_lines_and_keeps_the_refused_ones_on_the_page(centre, exam):
    page = centre.imports(exam, xlsx(INES, ("Petit", "Luc", "demain")))

    answer = centre.sends(exam, page.text)

    assert answer.status_code == 200
    assert "ne sont pas inscrites" in answer.text
    assert 'value="demain"' in answer.text
    assert [one.candidate.name for one in centre.sittings(exam)] == ["Inès Martin"]


def test_a_line_set_aside_goes(centre, exam):
    page = centre.imports(exam, xlsx(INES, ("Petit", "Luc", "demain")))

    assert centre.sends(exam, page.text, "confirm", aside__3="1").status_code == 303


def test_sending_the_confirmation_twice_enrols_once(centre, exam):
    page = centre.imports(exam, xlsx(INES))
    centre.sends(exam, page.text)

    again = centre.sends(exam, page.text)

    assert again.status_code == 422
    assert "Déjà inscrit" in again.text
    assert len(centre.sittings(exam)) == 1


def test_two_confirmations_at_once_enrol_once(centre, exam):
    page = centre.imports(exam, xlsx(INES)).text

    def first() -> None:
        with centre.store.sessions.begin() as rows:
            place(
                rows, rows.get_one(Exam, exam.id), Known("Inès Martin", date(2001, 3, 14), reason="Sans"),
                category="other", on=date(2026, 10, 1),
            )  # fmt: skip

    with meanwhile(centre.store, first):
        answer = centre.sends(exam, page)

    assert answer.status_code == 422
    assert len(centre.sittings(exam)) == 1


def test_a_known_candidate_is_found_again_and_not_doubled(centre, exam):
    centre.sends(exam, centre.imports(exam, xlsx(INES)).text)
    centre.plans(title="Session de novembre")
    later = centre.exams()[-1]

    centre.sends(later, centre.imports(later, xlsx(("MARTIN", "Ines", "2001-03-14"))).text)
    centre.sends(later, centre.imports(later, xlsx(("Martin", "Inès", "15/03/2001"))).text)

    [first] = centre.sittings(exam)
    same, namesake = centre.sittings(later)
    assert same.candidate_id == first.candidate_id != namesake.candidate_id


def test_the_model_file_is_one_that_is_accepted(centre, exam):
    model = centre.get("/modele-candidats.xlsx")

    assert openpyxl.load_workbook(io.BytesIO(model.data)).active["A1"].value == "Nom"
    assert "1 ligne acceptée" in centre.imports(exam, model.data).text.replace("\u00a0", " ")


def bomb() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("[Content_Types].xml", "spreadsheetml.sheet.main")
        archive.writestr("xl/workbook.xml", " " * 60_000_000)
    return data.getvalue()


def entities() -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        archive.writestr(
            "[Content_Types].xml", '<!DOCTYPE x [<!ENTITY a "b">]>spreadsheetml.sheet.main'
        )
    return data.getvalue()


@pytest.mark.parametrize(
    ("data", "name", "said"),
    [
        (b"", "liste.xlsx", "est vide"),
        (b"MZ\x90\x00", "liste.xlsx", "n’est pas un classeur"),
        (b"PK\x03\x04" + b"\x00" * 50, "liste.xlsx", "endommagé"),
        (bomb(), "liste.xlsx", "démesuré"),
        (entities(), "liste.xlsx", "déclarations interdites"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "liste.xlsx", "ancien format"),
        (b"Nom;Pr\x00nom", "liste.csv", "n’est pas un fichier texte"),
        (b"bonjour", "liste.pdf", "ni un classeur Excel"),
        (b"bonjour", "liste.xls", "ni un classeur Excel"),
        (b"bonjour", "liste", "ni un classeur Excel"),
        (b"bonjour", "", "Choisissez le fichier"),
        (b"bonjour;monde", "../../liste.csv", "Aucune ligne de titres"),
    ],
)  # fmt: skip
def test_a_hostile_or_clumsy_file_is_refused_in_words(centre, exam, data, name, said):
    answer = centre.imports(exam, data, name, reason="Motif typé")

    assert answer.status_code == 422
    assert said in answer.text.replace("\u00a0", " ")
    assert "Motif typé" in answer.text
    assert centre.sittings(exam) == []


@pytest.mark.parametrize(
    "form",
    [
        {},
        {"category": "no_employer"},
        {"category": "x", "line": "1"},
        {"category": "no_employer", "line": ["-1", "x", "²", "9" * 40]},
        {"category": "no_employer", "line": "1", "name-1": "\x00" * 9},
        {"category": "no_employer", "line": [str(n) for n in range(900)], "act": "confirm"},
    ],
)
def test_a_forged_preview_enrols_nobody(centre, exam, form):
    answer = centre.client.post(f"/centre/sessions/{exam.id}/candidats/apercu", data=form)

    assert answer.status_code in (200, 422)
    assert centre.sittings(exam) == []


def test_a_closed_session_takes_nobody(centre, exam):
    page = centre.imports(exam, xlsx(INES))
    centre.post(f"/sessions/{exam.id}/clore")

    assert "La session est close" in centre.sends(exam, page.text).text
    assert "La session est close" in centre.imports(exam, xlsx(INES)).text
    assert "La session est close" in centre.enrols(exam).text
    assert centre.sittings(exam) == []


def test_no_account_of_a_candidate_opens_before_a_code_is_printed(centre, exam, app):
    centre.sends(exam, centre.imports(exam, xlsx(INES)).text)
    login = centre.sittings(exam)[0].candidate.login

    for password in ("", " ", login):
        answer = app.test_client().post("/connexion", data={"login": login, "password": password})
        assert answer.status_code == 422
    assert centre.row(User, centre.sittings(exam)[0].candidate_id).active
