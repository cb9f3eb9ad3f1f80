"""One good letter, report, workbook and deck, with what can be wrong in each, in several hands."""

import io
import re
from typing import Any

import docx
import openpyxl
import pptx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from openpyxl.chart import BarChart, PieChart, Reference
from openpyxl.styles import Font
from openpyxl.worksheet.properties import PageSetupProperties
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor as PptxRGB
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm as PptxCm
from pptx.util import Pt as PptxPt

from tests.grading.documents.build import saved, unzipped, zipped

BODY = (
    "Nous constatons que la facture F2026-0702 du 31 juillet 2026, d’un montant de 3 264,00 €, reste impayée malgré notre"
    " premier rappel resté sans réponse de votre part."
)
ADDRESS = ("TRANSMÉCARO SAS", "À l’attention de M. Roux", "12 rue des Forges", "74300 CLUSES")


def letter(
    *,
    width: float = 21.0,
    margin: float = 2.5,
    font: str = "Calibri",
    size: float = 11,
    by_hand: bool = False,
    header: str = "Arvello SAS, 74300 Cluses",
    footer: str = "Arvello SAS au capital de 50 000 €",
    numbered: bool = True,
    picture: bool = True,
    address: tuple[str, ...] = ADDRESS,
    address_by: str = "indent",
    date: str = "Cluses, le 13 octobre 2026",
    references: str = "N/Réf. : KB/2026-118",
    subject: str = "Objet : relance de la facture F2026-0702",
    salutation: str = "Monsieur,",
    body: str = BODY,
    color: str = "",
    justified: bool = True,
    closing: str = "Veuillez agréer, Monsieur, l’expression de nos salutations distinguées.",
    signature: str = "Karim Benali, responsable comptable",
    enclosures: str = "P.J. : copie de la facture",
    blanks: int = 0,
    date_last: bool = False,
    pages: int = 1,
    fields: tuple[tuple[str, str], ...] = (),
    title: str = "",
) -> bytes:
    """A letter as a good secretary makes it; every argument is one way to spoil it."""
    made = docx.Document()
    _page(made, width, margin)
    normal = made.styles["Normal"]
    normal.font.name, normal.font.size = ("Cambria", Pt(9)) if by_hand else (font, Pt(size))
    _edges(made, header, footer, numbered=numbered)
    if picture:
        made.add_paragraph().add_run().add_picture(a_logo(), width=Cm(2))
    _address(made, address, address_by)
    order = [references, subject, "", salutation, body, closing, signature, enclosures]
    order.insert(4 if date_last else 0, date)
    for text in filter(None, order):
        paragraph = made.add_paragraph(text)
        if text == body and justified:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if text == body and color:
            paragraph.runs[0].font.color.rgb = RGBColor.from_string(color)
        for _ in range(blanks if text == body else 0):
            made.add_paragraph()
    _fill_in(made, title, fields)
    if by_hand:
        for run in (run for paragraph in made.paragraphs for run in paragraph.runs):
            run.font.name, run.font.size = font, Pt(size)
    return _counted(saved(made), pages)


def _fill_in(made: Document, title: str, fields: tuple[tuple[str, str], ...]) -> None:
    """Give the file a title, and end it with a line of fields."""
    made.core_properties.title = title
    line = made.add_paragraph() if fields else None
    for name, shown in fields:
        field(line, name, shown)


def _counted(data: bytes, pages: int) -> bytes:
    """Say in a document how many pages Word counted when it saved it."""
    parts = unzipped(data)
    told = parts["docProps/app.xml"]
    return zipped({**parts, "docProps/app.xml": re.sub(rb"<Pages>\d+", b"<Pages>%d" % pages, told)})


def _page(made: Document, width: float, margin: float) -> None:
    section = made.sections[0]
    section.page_width, section.page_height = Cm(width), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(
        margin
    )


def _edges(made: Document, header: str, footer: str, *, numbered: bool) -> None:
    section = made.sections[0]
    section.header.paragraphs[0].text = header
    section.footer.paragraphs[0].text = f"{footer} – page "
    if numbered:
        field(section.footer.paragraphs[0], "PAGE")
        section.footer.paragraphs[0].add_run(" sur ")
        field(section.footer.paragraphs[0], "NUMPAGES")
    else:
        section.footer.paragraphs[0].add_run("1")


def field(paragraph: Any, name: str, shown: str = "1") -> None:
    """Add a field, as Word writes it; one that ends with an exclamation mark is locked."""
    for kind in ("begin", "", "separate", "text", "end"):
        run = paragraph.add_run()
        if kind == "text":
            run.text = shown
            continue
        mark = OxmlElement("w:fldChar" if kind else "w:instrText")
        if kind:
            mark.set(qn("w:fldCharType"), kind)
            mark.set(qn("w:fldLock"), "true" if name.endswith("!") else "false")
        else:
            mark.text = f" {name.removesuffix('!')} "
        run._r.append(mark)


