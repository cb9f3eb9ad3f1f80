"""How a paper looks in a word processor: named styles that whoever receives it can change in one place."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document as DocxDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from webapp.papers.model import LANGUAGE

FONT, MONOSPACE = "Calibri", "Courier New"
ACCENT, ALERT = RGBColor(0x0B, 0x5C, 0x6B), RGBColor(0xA4, 0x26, 0x2C)
INK, GREY = RGBColor(0x1D, 0x27, 0x33), RGBColor(0x55, 0x60, 0x6E)
RIGHT = WD_ALIGN_PARAGRAPH.RIGHT
RULE, GROUND = "BEC6CF", "EEF2F5"
PAD = "75"
"""Between a cell's side and its text, in twentieths of a point."""

_THEME = ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme")
_FACES = ("w:ascii", "w:hAnsi", "w:cs", "w:eastAsia")

STYLES: dict[str, dict[str, Any]] = {
    "Normal": {"size": 10.5, "after": 6},
    "Title": {"size": 20, "bold": True, "colour": ACCENT, "before": 14, "after": 8, "next": True},
    "Heading 1": {
        "size": 14,
        "bold": True,
        "colour": ACCENT,
        "before": 14,
        "after": 4,
        "next": True,
    },
    "Heading 2": {"size": 12, "bold": True, "colour": INK, "before": 10, "after": 3, "next": True},
    "Heading 3": {"size": 11, "bold": True, "colour": GREY, "before": 8, "after": 3, "next": True},
    "List Bullet": {"size": 10.5, "after": 3},
    "Caption": {"size": 9.5, "bold": True, "colour": ACCENT, "before": 8, "after": 3, "next": True},
    "Header": {"size": 9, "colour": GREY},
    "Footer": {"size": 9, "colour": GREY},
    "Sender": {"size": 9.5, "colour": GREY},
    "Sender Name": {"size": 13, "bold": True, "colour": ACCENT},
    "Recipient": {"size": 10.5, "left": 92},
    "Place and Date": {"size": 10.5, "before": 12, "after": 6, "align": RIGHT},
    "Mention": {"size": 10.5, "after": 2},
    "Table Text": {"size": 9, "before": 1, "after": 1},
    "Table Heading": {"size": 9, "bold": True, "next": True},
    "Table Number Heading": {"size": 9, "bold": True, "next": True, "align": RIGHT},
    "Table Number": {"size": 9, "before": 1, "after": 1, "align": RIGHT},
    "Label": {"size": 9.5, "bold": True, "before": 1, "after": 1},
    "Signature Name": {"size": 9.5, "bold": True, "next": True},
    "Signature Frame": {"size": 9, "colour": GREY, "next": True},
    "Code": {"size": 9, "after": 6, "font": MONOSPACE},
}
"""Sizes and blanks in points, indents in millimetres; `next` keeps with what follows."""


def dress(document: DocxDocument) -> None:
    """Give the document its styles, its language and named fonts everywhere."""
    for fonts in document.styles.element.iter(qn("w:rFonts")):
        for theme in _THEME:
            fonts.attrib.pop(qn(f"w:{theme}"), None)  # a theme's font would win over the named one
        for face in _FACES:
            fonts.set(qn(face), FONT)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), LANGUAGE)
    for name, look in STYLES.items():
        _set(_style(document, name), look)
    _plain(document.styles["Title"])
    _lighten(document)


def _lighten(document: DocxDocument) -> None:
    """Leave out of the library's template what no paper uses, which is most of its weight."""
    for owner in (document.part, document.part.package):
        for name, relation in list(owner.rels.items()):
            if relation.reltype.endswith(("/stylesWithEffects", "/thumbnail")):
                owner.rels.pop(name)
    for style in list(document.styles):
        if style.type == WD_STYLE_TYPE.TABLE and style.name != "Normal Table":
            style.delete()


def _style(document: DocxDocument, name: str) -> Any:
    if name in document.styles:
        return document.styles[name]
    style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles["Normal"]
    style.quick_style = True
    return style


def _set(style: Any, look: dict[str, Any]) -> None:
    style.font.name, style.font.size = look.get("font", FONT), Pt(look["size"])
    fonts = style.element.rPr.rFonts
    for face in _FACES:
        fonts.set(qn(face), style.font.name)
    style.font.bold, style.font.italic = look.get("bold", False), False
    if "colour" in look:
        style.font.color.rgb = look["colour"]
    flow = style.paragraph_format
    flow.space_before, flow.space_after = Pt(look.get("before", 0)), Pt(look.get("after", 0))
    flow.keep_with_next = look.get("next", False)
    if "left" in look:
        flow.left_indent = Mm(look["left"])
    if "align" in look:
        flow.alignment = look["align"]


def _plain(title: Any) -> None:
    """Take away the line that the library's template draws under a title."""
    flow = title.element.get_or_add_pPr()
    for border in flow.findall(qn("w:pBdr")):
        flow.remove(border)


def ruled(table: Any) -> None:
    """Draw a table's lines, thin and grey, inside the margins of the page."""
    line = {"val": "single", "sz": "4", "space": "0", "color": RULE}
    pad = {"w": PAD, "type": "dxa"}
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    properties = table._tbl.tblPr
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(_element("w:tblInd", pad))
    layout.addprevious(_element("w:tblBorders", {}, [_element(f"w:{one}", line) for one in sides]))
    margins = [_element(f"w:{side}", pad) for side in ("left", "right")]
    layout.addnext(_element("w:tblCellMar", {}, margins))


def unruled(cell: Any) -> None:
    """Take the lines of an empty cell away."""
    none = [_element(f"w:{side}", {"val": "nil"}) for side in ("bottom", "right")]
    cell._tc.get_or_add_tcPr().append(_element("w:tcBorders", {}, none))


def shaded(cell: Any) -> None:
    """Put a cell on a light ground."""
    shade = _element("w:shd", {"val": "clear", "color": "auto", "fill": GROUND})
    cell._tc.get_or_add_tcPr().append(shade)


def _element(name: str, told: dict[str, str], children: Sequence[Any] = ()) -> Any:
    element = OxmlElement(name)
    for key, value in told.items():
        element.set(qn(f"w:{key}"), value)
    element.extend(children)
    return element
