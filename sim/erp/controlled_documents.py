"""Controlled documents: one version in force, no more; the others are marked (BR-QUA-04).

Lets through on purpose: a reviewer who is the author, an author who approves (after a warning), a next
review that is too far, a document whose readers never acknowledged it, an obsolete one circulated
(after a warning).
"""

from datetime import timedelta

from sim.erp import quality_forms
from sim.erp.doctype import (
    Action,
    Caution,
    Doctype,
    FieldSpec,
    Filter,
    Form,
    Outcome,
    Series,
    State,
)
from sim.erp.follow_up import CANCEL_REASON, dated, in_state, required
from sim.erp.lookup import label_of, records, today
from sim.erp.making import Maker, duplicate
from sim.erp.steps import followed
from sim.erp.values import date_of, decimal_of
from sim.language.normalise import normalise
from sim.world import ErpRecord, World

REVIEW = timedelta(days=60)
"""How long before its next review a document is listed."""
UNDER_WAY = ("draft", "review", "approved")
DRAFT = ("draft",)


def versions(world: World, record: ErpRecord) -> list[ErpRecord]:
    """Return the other versions of a document, whatever the case its code is typed in."""
    code = normalise(record.values.get("code", ""))
    return [
        one
        for one in records(world, "controlled_document").values()
        if one.id != record.id and normalise(one.values.get("code", "")) == code
    ]


def version_of(record: ErpRecord) -> int:
    """Return the rank of a version."""
    return int(decimal_of(record.values, "version"))


