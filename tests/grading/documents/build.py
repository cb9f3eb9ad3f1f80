"""Office files for tests, from bare XML: what no library would write can be written."""

import io
import zipfile
from collections.abc import Mapping
from typing import Any

import docx
import openpyxl
import pptx

from grading.documents.model import Block, SlideDeck, TextDocument, Unreadable, Workbook
from grading.documents.read import read

RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
NAMESPACES = (
    " ".join(
        f'xmlns:{prefix}="http://schemas.openxmlformats.org/{path}"'
        for prefix, path in {
            "w": "wordprocessingml/2006/main",
            "wp": "drawingml/2006/wordprocessingDrawing",
            "mc": "markup-compatibility/2006",
            "a": "drawingml/2006/main",
            "c": "drawingml/2006/chart",
            "m": "officeDocument/2006/math",
        }.items()
    )
    + ' xmlns:v="urn:schemas-microsoft-com:vml" xmlns:wps="urn:wps"'
)

Parts = Mapping[str, str | bytes]


def zipped(parts: Parts) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


def unzipped(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def relations(*targets: tuple[str, str]) -> str:
    items = "".join(
        f'<Relationship Id="r{number}" Type="{RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets)
    )
    return f'<Relationships xmlns="{PACKAGE_RELATIONS}">{items}</Relationships>'


def word(body: str, main: str = "word/document.xml", **parts: str) -> bytes:
    """A .docx of a body and of parts by kind (`styles`, `theme`, `header`, `footnotes`…)."""
    folder, _, name = main.rpartition("/")
    types = f'<Types xmlns="x"><Override PartName="/{main}" ContentType="{WORD_TYPE}"/></Types>'
    return zipped(
        {
            "[Content_Types].xml": types,
            "_rels/.rels": relations(("officeDocument", main)),
            main: f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
            f"{folder}/_rels/{name}.rels": relations(*((kind, f"{kind}.xml") for kind in parts)),
            **{f"{folder}/{kind}.xml": content for kind, content in parts.items()},
        }
    )


def part(tag: str, content: str) -> str:
    prefix = tag.partition(":")[0]
    assert f"xmlns:{prefix}=" in NAMESPACES
    return f"<{tag} {NAMESPACES}>{content}</{tag}>"


def p(text: str, properties: str = "", run: str = "") -> str:
    """A Word paragraph of one run."""
    return (
        f"<w:p><w:pPr>{properties}</w:pPr>"
        f'<w:r><w:rPr>{run}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'
    )


def text(data: bytes, name: str = "lettre.docx") -> TextDocument:
    document = read(data, name)
    assert isinstance(document, TextDocument), document
    return document


def block(data: bytes, said: str) -> Block:
    """The block that says something."""
    return next(one for one in text(data).blocks if said in one.text)


def workbook(data: bytes) -> Workbook:
    document = read(data, "tableau.xlsx")
    assert isinstance(document, Workbook), document
    return document


def deck(data: bytes) -> SlideDeck:
    document = read(data, "points.pptx")
    assert isinstance(document, SlideDeck), document
    return document


def refusal(data: bytes, name: str) -> Unreadable:
    document = read(data, name)
    assert isinstance(document, Unreadable), document
    return document


def saved(document: Any) -> bytes:
    """What a library's document is on disk."""
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def a_letter() -> bytes:
    document = docx.Document()
    document.add_paragraph("Madame, Monsieur,")
    return saved(document)


def a_table() -> bytes:
    book = openpyxl.Workbook()
    book.active.append(["Lignes livrées", 56])
    return saved(book)


def a_deck() -> bytes:
    presentation = pptx.Presentation()
    slide = presentation.slides.add_slide(presentation.slide_layouts[1])
    slide.shapes.title.text = "Taux de service"
    slide.placeholders[1].text = "Objectif : 92 %"
    return saved(presentation)
