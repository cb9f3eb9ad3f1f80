"""The workbench: packs as they lie in their folder, sealed and rehearsed, remembered by their content.

Everything here follows from (pack, seed), so it is remembered until a file of the pack changes.
"""

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Generic, TypeVar

from grading.assay import check_pack
from sim.scenario.load import load
from sim.scenario.pack import Pack, PackFile
from sim.scenario.problems import Problem
from sim.scenario.seal import Sealed, seal
from webapp import library

Value = TypeVar("Value")

SEALED_KEPT = 6
REPORTS_KEPT = 50
SEED_LIMIT = 999_999


class Memory(Generic[Value]):
    """The last results made, by key; shared by all requests of a process."""

    def __init__(self, kept: int) -> None:
        self._kept = kept
        self._found: OrderedDict[Hashable, Value] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable) -> Value | None:
        """Return what was made for a key, if it is still known."""
        with self._lock:
            return self._found.get(key)

    def made(self, key: Hashable, make: Callable[[], Value]) -> Value:
        """Return what was made for a key, or make it; two requests may make the same thing at once."""
        found = self.get(key)
        if found is not None:
            return found
        value = make()
        with self._lock:
            self._found[key] = value
            while len(self._found) > self._kept:
                self._found.popitem(last=False)
        return value


@dataclass(frozen=True, slots=True)
class Bench:
    """A pack on the bench: its folder and the digest of all its files."""

    folder: Path
    digest: str

    @property
    def slug(self) -> str:
        """Return the pack's name."""
        return self.folder.name

    def about(self) -> PackFile | None:
        """Return what `pack.yaml` says, when it can be read."""
        return library.about(self.folder)

    def problems(self) -> tuple[Problem, ...]:
        """Return everything to mend: form, references, answer key, rehearsals."""
        return PROBLEMS.made((self.folder, self.digest), self._check)

    def pack(self) -> Pack:
        """Return the pack's files. Raises `PackRefused`."""
        return PACKS.made((self.folder, self.digest), lambda: load(self.folder))

    def sealed(self, seed: int) -> Sealed:
        """Return the pack's scenario for a seed. Raises `PackRefused`."""
        return SEALED.made((self.folder, self.digest, seed), lambda: seal(self.pack(), seed))

    def _check(self) -> tuple[Problem, ...]:
        """Assay over no seed at all: the problems, without playing the rehearsals."""
        return tuple(check_pack(self.folder, library.framework(), seeds=0).problems)


PROBLEMS: Memory[tuple[Problem, ...]] = Memory(REPORTS_KEPT)
PACKS: Memory[Pack] = Memory(REPORTS_KEPT)
SEALED: Memory[Sealed] = Memory(SEALED_KEPT)


def benches(packs: Path) -> list[Bench]:
    """Return every pack of a folder, those that cannot be read included, in order of name."""
    return [Bench(folder, digest(folder)) for folder in _folders(packs)]


def find(packs: Path, slug: str) -> Bench | None:
    """Return a pack by the name of its folder."""
    folder = next((folder for folder in _folders(packs) if folder.name == slug), None)
    return Bench(folder, digest(folder)) if folder else None


def _folders(packs: Path) -> list[Path]:
    return sorted(path for path in packs.iterdir() if path.is_dir() and path.name[0] not in "._")


def digest(folder: Path) -> str:
    """Return the SHA-256 of a pack's files, names and contents."""
    total = hashlib.sha256()
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        total.update(path.relative_to(folder).as_posix().encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


def read_seed(text: str) -> int | None:
    """Return a seed as typed, or nothing when it is not one."""
    text = text.strip()
    if not text.isascii() or not text.isdecimal() or len(text) > len(str(SEED_LIMIT)):
        return None
    return int(text)
