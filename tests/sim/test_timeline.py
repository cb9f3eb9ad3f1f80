"""Injections: when they fall due, what stops them, and that it does not matter who looks, or when."""

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim import timeline
from sim.pattern import Pattern
from sim.scenario.model import Injection, WorldFact
from tests.build import Office, a_message, a_scenario

TO_KARIM = Pattern(fact="chat.sent", to="karim")
TO_LUC = Pattern(fact="chat.sent", to="luc")
SAYS_YES = (WorldFact(chat=("karim", "Oui")),)
SAYS_NO = (WorldFact(chat=("karim", "Non")),)
EIGHT_THIRTY = 8 * 60 + 30


def an_office(*injections: Injection, **changes) -> Office:
    return Office(a_scenario(timeline=injections), **changes)


def tell(office: Office, person: str, text: str = "Bonjour") -> None:
    assert not office.do("SendChat", person=person, text=text).refusal


def arrivals(office: Office) -> list[tuple[str, str]]:
    """Return what the world did, by injection, with the time of the day it bears."""
    _ = office.world
    start = office.scenario.start
    return [
        (entry.cause, (start + timedelta(seconds=entry.at)).strftime("%H:%M:%S"))
        for entry in office.entries
        if entry.cause
    ]


def test_what_is_scheduled_comes_at_its_time_and_not_before():
    office = an_office(Injection(id="yes", at="08:40", does=SAYS_YES))

    assert arrivals(office.at("08:39:59")) == []
    assert arrivals(office.at("08:40")) == [("yes", "08:40:00")]


def test_a_late_look_stamps_the_time_it_fell_due():
    office = an_office(Injection(id="yes", at="08:40", does=SAYS_YES)).at("10:12")

    assert arrivals(office) == [("yes", "08:40:00")]


def test_what_was_due_before_the_start_comes_at_the_start():
    office = an_office(Injection(id="yes", at="08:05", does=SAYS_YES))

    assert arrivals(office) == [("yes", "08:30:00")]


def test_nothing_comes_twice():
    office = an_office(Injection(id="yes", after=TO_KARIM, delay_min=1, does=SAYS_YES))

    for minute in (35, 36, 40, 45):
        tell(office.at(f"08:{minute}"), "karim")

    assert arrivals(office.at("09:00")) == [("yes", "08:36:00")]


def test_a_reaction_comes_after_its_delay():
    office = an_office(Injection(id="yes", after=TO_KARIM, delay_min=2.5, does=SAYS_YES))
    assert arrivals(office.at("08:50")) == []

    tell(office, "karim")

    assert arrivals(office.at("08:52:29")) == []
    assert arrivals(office.at("08:52:30")) == [("yes", "08:52:30")]


def test_only_the_fact_it_waits_for_starts_a_reaction():
    office = an_office(Injection(id="yes", after=TO_KARIM, does=SAYS_YES)).at("08:40")

    tell(office, "luc")

    assert arrivals(office) == []


def test_a_requirement_met_before_it_falls_due_lets_it_come():
    office = an_office(Injection(id="yes", at="09:00", requires=(TO_LUC,), does=SAYS_YES))

    tell(office.at("08:59"), "luc")

    assert arrivals(office.at("09:01")) == [("yes", "09:00:00")]


@pytest.mark.parametrize("when", ["09:01", "09:30"])
def test_a_requirement_met_too_late_changes_nothing(when):
    office = an_office(Injection(id="yes", at="09:00", requires=(TO_LUC,), does=SAYS_YES))

    tell(office.at(when), "luc")

    assert arrivals(office.at("10:00")) == []


def test_all_requirements_must_be_met():
    wanted = Injection(id="yes", at="09:00", requires=(TO_LUC, TO_KARIM), does=SAYS_YES)
    half, whole = an_office(wanted).at("08:40"), an_office(wanted).at("08:40")

    tell(half, "luc")
    tell(whole, "karim")
    tell(whole, "luc")

    assert arrivals(half.at("09:10")) == []
    assert arrivals(whole.at("09:10")) == [("yes", "09:00:00")]


def test_what_should_not_happen_before_calls_it_off():
    office = an_office(Injection(id="no", at="09:00", unless=(TO_LUC,), does=SAYS_NO))

    tell(office.at("08:59"), "luc")

    assert arrivals(office.at("10:00")) == []


def test_what_should_not_happen_no_longer_counts_once_it_came():
    office = an_office(Injection(id="no", at="09:00", unless=(TO_LUC,), does=SAYS_NO))

    tell(office.at("09:01"), "luc")

    assert arrivals(office.at("10:00")) == [("no", "09:00:00")]


def test_any_of_several_reasons_calls_it_off():
    office = an_office(Injection(id="no", at="09:00", unless=(TO_LUC, TO_KARIM), does=SAYS_NO))

    tell(office.at("08:45"), "karim")

    assert arrivals(office.at("10:00")) == []


@pytest.mark.parametrize("first", ["karim", "luc"])
def test_a_reaction_and_its_requirement_may_come_in_either_order(first):
    office = an_office(
        Injection(id="yes", after=TO_KARIM, delay_min=5, requires=(TO_LUC,), does=SAYS_YES)
    )
    second = "luc" if first == "karim" else "karim"

    tell(office.at("08:40"), first)
    tell(office.at("08:42"), second)

    due = {"karim": "08:45:00", "luc": "08:47:00"}[first]
    assert arrivals(office.at("09:00")) == [("yes", due)]


