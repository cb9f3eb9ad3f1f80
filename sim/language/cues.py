"""What rules hand on: a cue is a value, a place in the folded text and whether it is sure."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from sim.language.clauses import Clause
from sim.language.deeds import Deed
from sim.language.words import Sentence

REQUEST = "request"


class Cue(NamedTuple):
    """A judgement and its place in the folded text."""

    value: str
    start: int
    end: int
    sure: bool = True


class Said(NamedTuple):
    """A sentence with its clauses."""

    sentence: Sentence
    clauses: tuple[Clause, ...]


def found(said: Said, pattern: re.Pattern[str], value: str, *, sure: bool) -> Iterator[Cue]:
    """Return a cue for each place where the phrase stands."""
    for match in pattern.finditer(said.sentence.norm):
        yield Cue(value, *said.sentence.place(match), sure)


def has(said: Said, pattern: re.Pattern[str]) -> bool:
    """Say whether the phrase stands in the sentence."""
    return pattern.search(said.sentence.norm) is not None


def of(said: Said, deed: Deed, value: str, *, sure: bool) -> Cue:
    """Return a cue over the words of a verb and its subject."""
    words = said.sentence.words
    return Cue(value, words[min(deed.first, deed.at)].start, words[deed.last].end, sure)


def words_after(clause: Clause, at: int, count: int = 4) -> list[str]:
    """Return the words that follow a rank in a sentence, at most `count`."""
    return [word.form for word in clause.sentence.words[at + 1 : at + 1 + count]]


def words_before(clause: Clause, at: int, count: int = 3) -> list[str]:
    """Return the words before a rank in a sentence, the nearest last."""
    return [word.form for word in clause.sentence.words[max(0, at - count) : at]]
