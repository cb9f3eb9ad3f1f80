"""The invigilator's acts on a sitting in progress: each is journalled, with its reason."""

import pytest

from sim.facts import session
from tests.webapp.examiner.conftest import Commission


@pytest.fixture
def live(examiner, running):
    return Commission(examiner, running)


def written(store, sitting):
    """Return the entries after the start."""
    return store.sittings.journal(sitting.id).read()[1:]


def the_examiners(store, sitting):
    return [entry.fact for entry in written(store, sitting) if entry.actor == "examiner"]


def test_a_pause_stops_the_clock_and_keeps_its_reason(live, store, running, wall):
    live.post("/suspendre", reason="Alarme incendie", nonce="n1")
    wall.pass_(minutes=30)

    assert the_examiners(store, running) == [session.Paused(reason="Alarme incendie")]
    assert "2\u00a0h\u00a000" in live.get("/surveillance").text


def test_a_paused_sitting_resumes(live, store, running):
    live.post("/suspendre", reason="Alarme incendie", nonce="n1")

    live.post("/reprendre", nonce="n2")

    assert the_examiners(store, running)[-1] == session.Resumed()
    assert "En cours" in live.get("/surveillance").text


def test_time_is_added_with_its_reason(live, store, running):
    live.post("/prolonger", minutes="10", reason="Panne", nonce="n1")

    assert the_examiners(store, running) == [session.Extended(minutes=10, reason="Panne")]


def test_a_sitting_is_closed_and_the_journal_says_why(live, store, running):
    live.post("/clore", reason="Malaise du candidat", nonce="n1")

    assert the_examiners(store, running) == [
        session.Paused(reason="clôture – Malaise du candidat"),
        session.Ended(by="examiner"),
    ]


def test_a_paused_sitting_can_be_closed_too(live, store, running):
    live.post("/suspendre", reason="Alarme", nonce="n1")

    live.post("/clore", reason="Évacuation", nonce="n2")

    facts = the_examiners(store, running)
    assert facts[-2:] == [
        session.Paused(reason="clôture – Évacuation"),
        session.Ended(by="examiner"),
    ]


@pytest.mark.parametrize("act", ["suspendre", "prolonger", "clore"])
def test_an_act_without_a_reason_is_refused(live, store, running, act):
    answer = live.post(f"/{act}", reason="  ", minutes="5", nonce="n1")

    assert answer.status_code == 422
    assert "Indiquez le motif" in answer.text
    assert written(store, running) == []


def test_a_time_that_is_not_a_number_of_minutes_is_refused(live, store, running):
    for minutes in ("", "dix", "0", "999", "١٢", "-5"):
        answer = live.post("/prolonger", reason="Panne", minutes=minutes, nonce=f"n{minutes}")

        assert answer.status_code == 422, minutes
        assert "minutes" in answer.text
        assert 'value="Panne"' in answer.text
    assert not any(isinstance(fact, session.Extended) for fact in the_examiners(store, running))


def test_a_double_click_counts_once(live, store, running):
    for _ in range(2):
        live.post("/prolonger", minutes="5", reason="Panne", nonce="n1")
    for _ in range(2):
        live.post("/clore", reason="Malaise", nonce="n2")

    kinds = [type(fact) for fact in the_examiners(store, running)]
    assert kinds == [session.Extended, session.Paused, session.Ended]


def test_a_sitting_that_is_over_cannot_be_paused(commission, store, over):
    before = len(written(store, over))

    answer = commission.post("/suspendre", reason="Alarme", htmx=True)

    assert answer.status_code == 422
    assert "terminée" in answer.text
    assert len(written(store, over)) == before
