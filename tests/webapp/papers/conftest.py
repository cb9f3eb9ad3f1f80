"""Papers written in both formats and read again."""

import io
import re

import docx
import pypdfium2

from webapp.papers.docx import write_docx
from webapp.papers.model import Block, Paper
from webapp.papers.pdf import write_pdf

AT = 1_795_773_000_000
"""27 November 2026."""


def a_paper(*blocks: Block, **told) -> Paper:
    return Paper(**{"title": "Procès-verbal", "made_at": AT, "blocks": blocks} | told)


def opened(paper: Paper):
    return docx.Document(io.BytesIO(write_docx(paper)))


def printed(paper: Paper):
    return pypdfium2.PdfDocument(write_pdf(paper))


def page_texts(paper: Paper) -> list[str]:
    return [page.get_textpage().get_text_range() for page in printed(paper)]


def docx_text(paper: Paper) -> str:
    """Return the words of the body, table cells included, and of the headers and footers."""
    document = opened(paper)
    section = document.sections[0]
    parts = (
        document.element.body,
        section.first_page_header._element,
        section.header._element,
        section.first_page_footer._element,
    )
    return "\n".join(
        "".join(node.text or "" for node in paragraph.iter() if node.tag.endswith("}t"))
        for part in parts
        for paragraph in part.iter()
        if paragraph.tag.endswith("}p")
    )


def pdf_text(paper: Paper) -> str:
    return "\n".join(page_texts(paper))


def joined(text: str) -> str:
    """Return a text without its spaces: lines break elsewhere in each format."""
    return re.sub(r"\s+", "", text.replace("\ufffe", "").replace("\x02", ""))
