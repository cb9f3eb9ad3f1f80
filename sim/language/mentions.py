"""Whether a text mentions a value, whatever its spelling.

The value is what a pack's author wrote, and its form says how it is looked for: a figure by its
amount, a date or a time by what it means, a reference without its separators, anything else as
whole words with at most one typing mistake in each long word.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise

from sim.language.normalise import fold, unfolded
from sim.language.tokens import Day, Figure, Meaning, TimeOfDay, Token, tokens

REFERENCE_DIGITS = 7
"""From this many digits in a row on, a value is a reference (SIREN, order number), not a figure."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where the value is said: characters `start` to `end` of the text, and the words used."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Mention:
    """A value made ready to be looked for: a reference, or meanings that follow one another."""

    value: str
    meanings: tuple[Meaning, ...] = ()
    breaks: tuple[bool, ...] = ()
    """After which meanings a punctuation mark may stand."""
    reference: re.Pattern[str] | None = None


@lru_cache(maxsize=4096)
def parse(value: str) -> Mention:
    """Make a value ready to be looked for. Raises ValueError when it holds nothing to look for."""
    folded = fold(value).strip()
    found = tokens(folded)
    if not found:
        raise ValueError(f"« {value} » ne contient ni mot ni chiffre à chercher.")
    if _is_reference(value.strip(), found):
        return Mention(value, reference=_reference_pattern(folded))
    gaps = [folded[one.end : other.start] for one, other in pairwise(found)]
    return Mention(
        value,
        meanings=tuple(_as_written_by_an_author(token.meaning) for token in found),
        breaks=tuple(bool(_STOP.search(gap)) for gap in gaps),
    )


@lru_cache(maxsize=65536)
def mentions(text: str, value: str) -> bool:
    """Say whether the text mentions the value; patterns put the same question at every entry."""
    return _place(fold(text), parse(value)) is not None


def mentions_any(text: str, values: Iterable[str]) -> bool:
    """Say whether the text mentions one of the values."""
    return any(mentions(text, value) for value in values)


def mentions_all(text: str, values: Iterable[str]) -> bool:
    """Say whether the text mentions every value."""
    return all(mentions(text, value) for value in values)


def says(text: str, value: str) -> bool:
    """Say whether the text mentions the value, or one of the values separated by ` | `."""
    return any(mentions(text, option.strip()) for option in value.split(" | "))


def find(text: str, value: str) -> Span | None:
    """Return the first place where the text mentions the value."""
    place = _place(fold(text), parse(value))
    if place is None:
        return None
    start, end = unfolded(text, *place)
    return Span(start, end, text[start:end])


def _place(folded: str, mention: Mention) -> tuple[int, int] | None:
    if mention.reference is not None:
        match = mention.reference.search(folded)
        return match.span() if match else None
    found = tokens(folded)
    size = len(mention.meanings)
    for at, token in enumerate(found[: len(found) - size + 1]):
        run = found[at : at + size]
        if mention.meanings[0].meets(token.meaning) and _follow(folded, run, mention):
            return token.start, run[-1].end
    return None


def _follow(folded: str, run: tuple[Token, ...], mention: Mention) -> bool:
    """Say whether the tokens are the meanings, in one breath."""
    same = all(
        wanted.meets(token.meaning) for wanted, token in zip(mention.meanings, run, strict=True)
    )
    return same and all(
        may_stop or not _STOP.search(folded, one.end, other.start)
        for may_stop, (one, other) in zip(mention.breaks, pairwise(run), strict=True)
    )


def _is_reference(value: str, found: tuple[Token, ...]) -> bool:
    if any(isinstance(token.meaning, Day | TimeOfDay) for token in found):
        return value.isdigit() and len(value) >= REFERENCE_DIGITS
    return bool(_REFERENCE_SHAPE.fullmatch(value))


def _as_written_by_an_author(meaning: Meaning) -> Meaning:
    """Read `1.250` as a decimal: in a pack's file the dot is never a thousands separator."""
    if isinstance(meaning, Figure):
        return replace(meaning, readings=frozenset([min(meaning.readings, key=abs)]))
    return meaning


def _reference_pattern(folded: str) -> re.Pattern[str]:
    """Return what finds the reference with other separators, and never inside a longer one."""
    runs = [r"[ .]?".join(run) for run in re.findall(r"[a-z]+|\d+", folded)]
    before = _NOT_AFTER if folded.isdigit() else _NOT_AFTER + _NOT_AFTER_LETTERS
    return re.compile(before + _SEPARATOR.join(runs) + _NOT_BEFORE)


_STOP = re.compile(r"[.;!?]")
_REFERENCE_SHAPE = re.compile(
    rf"[1-9]\d{{{REFERENCE_DIGITS - 1},}}"
    r"|(?=.*[A-Za-z])(?=.*\d)[0-9A-Za-z]+(?:[-_./]+[0-9A-Za-z]+)*"
    r"|[A-Z]{1,5}(?: [0-9][-0-9A-Z./]*)+"
)
_SEPARATOR = r"[-_ ./\n]{0,3}(?:n[°o]? ?)?"
_NOT_AFTER = r"(?<![0-9a-z])(?<!\d[-.])"
_NOT_AFTER_LETTERS = r"(?<![^a-z][a-z]-)(?<![^a-z][a-z][a-z]-)"
_NOT_BEFORE = r"(?![0-9a-z])(?![-.]\d)(?!-[a-z]{1,2}(?![a-z]))"
