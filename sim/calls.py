"""Conversations: calls that come in, calls placed, visitors at the desk.

What a person answers is worked out in `sim.dialogue`, from a script of the pack; what leaves a
conversation for somebody else, in `sim.relay`. One conversation at a time, as on a real desk.
"""

import re

from sim import relay
from sim.decision import Command, Decision, Tool, accept, refuse
from sim.dialogue import after_choice, after_words, choices_of, enter, moved, script_of
from sim.facts import calls
from sim.facts.base import Fact
from sim.facts.calls import NoteValues
from sim.journal.entry import Entry
from sim.scenario.script import Script
from sim.world import Conversation, Line, World

TEXT_LIMIT = 2_000
PURPOSE_LIMIT = 200
USUAL_PATIENCE = 60
"""Office seconds a call rings that follows no script."""
VOICEMAIL = "Bonjour, vous êtes bien sur la messagerie de {name}. Merci de laisser un message."


class AnswerCall(Command):
    """Take the call, or turn to the visitor."""

    call: str


class PlaceCall(Command):
    """Telephone somebody of the directory."""

    person: str
    purpose: str = ""
    """What for, in a few words."""


class Reply(Command):
    """Answer with a proposed reply."""

    call: str
    choice: str
    due: str = ""
    """For a reply that promises something: by when, HH:MM."""


class Say(Command):
    """Answer in one's own words."""

    call: str
    text: str


class HangUp(Command):
    """End the conversation."""

    call: str


class SaveNote(Command):
    """Fill in the telephone message form."""

    call: str
    note: NoteValues


def open_conversation(world: World) -> Conversation | None:
    """Return the conversation the candidate is in, if any."""
    return next((call for call in world.calls.values() if call.state == "talking"), None)


def waiting(world: World) -> list[Conversation]:
    """Return who rings or stands at the desk."""
    return [call for call in world.calls.values() if call.state == "waiting"]


def decide_answer(world: World, command: AnswerCall, now: int) -> Decision:
    """Answer who waits, when nobody else is being talked to."""
    call = world.calls.get(command.call)
    if call is None or call.state != "waiting":
        return refuse("Cet appel n’attend plus de réponse.")
    if open_conversation(world):
        return refuse("Terminez d’abord la conversation en cours.")
    script = world.scenario.script_by_id[call.script]
    return accept(calls.Answered(call=call.id), *enter(call.id, script, script.start, call.mood))


def decide_place(world: World, command: PlaceCall, now: int) -> Decision:
    """Ring somebody who has a telephone: their script answers, or their voicemail, as when they are away."""
    person = world.person(command.person)
    if person is None or not person.listed:
        return refuse("Cette personne n’est pas dans l’annuaire.")
    if not person.phone:
        return refuse(f"L’annuaire ne donne pas de numéro pour {person.name} : écrivez-lui.")
    if open_conversation(world):
        return refuse("Terminez d’abord la conversation en cours.")
    purpose = command.purpose.strip()
    if len(purpose) > PURPOSE_LIMIT:
        return refuse(f"Dites l’objet de l’appel en {PURPOSE_LIMIT} caractères au plus.")
    call = f"A{sum(1 for known in world.calls.values() if known.channel == 'outgoing_call') + 1}"
    script = None if world.away(person.id) else _outgoing_script(world, person.id)
    placed = calls.Placed(call=call, person=person.id, voicemail=script is None, purpose=purpose)
    if script is None:
        text = VOICEMAIL.format(name=person.name)
        return accept(placed, calls.PersonSaid(call=call, node="", text=text))
    return accept(placed, *enter(call, script, script.start, script.first_mood))


def _outgoing_script(world: World, person: str) -> Script | None:
    scripts = world.scenario.scripts
    return next(
        (one for one in scripts if one.channel == "outgoing_call" and one.person == person), None
    )


