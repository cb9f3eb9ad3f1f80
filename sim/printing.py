"""Printed forms of the office: invoices, delivery notes, consignment notes, journals, as PDF.

The same form gives the same bytes for ever: a file a candidate attaches is known by its hash.
"""

from collections.abc import Sequence
from datetime import UTC, datetime
from functools import lru_cache
from typing import Annotated, Literal, NamedTuple, Self

from fpdf import FPDF
from pydantic import BaseModel, ConfigDict, Field, model_validator

from sim.language import glyphs
from sim.language.french import plural

Align = Literal["left", "center", "right"]
Colour = tuple[int, int, int]


class Column(NamedTuple):
    """A column of the table; widths are shares of the page's."""

    label: str
    align: Align = "left"
    width_share: Annotated[float, Field(gt=0)] = 1


class Total(NamedTuple):
    """A line of the totals; the bold one is the one to pay."""

    label: str
    value: str
    bold: bool = False


class Pair(NamedTuple):
    """A label and what is printed under it; an empty text leaves room to write by hand."""

    label: str
    value: str = ""


class PrintedForm(BaseModel):
    """What a form says; texts are printed as they are, a line feed starts a new line."""

    model_config = ConfigDict(frozen=True, extra="forbid", coerce_numbers_to_str=True)

    title: str
    number: str = ""
    date: str = ""
    status: str | None = None
    """Printed across every page: « PROFORMA — NON VALIDÉE »."""
    landscape: bool = False
    issuer: tuple[str, ...] = ()
    """Name first, then address and identifiers."""
    addressee: tuple[str, ...] = ()
    addressee_label: str = ""
    delivery: tuple[str, ...] = ()
    delivery_label: str = "Adresse de livraison"
    info: tuple[Pair, ...] = ()
    """Customer number, order, terms: four on a line."""
    boxes: tuple[Pair, ...] = ()
    """Framed boxes before the table, two on a line, as on a consignment note."""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    totals: tuple[Total, ...] = ()
    mentions: tuple[str, ...] = ()
    signatures: tuple[Pair, ...] = ()
    """Framed zones at the end, side by side, to be signed."""
    footer: str = ""

    @model_validator(mode="after")
    def _rows_fit_columns(self) -> Self:
        for place, row in enumerate(self.rows, 1):
            if len(row) != len(self.columns):
                raise ValueError(
                    f"la ligne {place} a {plural(len(row), 'cellule', 'cellules')} pour {plural(len(self.columns), 'colonne', 'colonnes')}"
                    "\u00a0: donnez une cellule par colonne, vide au besoin"
                )
        return self


class Style(NamedTuple):
    """How a line of text looks; size in points."""

    size: float
    bold: bool = False
    colour: Colour = (33, 37, 41)

    @property
    def leading(self) -> float:
        """Height of a line in mm."""
        return self.size * 0.44

    @property
    def face(self) -> Literal["", "B"]:
        """Return the name the PDF library has for the weight."""
        return "B" if self.bold else ""


@lru_cache(maxsize=256)
def render_pdf(form: PrintedForm) -> bytes:
    """Return the form as a PDF, A4."""
    return laid_out(Sheet(form), form)


def laid_out(sheet: "Sheet", form: PrintedForm) -> bytes:
    """Lay a form out on a sheet, and return the file."""
    sheet.add_page()
    _letterhead(sheet, form)
    _addresses(sheet, form)
    _info(sheet, form.info)
    _boxes(sheet, form.boxes, per_line=2, least=16)
    _table(sheet, form)
    _totals(sheet, form.totals)
    _mentions(sheet, form.mentions)
    if form.signatures:
        _boxes(sheet, form.signatures, per_line=len(form.signatures), least=30)
    return bytes(sheet.output())


