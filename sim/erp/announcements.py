"""Internal announcements: written, submitted, published by the manager, taken down.

Lets through on purpose, silently: an announcement that names a victim or a state of health (BR-SAF-04:
safety is told without names), the wrong audience or channel. Lets through after a warning: one that ends
before it begins.
"""

from sim.erp import meeting_forms
from sim.erp.doctype import Action, Caution, Doctype, FieldSpec, Filter, Form, Series, State
from sim.erp.follow_up import dated, past
from sim.erp.lookup import today
from sim.erp.values import date_of
from sim.world import ErpRecord, World

CHANNELS = (
    ("board", "Affichage"),
    ("intranet", "Intranet"),
    ("mail", "Courriel"),
    ("paper", "Papier"),
)


def warn_dates(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about an announcement that ends before it begins."""
    start, end = date_of(record.values, "starts_on"), date_of(record.values, "ends_on")
    if start and end and end < start:
        return [Caution("dates_reversed", "La fin de diffusion est avant son début.")]
    return []


def shown_now(world: World, record: ErpRecord) -> bool:
    """Say whether an announcement is to be read today."""
    start = date_of(record.values, "starts_on")
    begun = start is None or start <= today(world)
    return record.state == "published" and begun and not past(world, record, "ends_on")


def over(world: World, record: ErpRecord) -> bool:
    """Say whether an announcement is still up after its last day."""
    return record.state == "published" and past(world, record, "ends_on")


def refuse_expire(world: World, record: ErpRecord) -> str:
    """Refuse to file what is still to be read."""
    if over(world, record):
        return ""
    return "La diffusion n’est pas finie : pour l’arrêter avant la fin, utilisez « Retirer »."


ANNOUNCEMENT = Doctype(
    name="announcement",
    title_fr="Annonce interne",
    title_plural_fr="Annonces internes",
    title_field="title",
    list_columns=("title", "audience", "channel", "starts_on", "ends_on", "author"),
    series=Series("NI{yy}"),
    numbered_at_creation=True,
    editable_in=("draft",),
    locked_fr="Cette annonce est soumise ou publiée : reprenez-la, ou retirez-la, pour la corriger.",
    filters=(
        Filter("shown", "Affichées", shown_now),
        Filter("over", "Diffusion finie", over),
    ),
    states=(
        State("draft", "Projet"),
        State("submitted", "Soumise"),
        State("published", "Publiée"),
        State("withdrawn", "Retirée"),
        State("expired", "Expirée"),
    ),
    fields=(
        FieldSpec("title", "Titre", required=True),
        FieldSpec("audience", "Destinataires", required=True),
        FieldSpec("channel", "Canal", "choice", choices=CHANNELS),
        FieldSpec("text", "Texte", "long_text", required=True),
        FieldSpec("starts_on", "Diffusée du", "date", default="today", copied=False),
        FieldSpec("ends_on", "au", "date", copied=False),
        FieldSpec("author", "Rédacteur", required=True),
        FieldSpec("approver", "Validée par"),
        FieldSpec("published_on", "Publiée le", "date", readonly=True),
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
            effect=dated("published_on"),
            reserved=True,
            role="Responsable du service",
        ),
        Action("take_back", "Reprendre le projet", ("submitted",), "draft"),
        Action("expire", "Archiver", ("published",), "expired", guard=refuse_expire),
        Action(
            "withdraw",
            "Retirer",
            ("submitted", "published"),
            "withdrawn",
            asks=("withdraw_reason",),
        ),
    ),
    forms=(Form("announcement", "Note interne", meeting_forms.announcement, "NOTE-"),),
)