def _address(made: Document, address: tuple[str, ...], how: str) -> None:
    if how == "table":
        cell = made.add_table(1, 2).cell(0, 1)
        cell.text = "\n".join(address)
        return
    for line in address:
        text = f"\t\t\t\t\t\t\t\t{line}" if how == "tabs" else line
        paragraph = made.add_paragraph(text)
        if how == "indent":
            paragraph.paragraph_format.left_indent = Cm(9)
        elif how == "right":
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT


def a_logo() -> io.BytesIO:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20), "#1F4E79").save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def report(
    *,
    styled: bool = True,
    levels: tuple[int, ...] = (1, 2, 1),
    real_list: bool = True,
    header_row: str = "marked",
    blanks: int = 0,
    typed: bool = False,
    toc: bool = True,
    broken_page: bool = True,
    by_hand: bool = False,
    color: str = "1F4E79",
    size: float = 16,
    table: bool = True,
) -> bytes:
    """A report with real headings, list, table and breaks."""
    made = docx.Document()
    _page(made, 21.0, 2.5)
    _edges(made, "Arvello", "Rapport", numbered=True)
    if toc:
        field(made.add_paragraph(), 'TOC \\o "1-3"')
    for rank, level in enumerate(levels):
        _heading(made, f"Partie {rank + 1}", level, styled=styled, size=size, color=color)
        run = made.add_paragraph().add_run(BODY)
        run.font.name, run.font.size = ("Comic Sans MS", Pt(15)) if by_hand else (None, None)
    _list(made, real=real_list)
    if typed:
        made.add_paragraph("Montant :                3 264,00 €")
    for _ in range(blanks):
        made.add_paragraph()
    made.add_paragraph("Suite")
    if broken_page:
        made.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    if table:
        _table(made, header_row)
    return saved(made)


def _list(made: Document, *, real: bool) -> None:
    for item in ("Relancer le client", "Suivre le litige", "Classer la lettre"):
        made.add_paragraph(item if real else f"- {item}", style="List Bullet" if real else None)


def _heading(
    made: Document, text: str, level: int, *, styled: bool, size: float, color: str
) -> None:
    paragraph = made.add_heading(text, level) if styled else made.add_paragraph()
    run = paragraph.runs[0] if styled else paragraph.add_run(text)
    if not styled:
        run.bold = True
    run.font.size, run.font.color.rgb = Pt(size), RGBColor.from_string(color)


def _table(made: Document, header_row: str) -> None:
    table = made.add_table(4, 2)
    for row, cells in enumerate(
        (("Facture", "Montant"), ("F1", "10"), ("F2", "20"), ("Total", "30"))
    ):
        for column, text in enumerate(cells):
            run = table.cell(row, column).paragraphs[0].add_run(text)
            run.bold = header_row == "bold" and row == 0
    if header_row == "marked":
        table.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def text(*lines: str, table: tuple[tuple[str, ...], ...] = (), styled: bool = True) -> bytes:
    """A document of plain lines, the first one its title."""
    made = docx.Document()
    for rank, line in enumerate(lines):
        made.add_heading(line, 1) if styled and not rank else made.add_paragraph(line)
    if table:
        drawn = made.add_table(len(table), len(table[0]))
        for row, cells in enumerate(table):
            for column, said in enumerate(cells):
                drawn.cell(row, column).text = said
    return saved(made)


