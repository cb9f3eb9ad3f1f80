"""The ERP's screen for a replay: whichever of its screens a fact was seen on, from the world alone."""

from typing import Any

from sim.erp.registry import BATCHES, DOCTYPES, REPORTS
from sim.world import World
from webapp.desk.erp_batch import INVOICES, batch_context, vat_context
from webapp.desk.erp_record import record_context
from webapp.desk.erp_reports import report_context
from webapp.desk.erp_view import Wanted, home_context, list_context


def erp_context(
    world: World,
    doctype: str = "",
    record: str = "",
    tab: str = "",
    query: str = "",
    report: str = "",
    parameters: str = "",
) -> dict[str, Any]:
    """Return a screen's context, and in `view` the partial that shows it.

    `parameters` are those of a report, as `name=text` lines.
    """
    if report in REPORTS:
        given = dict(line.partition("=")[::2] for line in parameters.splitlines())
        return {"view": "report", **report_context(world, report, given)}
    if tab == "vat_number":
        return {"view": "vat", **vat_context(world)}
    name, _, batch = tab.partition(":")
    if name == "batch":
        chosen = batch if batch in BATCHES else INVOICES
        return {"view": "batch", **batch_context(world, chosen)}
    return _of_doctype(world, doctype, record, query)


def _of_doctype(world: World, doctype: str, record: str, query: str) -> dict[str, Any]:
    known = DOCTYPES.get(doctype)
    if known is None:
        return {"view": "home", **home_context(world)}
    found = world.erp.records.get(doctype, {}).get(record)
    if found is None:
        return {"view": "list", **list_context(world, known, Wanted(query=query))}
    return {"view": "record", **record_context(world, known, found)}
