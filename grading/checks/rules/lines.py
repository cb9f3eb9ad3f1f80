"""The lines of a text document in reading order, and how to find the ones that carry a meaning."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from grading.documents.model import TextDocument
from sim.language.normalise import fold
from sim.language.tokens import Day, tokens


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the page."""

    text: str
    place: str
    number: int
    """Its rank in the page, blank lines left out."""

    @property
    def folded(self) -> str:
        """Return the text without accents, case or kinds of spaces."""
        return " ".join(fold(self.text).split())


def lines(document: TextDocument) -> list[Line]:
    """Return the written lines of the page; a row of a table gives one per cell."""
    pieces = (
        (piece, block.place)
        for block in document.body()
        for piece in block.text.split("\n")
        if piece.strip()
    )
    return [Line(text, place, number) for number, (text, place) in enumerate(pieces)]


def matching(found: list[Line], pattern: re.Pattern[str]) -> Iterator[Line]:
    """Return the lines whose folded text matches a pattern from its beginning."""
    return (line for line in found if pattern.match(line.folded))


def first(found: list[Line], pattern: re.Pattern[str]) -> Line | None:
    """Return the first such line."""
    return next(matching(found, pattern), None)


def has_day(line: Line) -> bool:
    """Say whether a line holds a date."""
    return any(isinstance(token.meaning, Day) for token in tokens(fold(line.text)))
