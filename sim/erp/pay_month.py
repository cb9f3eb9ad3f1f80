"""The month's variables: gathered, controlled, locked, sent to the payroll office; pay itself is not computed.

Lets through on purpose: a month locked or sent without its control (after a warning), an adjustment whose
note says nothing, an absence that was forgotten, a sheet nobody validated (after a warning).
"""

from collections import defaultdict
from decimal import Decimal

from sim.erp.absences import without_proof
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Outcome, State
from sim.erp.employees import MONTH, on_payroll, works
from sim.erp.lookup import label_of, records, today
from sim.erp.making import Maker
from sim.erp.steps import rewritten
from sim.erp.values import cents, date_of, decimal_of, plain
from sim.facts.erp import Row
from sim.language.calendar import days, week_days
from sim.language.french import money, number
from sim.world import ErpRecord, World

WEEK_HOURS = ("overtime_25", "overtime_50", "additional_10", "additional_25")
ABSENCE_OF = {"paid_leave": "paid_leave", "rtt": "rtt", "sick_leave": "sick_leave"}
"""Absences that have a column of their own; any other goes to `other_absence`."""
HOURS = (
    ("hours", "Heures travaillées"),
    ("overtime_25", "HS 25 %"),
    ("overtime_50", "HS 50 %"),
    ("additional_10", "HC 10 %"),
    ("additional_25", "HC 25 %"),
    ("night_hours", "Heures de nuit"),
)
COUNTS = (
    ("shifts", "Postes en équipe"),
    ("meals", "Titres-restaurant"),
    ("paid_leave", "CP (j)"),
    ("rtt", "RTT (j)"),
    ("sick_leave", "Maladie (j)"),
    ("other_absence", "Autres absences (j)"),
)
AMOUNTS = (("bonuses", "Primes"), ("advances", "Acomptes"), ("expenses", "Frais"))
NUMBERS = tuple(
    FieldSpec(name, label, "decimal", readonly=True, summed=True)
    for name, label in (*HOURS, *COUNTS)
)
SUMS = tuple(FieldSpec(name, label, "money", readonly=True, summed=True) for name, label in AMOUNTS)
Cells = dict[str, dict[str, Decimal]]
"""Employee to column to figure."""


def gather(world: World, month: str) -> Cells:
    """Return each employee's figures of the month, from validated sheets and approved requests."""
    cells: Cells = {one.id: defaultdict(Decimal) for one in on_payroll(world, month)}
    _add_hours(world, month, cells)
    _add_absences(world, month, cells)
    for claim in records(world, "expense_claim").values():
        if claim.state == "approved" and claim.values.get("month") == month:
            _add(cells, claim, "expenses", decimal_of(claim.values, "total"))
    for item in records(world, "pay_item").values():
        if item.state == "active" and item.values.get("month") == month:
            column = "advances" if item.values.get("kind") == "advance" else "bonuses"
            _add(cells, item, column, decimal_of(item.values, "amount"))
    return cells


def _add(cells: Cells, record: ErpRecord, column: str, value: Decimal) -> None:
    employee = record.values.get("employee", "")
    if employee in cells:
        cells[employee][column] += value


def _add_hours(world: World, month: str, cells: Cells) -> None:
    """Add worked hours by day, and weekly counts in the month in which the week ends."""
    for sheet in records(world, "timesheet").values():
        if sheet.state != "validated":
            continue
        week = week_days(sheet.values.get("week", ""))
        ends_here = bool(week) and week[-1].isoformat()[:7] == month
        for line in sheet.lines:
            if line.get("day", "")[:7] == month:
                _add(cells, sheet, "hours", decimal_of(line, "hours"))
                _add(cells, sheet, "night_hours", decimal_of(line, "night_hours"))
        for name in (*WEEK_HOURS, "shifts", "meals"):
            if ends_here:
                _add(cells, sheet, name, decimal_of(sheet.values, name))


def _add_absences(world: World, month: str, cells: Cells) -> None:
    for absence in records(world, "absence").values():
        first, last = date_of(absence.values, "first_day"), date_of(absence.values, "last_day")
        if absence.state != "approved" or first is None or last is None:
            continue
        inside = [day for day in days(first, last) if day.isoformat()[:7] == month]
        count = Decimal(sum(works(world, day) for day in inside))
        if absence.values.get("afternoon") == "true" and first in inside:
            count -= Decimal("0.5")
        if absence.values.get("until_noon") == "true" and last in inside:
            count -= Decimal("0.5")
        column = ABSENCE_OF.get(absence.values.get("kind", ""), "other_absence")
        _add(cells, absence, column, max(count, Decimal(0)))


def written(cells: dict[str, Decimal]) -> Row:
    """Return the figures of an employee as a line has them."""
    row = {spec.name: plain(round(cells.get(spec.name, Decimal(0)), 2)) for spec in NUMBERS}
    return row | {spec.name: cents(cells.get(spec.name, Decimal(0))) for spec in SUMS}


