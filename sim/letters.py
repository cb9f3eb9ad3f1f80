"""Letters: a document of the drive is printed, and put in the outgoing post for somebody."""

from sim.decision import Command, Decision, Tool, accept, refuse
from sim.facts import letters
from sim.facts.letters import Posting
from sim.journal.entry import Entry
from sim.language.french import clock_time, slug
from sim.scenario.model import Person
from sim.world import Paper, PostedLetter, World

ADDRESS_LIMIT = 300


class PrintDocument(Command):
    """Print a document of the drive, as it stands."""

    path: str


class PostLetter(Command):
    """Put printed documents in an envelope, and the envelope in the outgoing post."""

    papers: tuple[str, ...]
    person: str = ""
    """Of the directory; or nobody, and then an address."""
    address: str = ""
    """A postal address in free words, on the envelope."""
    posting: Posting = "letter"


def collection(world: World) -> int | None:
    """Return the office second at which the post of the day leaves, if the company says when."""
    hour = world.scenario.post_collection
    return world.office_second(hour) if hour else None


def on_the_desk(world: World) -> list[Paper]:
    """Return what was printed and is not posted."""
    return [paper for paper in world.post.papers.values() if not paper.letter]


def decide_print(world: World, command: PrintDocument, now: int) -> Decision:
    """Print a file that is there."""
    found = world.drive.files.get(command.path)
    if found is None:
        return refuse(
            f"« {command.path or 'Aucun document'} » ne peut pas être imprimé : choisissez un document du lecteur partagé."
        )
    file = found.file.model_copy(update={"name": found.name})
    paper = f"P{len(world.post.papers) + 1}"
    return accept(letters.Printed(paper=paper, path=found.path, file=file))


def decide_post(world: World, command: PostLetter, now: int) -> Decision:
    """Post printed documents to somebody, before the collection."""
    names = tuple(dict.fromkeys(command.papers))
    address = command.address.strip()
    person = world.person(command.person) if command.person else _named(world, address)
    problem = (
        _papers_problem(world, names)
        or _addressee_problem(command, person, address)
        or _gone(world, now)
    )
    if problem:
        return refuse(problem)
    papers = [world.post.papers[name] for name in names]
    return accept(
        letters.Posted(
            letter=f"L{len(world.post.letters) + 1}",
            papers=names,
            attachments=tuple(paper.file for paper in papers),
            addressee=address or (_envelope(person) if person else ""),
            person=person.id if person else "",
            posting=command.posting,
        )
    )


def _papers_problem(world: World, names: tuple[str, ...]) -> str:
    if not names:
        return "Il n’y a rien dans l’enveloppe : imprimez un document, puis cochez-le."
    ready = {paper.id for paper in on_the_desk(world)}
    if not ready.issuperset(names):
        return "Un de ces documents est déjà parti ou n’a pas été imprimé : imprimez-le à nouveau."
    return ""


def _addressee_problem(command: PostLetter, person: Person | None, address: str) -> str:
    if command.person and (person is None or not person.listed):
        return "Ce destinataire n’est pas dans l’annuaire : choisissez-le à nouveau ou écrivez son adresse."
    if not command.person and not address:
        return "L’enveloppe n’a pas de destinataire : choisissez une personne ou écrivez une adresse postale."
    if len(address) > ADDRESS_LIMIT:
        return f"L’adresse dépasse {ADDRESS_LIMIT} caractères : écrivez-la comme sur une enveloppe."
    return ""


def _gone(world: World, now: int) -> str:
    at = collection(world)
    if at is None or now < at:
        return ""
    hour = clock_time(world.moment(at))
    return f"Le courrier du jour est parti à {hour} : prévenez le destinataire par un autre moyen, ou prévoyez l’envoi demain."


def _envelope(person: Person) -> str:
    return "\n".join(text for text in (person.name, person.organisation) if text)


def _named(world: World, address: str) -> Person | None:
    """Return who a free address is for: a person it names, or anybody of an outside company it names."""
    text = f"-{slug(address)}-"
    people = [person for person in world.scenario.people if person.listed]
    by_name = (person for person in people if f"-{slug(person.name)}-" in text)
    outside = (person for person in people if not person.internal and person.organisation)
    by_company = (person for person in outside if f"-{slug(person.organisation)}-" in text)
    return next(by_name, None) or next(by_company, None)


def apply_printed(world: World, entry: Entry, fact: letters.Printed) -> None:
    """Lay the paper on the desk."""
    world.post.papers[fact.paper] = Paper(fact.paper, fact.path, fact.file, entry.at)


def apply_posted(world: World, entry: Entry, fact: letters.Posted) -> None:
    """Put the envelope in the tray."""
    world.post.letters[fact.letter] = PostedLetter(fact, entry.at)
    for name in fact.papers:
        world.post.papers[name].letter = fact.letter


TOOL = Tool(
    decides={PrintDocument: decide_print, PostLetter: decide_post},
    needs={PrintDocument: ("printer", "network_drive")},
    applies={letters.Printed: apply_printed, letters.Posted: apply_posted},
)
