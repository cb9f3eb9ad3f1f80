"""Making records: identities, numbers and defaults, for one record or for many at a time."""

from collections import Counter
from collections.abc import Iterable

from sim.erp.doctype import Doctype
from sim.erp.lookup import today
from sim.facts.erp import RecordCreated, Row
from sim.world import ErpRecord, World


class Maker:
    """Gives each record of one decision its identity and its number: none twice, none left out (BR-INV-05)."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._drafts = 0
        self._numbers: Counter[str] = Counter()

    def number(self, doctype: Doctype) -> str | None:
        """Return the number that comes next in the doctype's series."""
        if doctype.series is None:
            return None
        key = doctype.series.key(today(self.world).year)
        self._numbers[key] += 1
        last = self.world.erp.series.get(key, 0)
        return doctype.series.write(key, last + self._numbers[key])

    def blank(self, doctype: Doctype) -> ErpRecord:
        """Return a record with an identity and its defaults; numbered when its doctype says so."""
        number = self.number(doctype) if doctype.numbered_at_creation else None
        if number is None:
            self._drafts += 1
        draft = f"{doctype.draft_prefix}-{self.world.erp.last_draft + self._drafts}"
        values = defaults(self.world, doctype)
        state = doctype.states[0].name
        return ErpRecord(number or draft, doctype.name, state, values, number=number)

    def make(
        self,
        doctype: Doctype,
        values: Row,
        lines: Iterable[Row] = (),
        *,
        state: str = "",
        copied_from: str = "",
        automatic: bool = False,
    ) -> RecordCreated:
        """Return the fact of a record opened by the ERP itself, from canonical texts."""
        record = self.blank(doctype)
        record.state = state or record.state
        record.values |= {name: text for name, text in values.items() if text}
        record.lines = [{name: text for name, text in line.items() if text} for line in lines]
        if doctype.derive:
            doctype.derive(self.world, record, frozenset(values))
        return created(record, copied_from=copied_from, automatic=automatic)


def created(record: ErpRecord, *, copied_from: str = "", automatic: bool = False) -> RecordCreated:
    """Return the fact of a record entered."""
    return RecordCreated(
        doctype=record.doctype,
        record=record.id,
        state=record.state,
        values={name: text for name, text in record.values.items() if text},
        lines=tuple(record.lines),
        number=record.number,
        copied_from=copied_from or None,
        automatic=automatic,
    )


def defaults(world: World, doctype: Doctype) -> Row:
    """Return what the fields of a new record hold."""
    return {
        spec.name: today(world).isoformat() if spec.default == "today" else spec.default
        for spec in doctype.fields
        if spec.default
    }


def duplicate(doctype: Doctype, record: ErpRecord) -> tuple[Row, list[Row]]:
    """Return what « Dupliquer » keeps of a record: what was typed, never what the ERP wrote."""
    kept = [spec.name for spec in doctype.fields if spec.copied and not spec.readonly]
    line_kept = [spec.name for spec in doctype.line_fields if spec.copied and not spec.readonly]
    values = {name: record.values[name] for name in kept if record.values.get(name)}
    lines = [{name: line[name] for name in line_kept if line.get(name)} for line in record.lines]
    return values, lines


def keep_number(world: World, doctype: Doctype, number: str | None) -> None:
    """Remember the highest number of the series."""
    read = doctype.series.read(number) if doctype.series and number else None
    if read:
        key, rank = read
        world.erp.series[key] = max(rank, world.erp.series.get(key, 0))
