"""A document on screen as the platform reads it: text and structure, with a place to show.

Candidate and examiner see the same view of the model that the grader judges: what one is shown is what the
other is told.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby, islice

from openpyxl.utils import get_column_letter

from grading.documents.model import (
    Block,
    Cell,
    Document,
    PdfText,
    Sheet,
    SlideDeck,
    SlideModel,
    TextDocument,
    Unreadable,
    Workbook,
    coordinates,
    shown,
)  # fmt: skip
from sim.language import french
from webapp.reading import READER

MAX_BLOCKS, MAX_ROWS, MAX_COLUMNS, MAX_CELL, MAX_SECTIONS = 600, 300, 40, 400, 80
_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)")
_BESIDE = {"en-tête": "En-tête", "pied de page": "Pied de page"}
OTHER = "Notes, commentaires et contenus incorporés"


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text and its place; `is_found` when it is the one to show."""

    text: str
    place: str = ""
    is_found: bool = False


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of a document."""

    kind: str
    """`heading`, `text`, `item` or `table`."""
    said: Text = Text("")
    rows: tuple[tuple[Text, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A sheet, a slide, a page, or a part of a text document; the text itself has no title."""

    title: str
    pieces: tuple[Piece, ...]
    is_found: bool = False


def sections_of(data: bytes, name: str, place: str = "") -> tuple[Section, ...] | Unreadable:
    """Read a file and lay it out, or say why it cannot be read."""
    document = READER.read(data, name)
    return document if isinstance(document, Unreadable) else sections(document, place)


def sections(document: Document, place: str = "") -> tuple[Section, ...]:
    """Lay a document out, the place to show marked; long documents are cut."""
    laid = _LAYOUTS[type(document)](document, place)  # type: ignore[operator]
    return tuple(islice(laid, MAX_SECTIONS))


def is_shown(place: str, wanted: str) -> bool:
    """Say whether a place is the one wanted, or is inside it: a cell in its table, a sheet's cells."""
    return bool(wanted) and (place == wanted or place.startswith((f"{wanted},", f"{wanted} (")))


def has_found(section: Section) -> bool:
    """Say whether a section holds the place to show."""
    cells = (cell for piece in section.pieces for row in piece.rows for cell in row)
    return (
        section.is_found
        or any(piece.said.is_found for piece in section.pieces)
        or any(cell.is_found for cell in cells)
    )


def _text(document: TextDocument, place: str) -> Iterator[Section]:
    body = [block for block in document.blocks if block.in_body]
    yield Section("", tuple(islice(_pieces(body, place), MAX_BLOCKS)))
    beside = [block for block in document.blocks if not block.in_body and block.text.strip()]
    for title, blocks in groupby(beside, key=lambda block: _title(block.place)):
        yield Section(title, tuple(islice(_pieces(list(blocks), place), MAX_BLOCKS)))


def _title(place: str) -> str:
    return next((title for start, title in _BESIDE.items() if place.startswith(start)), OTHER)


def _pieces(blocks: list[Block], place: str) -> Iterator[Piece]:
    for table, group in groupby(blocks, key=lambda block: block.cell[0] if block.cell else 0):
        if table:
            yield Piece("table", rows=_grid(list(group), place))
            continue
        for block in group:
            if block.text.strip():
                yield Piece(
                    _kind(block), Text(block.text, block.place, is_shown(block.place, place))
                )


def _kind(block: Block) -> str:
    if block.level or block.style in {"Title", "Subtitle"}:
        return "heading"
    return "item" if block.list_kind else "text"


def _grid(blocks: list[Block], place: str) -> tuple[tuple[Text, ...], ...]:
    cells: dict[tuple[int, int], list[Block]] = {}
    for block in blocks:
        if block.text and block.cell and block.cell[1] <= MAX_ROWS and block.cell[2] <= MAX_COLUMNS:
            cells.setdefault(block.cell[1:], []).append(block)
    height, width = (max((at[axis] for at in cells), default=0) for axis in (0, 1))
    return tuple(
        tuple(_joined(cells.get((row, column), []), place) for column in range(1, width + 1))
        for row in range(1, height + 1)
    )


