"""The facts a text states: amounts, rates, dates and references, whatever their spelling."""

from collections.abc import Iterator

from sim.language.normalise import fold, unfolded
from sim.language.tokens import Day, Figure, Meaning, Word, tokens

SMALLEST = 10
"""A smaller whole number counts things: « trois factures », « 2 exemplaires »."""
YEARS = range(1990, 2100)
LONGEST_TOKEN = 60


def stated(text: str) -> list[Meaning]:
    """Return what a text states."""
    return [meaning for meaning, _ in stated_with_words(text)]


def stated_with_words(text: str) -> Iterator[tuple[Meaning, str]]:
    """Return what a text states, with the words it uses."""
    for token in tokens(fold(text)):
        if _is_stated(token.meaning) and token.end - token.start <= LONGEST_TOKEN:
            start, end = unfolded(text, token.start, token.end)
            yield token.meaning, text[start:end].strip()


def _is_stated(meaning: Meaning) -> bool:
    if isinstance(meaning, Figure):
        return meaning.percent or not all(
            _is_trifling(int(one), one == int(one)) for one in meaning.readings
        )
    if isinstance(meaning, Word):
        return any(char.isdigit() for char in meaning.letters) and any(
            char.isalpha() for char in meaning.letters
        )
    return isinstance(meaning, Day)


def _is_trifling(value: int, is_whole: bool) -> bool:  # noqa: FBT001  a figure and whether it is whole
    return is_whole and (abs(value) < SMALLEST or value in YEARS)
