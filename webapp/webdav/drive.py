"""One request's view of a sitting's drive: reads the world, asks the office, in a desktop suite's terms."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass
from unicodedata import normalize

from wsgidav.dav_error import (
    HTTP_CONFLICT,
    HTTP_FORBIDDEN,
    HTTP_INSUFFICIENT_STORAGE,
    HTTP_NOT_FOUND,
    DAVError,
)

from sim.decision import Command
from sim.drive import (
    EDITABLE,
    CopyFile,
    CreateFolder,
    MoveFile,
    OpenFile,
    UploadFile,
    clean_path,
    parent,
    place_of,
)
from sim.engine import Engine
from sim.facts.base import FileRef
from sim.journal.files import sha256
from sim.journal.store import Conflict
from sim.world import World
from webapp.store.store import Store
from webapp.wall import PARIS
from webapp.webdav.scratch import Scratch, ScratchFull, is_temporary

GONE = "Ce fichier n’est plus à cet endroit\u00a0: cherchez-le dans les documents du bureau."
LOST = "Le contenu de ce fichier est introuvable. Prévenez le surveillant."
BUSY = "Plusieurs actions sont arrivées en même temps\u00a0: enregistrez de nouveau."
FULL = (
    "Le logiciel a laissé trop de fichiers temporaires\u00a0: fermez-le, puis rouvrez le document."
)
PROTECTED = "Ce fichier appartient à l’entreprise\u00a0: il ne peut pas être modifié. Enregistrez-en une copie sous un autre nom."
KEPT = "Ce fichier ne se supprime pas depuis le logiciel\u00a0: faites-le dans les documents du bureau."
ODD_NAME = "Ce nom de fichier ne convient pas\u00a0: choisissez-en un autre, sans espace au début ni à la fin."
TAKEN = "Un autre fichier porte déjà ce nom\u00a0: choisissez-en un autre."


@dataclass(frozen=True, slots=True)
class Shown:
    """A file as the suite sees it."""

    size: int
    sha256: str
    editable: bool
    modified: float
    """Seconds since the Unix epoch, in the office's own time."""


