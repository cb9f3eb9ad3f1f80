"""Weekly time sheets: hours, overtime, shifts and meals, counted and never paid here (BR-PAYR-01 to 05, 08).

Lets through on purpose: hours typed on the wrong day or week, a shift forgotten, more than ten hours in
a day or forty-eight in a week (after a warning).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Series, State
from sim.erp.employees import EMPLOYEE_LINK, FULL_TIME, employee_of, hours_of, locked, works
from sim.erp.lookup import label_of, records
from sim.erp.values import date_of, decimal_of, plain
from sim.facts.erp import Row
from sim.language.calendar import days, week_days
from sim.language.french import date_short, number
from sim.world import ErpRecord, World

FIRST_BAND = Decimal(8)
"""Hours a week paid 25 % more; those after them 50 % more (CCN métallurgie, art. 99)."""
DAY_LIMIT, WEEK_LIMIT, REST = Decimal(10), Decimal(48), timedelta(hours=11)
SHIFTS = (("morning", "Matin"), ("afternoon", "Après-midi"), ("night", "Nuit"), ("day", "Journée"))
SHIFT_WORK = frozenset({"morning", "afternoon", "night"})


@dataclass(frozen=True, slots=True)
class Split:
    """Hours of a week above the contract, by rate."""

    overtime_25: Decimal = Decimal(0)
    overtime_50: Decimal = Decimal(0)
    additional_10: Decimal = Decimal(0)
    additional_25: Decimal = Decimal(0)


def split(worked: Decimal, leave: Decimal, contract: Decimal) -> Split:
    """Share the hours of a week: overtime above 35 h, additional hours of part-timers below.

    Paid leave counts for the weekly threshold (Cass. soc. 10/09/2025, n° 23-14.455; BR-PAYR-02), but is
    never itself overtime.
    """
    over = min(max(worked + leave - FULL_TIME, Decimal(0)), worked)
    first = min(over, FIRST_BAND)
    if contract >= FULL_TIME:
        return Split(first, over - first)
    additional = max(min(worked, FULL_TIME) - contract, Decimal(0))
    tenth = min(additional, contract / 10)
    return Split(first, over - first, tenth, additional - tenth)


def leave_hours(world: World, record: ErpRecord) -> Decimal:
    """Return the hours of paid leave of the week, a fifth of the contract for each day."""
    week = set(week_days(record.values.get("week", "")))
    employee = employee_of(world, record.values)
    taken = Decimal(0)
    for absence in records(world, "absence").values():
        first, last = date_of(absence.values, "first_day"), date_of(absence.values, "last_day")
        mine = employee is not None and absence.values.get("employee") == employee.id
        if not mine or absence.state != "approved" or absence.values.get("kind") != "paid_leave":
            continue
        if first and last:
            taken += sum(works(world, day) for day in days(first, last) if day in week)
    return taken * hours_of(employee) / 5


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Count the week."""
    employee = employee_of(world, record.values)
    worked = sum((decimal_of(line, "hours") for line in record.lines), Decimal(0))
    leave = leave_hours(world, record)
    shares = split(worked, leave, hours_of(employee))
    voucher = employee is not None and employee.values.get("meal_voucher") == "true"
    meals = sum(line.get("meal") == "true" for line in record.lines) if voucher else 0
    shifts = sum(line.get("shift") in SHIFT_WORK for line in record.lines)
    night = sum((decimal_of(line, "night_hours") for line in record.lines), Decimal(0))
    counted = {
        "total_hours": worked,
        "leave_hours": leave,
        "overtime_25": shares.overtime_25,
        "overtime_50": shares.overtime_50,
        "additional_10": shares.additional_10,
        "additional_25": shares.additional_25,
        "night_hours": night,
        "shifts": Decimal(shifts),
        "meals": Decimal(meals),
    }
    record.values |= {name: plain(round(value, 2)) for name, value in counted.items()}


