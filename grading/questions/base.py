"""What a question is, and the journal as the rules read it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from grading.questions.told import Telling
from grading.record import Record
from grading.rubric import Rubric
from grading.sheet import GradeSheet
from sim.facts.base import Fact, Value
from sim.journal.entry import Entry

Kind = TypeVar("Kind", bound=Fact)


class Suggestion(Value):
    """A question this journal raises. It asks and never accuses; what the pack expects is not in it."""

    criterion: str
    text: str
    """In French, to the candidate, as it may be read out."""
    entries: tuple[int, ...]
    """The entries it comes from, first the one to show."""
    why: str
    """In French, to the examiner: what raised it."""
    rule: str
    """Name of the rule; `finding` speaks of the machine's proposal, to be hidden from who rates blind."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a rule raises, before the most telling are kept."""

    text: str
    entries: tuple[int, ...]
    why: str
    criterion: str = ""
    """When it is not the rule's own."""
    rank: int | None = None
    """When it is not the rule's own."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing a journal may show that is worth a question."""

    name: str
    criterion: str
    rank: int
    """The lower, the more telling."""
    look: Callable[["Reading"], Iterable[Asked]]


class Reading:
    """A sitting as the rules read it: its entries by kind of fact, and how they are told."""

    def __init__(self, rubric: Rubric, record: Record, sheet: GradeSheet) -> None:
        self.rubric = rubric
        self.record = record
        self.sheet = sheet
        self.say = Telling(record)

    def entry(self, seq: int) -> Entry | None:
        """Return an entry by its number."""
        return self._by_seq.get(seq)

    @cached_property
    def _by_seq(self) -> dict[int, Entry]:
        return {entry.seq: entry for entry in self.record.entries}

    @cached_property
    def own(self) -> tuple[Entry, ...]:
        """Return what the candidate did."""
        return tuple(entry for entry in self.record.entries if entry.actor == "candidate")

    def each(self, kind: type[Kind]) -> Iterator[tuple[Entry, Kind]]:
        """Return the entries of a kind of fact, whoever acted, in order."""
        for entry in self.record.by_kind.get(kind.model_fields["kind"].default, ()):
            if isinstance(entry.fact, kind):
                yield entry, entry.fact

    def mine(self, kind: type[Kind]) -> Iterator[tuple[Entry, Kind]]:
        """Return the candidate's entries of a kind of fact."""
        return ((entry, fact) for entry, fact in self.each(kind) if entry.actor == "candidate")

    @property
    def end(self) -> int:
        """Return the office second of the last entry."""
        return self.record.entries[-1].at if self.record.entries else 0
