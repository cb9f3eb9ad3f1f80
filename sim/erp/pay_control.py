"""The control of a month: its totals beside those of the sources, and what looks wrong (BR-PAYR-08).

Says nothing of what was never typed, nor of a kind or a week that is the wrong one: that is the assistant's to see.
"""

from collections.abc import Iterator
from decimal import Decimal

from sim.erp.absences import without_proof
from sim.erp.doctype import FieldSpec
from sim.erp.employees import employee_of, is_agency, on_payroll
from sim.erp.hours import months_of
from sim.erp.leave import DECIDED, period, share
from sim.erp.lookup import label_of, records
from sim.erp.module import Report
from sim.erp.pay_periods import MONTH
from sim.erp.pay_sources import FIGURES, SUMS, gather, source_totals, written
from sim.erp.values import cents, decimal_of, plain
from sim.erp.working_time import anomalies
from sim.facts.erp import Row
from sim.language.calendar import week_days, week_of
from sim.language.french import date_short
from sim.world import ErpRecord, World

SHOWN = tuple(spec for spec in FIGURES if not spec.confidential)
"""What a control tells: garnishments are for named recipients only (BR-PAYR-09)."""
MONEY = frozenset(spec.name for spec in SUMS)


def table_of(world: World, month: str) -> ErpRecord | None:
    """Return the month's record."""
    return next(
        (one for one in records(world, "pay_month").values() if one.values.get("month") == month),
        None,
    )


def totals(lines: list[Row]) -> dict[str, Decimal]:
    """Return the totals of a table, corrections apart."""
    return {
        spec.name: sum((decimal_of(line, spec.name) for line in lines), Decimal(0))
        for spec in FIGURES
    }


def compared(world: World, record: ErpRecord) -> list[tuple[str, str, Decimal, Decimal]]:
    """Return name, label, total of the sources and of the table, headcount first."""
    month = record.values.get("month", "")
    sources, table = source_totals(world, month), totals(record.lines)
    heads = (
        "headcount",
        "Effectif",
        Decimal(len(on_payroll(world, month))),
        Decimal(len(record.lines)),
    )
    return [
        heads,
        *(
            (
                spec.name,
                spec.label_fr,
                round(sources.get(spec.name, Decimal(0)), 2),
                table[spec.name],
            )
            for spec in SHOWN
        ),
    ]


def moved(world: World, record: ErpRecord) -> list[str]:
    """Return the employees whose figures are no longer those of the sources, or who came or went."""
    cells = gather(world, record.values.get("month", ""))
    known = {line.get("employee", ""): line for line in record.lines}
    changed = [
        employee
        for employee, row in cells.items()
        if employee not in known or _figures(known[employee]) != written(row)
    ]
    return changed + [employee for employee in known if employee not in cells]


def _figures(line: Row) -> Row:
    return {spec.name: line[spec.name] for spec in FIGURES if line.get(spec.name)}


def to_check(world: World, month: str) -> Iterator[tuple[str, ErpRecord, str]]:
    """Return what looks wrong in a month: a code, the record, what in French."""
    sheets = [
        one
        for one in records(world, "timesheet").values()
        if one.state != "cancelled"
        and month in months_of(one)
        and not is_agency(employee_of(world, one.values))
    ]
    former = {
        (one.values.get("employee"), one.values.get("week")): one
        for one in records(world, "timesheet").values()
        if one.state != "cancelled"
    }
    for sheet in sheets:
        if sheet.state != "validated":
            yield "unvalidated_timesheets", sheet, "Relevé d’heures non validé."
        week = week_days(sheet.values.get("week", ""))
        key = (sheet.values.get("employee"), week_of(week[0] - (week[1] - week[0]) * 7))
        yield from (("working_time", sheet, text) for text in anomalies(sheet, former.get(key)))
    yield from _of_absences(world, month, sheets)
    for claim in records(world, "expense_claim").values():
        if claim.values.get("month") == month and claim.state in ("draft", "submitted"):
            yield "unapproved_claims", claim, "Note de frais non accordée."


def _of_absences(
    world: World, month: str, sheets: list[ErpRecord]
) -> Iterator[tuple[str, ErpRecord, str]]:
    worked = {
        (sheet.values.get("employee"), line.get("day"))
        for sheet in sheets
        for line in sheet.lines
        if decimal_of(line, "hours")
    }
    for absence in records(world, "absence").values():
        values = absence.values
        if not values.get("first_day", "")[:7] <= month <= values.get("last_day", "")[:7]:
            continue
        if absence.state == "submitted":
            yield "undecided_absences", absence, "Absence en attente d’accord."
        if without_proof(world, absence):
            yield "missing_proofs", absence, "Justificatif non reçu."
        if absence.state in DECIDED:
            for day in period(values):
                if share(values, day) == 1 and (values.get("employee"), day.isoformat()) in worked:
                    text = f"Heures saisies le {date_short(day)}, jour d’absence."
                    yield "worked_while_absent", absence, text


def control_rows(world: World, parameters: Row) -> list[Row]:
    """Return the totals side by side."""
    record = table_of(world, parameters.get("month", ""))
    if record is None:
        return []
    rows = []
    for name, label, source, table in compared(world, record):
        text = cents if name in MONEY else plain
        rows.append(
            {
                "doctype": "pay_month",
                "record": record.id,
                "figure": label,
                "sources": text(source),
                "table": text(table),
                "difference": text(table - source),
            }
        )
    return rows


def anomaly_rows(world: World, parameters: Row) -> list[Row]:
    """Return what looks wrong, and the record to open."""
    return [
        {
            "doctype": record.doctype,
            "record": record.id,
            "number": label_of(record),
            "employee": record.values.get("employee", ""),
            "anomaly": text,
        }
        for _, record, text in to_check(world, parameters.get("month", ""))
    ]


CONTROL = Report(
    "pay_control",
    "Contrôle des variables",
    (
        FieldSpec("figure", "Total"),
        FieldSpec("sources", "D’après les saisies", "decimal", signed=True),
        FieldSpec("table", "Dans le tableau", "decimal", signed=True),
        FieldSpec("difference", "Écart", "decimal", signed=True),
    ),
    control_rows,
    (MONTH,),
    help_fr="Le tableau du mois à côté des relevés validés, absences accordées, notes de frais et éléments variables.",
)
ANOMALIES = Report(
    "pay_anomalies",
    "Anomalies du mois",
    (
        FieldSpec("number", "N°"),
        FieldSpec("employee", "Salarié", "link", link="employee"),
        FieldSpec("anomaly", "À vérifier"),
    ),
    anomaly_rows,
    (MONTH,),
    help_fr="Durées légales, saisies non validées, justificatifs manquants, heures saisies un jour d’absence.",
)
