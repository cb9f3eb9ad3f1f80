"""A record of the ERP on screen, read or typed: its fields, lines, totals and links, drawn from its doctype."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from sim.erp.amounts import REGIMES, line_net, totals
from sim.erp.doctype import Action, Doctype, FieldSpec, Option
from sim.erp.registry import DOCTYPES
from sim.erp.rights import acting, level, sees, visible, writing
from sim.erp.screens import options, priced, shown
from sim.erp.sheets import SHEET
from sim.erp.values import display
from sim.facts.erp import Row
from sim.language import french
from sim.world import ErpRecord, Event, World
from webapp.desk.erp_menu import areas, tone
from webapp.desk.erp_view import NUMERIC, StateTab, record_title

BLANK_LINES = 2
"""Empty lines after those of a form, so that typing needs no button."""
MAX_LINES = 200
PROPOSED = 40
"""A link to a doctype with more records than this is typed with proposals instead of chosen in a menu."""
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
class Field:
    """A field on screen."""

    name: str
    label: str
    kind: str
    text: str
    """What a reader sees."""
    typed: str = ""
    """What the field holds in a form."""
    options: tuple[Option, ...] = ()
    required: bool = False
    readonly: bool = False
    target: str = ""
    """Doctype a link leads to, when the record is there."""
    target_id: str = ""
    list: str = ""
    """Id of the proposals of the form."""
    help: str = ""
    error: str = ""
    """What the ERP says against what was typed."""
    now: str = ""
    """What the record holds, when it is not what the form was filled from."""

    @property
    def numeric(self) -> bool:
        """Say whether it is aligned to the right."""
        return self.kind in NUMERIC

    @property
    def wide(self) -> bool:
        """Say whether it needs the width of two."""
        return self.kind == "long_text"


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a record: one `Field` for each cell."""

    label: str
    columns: tuple[Field, ...]
    rows: tuple[tuple[Field, ...], ...]


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
        "fields": [one for one in fields if not one.readonly or _says(one)],
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


def form_context(
    world: World,
    doctype: Doctype,
    record: ErpRecord,
    values: Row,
    rows: Iterable[Row],
    refusal: str = "",
) -> dict[str, Any]:
    """Return what the form of a record needs, holding what was typed; and where it was refused."""
    draft = replace(record, values={**record.values, **values})
    specs = visible(world, doctype, doctype.fields)
    fields = [
        replace(
            typed(world, spec, draft.values, draft),
            error=refusal if blamed(refusal, spec.label_fr) else "",
            now=_now(world, spec, record, values) if "autre onglet" in refusal else "",
        )
        for spec in specs
    ]
    return {
        "areas": areas(world),
        "doctype": doctype.name,
        "plural": doctype.title_plural_fr,
        "state": StateTab(record.state, doctype.state_label(record.state), tone(record.state)),
        "fields": [one for one in fields if not one.readonly or _says(one)],
        "lines": _typed_lines(world, doctype, list(rows), draft, refusal),
        "datalists": proposals(world, doctype),
    }


def _says(one: Field) -> bool:
    """Say whether a field the ERP writes has anything to say."""
    return bool(one.text) and not (one.kind == "boolean" and one.text == "Non")


def blamed(refusal: str, label: str, rank: int = 0) -> bool:
    """Say whether a refusal is about a field: it begins with its name, after that of its line."""
    plain = refusal.replace(french.NO_BREAK, " ")
    where = f"Ligne {rank} – {label}" if rank else label
    return plain.startswith(f"{where} :")


def _now(world: World, spec: FieldSpec, record: ErpRecord, values: Row) -> str:
    """Return what the record holds now, when what was typed differs."""
    text = record.values.get(spec.name, "")
    asked = values.get(spec.name)
    if asked is None or asked in (text, french_text(spec, text)):
        return ""
    return shown(world, spec, text, record.values) or "(vide)"


