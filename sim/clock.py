"""Office time, derived from the journal: started, paused, resumed, extended, stretched.

Office seconds run from 0 at the start. A *tiers temps* makes an office second last `time_factor` wall
seconds, so arrivals and deadlines stretch with the work (office time is the only time anybody sees).
"""

from sim.facts import session
from sim.journal.entry import Entry
from sim.room import Added, Stop
from sim.world import Clock, World


def now(clock: Clock, wall: int) -> int:
    """Return the office second at a wall time (milliseconds); it never goes back."""
    if not clock.started or not clock.running:
        return clock.anchor_at
    elapsed = max(0, wall - clock.anchor_wall) / 1000 / clock.time_factor
    # 1.33 has no exact binary form: a millisecond is rounded before the second is cut.
    return clock.anchor_at + int(round(elapsed, 3))


def wall_at(clock: Clock, at: int) -> int:
    """Return the wall time (milliseconds) at which a running clock reaches an office second."""
    return clock.anchor_wall + round((at - clock.anchor_at) * clock.time_factor * 1000)


def remaining(clock: Clock, wall: int) -> int:
    """Return the office seconds left."""
    return max(0, clock.end_at - now(clock, wall))


def apply_started(world: World, entry: Entry, fact: session.Started) -> None:
    """Start the clock."""
    clock = world.clock
    clock.started = clock.running = True
    clock.anchor_at, clock.anchor_wall = 0, entry.wall
    clock.time_factor = fact.time_factor
    clock.end_at = (fact.duration_min or world.scenario.duration_min) * 60


def apply_paused(world: World, entry: Entry, fact: session.Paused) -> None:
    """Stop the clock where it stands."""
    world.clock.running = False
    world.clock.anchor_at = entry.at
    world.room.stops.append(Stop(entry.wall, fact.category, fact.reason))


def apply_resumed(world: World, entry: Entry, fact: session.Resumed) -> None:
    """Let the clock run on from there."""
    world.clock.running = True
    world.clock.anchor_at, world.clock.anchor_wall = entry.at, entry.wall
    world.room.stops[-1].until = entry.wall


def apply_extended(world: World, entry: Entry, fact: session.Extended) -> None:
    """Put the end later."""
    world.clock.end_at += fact.minutes * 60
    world.room.added.append(Added(entry.wall, fact.minutes, fact.reason))


def apply_ended(world: World, entry: Entry, fact: session.Ended) -> None:
    """Stop the clock for good."""
    clock = world.clock
    clock.running, clock.ended, clock.ended_by = False, True, fact.by
    clock.anchor_at, clock.ended_wall = entry.at, entry.wall
    if world.room.stops and world.room.stops[-1].until is None:
        world.room.stops[-1].until = entry.wall
