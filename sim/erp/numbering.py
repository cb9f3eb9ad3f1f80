"""Numbers without gap or reuse: given once, by validation, never by a draft (BR-INV-05)."""

from sim.erp.doctype import Doctype
from sim.erp.lookup import today
from sim.world import World


def next_number(world: World, doctype: Doctype, ahead: int = 0) -> str | None:
    """Return the number that comes next in the doctype's series, `ahead` numbers later in a batch."""
    if doctype.series is None:
        return None
    key = doctype.series.key(today(world).year)
    return doctype.series.write(key, world.erp.series.get(key, 0) + 1 + ahead)


def keep_number(world: World, doctype: Doctype, number: str | None) -> None:
    """Remember the highest number of the series."""
    read = doctype.series.read(number) if doctype.series and number else None
    if read:
        key, rank = read
        world.erp.series[key] = max(rank, world.erp.series.get(key, 0))
