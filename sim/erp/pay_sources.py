"""Where a month's variables come from: validated sheets, decided absences, claims, items (BR-PAYR).

Hours, shifts, meals and on-call duty count in the month of their day; overtime and additional hours in the
month in which their week ends, Sunday.
"""

from collections import defaultdict
from collections.abc import Iterator
from decimal import Decimal

from sim.erp.doctype import FieldSpec
from sim.erp.employees import employee_of, hours_of, is_agency, on_payroll
from sim.erp.leave import DECIDED, period, working_days
from sim.erp.lookup import records
from sim.erp.pay_periods import week_month
from sim.erp.values import cents, decimal_of, plain
from sim.erp.work_calendar import calendar_of
from sim.erp.working_time import has_meal, has_premium
from sim.facts.erp import Row
from sim.language.calendar import week_days
from sim.world import World

WEEK_HOURS = (
    ("overtime_25", "HS 25 %"),
    ("overtime_50", "HS 50 %"),
    ("additional_10", "HC 10 %"),
    ("additional_25", "HC 25 %"),
)
HOURS = (("hours", "Heures"), *WEEK_HOURS, ("night_hours", "Nuit (h)"))
COUNTS = (
    ("shifts", "Postes"),
    ("meals", "Titres-resto"),
    ("on_calls", "Astreintes"),
)
ABSENCES = (
    ("paid_leave", "CP (j)"),
    ("rtt", "RTT (j)"),
    ("sick_leave", "Maladie (j)"),
    ("work_accident", "AT (j)"),
    ("sick_child", "Enfant malade (j)"),
    ("family_event", "Év. familial (j)"),
    ("parental", "Maternité, paternité (j)"),
    ("training", "Formation (j)"),
    ("unpaid", "Sans solde (j)"),
    ("unjustified", "Injustifiée (j)"),
)
"""A column for each kind of absence, named as it is; days *ouvrés*."""
ITEM_COLUMNS = {
    "bonus": "bonuses",
    "on_call": "on_call_pay",
    "regularisation": "regularisations",
    "advance": "advances",
}
AMOUNTS = (
    ("bonuses", "Primes"),
    ("on_call_pay", "Prime d’astreinte"),
    ("regularisations", "Régul."),
    ("advances", "Acomptes"),
    ("expenses", "Frais"),
)
NUMBERS = tuple(
    FieldSpec(name, label, "decimal", readonly=True, summed=True)
    for name, label in (*HOURS, *COUNTS, *ABSENCES, ("absence_hours", "Absences (h)"))
)
SUMS = (
    *(
        FieldSpec(name, label, "money", readonly=True, summed=True, signed=True)
        for name, label in AMOUNTS
    ),
    FieldSpec("garnishments", "Saisies", "money", readonly=True, summed=True, confidential=True),
)
FIGURES = (*NUMBERS, *SUMS)
PAID = ("approved", "to_pay")
"""States in which a claim is in the month's table."""
Part = tuple[str, str, Decimal]
"""Employee, column, figure."""
Cells = dict[str, dict[str, Decimal]]
"""Employee to column to figure."""


def parts(world: World, month: str) -> Iterator[Part]:
    """Return every figure of a month, source by source; agency workers are their agency's (BR-PAYR-10)."""
    for found in (_hours, _absences, _amounts):
        for employee, column, figure in found(world, month):
            person = records(world, "employee").get(employee)
            if person is not None and not is_agency(person):
                yield employee, column, figure


def gather(world: World, month: str) -> Cells:
    """Return the figures of whoever is on the payroll that month."""
    cells: Cells = {one.id: defaultdict(Decimal) for one in on_payroll(world, month)}
    for employee, column, figure in parts(world, month):
        if employee in cells:
            cells[employee][column] += figure
    for employee, row in cells.items():
        person = records(world, "employee")[employee]
        row["garnishments"] += decimal_of(person.values, "garnishment_amount")
    return cells


def source_totals(world: World, month: str) -> dict[str, Decimal]:
    """Return the totals of the sources themselves, whoever they are about: what the table has to add up to."""
    totals: dict[str, Decimal] = defaultdict(Decimal)
    for _, column, figure in parts(world, month):
        totals[column] += figure
    return totals


def _hours(world: World, month: str) -> Iterator[Part]:
    for sheet in records(world, "timesheet").values():
        if sheet.state != "validated":
            continue
        person = employee_of(world, sheet.values)
        voucher = person is not None and person.values.get("meal_voucher") == "true"
        name = sheet.values.get("employee", "")
        for line in sheet.lines:
            if line.get("day", "")[:7] == month:
                yield from ((name, *part) for part in _day(line, voucher=voucher))
        week = week_days(sheet.values.get("week", ""))
        if week and week_month(week[0]) == month:
            for column, _ in WEEK_HOURS:
                yield name, column, decimal_of(sheet.values, column)


def _day(line: Row, *, voucher: bool) -> Iterator[tuple[str, Decimal]]:
    yield "hours", decimal_of(line, "hours")
    yield "night_hours", decimal_of(line, "night_hours")
    yield "shifts", Decimal(has_premium(line))
    yield "meals", Decimal(voucher and has_meal(line))
    yield "on_calls", Decimal(line.get("on_call") == "true")


def _absences(world: World, month: str) -> Iterator[Part]:
    calendar = calendar_of(world)
    for absence in records(world, "absence").values():
        values = absence.values
        touches = values.get("first_day", "")[:7] <= month <= values.get("last_day", "")[:7]
        if absence.state not in DECIDED or not touches:
            continue
        inside = [day for day in period(values) if day.isoformat()[:7] == month]
        count = working_days(calendar, values, inside)
        employee = values.get("employee", "")
        contract = hours_of(employee_of(world, values))
        yield employee, values.get("kind", ""), count
        yield employee, "absence_hours", round(count * contract / 5, 2)


def _amounts(world: World, month: str) -> Iterator[Part]:
    for claim in records(world, "expense_claim").values():
        if claim.state in PAID and claim.values.get("month") == month:
            yield claim.values.get("employee", ""), "expenses", decimal_of(claim.values, "total")
    for item in records(world, "pay_item").values():
        if item.state == "active" and item.values.get("month") == month:
            column = ITEM_COLUMNS[item.values.get("kind", "bonus")]
            yield item.values.get("employee", ""), column, decimal_of(item.values, "amount")


def written(cells: dict[str, Decimal]) -> Row:
    """Return the figures of an employee as a line has them; a figure of nothing is left blank."""
    figures = {name: round(value, 2) for name, value in cells.items() if round(value, 2)}
    row = {spec.name: plain(figures[spec.name]) for spec in NUMBERS if spec.name in figures}
    return row | {spec.name: cents(figures[spec.name]) for spec in SUMS if spec.name in figures}
