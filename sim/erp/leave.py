"""Days of absence: how many are worked, how many count as leave, what is left of it (BR-PAYR-02, 06)."""

from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal

from sim.erp.employees import employee_of, hours_of, keep_balance
from sim.erp.lookup import records
from sim.erp.values import date_of
from sim.erp.work_calendar import Calendar
from sim.facts.erp import Row
from sim.language.calendar import days
from sim.world import ErpRecord, World

DECIDED = ("approved", "taken")
"""States in which an absence is counted in the hours, the leave and the pay."""
LIVING = ("submitted", *DECIDED)
"""States in which an absence stands, until somebody says no."""
HALF = Decimal("0.5")


def period(row: Row) -> list[date]:
    """Return the days of an absence, both ends included; none while a date is missing."""
    first, last = date_of(row, "first_day"), date_of(row, "last_day")
    return days(first, last) if first and last else []


def share(row: Row, day: date) -> Decimal:
    """Return what an absence takes of one of its days: 1, a half, nothing."""
    text = day.isoformat()
    half = row.get("afternoon") == "true" and text == row.get("first_day")
    other = row.get("until_noon") == "true" and text == row.get("last_day")
    return 1 - HALF * (half + other)


def working_days(calendar: Calendar, row: Row, among: Iterable[date]) -> Decimal:
    """Return how many of these days are worked ones taken by the absence (*jours ouvrés*)."""
    return sum((share(row, day) for day in calendar.worked_days(among)), Decimal(0))


def leave_days(calendar: Calendar, row: Row) -> Decimal:
    """Return how many days of paid leave it takes (*jours ouvrables*).

    They run from the first day that would have been worked to the eve of the return (C. trav. L3141-3;
    Cass. soc. 07/05/1998, n° 97-42.503): a leave that ends on Friday takes the Saturday too.
    """
    taken = period(row)
    worked = calendar.worked_days(taken)
    if not worked:
        return Decimal(0)
    counted = [day for day in taken if day >= worked[0]]
    if row.get("until_noon") != "true":
        counted += _eve_of_return(calendar, taken[-1])
    return sum((share(row, day) for day in counted if calendar.is_open(day)), Decimal(0))


def _eve_of_return(calendar: Calendar, last: date) -> list[date]:
    """Return the days between an absence and the next day worked; a closure of the company ends the leave."""
    found, day = [], last + timedelta(days=1)
    while not calendar.is_worked(day) and day.isoformat() not in calendar.closed:
        found.append(day)
        day += timedelta(days=1)
    return found


def leave_hours(
    world: World, calendar: Calendar, employee: ErpRecord, week: Iterable[date]
) -> Decimal:
    """Return the hours of paid leave of a week, a fifth of the contract for each day (BR-PAYR-02)."""
    wanted, taken = frozenset(week), Decimal(0)
    for line in employee.lines:
        absence = records(world, "absence").get(line.get("absence", ""))
        if absence is not None:
            inside = [day for day in period(absence.values) if day in wanted]
            taken += working_days(calendar, absence.values, inside)
    return taken * hours_of(employee) / 5


def keep_leave(world: World, absence: ErpRecord) -> list[ErpRecord]:
    """Keep on the employee's file the paid leave decided and what is left; return who may have changed.

    One who no longer has the absence is looked for only when it was touched: never for each record of the opening.
    """
    employee = employee_of(world, absence.values)
    everybody = records(world, "employee").values() if absence.history else ()
    former = [
        one
        for one in everybody
        if one is not employee and any(line.get("absence") == absence.id for line in one.lines)
    ]
    touched = [*former, *([employee] if employee else [])]
    for one in touched:
        one.lines = [line for line in one.lines if line.get("absence") != absence.id]
    if employee and absence.state in DECIDED and absence.values.get("kind") == "paid_leave":
        names = ("first_day", "last_day", "leave_days")
        kept = {name: absence.values.get(name, "") for name in names}
        employee.lines.append({"absence": absence.id, **kept})
        employee.lines.sort(key=lambda line: (line["first_day"], line["absence"]))
    for one in touched:
        keep_balance(one)
    return touched
