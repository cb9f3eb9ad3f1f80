"""Pages on demand: drawn once for the same bytes, one document at a time, kept in a folder that may be emptied.

Nothing depends on this process: what it has not finished, the next one to ask starts again.
"""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path

from pydantic import ValidationError

from sim.facts.base import FileRef
from webapp.pages.draw import SUITE
from webapp.pages.layout import LAYOUT, Layout, picture
from webapp.wall import wall_ms

BY_SUITE = frozenset({"docx", "odt", "rtf", "xlsx", "ods", "pptx", "odp"})
BY_ITSELF = frozenset({"pdf"})
TIMEOUT_S = 90.0
"""Longest drawing of one document, by the wall."""
RETRY_MS = 10 * 60 * 1000
"""Wall milliseconds after which a document that could not be laid out is tried again: the machine may have been busy."""
KEPT = 2000
"""Documents whose pages are kept; the oldest go."""
NOT_LAID_OUT = (
    "Les pages de ce document n’ont pas pu être mises en forme ici\u00a0: lisez son texte et sa structure,"
    " ou téléchargez-le pour le voir tel qu’il est."
)
PROGRAM = (sys.executable, "-m", "webapp.pages.draw")


class Pages:
    """The pages of documents, by their bytes; may be called from any thread."""

    def __init__(
        self,
        folder: Path,
        suite: str | None = SUITE,
        program: Sequence[str] = PROGRAM,
        timeout_s: float = TIMEOUT_S,
    ) -> None:
        self.folder = folder
        self._suite, self._program, self._timeout_s = suite, tuple(program), timeout_s
        self._asked: set[str] = set()
        self._lock = threading.Lock()
        self._one_at_a_time = threading.Semaphore(1)

    def can_draw(self, name: str) -> bool:
        """Say whether a file of this name can be shown as pages on this machine."""
        kind = _kind(name)
        return kind in BY_ITSELF or (kind in BY_SUITE and self._suite is not None)

    def of(self, file: FileRef, read: Callable[[], bytes]) -> Layout | None:
        """Return a document's pages, or nothing yet: they are being drawn, ask again in a moment.

        Its bytes are read only to draw them: whoever asks again, or for pages already there, needs none.
        """
        found = self._kept(file)
        if found is None:
            self._start(file, read)
        return found

    def picture(self, file: FileRef, number: int) -> Path | None:
        """Return the picture of a page, once drawn."""
        path = picture(self._place(file), number)
        return path if path.exists() else None

    def draw(self, file: FileRef, data: bytes) -> Layout:
        """Draw a document's pages now, and keep them; a document that cannot be laid out says so."""
        with tempfile.TemporaryDirectory(prefix="bannette-pages-") as scratch:
            folder = Path(scratch)
            source = folder / f"document.{_kind(file.name)}"
            source.write_bytes(data)
            layout = self._drawn(source, folder)
            self._keep(file, folder, layout)
        return layout

    def forget(self, sha256: str) -> None:
        """Remove the pages of a document that is no longer kept."""
        for place in self.folder.glob(f"{sha256}.*"):
            shutil.rmtree(place, ignore_errors=True)

    def _kept(self, file: FileRef) -> Layout | None:
        path = self._place(file) / LAYOUT
        try:
            found = Layout.model_validate_json(path.read_bytes())
            is_stale = wall_ms() - path.stat().st_mtime * 1000 > RETRY_MS
        except (OSError, ValidationError):
            return None
        return None if found.refusal and is_stale else found

    def _place(self, file: FileRef) -> Path:
        return self.folder / f"{file.sha256}.{_kind(file.name)}"

    def _start(self, file: FileRef, read: Callable[[], bytes]) -> None:
        key = self._place(file).name
        with self._lock:
            if key in self._asked:
                return
            data = read()
            self._asked.add(key)
        threading.Thread(target=self._in_turn, args=(key, file, data), daemon=True).start()

    def _in_turn(self, key: str, file: FileRef, data: bytes) -> None:
        try:
            with self._one_at_a_time:
                self.draw(file, data)
        finally:
            with self._lock:
                self._asked.discard(key)

    def _drawn(self, source: Path, folder: Path) -> Layout:
        """Run the program; end it with all it started when it takes too long."""
        child = subprocess.Popen(  # noqa: S603  our own program, no shell
            [*self._program, str(source), str(folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        try:
            with suppress(subprocess.TimeoutExpired):
                child.wait(self._timeout_s)
        finally:
            _end(child)
        try:
            return Layout.model_validate_json((folder / LAYOUT).read_bytes())
        except (OSError, ValidationError):
            return Layout(refusal=NOT_LAID_OUT)

    def _keep(self, file: FileRef, folder: Path, layout: Layout) -> None:
        """Lay the pictures in their place, the layout last: whoever sees it sees them all."""
        place = self._place(file)
        place.mkdir(parents=True, exist_ok=True)
        for page in layout.pages:
            shutil.move(picture(folder, page.number), picture(place, page.number))
        partial = place / f"{LAYOUT}.{os.getpid()}"
        partial.write_text(layout.model_dump_json(), encoding="utf-8")
        partial.replace(place / LAYOUT)
        self._prune()

    def _prune(self) -> None:
        kept = sorted(self.folder.iterdir(), key=lambda one: one.stat().st_mtime)
        for old in kept[: max(0, len(kept) - KEPT)]:
            shutil.rmtree(old, ignore_errors=True)


def _kind(name: str) -> str:
    return name.rpartition(".")[2].casefold()


def _end(child: subprocess.Popen[bytes]) -> None:
    """End a program and what it started, itself already gone or not."""
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()
