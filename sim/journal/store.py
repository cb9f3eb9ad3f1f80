"""Where a journal lives: the protocol, and a journal in memory."""

from collections.abc import Sequence
from typing import Protocol

from sim.journal.entry import Entry


class Conflict(Exception):
    """Somebody else wrote first: read the tail and decide again."""


class Journal(Protocol):
    """An append-only list of entries."""

    def read(self, after: int = 0) -> Sequence[Entry]:
        """Return the entries whose `seq` is greater, in order."""
        ...

    def append(self, entries: Sequence[Entry]) -> None:
        """Make the entries durable, all or none. Raises `Conflict` when a `seq` is taken."""
        ...


class MemoryJournal:
    """A journal for tests, rehearsals and replays."""

    def __init__(self, entries: Sequence[Entry] = ()) -> None:
        self._entries = list(entries)

    def read(self, after: int = 0) -> Sequence[Entry]:
        """See `Journal.read`."""
        return self._entries[after:]

    def append(self, entries: Sequence[Entry]) -> None:
        """See `Journal.append`."""
        if entries and entries[0].seq != len(self._entries) + 1:
            raise Conflict(f"seq {entries[0].seq} is taken")
        self._entries.extend(entries)


class Files(Protocol):
    """Content-addressed bytes: what facts point to."""

    def put(self, data: bytes) -> str:
        """Keep the bytes; return their SHA-256. Putting the same bytes twice is harmless."""
        ...

    def get(self, sha256: str) -> bytes:
        """Return the bytes. Raises `KeyError` when they are not there."""
        ...
