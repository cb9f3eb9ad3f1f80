"""What office suites leave beside a document: lock files, temporary files, originals put aside.

In memory, for one sitting: never journalled, so nobody grades it.
"""

import re
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock

QUIET_MS = 60 * 1000
"""A suite reads a document several times to open it; after this long without a request it is opened anew."""
MAX_FILES = 40
MAX_BYTES = 64 * 1024 * 1024
SITTINGS = 64
TEMPORARY = re.compile(
    r"^(\.|~\$|~WR[A-Z]\d|~).*"  # .~lock.x.odt#, ~$x.docx, ~WRD0001.tmp
    r"|.*\.(tmp|TMP)$"
    r"|^[0-9A-F]{8}$"  # Excel's
    r"|^(desktop\.ini|Thumbs\.db)$"
)


class ScratchFull(Exception):
    """The suites of a sitting left more than is kept."""


def is_temporary(path: str) -> bool:
    """Say whether a suite, and not the candidate, chose this name."""
    return TEMPORARY.match(path.rpartition("/")[2]) is not None


@dataclass(slots=True)
class Scratch:
    """One sitting's temporary files, by path."""

    files: dict[str, bytes] = field(default_factory=dict)
    aside: set[str] = field(default_factory=set)
    """Documents of the drive that a suite has renamed to make room for their new version."""
    _read: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def put(self, path: str, data: bytes) -> None:
        """Keep a file. Raises `ScratchFull`."""
        with self._lock:
            others = [len(kept) for at, kept in self.files.items() if at != path]
            if len(others) >= MAX_FILES or sum(others) + len(data) > MAX_BYTES:
                raise ScratchFull
            self.files[path] = data

    def drop(self, path: str) -> None:
        """Forget a file."""
        with self._lock:
            self.files.pop(path, None)

    def put_aside(self, path: str) -> None:
        """Hide a document from the suite until something is saved under its name."""
        self.aside.add(path)

    def bring_back(self, path: str) -> None:
        """Show the document again."""
        self.aside.discard(path)

    def opens(self, path: str, wall: int) -> bool:
        """Say whether reading the document now is opening it, not going on with it."""
        with self._lock:
            last = self._read.get(path)
            self._read[path] = wall
        return last is None or wall - last > QUIET_MS

    def goes_on(self, path: str, wall: int) -> None:
        """Remember that the suite has just saved this document: it reads it again."""
        with self._lock:
            self._read[path] = wall


class Scratches:
    """Scratch files by sitting, the least recently used forgotten first."""

    def __init__(self) -> None:
        self._kept: OrderedDict[int, Scratch] = OrderedDict()
        self._lock = Lock()

    def of(self, sitting: int) -> Scratch:
        """Return a sitting's own."""
        with self._lock:
            kept = self._kept.setdefault(sitting, Scratch())
            self._kept.move_to_end(sitting)
            while len(self._kept) > SITTINGS:
                self._kept.popitem(last=False)
        return kept

    def forget(self, sitting: int) -> None:
        """Drop what an ended sitting left."""
        with self._lock:
            self._kept.pop(sitting, None)