class Sheet(FPDF):
    """A4 pages with what stands on each of them: watermark, running title, footer."""

    family = "helvetica"

    def __init__(self, form: PrintedForm, compliance: str | None = None) -> None:
        orientation = "landscape" if form.landscape else "portrait"
        super().__init__(orientation=orientation, format="A4", enforce_compliance=compliance)
        self.form = form
        self.core_fonts_encoding = "cp1252"
        self.set_compression(False)  # versions of zlib do not compress to the same bytes
        self.set_creation_date(datetime(2000, 1, 1, tzinfo=UTC))
        self.set_title(glyphs.printable(f"{form.title} {form.number}".strip()))
        self.set_producer("Bannette")
        self.set_lang("fr-FR")
        self.set_margins(MARGIN, MARGIN, MARGIN)
        self.set_auto_page_break(auto=False)
        self.set_line_width(0.2)
        self.set_draw_color(*LINE)

    def file_id(self) -> str:
        """Leave the identifier out: by default it is drawn from the clock."""
        return ""

    def header(self) -> None:
        """Print the watermark, and from the second page on what the form is."""
        if self.form.status:
            self._watermark(glyphs.printable(self.form.status))
        if self.page_no() > 1:
            title = f"{self.form.title} {self.form.number}".strip()
            self.put(f"{title} (suite)", RUNNING, MARGIN, MARGIN)
            self.set_y(MARGIN + 9)

    def footer(self) -> None:
        """Print who issued the form, as the law asks, and which page this is."""
        top = self.bottom + 4
        self.line(MARGIN, top, self.w - MARGIN, top)
        legal = _wrapped(self.form.footer, FINE, self.epw - 24)
        self.stack(legal, FINE, MARGIN, top + 2)
        self.set_xy(self.w - MARGIN - 21, top + 2)  # « {nb} » is 3 mm wider than a digit
        # the one text printed as a cell: only there the number of pages is filled in at the end
        self.set_font(self.family, "", FINE.size)
        self.cell(24, FINE.leading, f"Page {self.page_no()}/{{nb}}", align="R")

    def _watermark(self, status: str) -> None:
        size = min(46.0, 46 * 0.95 * self.w / glyphs.width(status, 46, bold=True))
        style = Style(size, bold=True, colour=PALE)
        with self.rotation(38, self.w / 2, self.h / 2):
            self.put(status, style, MARGIN, self.h / 2, self.epw, "center")

    @property
    def bottom(self) -> float:
        """Where the text area ends."""
        return float(self.h) - 22

    def ensure(self, height: float) -> bool:
        """Start a new page unless `height` mm are left; say whether one was started."""
        if self.get_y() + height <= self.bottom:
            return False
        self.add_page()
        return True

    def paint(self, left: float, top: float, width: float, height: float, fill: Colour) -> None:
        """Paint a rectangle."""
        self.set_fill_color(*fill)
        self.rect(left, top, width, height, style="F")

    def put(
        self, text: str, style: Style, x: float, y: float, width: float = 0, align: Align = "left"
    ) -> None:
        """Print one line of text, aligned in a box `width` mm wide."""
        shown = glyphs.printable(text)
        self.set_font(self.family, style.face, style.size)
        self.set_text_color(*style.colour)
        if align != "left":
            x += (width - self.measure(shown, style)) / (1 if align == "right" else 2)
        self.text(x, y + style.leading * 0.75, shown)

    def measure(self, shown: str, style: Style) -> float:
        """Return the width of a text in mm."""
        return glyphs.width(shown, style.size, bold=style.bold)

    def stack(
        self,
        lines: Sequence[str],
        style: Style,
        x: float,
        y: float,
        width: float = 0,
        align: Align = "left",
    ) -> float:
        """Print lines one under the other and return where they end."""
        for line in lines:
            self.put(line, style, x, y, width, align)
            y += style.leading
        return y


def _wrapped(text: str, style: Style, room: float) -> tuple[str, ...]:
    return glyphs.wrapped(text, style.size, room, bold=style.bold)


def _letterhead(sheet: Sheet, form: PrintedForm) -> None:
    half = sheet.epw / 2
    sheet.put(form.issuer[0] if form.issuer else "", NAME, MARGIN, MARGIN)
    left_end = sheet.stack(form.issuer[1:], SMALL, MARGIN, MARGIN + 8)
    end = MARGIN - 1
    for style, text in (
        (TITLE, form.title),
        (NUMBER, f"N° {form.number}" if form.number else ""),
        (BODY, f"Date : {form.date}" if form.date else ""),
        (WARNING, form.status or ""),
    ):
        lines = _wrapped(text, style, half) if text else ()
        end = sheet.stack(lines, style, MARGIN + half, end, half, "right") + (0.7 if text else 0)
    sheet.set_y(max(left_end, end) + 4)


def _addresses(sheet: Sheet, form: PrintedForm) -> None:
    """Print the addressee on the right, where a French window envelope shows it."""
    top, left = sheet.get_y() + 2, sheet.w / 2 + 4
    end = top - 7
    if form.delivery:
        sheet.put(form.delivery_label, LABEL, MARGIN, top)
        end = sheet.stack(form.delivery, BODY, MARGIN, top + 5)
    if form.addressee:
        sheet.put(form.addressee_label, LABEL, left + 5, top + 3)
        name = sheet.stack(form.addressee[:1], STRONG_ADDRESS, left + 5, top + 8)
        framed = sheet.stack(form.addressee[1:], ADDRESS, left + 5, name) + 4
        sheet.rect(left, top, sheet.w - MARGIN - left, framed - top)
        end = max(end, framed)
    sheet.set_y(end + 5)


def _info(sheet: Sheet, info: tuple[Pair, ...]) -> None:
    """Print labels over values, four on a line, on a light ground."""
    width = sheet.epw / INFO_PER_LINE
    for at in range(0, len(info), INFO_PER_LINE):
        pairs = info[at : at + INFO_PER_LINE]
        values = [_wrapped(pair.value, STRONG, width - 5) for pair in pairs]
        height = 7.5 + max(map(len, values)) * STRONG.leading
        sheet.ensure(height)
        top = sheet.get_y()
        sheet.paint(MARGIN, top, sheet.epw, height, GROUND)
        for place, (pair, value) in enumerate(zip(pairs, values, strict=True)):
            left = MARGIN + 3 + place * width
            sheet.put(pair.label, LABEL, left, top + 1.8)
            sheet.stack(value, STRONG, left, top + 5.6)
        sheet.set_y(top + height)
    sheet.set_y(sheet.get_y() + (5 if info else 0))


