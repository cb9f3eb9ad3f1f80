"""Two versions of a document side by side: what was added, removed and changed, word by word.

Compared on what the platform reads, place by place. The documents are anybody's and the comparison runs in the
web process, so its limits are such that the worst pair of files takes well under a second; what a limit leaves
out is told.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from math import isqrt
from typing import Literal

from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from grading.documents.model import Cell, Document, Unreadable, Workbook, coordinates, shown
from webapp.document_view import in_french
from webapp.reading import READER

PIECES = 2_000
CHARACTERS = 100_000
"""First pieces, and characters, of a document that are compared."""
WORDS = 4_000
"""Words and spaces of a piece that are compared one by one: aligning them grows with their square."""
CELLS = 100_000
"""Cells of a workbook that are looked at."""
ALIKE = 60
"""Likeness, out of 100, above which two pieces are one that changed: unrelated French lines hardly ever reach it."""
PAIRS = 40_000
"""Pairs weighed in a run of pieces changed together; a longer run is shown removed, then added."""
PAIRING = 400_000_000
"""Characters set against characters in weighing them all: the more pieces, the less is read of each."""
DIFFERENCES = 800
"""Differing cells of a workbook that are shown."""
_REST = "Pour le reste, téléchargez les deux versions."
LONG = f"Document long\u00a0: seul son début est comparé. {_REST}"
LARGE = f"Classeur volumineux ou très modifié\u00a0: seule une partie de ses cellules est comparée. {_REST}"

_TOKEN = re.compile(r"\S+|\s+")

Kind = Literal["added", "removed", "changed"]
Piece = tuple[str, str]
"""A place and its text."""


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
    left_out: str = ""
    """What is not compared or not shown, in French; empty when nothing."""


def compare(before: bytes, after: bytes, name: str) -> Comparison:
    """Compare two versions of a file of this name."""
    old, new = READER.read(before, name), READER.read(after, name)
    for document in (old, new):
        if isinstance(document, Unreadable):
            return Comparison(refusal=document.reason)
    assert not isinstance(old, Unreadable)
    assert not isinstance(new, Unreadable)
    if isinstance(old, Workbook) and isinstance(new, Workbook):
        return _cells(old, new)
    return _pieces(old, new)


def _pieces(old: Document, new: Document) -> Comparison:
    (before, is_old_cut), (after, is_new_cut) = _head(old), _head(new)
    texts = ([text for _, text in pieces] for pieces in (before, after))
    changes = [
        change for was, now, _ in _aligned(*texts) for change in _changed(before[was], after[now])
    ]
    return Comparison(tuple(changes), left_out=LONG if is_old_cut or is_new_cut else "")


def _head(document: Document) -> tuple[list[Piece], bool]:
    """Return the first written pieces with their places, and whether something comes after them."""
    kept: list[Piece] = []
    room = CHARACTERS
    for place, text in document.places():
        if not text.strip():
            continue
        if room <= 0 or len(kept) == PIECES:
            return kept, True
        kept.append((place, text[:room]))
        room -= len(text)
    return kept, room < 0


def _aligned(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[slice, slice, slice]]:
    """Yield in turn what only the old has, what only the new has, and what both have next (as the new has it).

    The longest common subsequence, found by bits: 64 elements at a time.
    """
    numbers: dict[str, int] = {}
    # Elements are told apart by their hashes: equal numbers for equal texts leave nothing to chance.
    old, new = ([numbers.setdefault(one, len(numbers)) for one in side] for side in (before, after))
    was = now = 0
    for block in Indel.opcodes(old, new).as_matching_blocks():
        end = block.b + block.size
        yield slice(was, block.a), slice(now, block.b), slice(block.b, end)
        was, now = block.a + block.size, end


def _changed(before: list[Piece], after: list[Piece]) -> Iterator[Change]:
    """Tell a run of pieces that changed together: those that resemble each other as one, in order."""
    was = now = 0
    for old, new in [*_pairs(before, after), (len(before), len(after))]:
        for place, text in before[was:old]:
            yield Change("removed", place, (Words("removed", text),))
        for place, text in after[now:new]:
            yield Change("added", place, (Words("added", text),))
        if old < len(before):
            yield Change("changed", after[new][0], words(before[old][1], after[new][1]))
        was, now = old + 1, new + 1


def _pairs(before: list[Piece], after: list[Piece]) -> list[tuple[int, int]]:
    """Return the positions, rising on both sides, of the pieces that are most alike when taken together."""
    if len(before) * len(after) > PAIRS:
        return []
    best = _likeness(before, after)
    found = []
    i, j = len(before), len(after)
    while i > 0 and j > 0:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            found.append((i, j))
    return found[::-1]


def _likeness(before: list[Piece], after: list[Piece]) -> list[list[float]]:
    """Return at [i][j] the most that the first i pieces and the first j can be alike, paired in order.

    What counts is the excess over ALIKE: two pairs that are just alike do not outdo one that is nearly equal.
    """
    best = [[0.0] * (len(after) + 1)]
    reach = isqrt(PAIRING // max(1, len(before) * len(after)))
    olds, news = ([text[:reach] for _, text in side] for side in (before, after))
    for old in olds:
        above, row = best[-1], [0.0]
        for j, new in enumerate(news):
            excess = max(0.0, fuzz.ratio(old, new, score_cutoff=ALIKE) - ALIKE)
            row.append(max(above[j + 1], row[j], above[j] + excess))
        best.append(row)
    return best


def _cells(old: Workbook, new: Workbook) -> Comparison:
    changes: list[Change] = []
    room = CHARACTERS
    pairs = _side_by_side(old, new)
    for place, before, after in islice(pairs, CELLS):
        was, now = _held(before), _held(after)
        if was == now:
            continue
        if room <= 0 or len(changes) == DIFFERENCES:
            is_cut = True
            break
        changes.append(_cell(place, _written(before), _written(after)))
        room -= len(was) + len(now)
    else:
        is_cut = next(pairs, None) is not None
    changes.sort(key=lambda change: _reading_order(change.place))
    return Comparison(tuple(changes), left_out=LARGE if is_cut else "")


def _side_by_side(old: Workbook, new: Workbook) -> Iterator[tuple[str, Cell | None, Cell | None]]:
    """Yield the place of each cell and what it held and holds, without walking a book to its end beforehand."""
    before, after = ({sheet.name: sheet.cells for sheet in book.sheets} for book in (old, new))
    for name in {**after, **before}:
        was, now = before.get(name, {}), after.get(name, {})
        for reference in chain(now, (gone for gone in was if gone not in now)):
            yield f"{name}!{reference}", was.get(reference), now.get(reference)


def _held(cell: Cell | None) -> str:
    if cell is None:
        return ""
    return f"{shown(cell)}  [{cell.formula}]" if cell.formula else shown(cell)


def _written(cell: Cell | None) -> str:
    """Return what a cell holds, as it is shown to people."""
    if cell is None:
        return ""
    return f"{in_french(cell)}  [{cell.formula}]" if cell.formula else in_french(cell)


def _cell(place: str, was: str, now: str) -> Change:
    kind: Kind = "added" if not was else "removed" if not now else "changed"
    runs = Words("removed", was[:CHARACTERS]), Words("added", now[:CHARACTERS])
    return Change(kind, place, tuple(run for run in runs if run.text))


def _reading_order(place: str) -> tuple[str, int, int]:
    sheet, _, reference = place.rpartition("!")
    column, row = coordinates(reference)
    return sheet, row, column


def words(old: str, new: str) -> tuple[Words, ...]:
    """Return what changed inside a piece, word by word; as a whole when it has too many words."""
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    if max(len(before), len(after)) > WORDS:
        return Words("removed", old), Words("added", new)
    return tuple(
        run
        for was, now, same in _aligned(before, after)
        for run in (
            Words("removed", "".join(before[was])),
            Words("added", "".join(after[now])),
            Words("same", "".join(after[same])),
        )
        if run.text
    )
