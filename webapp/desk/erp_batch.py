"""The batch of invoices and the VAT number check on screen, from the world alone."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sim.erp.amounts import REGIMES, totals
from sim.facts.erp import ControlRun
from sim.language import french
from sim.language.french import NO_BREAK
from sim.world import ErpRecord, World
from webapp.desk.erp_view import areas, record_title

REPORT = (
    ("invoices", "Factures"),
    ("delivery_notes", "Bons de livraison"),
    ("net", "Total HT"),
    ("vat", "Total TVA"),
    ("gross", "Total TTC"),
)
"""Figures of the control over the whole batch; any other is about one invoice."""
AMOUNTS = frozenset({"net", "vat", "gross"})
VAT_ANSWERS = {
    "ok": "Numéro valide.",
    "unknown": "Numéro non confirmé : sa forme est correcte, mais aucune entreprise n’est trouvée.",
    "mismatch": "Numéro impossible : il n’a pas la forme des numéros de ce pays.",
}


@dataclass(frozen=True, slots=True)
class PreInvoice:
    """An invoice that is not posted yet."""

    id: str
    ticked: bool
    customer: str
    note: str
    note_id: str
    day: str
    vat: str
    net: str
    gross: str
    finding: str
    """What the control says of it."""


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of the control."""

    ok: bool
    figures: list[tuple[str, str]]


def batch_context(
    world: World, ticked: tuple[str, ...] | None = None, report: ControlRun | None = None
) -> dict[str, Any]:
    """Return what the batch screen needs; without `ticked`, the opening's proposal is."""
    drafts = [
        record
        for record in world.erp.records.get("invoice", {}).values()
        if record.state == "draft"
    ]
    chosen = {one.id for one in drafts if _is_ticked(one, ticked)}
    amounts = [totals(record) for record in drafts if record.id in chosen]
    return {
        "areas": areas(world),
        "title": "Lot de facturation",
        "rows": [_row(world, record, record.id in chosen, report) for record in drafts],
        "count": len(chosen),
        "net": french.money(sum((one.net for one in amounts), Decimal(0))),
        "gross": french.money(sum((one.gross for one in amounts), Decimal(0))),
        "report": _report(report) if report else None,
    }


def vat_context(
    world: World, number: str = "", customer: str = "", report: ControlRun | None = None
) -> dict[str, Any]:
    """Return what the VAT number check needs, and the numbers checked before."""
    checks = [one for one in world.erp.controls if one[1] == "vat_number"]
    customers = world.erp.records.get("customer", {}).values()
    return {
        "areas": areas(world),
        "title": "Contrôle d’un numéro de TVA",
        "number": number,
        "customer": customer,
        "customers": [(one.id, record_title(world, one)) for one in customers],
        "answer": (report.subject, report.outcome, VAT_ANSWERS[report.outcome]) if report else None,
        "checks": [
            (subject, VAT_ANSWERS.get(outcome, outcome)) for _, _, subject, outcome in checks
        ],
    }


def _is_ticked(record: ErpRecord, ticked: tuple[str, ...] | None) -> bool:
    if ticked is None:
        return record.values.get("in_batch") == "true"
    return record.id in ticked


def _row(world: World, record: ErpRecord, ticked: bool, report: ControlRun | None) -> PreInvoice:  # noqa: FBT001
    customer = world.erp.records.get("customer", {}).get(record.values.get("customer", ""))
    note = record.values.get("delivery_note", "")
    amounts = totals(record)
    regime = REGIMES.get(record.values.get("vat_code", ""))
    day = record.values.get("invoice_date", "")
    return PreInvoice(
        id=record.id,
        ticked=ticked,
        customer=record_title(world, customer) if customer else "",
        note=note,
        note_id=note if note in world.erp.records.get("delivery_note", {}) else "",
        day="/".join(reversed(day.split("-"))),
        vat=regime.label_fr if regime else "",
        net=french.money(amounts.net),
        gross=french.money(amounts.gross),
        finding=report.figures.get(record.id, "") if report else "",
    )


def _report(report: ControlRun) -> Report:
    figures = [
        (label, _figure(name, report.figures[name]))
        for name, label in REPORT
        if name in report.figures
    ]
    return Report(report.outcome == "ok", figures)


def _figure(name: str, text: str) -> str:
    return french.money(Decimal(text)) if name in AMOUNTS else text.replace(" ", NO_BREAK)
