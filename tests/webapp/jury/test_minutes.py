"""The minutes freeze the deliberation, every member present signs, results are then published."""

import io
import re

import docx
import pypdfium2
import pytest
import sqlalchemy as sa

from tests.conftest import PASSWORD, PASSWORD_HASH
from tests.webapp.jury.conftest import AT, text
from webapp import register
from webapp.centre_card import Card, keep_card
from webapp.planning import appoint
from webapp.store.guards import unguard
from webapp.store.planning_tables import Recusal
from webapp.store.tables import Exam, Sitting, User


def printed(answer) -> str:
    """Return the text of a paper, whichever its format."""
    assert answer.status_code == 200
    if "pdf" in answer.mimetype:
        document = pypdfium2.PdfDocument(answer.data)
        said = "\n".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        return said.replace("\u00a0", " ").replace("\u202f", " ").replace("\r\n", "\n")
    document = docx.Document(io.BytesIO(answer.data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return (
        "\n".join([*(one.text for one in document.paragraphs), *cells])
        .replace("\u00a0", " ")
        .replace("\u202f", " ")
    )


def test_the_minutes_wait_for_every_candidate_who_came(jury, session):
    first, second = session.seats(), session.seats(name="Zoé", number=2)
    session.validates(first)
    session.validates(second)
    jury.pronounces(first)

    answer = jury.draws_up()

    assert answer.status_code == 422
    assert "Il reste : Zoé" in text(answer)
    assert session.acts(kind="jury.minutes") == []


def test_an_absent_candidate_does_not_hold_the_minutes_up(jury, session):
    first, _ = session.validates(session.seats()), session.misses("Zoé", 2)
    jury.pronounces(first)

    assert "Absent (absence justifiée)" in text(jury.picture())
    assert jury.draws_up().status_code == 303
    minutes = session.acts(kind="jury.minutes")[0]
    assert [one["number"] for one in minutes.says("results")] == [1]
    assert minutes.says("absent") == [{"number": 2, "absence": "justified"}]


def test_the_paper_still_opens_when_an_absent_candidate_has_left(jury, session):
    session.validates(here := session.seats())
    gone = session.misses("Zoé", 2)
    jury.pronounces(here)
    jury.draws_up()
    with session.store.sessions.begin() as rows:
        rows.delete(rows.get_one(Sitting, gone.id))

    paper = jury.client.get(f"/jury/{session.exam.id}/proces-verbal.docx")

    assert "Candidats absents : n° 2 (absence justifiée)." in printed(paper)


def test_an_absence_noted_of_somebody_who_sat_does_not_count(jury, session):
    sitting = session.validates(session.seats())
    with session.store.sessions.begin() as rows:
        rows.get_one(Sitting, sitting.id).absence = "justified"

    assert "Absent" not in text(jury.picture())
    assert jury.pronounces(sitting).status_code == 303
    assert jury.draws_up().status_code == 303
    assert session.acts(kind="jury.minutes")[0].says("absent") == []


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"number": " "}, "Numérotez"),
        ({"held_on": "hier"}, "Date du jury"),
        ({"present": []}, "Cochez les membres"),
        ({"password": "autre"}, "Mot de passe incorrect"),
    ],
)
def test_minutes_have_a_number_a_date_and_members(jury, session, form, said):
    jury.pronounces(session.validates(session.seats()))

    answer = jury.draws_up(**form)

    assert answer.status_code == 422
    assert said in text(answer)
    assert session.acts(kind="jury.minutes") == []


def test_inv_13_the_minutes_freeze_members_and_results(jury, session):
    sitting = session.validates(session.seats(), "C3")
    jury.pronounces(sitting, "no")
    jury.draws_up()

    assert jury.pronounces(sitting, "no").status_code == 409
    assert jury.draws_up().status_code == 422
    minutes = session.acts(kind="jury.minutes")[0]
    assert [one["name"] for one in minutes.says("members")] == ["Nom jury", "Luc Martin"]
    assert [one["college"] for one in minutes.says("members")] == ["employers", "employees"]
    result = minutes.says("results")[0]
    assert (result["admissible"], result["acquired"]) == (False, ["C1", "C2", "C4", "C5"])
    assert result["of"] == session.acts(kind="jury.pronounced")[0].digest


