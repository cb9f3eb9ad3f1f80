"""The engine: due things first, once per form, races lost and won, the end of the sitting."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import session
from sim.engine import Engine
from sim.journal.entry import verify
from sim.journal.store import MemoryJournal
from tests.build import START_MS, Office, a_scenario


def test_it_writes_what_is_due_before_the_command_stamped_with_its_due_time():
    office = Office().at("09:10")

    office.do("OpenMail", mail="M02")

    assert office.kinds == [
        "session.started",
        "call.began",
        "call.missed",
        "mail.delivered",
        "mail.opened",
    ]
    assert [entry.at for entry in office.entries] == [0, 22 * 60, 23 * 60, 30 * 60, 40 * 60]


def test_a_tick_and_a_request_write_the_same_entries():
    ticked, asked = Office(), Office()
    for minute in range(31, 60):
        ticked.at(f"08:{minute}")
        _ = ticked.world
    ticked.at("09:10").do("OpenMail", mail="M02")
    asked.at("09:10").do("OpenMail", mail="M02")

    plain = [
        [(entry.at, entry.kind, entry.cause) for entry in office.entries]
        for office in (ticked, asked)
    ]

    assert plain[0] == plain[1]


def test_a_form_sent_twice_counts_once():
    office = Office().at("08:40")

    first = office.do("AddTask", title="AR", nonce="n1")
    again = office.do("AddTask", title="AR", nonce="n1")

    assert again.repeated
    assert again.facts == first.facts
    assert len(office.world.planner.tasks) == 1


def test_a_refusal_is_journalled_and_changes_nothing():
    office = Office().at("08:40")

    outcome = office.do("SendMail", to=["pas une adresse"], subject="x", body="y")

    assert "n’est pas une adresse" in outcome.refusal
    assert office.kinds[-1] == "session.command_refused"
    assert office.world.mail.sent == {}


def test_of_two_engines_that_race_both_succeed_without_a_gap():
    office = Office().at("08:40")
    other = Engine(office.scenario, office.journal, office.files)

    office.do("AddTask", title="Un")
    other.handle(session.OpenBriefing(), wall=office.wall)
    office.do("AddTask", title="Deux")

    assert [entry.seq for entry in office.entries] == [1, 2, 3, 4]
    assert verify(office.entries) is None


def test_nothing_can_be_asked_before_the_start():
    office = Office(started=False)

    assert "pas encore commencé" in office.do("OpenMail", mail="M01").refusal
    assert office.entries == []


def test_it_starts_once():
    assert "déjà commencé" in Office().do(session.Start(scenario="s")).refusal


def test_the_time_ends_the_sitting_at_its_time_and_not_when_somebody_looks():
    office = Office().at("11:45")

    refusal = office.do("OpenMail", mail="M01").refusal

    assert "terminée" in refusal
    assert office.kinds[-1] == "session.ended"
    assert office.entries[-1].at == 120 * 60


def test_the_restitution_can_be_finished_for_a_quarter_of_an_hour():
    office = Office().at("10:00")
    office.do("Finish")

    assert office.do("SaveDebrief", done="fait").refusal == ""
    office.wall += 16 * 60 * 1000
    assert "délai" in office.do("SaveDebrief", done="encore").refusal
    assert office.world.debrief.done == "fait"


def test_a_restitution_handed_in_is_final():
    office = Office().at("10:00")
    office.do("SaveDebrief", done="fait", final=True)

    assert "déjà remise" in office.do("SaveDebrief", done="autre").refusal


@pytest.mark.parametrize("command", ["Pause", "Resume", "Extend", "Close"])
def test_a_candidate_cannot_touch_the_clock(command):
    given = {"Pause": {"reason": "x"}, "Extend": {"minutes": 5, "reason": "x"}}.get(command, {})

    assert "réservée" in Office().at("08:40").do(command, **given).refusal


def test_a_pause_stops_the_office_and_refuses_the_candidate():
    office = Office().at("08:40")
    office.do("Pause", reason="évacuation", actor="examiner")
    office.wall += 30 * 60 * 1000

    assert "suspendue" in office.do("OpenMail", mail="M01").refusal
    assert "mail.delivered" not in office.kinds
    office.do("Resume", actor="examiner")
    office.wall += 60 * 1000
    office.do("OpenMail", mail="M01")
    assert office.entries[-1].at == 11 * 60


def test_extra_minutes_put_the_end_later():
    office = Office().at("08:40")
    office.do("Extend", minutes=15, reason="panne", actor="examiner")

    assert office.at("10:40").do("OpenMail", mail="M01").refusal == ""
    assert "terminée" in office.at("10:46").do("OpenMail", mail="M01").refusal


def test_extra_time_stretches_arrivals_too():
    office = Office(time_factor=1.33)
    office.wall = START_MS + 25 * 60 * 1000
    _ = office.world

    assert "call.began" not in office.kinds
    office.wall = START_MS + round(22 * 60 * 1.33 * 1000)
    _ = office.world
    assert office.kinds[-1] == "call.began"
    assert office.entries[-1].at == 22 * 60


COMMANDS = st.sampled_from(
    [
        ("OpenMail", {"mail": "M01"}), ("OpenMail", {"mail": "nope"}), ("AddTask", {"title": "t"}),
        ("AddTask", {"title": "", "estimate_min": "x"}), ("SendChat", {"person": "luc", "text": "9 h 50"}),
        ("SendMail", {"to": ["k.benali@arvello.example"], "subject": "s", "body": "b"}),
        ("SaveDraft", {"body": "b"}), ("CreateFolder", {"path": "/ADV/9_Travail/x"}),
        ("UseTemplate", {"template": "/Modeles/MODELE.docx", "folder": "/ADV/9_Travail"}),
        ("DeleteFile", {"path": "/ADV/9_Travail/MODELE.docx"}), ("AnswerCall", {"call": "call-truck"}),
        ("Say", {"call": "call-truck", "text": "bien noté, 9 h 50"}), ("PlaceCall", {"person": "karim"}),
        ("HangUp", {"call": "A1"}), ("MoveMail", {"mail": "M01", "folder": "trash"}), ("Finish", {}),
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(st.lists(st.tuples(COMMANDS, st.integers(0, 400)), max_size=30))
def test_the_live_world_is_the_replayed_one_and_the_journal_holds(steps):
    office = Office(a_scenario())

    for (name, given_), seconds in steps:
        office.wall += seconds * 1000
        office.do(name, **given_)

    assert office.replayed() == office.engine.world
    assert verify(office.entries) is None
    times = [entry.at for entry in office.entries]
    assert times == sorted(times)


def test_a_journal_refuses_a_taken_number():
    office = Office()
    stale = MemoryJournal(office.entries)
    office.at("08:40").do("AddTask", title="t")

    assert len(stale.read()) == 1
    with pytest.raises(Exception, match="taken"):
        office.journal.append([office.entries[-1]])
