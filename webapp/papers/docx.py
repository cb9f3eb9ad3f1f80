"""A paper as a .docx file."""

import io
from collections.abc import Callable
from itertools import zip_longest
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.shared import Mm

from sim.making import fixed_dates
from webapp.papers.bars import drawings
from webapp.papers.docx_frame import describe, frame, made_on, text_width
from webapp.papers.docx_styles import dress, ruled, shaded, unruled
from webapp.papers.model import (
    Bars,
    Bullets,
    Code,
    Facts,
    Heading,
    PageBreak,
    Paper,
    Signatures,
    Table,
    Text,
)
from webapp.papers.picture import png
from webapp.papers.words import prepared

FACT_LABEL = 0.3
"""Share of the page that the labels of facts take."""
FRAME = 30
"""Least height of a frame to sign in, in millimetres."""


def write_docx(paper: Paper) -> bytes:
    """Return the paper as a .docx, A4; the same paper gives the same bytes."""
    paper = prepared(paper)
    document = docx.Document()
    dress(document)
    frame(document, paper)
    describe(document, paper)
    _letterhead(document, paper)
    for block, following in zip_longest(paper.blocks, paper.blocks[1:]):
        _WRITERS[type(block)](document, block, text_width(paper))
        if isinstance(block, Text | Bullets | Code) and isinstance(following, Signatures):
            document.paragraphs[-1].paragraph_format.keep_with_next = True
    buffer = io.BytesIO()
    document.save(buffer)
    return fixed_dates(buffer.getvalue(), made_on(paper))


def _letterhead(document: DocxDocument, paper: Paper) -> None:
    """Write who writes, to whom, when, about what, then the title."""
    for place, text in enumerate(paper.sender):
        document.add_paragraph(text, "Sender" if place else "Sender Name")
    for place, text in enumerate(paper.recipient):
        line = document.add_paragraph("", "Recipient")
        line.add_run(text).bold = not place
        line.paragraph_format.space_before = Mm(0 if place else 12)
    if paper.place_and_date:
        document.add_paragraph(paper.place_and_date, "Place and Date")
    for label, value in paper.mentions:
        line = document.add_paragraph("", "Mention")
        line.add_run(f"{label}\u00a0: ").bold = True
        line.add_run(value)
    document.add_paragraph(paper.title, "Title")


def _heading(document: DocxDocument, block: Heading, room: float) -> None:
    document.add_paragraph(block.text, f"Heading {block.level}")


def _text(document: DocxDocument, block: Text, room: float) -> None:
    paragraph = document.add_paragraph()
    for text, strong in block.runs:
        paragraph.add_run(text).bold = strong or None


def _bullets(document: DocxDocument, block: Bullets, room: float) -> None:
    for item in block.items:
        document.add_paragraph(item, "List Bullet")


def _code(document: DocxDocument, block: Code, room: float) -> None:
    document.add_paragraph(block.text, "Code")


def _page_break(document: DocxDocument, block: PageBreak, room: float) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _facts(document: DocxDocument, block: Facts, room: float) -> None:
    if not block.pairs:
        return
    table = _grid(document, len(block.pairs), [room * FACT_LABEL, room * (1 - FACT_LABEL)])
    for row, (label, value) in zip(table.rows, block.pairs, strict=True):
        _fill(row.cells[0], label, "Label")
        _fill(row.cells[1], value, "Table Text")
        shaded(row.cells[0])
    _after(document)


def _table(document: DocxDocument, block: Table, room: float) -> None:
    """Write a table whose headings come back on each page and whose rows stay whole."""
    if block.caption:
        document.add_paragraph(block.caption, "Caption")
    table = _grid(document, 1 + len(block.rows), block.shares(room))
    head, *rows = table.rows
    for place, (cell, text) in enumerate(zip(head.cells, block.headings, strict=True)):
        _fill(cell, text, "Table Number Heading" if place in block.numeric else "Table Heading")
        shaded(cell)
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row, texts in zip(rows, block.rows, strict=True):
        for place, (cell, text) in enumerate(zip(row.cells, texts, strict=True)):
            _fill(cell, text, "Table Number" if place in block.numeric else "Table Text")
    _after(document)


def _bars(document: DocxDocument, block: Bars, room: float) -> None:
    """Write the bars as pictures, then the table of their figures, which says the same in words."""
    for drawing in drawings(block, room):
        picture = document.add_picture(io.BytesIO(png(drawing, room)), Mm(room))
        document.paragraphs[-1].paragraph_format.keep_with_next = True
        told = picture._inline.docPr
        told.set("descr", f"{block.title}. Les mêmes valeurs sont dans le tableau qui suit.")
    _table(document, block.table, room)


def _signatures(document: DocxDocument, block: Signatures, room: float) -> None:
    """Write a frame for each, two on a line."""
    people = block.people
    if not people:
        return
    abreast = min(len(people), 2)
    table = _grid(document, (len(people) + 1) // 2, [room / 2] * abreast)
    for place, person in enumerate(people):
        row = table.rows[place // abreast]
        row.height = Mm(FRAME)
        cell = row.cells[place % abreast]
        _fill(cell, person.name, "Signature Name")
        cell.add_paragraph(person.quality, "Signature Frame")
        cell.add_paragraph(person.signed or "Signature", "Signature Frame")
    if len(people) % abreast:
        unruled(table.rows[-1].cells[1])
    _after(document)


def _grid(document: DocxDocument, rows: int, widths: list[float]) -> Any:
    table: Any = document.add_table(rows, len(widths))
    table.autofit = False
    ruled(table)
    for column, wide in zip(table.columns, widths, strict=True):
        column.width = Mm(wide)
    for row in table.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, wide in zip(row.cells, widths, strict=True):
            cell.width = Mm(wide)
    return table


def _fill(cell: Any, text: str, style: str) -> None:
    cell.text = text
    cell.paragraphs[0].style = style


def _after(document: DocxDocument) -> None:
    """Leave the blank line without which two tables would become one."""
    document.add_paragraph("", "Table Text")


_WRITERS: dict[type, Callable[[DocxDocument, Any, float], None]] = {
    Heading: _heading,
    Text: _text,
    Facts: _facts,
    Table: _table,
    Bullets: _bullets,
    Bars: _bars,
    Signatures: _signatures,
    PageBreak: _page_break,
    Code: _code,
}
