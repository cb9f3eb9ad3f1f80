"""Documents from a description: the files of a pack, and those a scripted candidate hands in.

The same description gives the same bytes on any machine: archives carry one fixed date and no trace of
who made them.
"""

import io
import re
import zipfile
from collections.abc import Callable
from copy import deepcopy
from datetime import datetime
from functools import lru_cache
from typing import Any, Literal

import docx
import openpyxl
import pptx
from docx.document import Document as DocxDocument
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docx.text.paragraph import Paragraph
from lxml import etree
from openpyxl.chart import BarChart, Reference
from openpyxl.worksheet.worksheet import Worksheet
from pptx.chart.data import CategoryChartData
from pptx.enum.chart import XL_CHART_TYPE
from pptx.presentation import Presentation
from pptx.slide import Slide
from pptx.util import Cm
from pptx.util import Pt as PptxPt

from sim.facts.base import Value
from sim.filling import fill_deck, fill_document
from sim.printing import PrintedForm, render_pdf

EPOCH = datetime(2026, 1, 1)  # noqa: DTZ001  office documents carry naive dates
_FIGURE = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?")
_ZIP_DATE = (2026, 1, 1, 0, 0, 0)
_ALIGN = {
    "left": WD_ALIGN_PARAGRAPH.LEFT,
    "center": WD_ALIGN_PARAGRAPH.CENTER,
    "right": WD_ALIGN_PARAGRAPH.RIGHT,
    "justify": WD_ALIGN_PARAGRAPH.JUSTIFY,
}


class Block(Value):
    """A paragraph or a table of a text document."""

    text: str = ""
    style: str | None = None
    align: Literal["left", "center", "right", "justify"] | None = None
    bold: bool | None = None
    font: str | None = None
    size: float | None = None
    page_field: bool = False
    """« Page X sur Y », as fields."""
    table: tuple[tuple[str, ...], ...] = ()


class ChartSpec(Value):
    """A column chart: categories and one list of figures per series."""

    title: str
    categories: tuple[str, ...]
    series: dict[str, tuple[float, ...]]


class SheetSpec(Value):
    """A sheet: rows of texts and figures; a text that begins with `=` is a formula."""

    name: str
    rows: tuple[tuple[Any, ...], ...] = ()
    formats: dict[str, str] = {}
    freeze: str | None = None
    autofilter: bool = False
    chart: ChartSpec | None = None
    hidden: bool = False


class SlideSpec(Value):
    """A slide: its layout by name or place, its title, bullets, and one chart or table."""

    layout: str | int = 1
    title: str = ""
    bullets: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()
    chart: ChartSpec | None = None
    notes: str = ""


class MakeSpec(Value):
    """What to make; the fields of its kind are read, the others stay empty."""

    kind: Literal["docx", "xlsx", "pptx", "pdf"]
    fill: dict[str, str] = {}
    """Texts of the template to replace wherever they stand."""
    replace_body: bool = False
    """Keep the template's page set-up, styles, header and footer, and none of its body."""
    blocks: tuple[Block, ...] = ()
    sheets: tuple[SheetSpec, ...] = ()
    slides: tuple[SlideSpec, ...] = ()
    title: str = ""
    lines: tuple[str, ...] = ()


def make(spec: MakeSpec, template: bytes | None = None) -> bytes:
    """Return the file described, started from a template when one is given."""
    return _made(spec.model_dump_json(), template)


@lru_cache(maxsize=256)
def _made(spec_text: str, template: bytes | None) -> bytes:
    """Make a file once: a pack's faults hand in the reference's documents again and again."""
    spec = MakeSpec.model_validate_json(spec_text)
    return MAKERS[spec.kind](spec, template)


def _make_docx(spec: MakeSpec, template: bytes | None) -> bytes:
    document = docx.Document(io.BytesIO(template)) if template else docx.Document()
    if spec.replace_body:
        _empty_body(document)
    fill_document(document, spec.fill)
    for block in spec.blocks:
        _add_block(document, block)
    _anonymous(document.core_properties)
    return _saved(document)


def blank_text() -> bytes:
    """Return an empty text document as a French Word gives one: A4, 2.5 cm margins, Calibri 11, in French."""
    document = docx.Document()
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = Mm(25)
    body = document.styles["Normal"].font
    body.name, body.size = "Calibri", Pt(11)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "fr-FR")
    body.element.get_or_add_rPr().append(language)
    _anonymous(document.core_properties)
    return _saved(document)


