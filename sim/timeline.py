"""Injections due now: the schedule, and people's reactions to what the candidate does or leaves.

All of it is derived from the journal: what started a rule, what it required, what called it off, and
when. A late worker, a doubled one or none at all changes nothing, since an injection is stamped with
the second at which it fell due, and what did not stand at that second has lapsed for good.
"""

from collections.abc import Iterator

from sim.conditions import holds
from sim.facts import incidents
from sim.facts.base import Fact
from sim.journal.entry import Entry
from sim.matching import addressees, matches
from sim.owed import Mark, Owed
from sim.reacting import facts_of, party, possible, speaker
from sim.scenario.model import Injection, Watch
from sim.world import World

AGAIN = "~"
"""Parts the id of an injection from the number of its firing, from the second one on."""
NEVER = float("inf")


def arm(world: World) -> None:
    """Put the scheduled injections on the clock: called once, when a world is built."""
    for injection in world.scenario.timeline:
        if injection.at is not None:
            _owe(world, injection, Owed(injection.id, 0, world.office_second(injection.at)))


def injection_of(cause: str) -> str:
    """Return the id of the injection an entry's cause names."""
    return cause.partition(AGAIN)[0]


def expect(world: World, entry: Entry) -> None:
    """Note, before an entry is applied, what it ends: the office is still what rules looked at."""
    state = world.timeline
    if entry.cause:
        _fired(world, entry)
    if state.soonest < entry.at and not world.clock.ended:
        _lapse(world, entry.at)


def _fired(world: World, entry: Entry) -> None:
    """Note which of the things owed an entry does: the first that stood, as the engine chose it."""
    state = world.timeline
    if entry.cause not in state.causes:
        name = injection_of(entry.cause)
        mine = sorted((one for one in state.live if one.injection == name), key=_turn)
        # A journal of another release may hold what this one would not have done.
        late = (one for one in mine if one.due <= entry.at)
        found = next((one for one in mine if _stands(world, one)), None) or next(late, None)
        if found is None:
            found = Owed(name, world.scenario.rank.get(name, -1), entry.at)
            state.owed.append(found)
        state.live = [one for one in state.live if one is not found]
        found.marks = tuple(_met(world, found))
        state.fired[name] = state.fired.get(name, 0) + 1
        state.causes[entry.cause] = found
        _wind(world)
    state.causes[entry.cause].entries.append(entry.seq)


def _lapse(world: World, now: int) -> None:
    """Let go of what fell due before now: it did not stand, or it would be in the journal."""
    state = world.timeline
    # What was due before the start is owed at the start.
    past = [one for one in state.live if max(one.due, 0) < now]
    for owed in past:
        owed.lapsed = True
        owed.marks = tuple(obstacles(world, owed))
    state.live = [one for one in state.live if not one.lapsed]
    _wind(world)


def _wind(world: World) -> None:
    world.timeline.soonest = min((one.due for one in world.timeline.live), default=NEVER)


def observe(world: World, entry: Entry) -> None:
    """Note what an entry, just applied, means for the injections that wait for its kind."""
    state = world.timeline
    if isinstance(entry.fact, incidents.Began) and entry.fact.person:
        _put_off(world)
    kind, watches = entry.kind, world.scenario.watches
    reached = (world.person_id(address) for address in addressees(entry.fact))
    for person in dict.fromkeys(("", *reached)):
        for watch in watches.get((kind, person), ()):
            WATCHED[watch.role](world, entry, watch)
    if entry.cause and state.causes[entry.cause].entries[0] == entry.seq:
        for injection in world.scenario.followers.get(injection_of(entry.cause), ()):
            _start(world, entry, injection)


def _opens(world: World, entry: Entry, watch: Watch) -> None:
    injection = watch.injection
    if not injection.each and (injection.id, "") in world.timeline.opened:
        return
    if matches(watch.pattern, entry, world):
        _start(world, entry, injection)


def _start(world: World, entry: Entry, injection: Injection) -> None:
    """Start a rule: once, or once for each different fact, or each time that what it follows fires."""
    anew = entry.cause if injection.follows else entry.fact.model_dump_json()
    key = (injection.id, anew if injection.each else "")
    if key in world.timeline.opened:
        return
    world.timeline.opened.add(key)
    due = entry.at + injection.delay
    owed = Owed(injection.id, 0, due, trigger=entry.seq, fact=entry.fact, said_at=entry.at)
    _owe(world, injection, owed)


def _put_off(world: World) -> None:
    """Let what is owed by somebody who has just left wait until they are back, or for ever."""
    for owed in world.timeline.live:
        due = _once_back(world, world.scenario.timeline[owed.rank], owed.due)
        if due is None:
            owed.lapsed, owed.marks = True, (Mark("away", 0),)
        else:
            owed.due = due
    world.timeline.live = [one for one in world.timeline.live if not one.lapsed]
    _wind(world)


