"""The grid as a document, sober enough to be filed with the minutes."""

import io
from collections.abc import Sequence
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from webapp.dossier.review import Review
from webapp.dossier.rows import (
    COMPETENCY_HEADINGS,
    CRITERION_HEADINGS,
    DOCUMENT_HEADINGS,
    DRAFT,
    closing_lines,
    competency_rows,
    criterion_row,
    document_rows,
    header_lines,
)
from webapp.dossier.texts import clean

TITLE = "Grille d’évaluation"
KEPT = (0, 1, 2, 4, 5, 6, 7, 9)
"""Columns of a criterion's row on paper: the findings stay in the spreadsheet."""
CRITERION_WIDTHS = (1.9, 5.6, 2.8, 2.1, 2.9, 2.7, 4.4, 4.3)
DOCUMENT_WIDTHS = (20.7, 3.0, 3.0)
COMPETENCY_WIDTHS = (5.6, 5.2, 4.6, 4.6, 2.4, 4.3)
HEADER_WIDTHS = (6.0, 20.7)
"""Centimetres; each adds up to the 26.7 between the margins."""
ACCENT = RGBColor(0x0B, 0x5C, 0x6B)
BAND = "EEF2F5"


def document(review: Review) -> bytes:
    """Return the .docx file."""
    paper = docx.Document()
    paper.core_properties.title = TITLE
    _page(paper, review)
    paper.add_heading(TITLE if review.is_signed else f"{TITLE} – {DRAFT}", 0)
    _table(paper, [list(line) for line in header_lines(review)], HEADER_WIDTHS)
    for competency in review.framework.competencies:
        paper.add_heading(f"{competency.id} – {competency.title}", 1)
        rows = [criterion_row(review, one.id, one.wording) for one in competency.criteria]
        kept = [[row[column] for column in KEPT] for row in [list(CRITERION_HEADINGS), *rows]]
        _headed_table(paper, kept, CRITERION_WIDTHS)
    documents = document_rows(review)
    if documents:
        paper.add_heading("Contenu et présentation des documents", 1)
        _headed_table(paper, [list(DOCUMENT_HEADINGS), *documents], DOCUMENT_WIDTHS)
    paper.add_heading("Décisions par capacité", 1)
    _headed_table(paper, [list(COMPETENCY_HEADINGS), *competency_rows(review)], COMPETENCY_WIDTHS)
    paper.add_heading("Résultat", 1)
    _table(paper, [list(line) for line in closing_lines(review)], HEADER_WIDTHS)
    buffer = io.BytesIO()
    paper.save(buffer)
    return buffer.getvalue()


def _page(paper: DocxDocument, review: Review) -> None:
    section = paper.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5)
    _font(paper, "Normal", 9.5)
    _font(paper, "Title", 20, ACCENT)
    _font(paper, "Heading 1", 12, ACCENT)
    state = "" if review.is_signed else f" – {DRAFT}"
    head = f"{review.framework.title} – {clean(review.shown_name)}{state}"
    section.header.paragraphs[0].text = head
    _page_number(section.footer.paragraphs[0])


def _font(paper: DocxDocument, name: str, size: float, color: RGBColor | None = None) -> None:
    style: Any = paper.styles[name]
    style.font.name, style.font.size = "Calibri", Pt(size)
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would win over the named one
    if color is not None:
        style.font.color.rgb = color


def _page_number(paragraph: Any) -> None:
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for text, field in (("Page ", "PAGE"), (" sur ", "NUMPAGES")):
        paragraph.add_run(text)
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        paragraph._p.append(element)


def _headed_table(paper: DocxDocument, rows: Sequence[list[str]], widths: Sequence[float]) -> None:
    """Add a table whose first row is repeated on each page."""
    table = _table(paper, rows, widths)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), BAND)
        cell._tc.get_or_add_tcPr().append(shade)
    table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def _table(paper: DocxDocument, rows: Sequence[list[str]], widths: Sequence[float]) -> Any:
    table: Any = paper.add_table(rows=len(rows), cols=len(widths), style="Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    for row, texts in zip(table.rows, rows, strict=True):
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(row.cells, texts, widths, strict=True):
            cell.width, cell.text = Cm(width), text
            cell.paragraphs[0].paragraph_format.space_after = Pt(0)
    return table
