"""Nonconformities treated by the 8D method, and the follow-up of actions (BR-QUA-01, 02).

Lets through on purpose: the wrong origin or owner, a due date typed by hand, a description that accuses
instead of stating facts, a closure on a vague proof.
"""

from datetime import timedelta

from sim.erp import quality_forms
from sim.erp.doctype import Action, Doctype, FieldSpec, Filter, Form, Outcome, Series, State
from sim.erp.lookup import label_of, setting, today
from sim.erp.making import Maker
from sim.erp.values import date_of
from sim.world import ErpRecord, World

ORIGINS = (
    ("customer", "Client"),
    ("supplier", "Fournisseur"),
    ("internal", "Interne"),
    ("audit", "Audit"),
)
OPEN = ("open", "secured", "analysis", "actions")
DELAYS = {
    "containment_due": ("d3_days", 2),
    "actions_due": ("d5_days", 10),
    "closure_due": ("d8_days", 30),
}
"""Days after the date of the sheet, by step of the 8D; settings of the customer's file."""
CANCEL_REASON = FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True)


def deadlines(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Compute the deadlines of the 8D from the date of the sheet."""
    day = date_of(record.values, "raised_on")
    if day is None:
        return
    for name, (key, days) in DELAYS.items():
        delay = int(setting(world, key, str(days)))
        record.values[name] = (day + timedelta(days=delay)).isoformat()


def late_containment(world: World, record: ErpRecord) -> bool:
    """Say whether the immediate containment is late (D3)."""
    return record.state == "open" and _past(world, record, "containment_due")


def late(world: World, record: ErpRecord) -> bool:
    """Say whether the sheet should be closed already."""
    return record.state not in ("closed", "cancelled") and _past(world, record, "closure_due")


def _past(world: World, record: ErpRecord, name: str) -> bool:
    day = date_of(record.values, name)
    return day is not None and day < today(world)


def open_action(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open an action to follow up."""
    values = {
        "origin": record.doctype,
        "origin_number": label_of(record),
        "nonconformity": record.id if record.doctype == "nonconformity" else "",
        "audit": record.id if record.doctype == "audit" else "",
        "meeting": record.id if record.doctype == "meeting" else "",
        "accident": record.id if record.doctype == "accident" else "",
    }
    return Outcome(facts=(maker.make(ACTION_ITEM, values),))


def needs_what(world: World, record: ErpRecord) -> str:
    """Refuse to begin an action that says nothing."""
    for name, label in (("what", "Action"), ("owner", "Responsable"), ("due_date", "Échéance")):
        if not record.values.get(name):
            return f"{label} : ce champ est obligatoire pour lancer l’action."
    return ""


def overdue(world: World, record: ErpRecord) -> bool:
    """Say whether an action is late."""
    return record.state in ("todo", "doing") and _past(world, record, "due_date")


def _step(name: str, label: str, before: str, after: str, *asks: str) -> Action:
    return Action(name, label, (before,), after, asks=asks)


ACTION_ITEM = Doctype(
    name="action_item",
    title_fr="Action",
    title_plural_fr="Plan d’actions",
    title_field="what",
    list_columns=("what", "owner", "due_date", "origin_number", "reminded_on"),
    series=Series("ACT{yy}"),
    numbered_at_creation=True,
    editable_in=("todo", "doing"),
    locked_fr="Cette action est terminée : elle ne se modifie plus.",
    filters=(Filter("late", "En retard", overdue),),
    states=(
        State("todo", "À lancer"),
        State("doing", "En cours"),
        State("done", "Faite"),
        State("verified", "Efficace"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        FieldSpec("what", "Action"),
        FieldSpec("owner", "Responsable"),
        FieldSpec("due_date", "Échéance", "date", copied=False),
        FieldSpec("origin_number", "Origine"),
        FieldSpec("origin", "Nature de l’origine", readonly=True),
        FieldSpec("nonconformity", "Non-conformité", "link", link="nonconformity", readonly=True),
        FieldSpec("audit", "Audit", "link", link="audit", readonly=True),
        FieldSpec("meeting", "Réunion", "link", link="meeting", readonly=True),
        FieldSpec("accident", "Accident", "link", link="accident", readonly=True),
        FieldSpec("evidence", "Preuve", "long_text", readonly=True),
        FieldSpec("verified_how", "Efficacité constatée", "long_text", readonly=True),
        FieldSpec("reminded_on", "Relancée le", "date", readonly=True),
        FieldSpec("notes", "Suivi", "long_text"),
        CANCEL_REASON,
    ),
    actions=(
        Action("start", "Lancer", ("todo",), "doing", guard=needs_what),
        Action(
            "finish",
            "Déclarer faite",
            ("todo", "doing"),
            "done",
            guard=needs_what,
            asks=("evidence",),
        ),
        Action(
            "verify",
            "Vérifier l’efficacité",
            ("done",),
            "verified",
            asks=("verified_how",),
            reserved=True,
            role="Responsable qualité",
        ),
        Action("remind", "Relance", ("todo", "doing"), automatic=True),
        Action("cancel", "Annuler", ("todo", "doing"), "cancelled", asks=("cancel_reason",)),
    ),
)

NONCONFORMITY = Doctype(
    name="nonconformity",
    title_fr="Fiche de non-conformité",
    title_plural_fr="Non-conformités",
    title_field="subject",
    list_columns=("subject", "origin", "raised_on", "owner", "containment_due", "closure_due"),
    series=Series("FNC{yy}"),
    numbered_at_creation=True,
    editable_in=("open", "secured", "analysis", "actions", "verified"),
    locked_fr="Cette fiche est close : ouvrez-en une autre si le défaut revient.",
    filters=(
        Filter("late_containment", "Sécurisation en retard", late_containment),
        Filter("late", "En retard", late),
    ),
    states=(
        State("open", "Ouverte"),
        State("secured", "Sécurisée"),
        State("analysis", "En analyse"),
        State("actions", "Actions en cours"),
        State("verified", "Efficacité vérifiée"),
        State("closed", "Close"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        FieldSpec("subject", "Objet", required=True),
        FieldSpec("origin", "Origine", "choice", required=True, choices=ORIGINS),
        FieldSpec("raised_on", "Date", "date", required=True, default="today", copied=False),
        FieldSpec("raised_by", "Constatée par"),
        FieldSpec("customer", "Client", "link", link="customer"),
        FieldSpec("supplier", "Fournisseur", "link", link="supplier"),
        FieldSpec("article", "Article", "link", link="article"),
        FieldSpec("lot", "Lot"),
        FieldSpec("quantity", "Quantité en cause", "decimal"),
        FieldSpec("delivery_note", "Bon de livraison", "link", link="delivery_note"),
        FieldSpec("production_order", "Ordre de fabrication", "link", link="production_order"),
        FieldSpec("description", "Faits constatés (D2)", "long_text", required=True),
        FieldSpec("owner", "Pilote"),
        FieldSpec("team", "Équipe (D1)"),
        FieldSpec("containment_due", "Sécurisation pour le", "date", readonly=True),
        FieldSpec("actions_due", "Actions pour le", "date", readonly=True),
        FieldSpec("closure_due", "Clôture pour le", "date", readonly=True),
        FieldSpec("containment", "Action immédiate (D3)", "long_text", readonly=True),
        FieldSpec("root_cause", "Causes racines (D4)", "long_text", readonly=True),
        FieldSpec(
            "corrective_actions", "Actions correctives choisies (D5)", "long_text", readonly=True
        ),
        FieldSpec("implementation", "Mise en œuvre et efficacité (D6)", "long_text", readonly=True),
        FieldSpec("prevention", "Prévention (D7)", "long_text", readonly=True),
        FieldSpec("closure_evidence", "Preuve et clôture (D8)", "long_text", readonly=True),
        CANCEL_REASON,
    ),
    derive=deadlines,
    actions=(
        _step("secure", "Sécuriser (D3)", "open", "secured", "containment"),
        _step("analyse", "Établir les causes (D4)", "secured", "analysis", "root_cause"),
        _step("choose", "Choisir les actions (D5)", "analysis", "actions", "corrective_actions"),
        Action(
            "verify",
            "Vérifier l’efficacité (D6)",
            ("actions",),
            "verified",
            asks=("implementation",),
            reserved=True,
            role="Responsable qualité",
        ),
        _step("close", "Clore (D7, D8)", "verified", "closed", "prevention", "closure_evidence"),
        Action("open_action", "Ouvrir une action", (*OPEN, "verified"), effect=open_action),
        Action("cancel", "Annuler la fiche", OPEN, "cancelled", asks=("cancel_reason",)),
    ),
    forms=(Form("eight_d", "Rapport 8D", quality_forms.eight_d, "8D-"),),
)
