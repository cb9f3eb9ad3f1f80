"""File stores that need nothing: in memory, and a plain folder."""

import hashlib
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
        """Write beside, then rename: a reader never sees half a file."""
        name = sha256(data)
        target = self._path(name)
        if not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            partial = target.with_suffix(".part")
            partial.write_bytes(data)
            partial.replace(target)
        return name

    def get(self, sha256: str) -> bytes:
        """See `Files.get`."""
        try:
            return self._path(sha256).read_bytes()
        except (FileNotFoundError, ValueError) as error:
            raise KeyError(sha256) from error

    def names(self) -> list[str]:
        """Return the digests kept here."""
        return sorted(path.name for path in self._folder.glob("??/*") if path.suffix != ".part")

    def _path(self, name: str) -> Path:
        if len(name) != 64 or not all(letter in "0123456789abcdef" for letter in name):
            raise ValueError(f"not a digest: {name!r}")
        return self._folder / name[:2] / name
