"""File stores that need nothing: in memory, and a plain folder."""

import hashlib
import os
import tempfile
from pathlib import Path


def sha256(data: bytes) -> str:
    """Return the hex digest that names these bytes."""
    return hashlib.sha256(data).hexdigest()


class MemoryFiles:
    """Bytes by digest, in memory."""

    def __init__(self) -> None:
        self.blobs: dict[str, bytes] = {}

    def put(self, data: bytes) -> str:
        """See `Files.put`."""
        name = sha256(data)
        self.blobs[name] = data
        return name

    def get(self, sha256: str) -> bytes:
        """See `Files.get`."""
        return self.blobs[sha256]


class FolderFiles:
    """Bytes by digest, one file each in a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, data: bytes) -> str:
        """Write beside, then rename: a reader never sees half a file, nor does a power cut leave one."""
        name = sha256(data)
        target = self._path(name)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_durably(target, data)
        return name

    def get(self, sha256: str) -> bytes:
        """See `Files.get`."""
        try:
            return self._path(sha256).read_bytes()
        except (FileNotFoundError, ValueError) as error:
            raise KeyError(sha256) from error

    def remove(self, sha256: str) -> None:
        """Remove these bytes; what is not here is left out."""
        self._path(sha256).unlink(missing_ok=True)

    def names(self) -> list[str]:
        """Return the digests kept here."""
        return sorted(path.name for path in self._folder.glob("??/*") if path.suffix != ".part")

    def _path(self, name: str) -> Path:
        if len(name) != 64 or not all(letter in "0123456789abcdef" for letter in name):
            raise ValueError(f"not a digest: {name!r}")
        return self._folder / name[:2] / name


def _write_durably(target: Path, data: bytes) -> None:
    """Bring the bytes to the disk, then their name; each writer has a partial file of its own."""
    with tempfile.NamedTemporaryFile(dir=target.parent, suffix=".part", delete=False) as partial:
        partial.write(data)
        partial.flush()
        os.fsync(partial.fileno())
    Path(partial.name).replace(target)
    for folder in (target.parent, target.parent.parent):
        _sync_folder(folder)


def _sync_folder(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
