"""Purchase requests and purchase orders (BR-PUR): asked for, approved, ordered, followed.

Lets through on purpose: a price other than the supplier's usual one, a forgotten delivery date, an order
to a supplier other than the article's, a request without a budget account.
"""

from decimal import Decimal

from sim.erp import purchase_forms
from sim.erp.amounts import TERM_CHOICES, line_net
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
from sim.erp.lookup import label_of, linked, setting, today
from sim.erp.making import Maker
from sim.erp.receiving import GOODS_RECEIPT
from sim.erp.sales import (
    ARTICLE,
    DISCOUNT,
    LABEL,
    LINE_VAT,
    QUANTITY,
    UNIT_PRICE,
    VAT,
    label_lines,
)
from sim.erp.steps import followed
from sim.erp.values import cents, date_of, decimal_of, plain
from sim.facts.erp import Row
from sim.language.french import money
from sim.world import ErpRecord, World

APPROVAL_THRESHOLD = "500"
"""Euros from which a request needs an approval; setting `approval_threshold` (BR-PUR-02)."""
INCOTERMS = (
    ("EXW", "EXW – départ usine"),
    ("FCA", "FCA – franco transporteur"),
    ("DAP", "DAP – rendu au lieu de destination"),
    ("DDP", "DDP – rendu droits acquittés"),
)
OPEN = ("sent", "acknowledged", "partly_received")
SUPPLIER_LINK = FieldSpec("supplier", "Fournisseur", "link", link="supplier")
CANCEL_REASON = FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True)


def amount_of(record: ErpRecord) -> Decimal:
    """Return the estimated amount of a request, without VAT."""
    return sum((line_net(line) for line in record.lines), Decimal("0.00"))


