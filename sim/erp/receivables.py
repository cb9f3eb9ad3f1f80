"""What customers owe: open amounts, exposure against the credit limit, aged balance, ledger (BR-PAY).

Lets through on purpose: an order above the credit limit (after a warning).
"""

from datetime import date
from decimal import Decimal

from sim.erp.amounts import totals
from sim.erp.doctype import Caution
from sim.erp.lookup import linked, records, today
from sim.erp.values import date_of, decimal_of
from sim.facts.erp import Row
from sim.language.french import money
from sim.world import ErpRecord, World


def due_gross(invoice: ErpRecord) -> Decimal:
    """Return what an invoice asks for: its total, less the deposits it deducts."""
    gross = decimal_of(invoice.values, "posted_gross") or totals(invoice).gross
    return gross - decimal_of(invoice.values, "deposits_gross")


def credited(world: World, invoice: ErpRecord) -> Decimal:
    """Return what credit notes gave back on an invoice."""
    return sum(
        (
            decimal_of(note.values, "posted_gross")
            for note in records(world, "credit_note").values()
            if note.state == "posted" and note.values.get("origin_invoice") == invoice.id
        ),
        Decimal(0),
    )


def open_amount(world: World, invoice: ErpRecord) -> Decimal:
    """Return what is left to pay on a posted invoice; nothing on a draft."""
    if invoice.state != "posted":
        return Decimal(0)
    paid = decimal_of(invoice.values, "paid_amount")
    return due_gross(invoice) - paid - credited(world, invoice)


def days_late(world: World, invoice: ErpRecord) -> int:
    """Return by how many days an invoice is late; 0 when it is not due."""
    due = date_of(invoice.values, "due_date")
    return max((today(world) - due).days, 0) if due else 0


def unpaid(world: World, invoice: ErpRecord) -> bool:
    """Say whether something is left to pay."""
    return open_amount(world, invoice) > 0


def overdue(world: World, invoice: ErpRecord) -> bool:
    """Say whether something is left to pay and late."""
    return days_late(world, invoice) > 0 and unpaid(world, invoice)


def disputed(world: World, invoice: ErpRecord) -> bool:
    """Say whether an invoice is in dispute: noted on it, or by an open dispute."""
    if invoice.values.get("dispute_note"):
        return True
    note = invoice.values.get("delivery_note", "")
    return any(
        one.state == "open"
        and (
            one.values.get("invoice") == invoice.id
            or (note and one.values.get("delivery_note") == note)
        )
        for one in records(world, "dispute").values()
    )


def exposure(world: World, customer: ErpRecord) -> Decimal:
    """Return what a customer owes: the morning's figure, and what was posted and paid since."""
    total = decimal_of(customer.values, "outstanding")
    signs = (("invoice", "posted", 1), ("credit_note", "posted", -1), ("payment", "matched", -1))
    for doctype, state, sign in signs:
        for record in records(world, doctype).values():
            if (
                record.state == state
                and record.history
                and record.values.get("customer") == customer.id
            ):
                name = "amount" if doctype == "payment" else "posted_gross"
                total += sign * decimal_of(record.values, name)
    return total


def warn_credit_limit(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about an order that takes the customer over the limit (BR-PAY-06)."""
    customer = linked(world, "customer", record.values, "customer")
    limit = decimal_of(customer.values, "credit_limit") if customer else Decimal(0)
    if customer is None or not limit:
        return []
    owed = exposure(world, customer) + totals(record).gross
    if owed <= limit:
        return []
    message = f"Plafond d’encours dépassé : {money(owed)} avec cette commande, pour {money(limit)} accordés."
    return [Caution("credit_limit", message)]


def ledger(world: World, customer: str) -> list[Row]:
    """Return a customer's entries in their order: invoices and deposits debit, credit notes and payments credit."""
    rows: list[Row] = []
    for doctype, day, side in (
        ("invoice", "invoice_date", "debit"),
        ("credit_note", "credit_date", "credit"),
        ("payment", "payment_date", "credit"),
    ):
        for record in records(world, doctype).values():
            counted = record.state in ("posted", "received", "matched")
            if not counted or record.values.get("customer") != customer:
                continue
            amount = record.values.get("amount") if doctype == "payment" else str(_entry(record))
            rows.append(
                {
                    "doctype": doctype,
                    "record": record.id,
                    "day": record.values.get(day, ""),
                    "number": record.number or record.id,
                    "kind": doctype,
                    "matched": record.values.get("matched_with", ""),
                    side: amount or "0",
                }
            )
    return sorted(rows, key=lambda row: (row["day"], row["number"]))


def _entry(record: ErpRecord) -> Decimal:
    return (
        due_gross(record)
        if record.doctype == "invoice"
        else decimal_of(record.values, "posted_gross")
    )


def age(day: date | None, due: date | None) -> str:
    """Return the band of an aged balance an amount belongs to."""
    if day is None or due is None or due >= day:
        return "not_due"
    late = (day - due).days
    return "d30" if late <= 30 else "d60" if late <= 60 else "d90" if late <= 90 else "over"
