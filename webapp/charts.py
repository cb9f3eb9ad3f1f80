"""Charts on screen, drawn as SVG: each is told in words, tells its series apart without colour, and has its table."""

import math
import statistics
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from markupsafe import Markup

from webapp.papers.model import Bars, Table, shown_figure
from webapp.papers.words import on_one_line, prepared

LEVELS = ("met", "partly", "not_met", "not_observed")
"""Looks of the four levels of a criterion, in the order of their series."""
SERIES = ("one", "two", "three", "four", "five")
WIDTH, LEFT, RIGHT = 720.0, 190.0, 60.0
ROW, BAR, LEGEND, AXIS = 26.0, 18.0, 26.0, 22.0
LETTER = 7.8
"""Room that a letter is counted for: the browser's own font is not known here."""
TICKS = 6
DOT = 4.0

_PATTERNS = Markup(
    '<defs><pattern id="{0}-hatch" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<path class="chart-pattern" d="M-1 7 L7 -1"/></pattern>'
    '<pattern id="{0}-dots" width="6" height="6" patternUnits="userSpaceOnUse">'
    '<circle class="chart-pattern" cx="3" cy="3" r="0.8"/></pattern>'
    '<pattern id="{0}-lines" width="5" height="5" patternUnits="userSpaceOnUse">'
    '<path class="chart-pattern" d="M2.5 0 V5"/></pattern></defs>'
)
_OVER = ("", "hatch", "dots", "", "lines")
"""Pattern over each series, by rank: two neighbours never have the same."""


class Chart(NamedTuple):
    """A chart and the same figures to be read, shown together by the macro of `_charts.html`."""

    picture: Markup
    table: Table


@dataclass(frozen=True, slots=True)
class Spread:
    """What was measured in one group: the times of a criterion, say."""

    name: str
    figures: tuple[float, ...]

    def __post_init__(self) -> None:
        """Refuse figures that have no place on the axis."""
        if not all(math.isfinite(figure) and figure >= 0 for figure in self.figures):
            raise ValueError(f"the group {self.name!r} has figures that no axis holds")


def bars(name: str, told: Bars, looks: Sequence[str] = SERIES) -> Chart:
    """Return horizontal bars, their series stacked; `name` is the chart's own on its page."""
    told = prepared(told)
    totals = [sum(all_of) for all_of in zip(*(one.figures for one in told.series), strict=True)]
    scale = (WIDTH - LEFT - RIGHT) / (max(totals, default=0) or 1)
    rows = [
        _bar(name, told, place, scale, looks)
        for place in range(len(told.labels) if told.series else 0)
    ]
    under = len(told.labels) * ROW
    legend = [_key(name, told, rank, under, looks) for rank in range(_named(told))]
    kind = "Barres empilées" if len(told.series) > 1 else "Barres"
    words = f"{kind}, une par ligne du tableau qui suit, qui donne les mêmes valeurs."
    height = under + len(legend) * LEGEND
    return Chart(_svg(name, told.title, words, height, [*rows, *legend]), told.table)


def _named(told: Bars) -> int:
    """Return how many series have to be named: one alone is in the title."""
    return len(told.series) if len(told.series) > 1 else 0


def _bar(name: str, told: Bars, place: int, scale: float, looks: Sequence[str]) -> Markup:
    top, left = place * ROW, LEFT
    parts = [_row_label(told.labels[place], top)]
    for rank, series in enumerate(told.series):
        figure = series.figures[place]
        length, shown = figure * scale, shown_figure(figure)
        parts.append(_box(name, rank, looks, left, top, length))
        if len(told.series) == 1:
            parts.append(_words("chart-figure", left + length + 6, top, shown))
        elif figure and len(shown) * LETTER + 6 < length:
            parts.append(
                _words(f"chart-inside {_look(looks, rank)}", left + length / 2, top, shown)
            )
        left += length
    return Markup("").join(parts)


def _look(looks: Sequence[str], rank: int) -> str:
    return f"chart-{looks[rank % len(looks)]}"


def _box(
    name: str, rank: int, looks: Sequence[str], left: float, top: float, length: float
) -> Markup:
    """Return a part of a bar, under the pattern of its rank; nothing is drawn of nothing."""
    if not length:
        return Markup("")
    place = Markup('x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"').format(
        left, top + (ROW - BAR) / 2, length, BAR
    )
    box = Markup('<rect class="chart-box {}" {}/>').format(_look(looks, rank), place)
    over = _OVER[rank % len(_OVER)]
    if not over:
        return box
    return box + Markup('<rect fill="url(#{}-{})" {}/>').format(name, over, place)


def _key(name: str, told: Bars, rank: int, under: float, looks: Sequence[str]) -> Markup:
    top = under + rank * LEGEND
    named = _words("chart-label", LEFT + BAR + 8, top, told.series[rank].name)
    return _box(name, rank, looks, LEFT, top, BAR) + named


