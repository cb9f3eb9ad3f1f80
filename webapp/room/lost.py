"""The time that cuts cost a candidate: what the invigilator is proposed to give back."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from sim.world import World
from webapp.store.planning_tables import PresenceGap


@dataclass(frozen=True, slots=True)
class Lost:
    """Cuts that nobody settled."""

    seconds: float
    """Office seconds during which the clock ran and the page was silent."""
    cuts: int
    last: int
    """Id of the last of them."""

    @property
    def minutes(self) -> int:
        """Return what to give back, begun minutes included."""
        return math.ceil(self.seconds / 60)


def lost_time(world: World, gaps: Sequence[PresenceGap]) -> Lost | None:
    """Return what cuts cost while the clock ran; nothing when they cost nothing."""
    cuts = [gap for gap in gaps if gap.kind == "lost"]
    lost = sum(_running(world, gap.began_at, gap.ended_at) for gap in cuts)
    if not lost:
        return None
    return Lost(lost / 1000 / world.clock.time_factor, len(cuts), cuts[-1].id)


def _running(world: World, began: int, ended: int) -> int:
    """Return for how long the clock ran between two wall times."""
    paused = sum(
        max(0, min(ended, stop.until or ended) - max(began, stop.wall)) for stop in world.room.stops
    )
    return max(0, ended - began - paused)
