"""Every command to its `decide`, every fact to its `apply`. A kind without one of the two fails at import."""

from collections.abc import Iterable

from sim import calls, chat, directory, drive, mail, planner, session, timeline
from sim.decision import Apply, Command, Decide, Decision
from sim.erp import office as erp
from sim.facts.base import Fact
from sim.facts.dictionary import KINDS
from sim.journal.entry import Entry
from sim.scenario.model import Scenario
from sim.world import World

TOOLS = (
    session.TOOL,
    mail.TOOL,
    chat.TOOL,
    planner.TOOL,
    drive.TOOL,
    directory.TOOL,
    calls.TOOL,
    erp.TOOL,
)

DECIDES: dict[type[Command], Decide] = {
    command: decide for tool in TOOLS for command, decide in tool.decides.items()
}
APPLIES: dict[type[Fact], Apply] = {
    fact: apply for tool in TOOLS for fact, apply in tool.applies.items()
}
COMMANDS: dict[str, type[Command]] = {command.__name__: command for command in DECIDES}
"""Commands by the name rehearsals call them."""

_unapplied = set(KINDS.values()) - set(APPLIES)
if _unapplied:
    raise TypeError(f"fact kinds nobody applies: {_unapplied}")
_unlisted = set(APPLIES) - set(KINDS.values())
if _unlisted:
    raise TypeError(
        f"facts that the dictionary does not hold, so that no journal could be read back: {_unlisted}"
    )


def decide(world: World, command: Command, now: int) -> Decision:
    """Say what a command leads to; changes nothing."""
    return DECIDES[type(command)](world, command, now)


def apply(world: World, entry: Entry) -> None:
    """Bring the world up to an entry: the only code that changes a world."""
    world.seq, world.at, world.head = entry.seq, entry.at, entry.hash
    if entry.nonce:
        world.nonces[entry.nonce] = entry.seq
    APPLIES[type(entry.fact)](world, entry, entry.fact)
    timeline.observe(world, entry)


def opening(scenario: Scenario) -> World:
    """Return the world as the morning finds it."""
    world = World(scenario)
    for build in (mail.furnish, chat.furnish, drive.furnish, erp.furnish):
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
