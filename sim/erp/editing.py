"""Entering and changing records: every typed text is read, every problem is said with its field's name."""

from collections.abc import Mapping
from copy import deepcopy

from sim.decision import Command, Decision, accept, refuse
from sim.erp.doctype import Doctype, FieldSpec
from sim.erp.lookup import find, label_of, records
from sim.erp.making import Maker, created, duplicate
from sim.erp.registry import DOCTYPES
from sim.erp.rights import writing
from sim.erp.steps import NO_DOCTYPE, missing, stale, unknown, warned
from sim.erp.values import Problem, match_choice, parse_value
from sim.facts import erp
from sim.facts.erp import Row
from sim.language.normalise import normalise
from sim.world import ErpRecord, World

LINE_LIMIT = 200


class CreateRecord(Command):
    """Enter a record."""

    doctype: str
    values: Row = {}
    lines: tuple[Row, ...] = ()
    confirmed: bool = False
    """Go on despite the warnings shown."""


class ChangeRecord(Command):
    """Change fields of a record; its lines as a whole when given."""

    doctype: str
    record: str
    values: Row = {}
    lines: tuple[Row, ...] | None = None
    confirmed: bool = False
    seen: int | None = None
    """Version of the record that the form was filled from."""


class DuplicateRecord(Command):
    """Enter a record that starts as a copy of another."""

    doctype: str
    record: str


class Refused(Exception):
    """A text cannot be taken; the reason is for the candidate."""


def decide_create(world: World, command: CreateRecord, now: int) -> Decision:
    """Enter a record whose texts can all be read."""
    doctype = DOCTYPES.get(command.doctype)
    if doctype is None:
        return refuse(NO_DOCTYPE)
    if problem := doctype.no_creation_fr or writing(world, doctype):
        return refuse(problem)
    record = Maker(world).blank(doctype)
    try:
        given = _fill(world, doctype, record, command.values, command.lines)
        _complete(world, doctype, record, given)
    except Refused as reason:
        return refuse(str(reason))
    found = doctype.warnings(world, record) if doctype.warnings else []
    return warned(doctype.name, None, found, confirmed=command.confirmed, facts=(created(record),))


def decide_change(world: World, command: ChangeRecord, now: int) -> Decision:
    """Change what may be changed in this state."""
    doctype = DOCTYPES.get(command.doctype)
    if doctype is None:
        return refuse(NO_DOCTYPE)
    existing = find(world, doctype.name, command.record)
    if existing is None:
        return refuse(unknown(doctype, command.record))
    if problem := writing(world, doctype):
        return refuse(problem)
    if existing.state not in doctype.editable_in:
        return refuse(
            doctype.locked_fr
            or f"{doctype.title_fr} {label_of(existing)} : modification impossible."
        )
    if problem := stale(existing, command.seen):
        return refuse(problem)
    record = deepcopy(existing)
    try:
        given = _fill(world, doctype, record, command.values, command.lines)
        _complete(world, doctype, record, given)
    except Refused as reason:
        return refuse(str(reason))
    changed = _difference(existing, record)
    if changed is None:
        return accept()
    known = doctype.warnings(world, existing) if doctype.warnings else []
    found = doctype.warnings(world, record) if doctype.warnings else []
    fresh = [caution for caution in found if caution not in known]
    return warned(doctype.name, record.id, fresh, confirmed=command.confirmed, facts=(changed,))


def decide_duplicate(world: World, command: DuplicateRecord, now: int) -> Decision:
    """Enter a copy of what was typed: no number, no state, none of the dates of the original."""
    doctype = DOCTYPES.get(command.doctype)
    if doctype is None:
        return refuse(NO_DOCTYPE)
    original = find(world, doctype.name, command.record)
    if original is None:
        return refuse(unknown(doctype, command.record))
    if problem := doctype.no_creation_fr or writing(world, doctype):
        return refuse(problem)
    values, lines = duplicate(doctype, original)
    return accept(Maker(world).make(doctype, values, lines, copied_from=original.id))


def _fill(
    world: World, doctype: Doctype, record: ErpRecord, values: Row, lines: tuple[Row, ...] | None
) -> frozenset[str]:
    """Read the texts into the record; return the fields that changed."""
    given = {name for name, text in values.items() if _set(world, doctype, record, name, text)}
    if lines is not None and not all(spec.readonly for spec in doctype.line_fields):
        if len(lines) > LINE_LIMIT:
            raise Refused(
                f"Un document a {LINE_LIMIT} lignes au plus. Répartissez-les sur deux documents."
            )
        read_lines = [
            row
            for rank, line in enumerate(lines, start=1)
            if (row := _line(world, doctype, line, rank))
        ]
        record.lines = _with_written(doctype, record.lines, read_lines)
    return frozenset(given)