def _empty_body(document: DocxDocument) -> None:
    """Remove the body's paragraphs and tables; the section's set-up stays."""
    body = document.element.body
    for child in list(body):
        if child.tag != qn("w:sectPr"):
            body.remove(child)


def _add_block(document: DocxDocument, block: Block) -> None:
    if block.table:
        _add_table(document, block)
        return
    paragraph = document.add_paragraph(style=block.style)
    if block.align:
        paragraph.alignment = _ALIGN[block.align]
    run = paragraph.add_run(block.text)
    run.bold = block.bold
    if block.font:
        run.font.name = block.font
    if block.size:
        run.font.size = Pt(block.size)
    if block.page_field:
        _add_page_field(paragraph)


def _add_table(document: DocxDocument, block: Block) -> None:
    table = document.add_table(rows=len(block.table), cols=len(block.table[0]))
    if block.style:
        table.style = block.style
    for row, texts in zip(table.rows, block.table, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _add_page_field(paragraph: Paragraph) -> None:
    paragraph.add_run("Page ")
    _add_field(paragraph, "PAGE")
    paragraph.add_run(" sur ")
    _add_field(paragraph, "NUMPAGES")


def _add_field(paragraph: Paragraph, name: str) -> None:
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), name)
    run = OxmlElement("w:r")
    text = OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)


def _make_xlsx(spec: MakeSpec, template: bytes | None) -> bytes:
    book = openpyxl.load_workbook(io.BytesIO(template)) if template else openpyxl.Workbook()
    if not template and spec.sheets:
        book.remove(book.worksheets[0])
    for sheet_spec in spec.sheets:
        _add_sheet(book.create_sheet(sheet_spec.name), sheet_spec)
    _anonymous(book.properties)
    return _saved(book)


def _add_sheet(sheet: Worksheet, spec: SheetSpec) -> None:
    for row in spec.rows:
        sheet.append([_figure(cell) for cell in row])
    for ref, number_format in spec.formats.items():
        sheet[ref].number_format = number_format
    if spec.freeze:
        sheet.freeze_panes = spec.freeze
    if spec.autofilter:
        sheet.auto_filter.ref = sheet.dimensions
    if spec.hidden:
        sheet.sheet_state = "hidden"
    if spec.chart:
        _add_sheet_chart(sheet, spec.chart)


def _figure(cell: Any) -> Any:
    """Return a figure written as text (`12.50`) as a number; texts, formulas and codes (`0107`) as they are."""
    if not isinstance(cell, str) or not _FIGURE.fullmatch(cell):
        return cell
    return float(cell) if "." in cell else int(cell)


def _add_sheet_chart(sheet: Worksheet, spec: ChartSpec) -> None:
    first = sheet.max_row + 2
    sheet.cell(first, 1, "")
    for column, (name, figures) in enumerate(spec.series.items(), start=2):
        sheet.cell(first, column, name)
        for row, (category, figure) in enumerate(
            zip(spec.categories, figures, strict=True), start=1
        ):
            sheet.cell(first + row, 1, category)
            sheet.cell(first + row, column, figure)
    chart = BarChart()
    chart.title = spec.title
    last = first + len(spec.categories)
    chart.add_data(
        Reference(sheet, min_col=2, max_col=1 + len(spec.series), min_row=first, max_row=last),
        titles_from_data=True,
    )
    chart.set_categories(Reference(sheet, min_col=1, min_row=first + 1, max_row=last))
    sheet.add_chart(chart, f"E{first}")


def _make_pptx(spec: MakeSpec, template: bytes | None) -> bytes:
    deck = pptx.Presentation(io.BytesIO(template)) if template else pptx.Presentation()
    if spec.replace_body:
        _empty_deck(deck)
    fill_deck(deck, spec.fill)
    for slide_spec in spec.slides:
        _add_slide(deck, slide_spec)
    _anonymous(deck.core_properties)
    return _saved(deck)


def _empty_deck(deck: Presentation) -> None:
    slides = deck.slides._sldIdLst
    for slide_id in list(slides):
        deck.part.drop_rel(slide_id.rId)
        slides.remove(slide_id)


