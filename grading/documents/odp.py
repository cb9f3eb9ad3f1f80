""".odp to a deck: titles, texts, effective sizes, notes, charts."""

from collections.abc import Iterator

from grading.documents.model import Picture, SlideDeck, SlideModel
from grading.documents.odf import (
    DRAW,
    OFFICE,
    PRESENTATION,
    STYLE,
    SVG,
    TABLE,
    TEXT,
    Level,
    OdfPackage,
    OdfStyles,
    display_name,
    text_pieces,
)  # fmt: skip
from grading.documents.odf_objects import drawn_charts, object_texts, said
from grading.documents.package import Element, elements

TITLES = {"title"}
EDGES = {"page-number", "footer", "date-time", "header"}
FRAMES = (f"{DRAW}frame", f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}ellipse")
OUTLINE_LEVELS = 9


def read_odp(data: bytes) -> SlideDeck:
    """Read a .odp. Raises whatever the libraries raise on a file the guard let pass."""
    package = OdfPackage(data)
    reader = _Reader(package)
    pages = package.body("presentation").iterfind(f"{DRAW}page")
    return SlideDeck(
        slides=tuple(reader.slide(number, page) for number, page in enumerate(pages, start=1)),
        template_id=package.custom_property("pack_template_id"),
        carried=package.carried(),
    )


class _Reader:
    def __init__(self, package: OdfPackage) -> None:
        content, styles = package.tree("content.xml"), package.tree("styles.xml")
        self._package = package
        self._styles = OdfStyles(styles, content)
        self._masters = {
            one.get(f"{STYLE}name", ""): one for one in styles.iter(f"{STYLE}master-page")
        }

    def slide(self, number: int, page: Element) -> SlideModel:
        """Return a slide."""
        master = self._masters.get(page.get(f"{DRAW}master-page-name", ""))
        frames = [frame for frame in _frames(page) if _kind(frame) != "notes"]
        titles = [frame for frame in frames if _kind(frame) in TITLES and said(frame)]
        written = [
            frame
            for frame in frames
            if _kind(frame) not in TITLES | EDGES and said(frame) and not _is_table(frame)
        ]
        notes = "\n".join(_notes(page))
        pictures = tuple(_pictures(page, number))
        beside = (text for _, text in object_texts(self._package, page))
        comments = (said(one) for one in page.iter(f"{OFFICE}annotation"))
        alternatives = (picture.alternative for picture in pictures)
        return SlideModel(
            number=number,
            layout="" if master is None else display_name(master),
            title=next((said(frame) for frame in titles), ""),
            texts=tuple(_texts(frames)),
            hidden_texts=tuple(text for text in (notes, *alternatives, *beside, *comments) if text),
            background=tuple(_background(master)),
            min_body_pt=min((size for frame in written for size in self._sizes(frame)), default=None),
            title_pt=min((size for frame in titles for size in self._sizes(frame)), default=None),
            lines=tuple(line for frame in written for line in said(frame).splitlines() if line.strip()),
            is_title_placed=bool(titles),
            free_boxes=sum(1 for frame in written if not _kind(frame)),
            has_number=self._has_number(page, master),
            charts=tuple(drawn_charts(self._package, page)),
            tables=sum(1 for frame in frames if _is_table(frame)),
            pictures=pictures,
            notes=notes,
            is_hidden=self._drawing(page).get(f"{PRESENTATION}visibility") == "hidden",
        )  # fmt: skip

    def _sizes(self, frame: Element) -> Iterator[float]:
        """Return the size of each written paragraph of a shape, in points: its smallest piece's."""
        base = self._frame_levels(frame)
        for paragraph in frame.iter(f"{TEXT}p"):
            own = self._styles.levels(
                "paragraph", paragraph.get(f"{TEXT}style-name", ""), with_default=False
            )
            levels = [*own, *self._outline(base, paragraph)]
            sizes = [
                size
                for text, spans in text_pieces(paragraph)
                if text.strip() and (size := self._size(spans, levels)) is not None
            ]
            if sizes:
                yield min(sizes)

    def _size(self, spans: tuple[str, ...], levels: list[Level]) -> float | None:
        return self._styles.look([*self._styles.span_levels(spans), *levels]).size_pt

    def _frame_levels(self, frame: Element) -> list[Level]:
        for family, attribute in (
            ("presentation", f"{PRESENTATION}style-name"),
            ("graphic", f"{DRAW}style-name"),
        ):
            name = frame.get(attribute)
            if name:
                default = self._styles.levels("graphic", "")
                return [*self._styles.levels(family, name, with_default=False), *default]
        return self._styles.levels("graphic", "standard")

    def _outline(self, base: list[Level], paragraph: Element) -> list[Level]:
        """Return the levels under a paragraph: a deeper item of an outline takes a style of its own."""
        depth = sum(1 for _ in paragraph.iterancestors(f"{TEXT}list"))
        named = next(
            (level.style.get(f"{STYLE}name", "") for level in base if not level.is_by_hand), ""
        )
        stem, mark, _ = named.rpartition("-outline")
        if depth < 2 or not mark:
            return base
        deeper = self._styles.levels(
            "presentation", f"{stem}-outline{min(depth, OUTLINE_LEVELS)}", with_default=False
        )
        own = [level for level in base if level.is_by_hand]
        return [*own, *deeper, *base[len(own) :]]

    def _drawing(self, page: Element) -> Element:
        style = self._styles.find("drawing-page", page.get(f"{DRAW}style-name", ""))
        found = None if style is None else style.find(f"{STYLE}drawing-page-properties")
        return page if found is None else found

    def _has_number(self, page: Element, master: Element | None) -> bool:
        own = (frame for frame in _frames(page) if _kind(frame) != "notes")
        if any(next(frame.iter(f"{TEXT}page-number"), None) is not None for frame in own):
            return True
        shown = self._drawing(page).get(f"{PRESENTATION}display-page-number") == "true"
        numbers = (
            []
            if master is None
            else [frame for frame in _frames(master) if _kind(frame) == "page-number"]
        )
        return shown and bool(numbers)


