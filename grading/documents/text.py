""".docx to a text document: every place that holds text, with the formatting it really has."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from grading.documents.embedded import embedded
from grading.documents.look import (
    Levels,
    Look,
    Styles,
    first,
    prevailing,
    properties_of,
    style_asked,
    theme_fonts,
)
from grading.documents.model import Block, Picture, ShownField, Table, TextDocument
from grading.documents.numbering import Numbering
from grading.documents.package import MC, WP, Element, M, Package, W, is_on, unfolded
from grading.documents.position import alignment, cm, is_box_on_right, is_paragraph_on_right

DELETED = {f"{W}del", f"{W}moveFrom"}
UNSAID = DELETED | {f"{W}pPr"}
"""Where a paragraph has no run that is read."""
RUNS = {f"{W}r", f"{M}r"}
TEXTS = {f"{W}t", f"{M}t"}
CHARACTERS = {
    f"{W}tab": "\t", f"{W}ptab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-",
}  # fmt: skip
EDGES = {"header": "en-tête", "footer": "pied de page"}
NOTES = {
    "footnotes": ("footnote", "note"),
    "endnotes": ("endnote", "note de fin"),
    "comments": ("comment", "commentaire"),
}


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the walk is: the names it gives to places, and what surrounds a paragraph."""

    place: str = ""
    table: str | None = None
    """Style that the table around asks for, empty when it asks for none."""
    is_on_right: bool = False
    in_body: bool = True
    in_control: bool = False
    cell: tuple[int, int, int] | None = None


def read_docx(package: Package) -> TextDocument:
    """Read a .docx. Raises whatever the libraries raise on a file the guard let pass."""
    return _Reader(package).document()


