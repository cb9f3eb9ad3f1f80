"""The grid as a spreadsheet: one sheet of criteria, one of documents, one of competencies with the signature."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

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

CRITERION_WIDTHS = (16, 46, 19, 8, 10, 13, 19, 36, 60, 40)
DOCUMENT_WIDTHS = (90, 12, 14)
COMPETENCY_WIDTHS = (40, 30, 36, 36, 14, 44)
INK, LINE, HEADING, BAND = "1D2733", "DFE3E8", "0B5C6B", "EEF2F5"
FACE, SIZE = "Calibri", 10
PLAIN, BOLD = Font(name=FACE, size=SIZE), Font(name=FACE, size=SIZE, bold=True)
CHARACTERS_PER_UNIT = 1.1
"""Of width: a unit is a figure's width in a larger face."""
LINE_HEIGHT, MAX_HEIGHT = 13.5, 409
"""Points; heights are written out, since not every spreadsheet works them out from wrapped text."""
WRAPPED = Alignment(vertical="top", wrap_text=True)


def workbook(review: Review) -> bytes:
    """Return the .xlsx file."""
    book = Workbook()
    grid = book.active
    assert isinstance(grid, Worksheet)
    grid.title = "Grille"
    _fill_grid(grid, review)
    if documents := document_rows(review):
        _fill_documents(book.create_sheet("Documents"), review, documents)
    _fill_competencies(book.create_sheet("Compétences"), review)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _fill_grid(sheet: Worksheet, review: Review) -> None:
    _title(sheet, "Grille d’évaluation")
    _labelled(sheet, header_lines(review), CRITERION_WIDTHS)
    sheet.append([])
    _heading(sheet, CRITERION_HEADINGS)
    top = sheet.max_row
    for competency in review.framework.competencies:
        _band(sheet, f"{competency.id} – {competency.title}", len(CRITERION_HEADINGS))
        for one in competency.criteria:
            _row(sheet, criterion_row(review, one.id, one.wording), CRITERION_WIDTHS)
    _widths(sheet, CRITERION_WIDTHS)
    sheet.freeze_panes = f"C{top + 1}"
    _print_setup(sheet, review, top)


def _fill_documents(sheet: Worksheet, review: Review, documents: list[list[str]]) -> None:
    _heading(sheet, DOCUMENT_HEADINGS)
    for cells in documents:
        _row(sheet, cells, DOCUMENT_WIDTHS)
    _widths(sheet, DOCUMENT_WIDTHS)
    sheet.freeze_panes = "B2"
    _print_setup(sheet, review, 1)


def _fill_competencies(sheet: Worksheet, review: Review) -> None:
    _heading(sheet, COMPETENCY_HEADINGS)
    for cells in competency_rows(review):
        _row(sheet, cells, COMPETENCY_WIDTHS)
    _widths(sheet, COMPETENCY_WIDTHS)
    sheet.freeze_panes = "B2"
    sheet.append([])
    _labelled(sheet, closing_lines(review), COMPETENCY_WIDTHS)
    _print_setup(sheet, review, 1)


def _title(sheet: Worksheet, text: str) -> None:
    sheet.append([text])
    sheet.cell(sheet.max_row, 1).font = Font(name=FACE, size=16, bold=True, color=INK)


def _labelled(sheet: Worksheet, lines: Sequence[tuple[str, str]], widths: Sequence[int]) -> None:
    """Write a label and its text, which runs over the columns to its right."""
    for label, text in lines:
        row = sheet.max_row + 1
        for column, (said, font) in enumerate(((label, BOLD), (text, PLAIN)), start=1):
            _write(sheet, row, column, said)
            sheet.cell(row, column).font = font
            sheet.cell(row, column).alignment = WRAPPED
        sheet.merge_cells(start_row=row, end_row=row, start_column=2, end_column=len(widths))
        lines_needed = max(_lines(label, widths[0]), _lines(text, sum(widths[1:])))
        sheet.row_dimensions[row].height = LINE_HEIGHT * lines_needed


def _lines(text: str, width: int) -> int:
    """Return how many lines a text takes in a column so many characters wide."""
    held = round(width * CHARACTERS_PER_UNIT)
    return sum(max(1, -(-len(line) // held)) for line in text.split("\n"))


def _heading(sheet: Worksheet, texts: Sequence[str]) -> None:
    sheet.append(list(texts))
    for cell in sheet[sheet.max_row]:
        cell.font = Font(name=FACE, size=SIZE, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=HEADING)
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _band(sheet: Worksheet, text: str, columns: int) -> None:
    sheet.append([text])
    for column in range(1, columns + 1):
        sheet.cell(sheet.max_row, column).font = BOLD
        sheet.cell(sheet.max_row, column).fill = PatternFill("solid", fgColor=BAND)


def _row(sheet: Worksheet, texts: Sequence[str], widths: Sequence[int]) -> None:
    row = sheet.max_row + 1
    for column, text in enumerate(texts, start=1):
        _write(sheet, row, column, text)
        cell = sheet.cell(row, column)
        cell.font, cell.alignment = PLAIN, WRAPPED
        cell.border = Border(bottom=Side(style="thin", color=LINE))
    needed = max(_lines(text, width) for text, width in zip(texts, widths, strict=True))
    sheet.row_dimensions[row].height = min(MAX_HEIGHT, LINE_HEIGHT * needed)


def _write(sheet: Worksheet, row: int, column: int, text: str) -> None:
    """Write a text as a text: what starts with `=` is not a formula because somebody typed it."""
    cell: Any = sheet.cell(row, column, text)
    cell.data_type = "s"


def _widths(sheet: Worksheet, widths: Sequence[int]) -> None:
    for letter, width in zip("ABCDEFGHIJ", widths, strict=False):
        sheet.column_dimensions[letter].width = width


def _print_setup(sheet: Worksheet, review: Review, top: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{top}:{top}"
    header, footer = sheet.oddHeader, sheet.oddFooter
    assert header is not None
    assert footer is not None
    header.left.text = review.shown_name.replace("&", "&&")
    header.right.text = "" if review.is_signed else DRAFT
    footer.right.text = "Page &P sur &N"
