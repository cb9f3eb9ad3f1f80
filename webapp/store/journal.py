"""A sitting's journal in the database: plain SQL, no ORM, since every action of a candidate goes here."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from sim.journal.entry import Entry, dump, load
from sim.journal.store import Conflict

READ = sa.text("SELECT line FROM journal WHERE sitting_id = :sitting AND seq > :after ORDER BY seq")
APPEND = sa.text(
    "INSERT INTO journal (sitting_id, seq, kind, at, wall, actor, nonce, line) "
    "VALUES (:sitting, :seq, :kind, :at, :wall, :actor, :nonce, :line)"
)
# Comparing before setting makes the journal gap-free, and serialises writers on either database.
ADVANCE = sa.text("UPDATE sitting SET last_seq = :last WHERE id = :sitting AND last_seq = :before")
CHANGES = {
    "session.started": sa.text(
        "UPDATE sitting SET state = 'running', started_wall = :wall, absence = '' WHERE id = :sitting"
    ),
    "session.paused": sa.text("UPDATE sitting SET state = 'paused' WHERE id = :sitting"),
    "session.resumed": sa.text("UPDATE sitting SET state = 'running' WHERE id = :sitting"),
    "session.ended": sa.text(
        "UPDATE sitting SET state = 'ended', ended_wall = :wall WHERE id = :sitting"
    ),
}
"""Facts that change the sitting's own row, kept in step in the same transaction; who starts is not absent."""


class SqlJournal:
    """The entries of one sitting. See `sim.journal.store.Journal`."""

    def __init__(self, database: sa.Engine, sitting_id: int) -> None:
        self._database = database
        self._sitting = sitting_id

    def read(self, after: int = 0) -> Sequence[Entry]:
        """See `Journal.read`."""
        return [load(line) for line in self.lines(after)]

    def lines(self, after: int = 0) -> list[str]:
        """Return the entries' text as stored: what is verified and exported."""
        with self._database.connect() as connection:
            rows = connection.execute(READ, {"sitting": self._sitting, "after": after})
            return list(rows.scalars())

    def append(self, entries: Sequence[Entry]) -> None:
        """See `Journal.append`. A nonce already used is a conflict too: its first sending won."""
        if not entries:
            return
        try:
            with self._database.begin() as connection:
                self._advance(connection, entries)
                connection.execute(APPEND, [self._row(entry) for entry in entries])
                self._follow(connection, entries)
        except IntegrityError as error:
            raise Conflict(f"seq {entries[0].seq} or its nonce is taken") from error

    def _advance(self, connection: sa.Connection, entries: Sequence[Entry]) -> None:
        step = {"sitting": self._sitting, "before": entries[0].seq - 1, "last": entries[-1].seq}
        if connection.execute(ADVANCE, step).rowcount != 1:
            raise Conflict(f"seq {entries[0].seq} does not follow the journal")

    def _follow(self, connection: sa.Connection, entries: Sequence[Entry]) -> None:
        for entry in entries:
            change = CHANGES.get(entry.kind)
            if change is not None:
                connection.execute(change, {"sitting": self._sitting, "wall": entry.wall})

    def _row(self, entry: Entry) -> dict[str, Any]:
        return {
            "sitting": self._sitting,
            "seq": entry.seq,
            "kind": entry.kind,
            "at": entry.at,
            "wall": entry.wall,
            "actor": entry.actor,
            "nonce": entry.nonce,
            "line": dump(entry),
        }
