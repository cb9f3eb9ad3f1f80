"""What screens show of records: searching, sorting, labels. Reads only."""

from collections.abc import Callable, Mapping
from typing import Any

from sim.decision import Command, Decision, accept, refuse
from sim.erp.amounts import totals
from sim.erp.doctype import Doctype, FieldSpec, Option
from sim.erp.lookup import find, label_of, records
from sim.erp.registry import DOCTYPES
from sim.erp.rights import reading, visible
from sim.erp.steps import NO_DOCTYPE, unknown
from sim.erp.values import decimal_of, display
from sim.facts import erp
from sim.facts.erp import Row
from sim.language.normalise import normalise
from sim.world import ErpRecord, World


class OpenScreen(Command):
    """Display a list, or a record."""

    doctype: str
    record: str | None = None
    tab: str = ""


class SearchRecords(Command):
    """Search a list."""

    doctype: str
    query: str = ""


def decide_open(world: World, command: OpenScreen, now: int) -> Decision:
    """Display what is there."""
    doctype = DOCTYPES.get(command.doctype)
    if doctype is None:
        return refuse(NO_DOCTYPE)
    found = find(world, doctype.name, command.record) if command.record else None
    if command.record and found is None:
        return refuse(unknown(doctype, command.record))
    if problem := reading(world, doctype):
        return refuse(problem)
    shown = found.id if found else None
    return accept(erp.ScreenOpened(doctype=doctype.name, record=shown, tab=command.tab))


def decide_search(world: World, command: SearchRecords, now: int) -> Decision:
    """Search, and say how many were found."""
    doctype = DOCTYPES.get(command.doctype)
    if doctype is None:
        return refuse(NO_DOCTYPE)
    if problem := reading(world, doctype):
        return refuse(problem)
    query = command.query.strip()[:200]
    count = len(search(world, command.doctype, query))
    return accept(erp.SearchRun(doctype=command.doctype, query=query, results=count))


def search(
    world: World,
    doctype: str,
    query: str = "",
    filters: Mapping[str, str] | None = None,
    sort: str = "",
) -> list[ErpRecord]:
    """Return the records in which every word of the query stands, in any field, line or number.

    `filters` are exact texts by field (`state` included), `filter` the name of one the doctype offers;
    `sort` is a field, `-` first for descending. What the profile may not see neither filters nor sorts:
    the order of a list would tell who earns most.
    """
    kind = DOCTYPES[doctype]
    words = normalise(query).split()
    hidden = {one.name for one in kind.fields}.difference(
        one.name for one in visible(world, kind, kind.fields)
    )
    wanted = {name: text for name, text in (filters or {}).items() if text and name not in hidden}
    order = "" if sort.removeprefix("-") in hidden else sort
    offered = kind.filter(wanted.pop("filter", ""))
    found = [
        record
        for record in records(world, doctype).values()
        if all(_field(record, name) == text for name, text in wanted.items())
        and (offered is None or offered.keeps(world, record))
        and _has_words(world, kind, record, words)
    ]
    found.sort(key=_sort_key(world, kind, order.removeprefix("-")), reverse=order.startswith("-"))
    return found


def priced(doctype: Doctype) -> bool:
    """Say whether the documents of this type have a total."""
    return doctype.line_field("quantity") is not None and doctype.field("vat_code") is not None


def link_title(world: World, spec: FieldSpec, text: str) -> str:
    """Return what a reader sees for a link: « C00112 – ALPHYDRAL SA »."""
    linked = records(world, spec.link).get(text) if spec.link else None
    if linked is None:
        return text
    title = title_of(world, linked)
    return f"{label_of(linked)} – {title}" if title else label_of(linked)


def title_of(world: World, record: ErpRecord) -> str:
    """Return the name a reader knows a record by: a customer's name, an article's label."""
    kind = DOCTYPES[record.doctype]
    spec = kind.field(kind.title_field)
    text = record.values.get(kind.title_field, "")
    if spec is None or not spec.link:
        return display(spec, text) if spec else ""
    linked = records(world, spec.link).get(text)
    return title_of(world, linked) if linked else text


def shown(world: World, spec: FieldSpec, text: str, values: Mapping[str, str] | None = None) -> str:
    """Return any field in French: links by their title, addresses by their text."""
    if spec.link:
        return link_title(world, spec, text)
    if spec.options:
        return dict(options(world, spec, values or {})).get(text, text)
    return display(spec, text)


def options(world: World, spec: FieldSpec, values: Mapping[str, str]) -> list[Option]:
    """Return what a list box offers."""
    if spec.link:
        return [(key, link_title(world, spec, key)) for key in sorted(records(world, spec.link))]
    return spec.options(world, dict(values)) if spec.options else list(spec.choices)


def _field(record: ErpRecord, name: str) -> str:
    if name == "state":
        return record.state
    return label_of(record) if name in ("number", "id") else record.values.get(name, "")


def _sort_key(world: World, kind: Doctype, name: str) -> Callable[[ErpRecord], tuple[Any, str]]:
    """Return what records are sorted by: figures by value, dates by day, links by what is read."""
    spec = kind.field(name)
    if name in ("net", "gross") and priced(kind):
        return lambda record: (getattr(totals(record), name), record.id)
    if spec is None:
        field = name or "number"
        return lambda record: (_field(record, field), record.id)
    if spec.type in ("integer", "decimal", "money", "percent"):
        return lambda record: (decimal_of(record.values, name), record.id)
    if spec.type in ("date", "time"):
        return lambda record: (record.values.get(name, ""), record.id)
    return lambda record: (
        normalise(shown(world, spec, record.values.get(name, ""), record.values)),
        record.id,
    )


def _has_words(world: World, kind: Doctype, record: ErpRecord, words: list[str]) -> bool:
    if not words:
        return True
    texts = [record.id, record.number or "", kind.state_label(record.state)]
    for spec in visible(world, kind, kind.fields):
        texts += _texts(world, spec, record.values)
    line_specs = visible(world, kind, kind.line_fields)
    for line in record.lines:
        for spec in line_specs:
            texts += _texts(world, spec, line)
    text = normalise(" ".join(texts))
    packed = text.replace(" ", "")
    return all(word in text for word in words) or "".join(words) in packed


def _texts(world: World, spec: FieldSpec, row: Row) -> list[str]:
    """Return a field as it is stored and as it is read, so that either is found."""
    text = row.get(spec.name, "")
    if not text or spec.type == "boolean":
        return []
    return [text, shown(world, spec, text, row)] if spec.link else [text, display(spec, text)]
