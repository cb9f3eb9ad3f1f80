"""Templates filled in: texts replaced where they stand, in the format they have there."""

from typing import Any

from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from pptx.presentation import Presentation


def fill_document(document: DocxDocument, fill: dict[str, str]) -> None:
    """Replace each placeholder wherever it stands in a text document."""
    for paragraph in _paragraphs(document):
        for placeholder, value in fill.items():
            if placeholder in paragraph.text:
                _replace(paragraph, placeholder, value)


def _paragraphs(document: DocxDocument) -> list[Paragraph]:
    """Return every paragraph of the body, its tables and text frames, headers and footers."""
    parts: list[tuple[Any, Any]] = [(document.element.body, document)]
    for section in document.sections:
        own = [one for one in (section.header, section.footer) if not one.is_linked_to_previous]
        parts += [(part._element, part) for part in own]
    return [Paragraph(p, owner) for element, owner in parts for p in element.iter(qn("w:p"))]


def _replace(paragraph: Paragraph, placeholder: str, value: str) -> None:
    """Replace in the runs that hold it; one cut by a run takes the format of the first run."""
    before = paragraph.text
    for run in paragraph.runs:
        if placeholder in run.text:
            run.text = run.text.replace(placeholder, value)
    text = before.replace(placeholder, value)
    if paragraph.text == text or not paragraph.runs:
        return
    for run in paragraph.runs[1:]:
        paragraph._p.remove(run._element)
    paragraph.runs[0].text = text


def fill_deck(deck: Presentation, fill: dict[str, str]) -> None:
    """Replace each placeholder wherever it stands in a presentation."""
    frames = (
        shape.text_frame for slide in deck.slides for shape in slide.shapes if shape.has_text_frame
    )
    for frame in frames:
        for paragraph in frame.paragraphs:
            for run in paragraph.runs:
                for placeholder, value in fill.items():
                    run.text = run.text.replace(placeholder, value)
