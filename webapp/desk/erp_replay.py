"""The ERP's screen for a replay: whichever of its screens a fact was seen on, from the world alone."""

from collections.abc import Callable
from typing import Any

from sim.erp.registry import DOCTYPES
from sim.world import World
from webapp.desk.erp_batch import batch_context, vat_context
from webapp.desk.erp_forms import record_context
from webapp.desk.erp_view import Wanted, home_context, list_context

FUNCTIONS: dict[str, Callable[[World], dict[str, Any]]] = {
    "batch": batch_context,
    "vat_number": vat_context,
}
VIEWS = {"batch": "batch", "vat_number": "vat"}
"""Tab of a screen that belongs to no record, to its partial."""


def erp_context(
    world: World, doctype: str = "", record: str = "", tab: str = "", query: str = ""
) -> dict[str, Any]:
    """Return a screen's context, and in `view` the partial that shows it."""
    if tab in FUNCTIONS:
        return {"view": VIEWS[tab], **FUNCTIONS[tab](world)}
    known = DOCTYPES.get(doctype)
    if known is None:
        return {"view": "home", **home_context(world)}
    found = world.erp.records.get(doctype, {}).get(record)
    if found is None:
        return {"view": "list", **list_context(world, known, Wanted(query=query))}
    return {"view": "record", **record_context(world, known, found)}
