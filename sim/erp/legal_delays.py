"""Legal delays of an accident at work, counted to the minute (BR-SAF-01, 02).

The declaration: 48 hours from when the employer knew (C. séc. soc. R441-3), or from the care or leave
that followed an accident of the register (R441-5); the register: 48 hours (D441-3). Sundays and public
holidays are left out of all three. Reasoned reservations: ten clear days after the declaration (R441-6).
"""

from datetime import date, datetime, time, timedelta

from sim.erp.values import date_of
from sim.facts.erp import Row
from sim.language.calendar import is_open, is_worked

DECLARED = frozenset({"declared", "commuting"})
"""Kinds of accident that are declared to the CPAM."""
HOURS = timedelta(hours=48)
RESERVATION_DAYS = 10
REPORT = timedelta(hours=24)
"""For the victim to tell the employer (R441-2)."""
NAMES = ("register_by", "declare_by", "declare_before", "reserve_by")


def deadline(known: datetime) -> datetime:
    """Return when 48 hours have gone by, Sundays and public holidays left out.

    Hours that end as such a day begins end as the next counted day begins: nothing runs in between.
    """
    moment, left = known, HOURS
    while True:
        midnight = datetime.combine(moment.date() + timedelta(days=1), time())
        room = midnight - moment if is_open(moment.date()) else timedelta(0)
        if left < room:
            return moment + left
        moment, left = midnight, left - room


def reservations_until(declared: date) -> date:
    """Return the last day for reservations: clear days count neither end, and the last one is a working day."""
    day = declared + timedelta(days=RESERVATION_DAYS + 1)
    while not is_worked(day):
        day += timedelta(days=1)
    return day


def moment_of(values: Row, day: str, hour: str) -> datetime | None:
    """Return a date and its time; the start of the day when no time is given."""
    try:
        return datetime.fromisoformat(f"{values.get(day, '')}T{values.get(hour) or '00:00'}")
    except ValueError:
        return None


def known_at(values: Row) -> datetime | None:
    """Return when the delay starts: the employer knew, or learnt that care or leave followed."""
    if values.get("aggravated_on"):
        return moment_of(values, "aggravated_on", "aggravated_at")
    return moment_of(values, "known_on", "known_at")


def delays(values: Row) -> Row:
    """Return every delay of an accident; empty when it does not apply."""
    found, known = dict.fromkeys(NAMES, ""), known_at(values)
    if known is None:
        return found
    limit = deadline(known)
    if values.get("kind") in DECLARED:
        found |= {"declare_by": limit.date().isoformat(), "declare_before": f"{limit:%H:%M}"}
    elif values.get("kind") == "minor":
        found["register_by"] = limit.date().isoformat()
    if declared := date_of(values, "declared_on"):
        found["reserve_by"] = reservations_until(declared).isoformat()
    return found
