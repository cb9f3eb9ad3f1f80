"""Formulas that no program has computed yet, computed: an adapter around a young library, never raising."""

import io
from datetime import UTC, datetime

import formualizer
import openpyxl

FIXED = datetime(2026, 1, 1, tzinfo=UTC)
"""What TODAY() answers: a grade must not depend on the day it is computed."""

Values = dict[tuple[str, str], str | float | int | bool]


def computed(data: bytes) -> Values:
    """Return the value of each cell by sheet and reference; nothing when the file cannot be computed."""
    try:
        fresh = formualizer.recalculate_xlsx_bytes(data, deterministic_timestamp_utc=FIXED)
        book = openpyxl.load_workbook(io.BytesIO(fresh["bytes"]), data_only=True)
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001  a fault inside the library is not an Exception in Python's sense
        return {}
    return {
        (sheet.title, cell.coordinate): cell.value
        for sheet in book.worksheets
        for cell in sheet._cells.values()
        if isinstance(cell.value, str | int | float | bool)
    }
