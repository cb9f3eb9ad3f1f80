"""Quotations: priced, sent, accepted into an order or not (BR-SAL).

Lets through on purpose: a price other than the list's (after a warning), an expired quotation accepted
(after a warning), terms nobody agreed.
"""

from sim.erp import forms
from sim.erp.amounts import TERM_CHOICES
from sim.erp.customers import warn_blocked
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
from sim.erp.lookup import label_of, today
from sim.erp.making import Maker
from sim.erp.sales import (
    ADDRESS,
    ARTICLE,
    CANCEL_REASON,
    CUSTOMER_LINK,
    DISCOUNT,
    LABEL,
    LINE_VAT,
    QUANTITY,
    SALES_ORDER,
    UNIT_PRICE,
    VAT,
    label_lines,
    needs_lines,
    warn_price,
)
from sim.erp.values import date_of
from sim.language.french import date_short
from sim.world import ErpRecord, World


def expired(world: World, record: ErpRecord) -> bool:
    """Say whether a quotation waits though it is no longer valid."""
    day = date_of(record.values, "valid_until")
    return record.state in ("draft", "sent") and day is not None and day < today(world)


def check(world: World, record: ErpRecord) -> str:
    """Refuse a quotation that ends before it begins."""
    day, end = date_of(record.values, "order_date"), date_of(record.values, "valid_until")
    if day and end and end < day:
        return "La fin de validité est avant la date du devis : vérifiez les dates."
    return ""


def needs_validity(world: World, record: ErpRecord) -> str:
    """Refuse to send a quotation without lines or without an end."""
    if not record.values.get("valid_until"):
        return "Un devis a une durée : saisissez « Valable jusqu’au » avant de l’envoyer."
    return needs_lines(world, record)


def warn_accept(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about an expired quotation and a blocked account."""
    found = warn_blocked(world, record)
    day = date_of(record.values, "valid_until")
    if day and day < today(world):
        message = f"Devis {label_of(record)} expiré depuis le {date_short(day)}."
        found.append(Caution("expired_quotation", message))
    return found


def accept(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open the order of an accepted quotation, line for line."""
    kept = ("customer", "price_list", "delivery_address", "vat_code", "carriage", "mentions")
    values = {name: record.values.get(name, "") for name in kept} | {"quotation": record.id}
    return Outcome(facts=(maker.make(SALES_ORDER, values, record.lines),))


QUOTATION = Doctype(
    name="quotation",
    title_fr="Devis",
    title_plural_fr="Devis",
    title_field="customer",
    list_columns=("customer", "customer_reference", "order_date", "valid_until"),
    series=Series("DV{yy}"),
    draft_prefix="DV",
    editable_in=("draft",),
    locked_fr="Ce devis est envoyé : dupliquez-le pour en faire une nouvelle proposition.",
    filters=(Filter("expired", "Expirés", expired),),
    states=(
        State("draft", "En préparation"),
        State("sent", "Envoyé"),
        State("accepted", "Accepté"),
        State("refused", "Refusé"),
        State("cancelled", "Annulé"),
    ),
    fields=(
        CUSTOMER_LINK,
        FieldSpec("customer_reference", "Référence de la demande", copied=False),
        FieldSpec(
            "order_date", "Date du devis", "date", required=True, default="today", copied=False
        ),
        FieldSpec("valid_until", "Valable jusqu’au", "date", copied=False),
        FieldSpec("price_list", "Tarif", "link", link="price_list"),
        ADDRESS,
        VAT,
        FieldSpec("payment_terms", "Conditions de paiement", "choice", choices=TERM_CHOICES),
        FieldSpec("carriage", "Port HT", "money"),
        FieldSpec("lead_time", "Délai de livraison"),
        FieldSpec("mentions", "Mentions", "long_text", help_fr="Imprimées sur le devis."),
        FieldSpec("notes", "Notes internes", "long_text"),
        FieldSpec("refusal_reason", "Motif du refus du client", readonly=True),
        CANCEL_REASON,
    ),
    line_fields=(ARTICLE, LABEL, QUANTITY, UNIT_PRICE, DISCOUNT, LINE_VAT),
    derive=label_lines,
    check=check,
    warnings=warn_price,
    actions=(
        Action(
            "send",
            "Envoyer le devis",
            ("draft",),
            "sent",
            guard=needs_validity,
            warnings=warn_blocked,
            numbers=True,
        ),
        Action("accept", "Accepter", ("sent",), "accepted", warnings=warn_accept, effect=accept),
        Action("refuse", "Refuser", ("sent",), "refused", asks=("refusal_reason",)),
        Action(
            "cancel", "Annuler le devis", ("draft", "sent"), "cancelled", asks=("cancel_reason",)
        ),
    ),
    forms=(Form("quotation", "Devis", forms.quotation_form, proforma_in=("draft", "cancelled")),),
)
