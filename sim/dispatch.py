"""Every command to its `decide`, every fact to its `apply`.

A kind without an `apply`, or left out of the dictionary, fails at import.
"""

from collections.abc import Iterable

from sim import (
    calls,
    chat,
    directory,
    drive,
    incidents,
    invigilation,
    letters,
    mail,
    notices,
    planner,
    session,
    timeline,
)
from sim.decision import Apply, Command, Decide, Decision, refuse
from sim.erp import office as erp
from sim.facts.base import Fact
from sim.facts.dictionary import KINDS
from sim.journal.entry import Entry
from sim.means import barred
from sim.room import Acted
from sim.scenario.model import Scenario
from sim.world import World

TOOLS = (
    session.TOOL,
    invigilation.TOOL,
    mail.TOOL,
    chat.TOOL,
    planner.TOOL,
    drive.TOOL,
    directory.TOOL,
    calls.TOOL,
    letters.TOOL,
    notices.TOOL,
    incidents.TOOL,
    erp.TOOL,
)

DECIDES: dict[type[Command], Decide] = {
    command: decide for tool in TOOLS for command, decide in tool.decides.items()
}
APPLIES: dict[type[Fact], Apply] = {
    fact: apply for tool in TOOLS for fact, apply in tool.applies.items()
}
NEEDS: dict[type[Command], tuple[str, ...]] = {
    command: needed for tool in TOOLS for command, needed in tool.needs.items()
}
COMMANDS: dict[str, type[Command]] = {command.__name__: command for command in DECIDES}
"""Commands by the name rehearsals call them."""

_stray = set(KINDS.values()) ^ set(APPLIES)
if _stray:
    raise TypeError(f"fact kinds that nobody applies, or that the dictionary lacks: {_stray}")


def decide(world: World, command: Command, now: int) -> Decision:
    """Say what a command leads to; changes nothing. What it needs may be out of order."""
    if reason := barred(world, *NEEDS.get(type(command), ())):
        return refuse(reason)
    return DECIDES[type(command)](world, command, now)


def apply(world: World, entry: Entry) -> None:
    """Bring the world up to an entry: the only code that changes a world."""
    timeline.expect(world, entry)
    world.seq, world.at, world.head = entry.seq, entry.at, entry.hash
    if entry.nonce:
        world.nonces[entry.nonce] = entry.seq
    if entry.actor == "candidate":
        world.room.acted = Acted(entry.kind, entry.wall)
    APPLIES[type(entry.fact)](world, entry, entry.fact)
    timeline.observe(world, entry)


def opening(scenario: Scenario) -> World:
    """Return the world as the morning finds it."""
    world = World(scenario)
    for build in (mail.furnish, chat.furnish, drive.furnish, notices.furnish, erp.furnish):
        build(world)
    timeline.arm(world)
    return world


def fold(scenario: Scenario, entries: Iterable[Entry], *, until: int | None = None) -> World:
    """Return the world after the entries, or after entry number `until`."""
    world = opening(scenario)
    for entry in entries:
        if until is not None and entry.seq > until:
            break
        apply(world, entry)
    return world
