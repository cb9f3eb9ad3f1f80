"""When the world owes something: at an hour, after a fact, after a silence, after another reaction.

What the timeline, a person's reaction and a message of the pack have in common. Everything is read
off the journal (`sim.timeline`), so a rule needs no memory of its own.
"""

from typing import Annotated

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from sim.facts.base import Value
from sim.pattern import Pattern, RecordPattern

EACH_LIMIT = 30
"""Times that a rule written once for each fact may fire when its author sets no number."""
TIMES_LIMIT = 50
ANSWERS = (Pattern(fact=("told", "call.answered"), actor="candidate"),)
"""What answers a message, a call or a visit when the author names nothing."""


class Silence(Value):
    """Nobody answers what was asked: the trigger is what does not come."""

    of: Pattern
    """What waits for an answer: a message received, a call, an engagement…"""
    answered_by: tuple[Pattern, ...] = ()
    """Any of these, later, is an answer. None given: anything told to whom it came from."""
    for_min: float = Field(gt=0)
    """Office minutes without an answer."""


class Condition(Value):
    """Something true of the office at the moment a rule falls due. One field says of what."""

    record: RecordPattern | None = None
    """There is such a record in the ERP: its fields, `state` and `number`."""
    file: str | None = None
    """There is a file at this path of the drive, whatever its capitals; `*` stands for anything."""
    task: dict[str, str] | None = None
    """There is such a task in the plan: `title`, `about`, `priority`, `due`, `status`…"""
    mail: dict[str, str] | None = None
    """There is such a message in the mailbox: `id`, `folder`, `read`, `flagged`, `answered`."""
    call: dict[str, str] | None = None
    """There is such a call or visit: `id`, `state` (`waiting`, `talking`, `ended`, `missed`)."""
    absent: bool = False
    """The contrary: there is none."""

    @model_validator(mode="after")
    def _one_thing(self) -> "Condition":
        given = set(type(self).model_fields) - {"absent"}
        if sum(getattr(self, name) is not None for name in given) != 1:
            raise PydanticCustomError(
                "one_condition", "one of record, file, task, mail and call is given"
            )
        return self


class Rule(Value):
    """What makes something fall due, and what it takes. One of the four triggers is given."""

    at: str | None = None
    """Time of the day, HH:MM."""
    after: Pattern | None = None
    """The first fact of this kind starts the delay."""
    silence: Silence | None = None
    """What stays without an answer starts the delay once the silence has lasted."""
    follows: str | None = None
    """Id of another injection: the delay starts when it has happened."""
    delay_min: float = 0
    requires: tuple[Pattern, ...] = ()
    """All must have happened when it falls due, or it never fires."""
    unless: tuple[Pattern, ...] = ()
    """If any happened before it falls due, it never fires."""
    when: tuple[Condition, ...] = ()
    """All must be true of the office when it falls due, or it does not fire."""
    each: bool = False
    """Once for each different fact that starts it, and not for the first only."""
    times: Annotated[int, Field(ge=1, le=TIMES_LIMIT)] | None = None
    """Times it may fire at most."""
    every_min: Annotated[float, Field(gt=0)] | None = None
    """Office minutes before it is owed again, `times` in all; each time looks at its conditions."""
    why: str = ""
    """For the trainer and the examiner: what this stands for."""

    @property
    def limit(self) -> int:
        """Return how many times it may fire: there is always an end to it."""
        return self.times or (EACH_LIMIT if self.each else 1)

    @property
    def repeats(self) -> int:
        """Return how many times one trigger makes it fall due."""
        return self.limit if self.every_min and not self.each else 1

    @property
    def delay(self) -> int:
        """Return the office seconds from the trigger to the moment it falls due."""
        return round((self.delay_min + (self.silence.for_min if self.silence else 0)) * 60)

    @property
    def opens(self) -> Pattern | None:
        """Return the facts that start it, when facts do."""
        return self.silence.of if self.silence else self.after

    @property
    def answers(self) -> tuple[Pattern, ...]:
        """Return the facts that end the silence."""
        return (self.silence.answered_by or ANSWERS) if self.silence else ()

    @property
    def triggers(self) -> int:
        """Return how many triggers are given: one, in a rule that can be played."""
        given = (self.at, self.after, self.silence, self.follows)
        return sum(one is not None for one in given)
