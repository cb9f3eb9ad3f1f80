"""The company's instant messenger."""

from sim.decision import Command, Decision, Tool, accept, refuse
from sim.facts import chat
from sim.journal.entry import Entry
from sim.world import ChatLine, World

TEXT_LIMIT = 2_000


class SendChat(Command):
    """Write to a colleague."""

    person: str
    text: str


class OpenChat(Command):
    """Display a conversation."""

    person: str


def furnish(world: World) -> None:
    """Give each colleague who has the messenger an empty conversation."""
    world.chat = {person.id: [] for person in world.scenario.people if person.chat}


def decide_send(world: World, command: SendChat, now: int) -> Decision:
    """Send a text that says something to somebody who has the messenger."""
    if command.person not in world.chat:
        return refuse(
            "Cette personne n’a pas la messagerie instantanée : utilisez le téléphone ou le mél."
        )
    text = command.text.strip()
    if not text:
        return refuse("Votre message est vide : écrivez-le, puis envoyez-le.")
    if len(text) > TEXT_LIMIT:
        return refuse(
            f"Votre message dépasse {TEXT_LIMIT} caractères : raccourcissez-le ou envoyez un mél."
        )
    return accept(chat.Sent(person=command.person, text=text))


def decide_open(world: World, command: OpenChat, now: int) -> Decision:
    """Display a conversation that can exist."""
    if command.person not in world.chat:
        return refuse("Cette conversation n’existe pas.")
    return accept(chat.Opened(person=command.person))


def apply_sent(world: World, entry: Entry, fact: chat.Sent) -> None:
    """Add the candidate's line."""
    world.chat[fact.person].append(ChatLine(entry.at, mine=True, text=fact.text))


def apply_received(world: World, entry: Entry, fact: chat.Received) -> None:
    """Add the colleague's line, unseen."""
    lines = world.chat.setdefault(fact.person, [])
    lines.append(ChatLine(entry.at, mine=False, text=fact.text, seen=False))


def apply_opened(world: World, entry: Entry, fact: chat.Opened) -> None:
    """Mark the lines seen."""
    for line in world.chat[fact.person]:
        line.seen = True


TOOL = Tool(
    decides={SendChat: decide_send, OpenChat: decide_open},
    applies={chat.Sent: apply_sent, chat.Received: apply_received, chat.Opened: apply_opened},
)
