"""Injections due now: the schedule, and people's reactions to what the candidate does.

All of it is derived from the journal: what armed an injection, what it required, what called it off,
and when. A late worker, a doubled one or none at all changes nothing, since an injection is stamped
with the second at which it fell due.
"""

from collections.abc import Iterator

from sim.facts import calls, chat, incidents, mail
from sim.facts.base import Fact
from sim.facts.dictionary import parse_fact
from sim.journal.entry import Entry
from sim.matching import matches
from sim.means import said
from sim.pattern import Pattern
from sim.scenario.model import Injection, Trouble, WorldFact
from sim.world import World

Role = str


def arm(world: World) -> None:
    """Put the scheduled injections on the clock: called once, when a world is built."""
    for injection in world.scenario.timeline:
        if injection.at is not None:
            world.timeline.armed[injection.id] = world.office_second(injection.at)


def observe(world: World, entry: Entry) -> None:
    """Note what an entry, just applied, means for the injections that wait for its kind."""
    if entry.cause:
        world.timeline.fired.setdefault(entry.cause, entry.at)
    for injection in world.scenario.injections_by_kind.get(entry.kind, ()):
        _observe_one(world, entry, injection)


def _observe_one(world: World, entry: Entry, injection: Injection) -> None:
    state = world.timeline
    if (
        injection.after
        and injection.id not in state.armed
        and matches(injection.after, entry, world)
    ):
        state.armed[injection.id] = entry.at + round(injection.delay_min * 60)
    for role, index, pattern in _conditions(injection):
        key = (injection.id, role, index)
        if key not in state.seen and matches(pattern, entry, world):
            state.seen[key] = entry.at


def _conditions(injection: Injection) -> Iterator[tuple[Role, int, Pattern]]:
    for index, pattern in enumerate(injection.requires):
        yield "requires", index, pattern
    for index, pattern in enumerate(injection.unless):
        yield "unless", index, pattern


def due(world: World, now: int) -> list[tuple[int, Injection]]:
    """Return what is owed by `now`, with the second at which each fell due, oldest first."""
    state = world.timeline
    owed = []
    for rank, injection in enumerate(world.scenario.timeline):
        at = state.armed.get(injection.id)
        at = at if at is None else _back(world, injection, at)
        if at is None or at > now or injection.id in state.fired:
            continue
        if _stands(world, injection, at):
            owed.append((at, rank, injection))
    return [(at, injection) for at, _, injection in sorted(owed, key=lambda item: item[:2])]


def _back(world: World, injection: Injection, at: int) -> int | None:
    """Return when a reaction falls due: who is away reacts once back, or never."""
    absence = world.away(_speaker(world, injection)) if injection.after else None
    if absence is None or at < absence.began_at:
        return at
    return absence.until


def _speaker(world: World, injection: Injection) -> str:
    """Return the person who writes in a reaction; nothing when nobody does."""
    first = injection.does[0]
    if first.chat is not None:
        return first.chat[0]
    return world.person_id(world.scenario.message_by_id[first.mail].sender) if first.mail else ""


def _stands(world: World, injection: Injection, at: int) -> bool:
    seen = world.timeline.seen
    return all(
        (seen.get((injection.id, role, index), at + 1) <= at) == (role == "requires")
        for role, index, _ in _conditions(injection)
    )


def next_due(world: World, now: int) -> int | None:
    """Return the office second of the next thing on the clock, for a worker that wants to sleep."""
    later = [at for name, at in world.timeline.armed.items()
             if name not in world.timeline.fired and at > now]  # fmt: skip
    return min(later, default=None)


def facts_of(injection: Injection, world: World, at: int) -> list[Fact]:
    """Return what an injection does, as facts."""
    return [_fact(action, world, at) for action in injection.does]


def _fact(action: WorldFact, world: World, at: int) -> Fact:
    if action.mail is not None:
        message = world.scenario.message_by_id[action.mail]
        stamp = world.moment(at).isoformat(timespec="minutes")
        return mail.Delivered(message=message.model_copy(update={"sent_at": stamp}))
    if action.chat is not None:
        person, text = action.chat
        return chat.Received(person=person, text=text)
    if action.begin is not None:
        script = world.scenario.script_by_id[action.begin]
        return calls.Began(call=script.id, channel=script.channel, person=script.person)
    if action.incident is not None:
        return _began(action.incident, world)
    return parse_fact(action.erp or {})


def _began(trouble: Trouble, world: World) -> incidents.Began:
    away = world.person(trouble.person) if trouble.person else None
    return incidents.Began(
        incident=trouble.id,
        what=trouble.kind,
        text=said(trouble.kind, trouble.text, away.name if away else ""),
        minutes=trouble.minutes,
        person=away.id if away else "",
        reply=trouble.reply,
    )
