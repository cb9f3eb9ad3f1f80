"""The French calendar: public holidays (C. trav. L3133-1), working days, ISO weeks."""

import re
from datetime import date, timedelta
from functools import lru_cache

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday, in days after Easter."""
_WEEK = re.compile(r"(\d{4})-S(\d{2})", re.ASCII)
_MONTH = re.compile(r"(\d{4})-(\d{2})", re.ASCII)


def easter(year: int) -> date:
    """Return Easter Sunday (Gregorian; Meeus, *Astronomical Algorithms*, chapter 8)."""
    century, rank = divmod(year, 100)
    leap, rest = divmod(century, 4)
    moon = (19 * (year % 19) + century - leap - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    week = (32 + 2 * rest + 2 * (rank // 4) - moon - rank % 4) % 7
    late = (year % 19 + 11 * moon + 22 * week) // 451
    month, day = divmod(moon + week - 7 * late + 114, 31)
    return date(year, month, day + 1)


@lru_cache(maxsize=64)
def holidays(year: int) -> frozenset[date]:
    """Return the public holidays of a year in metropolitan France, Alsace-Moselle apart."""
    moving = {easter(year) + timedelta(days=days) for days in AFTER_EASTER}
    return frozenset({date(year, month, day) for month, day in FIXED} | moving)


def is_holiday(day: date) -> bool:
    """Say whether a day is a public holiday."""
    return day in holidays(day.year)


def is_open(day: date) -> bool:
    """Say whether a day is an *ouvrable* one: neither Sunday nor public holiday."""
    return day.isoweekday() < 7 and not is_holiday(day)


def is_worked(day: date) -> bool:
    """Say whether a day is an *ouvré* one in a five-day week."""
    return day.isoweekday() < 6 and not is_holiday(day)


def days(first: date, last: date) -> list[date]:
    """Return the days of a period, both ends included; none when it is upside down."""
    return [first + timedelta(days=rank) for rank in range((last - first).days + 1)]


def week_of(day: date) -> str:
    """Return `2026-S42`."""
    year, week, _ = day.isocalendar()
    return f"{year}-S{week:02}"


def week_days(text: str) -> list[date]:
    """Return the seven days of `2026-S42`; none when there is no such week."""
    found = _WEEK.fullmatch(text)
    try:
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1) if found else None
    except ValueError:
        return []
    return days(monday, monday + timedelta(days=6)) if monday else []


def is_month(text: str) -> bool:
    """Say whether a text is a month: `2026-10`."""
    found = _MONTH.fullmatch(text)
    return found is not None and 1 <= int(found[2]) <= 12
