"""Where a place of a document stands on its printed pages: found by its words, as an eye would look for it."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import accumulate

from grading.documents.model import Cell, Document, PdfText, SlideDeck, Workbook, shown
from sim.language import french
from webapp.pages.layout import Layout, Word

_SPACE = re.compile(r"[\s\u00ad\u200b-\u200d\ufeff]+")
LONGEST = 160
"""Letters of a text that are looked for: a longer one is marked at its beginning."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A box on a page, in hundredths of its width and height; a whole page has all of it."""

    page: int
    left: float
    top: float
    width: float
    height: float


def marks(document: Document, layout: Layout, place: str) -> tuple[Mark, ...]:
    """Return what to mark on the pages for a place as findings name it; nothing when it is not printed there."""
    if isinstance(document, SlideDeck):
        return _whole(layout, _slide_page(document, place))
    if isinstance(document, PdfText):
        return _whole(layout, _number(place))
    rank, texts = _wanted(document, place)
    for text in texts:
        found = _find(layout, _squeezed(text)[:LONGEST], rank)
        if found:
            return found
    return ()


def _whole(layout: Layout, number: int) -> tuple[Mark, ...]:
    is_there = any(page.number == number for page in layout.pages)
    return (Mark(number, 0, 0, 100, 100),) if is_there else ()


def _number(place: str) -> int:
    found = re.search(r"\d+", place)
    return int(found[0]) if found else 0


def _slide_page(deck: SlideDeck, place: str) -> int:
    """Return the page of a slide: hidden ones are not printed."""
    printed = [slide.number for slide in deck.slides if not slide.is_hidden]
    wanted = _number(place)
    return printed.index(wanted) + 1 if wanted in printed else 0


def _wanted(document: Document, place: str) -> tuple[int, list[str]]:
    """Return how often the same text comes before this place, and the ways it may be printed."""
    rank = 0
    text = next((text for where, text in document.places() if _is_at(where, place)), "")
    for where, other in document.places():
        if _is_at(where, place):
            break
        rank += bool(text) and _squeezed(other) == _squeezed(text)
    cell = _cell(document, place)
    return rank, [text, *_written(cell)] if cell else [text]


def _is_at(where: str, place: str) -> bool:
    return where == place or where.startswith((f"{place},", f"{place} ("))


def _cell(document: Document, place: str) -> Cell | None:
    if not isinstance(document, Workbook):
        return None
    name, _, reference = place.rpartition("!")
    return next((s.cells.get(reference) for s in document.sheets if s.name == name), None)


def _written(cell: Cell) -> Iterator[str]:
    """Return the ways a figure may be printed, the spaces and signs around it left out."""
    if isinstance(cell.value, bool) or not isinstance(cell.value, int | float):
        return
    value = Decimal(f"{cell.value:.12g}")
    scaled = value * 100 if "%" in cell.number_format else value
    for digits in (2, 1, 0):
        yield french.number(scaled, digits)
    yield shown(cell)


def _squeezed(text: str) -> str:
    return _SPACE.sub("", text).casefold()


def _find(layout: Layout, wanted: str, rank: int) -> tuple[Mark, ...]:
    """Return the boxes of the text's occurrence of this rank, or of the last there is: a text may be printed less often than it stands."""
    if not wanted:
        return ()
    found: list[tuple[Mark, ...]] = []
    for page in layout.pages:
        found += _on_page(page.number, page.words, wanted)
        if len(found) > rank:
            return found[rank]
    return found[-1] if found else ()


def _on_page(number: int, words: tuple[Word, ...], wanted: str) -> Iterator[tuple[Mark, ...]]:
    """Return the boxes of each occurrence; it begins and ends with a word, so that « 2 » is not found in « 2026 »."""
    spelt = [_squeezed(word.text) for word in words]
    ends = list(accumulate(map(len, spelt)))
    first = {
        end - len(word): index for index, (word, end) in enumerate(zip(spelt, ends, strict=True))
    }
    text, at = "".join(spelt), -1
    while (at := text.find(wanted, at + 1)) >= 0:
        last = bisect_left(ends, at + len(wanted))
        if at in first and (ends[last] == at + len(wanted) or len(wanted) == LONGEST):
            yield tuple(_lines(number, words[first[at] : last + 1]))


def _lines(number: int, words: tuple[Word, ...]) -> Iterator[Mark]:
    """Return one box a line of words."""
    line: list[Word] = []
    for word in words:
        if line and (word.top > line[-1].bottom or word.bottom < line[-1].top):
            yield _box(number, line)
            line = []
        line.append(word)
    if line:
        yield _box(number, line)


def _box(number: int, words: list[Word]) -> Mark:
    left, top = min(word.left for word in words), min(word.top for word in words)
    right, bottom = max(word.right for word in words), max(word.bottom for word in words)
    return Mark(
        number,
        round(left * 100, 2),
        round(top * 100, 2),
        round((right - left) * 100, 2),
        round((bottom - top) * 100, 2),
    )