@dataclass(slots=True)
class SittingDrive:
    """The drive of one running sitting; its methods raise `DAVError`."""

    sitting: int
    store: Store
    scratch: Scratch
    inspect: Callable[[str, bytes], str]
    wall: Callable[[], int]
    refusal: str = ""
    """Why this request was refused, in French."""

    def refuse(self, status: int, reason: str) -> DAVError:
        """Return the error to raise, and keep its reason for the answer."""
        self.refusal = reason
        return DAVError(status)

    def known(self, path: str) -> str:
        """Return a path as the drive writes it: macOS sends letters and accents apart, Windows minds no case."""
        plain = "/" + path.strip("/") if path.strip("/") else ""
        with self._engine() as engine:
            there = place_of(engine.world, plain)
            exact = there in engine.world.drive.files or there in engine.world.drive.folders
        return there if exact else normalize("NFC", plain)

    def is_folder(self, path: str) -> bool:
        """Say whether there is such a folder."""
        with self._engine() as engine:
            return path == "" or path in engine.world.drive.folders

    def names(self, folder: str) -> list[str]:
        """Return what a folder holds."""
        with self._engine() as engine:
            drive = engine.world.drive
            paths = [*drive.folders, *(set(drive.files) - self.scratch.aside)]
        return sorted(path.rpartition("/")[2] for path in paths if parent(path) == folder)

    def find(self, path: str) -> Shown | None:
        """Return a file of the drive, or one that a suite left there."""
        left = self.scratch.files.get(path)
        with self._engine() as engine:
            if left is not None:
                now = _moment(engine.world, engine.world.at)
                return Shown(len(left), sha256(left), editable=True, modified=now)
            found = engine.world.drive.files.get(path)
            if found is None or path in self.scratch.aside:
                return None
            modified = _moment(engine.world, found.at)
            editable = found.origin in EDITABLE
            return Shown(found.file.size, found.file.sha256, editable=editable, modified=modified)

    def open(self, path: str) -> bytes:
        """Return a document's bytes; its opening is journalled once, however often the suite reads it."""
        left = self.scratch.files.get(path)
        if left is not None:
            return left
        data = self._bytes(path)
        if self.scratch.opens(path, self.wall()):
            self._ask(OpenFile(path=path))
        return data

    def save(self, path: str, data: bytes) -> None:
        """Keep what the suite wrote: a new version, unless nothing changed."""
        if is_temporary(path):
            return self.leave(path, data)
        if not data and self._file(path) is None:  # some suites reserve the name first
            return self.leave(path, data)
        self._check_name(path)
        folder, _, name = path.rpartition("/")
        current = self._file(path)
        if current is None or current.sha256 != sha256(data):
            self._inspected(name, data)
            self.store.files.put(data)
            self._ask(
                UploadFile(
                    folder=folder, file=FileRef(sha256=sha256(data), name=name, size=len(data))
                )
            )
        self.scratch.drop(path)
        self.scratch.bring_back(path)
        self.scratch.goes_on(path, self.wall())
        return None

    def leave(self, path: str, data: bytes) -> None:
        """Keep a temporary file, or a name that a suite reserves."""
        try:
            self.scratch.put(path, data)
        except ScratchFull:
            raise self.refuse(HTTP_INSUFFICIENT_STORAGE, FULL) from None

    def copy(self, path: str, to: str) -> None:
        """Copy a file; through the office when both names are the candidate's."""
        if path in self.scratch.files or self._file(to) is not None:
            self._over(path, to)
        elif is_temporary(to):
            self.leave(to, self._bytes(path))
        else:
            self._check_name(to)
            self._ask(CopyFile(path=path, to=to))

    def move(self, path: str, to: str) -> None:
        """Move a file. To save, suites rename the document aside and their temporary file in its place."""
        if path in self.scratch.files:
            self.save(to, self.scratch.files[path])
            return self.scratch.drop(path)
        self._own(path)
        if is_temporary(to):
            self.leave(to, self._bytes(path))
            return self.scratch.put_aside(path)
        self._check_name(to)
        if self._file(to) is not None:
            raise self.refuse(HTTP_FORBIDDEN, TAKEN)
        return self._ask(MoveFile(path=path, to=to))

    def delete(self, path: str) -> None:
        """Forget a temporary file; a document is deleted at the desk only, where one confirms."""
        if path not in self.scratch.files:
            raise self.refuse(HTTP_FORBIDDEN, KEPT)
        self.scratch.drop(path)

    def create_folder(self, path: str) -> None:
        """Create a folder."""
        self._check_name(path)
        self._ask(CreateFolder(path=path))

    def _over(self, path: str, to: str) -> None:
        left = self.scratch.files.get(path)
        self.save(to, self._bytes(path) if left is None else left)

    def _check_name(self, path: str) -> None:
        """Refuse what the office would write otherwise, or what did not come as UTF-8."""
        if clean_path(path) != path or "\ufffd" in path or self.is_folder(path):
            raise self.refuse(HTTP_FORBIDDEN, ODD_NAME)

    def _inspected(self, name: str, data: bytes) -> None:
        problem = self.inspect(name, data)
        if problem:
            raise self.refuse(HTTP_FORBIDDEN, problem)

    def _own(self, path: str) -> None:
        shown = self.find(path)
        if shown is not None and not shown.editable:
            raise self.refuse(HTTP_FORBIDDEN, PROTECTED)

    def _file(self, path: str) -> FileRef | None:
        with self._engine() as engine:
            found = engine.world.drive.files.get(path)
            return found.file if found else None

    def _bytes(self, path: str) -> bytes:
        file = self._file(path)
        if file is None:
            raise self.refuse(HTTP_NOT_FOUND, GONE)
        try:
            return self.store.files.get(file.sha256)
        except KeyError:
            raise self.refuse(HTTP_NOT_FOUND, LOST) from None

    def _ask(self, command: Command) -> None:
        try:
            with self._engine() as engine:
                refusal = engine.handle(command, wall=self.wall()).refusal
        except Conflict:
            raise self.refuse(HTTP_CONFLICT, BUSY) from None
        if refusal:
            raise self.refuse(HTTP_FORBIDDEN, refusal)

    def _engine(self) -> AbstractContextManager[Engine]:
        return self.store.sittings.open(self.sitting)


def _moment(world: World, at: int) -> float:
    return world.moment(at).replace(tzinfo=PARIS).timestamp()
