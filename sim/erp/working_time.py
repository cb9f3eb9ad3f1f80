"""What the law says of hours: how a week is shared by rate, what exceeds its limits (BR-PAYR-01, 02, 03, 08).

Company agreements differ: settings `overtime_threshold` (35), `overtime_first_band` (8), `additional_hours_part`
(3: additional hours stay within a third of the contract; 10: within a tenth).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal, InvalidOperation

from sim.erp.employees import FULL_TIME
from sim.erp.lookup import setting
from sim.erp.values import date_of, decimal_of
from sim.facts.erp import Row
from sim.language.french import date_short, number
from sim.world import ErpRecord, World

FIRST_BAND = Decimal(8)
"""Hours a week paid 25 % more; those after them 50 % more (CCN métallurgie, art. 99)."""
DAY_LIMIT, WEEK_LIMIT, REST = Decimal(10), Decimal(48), timedelta(hours=11)
LONG_STOP = Decimal(1)
"""Hours of stop above which a shift gives no premium (CCN métallurgie, art. 144; BR-PAYR-04)."""
SHIFT_WORK = frozenset({"morning", "afternoon", "night"})
WHOLE_DAY = Decimal(24)


@dataclass(frozen=True, slots=True)
class Rules:
    """The agreement in force, hours a week."""

    threshold: Decimal = FULL_TIME
    first_band: Decimal = FIRST_BAND


@dataclass(frozen=True, slots=True)
class Split:
    """Hours of a week above the contract, by rate."""

    overtime_25: Decimal = Decimal(0)
    overtime_50: Decimal = Decimal(0)
    additional_10: Decimal = Decimal(0)
    additional_25: Decimal = Decimal(0)


def parameter(world: World, name: str, default: Decimal) -> Decimal:
    """Return a positive number of the company's settings."""
    try:
        value = Decimal(setting(world, name, str(default)))
    except InvalidOperation:
        return default
    return value if value.is_finite() and value > 0 else default


def rules_of(world: World) -> Rules:
    """Return the agreement in force in the company."""
    return Rules(
        parameter(world, "overtime_threshold", FULL_TIME),
        parameter(world, "overtime_first_band", FIRST_BAND),
    )


LAW = Rules()


def split(worked: Decimal, leave: Decimal, contract: Decimal, rules: Rules = LAW) -> Split:
    """Share the hours of a week: overtime above the threshold, additional hours of part-timers below.

    Paid leave counts for the threshold (Cass. soc. 10/09/2025, n° 23-14.455; BR-PAYR-02), and is never itself
    overtime. For a part-timer it does not: the same hour would be both additional and overtime.
    """
    part_time = contract < rules.threshold
    counted = worked if part_time else worked + leave
    over = min(max(counted - rules.threshold, Decimal(0)), worked)
    first = min(over, rules.first_band)
    if not part_time:
        return Split(first, over - first)
    additional = max(min(worked, rules.threshold) - contract, Decimal(0))
    tenth = min(additional, contract / 10)
    return Split(first, over - first, tenth, additional - tenth)


def has_premium(line: Row) -> bool:
    """Say whether a day gives a shift premium: worked in a shift, without a stop of more than an hour."""
    if line.get("shift") not in SHIFT_WORK or not decimal_of(line, "hours"):
        return False
    begin, finish = moments(line)
    if begin is None or finish is None:
        return True
    stop = Decimal(int((finish - begin).total_seconds())) / 3600 - decimal_of(line, "hours")
    return stop <= LONG_STOP


def has_meal(line: Row) -> bool:
    """Say whether a day gives a meal voucher: worked, with the meal in its hours (BR-PAYR-05)."""
    return line.get("meal") == "true" and decimal_of(line, "hours") > 0


def moments(line: Row) -> tuple[datetime | None, datetime | None]:
    """Return when a day began and ended; the next morning when it ended earlier than it began."""
    if not (line.get("day") and line.get("start") and line.get("end")):
        return None, None
    begin = datetime.fromisoformat(f"{line['day']}T{line['start']}")
    finish = datetime.fromisoformat(f"{line['day']}T{line['end']}")
    return begin, finish if finish > begin else finish + timedelta(days=1)


def anomalies(record: ErpRecord, before: ErpRecord | None = None) -> Iterator[str]:
    """Return what exceeds the limits of the law (BR-PAYR-08); `before` is the sheet of the week before."""
    for line in record.lines:
        day = date_of(line, "day")
        if day and decimal_of(line, "hours") > DAY_LIMIT:
            hours = number(decimal_of(line, "hours"))
            yield f"{hours} h le {date_short(day)} : plus de 10 h dans la journée."
    total = sum((decimal_of(line, "hours") for line in record.lines), Decimal(0))
    if total > WEEK_LIMIT:
        yield f"{number(total)} h dans la semaine : plus de 48 h."
    yield from _short_rests(record, before)


def _short_rests(record: ErpRecord, before: ErpRecord | None) -> Iterator[str]:
    ends = [finish for line in before.lines if (finish := moments(line)[1])] if before else []
    end = max(ends, default=None)
    for line in sorted(record.lines, key=lambda one: one.get("day", "")):
        begin, finish = moments(line)
        if end and begin and begin - end < REST:
            yield f"Moins de 11 h de repos avant le {date_short(begin.date())}."
        end = finish or end


def over_part_time(world: World, values: Row, contract: Decimal) -> Iterator[str]:
    """Return what a part-timer may not do: too many additional hours, or a full week (BR-PAYR-03)."""
    threshold = rules_of(world).threshold
    if contract >= threshold:
        return
    additional = decimal_of(values, "additional_10") + decimal_of(values, "additional_25")
    limit = contract / parameter(world, "additional_hours_part", Decimal(3))
    if additional > limit:
        yield (
            f"{number(additional)} h complémentaires : plus que la limite de {number(round(limit, 2))} h "
            "pour ce temps partiel."
        )
    if decimal_of(values, "total_hours") >= threshold:
        yield f"Temps partiel porté à {number(threshold)} h ou plus dans la semaine."
