"""Whatever is done, whoever looks and whenever, the same morning is one journal, reactions included."""

from hypothesis import given, settings
from hypothesis import strategies as st

from sim.engine import Engine
from sim.journal.entry import dump, load
from sim.journal.store import MemoryJournal
from sim.pattern import Pattern
from sim.rule import Condition, Silence
from sim.scenario.model import Injection, WorldFact
from sim.trace import trace
from tests.build import START_MS, Office, a_message, a_scenario
from tests.sim.test_timeline import SAYS_NO, SAYS_YES, TO_KARIM, TO_LUC

CAME = Pattern(fact="mail.delivered", where={"message.id": "M02*"})
BUSY = (Condition(task={"status": "todo"}),)
RULES = (
    Injection(id="M02", at="08:32", times=3, every_min=3, does=(WorldFact(mail="M02"),)),
    Injection(id="colder", silence=Silence(of=CAME, for_min=2), each=True, does=(WorldFact(reply="R1"),)),
    Injection(id="boss", follows="colder", delay_min=1, each=True, times=2, does=SAYS_NO),
    Injection(id="ring", at="08:33", times=2, every_min=2.5, does=(WorldFact(begin="call-truck"), *SAYS_YES)),
    Injection(id="gone", follows="ring", delay_min=0.5, each=True, does=(WorldFact(withdraw="call-truck"),)),
    Injection(id="busy", after=TO_KARIM, each=True, delay_min=1, when=BUSY, does=(WorldFact(chat=("karim", "⟦words⟧")),)),
    Injection(id="free", after=TO_LUC, delay_min=1, when=(BUSY[0].model_copy(update={"absent": True}),), does=SAYS_YES),
    Injection(id="insist", at="08:34", times=4, every_min=1, unless=(TO_KARIM,), requires=(TO_LUC,), does=SAYS_NO),
    Injection(id="echo", after=Pattern(fact="chat.received"), each=True, times=5, does=(WorldFact(mail="R1"),)),
)  # fmt: skip
COMMANDS = {
    "karim": lambda office, second: office.do("SendChat", person="karim", text=f"Il est {second}"),
    "luc": lambda office, second: office.do("SendChat", person="luc", text="Bonjour"),
    "buyer": lambda office, second: office.do("SendMail", to=["c.vasseur@alphydral.example"], subject="Date", body="Le 16"),
    "answer": lambda office, second: office.do("AnswerCall", call="call-truck"),
    "plan": lambda office, second: office.do("AddTask", title=f"Tâche {second}"),
    "done": lambda office, second: office.do("SetTaskStatus", task="T1", status="done"),
    "pause": lambda office, second: office.do("Pause", actor="examiner", reason="Alerte"),
    "resume": lambda office, second: office.do("Resume", actor="examiner"),
}  # fmt: skip
END = 13 * 60
SECONDS = st.integers(1, END)
DONE = st.lists(st.tuples(SECONDS, st.sampled_from(sorted(COMMANDS))), max_size=14)
LOOKS = st.lists(st.tuples(SECONDS, st.integers(0, 2)), max_size=25)


def played(done, looks) -> Office:
    """Play a short morning: what is done, and which worker looks when; worker 0 does what is asked."""
    messages = (a_message(), a_message("M02"), a_message("R1"))
    office = Office(a_scenario(messages=messages, timeline=RULES, duration_min=12))
    workers = [office.engine]
    workers += [Engine(office.scenario, office.journal, office.files) for _ in range(2)]
    # At one second the last worker looks after what is done, the others before.
    moments = [(second, worker, worker) for second, worker in looks]
    moments += [(second, 1.5, name) for second, name in done]
    for second, _, what in sorted(moments, key=lambda one: one[:2]):
        office.wall = START_MS + second * 1000
        if isinstance(what, str):
            COMMANDS[what](office, second)
        else:
            workers[what].catch_up()
            workers[what].tick(office.wall)
    office.wall = START_MS + (END + 60) * 1000
    office.engine.catch_up()
    _ = office.world
    return office


def told(office: Office) -> list[tuple[object, ...]]:
    return [(entry.at, entry.actor, entry.cause, entry.fact) for entry in office.entries]


@settings(max_examples=150, deadline=None)
@given(done=DONE, looks=LOOKS)
def test_the_journal_is_the_same_whoever_looks_and_folds_to_the_world_that_was_lived(done, looks):
    office = played(done, looks)

    assert told(office) == told(played(done, []))
    assert office.replayed() == office.engine.world


@settings(max_examples=60, deadline=None)
@given(done=DONE, looks=LOOKS, cut=st.floats(0, 1))
def test_a_worker_that_dies_is_followed_by_one_that_reads_what_it_stored(done, looks, cut):
    whole = played(done, looks)
    stored = [load(dump(entry)) for entry in whole.entries]
    journal = MemoryJournal()
    journal.append(stored[: max(1, round(cut * len(stored)))])
    alone = played(done, looks)

    successor = Engine(whole.scenario, journal, whole.files)
    successor.catch_up()
    journal.append(stored[successor.world.seq :])

    assert successor.catch_up() == alone.engine.world


@settings(max_examples=60, deadline=None)
@given(done=DONE, looks=LOOKS)
def test_the_trace_accounts_for_every_entry_of_the_world_and_no_rule_outruns_its_number(
    done, looks
):
    office = played(done, looks)

    found = trace(office.scenario, office.entries)

    entries = sorted(seq for one in found for seq in one.entries)
    assert entries == [entry.seq for entry in office.entries if entry.cause]
    for rule in RULES:
        assert sum(one.rule is rule and one.status == "fired" for one in found) <= rule.limit
