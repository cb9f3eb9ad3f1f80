""".docx to a text document: every place that holds text, with the formatting it really has."""

import io
import re
from collections.abc import Iterator
from typing import Any

import docx
from docx.document import Document as DocxDocument
from docx.oxml.ns import qn
from docx.text.font import Font
from docx.text.paragraph import Paragraph
from lxml import etree

from grading.documents.model import Block, TextDocument

_PARTS = {"footnotes": "note", "endnotes": "note de fin", "comments": "commentaire"}
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_CM = 360_000


def read_docx(data: bytes) -> TextDocument:
    """Read a .docx. Raises whatever the libraries raise on a file the guard let pass."""
    document = docx.Document(io.BytesIO(data))
    section = document.sections[0]
    blocks = [*_body(document), *_edges(document), *_other_parts(document)]
    return TextDocument(
        blocks=tuple(blocks),
        page_size_cm=(_cm(section.page_width), _cm(section.page_height)),
        margins_cm={
            side: _cm(getattr(section, f"{side}_margin"))
            for side in ("left", "right", "top", "bottom")
        },
        fields=frozenset(_fields(document)),
        tables=len(document.tables),
        images=len(document.inline_shapes),
        template_id=custom_property(document.part.package, "pack_template_id"),
    )


def _cm(length: Any) -> float:
    return round(int(length or 0) / _CM, 2)


def text_of(element: Any) -> str:
    """Return a paragraph's text as read: tracked insertions count, deletions do not."""
    pieces = []
    for node in element.iter():
        if node.tag == qn("w:t"):
            pieces.append(node.text or "")
        elif node.tag in (qn("w:tab"), qn("w:br"), qn("w:cr")) and node.getparent().tag == qn(
            "w:r"
        ):
            pieces.append("\t" if node.tag == qn("w:tab") else "\n")
        elif node.tag == qn("w:noBreakHyphen"):
            pieces.append("-")
    return "".join(pieces)


def _own_paragraphs(element: Any) -> Iterator[Any]:
    """Return the paragraphs of an element, text boxes once: Word stores them twice."""
    for paragraph in element.iter(qn("w:p")):
        if not any(parent.tag.endswith("}Fallback") for parent in paragraph.iterancestors()):
            yield paragraph


def _body(document: DocxDocument) -> Iterator[Block]:
    number = 0
    tables = list(document.element.body.iter(qn("w:tbl")))
    for element in _own_paragraphs(document.element.body):
        in_box = next((one for one in element.iterancestors(qn("w:txbxContent"))), None) is not None
        cell = next((one for one in element.iterancestors(qn("w:tc"))), None)
        number += not in_box and cell is None
        place = "zone de texte" if in_box else f"paragraphe {number}"
        if cell is not None and not in_box:
            place = _cell_place(cell, tables)
        yield _block(element, document, place, cell, in_box=in_box)


def _cell_place(cell: Any, tables: list[Any]) -> str:
    row = cell.getparent()
    table = next(cell.iterancestors(qn("w:tbl")))
    row_number = list(table.iter(qn("w:tr"))).index(row) + 1
    column = list(row.iter(qn("w:tc"))).index(cell) + 1
    return f"tableau {tables.index(table) + 1}, ligne {row_number}, colonne {column}"


def _block(element: Any, owner: Any, place: str, cell: Any, *, in_box: bool) -> Block:
    paragraph = Paragraph(element, owner)
    text = _without_boxes(element)
    style = paragraph.style
    fonts = [run.font for run in paragraph.runs if run.text.strip()]
    chain = list(_style_fonts(style))
    defaults = _defaults(owner)
    return Block(
        place=place,
        text=text,
        style=str(style.name) if style is not None else "",
        font=_font_name(fonts, chain, defaults, owner),
        size_pt=_size(fonts, chain, defaults),
        bold=_bold(fonts, chain),
        color=_color(fonts, chain),
        is_on_right=_on_right(paragraph, cell, in_box=in_box),
    )


def _without_boxes(element: Any) -> str:
    """Return the paragraph's own text; boxes anchored in it have paragraphs of their own."""
    if next(element.iter(qn("w:txbxContent")), None) is None:
        return text_of(element)
    clone = etree.fromstring(etree.tostring(element))
    for box in list(clone.iter(qn("w:txbxContent"))):
        box.getparent().remove(box)
    return text_of(clone)


def _style_fonts(style: Any) -> Iterator[Font]:
    while style is not None:
        yield style.font
        style = style.base_style


def _defaults(owner: Any) -> Any:
    """Return the document's default run properties, where it has them."""
    styles = owner.part.document.styles.element if hasattr(owner.part, "document") else None
    return None if styles is None else styles.find(f"{_W}docDefaults/{_W}rPrDefault/{_W}rPr")


def _majority(values: list[Any]) -> Any:
    found = [value for value in values if value is not None]
    return max(set(found), key=found.count) if found else None


