"""What a document is to the grader: text with its place, effective formatting, hidden places included."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from openpyxl.utils import column_index_from_string

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d+)")
UNPRINTED = ("commentaire", "texte de remplacement", "données du graphique", "classeur incorporé")
"""Places of a text document that its pages do not show."""


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that cannot be read as what it claims to be."""

    code: str
    reason: str
    """In French: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Carried:
    """What a file carries along: reported to people, never run, followed or opened."""

    kind: Literal["macro", "external_link", "embedded_object"]
    what: str
    """In French: « lien vers https://… », « objet incorporé (oleObject1.bin) »."""


@dataclass(frozen=True, slots=True)
class ShownField:
    """A field of a text: its name as Word writes it, and what it shows."""

    name: str
    text: str = ""
    is_fixed: bool = False
    """Locked: it never changes again."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the formatting it really has, whether by style, theme or by hand.

    Where a paragraph mixes several, each property is the one that most of its characters have.
    """

    place: str
    """« paragraphe 4 », « tableau 1, ligne 2, colonne 3 », « en-tête »…"""
    text: str
    style: str = ""
    """Name that Word shows in English: `Heading 1`, whatever the language of the program."""
    font: str | None = None
    size_pt: float | None = None
    bold: bool = False
    color: str | None = None
    """RRGGBB; none when automatic."""
    alignment: str = "left"
    """`left`, `center`, `right` or `justify`."""
    is_on_right: bool = False
    """Right-aligned, indented or tabbed past the middle, in a frame on the right or in the last column."""
    has_hidden_text: bool = False
    in_body: bool = True
    italic: bool = False
    underlined: bool = False
    level: int = 0
    """Outline level of a heading, from its style: 1 to 9; 0 for any other paragraph."""
    list_kind: Literal["", "bullet", "number"] = ""
    """Of a real list; a dash typed at the beginning of a line makes none."""
    cell: tuple[int, int, int] | None = None
    """Table, row and column, from 1, of a paragraph of a table of the page."""
    by_hand: frozenset[str] = frozenset()
    """What most characters have by direct formatting that their style would not give them: `font`,
    `size`, `bold`, `italic`, `underline`, `color`, `alignment`."""
    starts_page: bool = False
    """A page break stands before or in it."""
    fields: frozenset[str] = frozenset()
    """Names of its fields as Word writes them: PAGE, NUMPAGES, DATE, TOC…"""
    shown_fields: tuple[ShownField, ...] = ()
    """Its fields with what they show in it."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table of the page."""

    place: str
    """« tableau 1 »."""
    rows: int
    columns: int
    has_header: bool = False
    """Its first row is marked as a header, repeated on each page."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture or a drawing."""

    place: str
    """« en-tête », « diapositive 2 »; empty for the page itself."""
    alternative: str = ""
    """What it says to those who cannot see it."""


