"""Employees and what their months are made of: who works how much, which months are locked (BR-PAYR).

Pay, identity and bank details are confidential: shown to the right `full` only (BR-PAYR-07, 09).
"""

from datetime import date
from decimal import Decimal

from sim.erp.doctype import Doctype, FieldSpec, Filter, State
from sim.erp.lookup import linked, records
from sim.erp.values import date_of, decimal_of
from sim.facts.erp import Row
from sim.language.calendar import is_month, is_worked
from sim.world import ErpRecord, World

FULL_TIME = Decimal(35)
"""Hours a week above which overtime is counted (C. trav. L3121-27)."""
CONTRACTS = (
    ("permanent", "CDI"),
    ("fixed_term", "CDD"),
    ("apprentice", "Alternance"),
    ("agency", "Intérim"),
)
EMPLOYEE_LINK = FieldSpec("employee", "Salarié", "link", link="employee", required=True)
MONTH = FieldSpec("month", "Mois", required=True, help_fr="Année et mois : 2026-10.")
LOCKED = ("locked", "transmitted")


def hours_of(employee: ErpRecord | None) -> Decimal:
    """Return the contract's hours a week."""
    return (decimal_of(employee.values, "weekly_hours") if employee else Decimal(0)) or FULL_TIME


def employee_of(world: World, row: Row) -> ErpRecord | None:
    """Return the employee of a document."""
    return linked(world, "employee", row, "employee")


def locked(world: World, *months: str) -> str:
    """Say that a month is locked; nothing while it can still change."""
    for period in records(world, "pay_month").values():
        month = period.values.get("month", "")
        if period.state in LOCKED and month in months:
            shown = "/".join(reversed(month.split("-")))
            return (
                f"Les variables de {shown} sont verrouillées : plus rien de ce mois ne se modifie. "
                "Demandez le déverrouillage au gestionnaire de paie, ou régularisez le mois suivant."
            )
    return ""


def bad_month(row: Row) -> str:
    """Say that a text is no month."""
    month = row.get("month", "")
    return "" if is_month(month) else f"Mois : « {month} » n’est pas un mois. Saisissez 2026-10."


def works(world: World, day: date) -> bool:
    """Say whether the company works that day: neither week-end, holiday nor closure."""
    return is_worked(day) and day.isoformat() not in {
        one.values.get("day") for one in records(world, "closure_day").values()
    }


def present(employee: ErpRecord, month: str) -> bool:
    """Say whether an employee is on the books in a month."""
    entry, leaving = date_of(employee.values, "entry_date"), date_of(employee.values, "exit_date")
    began = entry is None or entry.isoformat()[:7] <= month
    return began and (leaving is None or leaving.isoformat()[:7] >= month)


def on_payroll(world: World, month: str) -> list[ErpRecord]:
    """Return who is in the month's table: agency workers are the agency's (BR-PAYR-10)."""
    return [
        one
        for one in sorted(records(world, "employee").values(), key=lambda one: one.id)
        if one.values.get("contract") != "agency" and present(one, month)
    ]


def _agency(world: World, record: ErpRecord) -> bool:
    return record.values.get("contract") == "agency"


def _secret(name: str, label: str, kind: str = "text") -> FieldSpec:
    if kind == "date":
        return FieldSpec(name, label, "date", confidential=True)
    if kind == "money":
        return FieldSpec(name, label, "money", confidential=True)
    return FieldSpec(name, label, confidential=True)


EMPLOYEE = Doctype(
    name="employee",
    title_fr="Salarié",
    title_plural_fr="Salariés",
    title_field="name",
    readonly=True,
    list_columns=("name", "department", "contract", "weekly_hours", "team", "manager"),
    filters=(Filter("agency", "Intérimaires", _agency),),
    states=(State("active", "Présent"), State("left", "Sorti")),
    fields=(
        FieldSpec("name", "Nom", required=True),
        FieldSpec("department", "Service"),
        FieldSpec("job", "Emploi"),
        FieldSpec("contract", "Contrat", "choice", choices=CONTRACTS, default="permanent"),
        FieldSpec("agency", "Agence d’intérim"),
        FieldSpec("weekly_hours", "Horaire hebdomadaire", "decimal", default="35"),
        FieldSpec(
            "team",
            "Équipe",
            "choice",
            choices=(("day", "Journée"), ("two_shifts", "2×8"), ("night", "Nuit")),
        ),
        FieldSpec("manager", "Responsable"),
        FieldSpec("entry_date", "Entrée", "date"),
        FieldSpec("exit_date", "Sortie", "date"),
        FieldSpec("meal_voucher", "Titres-restaurant", "boolean", default="false"),
        FieldSpec("paid_leave_acquired", "Congés acquis (jours)", "decimal"),
        FieldSpec("paid_leave_left", "Solde de congés (jours)", "decimal", signed=True),
        _secret("birth_date", "Date de naissance", "date"),
        _secret("social_security_number", "N° de sécurité sociale"),
        _secret("base_pay", "Salaire de base", "money"),
        _secret("iban", "IBAN"),
        _secret("garnishment", "Saisie sur salaire"),
    ),
)
CLOSURE_DAY = Doctype(
    name="closure_day",
    title_fr="Jour de fermeture",
    title_plural_fr="Jours de fermeture",
    title_field="label",
    readonly=True,
    list_columns=("day", "label"),
    states=(State("active", "Fixé"),),
    fields=(FieldSpec("day", "Jour", "date", required=True), FieldSpec("label", "Motif")),
)