class _Reader:
    """One reading: the package, its styles, and the counts that number places."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self._main = package.main()
        self._root = package.tree(self._main)
        styles = [package.shared_tree(part) for part in self._related("styles")]
        self._styles = Styles(next(iter(styles), None), theme_fonts(package, self._main))
        section = next(self._root.iter(f"{W}sectPr"), None)
        self._size = None if section is None else section.find(f"{W}pgSz")
        self._margins = None if section is None else section.find(f"{W}pgMar")
        self._left_margin = self._length(self._margins, "left")
        numberings = [package.tree(part) for part in self._related("numbering")]
        self._numbering = Numbering(next(iter(numberings), None))
        self._counts = {"paragraphe": 0, "tableau": 0, "zone de texte": 0}
        self._tables: list[Table] = []
        self._fields = Fields()

    def _related(self, kind: str) -> list[str]:
        return self._package.related(self._main, kind)

    def document(self) -> TextDocument:
        """Return the whole document."""
        edges = [
            (name, self._package.tree(p))
            for kind, name in EDGES.items()
            for p in self._related(kind)
        ]
        roots = [self._root, *(root for _, root in edges)]
        blocks = [
            *(block for child in self._root for block in self._blocks(child, Spot())),
            *(block for name, root in edges for block in self._blocks(root, Spot(name, in_body=False))),
            *self._notes(),
            *self._beside(roots),
        ]  # fmt: skip
        return TextDocument(
            blocks=tuple(blocks),
            page_size_cm=(self._length(self._size, "w"), self._length(self._size, "h")),
            margins_cm={
                side: self._length(self._margins, side)
                for side in ("left", "right", "top", "bottom")
            },
            tables=tuple(self._tables),
            pictures=(
                *_pictures(self._root, ""),
                *(picture for name, root in edges for picture in _pictures(root, name)),
            ),
            comments=len({b.place for b in blocks if b.place.startswith("commentaire")}),
            insertions=sum(1 for _ in self._root.iter(f"{W}ins", f"{W}moveTo")),
            deletions=sum(1 for _ in self._root.iter(f"{W}del", f"{W}moveFrom")),
            template_id=self._package.custom_property("pack_template_id"),
            properties=self._package.core_properties(),
            declared_pages=self._package.declared_pages(),
            carried=self._package.carried(),
        )

    @staticmethod
    def _length(element: Element | None, name: str) -> float:
        return 0.0 if element is None else abs(cm(element.get(f"{W}{name}")))

    def _blocks(self, parent: Element, spot: Spot) -> Iterator[Block]:
        """Walk down to the paragraphs of an element, deleted ones left out."""
        for child in unfolded(parent):
            if child.tag == f"{W}p":
                yield from self._paragraph(child, spot)
            elif child.tag == f"{W}tbl":
                yield from self._table(child, spot)
            elif child.tag not in DELETED:
                is_control = child.tag == f"{W}sdt"
                inside = replace(spot, in_control=True) if is_control else spot
                yield from self._blocks(child, inside)

    def _table(self, table: Element, spot: Spot) -> Iterator[Block]:
        self._counts["tableau"] += 1
        number = self._counts["tableau"]
        name = f"{spot.place}, tableau" if spot.place else f"tableau {number}"
        rows = [row for row in _nearest(table, "tr") if row.find(f"{W}trPr/{W}del") is None]
        cells = [list(_nearest(row, "tc")) for row in rows]
        style = style_asked(properties_of(table, "tblPr"), "tblStyle")
        if not spot.place:
            width = max((len(row) for row in cells), default=0)
            header = bool(rows) and is_on(rows[0].find(f"{W}trPr/{W}tblHeader"))
            self._tables.append(Table(name, len(rows), width, has_header=header))
        for row, across in enumerate(cells, start=1):
            for column, cell in enumerate(across, start=1):
                inside = replace(
                    spot,
                    place=f"{name}, ligne {row}, colonne {column}",
                    table=style,
                    is_on_right=spot.is_on_right or 1 < len(across) == column,
                    cell=spot.cell if spot.place else (number, row, column),
                )
                yield from self._blocks(cell, inside)

    def _paragraph(self, paragraph: Element, spot: Spot) -> Iterator[Block]:
        yield self._block(paragraph, spot)
        for box in _boxes(paragraph):
            place = f"{spot.place}, zone de texte" if spot.place else self._next("zone de texte")
            on_right = is_box_on_right(box, self._left_margin)
            yield from self._blocks(box, replace(spot, place=place, is_on_right=on_right))

    def _next(self, name: str) -> str:
        self._counts[name] += 1
        return f"{name} {self._counts[name]}"

    def _block(self, paragraph: Element, spot: Spot) -> Block:
        direct = properties_of(paragraph, "pPr")
        style_id = style_asked(direct, "pStyle")
        style = self._styles.paragraph(style_id)
        levels = [*direct, *style.levels]
        text, look = self._text_and_look(paragraph, style_id, spot.table)
        place = spot.place or self._next("paragraphe")
        fields = self._fields.read(paragraph)
        return Block(
            place=f"{place} (contrôle de contenu)" if spot.in_control else place,
            text=text,
            style=style.name,
            font=look.font,
            size_pt=look.size_pt,
            bold=look.bold,
            color=look.color,
            alignment=alignment(levels),
            is_on_right=spot.is_on_right or is_paragraph_on_right(levels, text, self._left_margin),
            has_hidden_text=look.is_hidden,
            in_body=spot.in_body,
            italic=look.italic,
            underlined=look.underlined,
            level=style.level,
            list_kind=self._numbering.kind(levels),
            cell=spot.cell,
            by_hand=look.by_hand | ({"alignment"} if self._is_aligned_by_hand(levels) else set()),
            starts_page=_breaks_page(paragraph, levels),
            fields=frozenset(field.name for field in fields),
            shown_fields=fields,
        )

    @staticmethod
    def _is_aligned_by_hand(levels: Levels) -> bool:
        is_direct = first(levels[:1], "jc") is not None
        return is_direct and alignment(levels[:1]) != alignment(levels[1:])

    def _text_and_look(
        self, paragraph: Element, style_id: str, table: str | None
    ) -> tuple[str, Look]:
        pieces = [(run, text_of_run(run)) for run in _runs(paragraph)]
        looks = [
            (self._styles.look(run, style_id, table), len(text.strip()))
            for run, text in pieces
            if text.strip()
        ]
        text = "".join(text for _, text in pieces)
        return text, prevailing(looks) if looks else self._styles.look(None, style_id, table)

    def _notes(self) -> Iterator[Block]:
        """Return footnotes, endnotes and comments, each under its number."""
        for kind, (tag, label) in NOTES.items():
            notes = [
                note for part in self._related(kind) for note in self._package.tree(part).iter(f"{W}{tag}")
                if any(text_of_run(run).strip() for run in _runs(note))
            ]  # fmt: skip
            for number, note in enumerate(notes, start=1):
                yield from self._blocks(note, Spot(f"{label} {number}", in_body=False))

    def _beside(self, roots: list[Element]) -> Iterator[Block]:
        """Return what is drawn or embedded, and what pictures say to those who cannot see them."""
        for root in roots:
            for properties in root.iter(f"{WP}docPr"):
                if properties.get("descr"):
                    yield Block("texte de remplacement", properties.get("descr", ""), in_body=False)
        for label, text in embedded(self._package, self._main):
            yield Block(label, text, in_body=False)


def _nearest(parent: Element, name: str) -> Iterator[Element]:
    """Return the rows of a table or the cells of a row, not those of a table inside."""
    for child in unfolded(parent):
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag not in DELETED | {f"{W}tbl", f"{W}tc"}:
            yield from _nearest(child, name)


def _runs(parent: Element) -> Iterator[Element]:
    """Return the runs of a paragraph: tracked insertions count, deletions do not."""
    for child in unfolded(parent):
        if child.tag in RUNS:
            yield child
        elif child.tag not in UNSAID:
            yield from _runs(child)


def text_of_run(run: Element) -> str:
    """Return a run's text as it is read."""
    return "".join(
        (child.text or "") if child.tag in TEXTS else CHARACTERS.get(child.tag, "")
        for child in unfolded(run)
    )


