"""The batch that invoices everything delivered: one invoice for each note, or one a month for a customer who asked (BR-INV-07)."""

from collections.abc import Sequence
from decimal import Decimal

from sim.erp.doctype import FieldSpec
from sim.erp.invoicing import INVOICE
from sim.erp.lookup import label_of, linked, records
from sim.erp.making import Maker
from sim.erp.module import Batch, Controlled
from sim.erp.sales import CUSTOMER_LINK, price_list_in_force
from sim.erp.values import cents, date_of, decimal_of
from sim.facts.base import Fact
from sim.facts.erp import Row
from sim.world import ErpRecord, World


def invoiced(world: World) -> set[str]:
    """Return the delivery notes that an invoice speaks of."""
    found: set[str] = set()
    for invoice in records(world, "invoice").values():
        if invoice.state != "cancelled":
            found.add(invoice.values.get("delivery_note", ""))
            found |= set(invoice.values.get("delivery_notes", "").split(", "))
    return found


def proposed(world: World) -> list[ErpRecord]:
    """Return the notes delivered and not invoiced."""
    known = invoiced(world)
    return [
        note
        for note in records(world, "delivery_note").values()
        if note.state == "delivered" and not known & {note.id, label_of(note)}
    ]


def priced_lines(world: World, note: ErpRecord) -> list[Row]:
    """Return a note's lines at the price of their order, else at that of the list in force."""
    order = linked(world, "sales_order", note.values, "order")
    agreed = {line.get("article", ""): line for line in (order.lines if order else [])}
    day = date_of(note.values, "delivery_date")
    listed = price_list_in_force(world, day, note.values.get("customer", ""))
    prices = {row.get("article", ""): row for row in (listed.lines if listed else [])}
    rows = []
    for line in note.lines:
        article = line.get("article", "")
        source = agreed.get(article) or prices.get(article) or {}
        rows.append(
            {
                "article": article,
                "label": line.get("label", ""),
                "quantity": line.get("delivered_qty", ""),
                "unit_price": source.get("unit_price", "0.00"),
                "discount_pct": source.get("discount_pct", ""),
            }
        )
    return [row for row in rows if decimal_of(row, "quantity")]


def row(world: World, note: ErpRecord) -> Row:
    """Return what is shown of a note."""
    order = linked(world, "sales_order", note.values, "order")
    net = sum((_net(line) for line in priced_lines(world, note)), Decimal("0.00"))
    return {
        "customer": note.values.get("customer", ""),
        "order": order.id if order else "",
        "delivery_date": note.values.get("delivery_date", ""),
        "net": cents(net),
    }


def _net(line: Row) -> Decimal:
    kept = 1 - decimal_of(line, "discount_pct") / 100
    return round(decimal_of(line, "quantity") * decimal_of(line, "unit_price") * kept, 2)


def control(world: World, chosen: Sequence[ErpRecord]) -> Controlled:
    """Say which notes have no order, or a line without a price."""
    findings = {}
    for note in chosen:
        told = []
        if linked(world, "sales_order", note.values, "order") is None:
            told.append("sans commande : prix du tarif")
        if any(not decimal_of(line, "unit_price") for line in priced_lines(world, note)):
            told.append("article sans prix")
        if told:
            findings[note.id] = ", ".join(told)
    net = sum((decimal_of(row(world, note), "net") for note in chosen), Decimal("0.00"))
    figures = {"notes": str(len(chosen)), "net": cents(net)}
    return Controlled(bool(findings), figures, findings)


def run(world: World, chosen: Sequence[ErpRecord], maker: Maker) -> tuple[Fact, ...]:
    """Open the invoices: drafts, to be controlled and posted."""
    grouped: dict[tuple[str, str], list[ErpRecord]] = {}
    for note in chosen:
        customer = linked(world, "customer", note.values, "customer")
        periodic = customer is not None and customer.values.get("periodic_invoicing") == "true"
        month = note.values.get("delivery_date", "")[:7] if periodic else note.id
        grouped.setdefault((note.values.get("customer", ""), month), []).append(note)
    return tuple(_invoice(world, notes, maker) for notes in grouped.values())


def _invoice(world: World, notes: list[ErpRecord], maker: Maker) -> Fact:
    first = notes[0]
    order = linked(world, "sales_order", first.values, "order")
    values = {
        "customer": first.values.get("customer", ""),
        "delivery_note": first.id,
        "order": order.id if order else "",
        "customer_po": first.values.get("customer_po", ""),
        "delivery_address": first.values.get("delivery_address", ""),
        "delivery_date": max(note.values.get("delivery_date", "") for note in notes),
        "vat_code": order.values.get("vat_code", "") if order else "",
    }
    if len(notes) > 1:
        values |= {
            "kind": "periodic",
            "delivery_notes": ", ".join(label_of(note) for note in notes),
        }
        values |= {"order": "", "delivery_note": first.id}
    lines = [line for note in notes for line in priced_lines(world, note)]
    return maker.make(INVOICE, values, lines)


def stands(world: World, note: ErpRecord) -> str:
    """Refuse what is invoiced already or has nothing to invoice."""
    if note.state != "delivered":
        return "Ce bon de livraison n’est pas livré : décochez-le."
    if invoiced(world) & {note.id, label_of(note)}:
        return "Ce bon de livraison est déjà facturé : décochez-le."
    return ""


DELIVERIES_BATCH = Batch(
    name="invoice_deliveries",
    title_fr="Facturation des livraisons",
    go_fr="Créer les factures",
    doctype="delivery_note",
    columns=(
        CUSTOMER_LINK,
        FieldSpec("order", "Commande", "link", link="sales_order"),
        FieldSpec("delivery_date", "Livré le", "date"),
        FieldSpec("net", "Montant HT", "money", summed=True),
    ),
    proposes=proposed,
    row=row,
    control=control,
    figures_fr=(
        FieldSpec("notes", "Bons de livraison", "integer"),
        FieldSpec("net", "Total HT", "money"),
    ),
    obstacle=stands,
    run=run,
    help_fr="Les factures sont créées en brouillon : contrôlez-les, puis validez-les par le lot de facturation.",
)
