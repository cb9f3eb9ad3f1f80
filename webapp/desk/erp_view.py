"""What the ERP's lists show, drawn from the doctypes: a page of records, totals of all of them, filters."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from sim.erp.amounts import Totals, totals
from sim.erp.doctype import Doctype, FieldSpec
from sim.erp.lookup import label_of
from sim.erp.registry import DOCTYPES
from sim.erp.rights import visible, writing
from sim.erp.screens import priced, search, shown, title_of
from sim.erp.values import decimal_of, display
from sim.language import french
from sim.world import ErpRecord, SavedFilter, World
from webapp.desk.erp_menu import areas, areas_to_do, tone

NUMERIC = frozenset({"integer", "decimal", "money", "percent"})
AMOUNTS = (("net", "Montant HT"), ("gross", "Montant TTC"))
"""Columns that a list of documents with prices has after its own."""
AMOUNT_NAMES = frozenset(name for name, _ in AMOUNTS)
PAGE = 50
"""Rows of a page."""


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
    filter: str = ""
    page: int = 1

    @property
    def filters(self) -> dict[str, str]:
        """Return the filters as the ERP takes them."""
        named = {"state": self.state, "filter": self.filter}
        return {name: text for name, text in named.items() if text}

    @property
    def order(self) -> str:
        """Return the order as the ERP takes it."""
        return f"-{self.sort}" if self.descending and self.sort else self.sort

    @property
    def plain(self) -> bool:
        """Say whether it is the list as it comes, with nothing to save as a filter."""
        return not (self.query or self.state or self.sort or self.filter)

    def link(self, **changes: Any) -> dict[str, Any]:
        """Return what an address says of this list with some changes: the first page, unless given."""
        wanted = replace(self, **{"page": 1, **changes})
        named = {
            "recherche": wanted.query,
            "etat": wanted.state,
            "filtre": wanted.filter,
            "tri": wanted.sort,
            "sens": "desc" if wanted.descending else "",
            "page": str(wanted.page) if wanted.page > 1 else "",
        }
        return {name: text for name, text in named.items() if text}

    def turned(self, name: str) -> dict[str, Any]:
        """Return the address of this list sorted by a column; the other way when it was already."""
        return self.link(sort=name, descending=self.sort == name and not self.descending)


def home_context(world: World) -> dict[str, Any]:
    """Return what the ERP's first page needs."""
    return {"title": "Progiciel", "areas": areas_to_do(world)}


