"""Absences: asked for, approved, proved, taken (BR-PAYR-06, 07, 11).

Lets through on purpose: the wrong kind of absence, a proof that never comes (after a warning), a health
reason written in the observations, an absence that nobody typed, a DSN signal sent too late.
"""

from decimal import Decimal, InvalidOperation

from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Series, State
from sim.erp.employees import employee_of
from sim.erp.hours import MANAGER, recount
from sim.erp.leave import DECIDED, LIVING, keep_leave, leave_days, period, share, working_days
from sim.erp.lookup import label_of, records, setting, today
from sim.erp.pay_periods import not_locked, week_month
from sim.erp.steps import missing
from sim.erp.values import date_of, decimal_of, plain
from sim.erp.work_calendar import calendar_of
from sim.language.french import date_short, number
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
SIGNALLED = frozenset({"sick_leave", "work_accident", "parental"})
"""Stops the payroll office declares by a DSN signal within five days (BR-PAYR-07)."""
CERTIFICATES = (
    ("sick_note", "Avis d’arrêt de travail, volet employeur"),
    ("accident_sheet", "Certificat d’accident du travail, volet employeur"),
    ("child_certificate", "Certificat pour enfant malade"),
    ("civil_record", "Acte d’état civil"),
    ("attendance", "Attestation de présence"),
    ("other", "Autre"),
)
"""What paper came; never what it says of anybody's health (BR-PAYR-07)."""
FAMILY_EVENTS = (
    ("marriage", "Mariage"),
    ("civil_union", "Pacs"),
    ("child_marriage", "Mariage d’un enfant"),
    ("birth", "Naissance ou adoption"),
    ("spouse_death", "Décès du conjoint"),
    ("child_death", "Décès d’un enfant"),
    ("parent_death", "Décès d’un parent"),
    ("relative_death", "Décès d’un proche"),
    ("disability", "Annonce d’un handicap chez l’enfant"),
)
LONGEST = 400
"""Days; more is a mistake in the dates."""
EARLY = ("draft", "submitted")
KNOWN = (*EARLY, *DECIDED)


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Count the days: *ouvrés* for the hours, *ouvrables* for paid leave."""
    values, calendar = record.values, calendar_of(world)
    values["proof_required"] = "true" if values.get("kind") in PROVED else "false"
    if not _too_long(record):
        values["working_days"] = plain(working_days(calendar, values, period(values)))
        values["leave_days"] = plain(leave_days(calendar, values))


def _too_long(record: ErpRecord) -> bool:
    first, last = date_of(record.values, "first_day"), date_of(record.values, "last_day")
    return first is not None and last is not None and (last - first).days > LONGEST


def months_of(record: ErpRecord) -> list[str]:
    """Return the months an absence counts in: those of its days, and that where its last week's overtime goes."""
    days = period(record.values)
    return sorted({day.isoformat()[:7] for day in days} | {week_month(day) for day in days[-1:]})


refuse_locked = not_locked(months_of)


def check(world: World, record: ErpRecord) -> str:
    """Refuse a period upside down, too long, of no half day, or in a locked month."""
    values = record.values
    if values.get("last_day", "") < values.get("first_day", ""):
        return "La fin de l’absence est avant son début : vérifiez les deux dates."
    if _too_long(record):
        return "Une absence dure un an au plus : vérifiez les deux dates."
    days = period(values)
    if len(days) == 1 and not share(values, days[0]):
        return "Une absence qui commence l’après-midi ne finit pas à midi le même jour : décochez l’une des cases."
    return refuse_locked(world, record)


def refuse_submit(world: World, record: ErpRecord) -> str:
    """Refuse to send an absence without its dates, or in a locked month."""
    return missing(ABSENCE, record) or refuse_locked(world, record)


def refuse_take(world: World, record: ErpRecord) -> str:
    """Refuse to note as taken an absence that is not over; a locked month does not mind: no figure changes."""
    last = date_of(record.values, "last_day")
    if last and last > today(world):
        return f"Cette absence n’est pas finie : constatez-la à partir du {date_short(last)}."
    return ""