def _frames(page: Element) -> Iterator[Element]:
    """Return the shapes of a slide, those of groups included, the notes page apart."""
    for child in elements(page):
        if child.tag in FRAMES:
            yield child
        elif child.tag == f"{DRAW}g":
            yield from _frames(child)


def _kind(frame: Element) -> str:
    return frame.get(f"{PRESENTATION}class", "")


def _texts(frames: list[Element]) -> Iterator[str]:
    for frame in frames:
        if _is_table(frame):
            rows = (
                " ".join(filter(None, map(said, row.iter(f"{TABLE}table-cell"))))
                for row in frame.iter(f"{TABLE}table-row")
            )
            yield from filter(None, rows)
        elif said(frame):
            yield said(frame)


def _is_table(frame: Element) -> bool:
    return frame.find(f"{TABLE}table") is not None


def _notes(page: Element) -> Iterator[str]:
    for notes in page.iterfind(f"{PRESENTATION}notes"):
        yield from (
            said(frame) for frame in _frames(notes) if _kind(frame) == "notes" and said(frame)
        )


def _pictures(page: Element, number: int) -> Iterator[Picture]:
    for frame in _frames(page):
        if (
            frame.find(f"{DRAW}image") is not None
            and frame.find(f"{DRAW}object") is None
            and not _is_table(frame)
        ):
            text = frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or ""
            yield Picture(f"diapositive {number}", text.strip())


def _background(master: Element | None) -> Iterator[str]:
    """Return the fixed texts of the master; those of placeholders are only prompts."""
    for frame in () if master is None else _frames(master):
        if not _kind(frame) and said(frame):
            yield said(frame)
