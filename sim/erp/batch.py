"""Batches of pre-invoices: the control against the delivery notes, then posting (MO-FAC-02 in the packs).

Lets through on purpose: an invoice of the wrong day in the batch, a difference between delivered and
invoiced that the control showed. The control says what differs, never what is right.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sim.decision import Command, Decision, accept, refuse
from sim.erp.actions import cautions, done, obstacle
from sim.erp.amounts import Totals, totals
from sim.erp.customers import siren_of
from sim.erp.doctype import Caution, Series
from sim.erp.editing import unknown, warned
from sim.erp.invoicing import INVOICE
from sim.erp.lookup import find, label_of, linked, setting, today
from sim.erp.values import cents, decimal_of
from sim.facts import erp
from sim.facts.base import Fact
from sim.facts.erp import Row
from sim.language.french import number
from sim.world import ErpRecord, World

Answer = Literal["ok", "mismatch", "unknown"]
LOTS = Series("LOT{yy}")
EU_FORMATS = {
    "AT": r"U\d{8}",
    "BE": r"[01]\d{9}",
    "DE": r"\d{9}",
    "ES": r"[A-Z0-9]\d{7}[A-Z0-9]",
    "FR": r"[A-HJ-NP-Z0-9]{2}\d{9}",
    "IT": r"\d{11}",
    "LU": r"\d{8}",
    "NL": r"\d{9}B\d{2}",
    "PL": r"\d{10}",
    "PT": r"\d{9}",
}
"""What follows the country's two letters."""


class RunBatchControl(Command):
    """Compare pre-invoices with their delivery notes."""

    records: tuple[str, ...]


class PostBatch(Command):
    """Post pre-invoices, in the order given."""

    records: tuple[str, ...]
    confirmed: bool = False


class CheckVatNumber(Command):
    """Ask whether a VAT number is valid."""

    number: str
    customer: str = ""


@dataclass(frozen=True, slots=True)
class Checked:
    """One invoice of the control: what was delivered, what is invoiced."""

    invoice: ErpRecord
    note: ErpRecord | None
    delivered: Decimal
    invoiced: Decimal
    amounts: Totals


def batch_report(world: World, invoices: Iterable[ErpRecord]) -> list[Checked]:
    """Return the control's rows, for the screen and for the fact."""
    rows = []
    for invoice in invoices:
        note = linked(world, "delivery_note", invoice.values, "delivery_note")
        delivered = _sum(note.lines if note else (), "delivered_qty")
        rows.append(
            Checked(invoice, note, delivered, _sum(invoice.lines, "quantity"), totals(invoice))
        )
    return rows


def _sum(lines: Iterable[Row], name: str) -> Decimal:
    return sum((decimal_of(line, name) for line in lines), Decimal(0))


def batch_figures(report: Sequence[Checked]) -> Row:
    """Return the control's totals and, per invoice, delivered against invoiced."""
    net = sum((row.amounts.net for row in report), Decimal(0))
    vat = sum((row.amounts.vat for row in report), Decimal(0))
    notes = [label_of(row.note) for row in report if row.note]
    figures = {
        "net": cents(net),
        "vat": cents(vat),
        "gross": cents(net + vat),
        "invoices": str(len(report)),
        "delivery_notes": ", ".join(notes),
    }
    for row in report:
        figures[row.invoice.id] = f"livré {number(row.delivered)} / facturé {number(row.invoiced)}"
    return figures


def subject_of(invoices: Iterable[ErpRecord]) -> str:
    """Return how a set of invoices is named in a control."""
    return ", ".join(sorted(invoice.id for invoice in invoices))


def decide_control(world: World, command: RunBatchControl, now: int) -> Decision:
    """Show delivered against invoiced, and the totals."""
    found = _chosen(world, command.records)
    if isinstance(found, str):
        return refuse(found)
    report = batch_report(world, found)
    differs = any(row.delivered != row.invoiced for row in report)
    return accept(
        erp.ControlRun(
            control="invoice_batch",
            subject=subject_of(found),
            outcome="mismatch" if differs else "ok",
            figures=batch_figures(report),
        )
    )


def decide_post_batch(world: World, command: PostBatch, now: int) -> Decision:
    """Post all, or none and say which one stands in the way."""
    found = _chosen(world, command.records)
    if isinstance(found, str):
        return refuse(found)
    action = INVOICE.action("post")
    assert action is not None
    for invoice in found:
        if problem := obstacle(world, INVOICE, invoice, action):
            return refuse(f"{label_of(invoice)} : lot non validé. {problem}")
    shown = [*_warn_uncontrolled(world, found)]
    facts: list[Fact] = [_posted(world, found)]
    for ahead, invoice in enumerate(found):
        shown += cautions(world, invoice, action)
        facts += done(world, INVOICE, invoice, action, ahead=ahead)
    return warned("invoice", None, shown, confirmed=command.confirmed, facts=tuple(facts))


def _posted(world: World, found: Sequence[ErpRecord]) -> erp.BatchPosted:
    key = LOTS.key(today(world).year)
    return erp.BatchPosted(
        batch=LOTS.write(key, world.erp.series.get(key, 0) + 1),
        records=tuple(invoice.id for invoice in found),
        figures=batch_figures(batch_report(world, found)),
    )


def _warn_uncontrolled(world: World, found: Sequence[ErpRecord]) -> list[Caution]:
    subject = subject_of(found)
    for _, control, controlled, _outcome in world.erp.controls:
        if (control, controlled) == ("invoice_batch", subject):
            return []
    message = "Aucun contrôle du lot n’a été lancé pour exactement ces factures."
    return [Caution("no_batch_control", message)]


def _chosen(world: World, keys: Sequence[str]) -> list[ErpRecord] | str:
    found = []
    for key in keys:
        invoice = find(world, "invoice", key)
        if invoice is None:
            return unknown(INVOICE, key)
        found.append(invoice)
    if not found:
        return "Aucune facture n’est sélectionnée : cochez les factures du lot."
    if len({invoice.id for invoice in found}) != len(found):
        return "Une facture est sélectionnée deux fois : décochez-en une."
    return found


def decide_vat_number(world: World, command: CheckVatNumber, now: int) -> Decision:
    """Look the number up among those the tax offices know; say when its form is impossible."""
    typed = siren_of(command.number).upper()
    if not typed:
        return refuse("N° de TVA : saisissez le numéro à contrôler, par exemple FR46000012104.")
    if len(typed) > 20:
        return refuse("N° de TVA : ce numéro est trop long. Vérifiez votre saisie.")
    if command.customer and find(world, "customer", command.customer) is None:
        return refuse(f"Client « {command.customer[:40]} » introuvable. Choisissez dans la liste.")
    valid = {siren_of(one).upper() for one in setting(world, "valid_vat_numbers").split(",")}
    outcome: Answer = "ok" if typed in valid else "unknown" if well_formed(typed) else "mismatch"
    figures = {"customer": command.customer} if command.customer else {}
    return accept(
        erp.ControlRun(control="vat_number", subject=typed, outcome=outcome, figures=figures)
    )


def well_formed(number: str) -> bool:
    """Say whether a VAT number has the form of its country's; an unknown country's may."""
    pattern = EU_FORMATS.get(number[:2], r"[A-Z0-9]{2,13}")
    return re.fullmatch(pattern, number[2:], re.ASCII) is not None
