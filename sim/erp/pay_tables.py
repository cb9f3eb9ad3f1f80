"""Reports of activities and pay: the table sent to the payroll office, absences, proofs, overtime, agency hours."""

from collections import defaultdict
from decimal import Decimal

from sim.erp.absences import KINDS, without_proof
from sim.erp.doctype import FieldSpec
from sim.erp.employees import EMPLOYEE_LINK, employee_of, is_agency
from sim.erp.lookup import label_of, records
from sim.erp.module import Report
from sim.erp.pay_control import ANOMALIES, CONTROL, table_of
from sim.erp.pay_periods import MONTH
from sim.erp.pay_sources import NUMBERS, SUMS
from sim.erp.values import decimal_of, plain
from sim.erp.work_calendar import CALENDAR
from sim.erp.working_time import parameter
from sim.facts.erp import Row
from sim.world import World

QUOTA = Decimal(220)
"""Hours of overtime a year and person (CCN métallurgie, art. 99; BR-PAYR-01); setting `overtime_quota`."""
YEAR = FieldSpec("year", "Année", "integer", required=True)
NUMBER = FieldSpec("number", "N°")


def variables(world: World, parameters: Row) -> list[Row]:
    """Return the month's table, corrections beside what was computed."""
    period = table_of(world, parameters.get("month", ""))
    rows = []
    for line in period.lines if period else []:
        employee = employee_of(world, line)
        department = employee.values.get("department", "") if employee else ""
        rows.append({**line, "department": department})
    return rows


def absences(world: World, parameters: Row) -> list[Row]:
    """Return the absences that touch a month."""
    month = parameters.get("month", "")
    return [
        {
            "doctype": "absence",
            "record": one.id,
            "number": label_of(one),
            "state": one.state,
            **{
                name: one.values.get(name, "")
                for name in (
                    "employee",
                    "kind",
                    "first_day",
                    "last_day",
                    "working_days",
                    "proof_received",
                )
            },
        }
        for one in records(world, "absence").values()
        if one.state not in ("cancelled", "refused")
        and one.values.get("first_day", "")[:7] <= month <= one.values.get("last_day", "")[:7]
    ]


def missing_proofs(world: World, parameters: Row) -> list[Row]:
    """Return the absences whose proof is still to come."""
    return [
        {
            "doctype": "absence",
            "record": one.id,
            "number": label_of(one),
            **{
                name: one.values.get(name, "")
                for name in ("employee", "kind", "first_day", "last_day")
            },
        }
        for one in records(world, "absence").values()
        if without_proof(world, one)
    ]


def overtime(world: World, parameters: Row) -> list[Row]:
    """Return the overtime of a year beside the quota."""
    hours: dict[str, Decimal] = defaultdict(Decimal)
    quota = parameter(world, "overtime_quota", QUOTA)
    for sheet in records(world, "timesheet").values():
        if sheet.state == "validated" and sheet.values.get("week", "")[:4] == parameters.get(
            "year"
        ):
            for name in ("overtime_25", "overtime_50"):
                hours[sheet.values.get("employee", "")] += decimal_of(sheet.values, name)
    return [
        {
            "employee": employee,
            "overtime": plain(value),
            "quota": plain(quota),
            "left": plain(quota - value),
        }
        for employee, value in sorted(hours.items())
    ]


def agency(world: World, parameters: Row) -> list[Row]:
    """Return the hours of agency workers, for the agency's statement (BR-PAYR-10)."""
    month, rows = parameters.get("month", ""), []
    for sheet in records(world, "timesheet").values():
        employee = employee_of(world, sheet.values)
        if employee is None or not is_agency(employee):
            continue
        days = [line for line in sheet.lines if line.get("day", "")[:7] == month]
        if days and sheet.state != "cancelled":
            hours = sum((decimal_of(line, "hours") for line in days), Decimal(0))
            rows.append(
                {
                    "doctype": "timesheet",
                    "record": sheet.id,
                    "agency": employee.values.get("agency", ""),
                    "employee": employee.id,
                    "week": sheet.values.get("week", ""),
                    "state": sheet.state,
                    "hours": plain(hours),
                }
            )
    return rows


SHEET_STATES = (("draft", "En saisie"), ("submitted", "Transmis"), ("validated", "Validé"))
ABSENCE_STATES = (
    ("draft", "En saisie"),
    ("submitted", "Demandée"),
    ("approved", "Accordée"),
    ("taken", "Prise"),
)
KIND = FieldSpec("kind", "Nature", "choice", choices=KINDS)
PERIOD = (FieldSpec("first_day", "Du", "date"), FieldSpec("last_day", "Au", "date"))
PAY_REPORTS = (
    Report(
        "pay_variables",
        "Tableau des variables du mois",
        (
            EMPLOYEE_LINK,
            FieldSpec("department", "Service"),
            *NUMBERS,
            *SUMS,
            FieldSpec("adjustment", "Correction (h)", "decimal", signed=True, summed=True),
            FieldSpec("adjustment_amount", "Correction (€)", "money", signed=True, summed=True),
            FieldSpec("adjustment_note", "Motif"),
        ),
        variables,
        (MONTH,),
        help_fr="Le fichier à exporter pour le cabinet de paie.",
        landscape=True,
    ),
    Report(
        "absences_of_month",
        "Absences du mois",
        (
            NUMBER,
            EMPLOYEE_LINK,
            KIND,
            *PERIOD,
            FieldSpec("working_days", "Jours ouvrés", "decimal", summed=True),
            FieldSpec("proof_received", "Justificatif", "boolean"),
            FieldSpec("state", "État", "choice", choices=ABSENCE_STATES),
        ),
        absences,
        (MONTH,),
    ),
    Report(
        "missing_proofs",
        "Justificatifs manquants",
        (NUMBER, EMPLOYEE_LINK, KIND, *PERIOD),
        missing_proofs,
    ),
    Report(
        "overtime_quota",
        "Heures supplémentaires et contingent",
        (
            EMPLOYEE_LINK,
            FieldSpec("overtime", "Heures supplémentaires", "decimal", summed=True),
            FieldSpec("quota", "Contingent", "decimal"),
            FieldSpec("left", "Reste", "decimal", signed=True),
        ),
        overtime,
        (YEAR,),
    ),
    Report(
        "agency_statement",
        "Relevé des intérimaires",
        (
            FieldSpec("agency", "Agence"),
            EMPLOYEE_LINK,
            FieldSpec("week", "Semaine"),
            FieldSpec("state", "Relevé", "choice", choices=SHEET_STATES),
            FieldSpec("hours", "Heures du mois", "decimal", summed=True),
        ),
        agency,
        (MONTH,),
    ),
    CONTROL,
    ANOMALIES,
    CALENDAR,
)