def complete_request(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Name the articles and add the estimate up."""
    label_lines(world, record, given)
    record.values["amount"] = cents(amount_of(record)) if record.lines else ""


def needs_quantity(world: World, record: ErpRecord) -> str:
    """Refuse a document that asks for nothing."""
    if not any(decimal_of(line, "quantity") > 0 for line in record.lines):
        return "Ce document n’a pas de ligne avec une quantité. Ajoutez au moins un article."
    return ""


def needs_approval(world: World, record: ErpRecord) -> str:
    """Keep what is dear for who approves it."""
    least = Decimal(setting(world, "approval_threshold", APPROVAL_THRESHOLD))
    if record.state == "submitted" and amount_of(record) >= least:
        return (
            f"Cette demande atteint {money(least)} : elle doit être approuvée avant d’être commandée. "
            f"Elle attend l’accord de : {setting(world, 'approver', 'la personne qui approuve les achats')}."
        )
    if not record.values.get("supplier"):
        return "Choisissez le fournisseur de la demande avant de la commander."
    return ""


def order_request(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open the order of a request."""
    kept = ("article", "label", "quantity", "unit_price")
    lines = [{name: line.get(name, "") for name in kept} for line in record.lines]
    values = {
        "supplier": record.values.get("supplier", ""),
        "request": record.id,
        "promised_date": record.values.get("wanted_on", ""),
    }
    return Outcome(facts=(maker.make(PURCHASE_ORDER, values, lines),))


def complete_order(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Name the articles; take the supplier's terms when none are given."""
    label_lines(world, record, given)
    supplier = linked(world, "supplier", record.values, "supplier")
    if supplier and not record.values.get("payment_terms"):
        record.values["payment_terms"] = supplier.values.get("payment_terms", "")


def warn_supplier(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about a blocked supplier."""
    supplier = linked(world, "supplier", record.values, "supplier")
    if supplier and supplier.state == "blocked":
        why = supplier.values.get("block_reason", "")
        return [Caution("blocked_supplier", f"Fournisseur bloqué : {label_of(supplier)}. {why}")]
    return []


def refuse_received(world: World, record: ErpRecord) -> str:
    """Refuse to cancel what came in already."""
    if any(decimal_of(line, "received_qty") for line in record.lines):
        return "Une partie est déjà reçue : soldez la commande au lieu de l’annuler."
    return ""


def create_receipt(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open a receipt of what remains to come; what came is typed by who counts it."""
    lines = [
        {
            "article": line.get("article", ""),
            "label": line.get("label", ""),
            "ordered_qty": line.get("quantity", ""),
            "remaining_qty": plain(remaining(line)),
        }
        for line in record.lines
        if remaining(line) > 0
    ]
    values = {"supplier": record.values.get("supplier", ""), "purchase_order": record.id}
    return Outcome(facts=(maker.make(GOODS_RECEIPT, values, lines),))


def remaining(line: Row) -> Decimal:
    """Return what is still to come of a line."""
    return max(decimal_of(line, "quantity") - decimal_of(line, "received_qty"), Decimal(0))


def follow_request(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Say to the request that it is ordered, once its order is sent."""
    request = linked(world, "purchase_request", record.values, "request")
    if request is None or request.state == "ordered":
        return Outcome()
    return Outcome(facts=(followed("purchase_request", request, "ordered", "ordered"),))


def late(world: World, record: ErpRecord) -> bool:
    """Say whether an order should have come in already."""
    day = date_of(record.values, "promised_date")
    return record.state in OPEN and day is not None and day < today(world)


def _waiting(world: World, record: ErpRecord) -> bool:
    return record.state == "submitted"


def _to_receive(world: World, record: ErpRecord) -> bool:
    return record.state in OPEN


PURCHASE_REQUEST = Doctype(
    name="purchase_request",
    title_fr="Demande d’achat",
    title_plural_fr="Demandes d’achat",
    title_field="need",
    list_columns=("need", "requester", "supplier", "wanted_on", "amount"),
    series=Series("DA{yy}"),
    draft_prefix="DA",
    editable_in=("draft",),
    locked_fr="Cette demande est transmise : elle ne se modifie plus. Annulez-la, puis dupliquez-la pour la corriger.",
    filters=(Filter("waiting", "En attente d’accord", _waiting),),
    states=(
        State("draft", "À transmettre"),
        State("submitted", "Transmise"),
        State("approved", "Approuvée"),
        State("rejected", "Refusée"),
        State("ordered", "Commandée"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        FieldSpec("requester", "Demandeur", required=True),
        FieldSpec("need", "Besoin", required=True),
        SUPPLIER_LINK,
        FieldSpec("wanted_on", "Souhaité pour le", "date", copied=False),
        FieldSpec("budget_account", "Compte budgétaire"),
        FieldSpec("notes", "Justification", "long_text"),
        FieldSpec("amount", "Montant estimé HT", "money", readonly=True, summed=True),
        FieldSpec("decision_reason", "Motif du refus", readonly=True),
        CANCEL_REASON,
    ),
    line_fields=(
        ARTICLE,
        LABEL,
        QUANTITY,
        FieldSpec("unit_price", "Prix estimé HT", "money", decimals=4),
    ),
    derive=complete_request,
    actions=(
        Action(
            "submit", "Transmettre", ("draft",), "submitted", guard=needs_quantity, numbers=True
        ),
        Action(
            "approve",
            "Approuver",
            ("submitted",),
            "approved",
            reserved=True,
            role="Responsable des achats",
        ),
        Action(
            "reject",
            "Refuser",
            ("submitted",),
            "rejected",
            asks=("decision_reason",),
            reserved=True,
            role="Responsable des achats",
        ),
        Action(
            "order",
            "Passer commande",
            ("submitted", "approved"),
            "ordered",
            guard=needs_approval,
            effect=order_request,
        ),
        Action("ordered", "Commandée", ("approved", "submitted"), "ordered", automatic=True),
        Action(
            "cancel",
            "Annuler",
            ("draft", "submitted", "approved"),
            "cancelled",
            asks=("cancel_reason",),
        ),
    ),
)

PURCHASE_ORDER = Doctype(
    name="purchase_order",
    title_fr="Commande fournisseur",
    title_plural_fr="Commandes fournisseurs",
    title_field="supplier",
    list_columns=("supplier", "order_date", "promised_date", "supplier_reference"),
    series=Series("CF{yy}"),
    draft_prefix="CF",
    editable_in=("draft", "sent", "acknowledged"),
    locked_fr="Cette commande est reçue, soldée ou annulée : elle ne se modifie plus.",
    filters=(
        Filter("to_receive", "À recevoir", _to_receive),
        Filter("late", "En retard", late),
    ),
    states=(
        State("draft", "À envoyer"),
        State("sent", "Envoyée"),
        State("acknowledged", "Confirmée"),
        State("partly_received", "Reçue en partie"),
        State("received", "Reçue"),
        State("closed", "Soldée"),
        State("cancelled", "Annulée"),
    ),
    fields=(
        FieldSpec(
            "supplier",
            "Fournisseur",
            "link",
            link="supplier",
            required=True,
            editable_in=("draft",),
        ),
        FieldSpec("request", "Demande d’achat", "link", link="purchase_request", copied=False),
        FieldSpec(
            "order_date", "Date de commande", "date", required=True, default="today", copied=False
        ),
        FieldSpec("promised_date", "Livraison prévue", "date", copied=False),
        FieldSpec("supplier_reference", "Référence du fournisseur", copied=False),
        FieldSpec("incoterm", "Incoterm", "choice", choices=INCOTERMS),
        FieldSpec("delivery_place", "Lieu de livraison", "link", link="location"),
        FieldSpec("payment_terms", "Conditions de paiement", "choice", choices=TERM_CHOICES),
        VAT,
        FieldSpec("carriage", "Port HT", "money"),
        FieldSpec("mentions", "Mentions", "long_text", help_fr="Imprimées sur la commande."),
        FieldSpec("notes", "Notes internes", "long_text"),
        FieldSpec("close_reason", "Motif de la clôture", readonly=True),
        CANCEL_REASON,
    ),
    line_fields=(
        ARTICLE,
        LABEL,
        QUANTITY,
        UNIT_PRICE,
        DISCOUNT,
        FieldSpec("promised_date", "Prévue le", "date", copied=False),
        LINE_VAT,
        FieldSpec("received_qty", "Reçu", "decimal", readonly=True),
        FieldSpec("invoiced_qty", "Facturé", "decimal", readonly=True),
    ),
    derive=complete_order,
    actions=(
        Action(
            "send",
            "Envoyer la commande",
            ("draft",),
            "sent",
            guard=needs_quantity,
            effect=follow_request,
            warnings=warn_supplier,
            numbers=True,
            elsewhere_fr="Cette commande est déjà envoyée ou annulée.",
        ),
        Action(
            "acknowledge",
            "Enregistrer la confirmation",
            ("sent",),
            "acknowledged",
            asks=("supplier_reference", "promised_date"),
        ),
        Action("create_receipt", "Créer une réception", OPEN, effect=create_receipt),
        Action("receipt", "Réception", OPEN, automatic=True),
        Action(
            "close",
            "Solder",
            ("acknowledged", "partly_received", "received"),
            "closed",
            asks=("close_reason",),
        ),
        Action(
            "cancel",
            "Annuler la commande",
            ("draft", "sent", "acknowledged"),
            "cancelled",
            guard=refuse_received,
            asks=("cancel_reason",),
        ),
    ),
    forms=(
        Form(
            "purchase_order",
            "Commande fournisseur",
            purchase_forms.order_form,
            proforma_in=("draft", "cancelled"),
        ),
    ),
)
