"""An OpenDocument file as what it is: XML parts, properties, and styles that inherit.

LibreOffice writes what is set by hand as *automatic* styles and what is set by style as named ones: the
difference is what tells a styled document from one formatted by hand.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from grading.documents.look import Look
from grading.documents.model import Carried
from grading.documents.package import Element, elements, parser
from grading.documents.position import points

_NS = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
CHART, DRAW, META, OFFICE = (_NS % name for name in ("chart", "drawing", "meta", "office"))
PRESENTATION, STYLE, TABLE, TEXT = (_NS % name for name in ("presentation", "style", "table", "text"))  # fmt: skip
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
NUMBER = "{urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0}"
DC = "{http://purl.org/dc/elements/1.1/}"
XLINK = "{http://www.w3.org/1999/xlink}"

REPEATS_LIMIT = 1_000
"""How often a repeated space, cell or row that holds something is unfolded."""
APART = {f"{OFFICE}annotation", f"{TEXT}note", f"{TEXT}tracked-changes", f"{OFFICE}forms", f"{DRAW}frame",
         f"{DRAW}custom-shape", f"{DRAW}g", f"{TEXT}ruby-text"}  # fmt: skip
"""What stands inside a paragraph without being its text."""
_ROW_GROUPS = {f"{TABLE}table-header-rows", f"{TABLE}table-rows", f"{TABLE}table-row-group"}
_SAME_SCHEME = ("./", "#", "Pictures/", "Object", "media/", "../")


class OdfPackage:
    """The parts of an OpenDocument file."""

    def __init__(self, data: bytes) -> None:
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._archive.namelist())
        self._trees: dict[str, Element] = {}

    def tree(self, part: str) -> Element:
        """Return a part's root, parsed once; an empty element when the file has no such part."""
        if part not in self._trees:
            is_there = part in self.names
            self._trees[part] = (
                etree.fromstring(self._archive.read(part), parser())
                if is_there
                else etree.Element("absent")
            )
        return self._trees[part]

    def body(self, kind: str) -> Element:
        """Return the document itself: `text`, `spreadsheet` or `presentation`."""
        found = self.tree("content.xml").find(f"{OFFICE}body/{OFFICE}{kind}")
        if found is None:
            raise ValueError(f"no office:{kind}")
        return found

    def custom_property(self, name: str) -> str:
        """Return a custom property, empty when the file has none of this name."""
        for element in self.tree("meta.xml").iter(f"{META}user-defined"):
            if element.get(f"{META}name") == name:
                return (element.text or "").strip()
        return ""

    def properties(self) -> dict[str, str]:
        """Return title, author and the like, as the file declares them: they prove nothing."""
        meta = self.tree("meta.xml")
        asked = {"title": f"{DC}title", "subject": f"{DC}subject", "creator": f"{META}initial-creator",
                 "description": f"{DC}description", "lastModifiedBy": f"{DC}creator"}  # fmt: skip
        found = {name: (meta.findtext(f".//{tag}") or "").strip() for name, tag in asked.items()}
        return {name: text for name, text in found.items() if text}

    def declared_pages(self) -> int | None:
        """Return the number of pages that the program which saved the file counted."""
        found = self.tree("meta.xml").find(f".//{META}document-statistic")
        pages = "" if found is None else found.get(f"{META}page-count", "")
        return int(pages) if pages.isdigit() and int(pages) else None

    def carried(self) -> tuple[Carried, ...]:
        """Return macros, links that leave the file and objects put in it; web links of the text apart."""
        return tuple(dict.fromkeys(self._carried()))

    def _carried(self) -> Iterator[Carried]:
        for name in sorted(self.names):
            folder, _, file = name.partition("/")
            is_library = file.endswith(
                ("script-lb.xml", "script-lc.xml", "dialog-lb.xml", "dialog-lc.xml")
            )
            if (
                folder in {"Basic", "Scripts"}
                and file
                and not file.endswith("/")
                and not is_library
            ):
                yield Carried("macro", f"macro « {posixpath.basename(name)} »")
        tree = self.tree("content.xml")
        for element in tree.iter(
            f"{DRAW}image", f"{DRAW}object", f"{TABLE}table-source", f"{TEXT}section-source"
        ):
            target = element.get(f"{XLINK}href", "")
            if target and not target.startswith(_SAME_SCHEME):
                yield Carried("external_link", f"lien vers « {target[:120]} »")
        for element in tree.iter(f"{DRAW}object-ole", f"{DRAW}plugin", f"{DRAW}applet"):
            yield Carried(
                "embedded_object", f"objet incorporé « {element.get(f'{XLINK}href', '')[:120]} »"
            )