def field(world: World, spec: FieldSpec, row: Row, record: ErpRecord) -> Field:
    """Return a field to be read."""
    value = row.get(spec.name, "")
    known = value in world.erp.records.get(spec.link, {}) if spec.link else False
    text = shown(world, spec, value, record.values)
    return Field(
        name=spec.name,
        label=spec.label_fr,
        kind=spec.type,
        text=text,
        required=spec.required,
        readonly=spec.readonly,
        target=spec.link if known else "",
        target_id=value if known else "",
        help=spec.help_fr,
    )


def typed(world: World, spec: FieldSpec, row: Row, record: ErpRecord) -> Field:
    """Return a field to be typed in."""
    value = row.get(spec.name, "")
    proposed = tuple(options(world, spec, record.values))
    many = spec.link and len(proposed) > PROPOSED
    frozen = bool(spec.editable_in) and record.id != "" and record.state not in spec.editable_in
    return replace(
        field(world, spec, row, record),
        typed=french_text(spec, value),
        options=() if many else proposed,
        readonly=spec.readonly or frozen,
        list=f"list-{spec.link}" if many else "",
    )


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


def proposals(world: World, doctype: Doctype) -> dict[str, list[Option]]:
    """Return, by list id, the records to propose for links to large doctypes."""
    targets = {spec.link for spec in (*doctype.fields, *doctype.line_fields) if spec.link}
    return {
        f"list-{name}": [(one.id, record_title(world, one)) for one in known.values()]
        for name in sorted(targets)
        if len(known := world.erp.records.get(name, {})) > PROPOSED
    }


def french_text(spec: FieldSpec, text: str) -> str:
    """Return a canonical text as a French person types it; what is not canonical stays as typed."""
    try:
        if spec.type in {"decimal", "percent", "money"}:
            return format(Decimal(text), "f").replace(".", ",")
    except InvalidOperation:
        return text
    return display(spec, text) if spec.type == "date" and text else text


def read_values(form: Mapping[str, str], doctype: Doctype) -> Row:
    """Return the header as it was typed."""
    return {
        spec.name: form[f"f.{spec.name}"]
        for spec in doctype.fields
        if f"f.{spec.name}" in form and not spec.readonly
    }


def read_lines(form: Mapping[str, str], doctype: Doctype) -> list[Row]:
    """Return the lines as they were typed, in their order, the empty ones included."""
    numbers: set[int] = set()
    for name in form:
        parts = name.split(".")
        if len(parts) == 3 and parts[0] == "l" and parts[1].isdecimal() and len(parts[1]) < 6:
            numbers.add(int(parts[1]))
    names = [spec.name for spec in doctype.line_fields if not spec.readonly]
    kept = sorted(numbers)[:MAX_LINES]
    return [{name: form.get(f"l.{at}.{name}", "") for name in names} for at in kept]


def without_blank(rows: Iterable[Row]) -> list[Row]:
    """Return the lines in which something was typed."""
    return [row for row in rows if any(text.strip() not in {"", "false"} for text in row.values())]


def _typed_lines(
    world: World, doctype: Doctype, rows: list[Row], record: ErpRecord, refusal: str = ""
) -> Lines:
    specs = visible(world, doctype, doctype.line_fields)
    if all(spec.readonly for spec in specs):
        specs = ()  # the ERP writes these lines: they are read on the record
    columns = tuple(field(world, spec, {}, record) for spec in specs)
    shown_rows = [*rows, *[{} for _ in range(BLANK_LINES)]] if specs else []
    cells = tuple(
        tuple(
            replace(
                typed(world, spec, row, record),
                error=refusal if blamed(refusal, spec.label_fr, rank) else "",
            )
            for spec in specs
        )
        for rank, row in enumerate(shown_rows, start=1)
    )
    return Lines(doctype.lines_title_fr, columns, cells)


def _event(world: World, doctype: Doctype, event: Event) -> Happening:
    known = doctype.action(event.action)
    label = known.label_fr if known else EVENTS.get(event.action, event.action)
    who = "l’ERP" if event.automatic else ACTORS.get(event.actor, "")
    hour = french.clock_time(world.moment(event.at))
    state = doctype.state_label(event.state).lower()
    return Happening(f"{label} : {state}", f"{hour}, {who}" if who else hour, event.note)
