"""Nonconformities treated by the 8D method (BR-QUA-01, 02).

Lets through on purpose: the wrong origin or pilot, an origin that does not go with the links, a due date
typed too late, a description that accuses instead of stating facts, a closure on a vague proof.
"""

from datetime import timedelta

from sim.erp import quality_forms
from sim.erp.doctype import (
    Action,
    Doctype,
    Effect,
    FieldSpec,
    Filter,
    Form,
    Guard,
    Series,
    State,
)
from sim.erp.follow_up import (
    CANCEL_REASON,
    dated,
    open_action,
    past,
    required,
    warn_unfinished,
)
from sim.erp.values import date_of, decimal_of
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
    "causes_due": ("d4_days", 5),
    "actions_due": ("d5_days", 10),
    "closure_due": ("d8_days", 30),
}
"""Calendar days after the date of the sheet, by step of the 8D: the setting, and what it is by default."""
STEP_DUE = {"open": "containment_due", "secured": "causes_due", "analysis": "actions_due"}
"""What each state waits for; all the others wait for the closure."""


def deadlines(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Compute the deadlines of the 8D from the date of the sheet."""
    day = date_of(record.values, "raised_on")
    for name, (key, days) in DELAYS.items():
        delay = int(decimal_of(world.scenario.erp.settings, key)) or days
        record.values[name] = (day + timedelta(days=delay)).isoformat() if day else ""


def late_containment(world: World, record: ErpRecord) -> bool:
    """Say whether the immediate containment is late (D3)."""
    return record.state == "open" and past(world, record, "containment_due")


def late_step(world: World, record: ErpRecord) -> bool:
    """Say whether the step that comes next is late."""
    due = STEP_DUE.get(record.state, "closure_due")
    return record.state not in ("closed", "cancelled") and past(world, record, due)


def late(world: World, record: ErpRecord) -> bool:
    """Say whether the sheet should be closed already: by the 8D, or by the date set for it."""
    open_still = record.state not in ("closed", "cancelled")
    return open_still and any(past(world, record, name) for name in ("closure_due", "due_date"))


def _step(
    name: str,
    label: str,
    before: str,
    after: str,
    *asks: str,
    guard: Guard | None = None,
    effect: Effect | None = None,
) -> Action:
    return Action(name, label, (before,), after, asks=asks, guard=guard, effect=effect)


def _said(name: str, label: str) -> FieldSpec:
    return FieldSpec(name, label, "long_text", readonly=True)


NONCONFORMITY = Doctype(
    name="nonconformity",
    title_fr="Fiche de non-conformité",
    title_plural_fr="Non-conformités",
    title_field="subject",
    list_columns=("subject", "origin", "raised_on", "owner", "containment_due", "closure_due"),
    series=Series("FNC{yy}"),
    numbered_at_creation=True,
    editable_in=(*OPEN, "verified"),
    locked_fr="Cette fiche est close : ouvrez-en une autre si le défaut revient.",
    filters=(
        Filter("late_containment", "Sécurisation en retard", late_containment),
        Filter("late_step", "Étape en retard", late_step),
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
        FieldSpec("claim_reference", "Référence de la réclamation", copied=False),
        FieldSpec("supplier", "Fournisseur", "link", link="supplier"),
        FieldSpec("audit", "Audit", "link", link="audit"),
        FieldSpec("article", "Article", "link", link="article"),
        FieldSpec("lot", "Lot"),
        FieldSpec("quantity", "Quantité en cause", "decimal"),
        FieldSpec("delivery_note", "Bon de livraison", "link", link="delivery_note"),
        FieldSpec("production_order", "Ordre de fabrication", "link", link="production_order"),
        FieldSpec("description", "Faits constatés (D2)", "long_text", required=True),
        FieldSpec("owner", "Pilote"),
        FieldSpec("team", "Équipe (D1)"),
        FieldSpec("due_date", "Échéance fixée", "date", copied=False),
        FieldSpec("containment_due", "Sécurisation pour le", "date", readonly=True),
        FieldSpec("causes_due", "Causes pour le", "date", readonly=True),
        FieldSpec("actions_due", "Actions pour le", "date", readonly=True),
        FieldSpec("closure_due", "Clôture pour le", "date", readonly=True),
        _said("containment", "Action immédiate (D3)"),
        FieldSpec("secured_on", "Sécurisée le", "date", readonly=True),
        _said("root_cause", "Causes racines (D4)"),
        _said("corrective_actions", "Actions correctives choisies (D5)"),
        _said("implementation", "Mise en œuvre et efficacité (D6)"),
        _said("rework_reason", "Pourquoi l’analyse est reprise"),
        _said("prevention", "Prévention (D7)"),
        _said("closure_evidence", "Preuve et clôture (D8)"),
        FieldSpec("closed_on", "Close le", "date", readonly=True),
        CANCEL_REASON,
    ),
    derive=deadlines,
    actions=(
        _step(
            "secure",
            "Sécuriser (D3)",
            "open",
            "secured",
            "containment",
            guard=required("owner", "Pilote : désignez qui traite la fiche avant de la sécuriser."),
            effect=dated("secured_on"),
        ),
        _step(
            "analyse",
            "Établir les causes (D4)",
            "secured",
            "analysis",
            "root_cause",
            guard=required("team", "Équipe (D1) : dites qui a cherché les causes."),
        ),
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
        Action(
            "close",
            "Clore (D7, D8)",
            ("verified",),
            "closed",
            effect=dated("closed_on"),
            warnings=warn_unfinished,
            asks=("prevention", "closure_evidence"),
        ),
        Action("open_action", "Ouvrir une action", (*OPEN, "verified"), effect=open_action),
        Action(
            "rework",
            "Sans effet : reprendre l’analyse",
            ("actions", "verified"),
            "secured",
            asks=("rework_reason",),
        ),
        Action("cancel", "Annuler la fiche", OPEN, "cancelled", asks=("cancel_reason",)),
    ),
    forms=(Form("eight_d", "Rapport 8D", quality_forms.eight_d, "8D-"),),
)
