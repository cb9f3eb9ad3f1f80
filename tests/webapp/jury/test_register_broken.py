"""A signed result changed in the database is found at the next reading, and named."""

import json

import pytest
import sqlalchemy as sa

from tests.conftest import sign_in
from tests.webapp.jury.conftest import text
from webapp.store.guards import unguard
from webapp.store.result_tables import EmployerOpinion


@pytest.fixture
def signed(jury, session):
    """A whole session, its results published."""
    sitting = session.validates(session.seats())
    jury.finishes(sitting)
    return sitting


def tamper(session, statement: str, **values) -> None:
    """Change the database behind the application's back."""
    with session.store.database.begin() as connection:
        unguard(connection, ("act", "act_text"))
        connection.execute(sa.text(statement), values)


def pages(jury, session, sitting):
    """Every page that reads a result, with who reads it."""
    users = session.users
    token, exam = sitting.token, session.exam.id
    return [
        (users["jury"], f"/jury/{exam}"), (users["jury"], f"/jury/passages/{token}"),
        (users["jury"], f"/jury/{exam}/proces-verbal.docx"), (users["jury"], f"/jury/passages/{token}/extrait.pdf"),
        (users["examiner"], f"/commission/{token}/competences"), (users["examiner"], f"/commission/{token}/signature"),
        (users["examiner"], f"/commission/{token}/grille"), (users["examiner"], f"/commission/{token}/grille.xlsx"),
    ]  # fmt: skip


def assert_named(jury, session, sitting, *words: str) -> None:
    for reader, address in pages(jury, session, sitting):
        sign_in(jury.client, reader)
        answer = jury.client.get(address)
        assert answer.status_code == 409, address
        assert "a été modifié" in text(answer)
        assert "Plusieurs actions" not in text(answer)
        for word in words:
            assert word in text(answer), (address, word)
    sign_in(jury.client, session.users["candidate"])
    home = text(jury.client.get("/epreuve/"))
    assert "le registre de la session a été altéré" in home
    assert "admissible" not in home


def test_a_register_that_was_not_touched_is_read(jury, session, signed):
    for reader, address in pages(jury, session, signed):
        sign_in(jury.client, reader)
        assert jury.client.get(address).status_code == 200, address


def test_a_changed_line_is_named(jury, session, signed):
    act = session.acts(kind="jury.pronounced")[0]
    with session.store.database.connect() as connection:
        line = connection.scalar(sa.text("SELECT line FROM act WHERE seq = :seq"), {"seq": act.seq})
    forged = json.dumps({**json.loads(line), "at": 1})
    tamper(session, "UPDATE act SET line = :line WHERE seq = :seq", line=forged, seq=act.seq)

    assert_named(
        jury,
        session,
        signed,
        f"acte n° {act.seq}",
        "Délibération du jury",
        "Nom candidate",
        "modifié dans la base",
    )


def test_a_changed_text_is_named(jury, session, signed):
    act = session.acts(kind="jury.pronounced")[0]
    forged = json.dumps({**act.data, "admissible": False})
    tamper(session, "UPDATE act_text SET text = :text WHERE seq = :seq", text=forged, seq=act.seq)

    assert_named(jury, session, signed, f"acte n° {act.seq}", "son contenu a été modifié")


def test_a_changed_hash_is_named(jury, session, signed):
    act = session.acts(kind="commission.validated")[0]
    tamper(session, "UPDATE act SET hash = :hash WHERE seq = :seq", hash="0" * 64, seq=act.seq)

    assert_named(jury, session, signed, f"acte n° {act.seq}", "Validation par la commission")


def test_a_register_whose_end_was_cut_off_is_told(jury, session, signed):
    last = session.acts()[-1]
    tamper(session, "DELETE FROM act_text WHERE seq = :seq", seq=last.seq)
    with session.store.database.begin() as connection:
        connection.execute(sa.text("DELETE FROM act WHERE seq = :seq"), {"seq": last.seq})

    assert_named(
        jury, session, signed, f"{last.seq} actes ont été écrits, {last.seq - 1} sont dans la base"
    )


def test_a_row_that_no_longer_says_what_was_signed_is_named(jury, session, signed):
    with session.store.sessions.begin() as rows:
        rows.scalars(
            sa.select(EmployerOpinion).where(EmployerOpinion.competency == "C3")
        ).one().opinion = "defavorable"

    for reader, address in pages(jury, session, signed)[1:]:  # the picture names it on its line
        sign_in(jury.client, reader)
        answer = jury.client.get(address)
        assert answer.status_code == 409, address
        assert "a été modifié" in text(answer)
        assert "Plusieurs actions" not in text(answer)
        assert (
            "Résultat signé modifié dans la base : Nom candidate, l’avis de l’entreprise sur la capacité C3"
            in text(answer)
        ), address


def test_one_altered_result_does_not_hide_the_others_and_stops_the_minutes(jury, session):
    altered, sound = session.seats(), session.seats(name="Zoé", number=2)
    for one in (altered, sound):
        jury.pronounces(session.validates(one))
    with session.store.sessions.begin() as rows:
        query = sa.select(EmployerOpinion).where(EmployerOpinion.sitting_id == altered.id)
        rows.scalars(query).first().opinion = "defavorable"

    page, drawn = jury.picture(), jury.draws_up()

    assert page.status_code == 200
    assert "Résultat signé modifié dans la base : Nom candidate" in text(page)
    assert f"/jury/passages/{sound.token}" in text(page)
    assert f"/jury/passages/{altered.token}" not in text(page)
    assert drawn.status_code == 422
    assert "Un résultat signé a été modifié dans la base : Nom candidate." in text(drawn)
