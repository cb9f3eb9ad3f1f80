"""Audits and controlled documents (BR-QUA-03, 04): planned, done, followed up; one version in force, no more.

Lets through on purpose: a convocation sent late, a finding of the wrong weight, a reviewer who is the
author, a document circulated without its readers' acknowledgement.
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
from sim.erp.lookup import label_of, records, today
from sim.erp.making import Maker, duplicate
from sim.erp.quality import CANCEL_REASON, open_action
from sim.erp.steps import followed
from sim.erp.values import date_of
from sim.world import ErpRecord, World

FINDINGS = (
    ("strength", "Point fort"),
    ("remark", "Remarque"),
    ("minor", "Non-conformité mineure"),
    ("major", "Non-conformité majeure"),
)
REVIEW = timedelta(days=60)
"""How long before its next review a document is listed."""


def needs_report(world: World, record: ErpRecord) -> str:
    """Refuse a report without findings."""
    if not record.lines:
        return "Aucun constat : saisissez au moins un constat avant de remettre le rapport."
    return ""


def soon(world: World, record: ErpRecord) -> bool:
    """Say whether an audit is planned within a month."""
    day = date_of(record.values, "audit_date")
    return (
        record.state in ("planned", "convened")
        and day is not None
        and day <= today(world) + REVIEW / 2
    )


def versions(world: World, code: str) -> list[ErpRecord]:
    """Return the versions of a document."""
    return [
        one
        for one in records(world, "controlled_document").values()
        if one.values.get("code") == code
    ]


def complete_document(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Number the version: one more than the highest there is."""
    if not record.values.get("version"):
        code = record.values.get("code", "")
        ranks = [int(one.values.get("version") or 0) for one in versions(world, code)]
        record.values["version"] = str(max(ranks, default=0) + 1)


def check_document(world: World, record: ErpRecord) -> str:
    """Refuse a second draft of the same document."""
    code = record.values.get("code", "")
    for other in versions(world, code):
        if other.id != record.id and other.state in ("draft", "review", "approved"):
            return f"Une nouvelle version de {code} est déjà en cours : {label_of(other)}. Terminez-la d’abord."
    return ""


