"""A record of the ERP on screen, read or typed: its fields, lines, totals and links, drawn from its doctype."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from typing import Any

from sim.erp.doctype import Doctype, FieldSpec, Option
from sim.erp.rights import visible
from sim.erp.screens import options, shown
from sim.erp.values import display
from sim.facts.erp import Row
from sim.language import french
from sim.world import ErpRecord, World
from webapp.desk.erp_menu import areas, tone
from webapp.desk.erp_view import NUMERIC, StateTab, record_title

BLANK_LINES = 2
"""Empty lines after those of a form, so that typing needs no button."""
MAX_LINES = 200
PROPOSED = 40
"""A link to a doctype with more records than this is typed with proposals instead of chosen in a menu."""


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
        "fields": [one for one in fields if not one.readonly or says(one)],
        "lines": _typed_lines(world, doctype, list(rows), draft, refusal),
        "dependents": [spec.name for spec in specs if spec.options],
        "datalists": proposals(world, doctype),
    }


def says(one: Field) -> bool:
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
    specs = tuple(
        spec for spec in specs if not spec.readonly or any(row.get(spec.name) for row in rows)
    )
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
