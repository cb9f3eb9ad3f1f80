"""What leaves a conversation for somebody else: the call itself, put through, or its message form.

Part of the tool of conversations (`sim.calls`).
"""

from sim.decision import Command, Decision, accept, refuse
from sim.dialogue import enter, script_of
from sim.facts import calls
from sim.facts.base import Fact
from sim.facts.calls import Handing, NoteValues
from sim.journal.entry import Entry
from sim.scenario.model import Person
from sim.world import Conversation, World


class TransferCall(Command):
    """Put the caller through to somebody else."""

    call: str
    to: str
    announced: bool = False
    """Whether the colleague is first told who calls and why."""


class SendSlip(Command):
    """Give the message form of a conversation to a colleague."""

    call: str
    to: str
    how: Handing = "hand"


def decide_transfer(world: World, command: TransferCall, now: int) -> Decision:
    """Put through who is on the line to somebody who has a telephone; the caller may say a word."""
    call, person = world.calls.get(command.call), world.person(command.to)
    if call is None or call.state != "talking":
        return refuse("Cette conversation est terminée : il n’y a plus personne à transférer.")
    reason = _no_line(call) or _nobody(world, call, person)
    if reason or person is None:
        return refuse(reason)
    facts: list[Fact] = [calls.Transferred(call=call.id, to=person.id, announced=command.announced)]
    script = script_of(world, call)
    node = script.transfers.get(person.id, script.transfers.get("*")) if script else None
    if script is None or node is None:
        return accept(*facts, calls.Ended(call=call.id, by="candidate"))
    return accept(*facts, *enter(call.id, script, node, call.mood))


def _no_line(call: Conversation) -> str:
    """Say why this conversation cannot be put through."""
    if call.channel == "visit":
        return "Une visite ne se transfère pas : appelez la personne concernée, puis orientez le visiteur."
    if call.voicemail:
        return "Vous êtes sur une messagerie : il n’y a personne à transférer."
    return ""


def _nobody(world: World, call: Conversation, person: Person | None) -> str:
    """Say why nobody can take the call there."""
    if person is None or not person.listed:
        return "Cette personne n’est pas dans l’annuaire : choisissez qui peut prendre l’appel."
    if person.email and person.email.casefold() == world.scenario.mailbox.casefold():
        return "C’est votre propre poste : choisissez un collègue qui peut prendre l’appel."
    if person.id == call.person:
        return f"{person.name} est déjà en ligne avec vous : choisissez une autre personne."
    if not person.phone:
        return f"L’annuaire ne donne pas de numéro pour {person.name} : prenez plutôt un message."
    if world.away(person.id):
        return f"{person.name} n’est pas au bureau, l’appel sonnerait dans le vide : prenez un message, ou choisissez une autre personne."
    return ""


def apply_transfer(world: World, entry: Entry, fact: calls.Transferred) -> None:
    """Remember to whom."""
    world.calls[fact.call].transferred_to = fact.to


def decide_slip(world: World, command: SendSlip, now: int) -> Decision:
    """Give a form that says something to a colleague, once as it stands."""
    call, person = world.calls.get(command.call), world.person(command.to)
    if call is None:
        return refuse("Cette conversation n’existe pas.")
    note = call.note or NoteValues()
    if not any(text.strip() for text in note.model_dump().values()):
        return refuse("La fiche est vide : remplissez-la avant de la remettre.")
    if person is None or not person.listed:
        return refuse("Cette personne n’est pas dans l’annuaire : choisissez un collègue.")
    if not person.internal:
        return refuse(
            f"{person.name} n’est pas de l’entreprise : une fiche se remet à un collègue."
        )
    if (person.id, command.how, note) in call.slips:
        return refuse(f"{person.name} a déjà cette fiche.")
    return accept(calls.SlipSent(call=call.id, person=person.id, how=command.how, note=note))


def apply_slip(world: World, entry: Entry, fact: calls.SlipSent) -> None:
    """Remember who has it, and as it was."""
    world.calls[fact.call].slips.append((fact.person, fact.how, fact.note))