@dataclass(frozen=True)
class TextDocument:
    """A word-processing document."""

    blocks: tuple[Block, ...]
    page_size_cm: tuple[float, float] = (0.0, 0.0)
    """Width and height of the first section."""
    margins_cm: dict[str, float] = field(default_factory=dict)
    """Margins of the first section by side: left, right, top, bottom."""
    tables: tuple[Table, ...] = ()
    pictures: tuple[Picture, ...] = ()
    comments: int = 0
    insertions: int = 0
    """Tracked insertions: their text counts."""
    deletions: int = 0
    """Tracked deletions: their text does not."""
    template_id: str = ""
    properties: dict[str, str] = field(default_factory=dict)
    """Title, author and the like, as the file declares them."""
    declared_pages: int | None = None
    """Pages counted by the program that saved the file; none when it did not say."""
    carried: tuple[Carried, ...] = ()

    @property
    def fields(self) -> frozenset[str]:
        """Return the names of the fields, wherever they stand."""
        return frozenset().union(*(block.fields for block in self.blocks))

    def body(self) -> list[Block]:
        """Return the blocks of the page itself: paragraphs, tables, text boxes."""
        return [block for block in self.blocks if block.in_body]

    def first_rows(self) -> dict[str, list[Block]]:
        """Return the written blocks of the first row of each table, by the table's place."""
        found: dict[str, list[Block]] = {table.place: [] for table in self.tables}
        for block in self.body():
            if block.cell and block.cell[1] == 1 and block.text.strip():
                found.setdefault(f"tableau {block.cell[0]}", []).append(block)
        return found

    @property
    def header_text(self) -> str:
        """Return the text of all headers."""
        return self._text_at("en-tête")

    @property
    def footer_text(self) -> str:
        """Return the text of all footers."""
        return self._text_at("pied de page")

    def _text_at(self, place: str) -> str:
        return "\n".join(block.text for block in self.blocks if block.place.startswith(place))

    def places(self) -> Iterator[tuple[str, str]]:
        """Return each text with its place."""
        return ((block.place, block.text) for block in self.blocks)

    def all_text(self) -> str:
        """Return everything a reader or a leak could see."""
        return "\n".join(block.text for block in self.blocks)

    def plain_text(self) -> str:
        """Return what a reader of the printed page sees: no comment, nothing hidden or behind a chart."""
        shown_blocks = (block for block in self.blocks if not block.place.startswith(UNPRINTED))
        return "\n".join(block.text for block in shown_blocks if not block.has_hidden_text)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it holds, and the formula behind it."""

    value: str | float | int | bool | None
    """Dates and times are ISO texts."""
    formula: str = ""
    number_format: str = "General"
    """As Excel writes it: `#,##0.00 "€"`."""
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Chart:
    """A native chart."""

    kind: str
    """`bar`, `line`, `pie`, `area`, `scatter`, `doughnut`, `radar`…; empty when unknown."""
    title: str = ""
    axis_titles: tuple[str, ...] = ()
    has_legend: bool = False
    sources: tuple[str, ...] = ()
    """Ranges of its figures, as written: `Feuil1!$B$2:$B$5`."""


@dataclass(frozen=True, slots=True)
class Printing:
    """How a sheet is set up for printing."""

    area: str = ""
    title_rows: str = ""
    """Rows repeated on each page: `1:1`."""
    is_landscape: bool = False
    fits_width: bool = False
    """Made to hold in the width of one page."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; hidden ones are seen too."""

    name: str
    cells: dict[str, Cell]
    hidden: bool = False
    frozen_at: str = ""
    """First cell that scrolls: `A2` when the header row stays."""
    filtered: bool = False
    charts: tuple[Chart, ...] = ()
    printing: Printing = Printing()
    merged: tuple[str, ...] = ()
    hidden_columns: frozenset[str] = frozenset()
    """Letters of the hidden columns that hold something."""
    beside: tuple[tuple[str, str], ...] = ()
    """Place and text of what is not in a cell: comments, charts, text boxes, print headers."""

    @property
    def chart_titles(self) -> tuple[str, ...]:
        """Return the titles of the charts that have one."""
        return tuple(chart.title for chart in self.charts if chart.title)


@dataclass(frozen=True)
class Workbook:
    """A spreadsheet."""

    sheets: tuple[Sheet, ...]
    template_id: str = ""
    beside: tuple[tuple[str, str], ...] = ()
    """Place and text of what belongs to no sheet: copies that pivot tables keep of their source."""
    names: frozenset[str] = frozenset()
    """Names defined for cells or ranges."""
    carried: tuple[Carried, ...] = ()

    def places(self) -> Iterator[tuple[str, str]]:
        """Return each text with its place."""
        for sheet in self.sheets:
            yield sheet.name, sheet.name
            for ref, cell in sheet.cells.items():
                yield f"{sheet.name}!{ref}", shown(cell)
            yield from sheet.beside
        yield from self.beside

    def all_text(self) -> str:
        """Return everything a reader or a leak could see, row by row."""
        return "\n".join(text for _, text in self.places())

    def plain_text(self) -> str:
        """Return what a reader sees without unhiding anything."""
        visible = [sheet for sheet in self.sheets if not sheet.hidden]
        return "\n".join(text for _, text in Workbook(tuple(visible)).places())


