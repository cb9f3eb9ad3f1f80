"""Which rule fired, why, by which entries; and what became of the others."""

import pytest

from sim import clock
from sim.owed import Mark
from sim.pattern import Pattern
from sim.rule import Condition, Silence
from sim.scenario.model import Injection, WorldFact
from sim.trace import Fired, trace
from tests.build import Office
from tests.sim.test_timeline import SAYS_NO, SAYS_YES, TO_KARIM, TO_LUC, an_office, tell

EIGHT_FORTY = 600


def traced(office: Office) -> dict[str, Fired]:
    """Return the trace by now, by cause, or by rule for what did not fire."""
    now = clock.now(office.world.clock, office.wall)
    found = trace(office.scenario, office.entries, now)
    return {one.cause or one.rule.id: one for one in found}


def test_what_fired_says_by_what_it_was_started_and_what_it_wrote():
    rule = Injection(id="yes", after=TO_KARIM, delay_min=2, requires=(TO_LUC,), does=SAYS_YES * 2)
    office = an_office(rule).at("08:40")

    tell(office, "karim")
    tell(office, "luc")
    found = traced(office.at("09:00"))["yes"]

    assert (found.status, found.trigger, found.due) == ("fired", 2, EIGHT_FORTY + 120)
    assert found.entries == (4, 5)
    assert found.marks == (Mark("requires", 0, 3),)


def test_each_firing_is_told_apart():
    office = an_office(Injection(id="yes", after=TO_KARIM, each=True, does=SAYS_YES)).at("08:40")

    tell(office, "karim", "Un")
    tell(office, "karim", "Deux")
    found = traced(office.at("08:41"))

    assert (found["yes"].trigger, found["yes"].entries) == (2, (3,))
    assert (found["yes~2"].trigger, found["yes~2"].entries) == (4, (5,))


@pytest.mark.parametrize(
    ("changes", "mark"),
    [
        ({"requires": (TO_LUC,)}, Mark("requires", 0)),
        ({"unless": (TO_LUC, TO_KARIM)}, Mark("unless", 1, 2)),
        ({"when": (Condition(file="/none"),)}, Mark("when", 0)),
        ({"does": (WorldFact(withdraw="call-truck"),)}, Mark("does", 0)),
    ],
    ids=lambda one: one.role if isinstance(one, Mark) else "",
)
def test_what_was_called_off_says_by_what(changes, mark):
    rule = Injection(**{"id": "yes", "at": "09:00", "does": SAYS_YES, **changes})
    office = an_office(rule).at("08:40")

    tell(office, "karim")
    at_once = traced(office.at("09:00"))["yes"]
    tell(office.at("09:10"), "luc")
    later = traced(office)["yes"]

    assert (at_once.status, at_once.marks) == ("called_off", (mark,))
    assert (later.status, later.marks) == ("called_off", (mark,))


def test_a_silence_that_was_broken_says_by_which_entry():
    ring = Injection(id="ring", at="08:40", does=(WorldFact(begin="call-truck"),))
    silence = Silence(of=Pattern(fact="call.began"), for_min=2)
    office = an_office(ring, Injection(id="ask", silence=silence, does=SAYS_NO))

    office.at("08:40:10").do("AnswerCall", call="call-truck")
    found = traced(office.at("09:00"))["ask"]

    answer = next(entry.seq for entry in office.entries if entry.kind == "call.answered")
    assert (found.status, found.marks) == ("called_off", (Mark("answers", 0, answer),))


def test_what_waits_is_armed_and_what_nothing_started_is_idle():
    rule = Injection(id="yes", after=TO_KARIM, delay_min=30, does=SAYS_YES)
    idle = Injection(id="no", after=TO_LUC, does=SAYS_NO)
    office = an_office(idle, rule, Injection(id="late", at="10:00", does=SAYS_NO)).at("08:40")

    tell(office, "karim")
    found = traced(office.at("08:45"))

    assert {name: one.status for name, one in found.items()} == {
        "yes": "armed", "late": "armed", "no": "idle",
    }  # fmt: skip
    assert (found["yes"].trigger, found["yes"].due) == (2, EIGHT_FORTY + 30 * 60)
    assert (found["late"].trigger, found["no"].due) == (0, None)


def test_what_the_end_overtook_stays_armed():
    office = an_office(Injection(id="yes", after=TO_KARIM, delay_min=10, does=SAYS_YES))

    tell(office.at("10:25"), "karim")

    assert traced(office.at("11:30"))["yes"].status == "armed"


def test_every_entry_of_the_world_that_a_rule_owed_is_in_the_trace_once():
    ring = Injection(id="ring", at="08:40", does=(WorldFact(begin="call-truck"), *SAYS_YES))
    after = Injection(id="after", after=Pattern(fact="chat.received"), each=True, times=4, does=SAYS_NO)  # fmt: skip
    office = an_office(ring, after)

    found = [seq for one in traced(office.at("10:00")).values() for seq in one.entries]

    assert sorted(found) == [entry.seq for entry in office.entries if entry.cause]


def test_the_rules_are_told_in_the_order_they_fell_due():
    office = an_office(
        Injection(id="never", after=TO_KARIM, does=SAYS_YES),
        Injection(id="second", at="09:00", does=SAYS_YES),
        Injection(id="first", at="08:40", does=SAYS_YES),
    ).at("09:30")

    assert list(traced(office)) == ["first", "second", "never"]
