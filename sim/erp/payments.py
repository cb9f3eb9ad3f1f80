"""Payments: received, then matched with what they pay; matching is an act, undone by its opposite.

Lets through on purpose: a payment matched with the wrong invoice of the right customer, a part left
unmatched, a reference that says nothing.
"""

from decimal import Decimal

from sim.erp.doctype import Action, Doctype, FieldSpec, Filter, Outcome, Series, State
from sim.erp.lookup import closed, label_of, linked
from sim.erp.making import Maker
from sim.erp.receivables import open_amount
from sim.erp.sales import CUSTOMER_LINK
from sim.erp.values import cents, decimal_of
from sim.language.french import money
from sim.world import ErpRecord, World

MODES = (
    ("transfer", "Virement"),
    ("cheque", "Chèque"),
    ("card", "Carte"),
    ("direct_debit", "Prélèvement"),
)


def allocated(record: ErpRecord) -> Decimal:
    """Return how much of a payment is given to invoices."""
    return sum((decimal_of(line, "amount") for line in record.lines), Decimal(0))


def check(world: World, record: ErpRecord) -> str:
    """Refuse a payment of nothing, in a closed period, or given twice to an invoice."""
    if not decimal_of(record.values, "amount"):
        return "Le montant du règlement est nul : saisissez ce qui est reçu."
    invoices = [line.get("invoice") for line in record.lines]
    if len(invoices) != len(set(invoices)):
        return "Une facture est sur deux lignes : gardez-en une."
    return closed(world, record.values, "payment_date")


def refuse_match(world: World, record: ErpRecord) -> str:
    """Refuse what gives more than was received, or more than is owed."""
    total, amount = allocated(record), decimal_of(record.values, "amount")
    if not total:
        return (
            "Rien n’est affecté : indiquez les factures réglées et leurs montants dans les lignes."
        )
    if total > amount:
        return f"Les lignes affectent {money(total)} pour {money(amount)} reçus : corrigez-les."
    for rank, line in enumerate(record.lines, start=1):
        invoice = linked(world, "invoice", line, "invoice")
        if invoice is None or invoice.state != "posted":
            return f"Ligne {rank} : seule une facture validée se règle."
        if invoice.values.get("customer") != record.values.get("customer"):
            return f"Ligne {rank} : cette facture est celle d’un autre client."
        left = open_amount(world, invoice)
        if decimal_of(line, "amount") > left:
            return f"Ligne {rank} : il reste {money(left)} à régler sur {label_of(invoice)}."
    return ""


def match(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Note with what the payment is matched."""
    names = [
        label_of(invoice)
        for line in record.lines
        if (invoice := linked(world, "invoice", line, "invoice"))
    ]
    return Outcome(changes={"matched_with": ", ".join(names)})


def unmatch(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Forget it."""
    return Outcome(changes={"matched_with": ""})


def keep_paid(world: World, record: ErpRecord) -> None:
    """Carry a match to its invoices, once; take it back when it is undone.

    What the opening holds is in the invoices' own figures already.
    """
    booked = record.values.get("booked") == "true"
    if (record.state == "matched") == booked:
        return
    record.values["booked"] = "" if booked else "true"
    if not record.history:
        return
    sign = -1 if booked else 1
    for line in record.lines:
        invoice = linked(world, "invoice", line, "invoice")
        if invoice is not None:
            paid = decimal_of(invoice.values, "paid_amount") + sign * decimal_of(line, "amount")
            invoice.values["paid_amount"] = cents(paid)


def _to_match(world: World, record: ErpRecord) -> bool:
    return record.state == "received"


PAYMENT = Doctype(
    name="payment",
    title_fr="Encaissement",
    title_plural_fr="Encaissements",
    title_field="customer",
    list_columns=("payment_date", "customer", "amount", "mode", "reference", "matched_with"),
    series=Series("RG{yy}"),
    numbered_at_creation=True,
    editable_in=("received",),
    locked_fr="Ce règlement est lettré ou annulé : délettrez-le pour le corriger.",
    filters=(Filter("to_match", "À lettrer", _to_match),),
    states=(State("received", "Reçu"), State("matched", "Lettré"), State("cancelled", "Annulé")),
    fields=(
        CUSTOMER_LINK,
        FieldSpec("invoice", "Facture annoncée", "link", link="invoice", copied=False),
        FieldSpec("payment_date", "Date", "date", default="today", copied=False),
        FieldSpec("amount", "Montant", "money", required=True, summed=True),
        FieldSpec("mode", "Mode", "choice", choices=MODES),
        FieldSpec("reference", "Référence", copied=False),
        FieldSpec("matched_with", "Lettré avec", readonly=True),
        FieldSpec("booked", "Porté aux factures", "boolean", readonly=True),
        FieldSpec("unmatch_reason", "Motif du délettrage", readonly=True),
        FieldSpec("cancel_reason", "Motif de l’annulation", readonly=True),
    ),
    lines_title_fr="Factures réglées",
    line_fields=(
        FieldSpec("invoice", "Facture", "link", link="invoice", required=True),
        FieldSpec("amount", "Montant affecté", "money", required=True),
    ),
    check=check,
    settled=keep_paid,
    actions=(
        Action("match", "Lettrer", ("received",), "matched", guard=refuse_match, effect=match),
        Action(
            "unmatch",
            "Délettrer",
            ("matched",),
            "received",
            effect=unmatch,
            asks=("unmatch_reason",),
        ),
        Action("cancel", "Annuler", ("received",), "cancelled", asks=("cancel_reason",)),
    ),
)
