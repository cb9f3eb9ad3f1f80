"""What the candidate was doing: spans that tile the office time, and claim no more than a fact tells."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from grading.rehearsal import play, read_rehearsals, steps_of
from sim import activity, session
from sim.activity import Span
from sim.scenario.load import load
from sim.scenario.model import Injection, WorldFact
from sim.scenario.seal import rehearsals, seal
from tests.build import Office, a_scenario

PACK = Path(__file__).parents[2] / "scenarios" / "packs" / "adv-fac-01"
MINUTE = 60


def told(office: Office) -> list[tuple[int, int, str, str]]:
    """Return the spans of an office as (start, end, kind, tool)."""
    return [(one.start, one.end, one.kind, one.tool) for one in activity.spans(office.entries)]


def at(time_of_day: str) -> int:
    hour, minute, second = (*(int(part) for part in time_of_day.split(":")), 0)[:3]
    return (hour - 8) * 3600 + (minute - 30) * 60 + second


def quiet(**changes) -> Office:
    """An office where nothing happens by itself."""
    return Office(a_scenario(timeline=(), **changes))


def assert_tiles(spans: tuple[Span, ...], end: int) -> None:
    """The spans follow each other from 0 to the end, and only a suspension has no length."""
    assert [one.start for one in spans] == [0, *(one.end for one in spans)][: len(spans)]
    assert (spans[-1].end if spans else 0) == end
    assert all((one.seconds == 0) == (one.kind == "paused") for one in spans)


def test_what_was_opened_is_read_until_the_next_act_or_the_limit():
    office = quiet()
    office.at("8:35").do("OpenMail", mail="M01")
    office.at("8:36").do("MoveMail", mail="M01", folder="done")
    office.at("8:40").do("OpenMail", mail="M01")
    office.at("8:50").do(session.Finish())

    assert told(office)[2:] == [
        (at("8:35"), at("8:36"), "reading", "mail"),
        (at("8:36"), at("8:36:30"), "reading", "mail"),
        (at("8:36:30"), at("8:40"), "waiting", ""),
        (at("8:40"), at("8:42"), "reading", "mail"),
        (at("8:42"), at("8:50"), "waiting", ""),
    ]


def test_what_was_sent_was_written_since_the_act_before_up_to_the_limit():
    office = quiet()
    office.at("8:35").do("AddTask", title="Une")
    office.at("8:36").do("SendChat", person="karim", text="Bonjour")
    office.at("8:46").do("SendChat", person="karim", text="Merci")

    assert told(office) == [
        (at("8:30"), at("8:35"), "writing", "planner"),
        (at("8:35"), at("8:36"), "writing", "chat"),
        (at("8:36"), at("8:36:30"), "reading", "chat"),
        (at("8:36:30"), at("8:41"), "waiting", ""),
        (at("8:41"), at("8:46"), "writing", "chat"),
    ]


def test_a_document_may_have_been_written_for_longer():
    office = quiet()
    office.at("9:00").upload("lettre.docx")

    assert told(office)[-1] == (at("8:45"), at("9:00"), "writing", "drive")


def test_reading_and_writing_share_the_time_that_both_claim():
    office = quiet()
    office.at("8:40").do("OpenMail", mail="M01")
    office.at("8:41").do("SendChat", person="karim", text="Bonjour")

    assert told(office)[-2:] == [
        (at("8:40"), at("8:40:30"), "reading", "mail"),
        (at("8:40:30"), at("8:41"), "writing", "chat"),
    ]


def test_a_call_that_is_taken_interrupts_until_its_last_word_and_ringing_does_not():
    office = Office(a_scenario(timeline=(Injection(id="ring", at="08:52", does=(WorldFact(begin="call-truck"),)),)))  # fmt: skip
    office.at("8:51:50").do("OpenMail", mail="M01")
    call = "call-truck"
    office.at("8:52:20").do("AnswerCall", call=call)
    office.at("8:53").do("Reply", call=call, choice="a")
    office.at("8:54").do("OpenMail", mail="M01")

    assert told(office)[-3:-1] == [
        (at("8:51:50"), at("8:52:20"), "reading", "mail"),
        (at("8:52:20"), at("8:53"), "interrupted", "call"),
    ]


def test_a_call_that_is_placed_is_listened_to_and_spoken_in():
    office = quiet()
    office.at("8:40").do("PlaceCall", person="karim", purpose="L’avoir")
    office.at("8:41").do("Say", call="A1", text="Rappelez-moi.")

    assert told(office)[-2:] == [
        (at("8:40"), at("8:40:30"), "reading", "call"),
        (at("8:40:30"), at("8:41"), "writing", "call"),
    ]


def test_time_without_a_trace_while_the_erp_is_down_is_interrupted():
    down = WorldFact(incident={"id": "down", "kind": "erp", "minutes": 10})
    office = Office(a_scenario(timeline=(Injection(id="down", at="08:40", does=(down,)),)))
    office.at("8:45").do("OpenMail", mail="M01")
    office.at("9:00").do(session.Finish())

    assert told(office)[1:] == [
        (at("8:30:30"), at("8:40"), "waiting", ""),
        (at("8:40"), at("8:45"), "interrupted", "incident"),
        (at("8:45"), at("8:47"), "reading", "mail"),
        (at("8:47"), at("8:50"), "interrupted", "incident"),
        (at("8:50"), at("9:00"), "waiting", ""),
    ]


def test_somebody_away_interrupts_nothing():
    away = WorldFact(incident={"id": "away", "kind": "absence", "minutes": 10, "person": "karim"})
    office = Office(a_scenario(timeline=(Injection(id="away", at="08:40", does=(away,)),)))
    office.at("9:00").do(session.Finish())

    assert {kind for *_, kind, _ in told(office)} == {"reading", "waiting"}


def test_a_suspension_has_no_length_in_the_office_and_tells_the_wall_s():
    office = quiet()
    office.at("8:40").do(session.Pause(reason="alarme"), actor="examiner")
    office.wall += 6 * MINUTE * 1000
    office.do(session.Resume(), actor="examiner")
    office.wall += 2 * MINUTE * 1000
    office.do(session.Finish())

    pause = next(one for one in activity.spans(office.entries) if one.kind == "paused")

    assert (pause.start, pause.end, pause.wall_s) == (at("8:40"), at("8:40"), 6 * MINUTE)
    assert told(office)[-3:] == [
        (at("8:30:30"), at("8:40"), "waiting", ""),
        (at("8:40"), at("8:40"), "paused", "session"),
        (at("8:40"), at("8:42"), "waiting", ""),
    ]


def test_a_restitution_written_after_the_end_takes_none_of_the_office_time():
    office = quiet()
    office.at("8:40").do(session.Finish())
    office.wall += 5 * MINUTE * 1000
    office.do(session.SaveDebrief(done="Tout.", final=True))

    assert told(office)[-1] == (at("8:30:30"), at("8:40"), "waiting", "")


def test_an_empty_journal_has_no_span():
    assert activity.spans(()) == ()
    assert activity.totals(()) == dict.fromkeys(
        ("reading", "writing", "interrupted", "waiting", "paused"), 0
    )


def test_neighbours_alike_are_drawn_as_one_and_those_apart_are_not():
    one, next_, apart = (
        Span(0, 10, "reading", "mail", 1), Span(10, 30, "reading", "mail", 2), Span(40, 50, "reading", "mail", 3),
    )  # fmt: skip

    assert activity.merged((one, next_, apart)) == (Span(0, 30, "reading", "mail", 1), apart)
    assert activity.merged((one, Span(10, 20, "reading", "erp", 2)))[0] == one


ACTS = (
    lambda office: office.do("OpenMail", mail="M01"),
    lambda office: office.do("SendChat", person="karim", text="Bonjour"),
    lambda office: office.do("AddTask", title="Une tâche"),
    lambda office: office.do("AnswerCall", call="call-truck"),
    lambda office: office.do("Reply", call="call-truck", choice="a"),
    lambda office: office.do("HangUp", call="call-truck"),
    lambda office: office.upload("lettre.docx"),
    lambda office: office.do(session.Pause(reason="alarme"), actor="examiner"),
    lambda office: office.do(session.Resume(), actor="examiner"),
    lambda office: office.do("OpenBriefing"),
    lambda office: office.do(session.Finish()),
)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 1200), st.sampled_from(ACTS)), max_size=25))
def test_spans_tile_the_office_time_whatever_was_done(done):
    office = Office()
    for seconds, act in done:
        office.wall += seconds * 1000
        act(office)
    entries = office.entries

    spans = activity.spans(entries)

    assert_tiles(spans, entries[-1].at)
    assert_tiles(activity.merged(spans), entries[-1].at)
    kinds = {one.seq: one.kind for one in entries}
    assert all((one.seq == 0) == (one.kind == "waiting") for one in spans)
    assert all(kinds[one.seq].startswith(one.tool) for one in spans if one.seq)
    assert all(one.seconds <= activity.READ_S for one in spans if one.kind == "reading")
    assert all(one.seconds <= activity.DOCUMENT_S for one in spans if one.kind == "writing")


@pytest.fixture(scope="module")
def played():
    """Some rehearsals of the pack, played once."""
    pack = load(PACK)
    sealed = seal(pack, 0)
    found = read_rehearsals(rehearsals(pack, sealed.context, []))
    return {
        name: play(sealed, steps_of(name, found), pack.assets).entries
        for name in ("reference", "alternative", "idle", "fault-no-plan")
    }


def test_spans_tile_the_office_time_of_the_pack_s_rehearsals(played):
    for name, entries in played.items():
        spans = activity.spans(entries)

        assert_tiles(spans, 120 * MINUTE)
        assert sum(activity.totals(spans).values()) == 120 * MINUTE, name


def test_who_does_nothing_is_not_seen_to_read_nor_to_write(played):
    found = activity.totals(activity.spans(played["idle"]))

    assert found["writing"] == 0
    assert found["reading"] == activity.GLANCE_S
    busy = activity.totals(activity.spans(played["reference"]))
    assert busy["reading"] > 20 * MINUTE
    assert busy["writing"] > 20 * MINUTE