def _boxes(sheet: Sheet, boxes: tuple[Pair, ...], per_line: int, least: float) -> None:
    """Print frames with a label each, side by side."""
    for at in range(0, len(boxes), per_line):
        line = boxes[at : at + per_line]
        width = sheet.epw / len(line)
        texts = [_wrapped(box.value, BODY, width - 5) for box in line]
        height = max(least, 9 + max(map(len, texts)) * BODY.leading)
        sheet.ensure(height)
        top = sheet.get_y()
        for place, (box, text) in enumerate(zip(line, texts, strict=True)):
            left = MARGIN + place * width
            sheet.rect(left, top, width, height)
            sheet.put(box.label, LABEL, left + 2.5, top + 1.8)
            sheet.stack(text, BODY, left + 2.5, top + 6.2)
        sheet.set_y(top + height)
    sheet.set_y(sheet.get_y() + (5 if boxes else 0))


def _table(sheet: Sheet, form: PrintedForm) -> None:
    if not form.columns:
        return
    labels = tuple(column.label for column in form.columns)
    _row(sheet, form.columns, labels, HEAD)
    for row in form.rows:
        if not _row(sheet, form.columns, row, CELL):
            sheet.add_page()
            _row(sheet, form.columns, labels, HEAD)
            _row(sheet, form.columns, row, CELL)
    sheet.set_y(sheet.get_y() + 5)


def _row(sheet: Sheet, columns: tuple[Column, ...], row: tuple[str, ...], style: Style) -> bool:
    """Print a row of the table, or return False when the page has no room for it."""
    unit = sheet.epw / sum(column.width_share for column in columns)
    widths = [unit * column.width_share for column in columns]
    cells = [_wrapped(text, style, width - 4) for text, width in zip(row, widths, strict=False)]
    height = max(map(len, cells), default=1) * style.leading + 2.8
    top, left = sheet.get_y(), MARGIN
    if top + height > sheet.bottom and top > MARGIN + 20:
        return False
    if style is HEAD:
        sheet.paint(MARGIN, top, sheet.epw, height, ACCENT)
    for column, width, cell in zip(columns, widths, cells, strict=False):
        sheet.stack(cell, style, left + 2, top + 1.4, width - 4, column.align)
        left += width
    sheet.line(MARGIN, top + height, sheet.w - MARGIN, top + height)
    sheet.set_y(top + height)
    return True


def _totals(sheet: Sheet, totals: tuple[Total, ...]) -> None:
    width = 80.0
    left = sheet.w - MARGIN - width
    sheet.ensure(len(totals) * 6.5)
    for total in totals:
        style, height = (DUE, 7.6) if total.bold else (BODY, 6.0)
        top = sheet.get_y()
        if total.bold:
            sheet.paint(left, top, width, height, ACCENT)
        y = top + (height - style.leading) / 2
        sheet.put(total.label, style, left + 2, y)
        sheet.put(total.value, style, left + 2, y, width - 4, "right")
        sheet.set_y(top + height)
    sheet.set_y(sheet.get_y() + (6 if totals else 0))


def _mentions(sheet: Sheet, mentions: tuple[str, ...]) -> None:
    for mention in mentions:
        lines = _wrapped(mention, MENTION, sheet.epw)
        sheet.ensure(len(lines) * MENTION.leading)
        sheet.set_y(sheet.stack(lines, MENTION, MARGIN, sheet.get_y()) + 0.8)
    sheet.set_y(sheet.get_y() + (4 if mentions else 0))


GREY, LINE, GROUND = (95, 103, 112), (205, 210, 216), (243, 245, 248)
PAPER, ACCENT, ALERT, PALE = (255, 255, 255), (31, 58, 95), (176, 42, 55), (246, 226, 228)
MARGIN = 15.0
INFO_PER_LINE = 4

TITLE, NAME = Style(20, bold=True, colour=ACCENT), Style(14, bold=True, colour=ACCENT)
RUNNING, WARNING = Style(10, bold=True, colour=ACCENT), Style(9, bold=True, colour=ALERT)
NUMBER, STRONG, BODY = Style(11, bold=True), Style(9, bold=True), Style(9)
STRONG_ADDRESS, ADDRESS = Style(10, bold=True), Style(10)
HEAD, CELL = Style(8, bold=True, colour=PAPER), Style(8.5)
DUE = Style(10.5, bold=True, colour=PAPER)
LABEL, SMALL, MENTION = Style(7.5, colour=GREY), Style(8, colour=GREY), Style(8)
FINE = Style(7, colour=GREY)