def check(world: World, record: ErpRecord) -> str:
    """Refuse a week that does not exist, days of another one, a day twice, a locked month."""
    week = [day.isoformat() for day in week_days(record.values.get("week", ""))]
    if not week:
        return f"Semaine : « {record.values.get('week', '')} » n’existe pas. Saisissez par exemple 2026-S42."
    seen: set[str] = set()
    for rank, line in enumerate(record.lines, start=1):
        day = line.get("day", "")
        if day not in week:
            return f"Ligne {rank} : ce jour n’est pas de la semaine {record.values['week']}."
        if day in seen:
            return f"Ligne {rank} : ce jour est déjà saisi. Gardez une ligne par jour."
        if decimal_of(line, "hours") > 24:
            return f"Ligne {rank} : plus de 24 heures dans une journée. Vérifiez la saisie."
        seen.add(day)
    return locked(world, *months_of(record))


def months_of(record: ErpRecord) -> list[str]:
    """Return the months of the days typed; those of the week when none is."""
    typed = {line["day"][:7] for line in record.lines if line.get("day")}
    week = week_days(record.values.get("week", ""))
    return sorted(typed or {day.isoformat()[:7] for day in week[:1]})


def refuse_locked(world: World, record: ErpRecord) -> str:
    """Refuse any step in a locked month."""
    return locked(world, *months_of(record))


def warn(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about what the law does not allow, and about a second sheet for the week."""
    found = [Caution("working_time", message) for message in anomalies(record)]
    for other in records(world, "timesheet").values():
        same = all(
            other.values.get(name) == record.values.get(name) for name in ("employee", "week")
        )
        if same and other.id != record.id and other.state != "cancelled":
            message = (
                f"Un relevé existe déjà pour cette personne et cette semaine : {label_of(other)}."
            )
            found.append(Caution("duplicate_timesheet", message))
    return found


def anomalies(record: ErpRecord) -> Iterator[str]:
    """Return what exceeds the legal limits (BR-PAYR-08)."""
    for line in record.lines:
        day = date_of(line, "day")
        if day and decimal_of(line, "hours") > DAY_LIMIT:
            yield f"{number(decimal_of(line, 'hours'))} h le {date_short(day)} : plus de 10 h dans la journée."
    total = sum((decimal_of(line, "hours") for line in record.lines), Decimal(0))
    if total > WEEK_LIMIT:
        yield f"{number(total)} h dans la semaine : plus de 48 h."
    ends: datetime | None = None
    for line in sorted(record.lines, key=lambda one: one.get("day", "")):
        begin, finish = _moments(line)
        if ends and begin and begin - ends < REST:
            yield f"Moins de 11 h de repos avant le {date_short(begin.date())}."
        ends = finish or ends


def _moments(line: Row) -> tuple[datetime | None, datetime | None]:
    if not (line.get("day") and line.get("start") and line.get("end")):
        return None, None
    begin = datetime.fromisoformat(f"{line['day']}T{line['start']}")
    finish = datetime.fromisoformat(f"{line['day']}T{line['end']}")
    return begin, finish if finish > begin else finish + timedelta(days=1)


def needs_lines(world: World, record: ErpRecord) -> str:
    """Refuse a sheet without a day."""
    if not record.lines:
        return "Ce relevé est vide : saisissez au moins un jour avant de le transmettre."
    return refuse_locked(world, record)


def _to_validate(world: World, record: ErpRecord) -> bool:
    return record.state == "submitted"


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
    filters=(Filter("to_validate", "À valider", _to_validate),),
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
    ),
    derive=complete,
    check=check,
    warnings=warn,
    actions=(
        Action("submit", "Transmettre", ("draft",), "submitted", guard=needs_lines),
        Action(
            "validate",
            "Valider",
            ("submitted",),
            "validated",
            guard=refuse_locked,
            reserved=True,
            role="Responsable du salarié",
        ),
        Action(
            "reopen",
            "Rouvrir",
            ("validated",),
            "submitted",
            guard=refuse_locked,
            asks=("reopen_reason",),
            reserved=True,
            role="Responsable du salarié",
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
