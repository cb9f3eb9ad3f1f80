"""A record of the ERP on screen: its fields, lines, totals, steps and links, drawn from its doctype."""

from dataclasses import dataclass, replace
from typing import Any

from sim.erp.amounts import REGIMES, line_net, totals
from sim.erp.doctype import Action, Doctype, FieldSpec
from sim.erp.registry import DOCTYPES
from sim.erp.rights import acting, level, sees, visible, writing
from sim.erp.screens import priced
from sim.erp.sheets import SHEET
from sim.facts.erp import Row
from sim.language import french
from sim.world import ErpRecord, Event, World
from webapp.desk.erp_forms import Field, Lines, field, says
from webapp.desk.erp_menu import areas, tone
from webapp.desk.erp_view import StateTab, record_title

CAUTIOUS = frozenset({"cancel", "discard", "force_unblock", "reject", "refuse", "reverse"})
BUTTONS = 2
"""Actions that have a button of their own; the others are in a menu."""
MAX_LINKS = 12
EVENTS = {"create": "Création", "change": "Modification"}
ACTORS = {"candidate": "vous", "world": "le bureau", "examiner": "la commission"}
REFERENCES: dict[str, list[tuple[Doctype, tuple[str, ...]]]] = {
    target: [
        (doctype, names)
        for doctype in DOCTYPES.values()
        if (names := tuple(spec.name for spec in doctype.fields if spec.link == target))
    ]
    for target in DOCTYPES
}
"""Doctype to those that speak of it, and the fields in which they do."""


@dataclass(frozen=True, slots=True)
class Total:
    """A line of the totals."""

    label: str
    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Button:
    """An action that the record's state allows."""

    name: str
    label: str
    tone: str
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Happening:
    """A step in the life of a record, as it is read."""

    text: str
    when: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Link:
    """Another record that speaks of this one."""

    doctype: str
    id: str
    label: str
    title: str
    state: str


def record_context(world: World, doctype: Doctype, record: ErpRecord) -> dict[str, Any]:
    """Return what the page of a record needs."""
    specs = visible(world, doctype, doctype.fields)
    fields = [field(world, spec, record.values, record) for spec in specs]
    buttons = actions_shown(world, doctype, record)
    return {
        "areas": areas(world),
        "doctype": doctype.name,
        "plural": doctype.title_plural_fr,
        "title": record_title(world, record),
        "id": record.id,
        "state": StateTab(record.state, doctype.state_label(record.state), tone(record.state)),
        "fields": [one for one in fields if not one.readonly or says(one)],
        "lines": lines(world, doctype, record.lines, record),
        "totals": totals_shown(record) if priced(doctype) else [],
        "forms": [(form.name, form.label_fr) for form in (*doctype.forms, SHEET)],
        "actions": buttons[:BUTTONS],
        "more_actions": buttons[BUTTONS:],
        "reserved": reserved(world, doctype, record),
        "editable": editable(world, doctype, record),
        "duplicable": not doctype.no_creation_fr and not writing(world, doctype),
        "seen": record.version,
        "attachments": record.attachments,
        "history": [_event(world, doctype, event) for event in reversed(record.history)],
        "links": links(world, record),
        "drive_files": sorted(world.drive.files),
    }


def lines(world: World, doctype: Doctype, rows: list[Row], record: ErpRecord) -> Lines:
    """Return the lines to be read: the columns in use, and the amount of each line that has a price."""
    specs = [
        spec
        for spec in visible(world, doctype, doctype.line_fields)
        if spec.required or any(row.get(spec.name) for row in rows)
    ]
    columns = [field(world, spec, {}, record) for spec in specs]
    named = any(spec.name == "label" for spec in specs)
    cells = [[_line_cell(world, spec, row, record, named=named) for spec in specs] for row in rows]
    if priced(doctype):
        columns.append(Field("amount", "Montant HT", "money", ""))
        for row, shown_row in zip(rows, cells, strict=True):
            shown_row.append(Field("amount", "Montant HT", "money", french.money(line_net(row))))
    return Lines(doctype.lines_title_fr, tuple(columns), tuple(map(tuple, cells)))


def _line_cell(world: World, spec: FieldSpec, row: Row, record: ErpRecord, *, named: bool) -> Field:
    """Return a cell; beside its label, an article is known by its reference."""
    cell = field(world, spec, row, record)
    return replace(cell, text=cell.target_id) if named and cell.target == "article" else cell


def totals_shown(record: ErpRecord) -> list[Total]:
    """Return the totals as they are printed."""
    found = totals(record)
    bands = [
        Total(f"TVA {french.percent(REGIMES[band.code].rate)}", french.money(band.vat))
        for band in found.bands
        if band.code in REGIMES
    ]
    return [
        Total("Total HT", french.money(found.net)),
        *bands,
        Total("Total TTC", french.money(found.gross), bold=True),
    ]


def actions_shown(world: World, doctype: Doctype, record: ErpRecord) -> list[Button]:
    """Return the actions of the record's state that are the profile's; the usual next step stands out."""
    allowed = [one for one in _possible(doctype, record) if not acting(world, doctype, one)]
    return [
        Button(one.name, one.label_fr, _button_tone(one, allowed), bool(one.asks))
        for one in allowed
    ]


def reserved(world: World, doctype: Doctype, record: ErpRecord) -> list[tuple[str, str]]:
    """Return the actions of the record's state that are somebody else's, and whose."""
    if level(world, doctype.name) == "read":
        return []
    return [
        (one.label_fr, one.role)
        for one in _possible(doctype, record)
        if one.role and acting(world, doctype, one)
    ]


def _possible(doctype: Doctype, record: ErpRecord) -> list[Action]:
    return [one for one in doctype.actions if record.state in one.from_states and not one.automatic]


def _button_tone(action: Action, allowed: list[Action]) -> str:
    if action.name in CAUTIOUS:
        return "quiet"
    return "primary" if action is allowed[0] else "secondary"


def editable(world: World, doctype: Doctype, record: ErpRecord) -> bool:
    """Say whether the form may be opened."""
    return record.state in doctype.editable_in and not writing(world, doctype)


def links(world: World, record: ErpRecord) -> list[Link]:
    """Return the records that speak of this one, the latest first."""
    found = [
        Link(
            other.doctype,
            other.id,
            doctype.title_fr,
            other.number or other.id,
            doctype.state_label(other.state).lower(),
        )
        for doctype, names in REFERENCES.get(record.doctype, ())
        if sees(world, doctype.name)
        for other in world.erp.records.get(doctype.name, {}).values()
        if any(other.values.get(name) == record.id for name in names)
    ]
    return found[::-1][:MAX_LINKS]


def _event(world: World, doctype: Doctype, event: Event) -> Happening:
    known = doctype.action(event.action)
    label = known.label_fr if known else EVENTS.get(event.action, event.action)
    who = "l’ERP" if event.automatic else ACTORS.get(event.actor, "")
    hour = french.clock_time(world.moment(event.at))
    state = doctype.state_label(event.state).lower()
    return Happening(f"{label} : {state}", f"{hour}, {who}" if who else hour, event.note)