def _joined(blocks: list[Block], place: str) -> Text:
    said = "\n".join(block.text for block in blocks)[:MAX_CELL]
    where = blocks[0].place if blocks else ""
    return Text(said, where, is_shown(where, place))


def _book(document: Workbook, place: str) -> Iterator[Section]:
    for sheet in document.sheets:
        title = f"{sheet.name} (masquée)" if sheet.hidden else sheet.name
        beside = [
            Piece("text", Text(f"{where} : {text}", where, is_shown(where, place)))
            for where, text in sheet.beside
        ]
        rows = _rows(sheet, place)
        table = [Piece("table", rows=rows)] if rows else []
        is_found = place == sheet.name
        yield Section(title, (*table, *islice(beside, MAX_BLOCKS)), is_found=is_found)


def _rows(sheet: Sheet, place: str) -> tuple[tuple[Text, ...], ...]:
    """Return the first rows and columns, empty ones at the end left out."""
    places = [coordinates(reference) for reference, cell in sheet.cells.items() if shown(cell)]
    height = min(max((row for _, row in places), default=0), MAX_ROWS)
    width = max((column for column, row in places if row <= MAX_ROWS), default=0)
    return tuple(
        tuple(
            _cell(sheet, f"{get_column_letter(column)}{row}", place)
            for column in range(1, min(width, MAX_COLUMNS) + 1)
        )
        for row in range(1, height + 1)
    )


def _cell(sheet: Sheet, reference: str, place: str) -> Text:
    cell = sheet.cells.get(reference)
    where = f"{sheet.name}!{reference}"
    return Text("" if cell is None else in_french(cell)[:MAX_CELL], where, is_shown(where, place))


def in_french(cell: Cell) -> str:
    """Return what a cell shows, as it is written in French: `1 234,5`, `25 %`, `13/10/2026`."""
    value = cell.value
    if isinstance(value, bool) or not isinstance(value, int | float):
        day = _DAY.fullmatch(str(value or ""))
        return french.date_short(date(*map(int, day.groups()))) if day else shown(cell)
    if "%" in cell.number_format:
        return f"{french.number(Decimal(f'{value * 100:.10g}'))}\u00a0%"
    return french.number(Decimal(f"{value:.12g}"))


def _deck(document: SlideDeck, place: str) -> Iterator[Section]:
    for slide in document.slides:
        where = f"diapositive {slide.number}"
        hidden = " (masquée)" if slide.is_hidden else ""
        title = f"Diapositive {slide.number}{hidden}" + (f" – {slide.title}" if slide.title else "")
        pieces = tuple(Piece(kind, Text(text, where)) for kind, text in _slide(slide))
        yield Section(title, pieces, is_found=is_shown(where, place))


def _slide(slide: SlideModel) -> Iterator[tuple[str, str]]:
    texts = [text for text in slide.texts if text.strip() != slide.title.strip()]
    yield from (("item", line) for text in texts for line in text.splitlines() if line.strip())
    yield from (
        ("text", f"[Graphique{f' : {chart.title}' if chart.title else ''}]")
        for chart in slide.charts
    )
    yield from (
        ("text", f"[Image{f' : {one.alternative}' if one.alternative else ''}]")
        for one in slide.pictures
    )
    if slide.notes.strip():
        yield "text", f"Notes : {slide.notes}"


def _pages(document: PdfText, place: str) -> Iterator[Section]:
    for number, text in enumerate(document.pages, start=1):
        where = f"page {number}"
        lines: Iterable[str] = islice(
            (line for line in text.splitlines() if line.strip()), MAX_BLOCKS
        )
        yield Section(
            f"Page {number}",
            tuple(Piece("text", Text(line, where)) for line in lines),
            is_found=where == place,
        )


_LAYOUTS = {TextDocument: _text, Workbook: _book, SlideDeck: _deck, PdfText: _pages}