def _font_name(fonts: list[Font], chain: list[Font], defaults: Any, owner: Any) -> str | None:
    direct = _majority([font.name for font in fonts])
    named = next((font.name for font in chain if font.name), None)
    if direct or named:
        return direct or named
    themed = next((theme for font in chain if (theme := _theme_of(font.element))), None)
    if themed is None and defaults is not None:
        fonts_element = defaults.find(f"{_W}rFonts")
        if fonts_element is not None:
            ascii_name = fonts_element.get(f"{_W}ascii")
            if ascii_name:
                return str(ascii_name)
            themed = fonts_element.get(f"{_W}asciiTheme")
    return _theme_font(owner, themed or "minorHAnsi")


def _theme_of(element: Any) -> str | None:
    found = element.find(f"{_W}rPr/{_W}rFonts")
    return None if found is None else found.get(f"{_W}asciiTheme")


def _theme_font(owner: Any, theme: str) -> str | None:
    """Return the font the document's theme gives to body text or to headings."""
    for relation in owner.part.package.iter_parts():
        if str(relation.partname).startswith("/word/theme/"):
            kind = "majorFont" if theme.startswith("major") else "minorFont"
            match = re.search(
                rb"<a:" + kind.encode() + rb">.*?<a:latin typeface=\"([^\"]+)\"",
                relation.blob,
                re.DOTALL,
            )
            return match[1].decode() if match else None
    return None


def _size(fonts: list[Font], chain: list[Font], defaults: Any) -> float | None:
    direct = _majority([font.size.pt for font in fonts if font.size])
    named = next((font.size.pt for font in chain if font.size), None)
    if direct or named:
        return float(direct or named)
    size = None if defaults is None else defaults.find(f"{_W}sz")
    return float(size.get(f"{_W}val")) / 2 if size is not None else None


def _bold(fonts: list[Font], chain: list[Font]) -> bool:
    direct = _majority([font.bold for font in fonts])
    return bool(
        direct
        if direct is not None
        else next((font.bold for font in chain if font.bold is not None), False)
    )


def _color(fonts: list[Font], chain: list[Font]) -> str | None:
    for font in (*fonts, *chain):
        if font.color is not None and font.color.rgb is not None:
            return str(font.color.rgb)
    return None


def _on_right(paragraph: Paragraph, cell: Any, *, in_box: bool) -> bool:
    layout = paragraph.paragraph_format
    alignment = (
        paragraph.alignment if paragraph.alignment is not None else _style_alignment(paragraph)
    )
    indent = layout.left_indent if layout.left_indent is not None else _style_indent(paragraph)
    if cell is not None:
        row = list(cell.getparent().iter(qn("w:tc")))
        if len(row) > 1 and row.index(cell) == len(row) - 1:
            return True
    return in_box or alignment == 2 or _cm(indent) >= 7.0


def _style_alignment(paragraph: Paragraph) -> Any:
    style: Any = paragraph.style
    while style is not None:
        if style.paragraph_format.alignment is not None:
            return style.paragraph_format.alignment
        style = style.base_style
    return None


def _style_indent(paragraph: Paragraph) -> Any:
    style: Any = paragraph.style
    while style is not None:
        if style.paragraph_format.left_indent is not None:
            return style.paragraph_format.left_indent
        style = style.base_style
    return None


def _edges(document: DocxDocument) -> Iterator[Block]:
    seen = set()
    for section in document.sections:
        for name, part in (
            ("en-tête", section.header), ("pied de page", section.footer),
            ("en-tête", section.first_page_header), ("pied de page", section.first_page_footer),
        ):  # fmt: skip
            if part.is_linked_to_previous or id(part._element) in seen:
                continue
            seen.add(id(part._element))
            for element in _own_paragraphs(part._element):
                yield Block(place=name, text=text_of(element), in_body=False)


def _other_parts(document: DocxDocument) -> Iterator[Block]:
    for part in document.part.package.iter_parts():
        for name, label in _PARTS.items():
            if str(part.partname) == f"/word/{name}.xml":
                tree = etree.fromstring(part.blob, _parser())
                for number, element in enumerate(tree.iter(qn("w:p")), start=1):
                    if text_of(element).strip():
                        yield Block(place=f"{label} {number}", text=text_of(element), in_body=False)


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False)


def _fields(document: DocxDocument) -> Iterator[str]:
    roots = [document.element.body]
    for section in document.sections:
        roots += [section.header._element, section.footer._element]
        roots += [section.first_page_header._element, section.first_page_footer._element]
    for root in roots:
        for element in root.iter(qn("w:instrText"), qn("w:fldSimple")):
            code = element.text if element.tag == qn("w:instrText") else element.get(qn("w:instr"))
            words = (code or "").split()
            if words:
                yield words[0].upper()


def custom_property(package: Any, name: str) -> str:
    """Return a custom property of an Office file, empty when it has none."""
    for part in package.iter_parts():
        if str(part.partname) == "/docProps/custom.xml":
            tree = etree.fromstring(part.blob, _parser())
            for element in tree:
                if element.get("name") == name:
                    return "".join(element.itertext()).strip()
    return ""
