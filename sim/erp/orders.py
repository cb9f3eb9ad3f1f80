"""What an order leads to: delivery notes of what remains, deposits, invoices of what was delivered (BR-SAL, BR-INV-08).

Lets through on purpose: a delivery of more than was ordered, an invoice of an order whose price nobody checked.
"""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from sim.erp.amounts import rounded, totals
from sim.erp.doctype import Action as Step
from sim.erp.doctype import Caution, Doctype, Filter, Outcome
from sim.erp.invoicing import INVOICE
from sim.erp.lookup import label_of, linked, records, today
from sim.erp.making import Maker
from sim.erp.receivables import warn_credit_limit
from sim.erp.receiving import share
from sim.erp.sales import DELIVERY_NOTE, SALES_ORDER, warn_confirm
from sim.erp.values import cents, date_of, decimal_of, plain
from sim.facts.erp import RecordCreated, Row
from sim.world import ErpRecord, World

HEADER = ("customer", "customer_po", "vat_code", "delivery_address")


def to_deliver(line: Row) -> Decimal:
    """Return what is left to deliver of a line."""
    return max(decimal_of(line, "quantity") - decimal_of(line, "delivered_qty"), Decimal(0))


def create_delivery(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open a delivery note of what remains: a part may be taken out, it stays to deliver."""
    lines = [
        {
            "article": line.get("article", ""),
            "label": line.get("label", ""),
            "ordered_qty": plain(to_deliver(line)),
            "delivered_qty": plain(to_deliver(line)),
        }
        for line in record.lines
        if to_deliver(line)
    ]
    kept = ("customer", "customer_po", "delivery_address")
    values = {name: record.values.get(name, "") for name in kept} | {"order": record.id}
    return Outcome(facts=(maker.make(DELIVERY_NOTE, values, lines),))


def refuse_delivery(world: World, record: ErpRecord) -> str:
    """Refuse a delivery of nothing."""
    if not any(to_deliver(line) for line in record.lines):
        return "Tout est livré ou en cours de livraison : il ne reste rien à livrer sur cette commande."
    return ""


def create_deposit(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open a deposit invoice: one line for each VAT code, so that each rate is right (BR-INV-08)."""
    percent = decimal_of(record.values, "deposit_pct")
    lines = [
        {
            "label": f"Acompte de {plain(percent).replace('.', ',')} % sur commande {label_of(record)}",
            "quantity": "1",
            "unit_price": cents(rounded(band.base * percent / 100)),
            "vat_code": band.code,
        }
        for band in totals(record).bands
    ]
    values = {name: record.values.get(name, "") for name in HEADER}
    made = maker.make(INVOICE, {**values, "order": record.id, "kind": "deposit"}, lines)
    return Outcome(facts=(made,))


def refuse_deposit(world: World, record: ErpRecord) -> str:
    """Refuse a deposit of nothing."""
    if not decimal_of(record.values, "deposit_pct"):
        return "Le taux de l’acompte est nul : saisissez par exemple 30."
    return ""


def delivered_lines(world: World, order: ErpRecord) -> list[Row]:
    """Return the lines of an order with what was delivered and not invoiced yet."""
    kept = ("article", "label", "unit_price", "discount_pct", "vat_code")
    found = []
    for line in order.lines:
        left = decimal_of(line, "delivered_qty") - decimal_of(line, "invoiced_qty")
        if left > 0:
            found.append({**{name: line.get(name, "") for name in kept}, "quantity": plain(left)})
    return found


def deposits_of(world: World, order: ErpRecord) -> list[ErpRecord]:
    """Return the deposit invoices of an order that no invoice deducts yet."""
    invoices = [
        one for one in records(world, "invoice").values() if one.values.get("order") == order.id
    ]
    deducted = {
        number
        for one in invoices
        if one.state != "cancelled"
        for number in one.values.get("deposits", "").split(", ")
    }
    return [
        one
        for one in invoices
        if one.values.get("kind") == "deposit"
        and one.state == "posted"
        and label_of(one) not in deducted
    ]


def invoice_of(world: World, order: ErpRecord, maker: Maker) -> RecordCreated:
    """Open an invoice of what was delivered; it deducts the deposits, named one by one."""
    deposits = deposits_of(world, order)
    values = {name: order.values.get(name, "") for name in HEADER} | {"order": order.id}
    if deposits:
        gross = sum((decimal_of(one.values, "posted_gross") for one in deposits), Decimal(0))
        values |= {
            "kind": "final",
            "deposits": ", ".join(label_of(one) for one in deposits),
            "deposits_gross": cents(gross),
        }
    return maker.make(INVOICE, values, delivered_lines(world, order))


def create_invoice(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Open the invoice of an order."""
    return Outcome(facts=(invoice_of(world, record, maker),))


def refuse_invoice(world: World, record: ErpRecord) -> str:
    """Refuse to invoice what was not delivered."""
    if not delivered_lines(world, record):
        return "Rien à facturer : aucune quantité livrée n’attend sa facture sur cette commande."
    return ""


def warn_order(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about the account, the prices and the credit limit."""
    return warn_confirm(world, record) + warn_credit_limit(world, record)


def keep_delivered(world: World, note: ErpRecord) -> None:
    """Keep on the order's lines what was delivered."""
    order = linked(world, "sales_order", note.values, "order")
    if order is None or note.state == "to_issue":
        return
    notes = _of_order(world, "delivery_note", order, ("delivered",))
    share(order.lines, _sums(notes, "delivered_qty"), "delivered_qty")


def keep_invoiced(world: World, invoice: ErpRecord) -> None:
    """Keep on the order's lines what is invoiced, drafts included, deposits left out."""
    order = linked(world, "sales_order", invoice.values, "order")
    if order is None:
        return
    invoices = _of_order(world, "invoice", order, ("draft", "posted"))
    real = [one for one in invoices if one.values.get("kind") != "deposit"]
    share(order.lines, _sums(real, "quantity"), "invoiced_qty")


def _of_order(
    world: World, doctype: str, order: ErpRecord, states: tuple[str, ...]
) -> list[ErpRecord]:
    return [
        one
        for one in records(world, doctype).values()
        if one.state in states and one.values.get("order") == order.id
    ]


def _sums(documents: Iterable[ErpRecord], name: str) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for document in documents:
        for line in document.lines:
            article = line.get("article", "")
            found[article] = found.get(article, Decimal(0)) + decimal_of(line, name)
    return found


def _settle_invoice(world: World, record: ErpRecord) -> None:
    if INVOICE.settled:
        INVOICE.settled(world, record)
    keep_invoiced(world, record)


def _late(world: World, record: ErpRecord) -> bool:
    days = [
        date_of(line, "promised_date") or date_of(record.values, "requested_date")
        for line in record.lines
        if to_deliver(line)
    ]
    return record.state == "confirmed" and any(day < today(world) for day in days if day)


def _waiting(world: World, record: ErpRecord) -> bool:
    return record.state == "confirmed" and any(to_deliver(line) for line in record.lines)


def _to_invoice(world: World, record: ErpRecord) -> bool:
    return record.state == "confirmed" and bool(delivered_lines(world, record))


def _with_credit_limit(order: Doctype) -> tuple[Step, ...]:
    return tuple(
        replace(action, warnings=warn_order) if action.name == "confirm" else action
        for action in order.actions
    )


CONFIRMED = ("confirmed",)
ORDER = replace(
    SALES_ORDER,
    filters=(
        Filter("to_deliver", "À livrer", _waiting),
        Filter("late", "En retard", _late),
        Filter("to_invoice", "À facturer", _to_invoice),
    ),
    actions=(
        *_with_credit_limit(SALES_ORDER),
        Step(
            "create_delivery",
            "Créer un bon de livraison",
            CONFIRMED,
            guard=refuse_delivery,
            effect=create_delivery,
        ),
        Step(
            "create_invoice",
            "Facturer le livré",
            CONFIRMED,
            guard=refuse_invoice,
            effect=create_invoice,
        ),
        Step(
            "create_deposit",
            "Demander un acompte",
            CONFIRMED,
            guard=refuse_deposit,
            effect=create_deposit,
            asks=("deposit_pct",),
        ),
    ),
)
NOTE = replace(DELIVERY_NOTE, settled=keep_delivered)
BILL = replace(INVOICE, settled=_settle_invoice)
