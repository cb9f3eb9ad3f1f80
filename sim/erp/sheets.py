"""What every document type and every report prints without a form of its own: a sheet of its fields and lines."""

from decimal import Decimal

from sim.erp.doctype import FieldSpec, Form
from sim.erp.letterhead import filled
from sim.erp.lookup import label_of, today
from sim.erp.module import Report
from sim.erp.registry import DOCTYPES
from sim.erp.rights import visible
from sim.erp.screens import shown
from sim.erp.values import decimal_of, display
from sim.facts.erp import Row
from sim.language.french import date_short
from sim.printing import Column, Pair, PrintedForm, Total
from sim.world import ErpRecord, World

RIGHT = frozenset({"integer", "decimal", "money", "percent"})
WIDE = frozenset({"long_text", "link"})
WIDEST = 12
"""Columns; a report with more prints those in which something stands, as a sheet does. Its file has them all."""


def sheet_form(world: World, record: ErpRecord) -> PrintedForm:
    """Return the sheet of a record: what its screen shows."""
    kind, company = DOCTYPES[record.doctype], world.scenario.company
    fields = visible(world, kind, kind.fields)
    pairs = tuple(
        Pair(spec.label_fr, _text(world, spec, record.values, record.values)) for spec in fields
    )
    kept = filled(pairs)
    long = {spec.label_fr for spec in fields if spec.type == "long_text"}
    return PrintedForm(
        title=kind.title_fr,
        number=label_of(record),
        date=date_short(today(world)),
        issuer=(company.name, *company.address),
        info=(
            Pair("État", kind.state_label(record.state)),
            *(one for one in kept if one.label not in long),
        ),
        boxes=tuple(one for one in kept if one.label in long),
        landscape=len(kind.line_fields) > 7,
        footer=company.identity,
        **_table(world, _in_use(visible(world, kind, kind.line_fields), record.lines), record),
    )


def columns_of(world: World, report: Report) -> tuple[FieldSpec, ...]:
    """Return the columns shown: not those that lead to a record, nor what the profile may not see."""
    shown = tuple(spec for spec in report.columns if spec.name not in ("doctype", "record"))
    return visible(world, report, shown)


def report_form(world: World, report: Report, parameters: Row, rows: list[Row]) -> PrintedForm:
    """Return a report on paper."""
    company, columns = world.scenario.company, columns_of(world, report)
    if len(columns) > WIDEST:
        columns = _in_use(columns, rows)
    return PrintedForm(
        title=report.title_fr,
        date=date_short(today(world)),
        issuer=(company.name, *company.address),
        info=filled(
            tuple(
                Pair(spec.label_fr, shown(world, spec, parameters.get(spec.name, "")))
                for spec in report.parameters
            )
        ),
        columns=tuple(_column(spec) for spec in columns),
        rows=tuple(tuple(_text(world, spec, row, row) for spec in columns) for row in rows),
        totals=tuple(Total(f"Total {spec.label_fr}", text) for spec, text in sums(columns, rows)),
        landscape=report.landscape,
        footer=company.identity,
    )


def sums(columns: tuple[FieldSpec, ...], rows: list[Row]) -> list[tuple[FieldSpec, str]]:
    """Return the sum of each summed column, as it is read."""
    return [
        (spec, display(spec, str(sum((decimal_of(row, spec.name) for row in rows), Decimal(0)))))
        for spec in columns
        if spec.summed
    ]


def _table(
    world: World, specs: tuple[FieldSpec, ...], record: ErpRecord
) -> dict[str, tuple[Column, ...] | tuple[tuple[str, ...], ...]]:
    return {
        "columns": tuple(_column(spec) for spec in specs),
        "rows": tuple(
            tuple(_text(world, spec, line, record.values) for spec in specs)
            for line in record.lines
        )
        if specs
        else (),
    }


def _in_use(specs: tuple[FieldSpec, ...], lines: list[Row]) -> tuple[FieldSpec, ...]:
    return tuple(spec for spec in specs if any(line.get(spec.name) for line in lines))


def _column(spec: FieldSpec) -> Column:
    wide = 2.2 if spec.type in WIDE else 1.0
    return Column(spec.label_fr, "right" if spec.type in RIGHT else "left", wide)


def _text(world: World, spec: FieldSpec, row: Row, values: Row) -> str:
    text = row.get(spec.name, "")
    return shown(world, spec, text, values) if text else ""


SHEET = Form("sheet", "Fiche", sheet_form, "FICHE-")
"""Printed from every record."""