def warn(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about another absence on the same days, no day worked, a right exceeded."""
    return [
        *_overlapping(world, record),
        *_without_day(record),
        *_over_balance(world, record),
        *_over_event(world, record),
    ]


def _overlapping(world: World, record: ErpRecord) -> list[Caution]:
    first, last = record.values.get("first_day", ""), record.values.get("last_day", "")
    return [
        Caution(
            "overlapping_absence",
            f"Cette personne a déjà une absence ces jours-là : {label_of(other)}.",
        )
        for other in records(world, "absence").values()
        if other.id != record.id
        and other.state in LIVING
        and other.values.get("employee") == record.values.get("employee")
        and other.values.get("first_day", "") <= last
        and first <= other.values.get("last_day", "")
    ][:1]


def _without_day(record: ErpRecord) -> list[Caution]:
    if decimal_of(record.values, "working_days"):
        return []
    return [
        Caution("no_working_day", "Aucun de ces jours n’est travaillé : l’absence compte zéro.")
    ]


def _over_balance(world: World, record: ErpRecord) -> list[Caution]:
    employee = employee_of(world, record.values)
    if employee is None or record.values.get("kind") != "paid_leave" or record.state in DECIDED:
        return []
    left = employee.values.get("paid_leave_left", "")
    if not left or decimal_of(record.values, "leave_days") <= Decimal(left):
        return []
    return [Caution("leave_balance", f"Le solde de congés est de {number(Decimal(left))} jours.")]


def _over_event(world: World, record: ErpRecord) -> list[Caution]:
    """Compare with the agreement's table, given by the pack in settings `family_event_days_marriage`… (BR-PAYR-11)."""
    values = record.values
    event = values.get("family_event", "") if values.get("kind") == "family_event" else ""
    try:
        right = Decimal(setting(world, f"family_event_days_{event}", "NaN"))
    except InvalidOperation:
        return []
    if not right.is_finite() or decimal_of(values, "working_days") <= right:
        return []
    return [Caution("family_event_days", f"La convention donne {number(right)} jours.")]


def needs_proof(record: ErpRecord) -> bool:
    """Say whether an absence is still without the proof it needs."""
    values = record.values
    return values.get("proof_required") == "true" and values.get("proof_received") != "true"


def without_proof(world: World, record: ErpRecord) -> bool:
    """Say whether the proof of an absence that stands is still to come."""
    return record.state in LIVING and needs_proof(record)


def warn_proof(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a proof that is missing."""
    if needs_proof(record):
        return [Caution("missing_proof", "Justificatif non reçu pour cette absence.")]
    return []


def keep(world: World, record: ErpRecord) -> None:
    """Keep the days, the balance of paid leave, and the weeks in which it counts."""
    complete(world, record, frozenset())
    touched = keep_leave(world, record)
    recount(world, record, {one.id for one in touched})


def _waiting(world: World, record: ErpRecord) -> bool:
    return record.state == "submitted"


def _to_signal(world: World, record: ErpRecord) -> bool:
    values = record.values
    return (
        record.state in LIVING
        and values.get("kind") in SIGNALLED
        and not values.get("signalled_on")
    )


def _to_take(world: World, record: ErpRecord) -> bool:
    return (
        record.state == "approved" and record.values.get("last_day", "") < today(world).isoformat()
    )


ABSENCE = Doctype(
    name="absence",
    title_fr="Absence",
    title_plural_fr="Absences",
    title_field="employee",
    list_columns=("employee", "kind", "first_day", "last_day", "working_days", "proof_received"),
    series=Series("ABS{yy}"),
    numbered_at_creation=True,
    editable_in=KNOWN,
    locked_fr="Cette absence est refusée ou annulée : saisissez-en une nouvelle.",
    filters=(
        Filter("no_proof", "Justificatif manquant", without_proof),
        Filter("waiting", "En attente d’accord", _waiting),
        Filter("to_signal", "Arrêt à signaler (DSN)", _to_signal),
        Filter("to_take", "Passée, à constater", _to_take),
    ),
    states=(
        State("draft", "En saisie"),
        State("submitted", "Demandée"),
        State("approved", "Accordée"),
        State("refused", "Refusée"),
        State("taken", "Prise"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        FieldSpec("employee", "Salarié", "link", link="employee", required=True, editable_in=EARLY),
        FieldSpec("kind", "Nature", "choice", required=True, choices=KINDS, editable_in=EARLY),
        FieldSpec("family_event", "Événement", "choice", choices=FAMILY_EVENTS, editable_in=EARLY),
        FieldSpec("first_day", "Du", "date", required=True, copied=False, editable_in=EARLY),
        FieldSpec("last_day", "Au", "date", required=True, copied=False, editable_in=EARLY),
        FieldSpec(
            "afternoon", "Commence l’après-midi", "boolean", default="false", editable_in=EARLY
        ),
        FieldSpec("until_noon", "Finit à midi", "boolean", default="false", editable_in=EARLY),
        FieldSpec("proof_required", "Justificatif exigé", "boolean", readonly=True),
        FieldSpec("certificate", "Justificatif", "choice", choices=CERTIFICATES, copied=False),
        FieldSpec("proof_received", "Justificatif reçu", "boolean", default="false", copied=False),
        FieldSpec("proof_date", "Reçu le", "date", copied=False),
        FieldSpec("signalled_on", "Signalée à la paie (DSN) le", "date", copied=False),
        FieldSpec("working_days", "Jours ouvrés", "decimal", readonly=True),
        FieldSpec("leave_days", "Jours ouvrables", "decimal", readonly=True),
        FieldSpec("notes", "Observations", "long_text"),
        FieldSpec("refusal_reason", "Motif du refus", readonly=True),
        FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True),
    ),
    derive=complete,
    check=check,
    warnings=warn,
    settled=keep,
    actions=(
        Action(
            "submit",
            "Transmettre",
            ("draft",),
            "submitted",
            guard=refuse_submit,
            warnings=warn_proof,
        ),
        Action(
            "approve",
            "Accorder",
            ("submitted",),
            "approved",
            guard=refuse_locked,
            reserved=True,
            role=MANAGER,
        ),
        Action(
            "refuse",
            "Refuser",
            ("submitted",),
            "refused",
            guard=refuse_locked,
            asks=("refusal_reason",),
            reserved=True,
            role=MANAGER,
        ),
        Action(
            "take",
            "Constater l’absence",
            ("approved",),
            "taken",
            guard=refuse_take,
            warnings=warn_proof,
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
