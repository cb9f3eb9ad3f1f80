"""What the drive shows of a file without leaving the page: text and structure, or its printed pages.

A file comes from a candidate, so anything may be in it: it is read in a bounded process, files of a
bounded size only, and the first part of long ones is shown.
"""

from dataclasses import dataclass

from markdown_it import MarkdownIt
from markupsafe import Markup

from webapp.document_view import Section, sections_of

MAX_BYTES = 8 * 1024 * 1024
NOT_READ = (
    "« {name} » ne sera pas lu par la commission\u00a0: ni la plateforme ni elle n’ouvrent ce type de fichier."
    " Enregistrez votre travail au format Word, Excel, PowerPoint, OpenDocument ou PDF, puis déposez-le."
)


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be shown of a file."""

    kind: str
    """`page` (formatted text), `sections`, `pages` (drawn apart), `pdf`, `image`, or `none`."""
    html: Markup | None = None
    sections: tuple[Section, ...] = ()
    reason: str = ""
    """Why nothing is shown, and what to do, when the file cannot be read."""


NOTHING = Preview("none")
PAGES = Preview("pages")


def extension(name: str) -> str:
    """Return `pdf` for « Facture.PDF »; nothing when there is none."""
    stem, dot, suffix = name.rpartition(".")
    return suffix.casefold() if dot and stem else ""


def preview(name: str, data: bytes) -> Preview:
    """Return what can be shown of the file; nothing, with the reason, when it is too large or damaged."""
    kind = extension(name)
    if kind in SHOWN_BY_BROWSER:
        return Preview(SHOWN_BY_BROWSER[kind])
    if kind == "md" and len(data) <= MAX_BYTES:
        return _page(data)
    if kind not in READ or len(data) > MAX_BYTES:
        return NOTHING
    found = sections_of(data, name)
    return (
        Preview("sections", sections=found)
        if isinstance(found, tuple)
        else Preview("none", reason=found.reason)
    )


def unread(name: str, data: bytes) -> str:
    """Return why the platform cannot read a file that the candidate made, or nothing; pictures are looked at."""
    kind = extension(name)
    if kind in LOOKED_AT:
        return ""
    if kind not in READ | {"pdf"}:
        return NOT_READ.format(name=name)
    found = sections_of(data, name)
    return "" if isinstance(found, tuple) else found.reason


def _page(data: bytes) -> Preview:
    """Render Markdown; HTML in it is shown as text."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    return Preview("page", html=Markup(markdown.render(_text(data))))  # noqa: S704 - escaped by the renderer


def _text(data: bytes) -> str:
    """Decode as UTF-8, otherwise as an old French Windows wrote it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


SHOWN_BY_BROWSER = {"pdf": "pdf", "png": "image", "jpg": "image", "jpeg": "image"}
LOOKED_AT = frozenset({"png", "jpg", "jpeg", "md"})
READ = frozenset({"txt", "csv", "docx", "odt", "rtf", "xlsx", "ods", "pptx", "odp"})
