""".odt to a text document: every place that holds text, with the formatting it really has."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal, cast

from grading.documents.look import ALIGNMENTS, Look, prevailing
from grading.documents.model import Block, Picture, ShownField, Table, TextDocument
from grading.documents.odf import (
    APART,
    DRAW,
    FO,
    OFFICE,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    Level,
    OdfPackage,
    OdfStyles,
    nearest,
    page_layout,
    paragraph_properties,
    table_rows,
    text_pieces,
)  # fmt: skip
from grading.documents.odf_objects import object_texts
from grading.documents.package import Element, elements
from grading.documents.position import RIGHT_FROM_CM, cm, first_line_start

FIELDS = {
    "page-number": "PAGE", "page-count": "NUMPAGES", "date": "DATE", "time": "TIME", "title": "TITLE",
    "file-name": "FILENAME", "author-name": "AUTHOR", "author-initials": "AUTHOR", "subject": "SUBJECT",
    "sequence": "SEQ", "reference-ref": "REF", "bookmark-ref": "REF", "table-of-content": "TOC",
    "modification-date": "SAVEDATE", "creation-date": "CREATEDATE", "print-date": "PRINTDATE",
    "user-defined": "DOCPROPERTY", "database-display": "MERGEFIELD", "chapter": "STYLEREF",
}  # fmt: skip
"""Fields by the names Word gives them: a rule speaks one language."""
EDGES = {"header": "en-tête", "header-left": "en-tête", "header-first": "en-tête",
         "footer": "pied de page", "footer-left": "pied de page", "footer-first": "pied de page"}  # fmt: skip
_ALIGNED = {**ALIGNMENTS, "justify": "justify"}
SHAPES = {f"{DRAW}text-box", f"{DRAW}custom-shape"}

ListKind = Literal["", "bullet", "number"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the walk is."""

    place: str = ""
    cell: tuple[int, int, int] | None = None
    is_on_right: bool = False
    in_body: bool = True
    list_style: str = ""
    depth: int = 0
    is_item_start: bool = False


@dataclass(slots=True)
class Counts:
    """Numbers of the places met so far."""

    numbers: dict[str, int] = field(default_factory=dict)

    def next(self, name: str) -> str:
        """Return the name of the next place of a kind."""
        self.numbers[name] = self.numbers.get(name, 0) + 1
        return f"{name} {self.numbers[name]}"


def read_odt(data: bytes) -> TextDocument:
    """Read a .odt. Raises whatever the libraries raise on a file the guard let pass."""
    package = OdfPackage(data)
    content, styles = package.tree("content.xml"), package.tree("styles.xml")
    body = package.body("text")
    reader = _Reader(OdfStyles(styles, content))
    master = _master(body, reader.styles, styles)
    edges = _Reader(OdfStyles(styles, styles), reader.counts)
    blocks = [
        *reader.blocks(body, Spot()),
        *(block for name, root in _edges(master) for block in edges.blocks(root, Spot(name, in_body=False))),
        *reader.beside(),
        *edges.beside(),
        *(Block(place, text, in_body=False) for place, text in object_texts(package)),
    ]  # fmt: skip
    width, height, margins = _page(master, styles)
    return TextDocument(
        blocks=tuple(blocks),
        page_size_cm=(width, height),
        margins_cm=margins,
        tables=tuple(reader.tables),
        pictures=(*reader.pictures, *(replace(one, place="en-tête") for one in edges.pictures)),
        comments=sum(1 for _ in body.iter(f"{OFFICE}annotation")),
        insertions=sum(1 for _ in body.iter(f"{TEXT}insertion")),
        deletions=sum(1 for _ in body.iter(f"{TEXT}deletion")),
        template_id=package.custom_property("pack_template_id"),
        properties=package.properties(),
        declared_pages=package.declared_pages(),
        carried=package.carried(),
    )


