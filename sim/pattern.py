"""The one language that says which fact is meant: in a reaction, in the timeline and in a check.

A pattern names fact kinds and what must be true of the fact; `sim.matching` says whether it is.
"""

from functools import cached_property
from typing import Any, Literal

from pydantic import field_validator

from sim.facts.base import Value
from sim.language.heard import FACT_KINDS, Intent


class RecordPattern(Value):
    """A record of the ERP, by its type and the texts of some fields (`*` stands for anything)."""

    doctype: str
    where: dict[str, str] = {}
    form: str | None = None
    """For outputs: which printed form."""


class Pattern(Value):
    """Which facts are meant. What is left out is not looked at; all that is given must hold."""

    fact: tuple[str, ...]
    """Kinds, any of them: `mail.sent`, or the shorthand `told` for mail, chat, speech and message forms."""
    actor: Literal["candidate", "world", "examiner"] | None = None
    where: dict[str, tuple[str, ...]] = {}
    """Field path (`message.id`, `values.priority`) to accepted texts; `*` stands for anything."""
    to: tuple[str, ...] = ()
    """At least one of these people (ids or addresses) is addressed."""
    only_to: tuple[str, ...] = ()
    """Nobody else is addressed."""
    mentions: tuple[str, ...] = ()
    """All of these are said, whatever their spelling; `a | b` accepts either."""
    mentions_any: tuple[str, ...] = ()
    not_mentions: tuple[str, ...] = ()
    intends: tuple[Intent, ...] = ()
    """What the author does with these words, all of it, for sure: asks, promises, refuses…"""
    states: tuple[str, ...] = ()
    """A fact of each of these kinds is stated for sure: `date`; or this one: `date 2026-10-16`."""
    in_quoted: bool = False
    """Whether the quoted thread counts as said."""
    record: RecordPattern | None = None
    """The fact speaks of this record."""
    attaches: RecordPattern | None = None
    """A printed form of this record is attached."""
    attaches_name: str | None = None
    """A file of this name is attached; `*` stands for anything."""

    @field_validator(
        "fact", "to", "only_to", "mentions", "mentions_any", "not_mentions", "intends", "states",
        mode="before",
    )  # fmt: skip
    @classmethod
    def _one_or_many(cls, value: Any) -> Any:
        return (value,) if isinstance(value, str) else value

    @field_validator("states")
    @classmethod
    def _kinds_are_known(cls, states: tuple[str, ...]) -> tuple[str, ...]:
        unknown = [one for one in states if one.split(" ")[0] not in FACT_KINDS]
        if unknown:
            raise ValueError(
                f"sorte d’information inconnue « {unknown[0]} » ; choisissez parmi : {', '.join(FACT_KINDS)}"
            )
        return states

    @field_validator("where", mode="before")
    @classmethod
    def _texts(cls, value: Any) -> Any:
        if not isinstance(value, dict):
            return value
        return {key: _text_options(option) for key, option in value.items()}

    @cached_property
    def kinds(self) -> tuple[str, ...]:
        """Return the kinds with shorthands spelt out."""
        return tuple(kind for name in self.fact for kind in SHORTHANDS.get(name, (name,)))


def _text_options(value: Any) -> tuple[str, ...]:
    options = value if isinstance(value, list | tuple) else (value,)
    return tuple(
        str(option).lower() if isinstance(option, bool) else str(option) for option in options
    )


SHORTHANDS = {
    "told": ("mail.sent", "chat.sent", "call.said", "call.slip_sent"),
    "spoken": ("call.said", "chat.sent"),
}
