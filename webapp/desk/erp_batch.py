"""Batches and the VAT number check on screen, from the world alone."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sim.erp.doctype import FieldSpec
from sim.erp.lookup import label_of
from sim.erp.module import Batch
from sim.erp.registry import BATCHES, DOCTYPES
from sim.erp.values import decimal_of, display
from sim.facts.erp import ControlRun
from sim.language.french import NO_BREAK
from sim.world import ErpRecord, World
from webapp.desk.erp_menu import VAT_CHECK, areas
from webapp.desk.erp_view import NUMERIC, Cell, Column, record_title, table_rows

INVOICES = "invoice_batch"
VAT_ANSWERS = {
    "ok": "Numéro valide.",
    "unknown": "Numéro non confirmé : sa forme est correcte, mais aucune entreprise n’est trouvée.",
    "mismatch": "Numéro impossible : il n’a pas la forme des numéros de ce pays.",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A record that may be in the batch."""

    id: str
    label: str
    ticked: bool
    cells: list[Cell]
    finding: str
    """What the control says of it."""


@dataclass(frozen=True, slots=True)
class Report:
    """The answer of the control."""

    ok: bool
    figures: list[tuple[str, str]]


def batch_context(
    world: World,
    name: str = INVOICES,
    ticked: tuple[str, ...] | None = None,
    report: ControlRun | None = None,
) -> dict[str, Any]:
    """Return what a batch's screen needs; without `ticked`, what the batch itself proposes is."""
    batch = BATCHES[name]
    proposed = batch.proposes(world)
    chosen = [record for record in proposed if _is_ticked(world, batch, record, ticked)]
    rows = {record.id: batch.row(world, record) for record in proposed}
    kept = {record.id for record in chosen}
    cells = table_rows(world, batch.columns, rows.values())
    return {
        "areas": areas(world),
        "doctype": batch.name,
        "title": batch.title_fr,
        "help": batch.help_fr,
        "go": batch.go_fr,
        "plural": DOCTYPES[batch.doctype].title_plural_fr,
        "of": batch.doctype,
        "columns": [Column(one.name, one.label_fr, one.type in NUMERIC) for one in batch.columns],
        "rows": [
            Line(
                record.id,
                label_of(record),
                record.id in kept,
                row,
                report.figures.get(record.id, "") if report else "",
            )
            for record, row in zip(proposed, cells, strict=True)
        ],
        "count": len(chosen),
        "sums": [_sum(spec, [rows[record.id] for record in chosen]) for spec in batch.columns],
        "report": _report(batch, report) if report else None,
    }


def vat_context(
    world: World, number: str = "", customer: str = "", report: ControlRun | None = None
) -> dict[str, Any]:
    """Return what the VAT number check needs, and the numbers checked before."""
    checks = [one for one in world.erp.controls if one[1] == "vat_number"]
    customers = world.erp.records.get("customer", {}).values()
    return {
        "areas": areas(world),
        "doctype": VAT_CHECK,
        "title": "Contrôle d’un numéro de TVA",
        "number": number,
        "customer": customer,
        "customers": [(one.id, record_title(world, one)) for one in customers],
        "answer": (report.subject, report.outcome, VAT_ANSWERS[report.outcome]) if report else None,
        "checks": [
            (subject, VAT_ANSWERS.get(outcome, outcome)) for _, _, subject, outcome in checks
        ],
    }


def _is_ticked(
    world: World, batch: Batch, record: ErpRecord, ticked: tuple[str, ...] | None
) -> bool:
    if ticked is not None:
        return record.id in ticked
    return batch.ticked(world, record) if batch.ticked else True


def _sum(spec: FieldSpec, rows: list[dict[str, str]]) -> str:
    if not spec.summed:
        return ""
    return display(spec, str(sum((decimal_of(row, spec.name) for row in rows), Decimal(0))))


def _report(batch: Batch, report: ControlRun) -> Report:
    figures = [
        (spec.label_fr, display(spec, report.figures[spec.name]).replace(" ", NO_BREAK))
        for spec in batch.figures_fr
        if report.figures.get(spec.name)
    ]
    return Report(report.outcome == "ok", figures)
