"""Numbers written in words: « deux mille huit cent cinquante », « quatre-vingt-dix-sept »."""

from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import NamedTuple

from sim.language.words import Word

UNITS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9, "dix": 10,
    "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16, "vingt": 20, "vingts": 20, "trente": 30,
    "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70, "huitante": 80, "octante": 80, "nonante": 90,
}  # fmt: skip
SCALES = {
    "cent": 100,
    "cents": 100,
    "mille": 1000,
    "milles": 1000,
    "million": 1_000_000,
    "millions": 1_000_000,
}
ARTICLES = frozenset(["un", "une"])
"""Alone, an article and no number."""
MOST_WORDS = 16


class Number(NamedTuple):
    """A number in words: its value, and the ranks of its first word and of the word after its last."""

    value: Decimal
    first: int
    end: int


def numbers(words: Sequence[Word]) -> Iterator[Number]:
    """Return the numbers written in words, in order; a lone « un » or « une » is none."""
    at = 0
    while at < len(words):
        found = number_at(words, at)
        if found is None:
            at += 1
            continue
        if found.end - found.first > 1 or words[at].form not in ARTICLES:
            yield found
        at = found.end


def number_at(words: Sequence[Word], first: int) -> Number | None:
    """Return the number that begins at a word."""
    whole, at = _whole(words, first)
    if at == first:
        return None
    if at + 1 < len(words) and words[at].form == "virgule":
        part, end = _whole(words, at + 1)
        if end > at + 1:
            return Number(whole + Decimal(part).scaleb(-len(str(part))), first, end)
    return Number(Decimal(whole), first, at)


def _whole(words: Sequence[Word], first: int) -> tuple[int, int]:
    """Add up the words of a whole number: what stands before a scale multiplies it."""
    total, part, at, last = 0, 0, first, 0
    while at < min(len(words), first + MOST_WORDS):
        form = words[at].form
        if form == "et" and at > first and _goes_on(words, at, last):
            at += 1
            continue
        if form in UNITS and (at == first or _fits(part, UNITS[form])):
            # « quatre-vingts »: four twenties.
            part += 76 if part % 100 == 4 and form in {"vingt", "vingts"} else UNITS[form]
            last = UNITS[form]
        elif form in {"cent", "cents"}:
            part = max(part, 1) * 100
        elif form in SCALES:
            total, part = total + max(part, 1) * SCALES[form], 0
        else:
            break
        at += 1
    return total + part, at


def _goes_on(words: Sequence[Word], at: int, last: int) -> bool:
    """Say whether « et » is inside a number: « vingt et un », « soixante et onze »."""
    after = words[at + 1].form if at + 1 < len(words) else ""
    return last in {20, 30, 40, 50, 60, 70} and after in {"un", "une", "onze"}


def _fits(part: int, unit: int) -> bool:
    """Say whether a unit goes on the number: « vingt-deux » does, « deux trois » does not."""
    rest = part % 100
    if rest == 0:
        return True
    if rest == 4 and unit == 20:
        return True
    if rest in {60, 80}:
        return unit < 20
    if rest in {20, 30, 40, 50, 70, 90}:
        return unit < 10
    return rest in {10, 70, 90} and unit in {7, 8, 9}