class _Reader:
    """One walk: the styles in force, and what it meets beside the text."""

    def __init__(self, styles: OdfStyles, counts: Counts | None = None) -> None:
        self.styles = styles
        self.counts = counts or Counts()
        self.tables: list[Table] = []
        self.pictures: list[Picture] = []
        self._apart: list[Element] = []

    def blocks(self, parent: Element, spot: Spot) -> Iterator[Block]:
        """Walk down to the paragraphs of an element."""
        for child in elements(parent):
            if child.tag in {f"{TEXT}p", f"{TEXT}h"}:
                yield from self._paragraph(child, spot)
                spot = replace(spot, is_item_start=False)
            elif child.tag == f"{TABLE}table":
                yield from self._table(child, spot)
            elif child.tag == f"{TEXT}list":
                style = child.get(f"{TEXT}style-name") or spot.list_style
                yield from self._list(child, replace(spot, list_style=style, depth=spot.depth + 1))
            elif child.tag in APART:
                yield from self._drawn(child, spot)
            else:
                yield from self.blocks(child, spot)

    def _list(self, parent: Element, spot: Spot) -> Iterator[Block]:
        for item in elements(parent):
            is_item = item.tag == f"{TEXT}list-item"
            yield from self.blocks(item, replace(spot, is_item_start=is_item))

    def _table(self, table: Element, spot: Spot) -> Iterator[Block]:
        name = f"{spot.place}, tableau" if spot.place else self.counts.next("tableau")
        number = self.counts.numbers.get("tableau", 0)
        rows = [list(_cells(row)) for row in table_rows(table)]
        if not spot.place:
            header = table.find(f"{TABLE}table-header-rows") is not None
            width = max((len(row) for row in rows), default=0)
            self.tables.append(Table(name, len(rows), width, has_header=header))
        for at, cells in enumerate(rows, start=1):
            for column, cell in enumerate(cells, start=1):
                inside = Spot(
                    place=f"{name}, ligne {at}, colonne {column}",
                    cell=spot.cell if spot.place else (number, at, column),
                    is_on_right=spot.is_on_right or 1 < len(cells) == column,
                    in_body=spot.in_body,
                )
                yield from self.blocks(cell, inside)

    def _paragraph(self, paragraph: Element, spot: Spot) -> Iterator[Block]:
        yield self._block(paragraph, spot)
        for child in paragraph.iter(*APART):
            if next(child.iterancestors(*APART, f"{TEXT}p", f"{TEXT}h"), None) is paragraph:
                yield from self._drawn(child, spot)

    def _drawn(self, element: Element, spot: Spot) -> Iterator[Block]:
        """Return the text of what is drawn; notes and comments wait for the end."""
        if element.tag in {f"{OFFICE}annotation", f"{TEXT}note"}:
            self._apart.append(element)
            return
        if element.tag == f"{DRAW}frame" and element.find(f"{DRAW}text-box") is None:
            self._picture(element)
            return
        for shape in element.iter(*SHAPES):
            place = (
                f"{spot.place}, zone de texte" if spot.place else self.counts.next("zone de texte")
            )
            on_right = self._is_on_right(element)
            yield from self.blocks(shape, Spot(place, is_on_right=on_right, in_body=spot.in_body))

    def _picture(self, frame: Element) -> None:
        if frame.find(f"{DRAW}image") is not None and frame.find(f"{DRAW}object") is None:
            said = frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or ""
            self.pictures.append(Picture("", said.strip()))

    def _is_on_right(self, frame: Element) -> bool:
        """Say whether a text box stands on the right; one whose place cannot be told is given the benefit."""
        style = self.styles.find("graphic", frame.get(f"{DRAW}style-name", ""))
        graphic = None if style is None else style.find(f"{STYLE}graphic-properties")
        if graphic is not None and graphic.get(f"{STYLE}horizontal-pos") in {"right", "outside"}:
            return True
        position = frame.get(f"{SVG}x")
        return position is None or cm(position) >= RIGHT_FROM_CM

    def _block(self, paragraph: Element, spot: Spot) -> Block:
        levels = self.styles.levels("paragraph", paragraph.get(f"{TEXT}style-name", ""))
        properties = paragraph_properties(levels)
        pieces = list(text_pieces(paragraph))
        text = "".join(said for said, _ in pieces)
        look = self._look(pieces, levels)
        aligned = _alignment(properties)
        by_hand = {"alignment"} if _is_aligned_by_hand(levels) else set()
        fields = _fields(paragraph)
        return Block(
            place=spot.place or self.counts.next("paragraphe"),
            text=text,
            style=self.styles.shown_name(levels),
            font=look.font,
            size_pt=look.size_pt,
            bold=look.bold,
            color=look.color,
            alignment=aligned,
            is_on_right=spot.is_on_right or aligned == "right" or _start(properties, text) >= RIGHT_FROM_CM,
            has_hidden_text=look.is_hidden,
            in_body=spot.in_body,
            italic=look.italic,
            underlined=look.underlined,
            level=_outline(paragraph),
            list_kind=self._list_kind(levels, spot),
            cell=spot.cell,
            by_hand=look.by_hand | by_hand,
            starts_page=spot.in_body and nearest(properties[:1], f"{FO}break-before") == "page",
            fields=frozenset(field.name for field in fields),
            shown_fields=fields,
        )  # fmt: skip

    def _look(self, pieces: list[tuple[str, tuple[str, ...]]], levels: list[Level]) -> Look:
        looks = [
            (self.styles.look([*self.styles.span_levels(spans), *levels]), len(said.strip()))
            for said, spans in pieces
            if said.strip()
        ]
        return prevailing(looks) if looks else self.styles.look(levels)

    def _list_kind(self, levels: list[Level], spot: Spot) -> ListKind:
        if spot.depth and spot.is_item_start:
            return cast("ListKind", self.styles.list_kind(spot.list_style, spot.depth))
        return ""

    def beside(self) -> Iterator[Block]:
        """Return footnotes, endnotes and comments, each under its number; then alternative texts."""
        for element in self._apart:
            is_note = element.tag == f"{TEXT}note"
            is_last = element.get(f"{TEXT}note-class") == "endnote"
            label = "commentaire" if not is_note else "note de fin" if is_last else "note"
            inside = element.find(f"{TEXT}note-body") if is_note else element
            if inside is not None:
                yield from self.blocks(inside, Spot(self.counts.next(label), in_body=False))
        for picture in self.pictures:
            if picture.alternative:
                yield Block("texte de remplacement", picture.alternative, in_body=False)


