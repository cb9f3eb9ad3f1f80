"""The batch of pre-invoices: what was delivered against what is invoiced, then posting (MO-FAC-02 in the packs).

Lets through on purpose: an invoice of the wrong day in the batch, a difference between delivered and
invoiced that the control showed.
"""

from collections.abc import Iterable, Sequence
from decimal import Decimal

from sim.erp import steps
from sim.erp.amounts import totals
from sim.erp.doctype import Action, Caution, FieldSpec
from sim.erp.invoicing import INVOICE
from sim.erp.lookup import label_of, linked, records
from sim.erp.making import Maker
from sim.erp.module import Batch, Controlled
from sim.erp.values import cents, decimal_of
from sim.facts.base import Fact
from sim.facts.erp import Row
from sim.language.french import number
from sim.world import ErpRecord, World


def control(world: World, invoices: Sequence[ErpRecord]) -> Controlled:
    """Compare each invoice with its delivery note, and add the amounts up."""
    amounts = [totals(invoice) for invoice in invoices]
    net = sum((one.net for one in amounts), Decimal(0))
    vat = sum((one.vat for one in amounts), Decimal(0))
    notes = [_note(world, invoice) for invoice in invoices]
    differs, findings = False, {}
    for invoice, note in zip(invoices, notes, strict=True):
        delivered = _sum(note.lines if note else (), "delivered_qty")
        invoiced = _sum(invoice.lines, "quantity")
        differs = differs or delivered != invoiced
        findings[invoice.id] = f"livré {number(delivered)} / facturé {number(invoiced)}"
    figures = {
        "net": cents(net),
        "vat": cents(vat),
        "gross": cents(net + vat),
        "invoices": str(len(invoices)),
        "delivery_notes": ", ".join(label_of(note) for note in notes if note),
    }
    return Controlled(differs, figures, findings)


def _note(world: World, invoice: ErpRecord) -> ErpRecord | None:
    return linked(world, "delivery_note", invoice.values, "delivery_note")


def _sum(lines: Iterable[Row], name: str) -> Decimal:
    return sum((decimal_of(line, name) for line in lines), Decimal(0))


def _post() -> Action:
    action = INVOICE.action("post")
    assert action is not None
    return action


def _run(world: World, invoices: Sequence[ErpRecord], maker: Maker) -> tuple[Fact, ...]:
    return tuple(
        fact for invoice in invoices for fact in steps.done(world, INVOICE, invoice, _post(), maker)
    )


def _warnings(world: World, invoices: Sequence[ErpRecord]) -> list[Caution]:
    return [one for invoice in invoices for one in steps.cautions(world, invoice, _post())]


def _row(world: World, invoice: ErpRecord) -> Row:
    amounts, note = totals(invoice), _note(world, invoice)
    return {
        "customer": invoice.values.get("customer", ""),
        "delivery_note": note.id if note else "",
        "invoice_date": invoice.values.get("invoice_date", ""),
        "vat_code": invoice.values.get("vat_code", ""),
        "net": cents(amounts.net),
        "gross": cents(amounts.gross),
    }


def _proposed(world: World, invoice: ErpRecord) -> bool:
    return invoice.values.get("in_batch") == "true"


def _drafts(world: World) -> list[ErpRecord]:
    return [one for one in records(world, "invoice").values() if one.state == "draft"]


INVOICE_BATCH = Batch(
    name="invoice_batch",
    title_fr="Lot de facturation",
    go_fr="Valider le lot",
    doctype="invoice",
    columns=(
        *(
            spec
            for name in ("customer", "delivery_note", "invoice_date", "vat_code")
            if (spec := INVOICE.field(name))
        ),
        FieldSpec("net", "Montant HT", "money", summed=True),
        FieldSpec("gross", "Montant TTC", "money", summed=True),
    ),
    proposes=_drafts,
    ticked=_proposed,
    row=_row,
    control=control,
    figures_fr=(
        FieldSpec("invoices", "Factures", "integer"),
        FieldSpec("delivery_notes", "Bons de livraison"),
        FieldSpec("net", "Total HT", "money"),
        FieldSpec("vat", "Total TVA", "money"),
        FieldSpec("gross", "Total TTC", "money"),
    ),
    obstacle=lambda world, invoice: steps.obstacle(world, INVOICE, invoice, _post()),
    run=_run,
    warnings=_warnings,
)
