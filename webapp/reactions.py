"""The trace of people's rules, laid out for reading: what started each, what came of it, and why.

Examiners read it of a sitting, trainers of a rehearsal; who says patterns in French is given.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from sim.language.french import clock_time
from sim.owed import Mark
from sim.pattern import Pattern
from sim.replay import Playhead
from sim.rule import Condition
from sim.scenario.model import Injection, Scenario, WorldFact
from sim.trace import Fired, trace
from sim.world import World

STATUSES_FR = {
    "fired": "Ce qui a eu lieu",
    "called_off": "Ce qui a été écarté",
    "armed": "Ce qui attendait encore",
    "idle": "Ce que rien n’a déclenché",
}


class Teller(Protocol):
    """Says a scenario's rules in French."""

    def when(self, injection: Injection) -> str:
        """Say when an injection falls due."""

    def does(self, action: WorldFact) -> str:
        """Say what an injection brings about."""

    def pattern(self, pattern: Pattern) -> str:
        """Say which facts are meant."""

    def answer(self, injection: Injection) -> str:
        """Say what ends the silence an injection waits for."""

    def condition(self, condition: Condition) -> str:
        """Say what must be true of the office."""


Tellers = Callable[[Scenario], Teller]


@dataclass(frozen=True, slots=True)
class Place:
    """An entry, as a reader finds it in the journal."""

    seq: int
    hour: str
    text: str


@dataclass(frozen=True, slots=True)
class Reason:
    """A condition in words, and the entry that met it."""

    text: str
    place: Place | None


@dataclass(frozen=True, slots=True)
class Row:
    """A rule and what came of it."""

    anchor: str
    id: str
    status: str
    """Key of `STATUSES_FR`."""
    title: str
    """What the author wrote of it; what it does where nothing was written."""
    hour: str
    """When it fell, or falls, due; empty when nothing started it."""
    when: str
    trigger: Place | None
    does: tuple[str, ...]
    entries: tuple[Place, ...]
    reasons: tuple[Reason, ...]
    """Of what took place, what it needed; of the rest, what stood in its way."""
    spared_by: tuple[str, ...]
    """What would have called it off."""


def anchor(cause: str) -> str:
    """Return the name of a firing within its page."""
    return f"reaction-{cause.replace('~', '-')}"


def rows(playhead: Playhead, teller: Teller, now: int = 0) -> dict[str, list[Row]]:
    """Return the rules by what came of them, in the order they fell due."""
    found: dict[str, list[Row]] = {status: [] for status in STATUSES_FR}
    lay_out = _Layout(playhead, teller)
    for fired in trace(playhead.scenario, playhead.entries, now):
        found[fired.status].append(lay_out.row(fired))
    return found


class _Layout:
    def __init__(self, playhead: Playhead, teller: Teller) -> None:
        self._steps = playhead.steps
        self._world = World(playhead.scenario)
        self._teller = teller

    def row(self, fired: Fired) -> Row:
        rule = fired.rule
        does = tuple(self._teller.does(action) for action in rule.does)
        return Row(
            anchor(fired.cause or rule.id), rule.id, fired.status, rule.why or _sentence(does[0]),
            "" if fired.due is None else clock_time(self._world.moment(max(fired.due, 0))),
            self._teller.when(rule), self._place(fired.trigger),
            does,
            tuple(self._at(seq) for seq in fired.entries),
            tuple(self._reason(rule, mark, met=fired.status == "fired") for mark in fired.marks),
            tuple(self._spared(rule)) if fired.status in ("fired", "armed") else (),
        )  # fmt: skip

    def _at(self, seq: int) -> Place:
        step = self._steps[seq - 1]
        return Place(seq, step.hour, step.text)

    def _place(self, seq: int) -> Place | None:
        return self._at(seq) if seq else None

    def _reason(self, rule: Injection, mark: Mark, *, met: bool) -> Reason:
        said = (MET if met else MISSED)[mark.role]
        return Reason(said + self._named(rule, mark), self._place(mark.seq))

    def _named(self, rule: Injection, mark: Mark) -> str:
        if mark.role == "when":
            return self._teller.condition(rule.when[mark.index])
        if mark.role == "answers":
            return self._teller.answer(rule)
        named = {"requires": rule.requires, "unless": rule.unless}.get(mark.role)
        return self._teller.pattern(named[mark.index]) if named else ""

    def _spared(self, rule: Injection) -> Iterator[str]:
        yield from (self._teller.pattern(one) for one in rule.unless)
        if rule.silence is not None:
            yield self._teller.answer(rule)


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}."


MET = {
    "requires": "avait eu lieu : ",
    "when": "le bureau était ainsi : ",
}
MISSED = {
    "requires": "n’a pas eu lieu à temps : ",
    "unless": "avait eu lieu : ",
    "answers": "une réponse était venue : ",
    "when": "le bureau n’était pas ainsi : ",
    "away": "la personne était partie, et ne revient pas",
    "times": "le nombre de fois prévu était atteint",
    "does": "il n’y avait plus rien à faire : la personne était déjà partie, ou la pièce n’existe pas",
}
"""What a mark says of a rule that took place, and of one that did not."""
