"""Finding records by id, number or what points to them."""

from datetime import date

from sim.facts.erp import Row
from sim.language.normalise import normalise
from sim.world import ErpRecord, World


def records(world: World, doctype: str) -> dict[str, ErpRecord]:
    """Return the records of a doctype by id."""
    return world.erp.records.get(doctype, {})


def find(world: World, doctype: str, key: str) -> ErpRecord | None:
    """Return a record by id or number, whatever the case; or nothing."""
    known = records(world, doctype)
    wanted = normalise(key)
    if key in known or not wanted:
        return known.get(key)
    for record in known.values():
        if wanted in (normalise(record.id), normalise(record.number or "")):
            return record
    return None


def linked(world: World, doctype: str, row: Row, field: str) -> ErpRecord | None:
    """Return the record that a field of a row points to."""
    return records(world, doctype).get(row.get(field, ""))


def label_of(record: ErpRecord) -> str:
    """Return what a reader calls a record: its number, or the id of a draft."""
    return record.number or record.id


def setting(world: World, name: str, default: str = "") -> str:
    """Return a parameter of the company."""
    return world.scenario.erp.settings.get(name) or default


def today(world: World) -> date:
    """Return the office's date."""
    return world.moment(world.at).date()


def closed(world: World, row: Row, field: str) -> str:
    """Refuse what is dated in a period that the accountants closed (setting `closed_until`)."""
    end, day = setting(world, "closed_until"), row.get(field, "")
    if end and day and day <= end:
        until = "/".join(reversed(end.split("-")))
        return (
            f"La période comptable est clôturée jusqu’au {until} : aucune écriture ne peut y être datée. "
            "Changez la date, ou voyez la comptabilité."
        )
    return ""
