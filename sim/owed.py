"""What the world owes: rules that were started, and what became of them. Plain data, a part of the world."""

from dataclasses import dataclass, field

from sim.facts.base import Fact


@dataclass(frozen=True, slots=True)
class Mark:
    """A condition of a rule, and the entry that met it."""

    role: str
    """`requires`, `unless`, `answers`, `when`, `times`, `does` or `away`."""
    index: int
    """Which of them, as the author wrote them."""
    seq: int = 0
    """Entry that met it; 0 for a state of the office, or for what no entry met."""


@dataclass(slots=True)
class Owed:
    """A rule that was started, and what became of it."""

    injection: str
    rank: int
    due: int
    """Office second at which it falls due."""
    trigger: int = 0
    """Entry that started it; 0 for the clock."""
    fact: Fact | None = None
    """What that entry says."""
    said_at: int = 0
    """Office second of that entry."""
    answered: tuple[int, int, int] | None = None
    """(answer's index, entry, office second) of what ended the silence."""
    entries: list[int] = field(default_factory=list)
    """What it did; empty while it has not fired."""
    lapsed: bool = False
    """It fell due and did not fire."""
    marks: tuple[Mark, ...] = ()
    """Once it fired, what it required; once it lapsed, what stood in its way."""


@dataclass(slots=True)
class TimelineState:
    """What the timeline has seen: kept by `sim.timeline`, shown by `sim.trace`, read by nobody else."""

    owed: list[Owed] = field(default_factory=list)
    """Everything that was ever started, in order."""
    live: list[Owed] = field(default_factory=list)
    """What neither fired nor lapsed."""
    soonest: float = float("inf")
    """Office second at which the first of those falls due."""
    fired: dict[str, int] = field(default_factory=dict)
    """Injection to the times it fired."""
    causes: dict[str, Owed] = field(default_factory=dict)
    """Cause, as entries bear it, to what fired."""
    opened: set[tuple[str, str]] = field(default_factory=set)
    """(injection, fact it was started by): the fact is named where each one counts."""
    seen: dict[tuple[str, str, int], tuple[int, int]] = field(default_factory=dict)
    """(injection, `requires` or `unless`, index) to the first office second and entry it matched."""
