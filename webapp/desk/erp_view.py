"""What the ERP's lists and home show, drawn from the doctypes: the menu, a list with its totals."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from sim.erp.amounts import Totals, totals
from sim.erp.doctype import Doctype
from sim.erp.lookup import label_of
from sim.erp.registry import DOCTYPES, MODULES
from sim.erp.screens import search, shown, title_of
from sim.erp.values import decimal_of
from sim.language import french
from sim.language.normalise import normalise
from sim.world import ErpRecord, World

NUMERIC = frozenset({"integer", "decimal", "money", "percent"})
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
    "cancelled": "cancelled",
}
"""State to the colour of its badge; any other is a draft, or something to do."""
ICONS = {
    "customer": "people",
    "article": "box-seam",
    "price_list": "tags",
    "sales_order": "cart3",
    "delivery_note": "truck",
    "dispute": "exclamation-diamond",
    "invoice": "receipt",
    "credit_note": "receipt-cutoff",
    "payment": "bank",
    "invoice_journal": "journal-text",
}
AMOUNTS = (("net", "Montant HT"), ("gross", "Montant TTC"))
"""Columns that a list of documents with prices has after its own."""
AMOUNT_NAMES = frozenset(name for name, _ in AMOUNTS)
SHOWN = 500
"""Rows of a list; a search narrows it."""


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
class Area:
    """A group of the ERP's menu."""

    label: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a list."""

    name: str
    label: str
    numeric: bool
    sorted: str = ""
    """`ascending`, `descending`, or nothing."""


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a list."""

    text: str
    numeric: bool = False
    tone: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A record in a list."""

    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class StateTab:
    """A state, and how many records are in it."""

    code: str
    label: str
    tone: str = "draft"
    count: int = 0


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a list is asked for."""

    query: str = ""
    state: str = ""
    sort: str = ""
    descending: bool = False


def home_context(world: World) -> dict[str, Any]:
    """Return what the ERP's first page needs."""
    return {"title": "Progiciel", "areas": areas(world)}


def areas(world: World) -> list[Area]:
    """Return the menu: the doctypes by area, then the functions that belong to no record."""
    menu = [
        Area(module.title_fr, tuple(_entry(world, one) for one in module.doctypes))
        for module in MODULES
    ]
    return [*menu, Area("Contrôles", FUNCTIONS)]


def list_context(world: World, doctype: Doctype, wanted: Wanted = Wanted()) -> dict[str, Any]:
    """Return what the list of a doctype needs."""
    matching = search(world, doctype.name, wanted.query)
    found = [record for record in matching if wanted.state in {"", record.state}]
    columns = list_columns(doctype, wanted)
    rows = ordered(world, doctype, found, wanted)
    amounts = {record.id: totals(record) for record in found} if priced(doctype) else {}
    return {
        "areas": areas(world),
        "doctype": doctype.name,
        "title": doctype.title_plural_fr,
        "columns": columns,
        "rows": [
            Row(
                record.id,
                tuple(cell(world, doctype, record, column, amounts) for column in columns),
            )
            for record in rows[:SHOWN]
        ],
        "footer": footer(amounts, len(found), columns),
        "states": tabs(doctype, matching),
        "state": wanted.state,
        "query": wanted.query,
        "total": len(matching),
        "creatable": not doctype.readonly and not doctype.no_creation_fr,
    }


def list_columns(doctype: Doctype, wanted: Wanted) -> list[Column]:
    """Return the number, the fields the doctype lists, its amounts, its state."""
    specs = [spec for name in doctype.list_columns if (spec := doctype.field(name))]
    named = [("number", "Numéro", False)]
    named += [(spec.name, spec.label_fr, spec.type in NUMERIC) for spec in specs]
    if priced(doctype):
        named += [(name, label, True) for name, label in AMOUNTS]
    if len(doctype.states) > 1:
        named.append(("state", "État", False))
    way = "descending" if wanted.descending else "ascending"
    return [Column(*column, sorted=way if column[0] == wanted.sort else "") for column in named]


