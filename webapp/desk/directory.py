"""The directory: who is who, and how to reach them."""

from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue

from sim.channels import costs
from sim.directory import OpenPerson, SearchDirectory, listed
from sim.world import World
from webapp import htmx
from webapp.desk.blueprint import bp, office

UNKNOWN = "Cette personne n’est pas dans l’annuaire. Cherchez-la par son nom ou son entreprise."
QUERY_LENGTH = 100


def directory_context(world: World, query: str = "", person: str = "") -> dict[str, Any]:
    """Return what the directory shows: the people found, colleagues first, and one card."""
    found = listed(world, query)
    card = world.person(person) if person else None
    groups = [
        (world.scenario.company.name, [one for one in found if one.internal]),
        ("Extérieur", [one for one in found if not one.internal]),
    ]
    return {
        "query": query,
        "groups": [(label, people) for label, people in groups if people],
        "card": card if card and card.listed else None,
        "costs": costs(world),
        "away": bool(card and world.away(card.id)),
        "has_chat": bool(card and card.id in world.chat),
    }


@bp.get("/annuaire")
def directory() -> ResponseReturnValue:
    """List everybody, or those a search finds; the search is journalled."""
    query = _query()
    if query:
        office().open(SearchDirectory(query=query))
    return _show(query)


@bp.get("/annuaire/<person>")
def directory_person(person: str) -> ResponseReturnValue:
    """Display a card: reading it is journalled."""
    if office().handle(OpenPerson(person=person)).refusal:
        abort(404, UNKNOWN)
    return _show(_query(), person)


def _query() -> str:
    return request.args.get("recherche", "").strip()[:QUERY_LENGTH]


def _show(query: str, person: str = "") -> ResponseReturnValue:
    return htmx.respond(
        "desk/directory/index.html", "desk/directory/_directory.html",
        screen="directory", readonly=False, nonce=office().new_nonce(),
        **directory_context(office().world, query, person),
    )  # fmt: skip
