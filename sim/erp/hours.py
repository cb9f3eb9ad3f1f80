"""Weekly time sheets: hours, overtime, shifts and meals, counted and never paid here (BR-PAYR-01 to 05, 08).

Lets through on purpose: hours typed on the wrong day or overtime in the wrong week, a shift forgotten, more
than ten hours in a day or forty-eight in a week, too many additional hours (after a warning).
"""

from collections.abc import Collection
from datetime import date, timedelta
from decimal import Decimal

from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Series, State
from sim.erp.employees import EMPLOYEE_LINK, employee_of, hours_of
from sim.erp.leave import leave_hours
from sim.erp.lookup import label_of, records
from sim.erp.pay_periods import not_locked, week_month
from sim.erp.steps import missing
from sim.erp.values import decimal_of, plain
from sim.erp.work_calendar import calendar_of
from sim.erp.working_time import (
    WHOLE_DAY,
    anomalies,
    has_meal,
    has_premium,
    over_part_time,
    rules_of,
    split,
)
from sim.facts.erp import Row
from sim.language.calendar import week_days, week_of
from sim.world import ErpRecord, World

SHIFTS = (("morning", "Matin"), ("afternoon", "Après-midi"), ("night", "Nuit"), ("day", "Journée"))
MANAGER = "Responsable du salarié"


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Count the week."""
    employee = employee_of(world, record.values)
    voucher = employee is not None and employee.values.get("meal_voucher") == "true"
    worked = _sum(record.lines, "hours")
    week = week_days(record.values.get("week", ""))
    leave = leave_hours(world, calendar_of(world), employee, week) if employee else Decimal(0)
    shares = split(worked, leave, hours_of(employee), rules_of(world))
    counted = {
        "total_hours": worked,
        "leave_hours": leave,
        "overtime_25": shares.overtime_25,
        "overtime_50": shares.overtime_50,
        "additional_10": shares.additional_10,
        "additional_25": shares.additional_25,
        "night_hours": _sum(record.lines, "night_hours"),
        "shifts": Decimal(sum(map(has_premium, record.lines))),
        "meals": Decimal(sum(map(has_meal, record.lines)) if voucher else 0),
        "on_calls": Decimal(sum(line.get("on_call") == "true" for line in record.lines)),
    }
    record.values |= {name: plain(round(value, 2)) for name, value in counted.items()}


def _sum(lines: list[Row], name: str) -> Decimal:
    return sum((decimal_of(line, name) for line in lines), Decimal(0))


def keep(world: World, record: ErpRecord) -> None:
    """Count the week again, whatever changed it."""
    complete(world, record, frozenset())


def recount(world: World, absence: ErpRecord, employees: Collection[str]) -> None:
    """Count again the weeks of whoever's leave changed: leave counts for the weekly threshold (BR-PAYR-02).

    Nothing to do for an absence of the opening: the weeks are counted after it.
    """
    if not absence.history:
        return
    for sheet in records(world, "timesheet").values():
        if sheet.values.get("employee") in employees:
            complete(world, sheet, frozenset())


def check(world: World, record: ErpRecord) -> str:
    """Refuse a week that does not exist, days of another one, a day twice, hours a day has not, a locked month."""
    week = [day.isoformat() for day in week_days(record.values.get("week", ""))]
    if not week:
        return f"Semaine : « {record.values.get('week', '')} » n’existe pas. Saisissez par exemple 2026-S42."
    seen: set[str] = set()
    for rank, line in enumerate(record.lines, start=1):
        if problem := _bad_day(line, week, seen):
            return f"Ligne {rank} : {problem}"
        seen.add(line.get("day", ""))
    return refuse_locked(world, record)


def _bad_day(line: Row, week: list[str], seen: set[str]) -> str:
    if line.get("day", "") not in week:
        return f"ce jour n’est pas de la semaine {week_of(date.fromisoformat(week[0]))}."
    if line["day"] in seen:
        return "ce jour est déjà saisi. Gardez une ligne par jour."
    if decimal_of(line, "hours") > WHOLE_DAY:
        return "plus de 24 heures dans une journée. Vérifiez la saisie."
    if decimal_of(line, "night_hours") > decimal_of(line, "hours"):
        return "plus d’heures de nuit que d’heures. Vérifiez la saisie."
    return ""


def months_of(record: ErpRecord) -> list[str]:
    """Return the months a sheet counts in: those of its days for hours, that of the week's end for overtime."""
    week = week_days(record.values.get("week", ""))
    typed = {line["day"][:7] for line in record.lines if line.get("day")}
    return sorted(typed | {week_month(day) for day in week[:1]})


refuse_locked = not_locked(months_of)


