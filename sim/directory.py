"""The directory: people inside and outside the company, and who decides what."""

from sim.decision import Command, Decision, Tool, accept, apply_nothing, refuse
from sim.facts import directory
from sim.language.normalise import normalise
from sim.scenario.model import Person
from sim.world import World


class OpenPerson(Command):
    """Display a person's card."""

    person: str


class SearchDirectory(Command):
    """Search by name, function, organisation, telephone or address."""

    query: str


def listed(world: World, query: str = "") -> list[Person]:
    """Return the people a search finds: the company's own first, then the others."""
    words = normalise(query).split()
    found = [person for person in world.scenario.people if person.listed and _has(person, words)]
    return sorted(found, key=lambda person: (not person.internal, person.organisation))


def _has(person: Person, words: list[str]) -> bool:
    card = " ".join(
        (person.name, person.function, person.organisation, person.email, person.phone, person.note)
    )
    text = normalise(card)
    return all(word in text for word in words)


def decide_open(world: World, command: OpenPerson, now: int) -> Decision:
    """Display somebody the directory knows."""
    person = world.person(command.person)
    if person is None or not person.listed:
        return refuse("Cette personne n’est pas dans l’annuaire.")
    return accept(directory.Opened(person=person.id))


def decide_search(world: World, command: SearchDirectory, now: int) -> Decision:
    """Note what was looked for, and how much was found."""
    query = command.query.strip()[:100]
    if not query:
        return accept()
    return accept(directory.Searched(query=query, results=len(listed(world, query))))


TOOL = Tool(
    decides={OpenPerson: decide_open, SearchDirectory: decide_search},
    applies={directory.Opened: apply_nothing, directory.Searched: apply_nothing},
)
