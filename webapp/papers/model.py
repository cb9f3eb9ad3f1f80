"""What a paper says, apart from the format it is written in.

Texts are given as they are: the writers clean them and set their no-break spaces (`webapp.papers.words`).
"""

import math
from dataclasses import dataclass
from decimal import Decimal

from sim.language.french import number

LANGUAGE = "fr-FR"
DRAFT = "PROJET"
"""The state of a paper that nobody has signed yet."""
LEVELS = 3
"""Levels of headings under the title."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading under the title, from level 1 to `LEVELS`."""

    level: int
    text: str

    def __post_init__(self) -> None:
        """Refuse a level that the writers have no look for."""
        if not 1 <= self.level <= LEVELS:
            raise ValueError(f"a heading has a level from 1 to {LEVELS}, not {self.level}")


@dataclass(frozen=True, slots=True)
class Strong:
    """A part of a text that must be seen first."""

    text: str


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph, whole or in parts of which some are strong; a line feed starts a new line."""

    parts: str | tuple[str | Strong, ...]

    @property
    def runs(self) -> tuple[tuple[str, bool], ...]:
        """Return each part with whether it is strong."""
        parts = (self.parts,) if isinstance(self.parts, str) else self.parts
        return tuple(
            (part.text, True) if isinstance(part, Strong) else (part, False) for part in parts
        )


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels with what they are in this case: a candidate's name, a room, a day."""

    pairs: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under headings; widths are shares of the page's."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...] = ()
    caption: str = ""
    numeric: tuple[int, ...] = ()
    """Places of the columns aligned on the right."""

    def __post_init__(self) -> None:
        """Refuse rows that do not fit their headings."""
        if not self.headings:
            raise ValueError("a table has headings")
        if self.widths and len(self.widths) != len(self.headings):
            raise ValueError("a table has one width per heading, or none")
        for place, row in enumerate(self.rows, 1):
            if len(row) != len(self.headings):
                raise ValueError(f"row {place} does not have one cell per heading")

    def shares(self, room: float) -> list[float]:
        """Return the columns' widths when the table is `room` wide."""
        widths = self.widths or (1.0,) * len(self.headings)
        return [room * width / sum(widths) for width in widths]


@dataclass(frozen=True, slots=True)
class Bullets:
    """Short points, in no order that matters."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Figures of the same kind, one per label of the chart."""

    name: str
    figures: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Bars:
    """Horizontal bars, one per label, in which the series are stacked; always followed by their table."""

    title: str
    heading: str
    """What the labels are: « Critère »."""
    labels: tuple[str, ...]
    series: tuple[Series, ...]

    def __post_init__(self) -> None:
        """Refuse figures that no bar can show."""
        for one in self.series:
            if len(one.figures) != len(self.labels):
                raise ValueError(f"the series {one.name!r} does not have one figure per label")
            if not all(math.isfinite(figure) and figure >= 0 for figure in one.figures):
                raise ValueError(f"the series {one.name!r} has figures without a length")

    @property
    def table(self) -> Table:
        """Return the same figures, to be read."""
        columns = [[shown_figure(figure) for figure in one.figures] for one in self.series]
        return Table(
            headings=(self.heading, *(one.name for one in self.series)),
            rows=tuple(zip(self.labels, *columns, strict=True)),
            widths=(3.0, *(1.0 for _ in self.series)),
            caption=self.title,
            numeric=tuple(range(1, len(self.series) + 1)),
        )


def shown_figure(figure: float) -> str:
    """Return a figure of a chart as it is written, without what binary fractions add to it."""
    return number(Decimal(f"{figure:.12g}"))


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signs, in what quality, and when it was done; nothing yet leaves room to sign by hand."""

    name: str
    quality: str
    signed: str = ""


@dataclass(frozen=True, slots=True)
class Signatures:
    """Those who sign, side by side; a paper never separates them from their frames."""

    people: tuple[Signature, ...]


@dataclass(frozen=True, slots=True)
class PageBreak:
    """The rest starts a new page."""


@dataclass(frozen=True, slots=True)
class Code:
    """Fingerprints and identifiers: compared letter by letter, so letters of one width and no typography."""

    text: str


Block = Heading | Text | Facts | Table | Bullets | Bars | Signatures | PageBreak | Code


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A whole paper; the same paper gives the same bytes for ever."""

    title: str
    made_at: int
    """Wall time the file is dated with."""
    sender: tuple[str, ...] = ()
    """The centre: its name first, then its address."""
    recipient: tuple[str, ...] = ()
    """Name first, then address, where a window envelope shows them."""
    place_and_date: str = ""
    subject: str = ""
    reference: str = ""
    state: str = ""
    """Printed across every page until the paper is final: `DRAFT`."""
    blocks: tuple[Block, ...] = ()
    landscape: bool = False
    footer: str = ""

    @property
    def mentions(self) -> tuple[tuple[str, str], ...]:
        """Return what is said of the paper above its title."""
        told = (("Objet", self.subject), ("Référence", self.reference))
        return tuple((label, value) for label, value in told if value)
