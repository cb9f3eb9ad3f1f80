"""Which rule fired, why, by which entries; and what became of those that did not.

A pure function of a scenario and its journal: the same for the trainer's rehearsal and the examiner's sitting.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from sim import timeline
from sim.dispatch import fold
from sim.journal.entry import Entry
from sim.owed import Mark, Owed
from sim.scenario.model import Injection, Scenario
from sim.world import World

Status = Literal["fired", "called_off", "armed", "idle"]


@dataclass(frozen=True, slots=True)
class Fired:
    """One time a rule was started, or a rule that never was."""

    rule: Injection
    status: Status
    """`fired`; `called_off` when it fell due and could not; `armed` while it waits; `idle` when nothing
    ever started it."""
    cause: str = ""
    """What its entries bear; empty when it did not fire."""
    trigger: int = 0
    """Entry that started it; 0 for the clock."""
    due: int | None = None
    """Office second at which it fell, or falls, due."""
    entries: tuple[int, ...] = ()
    """What it did."""
    marks: tuple[Mark, ...] = ()
    """Fired: what it required, and the entries that brought it. Otherwise: what stands in its way."""


def trace(scenario: Scenario, entries: Sequence[Entry], now: int = 0) -> tuple[Fired, ...]:
    """Return what became of every rule, in order of what fell due; those never started come last.

    A journal goes as far as its last entry: whoever knows that the office clock is further gives `now`.
    """
    world = fold(scenario, entries)
    now = max(now, world.at)
    causes = {id(owed): cause for cause, owed in world.timeline.causes.items()}
    started = [
        _fired(world, rule, owed, causes.get(id(owed), ""), now)
        for owed in sorted(world.timeline.owed, key=lambda one: (one.due, one.rank, one.trigger))
        if (rule := timeline.injection_of_owed(world, owed))
    ]
    known = {one.rule.id for one in started}
    idle = (Fired(rule, "idle") for rule in scenario.timeline if rule.id not in known)
    return (*started, *idle)


def _fired(world: World, rule: Injection, owed: Owed, cause: str, now: int) -> Fired:
    marks = owed.marks
    status: Status = "fired" if cause else "called_off" if owed.lapsed else "armed"
    if status == "armed" and owed.due <= now:
        # Nothing was written since the second it fell due: it lapses with the next entry.
        marks = tuple(timeline.obstacles(world, owed))
        status = "called_off" if marks else "armed"
    return Fired(rule, status, cause, owed.trigger, owed.due, tuple(owed.entries), marks)
