"""Filters the candidate saves: a search, a state and an order of a list, kept under a name."""

from sim.decision import Command, Decision, accept, refuse
from sim.erp.registry import DOCTYPES
from sim.erp.rights import reading
from sim.erp.steps import NO_DOCTYPE
from sim.facts import erp
from sim.facts.erp import Row
from sim.journal.entry import Entry
from sim.world import SavedFilter, World

LIMIT, NAME_LIMIT = 20, 60


class SaveFilter(Command):
    """Keep how a list is shown; the same name replaces it."""

    doctype: str
    name: str
    query: str = ""
    filters: Row = {}
    sort: str = ""


class DeleteFilter(Command):
    """Forget a saved filter."""

    doctype: str
    name: str


def decide_save_filter(world: World, command: SaveFilter, now: int) -> Decision:
    """Keep it."""
    doctype, name = DOCTYPES.get(command.doctype), " ".join(command.name.split())
    if doctype is None:
        return refuse(NO_DOCTYPE)
    if problem := reading(world, doctype):
        return refuse(problem)
    if not 0 < len(name) <= NAME_LIMIT:
        return refuse(f"Donnez au filtre un nom de {NAME_LIMIT} caractères au plus.")
    known = world.erp.filters.get(doctype.name, {})
    if name not in known and len(known) >= LIMIT:
        return refuse(f"{LIMIT} filtres sont déjà enregistrés : supprimez-en un.")
    filters = {key: text[:200] for key, text in command.filters.items() if text}
    query, sort = command.query.strip()[:200], command.sort[:60]
    if not (filters or query or sort):
        return refuse("Rien à enregistrer : cherchez, filtrez ou triez d’abord la liste.")
    return accept(
        erp.FilterSaved(doctype=doctype.name, name=name, query=query, filters=filters, sort=sort)
    )


def decide_delete_filter(world: World, command: DeleteFilter, now: int) -> Decision:
    """Forget it."""
    if command.name not in world.erp.filters.get(command.doctype, {}):
        return refuse("Ce filtre n’existe plus. Rechargez la liste.")
    return accept(erp.FilterDeleted(doctype=command.doctype, name=command.name))


def apply_saved(world: World, entry: Entry, fact: erp.FilterSaved) -> None:
    """Keep the filter."""
    kept = world.erp.filters.setdefault(fact.doctype, {})
    kept[fact.name] = SavedFilter(fact.query, dict(fact.filters), fact.sort)


def apply_deleted(world: World, entry: Entry, fact: erp.FilterDeleted) -> None:
    """Forget the filter."""
    world.erp.filters.get(fact.doctype, {}).pop(fact.name, None)
