"""French text as Helvetica prints it: the characters it has, the room they take, where lines break.

A PDF's own fonts know Windows-1252 only, which has « œ », « € », « ’ » and both dashes.
"""

import unicodedata
from functools import lru_cache

from fpdf.fonts import CORE_FONTS_CHARWIDTHS

MM_PER_POINT = 25.4 / 72


def printable(text: str) -> str:
    """Return the text in the characters the font has, the others replaced by their nearest."""
    return text.translate(_PRINTABLE)


@lru_cache(maxsize=16384)
def width(text: str, size: float, *, bold: bool = False) -> float:
    """Return the width in mm of a printable text set in `size` points."""
    widths = CORE_FONTS_CHARWIDTHS["helveticaB" if bold else "helvetica"]
    glyphs = text.encode("cp1252", "replace").decode("latin-1")
    return sum(widths[glyph] for glyph in glyphs) * size / 1000 * MM_PER_POINT


@lru_cache(maxsize=16384)
def wrapped(text: str, size: float, room: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return the lines of a text that must fit in `room` mm."""
    lines: list[str] = []
    for paragraph in printable(text).split("\n"):
        lines += _broken(paragraph, size, room, bold=bold)
    return tuple(lines)


def _broken(paragraph: str, size: float, room: float, *, bold: bool) -> list[str]:
    if width(paragraph, size, bold=bold) <= room:
        return [paragraph]
    lines = [""]
    for word in paragraph.split(" "):
        longer = f"{lines[-1]} {word}".lstrip()
        if width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines += _cut(word, size, room, bold=bold)
    return lines if lines[0] else lines[1:]


def _cut(word: str, size: float, room: float, *, bold: bool) -> list[str]:
    """Return the word, in pieces when it is wider than the room."""
    pieces = [""]
    for char in word:
        if pieces[-1] and width(pieces[-1] + char, size, bold=bold) > room:
            pieces.append("")
        pieces[-1] += char
    return pieces


class _Printable(dict[int, str]):
    """A translation table that works out a character the first time it is met."""

    def __missing__(self, code: int) -> str:
        self[code] = shown = _in_font(chr(code))
        return shown


def _in_font(char: str) -> str:
    if char in SUBSTITUTES or char == "\n":
        return SUBSTITUTES.get(char, char)
    if unicodedata.category(char)[0] in "CM":
        return ""
    for candidate in (char, unicodedata.normalize("NFKD", char)):
        known = candidate.encode("cp1252", "ignore").decode("cp1252")
        if known:
            return known
    return "?"


SUBSTITUTES = dict.fromkeys("\u202f\u2009\u2007", "\u00a0") | dict.fromkeys("‐‑‒−", "-")
SUBSTITUTES |= {"\t": " ", "→": "->", "←": "<-", "≤": "<=", "≥": ">=", "≠": "<>", "☐": "[ ]"}
SUBSTITUTES |= dict.fromkeys("☑☒", "[x]") | dict.fromkeys("✓✔", "x")
_PRINTABLE = _Printable()
