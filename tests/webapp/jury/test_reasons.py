"""An administrator takes the whole minutes away for a reason, as for one candidate: asked first, traced after."""

import pytest
import sqlalchemy as sa

from tests.webapp.jury.conftest import text
from webapp.store.privacy_tables import Look

WHY = "Transmission à la CPNE"


@pytest.fixture
def minutes(jury, session) -> str:
    """The address of minutes drawn up, without their ending; the centre is signed in."""
    sitting = session.validates(session.seats())
    jury.pronounces(sitting)
    jury.draws_up()
    jury.becomes(session.users["admin"])
    return f"/jury/{session.exam.id}/proces-verbal"


@pytest.fixture
def reason(session) -> str:
    return f"/centre/donnees/motif/session/{session.exam.id}"


def looked(store) -> list[tuple[str, str]]:
    with store.sessions() as rows:
        query = sa.select(Look.endpoint, Look.purpose).where(Look.purpose != "").order_by(Look.id)
        return [tuple(row) for row in rows.execute(query)]


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_reason_is_asked_first_then_traced(jury, store, minutes, reason, kind):
    asked = jury.client.get(f"{minutes}.{kind}")
    assert (asked.status_code, asked.location) == (303, f"{reason}?next={minutes}.{kind}")
    page = jury.client.get(asked.location)
    assert "Pourquoi emporter le procès-verbal entier ?" in text(page)
    assert looked(store) == []

    said = jury.client.post(reason, data={"reason": WHY, "next": f"{minutes}.{kind}"})

    assert said.location == f"{minutes}.{kind}"
    assert jury.client.get(said.location).status_code == 200
    assert looked(store) == [("centre.privacy_reason", WHY), ("jury.minutes_file", WHY)]


def test_an_empty_reason_gives_nothing_away(jury, store, minutes, reason):
    answer = jury.client.post(reason, data={"reason": " ", "next": f"{minutes}.pdf"})

    assert answer.status_code == 422
    assert "Indiquez le motif" in text(answer)
    assert jury.client.get(f"{minutes}.pdf").status_code == 303
    assert looked(store) == []


def test_the_reason_holds_an_hour_for_that_session_and_opens_no_candidate(
    jury, session, minutes, reason, wall
):
    jury.client.post(reason, data={"reason": WHY})
    sitting = session.seats(session.exam, name="Zoé", number=2)
    assert jury.client.get(f"{minutes}.docx").status_code == 200
    assert jury.opens(sitting).status_code == 303

    wall.pass_(minutes=61)
    assert jury.client.get(f"{minutes}.docx").status_code == 303


def test_the_reason_of_a_candidate_does_not_open_the_whole(jury, session, minutes):
    jury.says_why(session.seats(name="Zoé", number=2))

    assert jury.client.get(f"{minutes}.docx").status_code == 303


def test_the_jury_gives_no_reason(jury, session, minutes):
    jury.becomes(session.users["jury"])

    assert jury.client.get(f"{minutes}.docx").status_code == 200


def test_a_session_that_does_not_exist_is_not_found(jury, users):
    jury.becomes(users["admin"])

    for number in (999, 10**20):
        assert jury.client.get(f"/centre/donnees/motif/session/{number}").status_code == 404
        assert jury.client.get(f"/jury/{number}/proces-verbal.pdf").status_code == 404