def test_each_member_present_signs_once_under_a_password(jury, session):
    jury.pronounces(session.validates(session.seats()))
    assert jury.signs().status_code == 422
    jury.draws_up()

    assert jury.signs(password="autre").status_code == 422
    assert jury.signs().status_code == 303
    assert "déjà signé" in text(jury.signs())
    jury.becomes(session.luc)
    assert jury.signs().status_code == 303
    assert len(session.acts(kind="jury.signed")) == 2


def test_a_member_who_was_not_present_does_not_sign(jury, session):
    jury.pronounces(session.validates(session.seats()))
    third = User(login="t", name="Tiers", role="jury", password_hash=PASSWORD_HASH)
    with session.store.sessions.begin() as rows:
        rows.add(third)
        rows.flush()
        appoint(rows, rows.get_one(Exam, session.exam.id), third, "jury", college="employers")
    assert jury.draws_up().status_code == 303
    jury.becomes(third)

    assert "ne vous compte pas" in text(jury.signs())


def test_results_are_published_once_everybody_has_signed(jury, session):
    jury.pronounces(session.validates(session.seats()))
    jury.draws_up()
    jury.signs()
    assert jury.publishes().status_code == 422

    jury.becomes(session.luc)
    jury.signs()
    assert jury.publishes().status_code == 403
    jury.becomes(session.users["jury"])
    assert jury.publishes().status_code == 303
    assert jury.publishes().status_code == 303
    assert len(session.acts(kind="result.published")) == 1


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_minutes_are_a_paper_and_a_draft_until_signed(jury, session, kind):
    sitting = session.validates(session.seats(), "C3")
    address = f"/jury/{session.exam.id}/proces-verbal.{kind}"
    assert jury.client.get(address).status_code == 409
    jury.pronounces(sitting, "no")
    jury.draws_up()

    answer = jury.client.get(address)
    assert "projet" in answer.headers["Content-Disposition"]
    jury.signs()
    jury.becomes(session.luc)
    jury.signs()
    answer = jury.client.get(address)
    said = printed(answer)

    assert "projet" not in answer.headers["Content-Disposition"]
    for part in (
        "2026-014",
        "Nom candidate",
        "non admissible",
        "Luc Martin",
        "collège salariés",
        "C5.3",
        "Signé le",
    ):
        assert part in said, part
    assert session.acts(kind="jury.minutes")[0].digest in re.sub(r"\W", "", said)


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_an_extract_tells_one_candidates_result(jury, session, kind):
    first, second = session.seats(), session.seats(name="Zoé", number=2)
    session.validates(first, "C3")
    session.validates(second)
    jury.pronounces(first, "no")
    jury.pronounces(second)
    jury.draws_up()

    said = printed(jury.client.get(f"/jury/passages/{first.token}/extrait.{kind}"))

    assert "Le candidat est déclaré non admissible" in said
    assert "Non acquise" in said
    assert "Zoé" not in said


def test_the_minutes_and_their_extract_bear_the_name_the_centre_gave_itself(jury, session, store):
    sitting = session.validates(session.seats())
    jury.pronounces(sitting)
    jury.draws_up()
    papers = (
        f"/jury/{session.exam.id}/proces-verbal.docx",
        f"/jury/passages/{sitting.token}/extrait.docx",
    )
    for address in papers:
        assert "Pôle des Industries" not in printed(jury.client.get(address))

    with store.sessions.begin() as rows:
        keep_card(rows, Card(name="Pôle des Industries", address="3 rue des Ateliers"))

    for address in papers:
        said = printed(jury.client.get(address))
        assert "Pôle des Industries" in said
        assert "3 rue des Ateliers" in said


def test_a_member_who_can_no_longer_sign_does_not_hold_the_results_for_ever(jury, session):
    jury.pronounces(session.validates(session.seats()))
    jury.draws_up()
    luc = {"member": str(session.luc.id), "reason": "Hospitalisé.", "password": PASSWORD}
    assert "Un membre au moins" in text(jury.post(f"/{session.exam.id}/empechement", **luc))
    jury.signs()

    answer = jury.post(f"/{session.exam.id}/empechement", **luc)

    assert answer.status_code == 303
    assert "empêché (Hospitalisé.)" in text(jury.picture())
    assert jury.publishes().status_code == 303


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"member": "999"}, "Choisissez un membre"),
        ({"member": "\x00"}, "Choisissez un membre"),
        ({"reason": " "}, "Indiquez le motif"),
        ({"password": "autre"}, "Mot de passe incorrect"),
    ],
)
def test_noting_it_needs_who_why_and_a_password(jury, session, form, said):
    jury.pronounces(session.validates(session.seats()))
    jury.draws_up()
    jury.signs()
    luc = {"member": str(session.luc.id), "reason": "Hospitalisé.", "password": PASSWORD}

    answer = jury.post(f"/{session.exam.id}/empechement", **{**luc, **form})

    assert answer.status_code == 422
    assert said in text(answer)
    assert session.acts(kind="jury.member_absent") == []


