"""Meetings: convened, held, their minutes drafted, approved and circulated.

Lets through on purpose: a room taken twice (after a warning), somebody forgotten among the participants
or taken elsewhere at that hour, minutes circulated before they are approved, decisions nobody follows up.
"""

from sim.erp import meeting_forms
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Form, Series, State
from sim.erp.follow_up import CANCEL_REASON, dated, in_state, open_action, past
from sim.erp.lookup import label_of, records, today
from sim.erp.values import date_of
from sim.facts.erp import Row
from sim.language.french import date_short
from sim.language.normalise import normalise
from sim.world import ErpRecord, World

ANSWERS = (("yes", "Accepte"), ("no", "Refuse"), ("maybe", "Provisoire"))
KINDS = (
    ("service", "Service"),
    ("cse", "CSE"),
    ("quality", "Qualité"),
    ("safety", "Sécurité"),
    ("customer", "Client"),
)


def check(world: World, record: ErpRecord) -> str:
    """Refuse a meeting that ends before it begins."""
    start, end = record.values.get("start_at", ""), record.values.get("end_at", "")
    if start and end and end <= start:
        return "La réunion finit avant d’avoir commencé : vérifiez les heures."
    return ""


def _overlap(one: Row, other: Row) -> bool:
    """Say whether two meetings are in the same room at the same time."""
    same = one.get("meeting_date") == other.get("meeting_date") and normalise(
        one.get("room", "")
    ) == normalise(other.get("room", ""))
    hours = [row.get(name, "") for row in (one, other) for name in ("start_at", "end_at")]
    return same and all(hours) and hours[0] < hours[3] and hours[2] < hours[1]


def warn_room(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a room that is taken."""
    room = record.values.get("room", "")
    if not room:
        return []
    return [
        Caution("room_taken", f"La salle « {room} » est déjà prise : {label_of(other)}.")
        for other in records(world, "meeting").values()
        if other.id != record.id
        and other.state != "cancelled"
        and _overlap(record.values, other.values)
    ][:1]


def needs_people(world: World, record: ErpRecord) -> str:
    """Refuse to convene nobody, or for no hour."""
    if not record.lines:
        return "Aucun participant : ajoutez les personnes à convoquer."
    if not record.values.get("start_at"):
        return "Saisissez l’heure de début avant de convoquer."
    return ""


def warn_convene(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a room that is taken, and a day that is gone."""
    found = warn_room(world, record)
    if past(world, record, "meeting_date"):
        found.append(Caution("past_date", "La date de cette réunion est passée."))
    return found


def warn_early(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a meeting declared held before its day."""
    day = date_of(record.values, "meeting_date")
    if day and day > today(world):
        return [Caution("not_yet", f"Cette réunion est prévue le {date_short(day)}.")]
    return []


def needs_minutes(world: World, record: ErpRecord) -> str:
    """Refuse empty minutes."""
    if not record.values.get("decisions"):
        return "Le compte rendu n’a pas de décisions : saisissez-les, ou écrivez « Aucune »."
    return ""


def refuse_circulate(world: World, record: ErpRecord) -> str:
    """Refuse minutes told before the meeting."""
    day, told = date_of(record.values, "meeting_date"), date_of(record.values, "circulated_on")
    if day and told and told < day:
        return "Le compte rendu ne peut pas être diffusé avant la réunion : vérifiez la date."
    return ""


def _coming(world: World, record: ErpRecord) -> bool:
    day = date_of(record.values, "meeting_date")
    return record.state in ("draft", "convened") and day is not None and day >= today(world)


MEETING = Doctype(
    name="meeting",
    title_fr="Réunion",
    title_plural_fr="Réunions",
    title_field="subject",
    list_columns=("subject", "meeting_date", "start_at", "end_at", "room", "organiser"),
    series=Series("RE{yy}"),
    numbered_at_creation=True,
    editable_in=("draft", "convened", "held", "drafted"),
    locked_fr="Le compte rendu est approuvé : il ne se modifie plus.",
    filters=(
        Filter("coming", "À venir", _coming),
        Filter("minutes_due", "Compte rendu à faire", in_state("held")),
    ),
    states=(
        State("draft", "En préparation"),
        State("convened", "Convoquée"),
        State("held", "Tenue"),
        State("drafted", "Compte rendu rédigé"),
        State("approved", "Compte rendu approuvé"),
        State("circulated", "Diffusé"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        FieldSpec("subject", "Objet", required=True),
        FieldSpec("kind", "Nature", "choice", choices=KINDS),
        FieldSpec("meeting_date", "Date", "date", required=True, copied=False),
        FieldSpec("start_at", "De", "time"),
        FieldSpec("end_at", "À", "time"),
        FieldSpec("room", "Salle"),
        FieldSpec("organiser", "Organisateur", required=True),
        FieldSpec("secretary", "Secrétaire de séance"),
        FieldSpec("agenda", "Ordre du jour", "long_text"),
        FieldSpec("convened_on", "Convoquée le", "date", readonly=True),
        FieldSpec("discussion", "Points abordés", "long_text", copied=False),
        FieldSpec("decisions", "Décisions", "long_text", copied=False),
        FieldSpec("next_meeting", "Prochaine réunion", "date", copied=False),
        FieldSpec("approved_on", "Approuvé le", "date", readonly=True),
        FieldSpec("circulated_on", "Diffusé le", "date", readonly=True),
        CANCEL_REASON,
    ),
    lines_title_fr="Participants",
    line_fields=(
        FieldSpec("person", "Nom", required=True),
        FieldSpec("function", "Fonction"),
        FieldSpec("required", "Indispensable", "boolean"),
        FieldSpec("answer", "Réponse", "choice", choices=ANSWERS, copied=False),
        FieldSpec("present", "Présent", "boolean", copied=False),
    ),
    check=check,
    warnings=warn_room,
    actions=(
        Action(
            "convene",
            "Convoquer",
            ("draft",),
            "convened",
            guard=needs_people,
            warnings=warn_convene,
            effect=dated("convened_on"),
        ),
        Action("hold", "Déclarer tenue", ("convened",), "held", warnings=warn_early),
        Action("draft", "Rédiger le compte rendu", ("held",), "drafted", guard=needs_minutes),
        Action(
            "approve",
            "Approuver le compte rendu",
            ("drafted",),
            "approved",
            effect=dated("approved_on"),
            reserved=True,
            role="Organisateur",
        ),
        Action(
            "circulate",
            "Diffuser",
            ("drafted", "approved"),
            "circulated",
            guard=refuse_circulate,
            asks=("circulated_on",),
            elsewhere_fr="Le compte rendu n’est pas rédigé, ou il est déjà diffusé.",
        ),
        Action(
            "open_action", "Ouvrir une action", ("held", "drafted", "approved"), effect=open_action
        ),
        Action(
            "cancel",
            "Annuler la réunion",
            ("draft", "convened"),
            "cancelled",
            asks=("cancel_reason",),
        ),
    ),
    forms=(
        Form("convocation", "Convocation", meeting_forms.convocation, "CONVOCATION-"),
        Form("attendance", "Feuille d’émargement", meeting_forms.attendance, "EMARGEMENT-"),
        Form("minutes", "Compte rendu", meeting_forms.minutes, "CR-"),
    ),
)
