"""What the telephone and the reception show, from the world alone."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sim.calls import open_conversation
from sim.channels import cost
from sim.dialogue import choices_of
from sim.directory import listed
from sim.facts.calls import NoteValues
from sim.language.french import clock_time, date_short
from sim.world import Conversation, World
from webapp.desk.shell import rung

STATES = {"waiting": "En attente", "talking": "En cours", "ended": "Terminé", "missed": "Manqué"}
ICONS = {
    "incoming_call": "telephone-inbound",
    "outgoing_call": "telephone-outbound",
    "visit": "person-standing",
}
NOTE_FIELDS = {
    "moment": "Date et heure",
    "caller": "Personne",
    "company": "Entreprise",
    "phone": "Téléphone",
    "subject": "Objet",
    "follow_up": "Suite à donner",
    "recipient": "Destinataire",
}
LONG_FIELDS = ("subject", "follow_up")
HANDED = {"hand": "en main propre", "tray": "dans sa bannette"}


@dataclass(frozen=True, slots=True)
class Row:
    """A conversation of the list."""

    id: str
    icon: str
    visit: bool
    title: str
    state: str
    moment: datetime
    voicemail: bool
    """Whether a spoken message was left."""
    note: bool
    transferred_to: str
    """Name of whoever took the call; empty while it stays at the desk."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of a conversation, as it is shown."""

    index: int
    moment: datetime
    mine: bool
    speaker: str
    tone: str
    """How it sounds: a mood of the person, or nothing."""
    text: str


def calls_context(world: World, selected: str = "") -> dict[str, Any]:
    """Return what the screen shows: who waits, what took place, one conversation and its form."""
    rows = [_row(world, call) for call in reversed(world.calls.values())]
    call = world.calls.get(selected)
    return {
        "rows": rows,
        "people": [person for person in listed(world) if person.phone],
        "minutes": cost(world, "phone"),
        "away": [person.id for person in listed(world) if world.away(person.id)],
        "colleagues": [person for person in listed(world) if person.internal],
        "states": STATES,
        "elsewhere": _elsewhere(world, selected),
        **conversation_context(world, call),
        **note_context(world, call),
    }


def _elsewhere(world: World, selected: str) -> Row | None:
    """Return the conversation that goes on beside the one shown, if any."""
    talking = open_conversation(world)
    return _row(world, talking) if talking and talking.id != selected else None


def conversation_context(world: World, call: Conversation | None) -> dict[str, Any]:
    """Return a conversation: its lines, and the replies proposed while it lasts."""
    if call is None:
        return {"call": None, "lines": [], "choices": (), "can_transfer": False, "purpose": ""}
    talking = call.state == "talking"
    person = world.person(call.person)
    other = person.name if person else rung(world, call).announced
    return {
        "call": _row(world, call),
        "lines": [
            Turn(
                at, world.moment(line.at), line.speaker == "candidate", other, line.mood, line.text
            )
            for at, line in enumerate(call.lines)
        ],
        "choices": choices_of(world, call) if talking else (),
        "on_voicemail": call.voicemail,
        "purpose": call.purpose,
        "can_transfer": talking and call.channel != "visit" and not call.voicemail,
    }


def note_context(world: World, call: Conversation | None) -> dict[str, Any]:
    """Return the message form: as it was saved, otherwise empty but for the date and time."""
    note = call.note if call and call.note else NoteValues()
    if call and call.note is None:
        began = world.moment(call.began_at)
        note = NoteValues(moment=f"{date_short(began)} {clock_time(began)}")
    slips = [(_name(world, person), HANDED[how]) for person, how, _ in call.slips] if call else []
    return {
        "note": note,
        "note_fields": NOTE_FIELDS,
        "long_fields": LONG_FIELDS,
        "slips": slips,
        "handing": HANDED,
    }


def _name(world: World, key: str) -> str:
    person = world.person(key)
    return person.name if person else key


def _row(world: World, call: Conversation) -> Row:
    person = world.person(call.person)
    outgoing = call.channel == "outgoing_call" and person
    put_through = call.transferred_to and call.state == "ended"
    return Row(
        id=call.id,
        icon="telephone-x" if call.state == "missed" else ICONS[call.channel],
        visit=call.channel == "visit",
        title=person.name if outgoing and person else rung(world, call).announced,
        state=call.state,
        moment=world.moment(call.began_at),
        voicemail=call.state == "missed" and call.channel != "visit" and bool(call.lines),
        note=call.note is not None,
        transferred_to=_name(world, call.transferred_to) if put_through else "",
    )