def priced(doctype: Doctype) -> bool:
    """Say whether the documents of this type have a total."""
    return doctype.line_field("quantity") is not None and doctype.field("vat_code") is not None


def cell(
    world: World,
    doctype: Doctype,
    record: ErpRecord,
    column: Column,
    amounts: Mapping[str, Totals],
) -> Cell:
    """Return a cell of the list; `amounts` are the totals by record."""
    if column.name == "number":
        return Cell(label_of(record))
    if column.name == "state":
        return Cell(doctype.state_label(record.state), tone=tone(record.state))
    if column.name in AMOUNT_NAMES:
        return Cell(french.money(getattr(amounts[record.id], column.name)), numeric=True)
    spec, text = doctype.field(column.name), record.values.get(column.name, "")
    target = world.erp.records.get(spec.link, {}).get(text) if spec and spec.link else None
    if target and names_a_customer(target):
        return Cell(label_of(target))
    text = shown(world, spec, text, record.values) if spec else ""
    return Cell(text, column.numeric)


def names_a_customer(record: ErpRecord) -> bool:
    """Say whether a record is known by its customer: beside the customer, its number is enough."""
    return DOCTYPES[record.doctype].title_field == "customer"


def record_title(world: World, record: ErpRecord) -> str:
    """Return `C00112 – ALPHYDRAL SA`, `F2026-1043 – ALPHYDRAL SA`."""
    label, title = label_of(record), title_of(world, record)
    return f"{label} – {title}" if title and title != label else label


def tone(state: str) -> str:
    """Return the colour of a state's badge."""
    return TONES.get(state, "draft")


def ordered(
    world: World, doctype: Doctype, found: Iterable[ErpRecord], wanted: Wanted
) -> list[ErpRecord]:
    """Return the records in the order asked for."""

    def key(record: ErpRecord) -> tuple[Decimal, str]:
        spec = doctype.field(wanted.sort)
        if wanted.sort in AMOUNT_NAMES:
            return getattr(totals(record), wanted.sort), record.id
        if spec is None:
            return Decimal(0), record.state if wanted.sort == "state" else label_of(record)
        if spec.type in NUMERIC:
            return decimal_of(record.values, spec.name), record.id
        text = record.values.get(spec.name, "")
        return Decimal(0), text if spec.type == "date" else normalise(shown(world, spec, text))

    return sorted(found, key=key, reverse=wanted.descending)


def footer(amounts: Mapping[str, Totals], count: int, columns: list[Column]) -> list[str]:
    """Return how many records there are, and the sum of their amounts."""
    sums = {
        name: french.money(sum((getattr(one, name) for one in amounts.values()), Decimal(0)))
        for name in (column.name for column in columns)
        if name in AMOUNT_NAMES
    }
    counted = french.plural(count, "ligne", "lignes")
    return [counted, *(sums.get(column.name, "") for column in columns[1:])]


def tabs(doctype: Doctype, matching: list[ErpRecord]) -> list[StateTab]:
    """Return the states with how many records each has."""
    counts = {state.name: 0 for state in doctype.states}
    for record in matching:
        counts[record.state] = counts.get(record.state, 0) + 1
    return [
        StateTab(name, doctype.state_label(name), tone(name), count)
        for name, count in counts.items()
    ]


def _entry(world: World, doctype: Doctype) -> Entry:
    return Entry(
        key=doctype.name,
        label=doctype.title_plural_fr,
        endpoint="desk.erp_list",
        icon=ICONS.get(doctype.name, "file-earmark-text"),
        args={"doctype": doctype.name},
        count=len(world.erp.records.get(doctype.name, {})),
    )


FUNCTIONS = (
    Entry("batch", "Lot à valider", "desk.erp_batch", "collection"),
    Entry("vat", "N° de TVA", "desk.erp_vat", "patch-check"),
)