def list_context(world: World, doctype: Doctype, wanted: Wanted = Wanted()) -> dict[str, Any]:
    """Return what the list of a doctype needs."""
    matching = search(
        world, doctype.name, wanted.query, {"filter": wanted.filter}, sort=wanted.order
    )
    found = [record for record in matching if wanted.state in {"", record.state}]
    columns = list_columns(world, doctype, wanted)
    pages = max(1, -(-len(found) // PAGE))
    wanted = replace(wanted, page=min(max(wanted.page, 1), pages))
    rows = found[(wanted.page - 1) * PAGE : wanted.page * PAGE]
    return {
        "areas": areas(world),
        "doctype": doctype.name,
        "title": doctype.title_plural_fr,
        "columns": columns,
        "rows": [
            Row(record.id, tuple(cell(world, doctype, record, column) for column in columns))
            for record in rows
        ],
        "footer": footer(doctype, found, columns),
        "states": tabs(doctype, matching),
        "wanted": wanted,
        "query": wanted.query,
        "pages": pages,
        "first": (wanted.page - 1) * PAGE + 1,
        "last": (wanted.page - 1) * PAGE + len(rows),
        "matching": len(matching),
        "total": len(found),
        "filters": [(one.name, one.label_fr) for one in doctype.filters],
        "saved": [(name, kept_link(one)) for name, one in sorted(_saved(world, doctype).items())],
        "creatable": not doctype.no_creation_fr and not writing(world, doctype),
    }


def _saved(world: World, doctype: Doctype) -> dict[str, SavedFilter]:
    return world.erp.filters.get(doctype.name, {})


def kept_link(saved: SavedFilter) -> dict[str, Any]:
    """Return the address of a saved filter."""
    wanted = Wanted(
        query=saved.query,
        state=saved.filters.get("state", ""),
        filter=saved.filters.get("filter", ""),
        sort=saved.sort.removeprefix("-"),
        descending=saved.sort.startswith("-"),
    )
    return wanted.link()


def list_columns(world: World, doctype: Doctype, wanted: Wanted) -> list[Column]:
    """Return the number, the fields the doctype lists, its amounts, its state."""
    named = [("number", "Numéro", False)]
    named += [
        (spec.name, spec.label_fr, spec.type in NUMERIC)
        for spec in visible(world, doctype, listed(doctype))
    ]
    if priced(doctype):
        named += [(name, label, True) for name, label in AMOUNTS]
    if len(doctype.states) > 1:
        named.append(("state", "État", False))
    way = "descending" if wanted.descending else "ascending"
    return [Column(*column, sorted=way if column[0] == wanted.sort else "") for column in named]


def listed(doctype: Doctype) -> list[FieldSpec]:
    """Return the fields its list shows."""
    return [spec for name in doctype.list_columns if (spec := doctype.field(name))]


def cell(world: World, doctype: Doctype, record: ErpRecord, column: Column) -> Cell:
    """Return a cell of the list."""
    if column.name == "number":
        return Cell(label_of(record))
    if column.name == "state":
        return Cell(doctype.state_label(record.state), tone=tone(record.state))
    if column.name in AMOUNT_NAMES and priced(doctype):
        return Cell(french.money(getattr(totals(record), column.name)), numeric=True)
    spec, text = doctype.field(column.name), record.values.get(column.name, "")
    target = world.erp.records.get(spec.link, {}).get(text) if spec and spec.link else None
    if target and names_a_party(target):
        return Cell(label_of(target))
    text = shown(world, spec, text, record.values) if spec else ""
    return Cell(text, column.numeric)


def names_a_party(record: ErpRecord) -> bool:
    """Say whether a record is known by its customer or supplier: beside them, its number is enough."""
    return DOCTYPES[record.doctype].title_field in ("customer", "supplier", "article", "employee")


def record_title(world: World, record: ErpRecord) -> str:
    """Return `C00112 – ALPHYDRAL SA`, `F2026-1043 – ALPHYDRAL SA`."""
    label, title = label_of(record), title_of(world, record)
    return f"{label} – {title}" if title and title != label else label


def footer(doctype: Doctype, found: list[ErpRecord], columns: list[Column]) -> list[str]:
    """Return how many records there are in all, and the sums of what is summed."""
    amounts: list[Totals] = [totals(record) for record in found] if priced(doctype) else []
    sums: dict[str, str] = {
        name: french.money(sum((getattr(one, name) for one in amounts), Decimal(0)))
        for name in AMOUNT_NAMES
        if amounts
    }
    for spec in listed(doctype):
        if spec.summed:
            total = sum((decimal_of(record.values, spec.name) for record in found), Decimal(0))
            sums[spec.name] = display(spec, str(total))
    counted = french.plural(len(found), "ligne", "lignes")
    return [counted, *(sums.get(column.name, "") for column in columns[1:])]


def tabs(doctype: Doctype, matching: Iterable[ErpRecord]) -> list[StateTab]:
    """Return the states with how many records each has."""
    counts = {state.name: 0 for state in doctype.states}
    for record in matching:
        counts[record.state] = counts.get(record.state, 0) + 1
    return [
        StateTab(name, doctype.state_label(name), tone(name), count)
        for name, count in counts.items()
    ]


def table_rows(
    world: World, columns: tuple[FieldSpec, ...], rows: Iterable[Mapping[str, str]]
) -> list[list[Cell]]:
    """Return the cells of a report or of a batch, as they are read."""
    return [
        [
            Cell(
                shown(world, spec, row.get(spec.name, ""), row) if row.get(spec.name) else "",
                spec.type in NUMERIC,
            )
            for spec in columns
        ]
        for row in rows
    ]
