"""The ERP's menu, drawn from the fields of work: what the candidate's profile shows, and nothing else."""

from dataclasses import dataclass, field

from sim.erp.doctype import Doctype
from sim.erp.module import Module
from sim.erp.registry import BATCHES, MODULES
from sim.erp.rights import sees, writing
from sim.erp.screens import search
from sim.world import World

TONES = {
    "active": "running",
    "open": "open",
    "confirmed": "open",
    "posted": "open",
    "issued": "done",
    "delivered": "open",
    "received": "done",
    "closed": "closed",
    "blocked": "danger",
    "disputed": "danger",
    "rejected": "danger",
    "refused": "danger",
    "cancelled": "cancelled",
    "reversed": "cancelled",
    "obsolete": "cancelled",
    "withdrawn": "cancelled",
    "matched": "open",
    "approved": "open",
    "validated": "open",
    "acknowledged": "open",
    "released": "open",
    "in_progress": "running",
    "current": "open",
    "published": "open",
    "locked": "closed",
    "transmitted": "closed",
    "circulated": "closed",
    "declared": "done",
    "recorded": "done",
    "sent": "done",
    "suspended": "warning",
    "partly_received": "running",
}
"""State to the colour of its badge; any other is a draft, or something to do."""
ICONS = {
    "customer": "people",
    "article": "box-seam",
    "price_list": "tags",
    "quotation": "file-earmark-ruled",
    "sales_order": "cart3",
    "delivery_note": "truck",
    "dispute": "exclamation-diamond",
    "invoice": "receipt",
    "credit_note": "receipt-cutoff",
    "payment": "bank",
    "dunning_letter": "envelope-exclamation",
    "invoice_journal": "journal-text",
    "location": "geo-alt",
    "stock_move": "arrow-left-right",
    "inventory": "clipboard-data",
    "supplier": "shop",
    "purchase_request": "bag-plus",
    "purchase_order": "bag-check",
    "goods_receipt": "box-arrow-in-down",
    "supplier_invoice": "file-earmark-check",
    "work_centre": "gear-wide-connected",
    "defect_code": "tag",
    "bill_of_materials": "diagram-3",
    "routing": "signpost-split",
    "production_order": "hammer",
    "production_report": "clipboard-check",
    "breakdown": "tools",
    "employee": "person-badge",
    "closure_day": "calendar-x",
    "absence": "calendar-minus",
    "timesheet": "clock-history",
    "expense_claim": "wallet2",
    "pay_item": "plus-slash-minus",
    "pay_month": "calendar-check",
    "nonconformity": "exclamation-octagon",
    "action_item": "list-check",
    "audit": "search",
    "controlled_document": "file-earmark-lock",
    "accident": "bandaid",
    "visitor": "person-vcard",
    "meeting": "people-fill",
    "announcement": "megaphone",
}
OTHER, REPORT, BATCH = "file-earmark-text", "bar-chart-line", "collection"
VAT_CHECK = "vat"


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the ERP's menu."""

    key: str
    label: str
    endpoint: str
    icon: str
    args: dict[str, str] = field(default_factory=dict)
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Todo:
    """What waits to be done on a list: « 3 en retard »."""

    label: str
    count: int
    doctype: str
    filter: str


@dataclass(frozen=True, slots=True)
class Area:
    """A field of work in the menu: its documents, then its tables and batches."""

    key: str
    label: str
    entries: tuple[Entry, ...]
    tools: tuple[Entry, ...]
    todos: tuple[Todo, ...] = ()

    def holds(self, key: str) -> bool:
        """Say whether a screen belongs to this field of work."""
        return any(entry.key == key for entry in (*self.entries, *self.tools))


def areas(world: World) -> list[Area]:
    """Return the menu."""
    found = [_area(world, module) for module in MODULES]
    return [area for area in found if area.entries or area.tools]


def areas_to_do(world: World) -> list[Area]:
    """Return the menu with what waits on each list, for the ERP's first page."""
    return [
        Area(one.key, one.label, one.entries, one.tools, _todos(world, module))
        for module in MODULES
        for one in (_area(world, module),)
        if one.entries or one.tools
    ]


def tone(state: str) -> str:
    """Return the colour of a state's badge."""
    return TONES.get(state, "draft")


def _area(world: World, module: Module) -> Area:
    entries = tuple(_entry(world, one) for one in module.doctypes if sees(world, one.name))
    reports = tuple(
        Entry(one.name, one.title_fr, "desk.erp_report", REPORT, {"report": one.name})
        for one in module.reports
        if sees(world, one.name)
    )
    batches = tuple(
        Entry(one.name, one.title_fr, "desk.erp_batch", BATCH, {"batch": one.name})
        for one in module.batches
        if _may_run(world, one.name)
    )
    check = Entry(VAT_CHECK, "Contrôle de n° de TVA", "desk.erp_vat", "patch-check")
    has_check = module.name == "invoicing" and entries
    return Area(
        module.name,
        module.title_fr,
        entries,
        (*batches, *((check,) if has_check else ()), *reports),
    )


def _may_run(world: World, name: str) -> bool:
    return sees(world, name) and sees(world, BATCHES[name].doctype)


def _entry(world: World, doctype: Doctype) -> Entry:
    return Entry(
        key=doctype.name,
        label=doctype.title_plural_fr,
        endpoint="desk.erp_list",
        icon=ICONS.get(doctype.name, OTHER),
        args={"doctype": doctype.name},
        count=len(world.erp.records.get(doctype.name, {})),
    )


def _todos(world: World, module: Module) -> tuple[Todo, ...]:
    return tuple(
        Todo(f"{doctype.title_plural_fr} – {one.label_fr.lower()}", count, doctype.name, one.name)
        for doctype in module.doctypes
        if not writing(world, doctype)
        for one in doctype.filters
        if (count := len(search(world, doctype.name, filters={"filter": one.name})))
    )