def decide_reply(world: World, command: Reply, now: int) -> Decision:
    """Follow a proposed reply to the next node."""
    call = world.calls.get(command.call)
    if call is None or call.state != "talking":
        return refuse(_OVER)
    choice = next((one for one in choices_of(world, call) if one.id == command.choice), None)
    if choice is None:
        return refuse("Cette réponse n’est plus proposée : la conversation a avancé.")
    facts: list[Fact] = [_said(call, choice.text, choice.id)]
    if choice.promise:
        due = _time(command.due)
        if due is None:
            return refuse("Indiquez pour quelle heure vous vous engagez, par exemple 10:30.")
        facts.append(calls.PromiseMade(call=call.id, what=choice.promise, due=due))
    return accept(*facts, *after_choice(world, call, choice))


def _said(call: Conversation, text: str, choice: str | None = None) -> calls.Said:
    return calls.Said(call=call.id, node=call.node, person=call.person, text=text, choice=choice)


def _time(text: str) -> str | None:
    match = re.fullmatch(r"([01]?\d|2[0-3])\s*[h:]\s*([0-5]\d)?", text.strip().lower())
    return f"{int(match[1]):02d}:{match[2] or '00'}" if match else None


def decide_say(world: World, command: Say, now: int) -> Decision:
    """Let the person understand what they can of free words."""
    call, text = world.calls.get(command.call), command.text.strip()
    if call is None or call.state != "talking":
        return refuse(_OVER)
    if not text:
        return refuse("Vous n’avez rien dit : écrivez votre réponse.")
    if len(text) > TEXT_LIMIT:
        return refuse(f"Votre réponse dépasse {TEXT_LIMIT} caractères : dites-la plus brièvement.")
    return accept(_said(call, text), *after_words(world, call, text, now))


def decide_hang_up(world: World, command: HangUp, now: int) -> Decision:
    """End a conversation that is going on."""
    call = world.calls.get(command.call)
    if call is None or call.state != "talking":
        return refuse(_OVER)
    return accept(calls.Ended(call=call.id, by="candidate"))


def decide_note(world: World, command: SaveNote, now: int) -> Decision:
    """Keep the message form of a conversation that took place, or was missed."""
    call = world.calls.get(command.call)
    if call is None:
        return refuse("Cette conversation n’existe pas.")
    if call.note == command.note:
        return accept()
    return accept(calls.NoteSaved(call=command.call, note=command.note))


_OVER = "Cette conversation est terminée."


def overdue(world: World, now: int) -> list[tuple[int, list[Fact]]]:
    """Return what those who wait did by `now`, each with the second at which they did it.

    A call stops ringing; a visitor shows impatience, and goes away when their script says so.
    """
    done: list[tuple[int, list[Fact]]] = []
    for call in waiting(world):
        script = script_of(world, call)
        patience = script.patience if script else USUAL_PATIENCE
        if patience is not None and call.began_at + patience <= now:
            done.append((call.began_at + patience, [calls.Missed(call=call.id)]))
        if script is not None and call.impatient < len(script.impatient):
            done += _impatience(call, script, now)
    return sorted(done, key=lambda item: item[0])


def _impatience(call: Conversation, script: Script, now: int) -> list[tuple[int, list[Fact]]]:
    step = script.impatient[call.impatient]
    at = call.began_at + round(step.after_min * 60)
    if at > now:
        return []
    mood = moved(script, call, step.mood, ("waiting",))
    changed = mood.facts if mood.name != call.mood else ()
    return [(at, [*changed, calls.ImpatienceShown(call=call.id, text=step.says)])]


def apply_began(world: World, entry: Entry, fact: calls.Began) -> None:
    """Let it ring."""
    name = fact.script or fact.call
    script = world.scenario.script_by_id.get(name)
    world.calls[fact.call] = Conversation(
        fact.call, fact.channel, fact.person, began_at=entry.at, script=name,
        mood=script.first_mood if script else "",
    )  # fmt: skip


