"""What deciding gives: the facts to write, the files they point to, or a refusal."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, ClassVar

from sim.facts.base import Fact, Value
from sim.journal.entry import Entry
from sim.language.french import typeset
from sim.world import World


class Command(Value):
    """What somebody asks for; never stored. Subclasses are named by a verb: `SendMail`."""

    reserved: ClassVar[bool] = False
    """Whether only an examiner or the office itself may ask it."""
    while_paused: ClassVar[bool] = False
    """Whether a candidate may ask it while the clock is stopped."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Facts and the bytes they refer to; or nothing but the reason why not."""

    facts: tuple[Fact, ...] = ()
    files: tuple[bytes, ...] = ()
    refusal: str = ""
    """In French, for the candidate: what happened and what to do next."""


def accept(*facts: Fact, files: tuple[bytes, ...] = ()) -> Decision:
    """Let it happen."""
    return Decision(facts=facts, files=files)


def refuse(reason: str) -> Decision:
    """Say no, and why."""
    return Decision(refusal=typeset(reason))


def apply_nothing(world: World, entry: Entry, fact: Any) -> None:
    """Change nothing: the fact itself is the evidence."""


Decide = Callable[[World, Any, int], Decision]
"""`decide(world, command, now)`: reads the world, changes nothing."""
Apply = Callable[[World, Entry, Any], None]
"""`apply(world, entry, fact)`: the only kind of function that changes a world."""


@dataclass(frozen=True, slots=True)
class Tool:
    """An office tool: its commands and its facts."""

    decides: dict[type[Command], Decide] = field(default_factory=dict)
    applies: dict[type[Fact], Apply] = field(default_factory=dict)
    needs: dict[type[Command], tuple[str, ...]] = field(default_factory=dict)
    """What a command cannot do without: `printer`, `erp`, `network_drive`."""