def new_version(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open the next version; this one stays in force until the next is published."""
    values, lines = duplicate(CONTROLLED_DOCUMENT, record)
    made = maker.make(CONTROLLED_DOCUMENT, values, lines, copied_from=record.id)
    return Outcome(facts=(made,))


def refuse_new_version(world: World, record: ErpRecord) -> str:
    """Refuse two next versions."""
    return check_document(world, ErpRecord("", record.doctype, "draft", record.values))


def publish(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Put a version in force, and the former out of it (BR-QUA-04)."""
    former = [
        one for one in versions(world, record.values.get("code", "")) if one.state == "current"
    ]
    facts = tuple(followed("controlled_document", one, "outdate", "obsolete") for one in former)
    return Outcome(changes={"in_force_on": today(world).isoformat()}, facts=facts)


def to_review(world: World, record: ErpRecord) -> bool:
    """Say whether a document in force should be read again soon."""
    day = date_of(record.values, "next_review")
    return record.state == "current" and day is not None and day <= today(world) + REVIEW


def warn_same_person(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about an author who approves their own document."""
    if record.values.get("author") and record.values["author"] == record.values.get("approver"):
        return [Caution("same_person", "Le rédacteur et l’approbateur sont la même personne.")]
    return []


def _obsolete(world: World, record: ErpRecord) -> bool:
    return record.state == "obsolete"


AUDIT = Doctype(
    name="audit",
    title_fr="Audit",
    title_plural_fr="Audits",
    title_field="scope",
    list_columns=("scope", "kind", "audit_date", "auditor", "auditees", "report_date"),
    series=Series("AUD{yy}"),
    numbered_at_creation=True,
    editable_in=("planned", "convened", "done"),
    locked_fr="Le rapport de cet audit est remis : il ne se modifie plus.",
    filters=(Filter("soon", "Dans le mois", soon),),
    states=(
        State("planned", "Planifié"),
        State("convened", "Convoqué"),
        State("done", "Réalisé"),
        State("reported", "Rapport remis"),
        State("closed", "Clos"),
        State("cancelled", "Annulé"),
    ),
    fields=(
        FieldSpec("scope", "Périmètre", required=True),
        FieldSpec(
            "kind",
            "Nature",
            "choice",
            required=True,
            choices=(
                ("internal", "Interne"),
                ("customer", "Client"),
                ("supplier", "Fournisseur"),
                ("certification", "Certification"),
            ),
        ),
        FieldSpec("standard", "Référentiel"),
        FieldSpec("audit_date", "Date", "date", required=True, copied=False),
        FieldSpec("start_at", "De", "time"),
        FieldSpec("end_at", "À", "time"),
        FieldSpec("auditor", "Auditeur", required=True),
        FieldSpec("auditees", "Audités"),
        FieldSpec("convened_on", "Convoqué le", "date", readonly=True),
        FieldSpec("report_date", "Rapport remis le", "date", readonly=True),
        FieldSpec("summary", "Synthèse", "long_text"),
        FieldSpec("closing_note", "Efficacité des actions", "long_text", readonly=True),
        CANCEL_REASON,
    ),
    lines_title_fr="Constats",
    line_fields=(
        FieldSpec("kind", "Nature", "choice", required=True, choices=FINDINGS),
        FieldSpec("finding", "Constat", required=True),
        FieldSpec("clause", "Exigence"),
    ),
    actions=(
        Action("convene", "Convoquer", ("planned",), "convened", asks=("convened_on",)),
        Action("do", "Déclarer réalisé", ("convened", "planned"), "done"),
        Action(
            "report",
            "Remettre le rapport",
            ("done",),
            "reported",
            guard=needs_report,
            asks=("report_date",),
        ),
        Action("open_action", "Ouvrir une action", ("done", "reported"), effect=open_action),
        Action("close", "Clore", ("reported",), "closed", asks=("closing_note",)),
        Action(
            "cancel",
            "Annuler l’audit",
            ("planned", "convened"),
            "cancelled",
            asks=("cancel_reason",),
        ),
    ),
    forms=(
        Form("audit_plan", "Plan d’audit", quality_forms.audit_plan, "PLAN-"),
        Form("audit_report", "Rapport d’audit", quality_forms.audit_report, "RAPPORT-"),
    ),
)

CONTROLLED_DOCUMENT = Doctype(
    name="controlled_document",
    title_fr="Document maîtrisé",
    title_plural_fr="Documents maîtrisés",
    title_field="title",
    list_columns=("code", "title", "version", "author", "approver", "in_force_on", "next_review"),
    series=Series("DOC{yy}"),
    numbered_at_creation=True,
    editable_in=("draft",),
    locked_fr="Ce document n’est plus un projet : ouvrez-en une nouvelle version.",
    filters=(Filter("to_review", "À revoir", to_review), Filter("obsolete", "Périmés", _obsolete)),
    states=(
        State("draft", "Projet"),
        State("review", "En relecture"),
        State("approved", "Approuvé"),
        State("current", "En vigueur"),
        State("obsolete", "Périmé"),
        State("cancelled", "Abandonné"),
    ),
    fields=(
        FieldSpec("code", "Code", required=True),
        FieldSpec("title", "Titre", required=True),
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
        ),
        FieldSpec("version", "Version", "integer", readonly=True),
        FieldSpec("author", "Rédacteur", required=True),
        FieldSpec("reviewer", "Relecteur"),
        FieldSpec("approver", "Approbateur"),
        FieldSpec("changes", "Ce qui change", "long_text", copied=False),
        FieldSpec("next_review", "Prochaine revue", "date", copied=False),
        FieldSpec("in_force_on", "En vigueur le", "date", readonly=True),
        CANCEL_REASON,
    ),
    lines_title_fr="Diffusion",
    line_fields=(
        FieldSpec("reader", "Destinataire", required=True),
        FieldSpec("read_on", "Pris connaissance le", "date", copied=False),
    ),
    derive=complete_document,
    check=check_document,
    actions=(
        Action("submit", "Envoyer en relecture", ("draft",), "review", warnings=warn_same_person),
        Action("return", "Rendre au rédacteur", ("review",), "draft"),
        Action(
            "approve",
            "Approuver",
            ("review",),
            "approved",
            reserved=True,
            role="Approbateur du document",
        ),
        Action("publish", "Mettre en vigueur", ("approved",), "current", effect=publish),
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
            "cancel",
            "Abandonner",
            ("draft", "review", "approved"),
            "cancelled",
            asks=("cancel_reason",),
        ),
    ),
    forms=(Form("document_card", "Fiche de document", quality_forms.document_card, "DOCUMENT-"),),
)
