"""Meetings and internal announcements: convened, held, told to those concerned.

Lets through on purpose: a room taken twice (after a warning), somebody forgotten among the participants, an
announcement that names a victim or a state of health, one that ends before it begins (after a warning).
"""

from sim.erp import quality_forms
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Form, Series, State
from sim.erp.lookup import label_of, records, today
from sim.erp.quality import CANCEL_REASON, open_action
from sim.erp.values import date_of
from sim.world import ErpRecord, World

ANSWERS = (("yes", "Accepte"), ("no", "Refuse"), ("maybe", "Provisoire"))
CHANNELS = (
    ("board", "Affichage"),
    ("intranet", "Intranet"),
    ("mail", "Courriel"),
    ("paper", "Papier"),
)


def check_meeting(world: World, record: ErpRecord) -> str:
    """Refuse a meeting that ends before it begins."""
    start, end = record.values.get("start_at", ""), record.values.get("end_at", "")
    if start and end and end <= start:
        return "La réunion finit avant d’avoir commencé : vérifiez les heures."
    return ""


def warn_room(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a room that is taken."""
    values = record.values
    if not (values.get("room") and values.get("start_at") and values.get("end_at")):
        return []
    for other in records(world, "meeting").values():
        theirs = other.values
        same = all(theirs.get(name) == values.get(name) for name in ("room", "meeting_date"))
        if other.id == record.id or not same or other.state == "cancelled":
            continue
        if theirs.get("start_at", "") < values["end_at"] and values["start_at"] < theirs.get(
            "end_at", ""
        ):
            message = f"La salle « {values['room']} » est déjà prise : {label_of(other)}."
            return [Caution("room_taken", message)]
    return []


def needs_people(world: World, record: ErpRecord) -> str:
    """Refuse to convene nobody, or for no hour."""
    if not record.lines:
        return "Aucun participant : ajoutez les personnes à convoquer."
    if not record.values.get("start_at"):
        return "Saisissez l’heure de début avant de convoquer."
    return ""


def needs_minutes(world: World, record: ErpRecord) -> str:
    """Refuse empty minutes."""
    if not record.values.get("decisions"):
        return "Le compte rendu n’a pas de décisions : saisissez-les, ou écrivez « Aucune »."
    return ""


def warn_dates(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about an announcement that ends before it begins."""
    start, end = date_of(record.values, "starts_on"), date_of(record.values, "ends_on")
    if start and end and end < start:
        return [Caution("dates_reversed", "La fin de diffusion est avant son début.")]
    return []


def _coming(world: World, record: ErpRecord) -> bool:
    day = date_of(record.values, "meeting_date")
    return record.state in ("draft", "convened") and day is not None and day >= today(world)


def _minutes_due(world: World, record: ErpRecord) -> bool:
    return record.state == "held"


def _shown_now(world: World, record: ErpRecord) -> bool:
    end = date_of(record.values, "ends_on")
    return record.state == "published" and (end is None or end >= today(world))


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
        Filter("minutes_due", "Compte rendu à faire", _minutes_due),
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
        FieldSpec(
            "kind",
            "Nature",
            "choice",
            choices=(
                ("service", "Service"),
                ("cse", "CSE"),
                ("quality", "Qualité"),
                ("safety", "Sécurité"),
                ("customer", "Client"),
            ),
        ),
        FieldSpec("meeting_date", "Date", "date", required=True, copied=False),
        FieldSpec("start_at", "De", "time"),
        FieldSpec("end_at", "À", "time"),
        FieldSpec("room", "Salle"),
        FieldSpec("organiser", "Organisateur", required=True),
        FieldSpec("secretary", "Secrétaire de séance"),
        FieldSpec("agenda", "Ordre du jour", "long_text"),
        FieldSpec("discussion", "Points abordés", "long_text", copied=False),
        FieldSpec("decisions", "Décisions", "long_text", copied=False),
        FieldSpec("next_meeting", "Prochaine réunion", "date", copied=False),
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
    check=check_meeting,
    warnings=warn_room,
    actions=(
        Action("convene", "Convoquer", ("draft",), "convened", guard=needs_people),
        Action("hold", "Déclarer tenue", ("convened",), "held"),
        Action("draft", "Rédiger le compte rendu", ("held",), "drafted", guard=needs_minutes),
        Action(
            "approve",
            "Approuver le compte rendu",
            ("drafted",),
            "approved",
            reserved=True,
            role="Organisateur",
        ),
        Action(
            "circulate", "Diffuser", ("drafted", "approved"), "circulated", asks=("circulated_on",)
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
        Form("convocation", "Convocation", quality_forms.convocation, "CONVOCATION-"),
        Form("attendance", "Feuille d’émargement", quality_forms.attendance, "EMARGEMENT-"),
        Form("minutes", "Compte rendu", quality_forms.minutes, "CR-"),
    ),
)

ANNOUNCEMENT = Doctype(
    name="announcement",
    title_fr="Annonce interne",
    title_plural_fr="Annonces internes",
    title_field="title",
    list_columns=("title", "audience", "channel", "starts_on", "ends_on", "author"),
    series=Series("NI{yy}"),
    numbered_at_creation=True,
    editable_in=("draft",),
    locked_fr="Cette annonce est soumise ou publiée : retirez-la pour la corriger.",
    filters=(Filter("shown", "Affichées", _shown_now),),
    states=(
        State("draft", "Projet"),
        State("submitted", "Soumise"),
        State("published", "Publiée"),
        State("withdrawn", "Retirée"),
    ),
    fields=(
        FieldSpec("title", "Titre", required=True),
        FieldSpec("audience", "Destinataires", required=True),
        FieldSpec("channel", "Canal", "choice", choices=CHANNELS),
        FieldSpec("text", "Texte", "long_text", required=True),
        FieldSpec("starts_on", "Diffusée du", "date", default="today", copied=False),
        FieldSpec("ends_on", "au", "date", copied=False),
        FieldSpec("author", "Rédacteur", required=True),
        FieldSpec("withdraw_reason", "Motif du retrait", readonly=True),
    ),
    warnings=warn_dates,
    actions=(
        Action("submit", "Soumettre", ("draft",), "submitted"),
        Action(
            "publish",
            "Publier",
            ("submitted",),
            "published",
            reserved=True,
            role="Responsable du service",
        ),
        Action(
            "withdraw",
            "Retirer",
            ("submitted", "published"),
            "withdrawn",
            asks=("withdraw_reason",),
        ),
    ),
    forms=(Form("announcement", "Note interne", quality_forms.announcement, "NOTE-"),),
)