def _add_slide(deck: Presentation, spec: SlideSpec) -> None:
    layouts = {layout.name: layout for layout in deck.slide_layouts}
    by_place = list(deck.slide_layouts)
    layout = layouts.get(str(spec.layout)) or by_place[min(int(spec.layout), len(by_place) - 1)]
    slide = deck.slides.add_slide(layout)
    if slide.shapes.title is not None:
        slide.shapes.title.text = spec.title
    _add_layout_marks(slide)
    if spec.bullets:
        _add_bullets(slide, spec.bullets)
    if spec.chart:
        _add_slide_chart(slide, spec.chart)
    if spec.table:
        _add_slide_table(slide, spec.table)
    if spec.notes and slide.notes_slide.notes_text_frame is not None:
        slide.notes_slide.notes_text_frame.text = spec.notes


def _add_layout_marks(slide: Any) -> None:
    """Copy the layout's footer and slide number, as « Insertion > En-tête et pied de page » does."""
    present = {shape.placeholder_format.type for shape in slide.placeholders}
    for shape in slide.slide_layout.placeholders:
        kind = shape.placeholder_format.type
        if str(kind).startswith(("FOOTER", "SLIDE_NUMBER")) and kind not in present:
            slide.shapes._spTree.append(deepcopy(shape._element))


def _add_bullets(slide: Slide, bullets: tuple[str, ...]) -> None:
    bodies = [shape for shape in slide.placeholders if _is_body(shape)]
    if not bodies:
        frame = slide.shapes.add_textbox(Cm(2), Cm(5), Cm(26), Cm(10)).text_frame
    else:
        frame = bodies[0].text_frame
    frame.text = bullets[0]
    for bullet in bullets[1:]:
        frame.add_paragraph().text = bullet
    if not bodies:
        for paragraph in frame.paragraphs:
            paragraph.font.size = PptxPt(20)


def _is_body(shape: Any) -> bool:
    kind = str(shape.placeholder_format.type)
    return shape.has_text_frame and kind.startswith(("BODY", "OBJECT", "SUBTITLE"))


def _add_slide_chart(slide: Any, spec: ChartSpec) -> None:
    data: Any = CategoryChartData()  # type: ignore[no-untyped-call]
    data.categories = list(spec.categories)
    for name, figures in spec.series.items():
        data.add_series(name, figures)
    frame = slide.shapes.add_chart(
        XL_CHART_TYPE.COLUMN_CLUSTERED, Cm(14), Cm(5), Cm(17), Cm(11), data
    )
    frame.chart.has_title = True
    frame.chart.chart_title.text_frame.text = spec.title


def _add_slide_table(slide: Any, rows: tuple[tuple[str, ...], ...]) -> None:
    shape = slide.shapes.add_table(
        len(rows), len(rows[0]), Cm(2), Cm(6), Cm(28), Cm(1.2) * len(rows)
    )
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            cell = shape.table.cell(row, column)
            cell.text = text
            for paragraph in cell.text_frame.paragraphs:
                paragraph.font.size = PptxPt(18)


def _make_pdf(spec: MakeSpec, template: bytes | None) -> bytes:
    return render_pdf(PrintedForm(title=spec.title, mentions=spec.lines))


def _anonymous(properties: Any) -> None:
    """Leave no date and no author of this machine in the file."""
    for name in ("created", "modified"):
        setattr(properties, name, EPOCH)
    for name in ("author", "last_modified_by", "creator", "lastModifiedBy", "comments"):
        if hasattr(properties, name):
            setattr(properties, name, "")


def _saved(document: Any) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return fixed_dates(buffer.getvalue())


def fixed_dates(data: bytes, made_on: datetime = EPOCH) -> bytes:
    """Return the archive with one fixed date on every member, embedded workbooks included.

    The properties of the document say when it was made.

    Members are stored, not compressed: zlib does not compress to the same bytes everywhere.
    """
    source = zipfile.ZipFile(io.BytesIO(data))
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith(".xlsx"):
                content = fixed_dates(content)
            if name == "docProps/core.xml":
                content = _dated(content, made_on)
            archive.writestr(zipfile.ZipInfo(name, _ZIP_DATE), content, zipfile.ZIP_STORED)
    return target.getvalue()


def _dated(core: bytes, made_on: datetime) -> bytes:
    """Set the dates that the libraries write at saving time."""
    tree = etree.fromstring(core)
    for element in tree:
        if element.tag.endswith(("}created", "}modified")):
            element.text = f"{made_on:%Y-%m-%dT%H:%M:%S}Z"
    return etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)


MAKERS: dict[str, Callable[[MakeSpec, bytes | None], bytes]] = {
    "docx": _make_docx,
    "xlsx": _make_xlsx,
    "pptx": _make_pptx,
    "pdf": _make_pdf,
}
