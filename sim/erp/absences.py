"""Absences: asked for, approved, proved (BR-PAYR-06, 07, 11).

Lets through on purpose: the wrong kind of absence, a proof that never comes (after a warning), a health
reason written in the notes, an absence that nobody typed.
"""

from decimal import Decimal

from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Series, State
from sim.erp.employees import EMPLOYEE_LINK, employee_of, locked, works
from sim.erp.lookup import label_of, records
from sim.erp.values import date_of, decimal_of, plain
from sim.language.calendar import days, is_open
from sim.world import ErpRecord, World

KINDS = (
    ("paid_leave", "Congés payés"),
    ("rtt", "RTT"),
    ("sick_leave", "Maladie"),
    ("work_accident", "Accident du travail"),
    ("sick_child", "Enfant malade"),
    ("family_event", "Événement familial"),
    ("parental", "Maternité, paternité"),
    ("training", "Formation"),
    ("unpaid", "Sans solde"),
    ("unjustified", "Absence injustifiée"),
)
PROVED = frozenset({"sick_leave", "work_accident", "sick_child", "family_event", "parental"})
COUNTED = ("submitted", "approved")
"""States in which an absence counts, until somebody says no."""


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Count the days: *ouvrés* for the hours, *ouvrables* for paid leave."""
    values = record.values
    first, last = date_of(values, "first_day"), date_of(values, "last_day")
    values["proof_required"] = "true" if values.get("kind") in PROVED else "false"
    if first is None or last is None:
        return
    half = sum(Decimal("0.5") for name in ("afternoon", "until_noon") if values.get(name) == "true")
    worked = Decimal(sum(works(world, day) for day in days(first, last)))
    opened = Decimal(sum(is_open(day) for day in days(first, last)))
    values["working_days"] = plain(max(worked - half, Decimal(0)))
    values["leave_days"] = plain(max(opened - half, Decimal(0)))


def months_of(record: ErpRecord) -> list[str]:
    """Return the months an absence touches."""
    first, last = date_of(record.values, "first_day"), date_of(record.values, "last_day")
    if first is None or last is None:
        return []
    return sorted({day.isoformat()[:7] for day in days(first, last)})


def check(world: World, record: ErpRecord) -> str:
    """Refuse a period upside down, too long, or in a locked month."""
    first, last = date_of(record.values, "first_day"), date_of(record.values, "last_day")
    if first and last and last < first:
        return "La fin de l’absence est avant son début : vérifiez les deux dates."
    if first and last and (last - first).days > 400:
        return "Une absence dure un an au plus : vérifiez les deux dates."
    return locked(world, *months_of(record))


def refuse_locked(world: World, record: ErpRecord) -> str:
    """Refuse any step in a locked month."""
    return locked(world, *months_of(record))


def warn(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about another absence of the same person on the same days."""
    first, last = record.values.get("first_day", ""), record.values.get("last_day", "")
    return [
        Caution(
            "overlapping_absence",
            f"Cette personne a déjà une absence ces jours-là : {label_of(other)}.",
        )
        for other in records(world, "absence").values()
        if other.id != record.id
        and other.state in COUNTED
        and other.values.get("employee") == record.values.get("employee")
        and other.values.get("first_day", "") <= last
        and first <= other.values.get("last_day", "")
    ][:1]


def without_proof(world: World, record: ErpRecord) -> bool:
    """Say whether the proof of an absence is still to come."""
    values = record.values
    return (
        record.state in COUNTED
        and values.get("proof_required") == "true"
        and values.get("proof_received") != "true"
    )


def warn_proof(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a proof that is missing."""
    values = record.values
    if values.get("proof_required") == "true" and values.get("proof_received") != "true":
        return [Caution("missing_proof", "Justificatif non reçu pour cette absence.")]
    return []


def keep_leave(world: World, record: ErpRecord) -> None:
    """Keep what is left of the person's paid leave."""
    employee = employee_of(world, record.values)
    if employee is None or not employee.values.get("paid_leave_acquired"):
        return
    taken = sum(
        (
            decimal_of(one.values, "leave_days")
            for one in records(world, "absence").values()
            if one.state == "approved"
            and one.values.get("kind") == "paid_leave"
            and one.values.get("employee") == employee.id
        ),
        Decimal(0),
    )
    left = decimal_of(employee.values, "paid_leave_acquired") - taken
    employee.values["paid_leave_left"] = plain(left)


def _waiting(world: World, record: ErpRecord) -> bool:
    return record.state == "submitted"


ABSENCE = Doctype(
    name="absence",
    title_fr="Absence",
    title_plural_fr="Absences",
    title_field="employee",
    list_columns=("employee", "kind", "first_day", "last_day", "working_days", "proof_received"),
    series=Series("ABS{yy}"),
    numbered_at_creation=True,
    editable_in=("draft", "submitted"),
    locked_fr="Cette absence est décidée : annulez-la avec son motif, puis saisissez la bonne.",
    filters=(
        Filter("no_proof", "Justificatif manquant", without_proof),
        Filter("waiting", "En attente d’accord", _waiting),
    ),
    states=(
        State("draft", "En saisie"),
        State("submitted", "Demandée"),
        State("approved", "Accordée"),
        State("refused", "Refusée"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        EMPLOYEE_LINK,
        FieldSpec("kind", "Nature", "choice", required=True, choices=KINDS),
        FieldSpec("first_day", "Du", "date", required=True, copied=False),
        FieldSpec("last_day", "Au", "date", required=True, copied=False),
        FieldSpec("afternoon", "Commence l’après-midi", "boolean", default="false"),
        FieldSpec("until_noon", "Finit à midi", "boolean", default="false"),
        FieldSpec("proof_required", "Justificatif exigé", "boolean", readonly=True),
        FieldSpec("proof_received", "Justificatif reçu", "boolean", default="false", copied=False),
        FieldSpec("proof_date", "Reçu le", "date", copied=False),
        FieldSpec("working_days", "Jours ouvrés", "decimal", readonly=True),
        FieldSpec("leave_days", "Jours ouvrables", "decimal", readonly=True),
        FieldSpec("notes", "Observations", "long_text"),
        FieldSpec("refusal_reason", "Motif du refus", readonly=True),
        FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True),
    ),
    derive=complete,
    check=check,
    warnings=warn,
    settled=keep_leave,
    actions=(
        Action(
            "submit",
            "Transmettre",
            ("draft",),
            "submitted",
            guard=refuse_locked,
            warnings=warn_proof,
        ),
        Action(
            "approve",
            "Accorder",
            ("submitted",),
            "approved",
            guard=refuse_locked,
            reserved=True,
            role="Responsable du salarié",
        ),
        Action(
            "refuse",
            "Refuser",
            ("submitted",),
            "refused",
            asks=("refusal_reason",),
            reserved=True,
            role="Responsable du salarié",
        ),
        Action(
            "cancel",
            "Annuler l’absence",
            ("draft", "submitted", "approved"),
            "cancelled",
            guard=refuse_locked,
            asks=("cancel_reason",),
        ),
    ),
)
