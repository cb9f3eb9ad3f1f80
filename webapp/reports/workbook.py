"""A report as a spreadsheet: one sheet per part, real figures under a filter, bars beside the counts."""

import io
from collections.abc import Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.chart import BarChart, Reference
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from sim.language.french import typeset
from webapp.dossier.texts import clean
from webapp.reports.grids import Cell, Column, Grid, Kind, Section

FACE, SIZE, HEADING = "Calibri", 10, "0B5C6B"
PLAIN = Font(name=FACE, size=SIZE)
FORMATS: dict[Kind, str] = {
    "text": "@",
    "count": "0",
    "share": "0%",
    "seconds": "[h]:mm:ss",
    "coefficient": "0.00",
    "factor": "0.00",
}
DAY_S = 86_400
NARROW, PER_SHARE = 12, 13
"""Characters of the narrowest column, and of one share of a table's width."""
NAME_LIMIT = 31
"""Letters of a sheet's name that spreadsheets keep."""
FILLS = ("2E6B3F", "F0B98A", "DD8B8F", "DFE3E8", "AAB3BD")


def workbook(title: str, facts: Sequence[tuple[str, str]], parts: Sequence[Section]) -> bytes:
    """Return the .xlsx file."""
    book = Workbook()
    cover = book.active
    assert isinstance(cover, Worksheet)
    _cover(cover, title, facts, parts)
    for section in parts:
        for place, grid in enumerate(section.grids):
            _grid(book.create_sheet(_name(section, place, book.sheetnames)), grid)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def _cover(
    sheet: Worksheet, title: str, facts: Sequence[tuple[str, str]], parts: Sequence[Section]
) -> None:
    sheet.title = "Lecture"
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 28, 100
    _write(sheet, 1, 1, title).font = Font(name=FACE, size=16, bold=True)
    notes = [(section.title, note) for section in parts for note in section.notes]
    for row, (label, text) in enumerate([*facts, *notes], start=3):
        _write(sheet, row, 1, label).font = Font(name=FACE, size=SIZE, bold=True)
        cell = _write(sheet, row, 2, text)
        cell.font, cell.alignment = PLAIN, Alignment(wrap_text=True, vertical="top")
    _printed(sheet)


def _grid(sheet: Worksheet, grid: Grid) -> None:
    for place, column in enumerate(grid.columns, start=1):
        cell = _write(sheet, 1, place, column.heading)
        cell.font = Font(name=FACE, size=SIZE, bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor=HEADING)
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        letter = get_column_letter(place)
        sheet.column_dimensions[letter].width = max(NARROW, round(PER_SHARE * column.width))
    for row, cells in enumerate(grid.rows, start=2):
        for place, (column, value) in enumerate(zip(grid.columns, cells, strict=True), start=1):
            _fill(sheet, row, place, column, value)
    last = get_column_letter(len(grid.columns))
    sheet.auto_filter.ref = f"A1:{last}{len(grid.rows) + 1}"
    sheet.freeze_panes = "B2"
    sheet.print_title_rows = "1:1"
    _printed(sheet)
    if grid.charted and grid.rows:
        _chart(sheet, grid)


def _fill(sheet: Worksheet, row: int, place: int, column: Column, value: Cell) -> None:
    if isinstance(value, str) or value is None:
        cell = _write(sheet, row, place, value or "")
    else:
        cell = sheet.cell(row, place, value / DAY_S if column.kind == "seconds" else value)
        cell.number_format = FORMATS[column.kind]
    cell.font = PLAIN
    cell.alignment = Alignment(vertical="top", wrap_text=column.kind == "text")


def _write(sheet: Worksheet, row: int, column: int, text: str) -> Any:
    """Write a text as a text: what starts with `=` is not a formula because somebody typed it."""
    cell: Any = sheet.cell(row, column, typeset(clean(text)))
    if text:
        cell.data_type = "s"
    return cell


def _chart(sheet: Worksheet, grid: Grid) -> None:
    chart = BarChart()
    chart.type, chart.grouping, chart.overlap = "bar", "stacked", 100
    chart.title, chart.height, chart.width = grid.title, max(7, len(grid.rows) * 0.7), 18
    data = Reference(sheet, min_col=2, max_col=len(grid.columns), min_row=1, max_row=len(grid.rows) + 1)  # fmt: skip
    chart.add_data(data, titles_from_data=True)
    chart.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=len(grid.rows) + 1))
    chart.x_axis.scaling.orientation = "maxMin"
    chart.x_axis.delete = chart.y_axis.delete = False
    for series, fill in zip(chart.series, FILLS, strict=False):
        series.graphicalProperties.solidFill = fill
        series.graphicalProperties.line.solidFill = "1D2733"
    sheet.add_chart(chart, f"{get_column_letter(len(grid.columns) + 2)}2")


def _name(section: Section, place: int, used: Sequence[str]) -> str:
    """Return a sheet's name, unlike the others."""
    name = section.title if not place else f"{section.title} {place + 1}"
    short = name[:NAME_LIMIT]
    return short if short not in used else f"{short[: NAME_LIMIT - 3]} {len(used)}"


def _printed(sheet: Worksheet) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = int(sheet.PAPERSIZE_A4)
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