def workbook(
    *,
    formula: Any = "=SUM(C2:C7)",
    rate: Any = "=C8/6",
    money: str = '#,##0.00 "€"',
    freeze: str | None = "A2",
    bold: bool = True,
    name: str = "Ventes",
    area: str | None = "A1:D9",
    titles: str | None = "1:1",
    fits: bool = True,
    landscape: bool = True,
    chart: str = "bar",
    chart_title: str | None = "Ventes par mois",
    axes: bool = True,
    legend: bool = True,
    hidden: bool = False,
    hidden_column: bool = False,
    filtered: bool = True,
    error: bool = False,
    first_row: int = 1,
) -> bytes:
    """A table of sales with its total, average and chart."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = name
    rows = [
        ["Mois", "Commandes", "Montant"],
        *(
            [month, rank + 3, 1000.5 + rank]
            for rank, month in enumerate(("Avril", "Mai", "Juin", "Juillet", "Août", "Septembre"))
        ),
    ]
    for rank, row in enumerate([*rows, ["Total", None, formula], ["Moyenne", None, rate]]):
        for column, value in enumerate(row, start=1):
            sheet.cell(rank + first_row, column, value)
    for row in range(first_row + 1, first_row + 9):
        sheet.cell(row, 3).number_format = money
    for cell in sheet[first_row]:
        cell.font = Font(bold=bold)
    sheet.freeze_panes, sheet.print_title_rows = freeze, titles
    _printed(sheet, area, fits=fits, landscape=landscape)
    sheet.auto_filter.ref = "A1:C7" if filtered else None
    if error:
        sheet["E2"], sheet["E3"] = "=1/0", "#REF!"
    if chart:
        sheet.add_chart(_chart(sheet, chart, chart_title, axes=axes, legend=legend), "F2")
    _hide(book, sheet=hidden, column=hidden_column)
    return saved(book)


def _printed(sheet: Any, area: str | None, *, fits: bool, landscape: bool) -> None:
    if area:
        sheet.print_area = area
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    if fits:
        sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
        sheet.page_setup.fitToHeight = 0


def _hide(book: Any, *, sheet: bool, column: bool) -> None:
    other = book.create_sheet("Marges")
    if sheet:
        other["A1"], other.sheet_state = "38 %", "hidden"
    if column:
        book.active["D2"] = "marge"
        book.active.column_dimensions["D"].hidden = True


def _chart(sheet: Any, kind: str, title: str | None, *, axes: bool, legend: bool) -> Any:
    drawn = BarChart() if kind == "bar" else PieChart()
    drawn.add_data(Reference(sheet, min_col=3, min_row=2, max_row=7))
    drawn.set_categories(Reference(sheet, min_col=1, min_row=2, max_row=7))
    drawn.title = title
    if axes and kind == "bar":
        drawn.x_axis.title, drawn.y_axis.title = "Mois", "Montant (€)"
        drawn.x_axis.delete = drawn.y_axis.delete = False
    if not legend:
        drawn.legend = None
    return drawn


def deck(
    *,
    titles: tuple[str, ...] = ("Point ADV", "Taux de service", "Causes"),
    lines: tuple[str, ...] = ("Objectif : 92 %", "Réalisé : 87,5 %"),
    size: float | None = None,
    title_size: float | None = None,
    numbered: bool = True,
    placed: bool = True,
    notes: bool = True,
    alternative: str = "Logo d’Arvello",
    mention: str = "Diffusion interne",
    chart_title: str = "Taux de service (en %)",
    series: tuple[str, ...] = ("Taux", "Objectif"),
    ink: str = "",
    ground: str = "",
    boxed: str = "",
) -> bytes:
    """A short presentation."""
    made = pptx.Presentation()
    for rank, title in enumerate(titles):
        slide = made.slides.add_slide(made.slide_layouts[1 if placed else 6])
        if placed:
            slide.shapes.title.text = title
            frame = slide.placeholders[1].text_frame
        else:
            slide.shapes.add_textbox(0, 0, PptxCm(20), PptxCm(2)).text_frame.text = title
            frame = slide.shapes.add_textbox(0, PptxCm(4), PptxCm(20), PptxCm(8)).text_frame
        frame.text = "\n".join((*lines, mention if rank == 0 else f"Partie {rank}"))
        _sized(frame, size)
        _colored(slide, frame, ink, ground, boxed)
        if placed and title:
            _sized(slide.shapes.title.text_frame, title_size)
        if notes:
            slide.notes_slide.notes_text_frame.text = "À dire"
        if numbered:
            _number(slide)
    if series:
        _slide_chart(made.slides[-1], chart_title, series)
    picture = made.slides[0].shapes.add_picture(a_logo(), 0, 0)
    picture._element.nvPicPr.cNvPr.set("descr", alternative)
    return saved(made)


def _slide_chart(slide: Any, title: str, series: tuple[str, ...]) -> None:
    data = CategoryChartData()
    data.categories = ("Juillet", "Août")
    for name in series:
        data.add_series(name, (91.2, 89.4))
    box = (PptxCm(2), PptxCm(10), PptxCm(18), PptxCm(7))
    drawn = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *box, data).chart
    drawn.has_title = bool(title)
    if title:
        drawn.chart_title.text_frame.text = title


def _sized(frame: Any, size: float | None) -> None:
    for paragraph in frame.paragraphs if size else ():
        for run in paragraph.runs:
            run.font.size = PptxPt(size)


def _colored(slide: Any, frame: Any, ink: str, ground: str, boxed: str) -> None:
    """Write in a colour, on a page of a colour, in a box of a colour."""
    frames = [frame, *((slide.shapes.title.text_frame,) if slide.shapes.title else ())]
    for run in (run for one in frames for line in one.paragraphs for run in line.runs):
        if ink:
            run.font.color.rgb = PptxRGB.from_string(ink)
    if ground:
        slide.background.fill.solid()
        slide.background.fill.fore_color.rgb = PptxRGB.from_string(ground)
    for shape in slide.placeholders if boxed else ():
        shape.fill.solid()
        shape.fill.fore_color.rgb = PptxRGB.from_string(boxed)


def _number(slide: Any) -> None:
    layout = next(
        one for one in slide.slide_layout.placeholders if one.placeholder_format.type == 13
    )
    slide.shapes.clone_placeholder(layout)
    added = slide.placeholders[layout.placeholder_format.idx]
    paragraph = added.text_frame.paragraphs[0]._p
    number = paragraph.makeelement(
        "{http://schemas.openxmlformats.org/drawingml/2006/main}fld",
        {"id": "{B6F15528-21DE-4FAA-801E-634DDDAF4B2B}", "type": "slidenum"},
    )
    shown = number.makeelement("{http://schemas.openxmlformats.org/drawingml/2006/main}t", {})
    shown.text = "1"
    number.append(shown)
    paragraph.append(number)
