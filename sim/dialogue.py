"""What a person answers: the node that follows, the mood they are in, what they know, what escapes them.

Everything here is decided once, when the candidate speaks, and kept as facts.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sim.facts import calls
from sim.facts.base import Fact
from sim.hearing import Heard, greets, hear
from sim.language.denied import offers
from sim.language.mentions import says
from sim.scenario.script import Choice, Hearing, Knowledge, Node, Script
from sim.world import Conversation, World

PATIENT_TIMES = 2
"""How many times in a row a person asks to hear something again."""
GREETED = "Oui, bonjour. J’écoute."
"""What anybody answers to a greeting alone, in whatever mood, to a colleague or to a stranger."""


@dataclass(frozen=True, slots=True)
class Mood:
    """The mood somebody is in, the fact of how they came to it, and whether they have had enough."""

    name: str
    facts: tuple[Fact, ...] = ()
    beyond: bool = False


def script_of(world: World, call: Conversation) -> Script | None:
    """Return the script a conversation follows; nothing on a voicemail."""
    return world.scenario.script_by_id.get(call.script)


def node_of(world: World, call: Conversation) -> Node:
    """Return the place a conversation has reached; an empty one without a script."""
    script = script_of(world, call)
    return script.nodes.get(call.node, Node()) if script else Node()


def choices_of(world: World, call: Conversation) -> tuple[Choice, ...]:
    """Return the replies proposed: one that asks for what is not to be had any more goes away."""
    script = script_of(world, call)
    if script is None:
        return ()
    return tuple(
        one
        for one in node_of(world, call).choices
        if not one.asks or (one.asks not in call.learned and _at_hand(script, call, one.asks))
    )


def enter(call: str, script: Script, name: str, mood: str) -> list[Fact]:
    """Say what is said on reaching a node in this mood; take leave where the script does."""
    node = script.nodes[name]
    lines = node.says_in.get(mood, node.says) or ("",)
    facts: list[Fact] = [calls.PersonSaid(call=call, node=name, text=text) for text in lines]
    if node.ends:
        facts.append(calls.Ended(call=call, by="person"))
    return facts


def moved(script: Script, call: Conversation, shift: int, causes: Iterable[str]) -> Mood:
    """Return the mood after a shift of so many steps, never past the ends of the scale."""
    before = call.mood
    if not shift or before not in script.moods:
        return Mood(before)
    at = script.moods.index(before) + shift
    beyond = at >= len(script.moods) and bool(script.walks_out)
    after = script.moods[max(0, min(at, len(script.moods) - 1))]
    if after == before and not beyond:
        return Mood(before)
    by = ", ".join(causes)
    fact = calls.MoodChanged(call=call.id, before=before, after=after, by=by)
    return Mood(after, (fact,), beyond)


def after_choice(world: World, call: Conversation, choice: Choice) -> list[Fact]:
    """Return what follows a proposed reply."""
    script = world.scenario.script_by_id[call.script]
    mood = moved(script, call, choice.mood, ("reply",))
    if mood.beyond:
        return [*mood.facts, *enter(call.id, script, script.walks_out, mood.name)]
    facts = list(mood.facts)
    item = script.knowledge(choice.asks)
    if item is not None:
        facts += _told(script, call, item, mood.name)
    if choice.to:
        facts += enter(call.id, script, choice.to, mood.name)
    return facts


def after_words(world: World, call: Conversation, text: str, now: int) -> list[Fact]:
    """Return what follows free words: what the node hears, what is asked for, or that they are lost."""
    script = script_of(world, call)
    if script is None:
        return []
    heard = _hear(world, call, text, now)
    node = node_of(world, call)
    hearing = next((one for one in node.hears if _understood(one, text, heard)), None)
    if hearing is None and greets(text, _names(world, call)):
        return [calls.PersonSaid(call=call.id, node=call.node, text=GREETED)]
    mood = moved(script, call, *_shift(script, heard, hearing))
    facts = [*_promised(call, hearing, heard), *mood.facts]
    if mood.beyond:
        return [*facts, *enter(call.id, script, script.walks_out, mood.name)]
    if hearing is not None:
        return [*facts, *enter(call.id, script, hearing.to, mood.name)]
    item = _asked_for(script, call, text, mood.name)
    if item is not None:
        return [*facts, *_told(script, call, item, mood.name)]
    return [*facts, *_lost(script, call, node, heard, mood.name)]


def _hear(world: World, call: Conversation, text: str, now: int) -> Heard:
    """Return what is heard now; a time gone by is told, and promises nothing."""
    person = world.person(call.person)
    moment = world.moment(now)
    heard = hear(text, moment, colleague=bool(person and person.internal))
    ahead = tuple(one for one in heard.times if one >= f"{moment:%H:%M}")
    return replace(heard, times=ahead)


def _names(world: World, call: Conversation) -> list[str]:
    """Return by what names people may greet one another here."""
    scenario = world.scenario
    person = world.person(call.person)
    theirs = [person.name, person.organisation] if person else []
    return [scenario.candidate_name, scenario.company.name, *theirs]


def _promised(call: Conversation, hearing: Hearing | None, heard: Heard) -> list[Fact]:
    """Return the promise heard; of several times said, the latest is the one to be held to."""
    if hearing is None or not hearing.promise:
        return []
    return [calls.PromiseMade(call=call.id, what=hearing.promise, due=heard.times[-1])]


def _shift(script: Script, heard: Heard, hearing: Hearing | None) -> tuple[int, list[str]]:
    """Return the steps a sentence moves the mood, and why: its tone counts for one step at most."""
    shifts = {mark: script.shift_of(mark) for mark in sorted(heard.marks)}
    tone = max(-1, min(1, sum(shifts.values())))
    own = hearing.mood if hearing else 0
    if own * tone > 0:
        tone = 0  # The author has weighed these words already.
    causes: list[str] = ["reply"] if own else []
    causes += [mark for mark, shift in shifts.items() if tone and shift * tone > 0]
    return tone + own, causes


def _understood(hearing: Hearing, text: str, heard: Heard) -> bool:
    return (
        all(offers(text, value) for value in hearing.mentions)
        and (not hearing.mentions_any or any(offers(text, one) for one in hearing.mentions_any))
        and (not hearing.intents or not heard.intents.isdisjoint(hearing.intents))
        and (not hearing.promise or bool(heard.times))
    )


def _at_hand(script: Script, call: Conversation, name: str) -> bool:
    """Say whether an item can be asked for now: what must come before has, and it is not used up."""
    item = script.knowledge(name)
    if item is None or (item.once and name in call.learned):
        return False
    return all(one in call.learned or one in call.reached for one in item.after)


def _willing(script: Script, item: Knowledge, mood: str) -> bool:
    if item.mood not in script.moods or mood not in script.moods:
        return True
    return script.moods.index(mood) <= script.moods.index(item.mood)


def _asked_for(script: Script, call: Conversation, text: str, mood: str) -> Knowledge | None:
    """Return what a question touches; what they would not say in this mood only if they say so."""
    for item in script.knows:
        answered = item.unwilling or _willing(script, item, mood)
        if (
            answered
            and _at_hand(script, call, item.id)
            and any(says(text, one) for one in item.asked)
        ):
            return item
    return None


def _told(script: Script, call: Conversation, item: Knowledge, mood: str) -> list[Fact]:
    """Tell it, or refuse to: the conversation stays where it is."""
    willing = _willing(script, item, mood)
    lines = item.says if willing else item.unwilling or ("",)
    facts: list[Fact] = [calls.Learned(call=call.id, item=item.id)] if willing else []
    return facts + [calls.PersonSaid(call=call.id, node=call.node, text=text) for text in lines]


def _lost(script: Script, call: Conversation, node: Node, heard: Heard, mood: str) -> list[Fact]:
    """Ask to hear it again, twice at most where the script goes on otherwise."""
    lines = script.rephrase if node.rephrase is None else node.rephrase
    if not lines or (call.lost >= PATIENT_TIMES and node.otherwise is not None):
        return [] if node.otherwise is None else enter(call.id, script, node.otherwise, mood)
    awaited = {intent for one in node.hears for intent in one.intents}
    unsure = tuple(sorted(awaited & heard.unsure))
    line = lines[call.lost % len(lines)]
    return [
        calls.NotUnderstood(call=call.id, times=call.lost + 1, unsure=unsure),
        calls.PersonSaid(call=call.id, node=call.node, text=line),
    ]
