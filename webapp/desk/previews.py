"""What the drive shows of a file without leaving the page: text and structure, never its layout.

A file comes from a candidate, so anything may be in it: `preview` never raises, reads files of a
bounded size only, and shows the first part of long ones.
"""

import csv
import io
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from itertools import islice

from docx import Document
from docx.table import Table
from markdown_it import MarkdownIt
from markupsafe import Markup
from openpyxl import load_workbook
from pptx import Presentation

from sim.language import french

MAX_BYTES = 8 * 1024 * 1024
MAX_UNPACKED = 64 * 1024 * 1024
"""Bytes that an Office file may unpack to."""
MAX_BLOCKS = 400
MAX_ROWS = 300
MAX_COLUMNS = 40
MAX_CELL = 400

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document."""

    kind: str
    """`heading`, `text`, `item` or `table`."""
    text: str = ""
    rows: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet, a slide, or a whole document, which has no title."""

    title: str = ""
    blocks: tuple[Block, ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What can be shown of a file."""

    kind: str
    """`page` (formatted text), `sections`, `pdf`, `image`, or `none`."""
    html: Markup | None = None
    sections: tuple[Section, ...] = ()


NOTHING = Preview("none")


def extension(name: str) -> str:
    """Return `pdf` for « Facture.PDF »; nothing when there is none."""
    stem, dot, suffix = name.rpartition(".")
    return suffix.casefold() if dot and stem else ""


def preview(name: str, data: bytes) -> Preview:
    """Return what can be shown of the file; `NOTHING` when it is too large, damaged or of another kind."""
    kind = extension(name)
    if kind in SHOWN_BY_BROWSER:
        return Preview(SHOWN_BY_BROWSER[kind])
    read = READERS.get(kind)
    if read is None or len(data) > MAX_BYTES:
        return NOTHING
    try:
        return read(data)
    except Exception:  # noqa: BLE001 - three parsers fed with anybody's file: each has its own errors
        return NOTHING


def _page(data: bytes) -> Preview:
    """Render Markdown; HTML in it is shown as text."""
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    return Preview("page", html=Markup(markdown.render(_text(data))))  # noqa: S704 - escaped by the renderer


def _plain(data: bytes) -> Preview:
    lines = islice(_text(data).splitlines(), MAX_BLOCKS)
    return _sections([Section(blocks=tuple(Block("text", line) for line in lines))])


def _table(data: bytes) -> Preview:
    text = _text(data)
    first = text.partition("\n")[0]
    delimiter = max(";,\t", key=first.count)
    rows = _rows(csv.reader(io.StringIO(text), delimiter=delimiter))
    return _sections([Section(blocks=(Block("table", rows=rows),))])


def _docx(data: bytes) -> Preview:
    document = Document(_unpackable(data))
    blocks = islice(_docx_blocks(document.iter_inner_content()), MAX_BLOCKS)
    return _sections([Section(blocks=tuple(blocks))])


def _docx_blocks(content: Iterable[object]) -> Iterator[Block]:
    for part in content:
        if isinstance(part, Table):
            yield Block("table", rows=_rows([cell.text for cell in row.cells] for row in part.rows))
            continue
        text = getattr(part, "text", "").strip()
        style = getattr(getattr(part, "style", None), "name", "") or ""
        if text:
            yield Block(_paragraph_kind(style), text)


def _paragraph_kind(style: str) -> str:
    """Return the kind of a paragraph by its style, in an English or a French Word."""
    if style.startswith(("Heading", "Titre", "Title")):
        return "heading"
    return "item" if style.startswith(("List", "Liste")) else "text"


def _xlsx(data: bytes) -> Preview:
    book = load_workbook(_unpackable(data), read_only=True, data_only=True)
    sheets = (book[name] for name in book.sheetnames)
    sections = []
    for sheet in sheets:
        rows = sheet.iter_rows(max_row=MAX_ROWS, max_col=MAX_COLUMNS, values_only=True)
        table = _rows([_cell(value) for value in row] for row in rows)
        sections.append(Section(str(sheet.title), (Block("table", rows=table),)))
    return _sections(sections)


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, int | float):
        return french.number(Decimal(str(value)))
    if isinstance(value, datetime | date):
        return french.date_short(value)
    return str(value)


def _pptx(data: bytes) -> Preview:
    sections = []
    for at, slide in enumerate(Presentation(_unpackable(data)).slides, start=1):
        title = slide.shapes.title
        shapes = [
            shape for shape in slide.shapes if title is None or shape.shape_id != title.shape_id
        ]
        named = f"Diapositive {at}"
        if title is not None and title.text_frame.text.strip():
            named = f"{named} – {title.text_frame.text.strip()}"
        sections.append(Section(named, tuple(_slide_blocks(shapes))))
    return _sections(sections)


def _slide_blocks(shapes: Sequence[object]) -> Iterator[Block]:
    for shape in shapes:
        if getattr(shape, "has_table", False):
            table = getattr(shape, "table")  # noqa: B009 - only graphic frames have one
            yield Block(
                "table", rows=_rows([cell.text for cell in row.cells] for row in table.rows)
            )
        elif getattr(shape, "has_text_frame", False):
            text = getattr(shape, "text_frame").text  # noqa: B009 - only some shapes have one
            yield from (Block("item", line) for line in text.splitlines() if line.strip())
        elif getattr(shape, "has_chart", False):
            yield Block("text", "[Graphique]")
        else:
            yield Block("text", "[Image ou dessin]")


def _unpackable(data: bytes) -> io.BytesIO:
    """Return the file to read. Raises `ValueError` when it would unpack to too much."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > MAX_UNPACKED:
            raise ValueError("unpacks to too much")
    return io.BytesIO(data)


def _rows(rows: Iterable[Sequence[str]]) -> tuple[Row, ...]:
    """Return the first rows, all of one length, without the empty ones at the end."""
    kept = [tuple(cell[:MAX_CELL] for cell in row[:MAX_COLUMNS]) for row in islice(rows, MAX_ROWS)]
    while kept and not any(kept[-1]):
        kept.pop()
    width = max((_used(row) for row in kept), default=0)
    return tuple((*row[:width], *[""] * (width - len(row))) for row in kept)


def _used(row: Row) -> int:
    return max((at for at, cell in enumerate(row, start=1) if cell), default=0)


def _text(data: bytes) -> str:
    """Decode as UTF-8, otherwise as an old French Windows wrote it."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _sections(sections: Sequence[Section]) -> Preview:
    return Preview("sections", sections=tuple(sections[:60]))


SHOWN_BY_BROWSER = {"pdf": "pdf", "png": "image", "jpg": "image", "jpeg": "image"}
READERS = {
    "md": _page,
    "txt": _plain,
    "csv": _table,
    "docx": _docx,
    "xlsx": _xlsx,
    "pptx": _pptx,
}
