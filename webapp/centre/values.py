"""What people write for a day, an hour, a time factor, an address: read whatever the habit, or not at all."""

import re
from datetime import date, time, timedelta

from sim.language.normalise import normalise

FACTOR_MIN, FACTOR_MAX, THIRD = 1.0, 3.0, 1.33
"""A *tiers temps* lasts a third longer."""
_FRENCH_DAY = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4})")
_ISO_DAY = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ]\d{2}:\d{2}(?::\d{2})?)?")
_SERIAL = re.compile(r"(\d{4,5})(?:\.0+)?")
_HOUR = re.compile(r"(\d{1,2}) ?[h:] ?(\d{2})?")
_ADDRESS = re.compile(r"[^@\s,;<>\"]+@[^@\s,;<>\".]+(?:\.[^@\s,;<>\".]+)+")
_EXCEL_EPOCH = date(1899, 12, 30)
YES = frozenset({"oui", "x", "1/3", "tiers temps", "tiers-temps"})
NO = frozenset({"", "non", "aucun", "sans", "neant", "-"})
OLDEST, YOUNGEST = 100, 14
"""Years of a candidate's age, beyond which a date of birth is a mistake."""


def read_day(text: str) -> date | None:
    """Return the day of `13/10/2026` or `2026-10-13`; nothing when it is no day."""
    text = text.strip()
    french, iso = _FRENCH_DAY.fullmatch(text), _ISO_DAY.fullmatch(text)
    if french:
        return _day(int(french[3]), int(french[2]), int(french[1]))
    return _day(int(iso[1]), int(iso[2]), int(iso[3])) if iso else None


def read_cell_day(text: str) -> date | None:
    """Return a day as `read_day`, or as a spreadsheet counts it when its cell has no format."""
    serial = _SERIAL.fullmatch(text.strip())
    return _EXCEL_EPOCH + timedelta(days=int(serial[1])) if serial else read_day(text)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def is_birth_day(day: date, today: date) -> bool:
    """Say whether somebody who may sit an exam today was born that day."""
    return YOUNGEST <= (today - day).days / 365.25 <= OLDEST


def read_hour(text: str) -> time | None:
    """Return the hour of `9 h 30`, `9h` or `09:30`; nothing when it is none."""
    found = _HOUR.fullmatch(normalise(text))
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return None
    return time(int(found[1]), int(found[2] or 0))


def read_factor(text: str) -> float | None:
    """Return the time factor of `1,33` or `tiers temps`: 1 without extra time, nothing when out of range."""
    said = normalise(text)
    if said in NO:
        return 1.0
    if said in YES:
        return THIRD
    if not re.fullmatch(r"\d(?:[.,]\d{1,4})?", said):
        return None
    factor = float(said.replace(",", "."))
    return factor if FACTOR_MIN <= factor <= FACTOR_MAX else None


def is_address(text: str) -> bool:
    """Say whether a text can be an e-mail address."""
    return _ADDRESS.fullmatch(text) is not None


def name_key(name: str) -> tuple[str, ...]:
    """Return what two spellings of one person's name share: « DUPONT Zoé » and « Zoé Dupont »."""
    return tuple(sorted(re.findall(r"\w+", normalise(name))))
