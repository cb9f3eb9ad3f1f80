"""Months of pay: which are locked, and what is then refused (BR-PAYR).

A locked month is closed as an accounting period is: nothing in it may be entered, changed, moved out or decided.
"""

from collections.abc import Callable
from datetime import date, timedelta

from sim.erp.doctype import FieldSpec, Guard
from sim.erp.lookup import records
from sim.facts.erp import Row
from sim.language.calendar import is_month
from sim.world import ErpRecord, World

MONTH = FieldSpec("month", "Mois", required=True, copied=False, help_fr="Année et mois : 2026-10.")
LOCKED = ("locked", "transmitted")
MonthsOf = Callable[[ErpRecord], list[str]]


def locked(world: World, *months: str) -> str:
    """Say that a month is locked; nothing while it can still change."""
    for period in records(world, "pay_month").values():
        month = period.values.get("month", "")
        if period.state in LOCKED and month in months:
            shown = "/".join(reversed(month.split("-")))
            return (
                f"Période verrouillée : les variables de {shown} sont verrouillées, plus rien de ce mois ne se modifie. "
                "Demandez le déverrouillage au gestionnaire de paie, ou régularisez le mois suivant."
            )
    return ""


def not_locked(months_of: MonthsOf) -> Guard:
    """Return the guard of a document: neither the months it is in nor those it would leave are locked."""

    def refuse(world: World, record: ErpRecord) -> str:
        known = records(world, record.doctype).get(record.id)
        left = months_of(known) if known else []
        return locked(world, *months_of(record), *left)

    return refuse


def month_of(record: ErpRecord) -> list[str]:
    """Return the month a document names."""
    return [record.values["month"]] if record.values.get("month") else []


def week_month(day: date) -> str:
    """Return the month in which a day's week ends: its overtime is counted there."""
    return (day + timedelta(days=7 - day.isoweekday())).isoformat()[:7]


def bad_month(row: Row) -> str:
    """Say that a text is no month."""
    month = row.get("month", "")
    return "" if is_month(month) else f"Mois : « {month} » n’est pas un mois. Saisissez 2026-10."
