"""Whether candidates' pages are heard of: each poll is a sign of life, kept in memory and now and then written.

Nothing else is looked at: no key, no picture, no content. A page says only that it is there, and whether
another page or program is in front of it.
"""

from collections.abc import Collection
from dataclasses import dataclass, field
from threading import Lock

import sqlalchemy as sa

WRITE_EVERY_MS = 15_000
GAP_MS = 15_000
"""A longer silence is a cut: what it cost may be given back."""
LOST_MS = 30_000
"""A longer silence shows as a lost connection."""
BLINK_MS = 3_000
"""A shorter absence is a page that follows another."""

READ = sa.text("SELECT sitting_id, seen_at, away_since FROM presence WHERE sitting_id IN :sittings")
READ = READ.bindparams(sa.bindparam("sittings", expanding=True))
PUT = sa.text(
    "INSERT INTO presence (sitting_id, seen_at, away_since) VALUES (:sitting, :seen, :away) "
    "ON CONFLICT (sitting_id) DO UPDATE SET seen_at = :seen, away_since = :away"
)
ADD_GAP = sa.text(
    "INSERT INTO presence_gap (sitting_id, kind, began_at, ended_at) VALUES (:sitting, :kind, :began, :ended)"
)


@dataclass(frozen=True, slots=True)
class Seen:
    """The last sign of life of a page."""

    at: int
    """Wall milliseconds."""
    away_since: int | None = None
    """Since when another page or program is in front."""

    def lost(self, wall: int) -> int:
        """Return for how long the page has been silent, in milliseconds; 0 while it is heard of.

        A page that is not in front is put to sleep by its browser: its silence means nothing.
        """
        silent = wall - self.at
        return silent if self.away_since is None and silent > LOST_MS else 0


@dataclass(slots=True)
class Presences:
    """The signs of life of a centre's pages, of this process and, through the table, of the others."""

    database: sa.Engine
    _lock: Lock = field(default_factory=Lock)
    _seen: dict[int, Seen] = field(default_factory=dict)
    _written: dict[int, int] = field(default_factory=dict)

    def beat(self, sitting_id: int, wall: int, *, away: bool) -> None:
        """Note a sign of life; write it when it has been a while, or when something changed."""
        with self._lock:
            before = self._seen.get(sitting_id)
            since = (before.away_since if before else None) or wall
            now = Seen(wall, since if away else None)
            self._seen[sitting_id] = now
            changed = before is None or before.away_since != now.away_since
            cut = before is not None and wall - before.at > GAP_MS
            due = wall - self._written.get(sitting_id, 0) >= WRITE_EVERY_MS
            if not (changed or cut or due):
                return
            self._written[sitting_id] = wall
        self._write(sitting_id, before, now)

    def _write(self, sitting_id: int, mine: Seen | None, now: Seen) -> None:
        """Write a sign of life, and what lay between it and the last one of any process."""
        with self.database.begin() as connection:
            row = connection.execute(READ, {"sittings": [sitting_id]}).one_or_none()
            for kind, began in _gaps(mine, Seen(row.seen_at, row.away_since) if row else None, now):
                gap = {"sitting": sitting_id, "kind": kind, "began": began, "ended": now.at}
                connection.execute(ADD_GAP, gap)
            values = {"sitting": sitting_id, "seen": now.at, "away": now.away_since}
            connection.execute(PUT, values)

    def of(self, sittings: Collection[int]) -> dict[int, Seen]:
        """Return the last sign of life of each of these sittings that gave one."""
        with self.database.connect() as connection:
            rows = connection.execute(READ, {"sittings": list(sittings)}).all()
        found = {row.sitting_id: Seen(row.seen_at, row.away_since) for row in rows}
        with self._lock:
            mine = {name: self._seen[name] for name in sittings if name in self._seen}
        for name, seen in mine.items():
            if name not in found or found[name].at <= seen.at:
                found[name] = seen
        return found


def _gaps(mine: Seen | None, others: Seen | None, now: Seen) -> list[tuple[str, int]]:
    """Return what lay before a sign of life: kind, and when it began.

    What another process heard is written late: it is given that much longer before a silence is a cut.
    """
    known = [(one, spare) for one, spare in ((mine, 0), (others, WRITE_EVERY_MS)) if one]
    if not known:
        return []
    before, spare = max(known, key=lambda pair: pair[0].at)
    if before.away_since is None:
        return [("lost", before.at)] if now.at - before.at > GAP_MS + spare else []
    back = now.away_since is None and now.at - before.away_since > BLINK_MS
    return [("away", before.away_since)] if back else []