def warn(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about what the law does not allow, and about a second sheet for the week."""
    found = [Caution("working_time", text) for text in anomalies(record, before(world, record))]
    contract = hours_of(employee_of(world, record.values))
    found += [Caution("part_time", text) for text in over_part_time(world, record.values, contract)]
    others = _same_week(world, record, record.values.get("week", ""))
    return found + [
        Caution(
            "duplicate_timesheet",
            f"Un relevé existe déjà pour cette personne et cette semaine : {label_of(other)}.",
        )
        for other in others
        if other.id != record.id
    ]


def before(world: World, record: ErpRecord) -> ErpRecord | None:
    """Return the person's sheet of the week before."""
    week = week_days(record.values.get("week", ""))
    former = week_of(week[0] - timedelta(days=7)) if week else ""
    return next(iter(_same_week(world, record, former)), None)


def _same_week(world: World, record: ErpRecord, week: str) -> list[ErpRecord]:
    return [
        other
        for other in records(world, "timesheet").values()
        if other.state != "cancelled"
        and other.values.get("week") == week
        and other.values.get("employee") == record.values.get("employee")
    ]


def refuse_submit(world: World, record: ErpRecord) -> str:
    """Refuse a sheet without a week, without a day, or in a locked month."""
    if problem := missing(TIMESHEET, record):
        return problem
    if not record.lines:
        return "Ce relevé est vide : saisissez au moins un jour avant de le transmettre."
    return refuse_locked(world, record)


def _to_submit(world: World, record: ErpRecord) -> bool:
    return record.state == "draft"


def _to_validate(world: World, record: ErpRecord) -> bool:
    return record.state == "submitted"


def _abnormal(world: World, record: ErpRecord) -> bool:
    return record.state != "cancelled" and any(anomalies(record))


def _count(name: str, label: str) -> FieldSpec:
    return FieldSpec(name, label, "decimal", readonly=True, summed=True)


TIMESHEET = Doctype(
    name="timesheet",
    title_fr="Relevé d’heures",
    title_plural_fr="Relevés d’heures",
    title_field="employee",
    list_columns=(
        "employee",
        "week",
        "total_hours",
        "overtime_25",
        "overtime_50",
        "shifts",
        "meals",
    ),
    series=Series("REL{yy}"),
    numbered_at_creation=True,
    editable_in=("draft", "submitted"),
    locked_fr="Ce relevé est validé : demandez sa réouverture au responsable.",
    filters=(
        Filter("to_submit", "À transmettre", _to_submit),
        Filter("to_validate", "À valider", _to_validate),
        Filter("abnormal", "Hors limites légales", _abnormal),
    ),
    states=(
        State("draft", "En saisie"),
        State("submitted", "Transmis"),
        State("validated", "Validé"),
        State("cancelled", "Annulé"),
    ),
    fields=(
        EMPLOYEE_LINK,
        FieldSpec(
            "week", "Semaine", required=True, copied=False, help_fr="Année et semaine : 2026-S42."
        ),
        _count("total_hours", "Heures"),
        _count("leave_hours", "Heures de congés payés"),
        _count("overtime_25", "Heures à 25 %"),
        _count("overtime_50", "Heures à 50 %"),
        _count("additional_10", "Complémentaires à 10 %"),
        _count("additional_25", "Complémentaires à 25 %"),
        _count("night_hours", "Heures de nuit"),
        _count("shifts", "Postes en équipe"),
        _count("meals", "Titres-restaurant"),
        _count("on_calls", "Astreintes"),
        FieldSpec("notes", "Observations", "long_text"),
        FieldSpec("reopen_reason", "Motif de la réouverture", readonly=True),
        FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True),
    ),
    lines_title_fr="Jours",
    line_fields=(
        FieldSpec("day", "Jour", "date", required=True, copied=False),
        FieldSpec("start", "Début", "time"),
        FieldSpec("end", "Fin", "time"),
        FieldSpec("hours", "Heures", "decimal", required=True),
        FieldSpec("night_hours", "Dont nuit", "decimal"),
        FieldSpec("shift", "Poste", "choice", choices=SHIFTS),
        FieldSpec("meal", "Repas", "boolean"),
        FieldSpec("on_call", "Astreinte", "boolean"),
    ),
    derive=complete,
    check=check,
    warnings=warn,
    settled=keep,
    actions=(
        Action("submit", "Transmettre", ("draft",), "submitted", guard=refuse_submit),
        Action(
            "validate",
            "Valider",
            ("submitted",),
            "validated",
            guard=refuse_locked,
            reserved=True,
            role=MANAGER,
        ),
        Action(
            "reopen",
            "Rouvrir",
            ("validated",),
            "submitted",
            guard=refuse_locked,
            asks=("reopen_reason",),
            reserved=True,
            role=MANAGER,
        ),
        Action(
            "cancel",
            "Annuler le relevé",
            ("draft", "submitted"),
            "cancelled",
            guard=refuse_locked,
            asks=("cancel_reason",),
        ),
    ),
)