def coordinates(reference: str) -> tuple[int, int]:
    """Return column and row, from 1, of `B3`; zeros for what is no reference."""
    found = _REFERENCE.fullmatch(reference)
    return (column_index_from_string(found[1]), int(found[2])) if found else (0, 0)


def shown(cell: Cell) -> str:
    """Return a cell's value as its format shows it, as far as comparing needs."""
    if isinstance(cell.value, bool):
        return "VRAI" if cell.value else "FAUX"
    if isinstance(cell.value, int | float) and "%" in cell.number_format:
        return f"{cell.value * 100:.10g} %"
    if isinstance(cell.value, float):
        return f"{cell.value:.12g}"
    return "" if cell.value is None else str(cell.value)


@dataclass(frozen=True, slots=True)
class Ink:
    """A text of a slide, its colour and the colour behind it: both are plain and known."""

    text: str
    color: str
    """RRGGBB."""
    ground: str
    """RRGGBB."""
    size_pt: float
    is_bold: bool = False


@dataclass(frozen=True, slots=True)
class SlideModel:
    """A slide."""

    number: int
    layout: str
    title: str
    texts: tuple[str, ...]
    """One text per shape or row of a table, in the order of the file."""
    hidden_texts: tuple[str, ...] = ()
    """Notes, comments, alternative texts, data behind the charts."""
    background: tuple[str, ...] = ()
    """Fixed texts that the layout and the master put on the slide."""
    min_body_pt: float | None = None
    """Smallest size of the text outside titles, tables and footers."""
    title_pt: float | None = None
    """Smallest size of the title's text."""
    lines: tuple[str, ...] = ()
    """Written lines outside titles and footers."""
    is_title_placed: bool = False
    """The title stands in the title placeholder of its layout."""
    free_boxes: int = 0
    """Text boxes drawn by hand, outside the placeholders of the layout."""
    has_number: bool = False
    charts: tuple[Chart, ...] = ()
    tables: int = 0
    pictures: tuple[Picture, ...] = ()
    notes: str = ""
    is_hidden: bool = False
    inks: tuple[Ink, ...] = ()
    """Texts outside tables and footers whose contrast can be told."""

    @property
    def chart_titles(self) -> tuple[str, ...]:
        """Return the titles of the charts that have one."""
        return tuple(chart.title for chart in self.charts if chart.title)


@dataclass(frozen=True)
class SlideDeck:
    """A presentation."""

    slides: tuple[SlideModel, ...]
    template_id: str = ""
    carried: tuple[Carried, ...] = ()

    def places(self) -> Iterator[tuple[str, str]]:
        """Return each text with its slide."""
        for slide in self.slides:
            for text in (*slide.texts, *slide.hidden_texts, *slide.background):
                yield f"diapositive {slide.number}", text

    def all_text(self) -> str:
        """Return everything a reader or a leak could see."""
        return "\n".join(text for _, text in self.places())

    def plain_text(self) -> str:
        """Return what an audience may be shown: the slides that are not hidden, with their charts and notes."""
        visible = tuple(slide for slide in self.slides if not slide.is_hidden)
        return SlideDeck(visible).all_text()


@dataclass(frozen=True)
class PdfText:
    """The text of a PDF, page by page."""

    pages: tuple[str, ...]
    carried: tuple[Carried, ...] = ()

    @property
    def page_count(self) -> int:
        """Return the number of pages."""
        return len(self.pages)

    def places(self) -> Iterator[tuple[str, str]]:
        """Return each page's text."""
        return ((f"page {number}", text) for number, text in enumerate(self.pages, start=1))

    def all_text(self) -> str:
        """Return the whole text."""
        return "\n".join(self.pages)

    def plain_text(self) -> str:
        """Return the whole text: what a PDF hides cannot be told."""
        return self.all_text()


Document = TextDocument | Workbook | SlideDeck | PdfText
