""".xlsx and .csv to a workbook: values, formulas, hidden sheets."""

import csv
import io

import openpyxl

from grading.documents.model import Cell, Sheet, Workbook
from grading.documents.recalculate import computed

CELLS_LIMIT = 200_000


def read_xlsx(data: bytes) -> Workbook:
    """Read a .xlsx; a formula never computed is computed."""
    formulas = openpyxl.load_workbook(io.BytesIO(data), data_only=False)
    values = openpyxl.load_workbook(io.BytesIO(data), data_only=True)
    fresh = computed(data) if _lacks_values(formulas, values) else {}
    sheets = []
    for sheet in formulas.worksheets:
        cached = values[sheet.title]
        cells = {}
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value is None or len(cells) > CELLS_LIMIT:
                    continue
                is_formula = isinstance(cell.value, str) and cell.value.startswith("=")
                value = cached[cell.coordinate].value if is_formula else cell.value
                if is_formula and value is None:
                    value = fresh.get((sheet.title, cell.coordinate))
                cells[cell.coordinate] = Cell(
                    value=value
                    if isinstance(value, str | int | float | bool) or value is None
                    else str(value),
                    formula=cell.value if is_formula else "",
                    number_format=cell.number_format or "General",
                )
        sheets.append(
            Sheet(
                name=sheet.title, cells=cells, hidden=sheet.sheet_state != "visible",
                frozen=sheet.freeze_panes is not None, filtered=bool(sheet.auto_filter.ref), charts=len(sheet._charts),
            )
        )  # fmt: skip
    return Workbook(tuple(sheets))


def _lacks_values(formulas: openpyxl.Workbook, values: openpyxl.Workbook) -> bool:
    return any(
        isinstance(cell.value, str)
        and cell.value.startswith("=")
        and values[sheet.title][cell.coordinate].value is None
        for sheet in formulas.worksheets
        for row in sheet.iter_rows()
        for cell in row
    )


def read_csv(data: bytes) -> Workbook:
    """Read a table as text, with the separator it uses."""
    text = data.decode("utf-8-sig", errors="replace")
    separator = max(";,\t", key=text[:2000].count)
    cells = {}
    for row_number, row in enumerate(csv.reader(io.StringIO(text), delimiter=separator), start=1):
        for column, value in enumerate(row, start=1):
            cells[f"{openpyxl.utils.get_column_letter(column)}{row_number}"] = Cell(value)
    return Workbook((Sheet("csv", cells),))
