""".xlsx and .csv to a workbook: values, formulas, hidden sheets and what lies beside the cells."""

import csv
import io
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

import openpyxl
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.worksheet import Worksheet

from grading.documents.drawing import chart_texts, chart_title, paragraphs
from grading.documents.model import Cell, Sheet, Workbook
from grading.documents.package import Package
from grading.documents.plain import decoded
from grading.documents.recalculate import Values, computed

SEPARATORS = ";,\t|"
_EDGES = ("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter")

Beside = tuple[tuple[str, str], ...]


def read_xlsx(data: bytes) -> Workbook:
    """Read a .xlsx; a formula never computed is computed."""
    formulas = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
    stored = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    values = {(name, ref): cell.value for name, ref, cell in _cells(stored)}
    is_stale = any(
        cell.data_type == "f" and values.get((name, ref)) is None
        for name, ref, cell in _cells(formulas)
    )
    fresh = computed(data) if is_stale else {}
    package = Package(data)
    parts = _sheet_parts(package)
    return Workbook(
        sheets=(
            *(
                _sheet(sheet, values, fresh, package, parts.get(sheet.title, ""))
                for sheet in formulas.worksheets
            ),
            *(_chart_sheet(sheet, package, parts) for sheet in formulas.chartsheets),
        ),
        template_id=package.custom_property("pack_template_id"),
        beside=tuple(_pivot_copies(package)),
    )


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


def _sheet(
    sheet: Worksheet, values: dict[tuple[str, str], Any], fresh: Values, package: Package, part: str
) -> Sheet:
    cells = {}
    for cell in filled(sheet):
        if cell.value is None:
            continue
        key = (sheet.title, cell.coordinate)
        is_formula = cell.data_type == "f"
        value = values.get(key) if is_formula else cell.value
        cells[cell.coordinate] = Cell(
            value=_plain(fresh.get(key) if value is None else value),
            formula=_formula(cell.value) if is_formula else "",
            number_format=cell.number_format or "General",
        )
    titles, beside = _drawn(package, part, sheet.title)
    return Sheet(
        name=sheet.title,
        cells=cells,
        hidden=sheet.sheet_state != "visible",
        frozen=sheet.freeze_panes is not None,
        filtered=bool(sheet.auto_filter.ref) or any(t.autoFilter for t in sheet.tables.values()),
        charts=len(titles),
        chart_titles=tuple(title for title in titles if title),
        hidden_columns=_hidden_columns(sheet),
        beside=(*_comments(sheet), *_print_edges(sheet), *beside),
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


def _sheet_parts(package: Package) -> dict[str, str]:
    """Return the part of each sheet by its name."""
    main = package.main()
    tree = package.tree(main)
    parts: dict[str, str] = {}
    targets = package.targets(main)
    for element in tree.iter("{*}sheet"):
        found = (str(value) for name, value in element.items() if str(name).endswith("}id"))
        parts[element.get("name", "")] = targets.get(next(found, ""), "")
    return parts


def _drawn(package: Package, part: str, sheet: str) -> tuple[list[str], Beside]:
    """Return the titles of a sheet's charts, and the text of its charts and text boxes."""
    drawings = package.related(part, "drawing") if part else []
    charts = [package.tree(chart) for one in drawings for chart in package.related(one, "chart")]
    texts = [text for one in drawings for text in paragraphs(package.tree(one))]
    beside = [(f"{sheet}, zone de texte", text) for text in texts]
    beside += [(f"{sheet}, graphique", text) for chart in charts for text in chart_texts(chart)]
    return [chart_title(chart) for chart in charts], tuple(beside)


def _chart_sheet(sheet: Any, package: Package, parts: dict[str, str]) -> Sheet:
    titles, beside = _drawn(package, parts.get(sheet.title, ""), sheet.title)
    return Sheet(
        name=sheet.title,
        cells={},
        hidden=sheet.sheet_state != "visible",
        charts=len(titles),
        chart_titles=tuple(title for title in titles if title),
        beside=beside,
    )


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
