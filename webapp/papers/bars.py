"""Bars laid out in millimetres, for any pen: rectangles in shades that differ without colour, and texts."""

from collections.abc import Iterator
from typing import Literal, NamedTuple

from webapp.papers.letters import MM_PER_POINT, shortened, width
from webapp.papers.model import Bars, shown_figure

SIZE = 8.0
"""Points of the texts of a chart."""
ROW, BAR, GAP, LEGEND = 6.0, 4.4, 2.0, 80.0
PER_PIECE = 24
"""Bars drawn in one piece: more would not leave room on a page."""
SHADES = ((11, 92, 107), (116, 172, 182), (206, 222, 226), (255, 255, 255), (85, 96, 110))
"""From dark to light, then grey: told apart in black and white, and each named in the legend."""
INK, PAPER, EDGE = (29, 39, 51), (255, 255, 255), (60, 75, 85)
DARK = (0, 4)
"""Places of the shades on which letters are white."""

Colour = tuple[int, int, int]


class Box(NamedTuple):
    """A rectangle, filled and edged."""

    x: float
    y: float
    width: float
    height: float
    fill: Colour


class Label(NamedTuple):
    """A text on one line; `y` is where its letters stand."""

    x: float
    y: float
    text: str
    align: Literal["left", "center", "right"] = "left"
    colour: Colour = INK


class Drawing(NamedTuple):
    """What to draw, from the top left corner, in order."""

    height: float
    marks: tuple[Box | Label, ...]


def drawings(bars: Bars, room: float) -> Iterator[Drawing]:
    """Give the chart in pieces that each fit on a page, on one scale."""
    names = max((width(shortened(one, SIZE, room * 0.4), SIZE) for one in bars.labels), default=0)
    left = names + GAP
    scale = (room - left - width("0000,0", SIZE)) / (max(_totals(bars), default=0) or 1)
    for first in range(0, len(bars.labels), PER_PIECE):
        places = range(len(bars.labels))[first : first + PER_PIECE]
        rows = [mark for place in places for mark in _row(bars, place, left, scale)]
        moved = [mark._replace(y=mark.y - first * ROW) for mark in rows]
        below = len(places) * ROW
        legend = tuple(_legend(bars, left, below + GAP)) if len(bars.series) > 1 else ()
        height = below + (GAP + len(bars.series) * ROW if legend else 0)
        yield Drawing(height, (*moved, *legend))


def _totals(bars: Bars) -> list[float]:
    return [sum(figures) for figures in zip(*(one.figures for one in bars.series), strict=True)]


def _row(bars: Bars, place: int, left: float, scale: float) -> Iterator[Box | Label]:
    """Give one bar; the figure of a lone series stands at its end, the others inside."""
    top = place * ROW
    name = shortened(bars.labels[place], SIZE, left - GAP + 0.01)
    yield Label(left - GAP, _baseline(top), name, "right")
    for rank, series in enumerate(bars.series):
        figure = series.figures[place]
        length = figure * scale
        shown = shown_figure(figure)
        if figure:
            yield Box(left, top, length, BAR, _shade(rank))
        if len(bars.series) == 1:
            yield Label(left + length + 1, _baseline(top), shown)
        elif figure and width(shown, SIZE) + 1 < length:
            colour = PAPER if rank % len(SHADES) in DARK else INK
            yield Label(left + length / 2, _baseline(top), shown, "center", colour)
        left += length


def _legend(bars: Bars, left: float, top: float) -> Iterator[Box | Label]:
    """Name the shades in the order of the bars, one under the other."""
    for rank, series in enumerate(bars.series):
        yield Box(left, top + rank * ROW, BAR, BAR, _shade(rank))
        name = shortened(series.name, SIZE, LEGEND)
        yield Label(left + BAR + 1, _baseline(top + rank * ROW), name)


def _shade(rank: int) -> Colour:
    return SHADES[rank % len(SHADES)]


def _baseline(top: float) -> float:
    return top + BAR / 2 + SIZE * MM_PER_POINT * 0.33
