"""Sittings of the demonstration: rehearsals of the pack, played as candidates and an invigilator would."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from grading.rehearsal import Played, Player, RehearsalFile, Step, read_rehearsals, steps_of
from sim.decision import Command
from sim.journal.entry import GENESIS, Entry
from sim.scenario.pack import Pack
from sim.scenario.seal import Sealed, rehearsals

BASE = "reference"
"""The rehearsal that every fault changes."""


@dataclass(frozen=True, slots=True)
class Order:
    """What the invigilator does during a sitting, at an office time."""

    at: str
    command: Command
    lasts_min: int = 0
    """Wall minutes before anything else happens: of a pause."""


def played(
    pack: Pack, sealed: Sealed, names: Sequence[str], orders: Sequence[Order] = ()
) -> Played:
    """Play a rehearsal of the pack, or several of its faults at once, the invigilator's orders in between."""
    player = Player(sealed, pack.assets)
    waiting = list(orders)
    for step in steps_of_all(names, read_rehearsals(rehearsals(pack, sealed.context, []))):
        while waiting and waiting[0].at <= step.at:
            _order(player, waiting.pop(0))
        player.take(step)
    for order in waiting:
        _order(player, order)
    return player.end()


def _order(player: Player, order: Order) -> None:
    player.order(order.at, order.command)
    player.wait(order.lasts_min)


def steps_of_all(names: Sequence[str], found: Mapping[str, RehearsalFile]) -> list[Step]:
    """Return the steps of a rehearsal; of several faults, the steps of a morning that makes them all."""
    if len(names) == 1:
        return steps_of(names[0], found)
    faults = [found[name] for name in names]
    both = RehearsalFile(
        kind="fault",
        title=" ; ".join(one.title for one in faults),
        based_on=BASE,
        without=tuple({step for one in faults for step in one.without}),
        replace={step: changes for one in faults for step, changes in one.replace.items()},
        steps=tuple(step for one in faults for step in one.steps),
    )
    return steps_of("", {BASE: found[BASE], "": both})


def as_if_ended(entries: Sequence[Entry], wall: int) -> tuple[Entry, ...]:
    """Return entries as if the last had been written then: only the wall clock differs."""
    return _moved(entries, wall - entries[-1].wall)


def as_if_begun(entries: Sequence[Entry], wall: int) -> tuple[Entry, ...]:
    """Return entries as if the first had been written then."""
    return _moved(entries, wall - entries[0].wall)


def _moved(entries: Sequence[Entry], shift: int) -> tuple[Entry, ...]:
    moved: list[Entry] = []
    head = GENESIS
    for entry in entries:
        one = replace(entry, wall=entry.wall + shift).sealed(head)
        head = one.hash
        moved.append(one)
    return tuple(moved)
