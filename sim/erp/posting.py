"""The rules of posting: what an invoice or a credit note must have, warns about, freezes and journals."""

from sim.erp.amounts import due_date, latest_due, totals
from sim.erp.customers import frozen_party, warn_blocked
from sim.erp.doctype import Caution, Outcome
from sim.erp.lookup import closed, label_of, linked, records, setting, today
from sim.erp.making import Maker
from sim.erp.sales import label_lines
from sim.erp.values import cents, date_of, decimal_of
from sim.facts.erp import Row
from sim.world import ErpRecord, World


def fill_due_date(world: World, record: ErpRecord, given: frozenset[str]) -> None:
    """Take the customer's terms when none are given, and the due date from date and terms.

    A due date typed by the user is kept until the date or the terms change.
    """
    label_lines(world, record, given)
    values = record.values
    if not values.get("payment_terms"):
        customer = linked(world, "customer", values, "customer")
        values["payment_terms"] = customer.values.get("payment_terms", "") if customer else ""
    day = date_of(values, "invoice_date")
    moved = bool(given & {"invoice_date", "payment_terms", "customer"}) or not values.get(
        "due_date"
    )
    if day and moved and ("due_date" not in given or not values.get("due_date")):
        due = due_date(day, values["payment_terms"])
        values["due_date"] = due.isoformat() if due else ""


def refuse_post(world: World, record: ErpRecord) -> str:
    """Refuse an invoice without customer, date or a positive amount, and lines of nothing."""
    if linked(world, "customer", record.values, "customer") is None:
        return "Facture sans client : choisissez le client avant de valider."
    if not date_of(record.values, "invoice_date"):
        return "Facture sans date : saisissez la date de facture avant de valider."
    return closed(world, record.values, "invoice_date") or _refuse_empty(record)


def _refuse_empty(record: ErpRecord) -> str:
    if any(decimal_of(line, "quantity") == 0 for line in record.lines):
        return "Une ligne a une quantité nulle : corrigez-la ou supprimez-la avant de valider."
    if totals(record).gross <= 0:
        return (
            f"{label_of(record)} : le montant est nul. Ajoutez au moins une ligne avec une quantité "
            "et un prix. Pour rendre une somme au client, établissez un avoir depuis la facture d’origine."
        )
    return ""


def warn_post(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about the account, the period, and a VAT number nobody checked."""
    found = warn_blocked(world, record) + _warn_period(world, record, "invoice_date")
    codes = {line.get("vat_code") for line in record.lines} | {record.values.get("vat_code")}
    if "LIC" in codes and not vat_number_checked(world, record.values.get("vat_number", "")):
        shown = record.values.get("vat_number") or "non renseigné"
        message = f"{label_of(record)} : n° de TVA du client non vérifié ({shown})."
        found.append(Caution("unverified_vat_number", message))
    return found + _warn_terms(record)


def _warn_terms(record: ErpRecord) -> list[Caution]:
    day, due = date_of(record.values, "invoice_date"), date_of(record.values, "due_date")
    if day and due and due > latest_due(day):
        message = f"{label_of(record)} : l’échéance dépasse le délai légal de paiement (60 jours, ou 45 jours fin de mois)."
        return [Caution("terms_exceed_law", message)]
    return []


def vat_number_checked(world: World, number: str) -> bool:
    """Say whether the VAT number was controlled and found."""
    return any(
        control == "vat_number" and subject == number and outcome == "ok"
        for _, control, subject, outcome in world.erp.controls
    )


def _warn_period(world: World, record: ErpRecord, field: str) -> list[Caution]:
    day, start, end = (
        record.values.get(field, ""),
        setting(world, "period_start"),
        setting(world, "period_end"),
    )
    if day and ((start and day < start) or (end and day > end)):
        message = f"{label_of(record)} : la date est hors de la période comptable ouverte."
        return [Caution("date_outside_period", message)]
    return []


def freeze(world: World, record: ErpRecord) -> Row:
    """Return what posting writes for ever: the parties as printed, and the totals."""
    amounts = totals(record)
    return {
        **frozen_party(world, record),
        "posted_net": cents(amounts.net),
        "posted_vat": cents(amounts.vat),
        "posted_gross": cents(amounts.gross),
    }


def post(world: World, record: ErpRecord, maker: Maker) -> Outcome:
    """Freeze the document."""
    return Outcome(changes=freeze(world, record))


def credit_values(world: World, record: ErpRecord) -> Row:
    """Return what a credit note takes from its invoice: its link to it, and no line."""
    copied = ("customer", "customer_po", "vat_code", "vat_number", "delivery_address")
    return {name: record.values.get(name, "") for name in copied} | {
        "origin_invoice": record.id,
        "origin_number": label_of(record),
        "origin_date": record.values.get("invoice_date", ""),
        "credit_date": today(world).isoformat(),
    }


def refuse_credit(world: World, record: ErpRecord) -> str:
    """Refuse a credit note without origin, reason, or amount."""
    if linked(world, "invoice", record.values, "origin_invoice") is None:
        return (
            "Avoir sans facture d’origine : créez-le depuis la facture, action « Créer un avoir »."
        )
    if not record.values.get("reason"):
        return "Avoir sans motif : saisissez le motif avant de valider."
    if not date_of(record.values, "credit_date"):
        return "Avoir sans date : saisissez la date de l’avoir avant de valider."
    return closed(world, record.values, "credit_date") or _refuse_empty(record)


def warn_credit(world: World, record: ErpRecord) -> list[Caution]:
    """Warn about the period, and about more credited than was invoiced."""
    found = _warn_period(world, record, "credit_date")
    origin = linked(world, "invoice", record.values, "origin_invoice")
    if origin and totals(record).gross > totals(origin).gross:
        message = f"Le montant de l’avoir dépasse celui de la facture {label_of(origin)}."
        found.append(Caution("credit_exceeds_invoice", message))
    return found


def keep_journal(world: World, record: ErpRecord) -> None:
    """Freeze an invoice of the opening, and write the day's journal again."""
    if record.state != "posted":
        return
    if not record.values.get("posted_gross"):
        record.values.update(freeze(world, record))
    day = record.values.get("invoice_date", "")
    posted = [
        invoice
        for invoice in records(world, "invoice").values()
        if invoice.state == "posted" and invoice.values.get("invoice_date") == day
    ]
    lines = [_journal_line(invoice) for invoice in sorted(posted, key=label_of)]
    journals = world.erp.records.setdefault("invoice_journal", {})
    journal = journals.setdefault(
        day,
        ErpRecord(
            day, "invoice_journal", "open", {"day": day}, number=f"JF-{day.replace('-', '')}"
        ),
    )
    journal.lines = lines


def freeze_credit(world: World, record: ErpRecord) -> None:
    """Freeze a credit note of the opening."""
    if record.state == "posted" and not record.values.get("posted_gross"):
        record.values.update(freeze(world, record))


def _journal_line(invoice: ErpRecord) -> Row:
    values = invoice.values
    return {
        "invoice": invoice.id,
        "number": label_of(invoice),
        "customer": values.get("customer", ""),
        "customer_name": values.get("customer_name", ""),
        "delivery_note": values.get("delivery_note", ""),
        "net": values.get("posted_net", ""),
        "vat": values.get("posted_vat", ""),
        "gross": values.get("posted_gross", ""),
    }