@dataclass(frozen=True, slots=True)
class Level:
    """One place where a property may be set."""

    style: Element
    is_by_hand: bool


class OdfStyles:
    """The styles that a part of the file (`content.xml`, or `styles.xml` for headers) may use."""

    def __init__(self, styles: Element, part: Element) -> None:
        self._named = _index(styles.find(f"{OFFICE}styles"))
        self._automatic = _index(part.find(f"{OFFICE}automatic-styles"))
        self._fonts = {
            face.get(f"{STYLE}name", ""): _unquoted(face.get(f"{SVG}font-family", ""))
            for root in (styles, part)
            for face in root.iter(f"{STYLE}font-face")
        }
        self._lists = {
            found.get(f"{STYLE}name", ""): found
            for root in (styles, part)
            for found in root.iter(f"{TEXT}list-style")
        }

    def find(self, family: str, name: str) -> Element | None:
        """Return a style by its name."""
        return self._automatic.get((family, name), self._named.get((family, name)))

    def levels(self, family: str, name: str, *, with_default: bool = True) -> list[Level]:
        """Return a style and those it inherits from, nearest first; then the family's default."""
        found: list[Level] = []
        seen: set[str] = set()
        while name and name not in seen:
            seen.add(name)
            style = self.find(family, name)
            if style is None:
                break
            found.append(Level(style, is_by_hand=(family, name) in self._automatic))
            name = style.get(f"{STYLE}parent-style-name", "")
        default = self._named.get((family, ""))
        if with_default and default is not None:
            found.append(Level(default, is_by_hand=False))
        return found

    def shown_name(self, levels: list[Level]) -> str:
        """Return the name of the nearest style that has one, as LibreOffice shows it in English."""
        named = next((level.style for level in levels if not level.is_by_hand), None)
        if named is None or not named.get(f"{STYLE}name"):
            return ""
        return display_name(named)

    def span_levels(self, spans: tuple[str, ...]) -> list[Level]:
        """Return where the properties of text inside character styles come from, nearest first."""
        return [level for name in spans for level in self.levels("text", name, with_default=False)]

    def list_kind(self, name: str, depth: int) -> str:
        """Return the kind of a list style at a depth (from 1): `bullet`, `number` or nothing."""
        style = self._lists.get(name)
        for level in () if style is None else elements(style):
            if level.get(f"{TEXT}level") == str(depth):
                if level.tag != f"{TEXT}list-level-style-number":
                    return "bullet"
                return "number" if level.get(f"{STYLE}num-format") else ""
        return ""

    def look(self, levels: list[Level]) -> Look:
        """Return how text under these levels, nearest first, looks."""
        look = self._of([level.style for level in levels])
        styled = [level.style for level in levels if not level.is_by_hand]
        return look if len(styled) == len(levels) else look.above(self._of(styled))

    def _of(self, styles: list[Element]) -> Look:
        texts = _properties(styles, "text")
        color = nearest(texts, f"{FO}color") or ""
        automatic = nearest(texts, f"{STYLE}use-window-font-color", f"{FO}color") == "true"
        return Look(
            font=self._font(texts),
            size_pt=_size(texts),
            bold=(nearest(texts, f"{FO}font-weight") or "normal") not in {"normal", "400"},
            color=None if automatic or not color else color.lstrip("#").upper(),
            is_hidden=nearest(texts, f"{TEXT}display") == "none",
            italic=nearest(texts, f"{FO}font-style") in {"italic", "oblique"},
            underlined=(nearest(texts, f"{STYLE}text-underline-style") or "none") != "none",
        )

    def _font(self, texts: list[Element]) -> str | None:
        for properties in texts:
            name = properties.get(f"{STYLE}font-name", "")
            family = (
                self._fonts.get(name) or _unquoted(properties.get(f"{FO}font-family", "")) or name
            )
            if family:
                return family
        return None