def apply_answered(world: World, entry: Entry, fact: calls.Answered) -> None:
    """Begin to talk."""
    world.calls[fact.call].state = "talking"


def apply_missed(world: World, entry: Entry, fact: calls.Missed) -> None:
    """Stop ringing; what was left on the voicemail stays."""
    call = world.calls[fact.call]
    call.state = "missed"
    script = world.scenario.script_by_id.get(call.script)
    if script and script.on_missed:
        call.lines.append(Line(entry.at, call.person, script.on_missed))


def apply_placed(world: World, entry: Entry, fact: calls.Placed) -> None:
    """Begin to talk to the person called."""
    script = None if fact.voicemail else _outgoing_script(world, fact.person)
    world.calls[fact.call] = Conversation(
        fact.call, "outgoing_call", fact.person, began_at=entry.at, state="talking",
        script=script.id if script else "", voicemail=fact.voicemail, purpose=fact.purpose,
        mood=script.first_mood if script else "",
    )  # fmt: skip


def apply_person_said(world: World, entry: Entry, fact: calls.PersonSaid) -> None:
    """Hear it; the conversation stands at that node."""
    call = world.calls[fact.call]
    call.node = fact.node
    if fact.node not in call.reached:
        call.reached.append(fact.node)
    if fact.text:
        call.lines.append(Line(entry.at, call.person, fact.text, call.mood))


def apply_said(world: World, entry: Entry, fact: calls.Said) -> None:
    """Keep the candidate's words, which count as understood until the person says that they are not."""
    call = world.calls[fact.call]
    call.lines.append(Line(entry.at, "candidate", fact.text))
    call.lost = 0


def apply_not_understood(world: World, entry: Entry, fact: calls.NotUnderstood) -> None:
    """Count how often in a row."""
    world.calls[fact.call].lost = fact.times


def apply_learned(world: World, entry: Entry, fact: calls.Learned) -> None:
    """Remember what the person told."""
    world.calls[fact.call].learned.append(fact.item)


def apply_mood(world: World, entry: Entry, fact: calls.MoodChanged) -> None:
    """Let them be in that mood."""
    world.calls[fact.call].mood = fact.after


def apply_impatience(world: World, entry: Entry, fact: calls.ImpatienceShown) -> None:
    """Hear it across the desk."""
    call = world.calls[fact.call]
    call.impatient += 1
    call.lines.append(Line(entry.at, call.person, fact.text, call.mood))


def apply_ended(world: World, entry: Entry, fact: calls.Ended) -> None:
    """End it."""
    world.calls[fact.call].state = "ended"


def apply_note(world: World, entry: Entry, fact: calls.NoteSaved) -> None:
    """Keep the form."""
    world.calls[fact.call].note = fact.note


def apply_promise(world: World, entry: Entry, fact: calls.PromiseMade) -> None:
    """Remember the promise."""
    world.calls[fact.call].promises.append((fact.what, fact.due))


TOOL = Tool(
    decides={
        AnswerCall: decide_answer,
        PlaceCall: decide_place,
        Reply: decide_reply,
        Say: decide_say,
        HangUp: decide_hang_up,
        SaveNote: decide_note,
        relay.TransferCall: relay.decide_transfer,
        relay.SendSlip: relay.decide_slip,
    },
    applies={
        calls.Began: apply_began,
        calls.Answered: apply_answered,
        calls.Missed: apply_missed,
        calls.Placed: apply_placed,
        calls.PersonSaid: apply_person_said,
        calls.Said: apply_said,
        calls.Ended: apply_ended,
        calls.NoteSaved: apply_note,
        calls.PromiseMade: apply_promise,
        calls.MoodChanged: apply_mood,
        calls.Learned: apply_learned,
        calls.NotUnderstood: apply_not_understood,
        calls.ImpatienceShown: apply_impatience,
        calls.Transferred: relay.apply_transfer,
        calls.SlipSent: relay.apply_slip,
    },
)
