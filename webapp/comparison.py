"""Two versions of a document side by side: what was added, removed and changed, word by word.

Compared on what the platform reads, place by place; a long document is cut, and the page says so.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from grading.documents.model import Document, Unreadable, Workbook, coordinates, shown
from webapp.reading import READER

LIMIT = 800
"""Pieces of a document that are compared: the comparison grows with their square."""
WORDS_LIMIT = 400

Kind = Literal["same", "added", "removed", "changed"]


@dataclass(frozen=True, slots=True)
class Words:
    """A run of words in a changed piece."""

    kind: Literal["same", "added", "removed"]
    text: str


@dataclass(frozen=True, slots=True)
class Change:
    """A piece of a document that differs."""

    kind: Kind
    place: str
    words: tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """What differs between two versions."""

    changes: tuple[Change, ...] = ()
    refusal: str = ""
    """Why they cannot be compared, in French."""
    is_cut: bool = False


def compare(before: bytes, after: bytes, name: str) -> Comparison:
    """Compare two versions of a file of this name."""
    old, new = READER.read(before, name), READER.read(after, name)
    for document in (old, new):
        if isinstance(document, Unreadable):
            return Comparison(refusal=document.reason)
    assert not isinstance(old, Unreadable)
    assert not isinstance(new, Unreadable)
    if isinstance(old, Workbook) and isinstance(new, Workbook):
        return Comparison(tuple(_cells(old, new))[:LIMIT])
    return _pieces(old, new)


def _pieces(old: Document, new: Document) -> Comparison:
    before, after = (
        [(place, text) for place, text in one.places() if text.strip()] for one in (old, new)
    )
    is_cut = max(len(before), len(after)) > LIMIT
    before, after = before[:LIMIT], after[:LIMIT]
    matcher = SequenceMatcher(
        a=[text for _, text in before], b=[text for _, text in after], autojunk=False
    )
    changes = [
        change
        for tag, i, j, k, m in matcher.get_opcodes()
        if tag != "equal"
        for change in _changed(before[i:j], after[k:m])
    ]
    return Comparison(tuple(changes), is_cut=is_cut)


def _changed(before: list[tuple[str, str]], after: list[tuple[str, str]]) -> Iterator[Change]:
    common = min(len(before), len(after))
    for (_, old), (place, new) in zip(before[:common], after[:common], strict=True):
        yield Change("changed", place, words(old, new))
    yield from (
        Change("removed", place, (Words("removed", text),)) for place, text in before[common:]
    )
    yield from (Change("added", place, (Words("added", text),)) for place, text in after[common:])


def _cells(old: Workbook, new: Workbook) -> Iterator[Change]:
    before, after = _by_reference(old), _by_reference(new)
    for place in sorted(before.keys() | after.keys(), key=_reading_order):
        was, now = before.get(place, ""), after.get(place, "")
        if was != now:
            kind: Kind = "added" if not was else "removed" if not now else "changed"
            runs = [
                *([Words("removed", was)] if was else []),
                *([Words("added", now)] if now else []),
            ]
            yield Change(kind, place, tuple(runs))


def _by_reference(book: Workbook) -> dict[str, str]:
    return {
        f"{sheet.name}!{reference}": f"{shown(cell)}  [{cell.formula}]"
        if cell.formula
        else shown(cell)
        for sheet in book.sheets
        for reference, cell in sheet.cells.items()
    }


def _reading_order(place: str) -> tuple[str, int, int]:
    sheet, _, reference = place.rpartition("!")
    column, row = coordinates(reference)
    return sheet, row, column


def words(old: str, new: str) -> tuple[Words, ...]:
    """Return what changed inside a piece, word by word."""
    before, after = (re.findall(r"\S+|\s+", text) for text in (old, new))
    if max(len(before), len(after)) > WORDS_LIMIT:
        return Words("removed", old), Words("added", new)
    runs: list[Words] = []
    for tag, i, j, k, m in SequenceMatcher(a=before, b=after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Words("same", "".join(before[i:j])))
            continue
        runs += [Words("removed", "".join(before[i:j]))] if j > i else []
        runs += [Words("added", "".join(after[k:m]))] if m > k else []
    return tuple(runs)
