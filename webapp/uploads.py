"""What a candidate may put on the drive: no program, and nothing that is not what its name says."""

from grading.documents.guard import extension, inspect
from grading.documents.model import Unreadable
from webapp.reading import READER

PROGRAMS = frozenset([
    ".exe", ".com", ".scr", ".msi", ".dll", ".bat", ".cmd", ".ps1", ".vbs", ".vbe", ".wsf", ".hta", ".js",
    ".jse", ".jar", ".lnk", ".reg", ".sh", ".app", ".apk", ".iso",
])  # fmt: skip
PROGRAM_BEGINS = (b"MZ", b"\x7fELF", b"#!")
"""How programs begin, under whatever name."""


def refused(name: str, data: bytes) -> str:
    """Return why a file cannot be kept under this name, for the candidate who hands it in, or nothing."""
    kind = extension(name)
    if kind in PROGRAMS or data.startswith(PROGRAM_BEGINS):
        return f"« {name} » est un programme\u00a0: il ne peut pas être déposé. Déposez le document lui-même."
    problem = inspect(data, name)
    if problem is None and kind == ".pdf":
        # Only its reader can tell whether a PDF asks for a password.
        found = READER.read(data, name)
        problem = found if isinstance(found, Unreadable) and found.code == "encrypted" else None
    return problem.reason if problem else ""
