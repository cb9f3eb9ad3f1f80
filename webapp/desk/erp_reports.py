"""The ERP's reports on screen: asked for, displayed, printed, exported."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from sim.erp.editing import Refused
from sim.erp.module import Report
from sim.erp.registry import REPORTS
from sim.erp.reports import ExportReport, OpenReport, PrintReport, parameters_of, rows_of
from sim.erp.rights import sees
from sim.erp.sheets import columns_of, sums
from sim.facts.erp import ReportOpened, Row
from sim.world import ErpRecord, World
from webapp import htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.erp import printed
from webapp.desk.erp_forms import Field, typed
from webapp.desk.erp_menu import areas
from webapp.desk.erp_view import NUMERIC, Column, table_rows

NO_REPORT = "Cet état n’existe pas dans le progiciel. Repartez de son accueil."
SHOWN = 500
"""Rows on screen; an export has them all."""


@bp.get("/erp/etat/<report>")
def erp_report(report: str) -> ResponseReturnValue:
    """Show a report, once its parameters are known; the same one again is not journalled."""
    found, parameters = _known(report), _parameters(report)
    if refusal := missing(office().world, found, parameters):
        return _show(found, parameters, refusal if request.args else "")
    last = office().entries_since(office().world.seq - 1)[-1].fact
    canonical = parameters_of(office().world, found, parameters)
    shown = isinstance(last, ReportOpened) and (last.report, last.parameters) == (report, canonical)
    if not shown:
        office().open(OpenReport(report=report, parameters=parameters))
    return _show(found, parameters)


@bp.post("/erp/etat/<report>")
def erp_report_output(report: str) -> ResponseReturnValue:
    """Print or export a report to the drive."""
    found, parameters = _known(report), _parameters(report)
    asked = request.form.get("format", "")
    command: PrintReport | ExportReport = PrintReport(report=report, parameters=parameters)
    if asked in ("xlsx", "csv"):
        command = ExportReport(
            report=report, parameters=parameters, format="csv" if asked == "csv" else "xlsx"
        )
    outcome = office().handle(command, request.form.get("nonce", ""))
    return _show(found, parameters, outcome.refusal, printed(outcome.facts))


def report_context(world: World, name: str, parameters: Row) -> dict[str, Any]:
    """Return what a report's page needs; no row while a parameter is missing or wrong."""
    report = REPORTS[name]
    columns = columns_of(world, report)
    try:
        canonical, rows = rows_of(world, report, parameters)
    except Refused:
        canonical, rows = {}, None
    found = rows or []
    total = {spec.name: text for spec, text in sums(columns, found)}
    return {
        "areas": areas(world),
        "doctype": report.name,
        "title": report.title_fr,
        "help": report.help_fr,
        "parameters": _fields(world, report, {**canonical, **parameters}),
        "asked": rows is not None,
        "columns": [Column(one.name, one.label_fr, one.type in NUMERIC) for one in columns],
        "rows": [
            (row.get("doctype", ""), row.get("record", ""), cells)
            for row, cells in zip(found, table_rows(world, columns, found[:SHOWN]), strict=False)
        ],
        "count": len(found),
        "sums": [total.get(one.name, "") for one in columns] if total else [],
    }


def missing(world: World, report: Report, parameters: Row) -> str:
    """Say which parameter cannot be read or is not given."""
    try:
        parameters_of(world, report, parameters)
    except Refused as reason:
        return str(reason)
    return ""


def _fields(world: World, report: Report, values: Row) -> list[Field]:
    blank = ErpRecord("", report.name, "", values)
    return [typed(world, spec, values, blank) for spec in report.parameters]


def _known(name: str) -> Report:
    found = REPORTS.get(name)
    if found is None or not sees(office().world, name):
        abort(404, NO_REPORT)
    return found


def _parameters(name: str) -> Row:
    return {
        spec.name: request.values[f"p.{spec.name}"][:200]
        for spec in REPORTS[name].parameters
        if f"p.{spec.name}" in request.values
    }


def _show(
    report: Report, parameters: Row, refusal: str = "", notice: dict[str, str] | None = None
) -> ResponseReturnValue:
    return htmx.respond(
        "desk/erp/report.html",
        "desk/erp/_report.html",
        status=422 if refusal else 200,
        screen="erp",
        readonly=False,
        nonce=office().new_nonce(),
        refusal=refusal,
        notice=notice,
        address=url_for("desk.erp_report", report=report.name),
        **report_context(office().world, report.name, parameters),
    )
