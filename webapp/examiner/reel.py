"""Worlds shown lately, so that the next entry is applied to one and not folded from nothing."""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock

from sim.dispatch import apply, opening
from sim.replay import Playhead
from sim.world import World

KEPT = 16
"""Worlds kept; a full one weighs a few megabytes."""


class Reel:
    """Worlds by scenario and hash of their last entry: the chain tells all that came before it."""

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._lock = Lock()
        self._worlds: OrderedDict[tuple[str, str], World] = OrderedDict()

    @contextmanager
    def world_at(self, scenario: str, playhead: Playhead, seq: int) -> Iterator[World]:
        """Lend the world after an entry to this thread alone; `scenario` is the digest of the playhead's."""
        world = self._take(scenario, playhead, seq) or opening(playhead.scenario)
        for entry in playhead.entries[world.seq : seq]:
            apply(world, entry)
        yield world
        self._keep(scenario, world)

    def _take(self, scenario: str, playhead: Playhead, seq: int) -> World | None:
        """Take out the nearest world kept that is not past the entry: nobody else may bring it forward."""
        with self._lock:
            found = (
                self._worlds.pop((scenario, entry.hash), None)
                for entry in reversed(playhead.entries[:seq])
            )
            return next((world for world in found if world is not None), None)

    def _keep(self, scenario: str, world: World) -> None:
        with self._lock:
            self._worlds[scenario, world.head] = world
            while len(self._worlds) > self._kept:
                self._worlds.popitem(last=False)


REEL = Reel()
"""The one of this process."""
