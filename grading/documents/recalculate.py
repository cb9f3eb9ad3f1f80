"""Formulas that no program has computed yet, computed: an adapter around a young library, never raising."""

from datetime import UTC, datetime

import formualizer

from grading.documents.cached import Result, sheet_parts, stored_values
from grading.documents.package import Package

FIXED = datetime(2026, 1, 1, tzinfo=UTC)
"""What TODAY() answers: a grade must not depend on the day it is computed."""

Values = dict[tuple[str, str], Result]


def computed(data: bytes) -> Values:
    """Return the value of each cell by sheet and reference; nothing when the file cannot be computed."""
    try:
        fresh = formualizer.recalculate_xlsx_bytes(data, deterministic_timestamp_utc=FIXED)
        package = Package(fresh["bytes"])
        parts = sheet_parts(package)
        return {
            (sheet, ref): value
            for sheet, part in parts.items()
            for ref, value in stored_values(package, part)
        }
    except (KeyboardInterrupt, SystemExit):
        raise
    except BaseException:  # noqa: BLE001  a fault inside the library is not an Exception in Python's sense
        return {}