def display_name(named: Element) -> str:
    """Return a name as LibreOffice shows it: `Heading_20_1` is `Heading 1`."""
    return named.get(f"{STYLE}display-name") or named.get(f"{STYLE}name", "").replace("_20_", " ")


def nearest(properties: list[Element], *names: str) -> str | None:
    """Return the nearest value of an attribute, whichever of its spellings."""
    values = (element.get(name) for element in properties for name in names)
    return next((value for value in values if value), None)


def paragraph_properties(levels: list[Level]) -> list[Element]:
    """Return what the levels say of the paragraph itself."""
    return _properties([level.style for level in levels], "paragraph")


def graphic_properties(levels: list[Level]) -> list[Element]:
    """Return what the levels say of a shape: its fill, its place."""
    return _properties([level.style for level in levels], "graphic")


def _properties(styles: list[Element], kind: str) -> list[Element]:
    found = (style.find(f"{STYLE}{kind}-properties") for style in styles)
    return [element for element in found if element is not None]


def _size(texts: list[Element]) -> float | None:
    """Return the size in points; a percentage is of the size below it."""
    scale = 1.0
    for properties in texts:
        written = properties.get(f"{FO}font-size", "")
        if written.endswith("%"):
            scale *= number(written.rstrip("%"), 100.0) / 100
        elif written:
            size = points(written)
            return None if size is None else round(size * scale, 1)
    return None


def table_rows(table: Element) -> Iterator[Element]:
    """Return the rows of a table, headers included; not those of a table inside."""
    for child in elements(table):
        if child.tag == f"{TABLE}table-row":
            yield child
        elif child.tag in _ROW_GROUPS:
            yield from table_rows(child)


def page_layout(styles: Element, master: Element | None) -> Element | None:
    """Return the page set-up of a page style."""
    wanted = "" if master is None else master.get(f"{STYLE}page-layout-name", "")
    layouts = styles.iter(f"{STYLE}page-layout")
    return next((one for one in layouts if one.get(f"{STYLE}name") == wanted), None)


def text_pieces(
    parent: Element, spans: tuple[str, ...] = ()
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Return the text of a paragraph piece by piece, with the character styles around it, nearest first.

    What only stands inside a paragraph without being its text (`APART`) is left out.
    """
    if parent.text:
        yield parent.text, spans
    for child in parent:
        if isinstance(child.tag, str) and child.tag not in APART:
            yield from _inside(child, spans)
        if child.tail:
            yield child.tail, spans


def _inside(child: Element, spans: tuple[str, ...]) -> Iterator[tuple[str, tuple[str, ...]]]:
    if child.tag == f"{TEXT}s":
        yield " " * repeated(child, f"{TEXT}c"), spans
    elif child.tag == f"{TEXT}tab":
        yield "\t", spans
    elif child.tag == f"{TEXT}line-break":
        yield "\n", spans
    elif child.tag == f"{TEXT}span":
        yield from text_pieces(child, (child.get(f"{TEXT}style-name", ""), *spans))
    else:
        yield from text_pieces(child, spans)


def number(text: str | None, otherwise: float) -> float:
    """Return a number, or what stands for one that cannot be read."""
    try:
        return float(text or "")
    except ValueError:
        return otherwise


def repeated(element: Element, name: str) -> int:
    """Return how often an element stands for itself, within a bound."""
    written = element.get(name, "1")
    return max(1, min(int(written), REPEATS_LIMIT)) if written.isdecimal() else 1


def _unquoted(family: str) -> str:
    return family.split(",", maxsplit=1)[0].strip().strip("'\"")


def _index(root: Element | None) -> dict[tuple[str, str], Element]:
    found = [] if root is None else elements(root)
    return {
        (style.get(f"{STYLE}family", ""), style.get(f"{STYLE}name", "")): style
        for style in found
        if style.tag in {f"{STYLE}style", f"{STYLE}default-style"}
    }