def _once_back(world: World, injection: Injection, due: int) -> int | None:
    """Return when a reaction falls due: who is away reacts once back, or never."""
    absence = None if injection.opens is None else world.away(speaker(injection, world))
    return due if absence is None or due < absence.began_at else absence.until


def _owe(world: World, injection: Injection, first: Owed) -> None:
    """Owe something as many times as its rule says, each at its own second."""
    state, step = world.timeline, round((injection.every_min or 0) * 60)
    rank = world.scenario.rank[injection.id]
    for number in range(injection.repeats):
        due = _once_back(world, injection, first.due + number * step)
        if due is None:
            continue
        owed = Owed(
            first.injection, rank, due, trigger=first.trigger,
            fact=first.fact, said_at=first.said_at,
        )  # fmt: skip
        state.owed.append(owed)
        state.live.append(owed)
        state.soonest = min(state.soonest, owed.due)


def _sees(world: World, entry: Entry, watch: Watch) -> None:
    key = (watch.injection.id, watch.role, watch.index)
    if key not in world.timeline.seen and matches(watch.pattern, entry, world):
        world.timeline.seen[key] = (entry.at, entry.seq)


def _answers(world: World, entry: Entry, watch: Watch) -> None:
    """End the silences that an answer ends: those begun before it, with whom it reaches."""
    name = watch.injection.id
    waiting = [
        one for one in world.timeline.live
        if one.injection == name and one.answered is None and one.trigger < entry.seq
    ]  # fmt: skip
    if not waiting or not matches(watch.pattern, entry, world):
        return
    silence = watch.injection.silence
    named = silence is not None and bool(silence.answered_by)
    reached = party(entry.fact, world)
    for owed in waiting:
        if named or (owed.fact is not None and party(owed.fact, world) & reached):
            owed.answered = (watch.index, entry.seq, entry.at)


WATCHED = {"opens": _opens, "requires": _sees, "unless": _sees, "answers": _answers}
"""What is noted of a pattern that an entry may match, by what the pattern is for."""


def due(world: World, now: int) -> list[Owed]:
    """Return what is owed by `now` and stands, oldest first."""
    if world.timeline.soonest > now:
        return []
    past = sorted((one for one in world.timeline.live if one.due <= now), key=_turn)
    return [one for one in past if _stands(world, one)]


def _turn(owed: Owed) -> tuple[int, int, int]:
    return owed.due, owed.rank, owed.trigger


def _stands(world: World, owed: Owed) -> bool:
    return next(obstacles(world, owed), None) is None


def obstacles(world: World, owed: Owed) -> Iterator[Mark]:
    """Return what stands in the way of something owed, as the office is."""
    injection = injection_of_owed(world, owed)
    if injection is None:
        return
    if world.timeline.fired.get(injection.id, 0) >= injection.limit:
        yield Mark("times", 0)
    yield from _unmet(world, injection, owed)
    for index, condition in enumerate(injection.when):
        if not holds(condition, world):
            yield Mark("when", index)
    if not any(possible(action, owed, world) for action in injection.does):
        yield Mark("does", 0)


def _unmet(world: World, injection: Injection, owed: Owed) -> Iterator[Mark]:
    """Return what the journal says against it: what is missing, what came before."""
    seen = world.timeline.seen
    for index in range(len(injection.requires)):
        found = seen.get((injection.id, "requires", index))
        if found is None or found[0] > owed.due:
            yield Mark("requires", index)
    for index in range(len(injection.unless)):
        found = seen.get((injection.id, "unless", index))
        if found is not None and found[0] <= owed.due:
            yield Mark("unless", index, found[1])
    if owed.answered is not None and owed.answered[2] <= owed.due:
        yield Mark("answers", owed.answered[0], owed.answered[1])


def _met(world: World, owed: Owed) -> Iterator[Mark]:
    """Return what something that fires required, and the entries that brought it."""
    injection = injection_of_owed(world, owed)
    if injection is None:
        return
    for index in range(len(injection.requires)):
        found = world.timeline.seen.get((injection.id, "requires", index))
        yield Mark("requires", index, found[1] if found else 0)
    yield from (Mark("when", index) for index in range(len(injection.when)))


def injection_of_owed(world: World, owed: Owed) -> Injection | None:
    """Return the rule of something owed; nothing when the scenario has no such rule."""
    rank = world.scenario.rank.get(owed.injection)
    return None if rank is None else world.scenario.timeline[rank]


def next_due(world: World, now: int) -> int | None:
    """Return the office second of the next thing on the clock, for a worker that wants to sleep."""
    return min((one.due for one in world.timeline.live if one.due > now), default=None)


def fire(world: World, owed: Owed, at: int) -> tuple[list[Fact], str]:
    """Return what something owed does, as facts, and the cause its entries bear."""
    injection = world.scenario.timeline[owed.rank]
    fired = world.timeline.fired.get(injection.id, 0)
    cause = f"{injection.id}{AGAIN}{fired + 1}" if fired else injection.id
    return facts_of(injection, owed, world, at), cause
