"""Convocations, codes and attendance sheets are printed; a code opens the desk, and the last printed one alone."""

import re

import pytest

from tests.webapp.centre.conftest import pdf_pages
from tests.webapp.centre.test_adaptations import grants
from webapp.codes import as_kept, new_code, new_login
from webapp.store.tables import User

CARD = {
    "name": "UIMM Exemple", "address": "1 rue du Port\r\n35000 Rennes", "city": "Rennes", "site": "2 quai Sud, Rennes",
    "referent": "Mme Carrel", "phone": "02 61 91 00 00", "email": "centre@exemple.fr",
}  # fmt: skip
CODE = re.compile(r"\b[A-Z2-9]{5}-[A-Z2-9]{5}\b")


def printed(answer) -> list[str]:
    assert answer.status_code == 200, answer.text
    assert answer.mimetype == "application/pdf"
    return [page.replace("\u00a0", " ").replace("\r\n", " ") for page in pdf_pages(answer.data)]


def enters(app, login: str, code: str) -> bool:
    return (
        app.test_client().post("/connexion", data={"login": login, "password": code}).status_code
        == 303
    )


def test_a_convocation_says_all_the_candidate_needs(centre, exam, sitting):
    centre.post("/reglages", **CARD)

    [page] = printed(centre.post(f"/passages/{sitting.token}/convocation.pdf"))

    for one in (
        "UIMM Exemple", "35000 Rennes", "Inès Martin", "mardi 13 octobre 2026", "9 h 30", "2 quai Sud, Rennes, Salle B12", "A1",
        "Rennes, le 13 octobre 2026", "1 h 00", "pièce d’identité", sitting.candidate.login, "Mme Carrel", "CNIL", "conservées 4 ans", "décisions 10 ans", "jury de délibération",
    ):  # fmt: skip
        assert one in page, one
    assert CODE.search(page)


def test_extra_time_and_breaks_are_in_the_duration_and_nobody_reads_why(centre, sitting):
    grants(centre, sitting, extra="1", time_factor="1,5", breaks_min="15", other="Salle à part")

    [page] = printed(centre.post(f"/passages/{sitting.token}/convocation.pdf"))

    assert "1 h 45" in page
    for one in ("majoré", "tiers", "aménagement", "pause", "Salle à part", "1,5"):
        assert one not in page


def test_one_file_holds_a_page_for_each_candidate_who_waits(centre, exam, sitting):
    centre.enrols(exam, name="Luc Petit", seat="A2")
    centre.enrols(exam, name="Zoé Roux", seat="A3")
    absent = centre.sittings(exam)[2]
    centre.post(f"/passages/{absent.token}/inscription", seat="A3", absence="justified")

    pages = printed(centre.post(f"/sessions/{exam.id}/convocations.pdf"))

    assert ["Inès Martin" in pages[0], "Luc Petit" in pages[1], len(pages)] == [True, True, 2]


def test_the_printed_code_opens_the_desk_however_it_is_typed(centre, sitting, app):
    [page] = printed(centre.post(f"/passages/{sitting.token}/convocation.pdf"))
    code = CODE.search(page)[0]
    login = sitting.candidate.login

    for typed in (code, code.lower(), code.replace("-", ""), f" {code[:5]} {code[6:]} "):
        assert enters(app, login, typed), typed
    assert not enters(app, login, code[:-1])
    assert code not in centre.row(User, sitting.candidate_id).password_hash
    assert centre.row(User, sitting.candidate_id).password_hash.startswith("$argon2")


def test_a_code_printed_later_replaces_it(centre, exam, sitting, app):
    [page] = printed(centre.post(f"/passages/{sitting.token}/convocation.pdf"))
    [codes] = printed(centre.post(f"/sessions/{exam.id}/codes.pdf"))

    assert not enters(app, sitting.candidate.login, CODE.search(page)[0])
    assert enters(app, sitting.candidate.login, CODE.search(codes)[0])


def test_looking_at_the_page_or_the_attendance_sheet_changes_no_code(centre, exam, sitting):
    before = centre.row(User, sitting.candidate_id).password_hash
    centre.get(f"/sessions/{exam.id}/convocations")
    [sheet] = printed(centre.get(f"/sessions/{exam.id}/emargement.pdf"))

    assert "Inès Martin" in sheet
    assert "14/03/2001" in sheet
    assert centre.row(User, sitting.candidate_id).password_hash == before
    assert centre.get(f"/sessions/{exam.id}/codes.pdf").status_code == 405


def test_with_nobody_waiting_nothing_is_printed(centre, exam):
    for path in ("convocations.pdf", "codes.pdf"):
        answer = centre.post(f"/sessions/{exam.id}/{path}")
        assert answer.status_code == 422
        assert "rien à imprimer" in answer.text
    assert printed(centre.get(f"/sessions/{exam.id}/emargement.pdf"))


def test_what_is_missing_on_the_papers_is_said_before_they_are_printed(centre, exam):
    assert "le nom du centre" in centre.get(f"/sessions/{exam.id}/convocations").text

    centre.post("/reglages", **CARD)

    assert "Il manque encore" not in centre.get(f"/sessions/{exam.id}/convocations").text


@pytest.mark.parametrize(
    ("field", "value"),
    [("name", ""), ("address", ""), ("address", "a\n" * 9), ("email", "x"), ("phone", "9" * 50)],
)
def test_settings_that_would_not_print_are_refused(centre, field, value):
    answer = centre.post("/reglages", **{**CARD, field: value})

    assert answer.status_code == 422
    assert f'id="{field}-error"' in answer.text
    assert "Mme Carrel" in answer.text


def test_hostile_words_are_printed_as_they_can_be(centre, exam, sitting):
    centre.post("/reglages", **{**CARD, "name": "<b>\u202eCentre</b> 漢 &amp;\x07"})

    assert printed(centre.post(f"/passages/{sitting.token}/convocation.pdf"))


def test_logins_and_codes_are_short_readable_and_never_the_same():
    drawn = {new_login() for _ in range(200)} | {new_code() for _ in range(200)}

    assert len(drawn) == 400
    assert not re.search("[ilo015s]", "".join(drawn).lower().replace("c-", ""))
    assert as_kept("admin", "abc-def") == "abc-def"
