"""The grid to take away: .xlsx and .docx, marked as a draft until it is signed."""

import io
import json
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from flask import Response, send_file
from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from grading.sheet import CriterionSheet
from grading.verdict import VERDICT_FR
from webapp.examiner.blueprint import OPINIONS, bp, graded
from webapp.examiner.review import Review
from webapp.wall import local

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
HEADINGS = (
    "Critère",
    "Libellé du référentiel",
    "Proposition",
    "Score",
    "Niveau retenu",
    "Motif",
    "Constats",
    "Questions et réponses",
)
WIDTHS = (9, 46, 17, 8, 17, 36, 60, 40)
INK, LINE = "1D2733", "DFE3E8"


@bp.get("/<token>/grille.xlsx")
def grid_xlsx(token: str) -> Response:
    """Download the grid as a spreadsheet."""
    review = graded(token)
    book = Workbook()
    sheet = book.active
    assert isinstance(sheet, Worksheet)
    sheet.title = "Grille"
    _fill_grid(sheet, review)
    _fill_competencies(book.create_sheet("Compétences"), review)
    buffer = io.BytesIO()
    book.save(buffer)
    buffer.seek(0)
    return send_file(buffer, mimetype=XLSX, as_attachment=True, download_name=_name(review, "xlsx"))


def _name(review: Review, ending: str) -> str:
    state = "" if review.is_signed else "_PROJET"
    return f"Grille_{review.sitting.candidate.name.replace(' ', '-')}{state}.{ending}"


def header_lines(review: Review) -> list[tuple[str, str]]:
    """Return what identifies a grid: whose, of what, and in which state."""
    scenario = review.playhead.scenario
    lines = [
        ("Certification", review.framework.title),
        ("Candidat", review.sitting.candidate.name),
        ("Épreuve", review.sitting.exam.title),
        ("Sujet", f"{scenario.pack} version {scenario.version}, tirage {scenario.seed}"),
        ("Motif de la situation reconstituée", review.sitting.reconstructed_reason),
        ("Empreinte du journal", review.sheet.journal_head),
    ]
    return [*lines, ("État", _state(review))]


def _state(review: Review) -> str:
    if not review.is_signed:
        return "PROJET – non signé"
    first = review.signatures[0]
    return f"Signé par {first.signer.name} le {local(first.at):%d/%m/%Y à %H:%M}, empreinte {first.sheet_digest}"


def findings_text(sheet: CriterionSheet) -> str:
    """Return the findings in short, those that failed first."""
    seen = [one for one in sheet.findings if one.grade != "H" and one.verdict != "not_observed"]
    ordered = sorted(seen, key=lambda one: one.verdict == "met")
    return "\n".join(f"{one.check} {VERDICT_FR[one.verdict]} : {one.reason}" for one in ordered)


def _criterion_row(review: Review, name: str, wording: str) -> list[str]:
    sheet, ruling = review.sheet.criteria[name], review.ruling(name)
    asked = "\n".join(
        f"Q : {one.question}\nR : {one.answer}" for one in review.questions.get(name, [])
    )
    return [
        name, wording, VERDICT_FR[sheet.level], f"{sheet.score:.0%}".replace("%", " %"),
        VERDICT_FR[ruling.level] if ruling else "—", ruling.reason if ruling else "", findings_text(sheet), asked,
    ]  # fmt: skip