def _set(world: World, doctype: Doctype, record: ErpRecord, name: str, text: str) -> bool:
    spec = doctype.field(name)
    if spec is None:
        raise Refused(f"Le champ « {name[:40]} » n’existe pas sur cet écran. Rechargez la page.")
    current = record.values.get(name, "")
    if text == current or (not text and not current):
        return False
    value = read(world, spec, text, record.values)
    if value == current:
        return False
    if spec.readonly or record.state not in (spec.editable_in or (record.state,)):
        raise Refused(f"{spec.label_fr} : ce champ ne peut pas être modifié ici.")
    record.values[name] = value
    return True


def _with_written(doctype: Doctype, old: list[Row], new: list[Row]) -> list[Row]:
    """Leave what the ERP wrote on a line with its article, wherever the line went."""
    written = [spec.name for spec in doctype.line_fields if spec.readonly]
    if not written:
        return new
    key, left = doctype.line_fields[0].name, list(old)
    for row in new:
        former = next((line for line in left if line.get(key) == row.get(key)), None)
        if former is not None:
            left.remove(former)
            row.update({name: former[name] for name in written if former.get(name)})
    return new


def _line(world: World, doctype: Doctype, line: Row, rank: int) -> Row:
    row: Row = {}
    for name, text in line.items():
        spec = doctype.line_field(name)
        if spec is None:
            raise Refused(
                f"Ligne {rank} : le champ « {name[:40]} » n’existe pas. Rechargez la page."
            )
        if spec.readonly:
            continue
        try:
            value = read(world, spec, text, row)
        except Refused as reason:
            raise Refused(f"Ligne {rank} – {reason}") from reason
        if value:
            row[name] = value
    return row


def read(world: World, spec: FieldSpec, text: str, values: Mapping[str, str]) -> str:
    """Return the canonical text of a field; raise `Refused` when there is none."""
    value = parse_value(spec, text)
    if isinstance(value, str) and value and spec.options:
        value = match_choice(spec, value, tuple(spec.options(world, dict(values))))
    if isinstance(value, Problem):
        raise Refused(value.message)
    return resolve(world, spec, value) if value and spec.link else value


def resolve(world: World, spec: FieldSpec, text: str) -> str:
    """Return the id of the record a text means: by id, number, or exact title."""
    found = find(world, spec.link, text)
    if found:
        return found.id
    title = DOCTYPES[spec.link].title_field
    wanted = normalise(text)
    named = [
        record.id
        for record in records(world, spec.link).values()
        if normalise(record.values.get(title, "")) == wanted
    ]
    if len(named) == 1:
        return named[0]
    raise Refused(f"{spec.label_fr} : « {text[:40]} » n’existe pas. Choisissez dans la liste.")


def _complete(world: World, doctype: Doctype, record: ErpRecord, given: frozenset[str]) -> None:
    """Derive what follows from the texts, then look at the record as a whole."""
    if problem := missing(doctype, record):
        raise Refused(problem)
    _recheck_options(world, doctype, record, given)
    if doctype.derive:
        doctype.derive(world, record, given)
    if doctype.check and (problem := doctype.check(world, record)):
        raise Refused(problem)
    record.values = {name: text for name, text in record.values.items() if text}


def _recheck_options(
    world: World, doctype: Doctype, record: ErpRecord, given: frozenset[str]
) -> None:
    """Drop an address that was the former customer's; refuse one given that is not the customer's."""
    for spec in doctype.fields:
        code = record.values.get(spec.name, "")
        if not spec.options or not code:
            continue
        if code in dict(spec.options(world, record.values)):
            continue
        if spec.name in given:
            raise Refused(f"{spec.label_fr} : « {code} » n’est pas une valeur proposée.")
        if "customer" in given:
            record.values[spec.name] = ""


def _difference(before: ErpRecord, after: ErpRecord) -> erp.RecordChanged | None:
    names = [
        name
        for name in sorted({*before.values, *after.values})
        if before.values.get(name, "") != after.values.get(name, "")
    ]
    lines_changed = before.lines != after.lines
    if not names and not lines_changed:
        return None
    return erp.RecordChanged(
        doctype=before.doctype,
        record=before.id,
        before={name: before.values.get(name, "") for name in names},
        after={name: after.values.get(name, "") for name in names},
        lines_before=tuple(before.lines) if lines_changed else None,
        lines_after=tuple(after.lines) if lines_changed else None,
    )
