"""Meetings: convened, held, their minutes written, approved and circulated."""

import pytest

from sim.erp.outputs import pdf
from tests.sim.erp.arvello import record
from tests.sim.erp.doing import act, allowed, change, enter, kept, rows, warnings
from tests.sim.erp.samples import office

OTHER = {
    "subject": "Autre", "meeting_date": "20/10/2026", "start_at": "10 h 30", "end_at": "11 h 30",
    "room": "salle mont-joly", "organiser": "Luc Perrin",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "warned"),
    [
        ({}, ["room_taken"]),
        ({"room": "Salle des Aravis"}, []),
        ({"meeting_date": "21/10/2026"}, []),
        ({"start_at": "11:00", "end_at": "12:00"}, []),
        ({"start_at": "9:00", "end_at": "10:00"}, []),
        ({"start_at": "9:00", "end_at": "12:00"}, ["room_taken"]),
        ({"end_at": ""}, []),
        ({"room": ""}, []),
    ],
)
def test_a_room_taken_at_that_hour_warns(changes, warned):
    answer = enter(office(), "meeting", confirmed=False, **{**OTHER, **changes})

    assert warnings(answer) == warned


def test_a_cancelled_meeting_leaves_its_room():
    desk = office()
    act(desk, "meeting", "RE26-0052", "cancel", cancel_reason="Audit reporté")

    assert not warnings(enter(desk, "meeting", confirmed=False, **OTHER))


def test_nobody_is_convened_to_no_hour():
    desk = office()
    made = enter(desk, "meeting", **OTHER).facts[-1]

    assert "Aucun participant" in act(desk, "meeting", made.record, "convene").refusal
    change(desk, "meeting", made.record, lines=({"person": "Luc Perrin"},), start_at="")
    assert "heure de début" in act(desk, "meeting", made.record, "convene").refusal


def test_a_meeting_of_yesterday_warns_and_so_does_one_held_before_its_day():
    desk = office()
    change(desk, "meeting", "RE26-0052", meeting_date="12/10/2026")

    assert warnings(act(desk, "meeting", "RE26-0052", "convene")) == ["past_date"]
    assert warnings(act(desk, "meeting", "RE26-0050", "hold")) == ["not_yet"]


def test_minutes_are_written_approved_and_circulated():
    desk = allowed("meeting.approve")

    empty = act(desk, "meeting", "RE26-0051", "draft")
    change(desk, "meeting", "RE26-0051", decisions="Tri du lot L2641")
    act(desk, "meeting", "RE26-0051", "draft")
    draft = pdf(desk.world, "meeting", "RE26-0051", "minutes")
    act(desk, "meeting", "RE26-0051", "approve")
    early = act(desk, "meeting", "RE26-0051", "circulate", circulated_on="11/10/2026")
    act(desk, "meeting", "RE26-0051", "circulate", circulated_on="13/10/2026")

    assert "pas de décisions" in empty.refusal
    assert "avant la réunion" in early.refusal
    assert record(desk, "meeting", "RE26-0051").state == "circulated"
    assert b"PROJET" in draft
    printed = pdf(desk.world, "meeting", "RE26-0051", "minutes")
    assert b"PROJET" not in printed
    assert b"Tri du lot L2641" in printed
    assert b"Luc Perrin" in printed
    assert "approuvé" in change(desk, "meeting", "RE26-0051", decisions="x").refusal


def test_minutes_not_approved_are_circulated_all_the_same():
    desk = office()

    assert "Organisateur" in act(desk, "meeting", "RE26-0049", "approve").refusal
    assert not act(desk, "meeting", "RE26-0049", "circulate", circulated_on="13/10/2026").refusal


def test_decisions_become_actions_that_the_minutes_print():
    desk = office()

    made = act(desk, "meeting", "RE26-0049", "open_action").facts[-1]
    change(desk, "action_item", made.record, what="Étiqueter", owner="Éric Vandamme", due_date="16/10/2026")  # fmt: skip

    printed = pdf(desk.world, "meeting", "RE26-0049", "minutes")
    assert b"16/10/2026" in printed
    assert "Étiqueter".encode("cp1252") in printed


@pytest.mark.parametrize("form", ["convocation", "attendance", "minutes"])
def test_the_papers_of_a_meeting_are_printed(form):
    assert b"Point qualit" in pdf(office().world, "meeting", "RE26-0051", form)


def test_a_meeting_that_ends_before_it_begins_is_refused():
    assert "finit avant" in enter(office(), "meeting", **{**OTHER, "end_at": "10:00"}).refusal


def test_the_register_of_minutes_and_what_is_to_come():
    desk = office()

    held = [row["number"] for row in rows(desk, "minutes_register")]

    assert held == ["RE26-0048", "RE26-0049", "RE26-0051"]
    assert kept(desk, "meeting", "coming") == ["RE26-0050", "RE26-0052"]
    assert kept(desk, "meeting", "minutes_due") == ["RE26-0051"]
