"""What changed in the ERP between two moments of a sitting, in words a reader understands."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from sim.erp.doctype import Doctype, FieldSpec
from sim.erp.lookup import label_of
from sim.erp.registry import DOCTYPES
from sim.erp.screens import shown, title_of
from sim.facts.erp import Row
from sim.world import ErpRecord, World

NOTHING = "—"
GONE, NEW, SAME = "disparu", "nouveau", "modifié"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that is not what it was; an empty side says it was not there."""

    what: str
    """The field's label, `Ligne 2`, `État`."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class RecordDifference:
    """A record that is not what it was."""

    doctype: str
    record: str
    title: str
    """`Facture F2026-1043 – ALPHYDRAL SA`."""
    kind: str
    """`nouveau`, `modifié` or `disparu`."""
    changes: tuple[Change, ...] = field(default=())


def difference(before: World, after: World) -> list[RecordDifference]:
    """Return every record that differs, in the order of the menu; none when nothing happened."""
    return [
        found
        for name, doctype in DOCTYPES.items()
        for key in _keys(before, after, name)
        if (found := _compared(doctype, key, before, after))
    ]


def _keys(before: World, after: World, name: str) -> Iterable[str]:
    return dict.fromkeys((*before.erp.records.get(name, {}), *after.erp.records.get(name, {})))


def _compared(doctype: Doctype, key: str, before: World, after: World) -> RecordDifference | None:
    old = before.erp.records.get(doctype.name, {}).get(key)
    new = after.erp.records.get(doctype.name, {}).get(key)
    there, world = (new, after) if new else (old, before)
    if there is None:
        return None
    changes = tuple(_changes(doctype, old, new, before, after))
    if not changes:
        return None
    kind = SAME if old and new else NEW if new else GONE
    return RecordDifference(doctype.name, key, _title(world, doctype, there), kind, changes)


def _title(world: World, doctype: Doctype, record: ErpRecord) -> str:
    title = title_of(world, record)
    named = f"{doctype.title_fr} {label_of(record)}"
    return f"{named} – {title}" if title and title != label_of(record) else named


def _changes(
    doctype: Doctype, old: ErpRecord | None, new: ErpRecord | None, before: World, after: World
) -> Iterator[Change]:
    yield from _change("Numéro", (old and old.number) or "", (new and new.number) or "")
    yield from _change(
        "État",
        doctype.state_label(old.state) if old else "",
        doctype.state_label(new.state) if new else "",
    )
    old_row, new_row = old.values if old else {}, new.values if new else {}
    for spec in doctype.fields:
        if old_row.get(spec.name, "") != new_row.get(spec.name, ""):
            yield Change(spec.label_fr, _text(before, spec, old_row), _text(after, spec, new_row))
    yield from _line_changes(doctype, old, new, before, after)
    was, now = _files(old), _files(new)
    yield from (Change("Pièce jointe", name, "") for name in was if name not in now)
    yield from (Change("Pièce jointe", "", name) for name in now if name not in was)


def _files(record: ErpRecord | None) -> list[str]:
    return [file.name for file in record.attachments] if record else []


def _change(what: str, before: str, after: str) -> Iterator[Change]:
    if before != after:
        yield Change(what, before, after)


def _text(world: World, spec: FieldSpec, row: Row) -> str:
    text = row.get(spec.name, "")
    return " / ".join(shown(world, spec, text, row).splitlines()) if text else ""


def _line_changes(
    doctype: Doctype, old: ErpRecord | None, new: ErpRecord | None, before: World, after: World
) -> Iterator[Change]:
    """Align the lines, so that one put in the middle does not make all the others look changed."""
    was, now = old.lines if old else [], new.lines if new else []
    matcher = SequenceMatcher(a=[_key(line) for line in was], b=[_key(line) for line in now])
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        if tag == "equal":
            continue
        for rank in range(max(i2 - i1, j2 - j1)):
            gone = was[i1 + rank] if i1 + rank < i2 else {}
            come = now[j1 + rank] if j1 + rank < j2 else {}
            number = (j1 if come else i1) + rank + 1
            yield from _change(
                f"Ligne {number}",
                _line(before, doctype.line_fields, gone, come),
                _line(after, doctype.line_fields, come, gone),
            )


def _key(line: Row) -> tuple[tuple[str, str], ...]:
    return tuple(sorted(line.items()))


def _line(world: World, specs: Sequence[FieldSpec], line: Row, other: Row) -> str:
    """Return a line in words: the whole of it alone, else what identifies it and what differs."""
    shared = bool(line) and bool(other)
    kept = [
        spec
        for rank, spec in enumerate(specs)
        if line.get(spec.name)
        and (not shared or rank == 0 or line.get(spec.name) != other.get(spec.name))
    ]
    return ", ".join(f"{spec.label_fr} {_text(world, spec, line)}" for spec in kept)


def describe(found: Sequence[RecordDifference]) -> str:
    """Return the differences as a text."""
    if not found:
        return "Aucune différence dans l’ERP entre ces deux entrées."
    return "\n".join(line for one in found for line in _described(one))


def _described(one: RecordDifference) -> Iterator[str]:
    yield f"{one.title} : {one.kind}"
    for change in one.changes:
        if one.kind == SAME:
            yield f"    {change.what} : {change.before or NOTHING} → {change.after or NOTHING}"
        else:
            yield f"    {change.what} : {change.after or change.before}"
