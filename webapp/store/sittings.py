"""Sittings open in this process: recent worlds are kept in memory, a request only reads the tail.

Several processes may hold the same sitting: each catches up from the journal before it decides, and
the loser of a race decides again (`sim.engine`).
"""

from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, RLock
from typing import TypeVar

import sqlalchemy as sa

from sim.engine import Engine
from sim.journal.store import Files
from sim.scenario.model import Scenario
from webapp.store.journal import SqlJournal

Key = TypeVar("Key")
Value = TypeVar("Value")

OPEN_SITTINGS = 64
"""Worlds kept; a full one weighs a few megabytes."""
SCENARIOS = 16

DIGEST = sa.text("SELECT scenario_digest FROM sitting WHERE id = :sitting")
CONTENT = sa.text("SELECT content FROM scenario WHERE digest = :digest")


@dataclass(slots=True)
class _Slot:
    """A sitting in memory; its lock is held for as long as somebody reads or writes its world."""

    lock: RLock = field(default_factory=RLock)
    engine: Engine | None = None


class Sittings:
    """Engines by sitting, the least recently used forgotten first."""

    def __init__(self, database: sa.Engine, files: Files, capacity: int = OPEN_SITTINGS) -> None:
        self._database = database
        self._files = files
        self._capacity = capacity
        self._guard = Lock()
        self._slots: OrderedDict[int, _Slot] = OrderedDict()
        self._scenarios: OrderedDict[str, Scenario] = OrderedDict()

    @contextmanager
    def open(self, sitting_id: int, known: int | None = None) -> Iterator[Engine]:
        """Lend the sitting's engine, caught up, to this thread alone.

        Who has just read how far the journal goes says so (`known`): a world that is there already is
        lent as it is, without a query.
        Raises `KeyError` when there is no such sitting. After an error the world is forgotten: it is
        folded again from the journal, which holds all that was acknowledged.
        """
        slot = self._slot(sitting_id)
        with slot.lock:
            try:
                slot.engine = slot.engine or self._load(sitting_id)
                if known is None or slot.engine.world.seq < known:
                    slot.engine.catch_up()
                yield slot.engine
            except BaseException:
                slot.engine = None
                raise

    def journal(self, sitting_id: int) -> SqlJournal:
        """Return the sitting's journal alone: for replays and exports."""
        return SqlJournal(self._database, sitting_id)

    def forget(self, sitting_id: int) -> None:
        """Forget a sitting's world: its journal has been rewritten."""
        slot = self._slot(sitting_id)
        with slot.lock:
            slot.engine = None

    def scenario(self, digest: str) -> Scenario:
        """Return a sealed scenario, parsed once. Raises `KeyError` when it is not kept here."""
        with self._guard:
            scenario = self._scenarios.get(digest)
        if scenario is None:
            scenario = self._parse(digest)
        with self._guard:
            _keep(self._scenarios, digest, scenario, SCENARIOS)
        return scenario

    def _slot(self, sitting_id: int) -> _Slot:
        """Return the slot; one that is forgotten while in use stays right, only less fresh."""
        with self._guard:
            slot = self._slots.get(sitting_id) or _Slot()
            _keep(self._slots, sitting_id, slot, self._capacity)
        return slot

    def _load(self, sitting_id: int) -> Engine:
        with self._database.connect() as connection:
            digest = connection.execute(DIGEST, {"sitting": sitting_id}).scalar()
        if digest is None:
            raise KeyError(sitting_id)
        return Engine(self.scenario(digest), self.journal(sitting_id), self._files)

    def _parse(self, digest: str) -> Scenario:
        with self._database.connect() as connection:
            content = connection.execute(CONTENT, {"digest": digest}).scalar()
        if content is None:
            raise KeyError(digest)
        return Scenario.model_validate_json(content)


def _keep(recent: OrderedDict[Key, Value], key: Key, value: Value, size: int) -> None:
    recent[key] = value
    recent.move_to_end(key)
    while len(recent) > size:
        recent.popitem(last=False)