def test_an_answer_in_time_spares_the_colder_reminder():
    reminder = Injection(
        id="no",
        after=Pattern(fact="mail.delivered"),
        delay_min=10,
        unless=(TO_KARIM,),
        does=SAYS_NO,
    )
    first = Injection(id="M02", at="08:40", does=(WorldFact(mail="M02"),))
    silent, answered = an_office(first, reminder), an_office(first, reminder)

    tell(answered.at("08:45"), "karim")

    assert arrivals(silent.at("09:00")) == [("M02", "08:40:00"), ("no", "08:50:00")]
    assert arrivals(answered.at("09:00")) == [("M02", "08:40:00")]


def test_injections_start_one_another_at_their_own_times_even_in_one_late_look():
    received = Pattern(fact="chat.received", where={"text": "Oui"})
    office = an_office(
        Injection(
            id="c", after=Pattern(fact="chat.received", where={"text": "Non"}), does=SAYS_YES
        ),
        Injection(id="b", after=received, delay_min=3, does=SAYS_NO),
        Injection(id="a", at="08:40", does=SAYS_YES),
        Injection(id="between", at="08:41", does=(WorldFact(chat=("luc", "Palettes prêtes")),)),
    )

    assert arrivals(office.at("10:00")) == [
        ("a", "08:40:00"), ("between", "08:41:00"), ("b", "08:43:00"), ("c", "08:43:00"),
    ]  # fmt: skip


def test_of_two_due_at_once_the_first_written_comes_first():
    office = an_office(
        Injection(id="z", at="08:40", does=SAYS_YES), Injection(id="a", at="08:40", does=SAYS_NO)
    )

    assert [cause for cause, _ in arrivals(office.at("09:00"))] == ["z", "a"]


def test_an_injection_may_do_several_things_under_one_cause():
    office = an_office(
        Injection(id="all", at="08:40", does=(WorldFact(mail="M02"), WorldFact(begin="call-truck"), *SAYS_YES))
    )  # fmt: skip

    assert [cause for cause, _ in arrivals(office.at("08:40"))] == ["all"] * 3
    assert office.kinds[1:] == ["mail.delivered", "call.began", "chat.received"]


def test_a_message_bears_the_moment_it_came():
    office = Office(
        a_scenario(
            messages=(a_message(), a_message("M02", sent_at="2026-10-13T23:59")),
            timeline=(Injection(id="M02", after=TO_LUC, delay_min=4, does=(WorldFact(mail="M02"),)),),
        )
    )  # fmt: skip

    tell(office.at("08:40"), "luc")
    _ = office.at("10:00").world

    assert office.entries[-1].fact.message.sent_at == "2026-10-13T08:44"


def test_a_paused_office_brings_nothing_and_takes_up_where_it_stood():
    office = an_office(Injection(id="yes", at="08:40", does=SAYS_YES)).at("08:35")
    office.do("Pause", actor="examiner", reason="Alerte incendie")
    assert arrivals(office.at("09:00")) == []

    office.do("Resume", actor="examiner")

    assert arrivals(office.at("09:04:59")) == []
    assert arrivals(office.at("09:05")) == [("yes", "08:40:00")]


def test_with_more_time_arrivals_stretch_too():
    office = an_office(Injection(id="yes", at="08:40", does=SAYS_YES), time_factor=4 / 3)
    start = office.wall

    office.wall = start + 13 * 60_000
    assert arrivals(office) == []

    office.wall = start + 14 * 60_000
    assert arrivals(office) == [("yes", "08:40:00")]


def test_nothing_comes_after_the_end():
    office = an_office(Injection(id="yes", after=TO_KARIM, delay_min=10, does=SAYS_YES))

    tell(office.at("10:25"), "karim")

    assert arrivals(office.at("11:30")) == []
    assert office.kinds[-1] == "session.ended"


def test_a_worker_knows_until_when_it_may_sleep():
    office = an_office(Injection(id="yes", at="08:40", does=SAYS_YES))

    assert timeline.next_due(office.world, 0) == 600
    assert timeline.next_due(office.at("08:41").world, 660) is None


CHAIN = (
    Injection(id="mail", at="08:37", does=(WorldFact(mail="M02"),)),
    Injection(id="ring", at="08:52", does=(WorldFact(begin="call-truck"),)),
    Injection(id="why", after=Pattern(fact="call.missed"), delay_min=3, does=SAYS_NO),
    Injection(id="thanks", after=TO_KARIM, delay_min=4, requires=(Pattern(fact="mail.opened"),), does=SAYS_YES),
    Injection(id="cold", at="09:20", unless=(TO_KARIM,), does=SAYS_NO),
    Injection(id="luc", after=Pattern(fact="chat.received"), delay_min=0.5, does=(WorldFact(chat=("luc", "Vu")),)),
)  # fmt: skip
ACTIONS = {
    40 * 60: lambda office: office.do("OpenMail", mail="M01"),
    45 * 60: lambda office: office.do("SendChat", person="karim", text="Bonjour"),
}
END = 125 * 60


def played(looks: set[int], actions: set[int]) -> list[tuple[object, ...]]:
    """Play a morning looked at some seconds; return its journal without the wall clock."""
    office = an_office(*CHAIN)
    start = office.wall
    for second in sorted(looks | actions | {END}):
        office.wall = start + second * 1000
        if second in actions:
            ACTIONS[second](office)
        else:
            _ = office.world
    assert office.replayed() == office.world
    return [(entry.at, entry.actor, entry.cause, entry.fact) for entry in office.entries]


@settings(max_examples=60, deadline=None)
@given(
    looks=st.sets(st.integers(0, END), max_size=25),
    actions=st.sets(st.sampled_from(sorted(ACTIONS))),
)
def test_whenever_somebody_looks_the_journal_is_the_same(looks, actions):
    assert played(looks, actions) == played(set(), actions)
