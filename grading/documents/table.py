""".xlsx and .csv to a workbook: values, formulas, hidden sheets and what lies beside the cells."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from grading.documents.cached import sheet_parts, stored_values
from grading.documents.drawing import chart, chart_texts, paragraphs
from grading.documents.model import Cell, Chart, Printing, Sheet, Workbook
from grading.documents.package import Package
from grading.documents.plain import decoded
from grading.documents.recalculate import Values, computed

SEPARATORS = ";,\t|"
_EDGES = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")

Beside = tuple[tuple[str, str], ...]


def read_xlsx(package: Package) -> Workbook:
    """Read a .xlsx; a formula never computed is computed."""
    book = openpyxl.load_workbook(io.BytesIO(package.data), data_only=False, keep_links=False)
    parts = sheet_parts(package)
    stored = {
        (sheet.title, ref): value
        for sheet in book.worksheets
        for ref, value in stored_values(package, parts.get(sheet.title, ""))
    }
    is_stale = any(
        cell.data_type == "f" and (name, ref) not in stored for name, ref, cell in _cells(book)
    )
    values = {**computed(package.data), **stored} if is_stale else stored
    return Workbook(
        sheets=(
            *(_sheet(sheet, values, package, parts.get(sheet.title, "")) for sheet in book.worksheets),
            *(_chart_sheet(sheet, package, parts) for sheet in book.chartsheets),
        ),
        template_id=package.custom_property("pack_template_id"),
        beside=tuple(_pivot_copies(package)),
        names=frozenset(book.defined_names),
        carried=package.carried(),
    )  # fmt: skip


def filled(sheet: Worksheet) -> list[SheetCell]:
    """Return the cells that exist, row by row.

    Not `iter_rows`: one value in the last corner of a sheet would make it walk seventeen billion cells.
    """
    found = (cell for _, cell in sorted(sheet._cells.items()))
    return [cell for cell in found if isinstance(cell, SheetCell)]


def _cells(book: openpyxl.Workbook) -> Iterator[tuple[str, str, SheetCell]]:
    for sheet in book.worksheets:
        for cell in filled(sheet):
            yield sheet.title, cell.coordinate, cell


def _sheet(sheet: Worksheet, values: Values, package: Package, part: str) -> Sheet:
    cells = {
        cell.coordinate: _cell(cell, values.get((sheet.title, cell.coordinate)))
        for cell in filled(sheet)
        if cell.value is not None
    }
    charts, beside = _drawn(package, part, sheet.title)
    return Sheet(
        name=sheet.title,
        cells=cells,
        hidden=sheet.sheet_state != "visible",
        frozen_at=sheet.freeze_panes or "",
        filtered=bool(sheet.auto_filter.ref) or any(t.autoFilter for t in sheet.tables.values()),
        charts=tuple(charts),
        printing=_printing(sheet),
        merged=tuple(sorted(str(merged) for merged in sheet.merged_cells.ranges)),
        hidden_columns=_hidden_columns(sheet),
        beside=(*_comments(sheet), *_print_edges(sheet), *beside),
    )


def _cell(cell: SheetCell, computed_value: Any) -> Cell:
    is_formula = cell.data_type == "f"
    value = computed_value if is_formula else cell.value
    if is_formula and cell.is_date and isinstance(value, int | float):
        value = from_excel(value)
    return Cell(
        value=_plain(value),
        formula=_formula(cell.value) if is_formula else "",
        number_format=cell.number_format or "General",
        bold=bool(cell.font.b),
    )


def _printing(sheet: Worksheet) -> Printing:
    fits = sheet.sheet_properties.pageSetUpPr
    return Printing(
        area=(sheet.print_area or "").rpartition("!")[2].replace("$", ""),
        title_rows=(sheet.print_title_rows or "").replace("$", ""),
        is_landscape=sheet.page_setup.orientation == "landscape",
        fits_width=bool(fits and fits.fitToPage) and sheet.page_setup.fitToWidth in (None, 1),
    )


def _plain(value: Any) -> str | float | int | bool | None:
    if isinstance(value, datetime):
        is_day = value.time() == time()
        return value.date().isoformat() if is_day else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    return value if isinstance(value, str | int | float | bool | None) else str(value)


def _formula(value: Any) -> str:
    if isinstance(value, ArrayFormula):
        return value.text or "="
    if isinstance(value, DataTableFormula):
        return f"=TABLE({value.r1 or ''})"
    return str(value)


def _hidden_columns(sheet: Worksheet) -> frozenset[str]:
    used = {column for _, column in sheet._cells}
    hidden = (group for group in sheet.column_dimensions.values() if group.hidden)
    return frozenset(
        get_column_letter(column)
        for group in hidden
        for column in used
        if (group.min or 0) <= column <= (group.max or 0)
    )


def _comments(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    for cell in filled(sheet):
        if cell.comment is not None:
            yield f"{sheet.title}!{cell.coordinate}, commentaire", cell.comment.text


def _print_edges(sheet: Worksheet) -> Iterator[tuple[str, str]]:
    for edge in _EDGES:
        for side in ("left", "center", "right"):
            text = getattr(getattr(sheet, edge), side).text
            if text:
                yield f"{sheet.title}, en-tête ou pied d’impression", text


def _drawn(package: Package, part: str, sheet: str) -> tuple[list[Chart], Beside]:
    """Return a sheet's charts, and the text of its charts and text boxes."""
    drawings = package.related(part, "drawing") if part else []
    roots = [package.tree(found) for one in drawings for found in package.related(one, "chart")]
    texts = [text for one in drawings for text in paragraphs(package.tree(one))]
    beside = [(f"{sheet}, zone de texte", text) for text in texts]
    beside += [(f"{sheet}, graphique", text) for root in roots for text in chart_texts(root)]
    return [chart(root) for root in roots], tuple(beside)


def _chart_sheet(sheet: Any, package: Package, parts: dict[str, str]) -> Sheet:
    charts, beside = _drawn(package, parts.get(sheet.title, ""), sheet.title)
    hidden = sheet.sheet_state != "visible"
    return Sheet(name=sheet.title, cells={}, hidden=hidden, charts=tuple(charts), beside=beside)


def _pivot_copies(package: Package) -> Iterator[tuple[str, str]]:
    """Return what pivot tables keep of their source, deleted columns included."""
    for cache in package.related(package.main(), "pivotCacheDefinition"):
        for part in (cache, *package.related(cache, "pivotCacheRecords")):
            for element in package.tree(part).iter():
                text = element.get("v") or element.get("name")
                if text:
                    yield "copie d’un tableau croisé", text


def read_csv(data: bytes) -> Workbook:
    """Read a table as text, with the separator it uses."""
    text = decoded(data)
    first_line = text.partition("\n")[0]
    separator = max(SEPARATORS, key=first_line.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    cells = {
        f"{get_column_letter(column)}{row_number}": Cell(value)
        for row_number, row in enumerate(rows, start=1)
        for column, value in enumerate(row, start=1)
        if value
    }
    return Workbook((Sheet("csv", cells),))