def compute(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Fill the table again; what the assistant typed on a line stays."""
    typed = {
        line["employee"]: {name: line.get(name, "") for name in ("adjustment", "adjustment_note")}
        for line in record.lines
    }
    cells = gather(world, record.values.get("month", ""))
    lines = [
        {"employee": employee, **written(row), **typed.get(employee, {})}
        for employee, row in cells.items()
    ]
    changes = {"computed_on": today(world).isoformat(), "control_totals": ""}
    return Outcome(changes=changes, facts=(rewritten(record, lines),))


def check(world: World, record: ErpRecord) -> str:
    """Refuse an adjustment without its reason."""
    for rank, line in enumerate(record.lines, start=1):
        if decimal_of(line, "adjustment") and not line.get("adjustment_note"):
            return f"Ligne {rank} : expliquez la correction dans « Motif de la correction »."
    return ""


def refuse_control(world: World, record: ErpRecord) -> str:
    """Refuse to control a table that was never filled."""
    if not record.lines:
        return "Le tableau est vide : lancez d’abord « Calculer les variables »."
    return ""


def stale_lines(world: World, record: ErpRecord) -> list[str]:
    """Return the employees whose figures are no longer those of the sources."""
    cells = gather(world, record.values.get("month", ""))
    known = {line["employee"]: line for line in record.lines}
    return [
        employee
        for employee, row in cells.items()
        if any(
            known.get(employee, {}).get(name, "0") != text for name, text in written(row).items()
        )
    ]


def warn_control(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about sheets nobody validated, proofs that are missing, figures that moved."""
    month, found = record.values.get("month", ""), []
    waiting = [
        label_of(one)
        for one in records(world, "timesheet").values()
        if one.state == "submitted" and any(line.get("day", "")[:7] == month for line in one.lines)
    ]
    proofs = [
        label_of(one)
        for one in records(world, "absence").values()
        if without_proof(world, one)
        and one.values.get("first_day", "")[:7] <= month <= one.values.get("last_day", "")[:7]
    ]
    moved = stale_lines(world, record)
    for code, message, names in (
        ("unvalidated_timesheets", "Relevés non validés", waiting),
        ("missing_proofs", "Justificatifs manquants", proofs),
        ("figures_moved", "Variables changées depuis le calcul", moved),
    ):
        if names:
            found.append(Caution(code, f"{message} : {', '.join(names)}."))
    return found


def control(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Keep the control totals: what the payroll office will find again."""
    sums = {
        spec.name: sum((decimal_of(line, spec.name) for line in record.lines), Decimal(0))
        for spec in (*NUMBERS, *SUMS)
    }
    money_names = {spec.name for spec in SUMS}
    told = [f"Effectif : {len(record.lines)}"] + [
        f"{spec.label_fr} : {money(value) if spec.name in money_names else number(value)}"
        for spec in (*NUMBERS, *SUMS)
        if (value := sums[spec.name])
    ]
    return Outcome(changes={"control_totals": "\n".join(told)})


def warn_lock(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a month that nobody controlled."""
    if record.state == "controlled":
        return [one for one in warn_control(world, record) if one.code == "figures_moved"]
    return [Caution("not_controlled", "Les totaux de ce mois n’ont pas été contrôlés.")]


def transmit(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Note when it left."""
    return Outcome(changes={"transmitted_on": today(world).isoformat()})


PAY_MONTH = Doctype(
    name="pay_month",
    title_fr="Variables du mois",
    title_plural_fr="Variables de paie",
    title_field="month",
    list_columns=("month", "computed_on", "transmitted_on"),
    editable_in=("open", "controlled"),
    locked_fr="Ce mois est verrouillé : demandez le déverrouillage au gestionnaire de paie.",
    no_creation_fr="Un mois de paie est ouvert par le gestionnaire de paie : travaillez dans celui qui est ouvert.",
    states=(
        State("open", "Ouvert"),
        State("controlled", "Contrôlé"),
        State("locked", "Verrouillé"),
        State("transmitted", "Transmis"),
    ),
    fields=(
        MONTH,
        FieldSpec("computed_on", "Calculé le", "date", readonly=True),
        FieldSpec("control_totals", "Totaux de contrôle", "long_text", readonly=True),
        FieldSpec("transmitted_on", "Transmis le", "date", readonly=True),
        FieldSpec("unlock_reason", "Motif du déverrouillage", readonly=True),
        FieldSpec("notes", "Observations pour la paie", "long_text"),
    ),
    lines_title_fr="Salariés",
    line_fields=(
        FieldSpec("employee", "Salarié", "link", link="employee", required=True),
        *NUMBERS,
        *SUMS,
        FieldSpec("adjustment", "Correction (h)", "decimal", signed=True),
        FieldSpec("adjustment_note", "Motif de la correction"),
    ),
    check=check,
    actions=(
        Action("compute", "Calculer les variables", ("open", "controlled"), "open", effect=compute),
        Action(
            "control",
            "Contrôler les totaux",
            ("open",),
            "controlled",
            guard=refuse_control,
            warnings=warn_control,
            effect=control,
        ),
        Action(
            "lock",
            "Verrouiller le mois",
            ("open", "controlled"),
            "locked",
            guard=refuse_control,
            warnings=warn_lock,
            needs_confirmation=True,
        ),
        Action(
            "transmit",
            "Transmettre à la paie",
            ("locked",),
            "transmitted",
            effect=transmit,
            elsewhere_fr="Verrouillez le mois avant de le transmettre.",
        ),
        Action(
            "unlock",
            "Déverrouiller",
            ("locked", "transmitted"),
            "open",
            asks=("unlock_reason",),
            reserved=True,
            role="Gestionnaire de paie",
        ),
    ),
)
