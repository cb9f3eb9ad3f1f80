"""Which of the candidate's own files nobody will be able to read, by whatever way they came to the drive."""

from collections.abc import Iterable
from functools import lru_cache

from sim.facts.base import FileRef
from sim.world import DriveFile
from webapp.desk.blueprint import office
from webapp.desk.previews import unread


def unreadable(files: Iterable[DriveFile]) -> dict[str, str]:
    """Return, by path, why a file cannot be read; what the company or its people gave is theirs."""
    reasons = {one.path: _reason(one.file, one.name) for one in files if one.origin == "upload"}
    return {path: reason for path, reason in reasons.items() if reason}


@lru_cache(maxsize=4096)
def _reason(file: FileRef, name: str) -> str:
    """Return it once for the same bytes: a folder's list asks at each turn."""
    return unread(name, office().file_bytes(file))
