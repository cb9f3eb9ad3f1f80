"""The letters of printed papers: which ones the embedded font has, how wide they are, where lines break."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.resources import files
from itertools import accumulate

from fpdf import FPDF
from fpdf.fonts import TTFFont

from sim.language.glyphs import SUBSTITUTES

FAMILY = "papers"
_FILES = files("font_source_sans_pro") / "files"
FACES = {
    "": str(_FILES / "SourceSansPro-Regular.ttf"),
    "B": str(_FILES / "SourceSansPro-Bold.ttf"),
}
MM_PER_POINT = 25.4 / 72
UNKNOWN = "?"

Run = tuple[str, bool]
"""Letters with whether they are bold."""
Line = tuple[Run, ...]


@cache
def _advances(*, bold: bool) -> dict[int, float]:
    """Return the width of each letter of the font, in thousandths of its size."""
    pdf = FPDF()
    face = "B" if bold else ""
    pdf.add_font(FAMILY, face, FACES[face])
    font = pdf.fonts[f"{FAMILY}{face}"]
    assert isinstance(font, TTFFont)
    font.close()
    return {int(code): wide for code, wide in font.cw.items()}


def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in mm of a printable text set in `size` points."""
    advances = _advances(bold=bold)
    return sum(advances[ord(letter)] for letter in text) * size / 1000 * MM_PER_POINT


def printable(text: str) -> str:
    """Return the text in the letters that the font has, the others replaced by their nearest."""
    return text.translate(_PRINTABLE)


class _Printable(dict[int, str]):
    """A translation table that works out a letter the first time it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _in_font(chr(code))
        return shown


_PRINTABLE = _Printable()


def _in_font(letter: str) -> str:
    known = _advances(bold=False)
    if ord(letter) in known or letter == "\n":
        return letter
    if letter in SUBSTITUTES:
        return SUBSTITUTES[letter]
    if unicodedata.category(letter)[0] in "CM":
        return ""
    parts = unicodedata.normalize("NFKD", letter)
    return "".join(part for part in parts if ord(part) in known) or UNKNOWN


def wrapped(runs: Sequence[Run], size: float, room: float) -> list[Line]:
    """Return the lines of a text that must fit in `room` mm; a word too long for a line is cut."""
    return [line for words in _paragraphs(runs) for line in _filled(words, size, room)]


def _paragraphs(runs: Sequence[Run]) -> Iterator[list[list[Run]]]:
    """Give the words of each paragraph; a word may be in several parts, not all of them bold."""
    words: list[list[Run]] = [[]]
    for text, bold in runs:
        for piece in re.split("([ \n])", printable(text)):
            if piece == "\n":
                yield words
                words = [[]]
            elif piece == " ":
                words.append([])
            elif piece:
                words[-1].append((piece, bold))
    yield words


def _filled(words: list[list[Run]], size: float, room: float) -> Iterator[Line]:
    line: list[list[Run]] = []
    left = room
    for word in (part for whole in words for part in _cut(whole, size, room)):
        needed = _wide(word, size) + width(" ", size)
        if line and needed > left:
            yield _joined(line)
            line, left = [], room
        line.append(word)
        left -= needed if len(line) > 1 else needed - width(" ", size)
    yield _joined(line)


def _wide(word: list[Run], size: float) -> float:
    return sum(width(text, size, bold=bold) for text, bold in word)


def _cut(word: list[Run], size: float, room: float) -> list[list[Run]]:
    """Return the word, in pieces when it is wider than the room."""
    if _wide(word, size) <= room:
        return [word]
    pieces: list[list[Run]] = [[]]
    used = 0.0
    for letter, bold in ((letter, bold) for text, bold in word for letter in text):
        wide = width(letter, size, bold=bold)
        if pieces[-1] and used + wide > room:
            pieces.append([])
            used = 0.0
        pieces[-1].append((letter, bold))
        used += wide
    return pieces


def _joined(words: list[list[Run]]) -> Line:
    """Return a line in as few parts as its changes of weight allow."""
    line: list[Run] = []
    for place, word in enumerate(words):
        spaced = [(" ", word[0][1] if word else False), *word] if place else word
        for text, bold in spaced:
            if line and line[-1][1] == bold:
                line[-1] = (line[-1][0] + text, bold)
            else:
                line.append((text, bold))
    return tuple(line)


def shortened(text: str, size: float, room: float) -> str:
    """Return the beginning of a text that fits on a line of `room` mm."""
    shown = printable(text.replace("\n", " "))
    if width(shown, size) <= room:
        return shown
    reached = list(accumulate(width(letter, size) for letter in shown))
    return shown[: bisect_right(reached, room - width("…", size))].rstrip() + "…"
