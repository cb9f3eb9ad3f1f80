"""What an office message says: the facts it states, what its author does with it, and how it is written.

Rules and dictionaries only, no learned model; `today` is an argument. Precision comes first: what a rule
cannot be sure of is heard all the same, and left to the examiner.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from sim.language.clauses import clauses
from sim.language.courtesies import apologies, thanks
from sim.language.cues import Cue, Said
from sim.language.facts import facts
from sim.language.heard import Heard, Text
from sim.language.promises import promises
from sim.language.proof import proved
from sim.language.refusals import refusals
from sim.language.register import register
from sim.language.requests import requests
from sim.language.words import sentences

_GUILLEMETS = re.compile(r'"[^"\n]{3,300}"')


@dataclass(frozen=True, slots=True)
class Understanding:
    """What was heard in a message, in the order of the text: each value once, where it is surest."""

    facts: tuple[Heard, ...]
    intents: tuple[Heard, ...]
    register: tuple[Heard, ...]

    def says(self, value: str) -> bool:
        """Say whether an intent or a mark of register is there for sure."""
        return any(one.value == value and one.sure for one in (*self.intents, *self.register))

    def states(self, kind: str, value: str) -> bool:
        """Say whether a fact is stated for sure."""
        return any((one.kind, one.value) == (kind, value) and one.sure for one in self.facts)

    @property
    def unsure(self) -> tuple[Heard, ...]:
        """Return what only a person can tell."""
        return tuple(one for one in (*self.facts, *self.intents, *self.register) if not one.sure)


def understand(text: str, today: date, names: Sequence[str] = ()) -> Understanding:
    """Understand a message written on `today`, by its own words; `names` are the people it may name.

    What the corpus has not proved right often enough is left to a person, whatever the rules think of it.
    """
    heard = by_the_rules(text, today, names)
    return Understanding(
        *(tuple(map(proved, part)) for part in (heard.facts, heard.intents, heard.register))
    )


def by_the_rules(text: str, today: date, names: Sequence[str] = ()) -> Understanding:
    """Understand a message as the rules do: what is measured on the corpus."""
    return _understand(text, today, tuple(names))


@lru_cache(maxsize=1024)
def _understand(text: str, today: date, names: tuple[str, ...]) -> Understanding:
    ready = Text(text)
    found = sentences(ready)
    said = [Said(one, tuple(clauses(one))) for one in found]
    asked = [cue for one in said for cue in requests(one)]
    return Understanding(
        facts(ready, said, today, names),
        _heard(ready, "intent", _own(ready, _intents(said, asked))),
        _heard(ready, "register", _own(ready, list(register(ready, said, asked)))),
    )


def _intents(said: list[Said], asked: list[Cue]) -> list[Cue]:
    found = list(asked)
    requested = any(cue.sure for cue in asked)
    for rank, one in enumerate(said):
        found += [*promises(one), *apologies(one), *refusals(one)]
        found += thanks(one, requested=requested, is_last=_is_last(said, rank))
    return found


def _own(text: Text, cues: list[Cue]) -> list[Cue]:
    """Return the cues, not sure inside guillemets: those words may be another's."""
    quoted = [match.span() for match in _GUILLEMETS.finditer(text.folded)]
    return [
        cue._replace(sure=cue.sure and not any(start < cue.start and cue.end < end for start, end in quoted))
        for cue in cues
    ]  # fmt: skip


def _is_last(said: list[Said], rank: int) -> bool:
    """Say whether nothing but a formula and a signature follows."""
    return sum(len(one.sentence.words) for one in said[rank + 1 :]) <= 12


def _heard(text: Text, kind: str, cues: list[Cue]) -> tuple[Heard, ...]:
    best: dict[str, Cue] = {}
    for cue in cues:
        before = best.get(cue.value)
        if before is None or (cue.sure and not before.sure):
            best[cue.value] = cue
    heard = (
        text.heard(kind, cue.value, cue.start, cue.end, sure=cue.sure) for cue in best.values()
    )
    return tuple(sorted(heard, key=lambda one: one.start))
