"""Employees, as their file tells them: read, never typed here (BR-PAYR).

Pay, identity, bank details, garnishments and health are confidential: shown to the right `full` only (BR-PAYR-07, 09).
"""

from decimal import Decimal

from sim.erp.doctype import Doctype, FieldSpec, FieldType, Filter, State
from sim.erp.lookup import linked, records
from sim.erp.values import date_of, decimal_of, plain
from sim.facts.erp import Row
from sim.world import ErpRecord, World

FULL_TIME = Decimal(35)
"""Hours a week of a full time, and above which overtime is counted (C. trav. L3121-27)."""
CONTRACTS = (
    ("permanent", "CDI"),
    ("fixed_term", "CDD"),
    ("apprentice", "Alternance"),
    ("agency", "Intérim"),
)
TEAMS = (("day", "Journée"), ("two_shifts", "2×8"), ("three_shifts", "3×8"), ("night", "Nuit"))
EMPLOYEE_LINK = FieldSpec("employee", "Salarié", "link", link="employee", required=True)


def hours_of(employee: ErpRecord | None) -> Decimal:
    """Return the contract's hours a week."""
    return (decimal_of(employee.values, "weekly_hours") if employee else Decimal(0)) or FULL_TIME


def employee_of(world: World, row: Row) -> ErpRecord | None:
    """Return the employee of a document."""
    return linked(world, "employee", row, "employee")


def present(employee: ErpRecord, month: str) -> bool:
    """Say whether an employee is on the books in a month."""
    entry, leaving = date_of(employee.values, "entry_date"), date_of(employee.values, "exit_date")
    began = entry is None or entry.isoformat()[:7] <= month
    return began and (leaving is None or leaving.isoformat()[:7] >= month)


def is_agency(employee: ErpRecord | None) -> bool:
    """Say whether somebody is an agency worker: paid by the agency (BR-PAYR-10)."""
    return employee is not None and employee.values.get("contract") == "agency"


def on_payroll(world: World, month: str) -> list[ErpRecord]:
    """Return who is in the month's table: agency workers are in their agency's statement (BR-PAYR-10)."""
    return [
        one
        for one in sorted(records(world, "employee").values(), key=lambda one: one.id)
        if not is_agency(one) and present(one, month)
    ]


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Say who works part time."""
    record.values["part_time"] = "true" if hours_of(record) < FULL_TIME else "false"


def keep_balance(employee: ErpRecord) -> None:
    """Keep what is taken and left of the paid leave: acquired, less what was granted."""
    taken = sum((decimal_of(line, "leave_days") for line in employee.lines), Decimal(0))
    employee.values["paid_leave_taken"] = plain(taken)
    if employee.values.get("paid_leave_acquired"):
        left = decimal_of(employee.values, "paid_leave_acquired") - taken
        employee.values["paid_leave_left"] = plain(left)


def keep(world: World, record: ErpRecord) -> None:
    """Keep what follows from an employee's file."""
    complete(world, record, frozenset())
    keep_balance(record)


def _agency(world: World, record: ErpRecord) -> bool:
    return is_agency(record)


def _part_time(world: World, record: ErpRecord) -> bool:
    return hours_of(record) < FULL_TIME


def _fixed_term(world: World, record: ErpRecord) -> bool:
    return record.values.get("contract") == "fixed_term"


def _secret(name: str, label: str, kind: FieldType = "text") -> FieldSpec:
    return FieldSpec(name, label, kind, confidential=True)


EMPLOYEE = Doctype(
    name="employee",
    title_fr="Salarié",
    title_plural_fr="Salariés",
    title_field="name",
    readonly=True,
    list_columns=("name", "department", "contract", "weekly_hours", "team", "manager"),
    filters=(
        Filter("agency", "Intérimaires", _agency),
        Filter("part_time", "Temps partiel", _part_time),
        Filter("fixed_term", "CDD", _fixed_term),
    ),
    states=(State("active", "Présent"), State("left", "Sorti")),
    fields=(
        FieldSpec("name", "Nom", required=True),
        FieldSpec("department", "Service"),
        FieldSpec("job", "Emploi"),
        FieldSpec("contract", "Contrat", "choice", choices=CONTRACTS, default="permanent"),
        FieldSpec("agency", "Agence d’intérim"),
        FieldSpec("weekly_hours", "Horaire hebdomadaire", "decimal", default="35"),
        FieldSpec("part_time", "Temps partiel", "boolean", readonly=True),
        FieldSpec("work_schedule", "Horaires de travail"),
        FieldSpec("team", "Équipe", "choice", choices=TEAMS),
        FieldSpec("manager", "Responsable"),
        FieldSpec("entry_date", "Entrée", "date"),
        FieldSpec("exit_date", "Sortie", "date"),
        FieldSpec("meal_voucher", "Titres-restaurant", "boolean", default="false"),
        FieldSpec("paid_leave_acquired", "Congés acquis (jours ouvrables)", "decimal"),
        FieldSpec("paid_leave_taken", "Congés pris (jours ouvrables)", "decimal", readonly=True),
        FieldSpec(
            "paid_leave_left",
            "Solde de congés (jours ouvrables)",
            "decimal",
            signed=True,
            readonly=True,
        ),
        _secret("birth_date", "Date de naissance", "date"),
        _secret("social_security_number", "N° de sécurité sociale"),
        _secret("base_pay", "Salaire de base", "money"),
        _secret("iban", "IBAN"),
        _secret("garnishment", "Saisie sur salaire"),
        _secret("garnishment_amount", "Saisie du mois", "money"),
        _secret("health_note", "Suivi médical", "long_text"),
    ),
    lines_title_fr="Congés payés accordés",
    line_fields=(
        FieldSpec("absence", "Absence", "link", link="absence", readonly=True),
        FieldSpec("first_day", "Du", "date", readonly=True),
        FieldSpec("last_day", "Au", "date", readonly=True),
        FieldSpec("leave_days", "Jours ouvrables", "decimal", readonly=True, summed=True),
    ),
    derive=complete,
    settled=keep,
)