def test_a_mere_member_does_not_note_another_prevented(jury, session):
    jury.pronounces(session.validates(session.seats()))
    jury.draws_up()
    jury.becomes(session.luc)
    jury.signs()
    president = {"member": str(session.users["jury"].id), "reason": "Absent.", "password": PASSWORD}

    assert jury.post(f"/{session.exam.id}/empechement", **president).status_code == 403


def commission_corrects(jury, session, sitting):
    """The commission's president changes a signed decision, and nothing of the admissibility."""
    jury.becomes(session.users["examiner"])
    form = {
        "reason": "Erreur de saisie.",
        "competency": "C3",
        "acquired": "no",
        "password": PASSWORD,
    }
    answer = jury.client.post(f"/commission/{sitting.token}/rectificatif", data=form)
    assert answer.status_code == 303
    jury.becomes(session.users["jury"])


def test_inv_07_no_minutes_on_a_result_that_a_correction_contradicts(jury, session):
    sitting = session.validates(session.seats())
    jury.pronounces(sitting)
    commission_corrects(jury, session, sitting)

    answer = jury.draws_up()

    assert answer.status_code == 422
    assert "se prononcer à nouveau sur : Nom candidate" in text(answer)
    assert session.acts(kind="jury.minutes") == []
    assert jury.pronounces(sitting, "no").status_code == 303
    assert jury.draws_up().status_code == 303


def test_inv_07_nor_publication_until_the_president_has_corrected_it(jury, session):
    sitting = session.validates(session.seats())
    jury.pronounces(sitting)
    jury.draws_up()
    jury.signs()
    jury.becomes(session.luc)
    jury.signs()
    commission_corrects(jury, session, sitting)

    answer = jury.publishes()

    assert answer.status_code == 422
    assert "rectifier l’admissibilité de Nom candidate" in text(answer)
    assert session.acts(kind="result.published") == []
    assert jury.corrects(sitting, admissible="no").status_code == 303
    assert jury.publishes().status_code == 303


def test_a_grid_that_is_not_attached_is_told_with_the_reason(jury, session):
    first, second = session.seats(), session.seats(name="Zoé", number=2)
    for one in (first, second):
        jury.pronounces(session.validates(one))
    jury.draws_up()
    address = f"/jury/{session.exam.id}/proces-verbal.docx"
    assert "non jointe" not in printed(jury.client.get(address))
    with session.store.sessions.begin() as rows:
        rows.add(
            Recusal(sitting_id=first.id, user_id=session.users["jury"].id, reason="Parent.", at=1)
        )
    with session.store.database.begin() as connection:
        unguard(connection, ("journal",))
        connection.execute(
            sa.text("DELETE FROM journal WHERE sitting_id = :one AND seq = 2"), {"one": second.id}
        )

    said = printed(jury.client.get(address))

    assert "Annexe : grille de Nom candidate" in said
    assert "s’est récusée pour ce candidat" in said
    assert "le journal du passage a été altéré" in said


def test_the_minutes_tell_a_task_neutralised_after_the_sitting_and_its_withdrawal(session, jury):
    sitting = session.seats()
    author = session.users["examiner"].id
    with session.store.sessions.begin() as rows:
        said = {"task": "T1", "category": "technical", "reason": "Imprimante en panne", "run": "r"}
        for kind, data in (("task.neutralised", said), ("task.restored", {"of": 1, "reason": "Elle marchait"})):  # fmt: skip
            register.add(rows, sitting.exam_id, kind, at=AT, data=data, author_id=author, sitting_id=sitting.id)  # fmt: skip

    page = text(jury.opens(session.validates(sitting)))
    jury.pronounces(sitting)
    jury.draws_up()
    paper = printed(jury.client.get(f"/jury/{session.exam.id}/proces-verbal.docx"))

    for said in (page, paper):
        assert "tâche T1 neutralisée après l’épreuve" in said
        assert "Imprimante en panne" in said
        assert "Elle marchait" in said