def _boxes(parent: Element) -> Iterator[Element]:
    """Return the text boxes anchored in a paragraph, once each: Word stores them twice."""
    if next(parent.iter(f"{W}txbxContent"), None) is None:
        return
    for child in unfolded(parent):
        if child.tag == f"{W}txbxContent":
            yield child
        elif child.tag not in DELETED:
            yield from _boxes(child)


def _breaks_page(paragraph: Element, levels: Levels) -> bool:
    breaks = (mark.get(f"{W}type") for mark in paragraph.iter(f"{W}br"))
    return "page" in breaks or is_on(first(levels, "pageBreakBefore"))


def _pictures(root: Element, place: str) -> Iterator[Picture]:
    """Return what is drawn in a part; a text box is no picture."""
    for drawn in root.iter(f"{WP}inline", f"{WP}anchor"):
        if drawn.find(f".//{W}txbxContent") is None:
            properties = drawn.find(f"{WP}docPr")
            yield Picture(place, "" if properties is None else properties.get("descr", ""))
    for image in root.iter("{urn:schemas-microsoft-com:vml}imagedata"):
        # Word keeps an old drawing beside each new one, for old programs.
        if next(image.iterancestors(f"{MC}Fallback"), None) is None:
            yield Picture(place)


class Fields:
    """Fields, read on from paragraph to paragraph: Word may cut a field's code in several runs."""

    def __init__(self) -> None:
        self._open: list[_Field] = []

    def read(self, paragraph: Element) -> tuple[ShownField, ...]:
        """Return the fields that begin in a paragraph and are told before its end, as it shows them."""
        if not self._open and next(paragraph.iter(f"{W}fldSimple", f"{W}fldChar"), None) is None:
            return ()
        told: list[_Field] = []
        for element in paragraph.iter(f"{W}fldSimple", f"{W}fldChar", f"{W}instrText", f"{W}t"):
            if element.tag == f"{W}fldSimple":
                shown = "".join(text.text or "" for text in element.iter(f"{W}t"))
                told.append(_Field(element, element.get(f"{W}instr", ""), shown))
            elif element.tag == f"{W}t":
                for field in self._open:
                    field.shown += element.text or ""
            elif element.tag == f"{W}instrText" and self._open:
                self._open[-1].code += element.text or ""
            else:
                self._turn(element, told)
        return tuple(field.told() for field in told if field.code.split())

    def _turn(self, mark: Element, told: list["_Field"]) -> None:
        """Begin a field, turn from its code to what it shows, or end it."""
        kind = mark.get(f"{W}fldCharType")
        if kind == "begin":
            self._open.append(_Field(mark))
        elif kind in {"separate", "end"} and self._open:
            # A table of contents begins in its first line and ends pages later: its name is told here.
            field = self._open[-1]
            if not field.is_told:
                field.is_told, field.shown = True, ""
                told.append(field)
            if kind == "end":
                self._open.pop()


@dataclass(slots=True)
class _Field:
    """A field being read."""

    mark: Element
    code: str = ""
    shown: str = ""
    is_told: bool = False

    def told(self) -> ShownField:
        """Return it as it stands now."""
        is_locked = self.mark.get(f"{W}fldLock") is not None and is_on(self.mark, f"{W}fldLock")
        return ShownField(self.code.split()[0].upper(), self.shown, is_locked)