def _fill_grid(sheet: Worksheet, review: Review) -> None:
    sheet.append(["Grille d’évaluation"])
    sheet["A1"].font = Font(bold=True, size=16, color=INK)
    for label, value in header_lines(review):
        sheet.append([label, value])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    sheet.append([])
    _heading(sheet, HEADINGS)
    top = sheet.max_row
    for competency in review.framework.competencies:
        sheet.append([competency.id, competency.title])
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
            cell.fill = PatternFill("solid", fgColor="EEF2F5")
        for criterion in competency.criteria:
            sheet.append(
                [_safe(text) for text in _criterion_row(review, criterion.id, criterion.wording)]
            )
            _frame(sheet, sheet.max_row, len(HEADINGS))
    for letter, width in zip("ABCDEFGH", WIDTHS, strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.freeze_panes = f"C{top + 1}"
    _print_setup(sheet, top)


def _safe(text: str) -> str:
    """Keep a text a text: a leading `=` would be run by the spreadsheet."""
    return f"'{text}" if text[:1] in "=+-@" and text != "—" else text


def _heading(sheet: Worksheet, texts: tuple[str, ...]) -> None:
    sheet.append(list(texts))
    for cell in sheet[sheet.max_row]:
        cell.font = Font(bold=True, color="FFFFFF")
        cell.fill = PatternFill("solid", fgColor="0B5C6B")
        cell.alignment = Alignment(vertical="center", wrap_text=True)


def _frame(sheet: Worksheet, row: int, columns: int) -> None:
    side = Side(style="thin", color=LINE)
    for column in range(1, columns + 1):
        cell = sheet.cell(row, column)
        cell.alignment = Alignment(vertical="top", wrap_text=True)
        cell.border = Border(bottom=side)


def _print_setup(sheet: Worksheet, top: int) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{top}:{top}"
    footer: Any = sheet.oddFooter
    footer.right.text = "Page &P sur &N"


def competency_rows(review: Review) -> list[list[str]]:
    """Return each competency with its three bases and its decision."""
    rows = []
    for one in review.framework.competencies:
        opinion, interview = review.opinions.get(one.id), review.interviews.get(one.id)
        decision = review.decisions.get(one.id)
        levels = ", ".join(
            f"{criterion.id} {review.level_fr(criterion.id).lower()}" for criterion in one.criteria
        )
        rows.append([
            f"{one.id} – {one.title}", levels, _opinion_text(opinion),
            f"{interview.held_on:%d/%m/%Y} – {interview.members}\n{interview.notes}".strip() if interview else "—",
            ("Acquise" if decision.acquired else "Non acquise") if decision else "—", decision.reasons if decision else "",
        ])  # fmt: skip
    return rows


def _opinion_text(opinion: Any) -> str:
    if opinion is None:
        return "—"
    if opinion.opinion == "sans_avis":
        return f"Sans avis : {opinion.absent_reason}"
    return f"{OPINIONS[opinion.opinion]} – {opinion.author_name}, {opinion.author_function}\n{opinion.comment}".strip()


COMPETENCY_HEADINGS = (
    "Capacité professionnelle",
    "Évaluations",
    "Avis de l’entreprise",
    "Entretien",
    "Décision",
    "Motifs",
)


def _fill_competencies(sheet: Worksheet, review: Review) -> None:
    _heading(sheet, COMPETENCY_HEADINGS)
    for row in competency_rows(review):
        sheet.append([_safe(text) for text in row])
        _frame(sheet, sheet.max_row, len(COMPETENCY_HEADINGS))
    for letter, width in zip("ABCDEF", (44, 44, 36, 36, 14, 44), strict=True):
        sheet.column_dimensions[letter].width = width
    sheet.append([])
    for label, value in closing_lines(review):
        sheet.append([label, value])
        sheet.cell(sheet.max_row, 1).font = Font(bold=True)
    _print_setup(sheet, 1)


def closing_lines(review: Review) -> list[tuple[str, str]]:
    """Return the admissibility as pronounced, the rule it follows, and the corrections."""
    lines = [("Admissibilité", _pronounced(review)), ("Règle", review.framework.admissibility)]
    for row in review.signatures[1:]:
        data = json.loads(row.sheet)
        lines.append(
            (
                f"Rectificatif du {local(row.at):%d/%m/%Y} ({row.signer.name})",
                str(data["correction"]),
            )
        )
    return lines


def _pronounced(review: Review) -> str:
    if not review.is_signed:
        return "non prononcée"
    pronounced = json.loads(review.signatures[0].sheet).get("pronounced")
    return "Candidat déclaré admissible" if pronounced else "Candidat déclaré non admissible"


@bp.get("/<token>/grille.docx")
def grid_docx(token: str) -> Response:
    """Download the grid as a document."""
    review = graded(token)
    buffer = io.BytesIO()
    _document(review).save(buffer)
    buffer.seek(0)
    return send_file(buffer, mimetype=DOCX, as_attachment=True, download_name=_name(review, "docx"))


def _document(review: Review) -> DocxDocument:
    document = docx.Document()
    _page(document)
    document.add_heading("Grille d’évaluation", 0)
    _table(document, [list(line) for line in header_lines(review)], (5.5, 21.0), header=False)
    for competency in review.framework.competencies:
        document.add_heading(f"{competency.id} – {competency.title}", 1)
        rows = [_criterion_row(review, one.id, one.wording) for one in competency.criteria]
        kept = [[row[0], row[1], row[2], row[4], row[5] or "—", row[7] or "—"] for row in rows]
        headings = [
            "Critère",
            "Libellé du référentiel",
            "Proposition",
            "Niveau retenu",
            "Motif",
            "Questions et réponses",
        ]
        _table(document, [headings, *kept], (1.7, 8.5, 3.0, 3.0, 5.0, 5.5))
    document.add_heading("Décisions par capacité", 1)
    _table(
        document,
        [list(COMPETENCY_HEADINGS), *competency_rows(review)],
        (6.0, 6.0, 4.5, 4.5, 2.4, 3.6),
    )
    for label, value in closing_lines(review):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{label} : ").bold = True
        paragraph.add_run(value)
    return document


def _page(document: DocxDocument) -> None:
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Cm(29.7), Cm(21.0)
    section.left_margin = section.right_margin = Cm(1.5)
    section.top_margin = section.bottom_margin = Cm(1.5)
    style: Any = document.styles["Normal"]
    style.font.name, style.font.size = "Calibri", Pt(9.5)
    for name in ("Title", "Heading 1"):
        heading: Any = document.styles[name]
        heading.font.name, heading.font.color.rgb = "Calibri", RGBColor(0x0B, 0x5C, 0x6B)
    _page_number(section.footer.paragraphs[0])


def _page_number(paragraph: Any) -> None:
    for text, field in (("Page ", "PAGE"), (" sur ", "NUMPAGES")):
        paragraph.add_run(text)
        element = OxmlElement("w:fldSimple")
        element.set(qn("w:instr"), field)
        paragraph._p.append(element)


def _table(
    document: DocxDocument, rows: list[list[str]], widths: tuple[float, ...], *, header: bool = True
) -> None:
    table = document.add_table(rows=len(rows), cols=len(widths))
    table.style = "Table Grid"
    table.autofit = False
    for index, texts in enumerate(rows):
        cells = table.rows[index].cells
        for cell, text, width in zip(cells, texts, widths, strict=True):
            cell.width = Cm(width)
            cell.text = text
            if header and index == 0:
                cell.paragraphs[0].runs[0].bold = True
    if header:
        mark = OxmlElement("w:tblHeader")
        table.rows[0]._tr.get_or_add_trPr().append(mark)