def complete(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Number the version: one more than the highest there is."""
    if "code" in given or not record.values.get("version"):
        ranks = [version_of(one) for one in versions(world, record)]
        record.values["version"] = str(max(ranks, default=0) + 1)


def check(world: World, record: ErpRecord) -> str:
    """Refuse a second draft of the same document."""
    if record.state not in UNDER_WAY:
        return ""
    for other in versions(world, record):
        if other.state in UNDER_WAY:
            code = record.values.get("code", "")
            return f"Une nouvelle version de {code} est déjà en cours : {label_of(other)}. Terminez-la d’abord."
    return ""


def new_version(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open the next version; this one stays in force until the next is published."""
    values, lines = duplicate(CONTROLLED_DOCUMENT, record)
    made = maker.make(CONTROLLED_DOCUMENT, values, lines, copied_from=record.id)
    return Outcome(facts=(made,))


def refuse_new_version(world: World, record: ErpRecord) -> str:
    """Refuse two next versions."""
    return check(world, ErpRecord(record.id, record.doctype, "draft", record.values))


def refuse_older(world: World, record: ErpRecord) -> str:
    """Refuse to go back to an older version than the one in force."""
    for other in versions(world, record):
        if other.state == "current" and version_of(other) > version_of(record):
            return (
                f"La version {version_of(other)} est déjà en vigueur ({label_of(other)}) : "
                "abandonnez celle-ci."
            )
    return ""


def publish(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Put a version in force, and the former out of it."""
    former = [one for one in versions(world, record) if one.state == "current"]
    facts = tuple(followed("controlled_document", one, "outdate", "obsolete") for one in former)
    return Outcome(changes={"in_force_on": today(world).isoformat()}, facts=facts)


def needs_readers(world: World, record: ErpRecord) -> str:
    """Refuse to circulate to nobody."""
    return "" if record.lines else "Aucun destinataire : ajoutez les personnes à qui le diffuser."


def warn_obsolete(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a version that is no longer the one to use."""
    if record.state != "obsolete":
        return []
    now = next((one for one in versions(world, record) if one.state == "current"), None)
    instead = f" La version en vigueur est {label_of(now)}." if now else ""
    return [Caution("obsolete_document", f"Ce document est périmé.{instead}")]


def warn_same_person(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about an author who approves their own document."""
    author = normalise(record.values.get("author", ""))
    if author and author == normalise(record.values.get("approver", "")):
        return [Caution("same_person", "Le rédacteur et l’approbateur sont la même personne.")]
    return []


def to_review(world: World, record: ErpRecord) -> bool:
    """Say whether a document in force should be read again soon."""
    day = date_of(record.values, "next_review")
    return record.state == "current" and day is not None and day <= today(world) + REVIEW


def unread(world: World, record: ErpRecord) -> bool:
    """Say whether somebody has not acknowledged a document in force."""
    return record.state == "current" and any(not line.get("read_on") for line in record.lines)


CONTROLLED_DOCUMENT = Doctype(
    name="controlled_document",
    title_fr="Document maîtrisé",
    title_plural_fr="Documents maîtrisés",
    title_field="title",
    list_columns=("code", "title", "version", "author", "approver", "in_force_on", "next_review"),
    series=Series("DOC{yy}"),
    numbered_at_creation=True,
    editable_in=("draft", "current"),
    locked_fr="Ce document n’est plus un projet : ouvrez-en une nouvelle version.",
    filters=(
        Filter("to_review", "À revoir", to_review),
        Filter("unread", "Lecture à confirmer", unread),
        Filter("obsolete", "Périmés", in_state("obsolete")),
    ),
    states=(
        State("draft", "Projet"),
        State("review", "En relecture"),
        State("approved", "Approuvé"),
        State("current", "En vigueur"),
        State("obsolete", "Périmé"),
        State("cancelled", "Abandonné"),
    ),
    fields=(
        FieldSpec("code", "Code", required=True, editable_in=DRAFT),
        FieldSpec("title", "Titre", required=True, editable_in=DRAFT),
        FieldSpec(
            "kind",
            "Nature",
            "choice",
            choices=(
                ("procedure", "Procédure"),
                ("instruction", "Mode opératoire"),
                ("form", "Formulaire"),
                ("note", "Note de service"),
            ),
            editable_in=DRAFT,
        ),
        FieldSpec("version", "Version", "integer", readonly=True),
        FieldSpec("author", "Rédacteur", required=True, editable_in=DRAFT),
        FieldSpec("reviewer", "Relecteur", editable_in=DRAFT),
        FieldSpec("approver", "Approbateur", editable_in=DRAFT),
        FieldSpec("changes", "Ce qui change", "long_text", copied=False, editable_in=DRAFT),
        FieldSpec("approved_on", "Approuvé le", "date", readonly=True),
        FieldSpec("in_force_on", "En vigueur le", "date", readonly=True),
        FieldSpec("circulated_on", "Diffusé le", "date", readonly=True),
        FieldSpec("next_review", "Prochaine revue", "date", copied=False),
        FieldSpec("return_reason", "Motif du renvoi", readonly=True),
        CANCEL_REASON,
    ),
    lines_title_fr="Diffusion",
    line_fields=(
        FieldSpec("reader", "Destinataire", required=True),
        FieldSpec("read_on", "Pris connaissance le", "date", copied=False),
    ),
    derive=complete,
    check=check,
    actions=(
        Action(
            "submit",
            "Envoyer en relecture",
            ("draft",),
            "review",
            guard=required("approver", "Approbateur : dites qui approuvera ce document."),
            warnings=warn_same_person,
        ),
        Action(
            "approve",
            "Approuver",
            ("review",),
            "approved",
            effect=dated("approved_on"),
            reserved=True,
            role="Approbateur du document",
        ),
        Action("return", "Rendre au rédacteur", ("review",), "draft", asks=("return_reason",)),
        Action(
            "publish",
            "Mettre en vigueur",
            ("approved",),
            "current",
            guard=refuse_older,
            effect=publish,
        ),
        Action(
            "circulate",
            "Diffuser",
            ("current", "obsolete"),
            guard=needs_readers,
            warnings=warn_obsolete,
            asks=("circulated_on",),
            elsewhere_fr="Ce document n’est pas en vigueur : un projet ne se diffuse pas.",
        ),
        Action(
            "outdate", "Périmé par la nouvelle version", ("current",), "obsolete", automatic=True
        ),
        Action(
            "new_version",
            "Nouvelle version",
            ("current",),
            guard=refuse_new_version,
            effect=new_version,
        ),
        Action(
            "retire",
            "Retirer sans remplacer",
            ("current",),
            "obsolete",
            asks=("cancel_reason",),
            reserved=True,
            role="Approbateur du document",
        ),
        Action("cancel", "Abandonner", UNDER_WAY, "cancelled", asks=("cancel_reason",)),
    ),
    forms=(Form("document_card", "Fiche de document", quality_forms.document_card, "DOCUMENT-"),),
)