def strip(
    name: str,
    title: str,
    heading: str,
    groups: Iterable[Spread],
    shown: Callable[[float], str] = shown_figure,
) -> Chart:
    """Return each group's figures as dots on one axis, over the box of its quartiles and its median."""
    spreads = prepared(tuple(groups))
    ticks = _ticks(max((figure for one in spreads for figure in one.figures), default=0))
    scale = (WIDTH - LEFT - RIGHT) / ticks[-1]
    rows = [_group(group, place * ROW, scale, shown) for place, group in enumerate(spreads)]
    under = len(spreads) * ROW
    axis = [_tick(tick * scale, under, shown(tick)) for tick in ticks]
    words = (
        "Un point par valeur ; la boîte va du premier au troisième quart, le trait est la médiane. "
        "Le tableau qui suit donne les mêmes repères."
    )
    table = prepared(_marks(title, heading, spreads, shown))
    return Chart(_svg(name, prepared(title), prepared(words), under + AXIS, [*axis, *rows]), table)


def _group(group: Spread, top: float, scale: float, shown: Callable[[float], str]) -> Markup:
    parts = [_row_label(group.name, top)]
    middle = top + ROW / 2
    if group.figures:
        low, median, high = (LEFT + one * scale for one in _quarters(group.figures))
        parts.append(
            Markup(
                '<rect class="chart-quarters" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"/>'
                '<path class="chart-median" d="M{:.1f} {:.1f} v{:.1f}"/>'
            ).format(low, top + 4, high - low, ROW - 8, median, top + 2, ROW - 4)
        )
    parts += [
        Markup('<circle class="chart-dot" cx="{:.1f}" cy="{:.1f}" r="{}"><title>{}</title></circle>').format(
            LEFT + figure * scale, middle, DOT, shown(figure)
        )
        for figure in group.figures
    ]  # fmt: skip
    return Markup("").join(parts)


def _quarters(figures: Sequence[float]) -> tuple[float, float, float]:
    if len(figures) == 1:
        return figures[0], figures[0], figures[0]
    low, median, high = statistics.quantiles(figures, n=4, method="inclusive")
    return low, median, high


def _marks(
    title: str, heading: str, groups: Sequence[Spread], shown: Callable[[float], str]
) -> Table:
    """Return the figures that sum up each group; a group without any says so."""
    rows = []
    for group in groups:
        read = (min, statistics.median, max)
        marks = [shown(of(group.figures)) if group.figures else "—" for of in read]
        rows.append((group.name, str(len(group.figures)), *marks))
    headings = (heading, "Nombre", "Minimum", "Médiane", "Maximum")
    return Table(headings, tuple(rows), (3, 1, 1, 1, 1), title, (1, 2, 3, 4))


def _ticks(top: float) -> list[float]:
    """Return round figures from nought to the first that is not under the largest."""
    if top <= 0:
        return [0.0, 1.0]
    power = 10.0 ** math.floor(math.log10(top / TICKS))
    step = next(one * power for one in (1, 2, 5, 10, 20) if one * power * TICKS >= top)
    return [place * step for place in range(math.ceil(top / step - 1e-9) + 1)]


def _tick(at: float, under: float, text: str) -> Markup:
    return Markup(
        '<path class="chart-rule" d="M{0:.1f} 0 V{1:.1f}"/>'
        '<text class="chart-tick" x="{0:.1f}" y="{2:.1f}">{3}</text>'
    ).format(LEFT + at, under, under + AXIS * 0.75, text)


def _row_label(text: str, top: float) -> Markup:
    """Return a label at the left of its row, shortened if it must be and whole when it is pointed at."""
    text = on_one_line(text)
    most = int((LEFT - 10) / LETTER)
    short = text if len(text) <= most else text[: most - 1].rstrip() + "…"
    return Markup(
        '<text class="chart-label chart-row" x="{:.1f}" y="{:.1f}">{}<title>{}</title></text>'
    ).format(LEFT - 10, _baseline(top), short, text)


def _words(look: str, x: float, top: float, text: str) -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(
        look, x, _baseline(top), text
    )


def _baseline(top: float) -> float:
    return top + ROW / 2 + 4.5


def _svg(name: str, title: str, words: str, height: float, parts: Iterable[Markup]) -> Markup:
    """Return the picture, which a screen reader announces by its title and what it shows."""
    return Markup(
        '<svg class="chart-picture" role="img" viewBox="0 0 {width:g} {height:g}" '
        'aria-labelledby="{name}-title {name}-words" xmlns="http://www.w3.org/2000/svg">'
        '<title id="{name}-title">{title}</title><desc id="{name}-words">{words}</desc>'
        "{patterns}{parts}</svg>"
    ).format(
        width=WIDTH,
        height=max(height, ROW),
        name=name,
        title=title,
        words=words,
        patterns=_PATTERNS.format(name),
        parts=Markup("").join(parts),
    )
