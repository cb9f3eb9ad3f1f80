"""What stands around a paper's text in a word processor: page, header, footer, properties."""

from datetime import UTC, datetime
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.section import WD_ORIENT
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from webapp.papers.docx_styles import ALERT
from webapp.papers.model import LANGUAGE, Paper
from webapp.papers.words import on_one_line

MARGIN = 18
SHORT, LONG = 210, 297


def text_width(paper: Paper) -> float:
    """Return the millimetres between the margins."""
    return (LONG if paper.landscape else SHORT) - 2 * MARGIN


def frame(document: DocxDocument, paper: Paper) -> None:
    """Set the page up: A4, running title from the second page on, footer on all of them."""
    section: Any = document.sections[0]
    wide, high = (LONG, SHORT) if paper.landscape else (SHORT, LONG)
    section.orientation = WD_ORIENT.LANDSCAPE if paper.landscape else WD_ORIENT.PORTRAIT
    section.page_width, section.page_height = Mm(wide), Mm(high)
    section.left_margin = section.right_margin = section.top_margin = Mm(MARGIN)
    section.bottom_margin, section.header_distance = Mm(20), Mm(9)
    section.footer_distance = Mm(9)
    section.different_first_page_header_footer = True
    told = " – ".join(one for one in (paper.title, paper.reference) if one)
    _header(section.first_page_header.paragraphs[0], "", paper)
    _header(section.header.paragraphs[0], on_one_line(told), paper)
    for footer in (section.first_page_footer, section.footer):
        _footer(footer.paragraphs[0], paper)


def _header(paragraph: Any, title: str, paper: Paper) -> None:
    _one_tab(paragraph, paper)
    paragraph.add_run(title)
    if paper.state:
        state = paragraph.add_run(f"\t{on_one_line(paper.state)}")
        state.bold, state.font.size, state.font.color.rgb = True, Pt(12), ALERT


def _footer(paragraph: Any, paper: Paper) -> None:
    _one_tab(paragraph, paper)
    paragraph.add_run(on_one_line(paper.footer))
    paragraph.add_run("\tPage ")
    _field(paragraph, "PAGE")
    paragraph.add_run(" sur ")
    _field(paragraph, "NUMPAGES")


def _one_tab(paragraph: Any, paper: Paper) -> None:
    """Send what follows the tab to the right margin; the style's own stops are for another width."""
    stops = paragraph.paragraph_format.tab_stops
    for stop in paragraph.style.paragraph_format.tab_stops:
        stops.add_tab_stop(stop.position, WD_TAB_ALIGNMENT.CLEAR)
    stops.add_tab_stop(Mm(text_width(paper)), WD_TAB_ALIGNMENT.RIGHT)


def _field(paragraph: Any, name: str) -> None:
    """Add a number that the word processor counts."""
    element = OxmlElement("w:fldSimple")
    element.set(qn("w:instr"), name)
    run, text = OxmlElement("w:r"), OxmlElement("w:t")
    text.text = "1"
    run.append(text)
    element.append(run)
    paragraph._p.append(element)


def describe(document: DocxDocument, paper: Paper) -> None:
    """Say in the file's properties what it is, whose and of when."""
    told = document.core_properties
    told.title, told.subject = on_one_line(paper.title)[:255], on_one_line(paper.subject)[:255]
    told.author = told.last_modified_by = on_one_line(paper.sender[0])[:255] if paper.sender else ""
    told.content_status, told.language = on_one_line(paper.state)[:255], LANGUAGE
    told.comments = ""
    told.created = told.modified = made_on(paper)


def made_on(paper: Paper) -> datetime:
    """Return when the paper was made, to the second."""
    return datetime.fromtimestamp(paper.made_at // 1000, UTC)
