"""Addresses that a desktop suite opens: a short-lived secret in the path stands for the browser's cookie."""

from dataclasses import dataclass
from urllib.parse import quote

from itsdangerous import BadData, URLSafeSerializer

MOUNT = "/dav"
HOUR_MS = 3600 * 1000
LIFE_HOURS = 4
SALT = "bannette.webdav"

WORD = ("ms-word", "Word", "file-earmark-word")
EXCEL = ("ms-excel", "Excel", "file-earmark-excel")
POWERPOINT = ("ms-powerpoint", "PowerPoint", "file-earmark-slides")
MICROSOFT = {"docx": WORD, "rtf": WORD, "xlsx": EXCEL, "csv": EXCEL, "pptx": POWERPOINT}
"""Scheme, program and icon by extension."""
LIBREOFFICE = ("vnd.libreoffice.command", "LibreOffice", "file-earmark-text")
OPEN_DOCUMENT = frozenset({"odt", "ods", "odp"})


@dataclass(frozen=True, slots=True)
class DesktopLink:
    """A link that starts a program of the computer on a document."""

    href: str
    program: str
    icon: str


def issue(key: str, sitting: int, wall: int) -> str:
    """Return a token for this sitting, dead four to five hours later.

    The same for a whole hour, so that a document opened twice has one address: a suite tells two windows
    on one document by it.
    """
    expires = (wall // HOUR_MS + LIFE_HOURS + 1) * HOUR_MS
    return str(_signer(key).dumps([sitting, expires // HOUR_MS]))


def sitting_of(key: str, token: str, wall: int) -> int | None:
    """Return the sitting a token was issued for; nothing when it is forged or dead."""
    try:
        sitting, expires = _signer(key).loads(token)
    except (BadData, ValueError, TypeError):
        return None
    return int(sitting) if wall < expires * HOUR_MS else None


def links(root: str, token: str, path: str, *, editable: bool) -> list[DesktopLink]:
    """Return the programs that open a file of the drive; `root` is `https://centre.example`.

    `ofe` opens for editing, `ofv` for viewing: what belongs to the company is not saved back.
    """
    kind = path.rpartition(".")[2].casefold()
    programs = [MICROSOFT[kind]] if kind in MICROSOFT else []
    if programs or kind in OPEN_DOCUMENT:
        programs.append(LIBREOFFICE)
    action = "ofe" if editable else "ofv"
    address = f"{root}{MOUNT}/{token}{quote(path)}"
    return [
        DesktopLink(f"{scheme}:{action}|u|{address}", program, icon)
        for scheme, program, icon in programs
    ]


def _signer(key: str) -> URLSafeSerializer:
    return URLSafeSerializer(key, salt=SALT)