def _outline(paragraph: Element) -> int:
    level = paragraph.get(f"{TEXT}outline-level", "1") if paragraph.tag == f"{TEXT}h" else "0"
    return min(int(level), 9) if level.isdecimal() else 0


def _fields(paragraph: Element) -> tuple[ShownField, ...]:
    found = [
        ShownField(name, "".join(map(str, element.itertext())), is_fixed=element.get(f"{TEXT}fixed") == "true")
        for element in paragraph.iter(f"{TEXT}*")
        if (name := FIELDS.get(str(element.tag).removeprefix(TEXT), ""))
    ]  # fmt: skip
    if next(paragraph.iterancestors(f"{TEXT}table-of-content"), None) is not None:
        found.append(ShownField("TOC"))
    return tuple(found)


def _cells(row: Element) -> Iterator[Element]:
    return (cell for cell in elements(row) if cell.tag == f"{TABLE}table-cell")


def _alignment(properties: list[Element]) -> str:
    asked = nearest(properties, f"{FO}text-align") or ""
    return _ALIGNED.get(asked, "left")


def _is_aligned_by_hand(levels: list[Level]) -> bool:
    styled = paragraph_properties([level for level in levels if not level.is_by_hand])
    return _alignment(paragraph_properties(levels)) != _alignment(styled)


def _start(properties: list[Element], text: str) -> float:
    indent = cm(nearest(properties, f"{FO}margin-left")) + cm(
        nearest(properties, f"{FO}text-indent")
    )
    stops = [
        cm(stop.get(f"{STYLE}position"))
        for element in properties
        for stop in element.iterfind(f"{STYLE}tab-stops/{STYLE}tab-stop")
    ]
    return first_line_start(indent, stops, text)


def _master(body: Element, styles: OdfStyles, root: Element) -> Element | None:
    """Return the page style of the first page."""
    masters = {page.get(f"{STYLE}name", ""): page for page in root.iter(f"{STYLE}master-page")}
    first = next(body.iter(f"{TEXT}p", f"{TEXT}h"), None)
    name = "" if first is None else first.get(f"{TEXT}style-name", "")
    asked = (
        level.style.get(f"{STYLE}master-page-name") for level in styles.levels("paragraph", name)
    )
    chosen = next((one for one in asked if one), "Standard")
    return masters.get(chosen, next(iter(masters.values()), None))


def _edges(master: Element | None) -> Iterator[tuple[str, Element]]:
    for child in () if master is None else elements(master):
        label = EDGES.get(str(child.tag).removeprefix(STYLE))
        if label and child.get(f"{STYLE}display") != "false":
            yield label, child


def _page(master: Element | None, root: Element) -> tuple[float, float, dict[str, float]]:
    """Return width, height and margins; LibreOffice counts a header's height apart from the margin."""
    layout = page_layout(root, master)
    page = None if layout is None else layout.find(f"{STYLE}page-layout-properties")
    if layout is None or page is None:
        return 0.0, 0.0, dict.fromkeys(("left", "right", "top", "bottom"), 0.0)
    every = page.get(f"{FO}margin")
    margins = {
        side: cm(page.get(f"{FO}margin-{side}") or every)
        for side in ("left", "right", "top", "bottom")
    }
    margins["top"] = round(margins["top"] + _edge_height(layout, "header"), 2)
    margins["bottom"] = round(margins["bottom"] + _edge_height(layout, "footer"), 2)
    return cm(page.get(f"{FO}page-width")), cm(page.get(f"{FO}page-height")), margins


def _edge_height(layout: Element, edge: str) -> float:
    found = layout.find(f"{STYLE}{edge}-style/{STYLE}header-footer-properties")
    if found is None:
        return 0.0
    return cm(found.get(f"{FO}min-height") or found.get(f"{SVG}height"))
