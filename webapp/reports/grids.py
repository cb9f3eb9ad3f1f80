"""Figures in rows, whatever they are written into: a page, a paper, a spreadsheet."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from sim.language.french import duration, number, percent
from webapp.papers.model import Bars, Series, Table

Kind = Literal["text", "count", "share", "seconds", "coefficient", "factor"]
Cell = str | int | float | None
"""None where there is nothing to say."""
NOTHING = "—"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its heading, and how its figures are read."""

    heading: str
    kind: Kind = "text"
    width: float = 1.0
    """Share of the table's."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table of figures."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    charted: bool = False
    """Whether it is drawn as bars too: its figures are counts, stacked."""
    looks: tuple[str, ...] = ()
    """Of the stacked series, on screen."""

    @property
    def table(self) -> Table:
        """Return it to be read."""
        return Table(
            headings=tuple(one.heading for one in self.columns),
            rows=tuple(
                tuple(shown(one.kind, cell) for one, cell in zip(self.columns, row, strict=True))
                for row in self.rows
            ),
            widths=tuple(one.width for one in self.columns),
            caption=self.title,
            numeric=tuple(place for place, one in enumerate(self.columns) if one.kind != "text"),
        )

    @property
    def bars(self) -> Bars:
        """Return it to be drawn: a bar per row, a part per column of counts."""
        return Bars(
            title=self.title,
            heading=self.columns[0].heading,
            labels=tuple(str(row[0]) for row in self.rows),
            series=tuple(
                Series(one.heading, tuple(_figure(row[place]) for row in self.rows))
                for place, one in enumerate(self.columns)
                if place
            ),
        )


@dataclass(frozen=True, slots=True)
class Strip:
    """Times of several groups, each a point on one axis; on paper, its table stands for it."""

    title: str
    heading: str
    groups: tuple[tuple[str, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report."""

    name: str
    """For addresses in the page."""
    title: str
    notes: tuple[str, ...] = ()
    strips: tuple[Strip, ...] = ()
    grids: tuple[Grid, ...] = ()


def shown(kind: Kind, cell: Cell) -> str:
    """Return a cell as it is read."""
    if cell is None:
        return NOTHING
    if isinstance(cell, str):
        return cell
    return _SHOWN[kind](cell)


_SHOWN: dict[Kind, Callable[[float], str]] = {
    "text": str,
    "count": lambda figure: number(Decimal(str(figure))),
    "share": lambda figure: percent(Decimal(str(figure * 100)), 0),
    "seconds": duration,
    "coefficient": lambda figure: number(Decimal(str(figure)), 2).replace("-", "−"),
    "factor": lambda figure: number(Decimal(str(figure)), 2),
}


def _figure(cell: Cell) -> float:
    return float(cell) if isinstance(cell, int | float) else 0.0


def counted(rows: Sequence[tuple[str, int]]) -> tuple[tuple[Cell, ...], ...]:
    """Return labels with their counts as rows."""
    return tuple((label, count) for label, count in rows)
