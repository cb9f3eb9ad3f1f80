"""What a document is to the grader: text with its place, effective formatting, hidden places included."""

from collections.abc import Iterator
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A file that cannot be read as what it claims to be."""

    code: str
    reason: str
    """In French: what is wrong, and what to do."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph with the formatting it really has, whether by style, theme or by hand."""

    place: str
    """« paragraphe 4 », « tableau 1, ligne 2, colonne 3 », « en-tête »…"""
    text: str
    style: str = ""
    font: str | None = None
    size_pt: float | None = None
    bold: bool = False
    color: str | None = None
    """RRGGBB."""
    is_on_right: bool = False
    """Right-aligned, indented past the middle, or in the last column."""
    in_body: bool = True


@dataclass(frozen=True)
class TextDocument:
    """A word-processing document."""

    blocks: tuple[Block, ...]
    page_size_cm: tuple[float, float] = (0.0, 0.0)
    margins_cm: dict[str, float] = field(default_factory=dict)
    fields: frozenset[str] = frozenset()
    """Names of the fields: PAGE, NUMPAGES, DATE…"""
    tables: int = 0
    images: int = 0
    template_id: str = ""

    def body(self) -> list[Block]:
        """Return the blocks of the page itself: paragraphs, tables, text boxes."""
        return [block for block in self.blocks if block.in_body]

    @property
    def footer_text(self) -> str:
        """Return the text of all footers."""
        return "\n".join(
            block.text for block in self.blocks if block.place.startswith("pied de page")
        )

    def places(self) -> Iterator[tuple[str, str]]:
        """Return each text with its place."""
        return ((block.place, block.text) for block in self.blocks)

    def all_text(self) -> str:
        """Return everything a reader or a leak could see."""
        return "\n".join(block.text for block in self.blocks)


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell: what it shows, and the formula behind it."""

    value: str | float | int | bool | None
    formula: str = ""
    number_format: str = "General"


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet; hidden ones are seen too."""

    name: str
    cells: dict[str, Cell]
    hidden: bool = False
    frozen: bool = False
    filtered: bool = False
    charts: int = 0


@dataclass(frozen=True)
class Workbook:
    """A spreadsheet."""

    sheets: tuple[Sheet, ...]
    template_id: str = ""

    def places(self) -> Iterator[tuple[str, str]]:
        """Return each cell's text with its place."""
        return (
            (f"{sheet.name}!{ref}", _shown(cell))
            for sheet in self.sheets
            for ref, cell in sheet.cells.items()
        )

    def all_text(self) -> str:
        """Return everything a reader or a leak could see, row by row."""
        return "\n".join(text for _, text in self.places())


def _shown(cell: Cell) -> str:
    if isinstance(cell.value, float) and "%" in cell.number_format:
        return f"{cell.value * 100:.6g} %"
    return "" if cell.value is None else str(cell.value)


@dataclass(frozen=True, slots=True)
class SlideModel:
    """A slide."""

    number: int
    layout: str
    title: str
    texts: tuple[str, ...]
    hidden_texts: tuple[str, ...] = ()
    """Notes, comments, alternative texts, data behind the charts."""
    min_body_pt: float | None = None
    line_count: int = 0
    has_number: bool = False
    has_chart: bool = False
    tables: int = 0
    pictures: int = 0


@dataclass(frozen=True)
class SlideDeck:
    """A presentation."""

    slides: tuple[SlideModel, ...]
    template_id: str = ""

    def places(self) -> Iterator[tuple[str, str]]:
        """Return each text with its slide."""
        for slide in self.slides:
            for text in (*slide.texts, *slide.hidden_texts):
                yield f"diapositive {slide.number}", text

    def all_text(self) -> str:
        """Return everything a reader or a leak could see."""
        return "\n".join(text for _, text in self.places())


@dataclass(frozen=True)
class PdfText:
    """The text of a PDF, page by page."""

    pages: tuple[str, ...]

    def places(self) -> Iterator[tuple[str, str]]:
        """Return each page's text."""
        return ((f"page {number}", text) for number, text in enumerate(self.pages, start=1))

    def all_text(self) -> str:
        """Return the whole text."""
        return "\n".join(self.pages)


Document = TextDocument | Workbook | SlideDeck | PdfText
