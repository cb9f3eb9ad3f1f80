""".odp to a deck: titles, texts, effective sizes, notes, charts."""

from collections.abc import Iterator
from itertools import chain

from grading.documents.ground import UNKNOWN
from grading.documents.look import Look
from grading.documents.model import Ink, Picture, SlideDeck, SlideModel
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
from grading.documents.odp_shapes import Grounds, drawing, frame_levels, frames_of, kind_of
from grading.documents.package import Element

TITLES = {"title"}
EDGES = {"page-number", "footer", "date-time", "header"}
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
        self._grounds = Grounds(self._styles, OdfStyles(styles, styles))
        self._masters = {
            one.get(f"{STYLE}name", ""): one for one in styles.iter(f"{STYLE}master-page")
        }

    def slide(self, number: int, page: Element) -> SlideModel:
        """Return a slide."""
        master = self._masters.get(page.get(f"{DRAW}master-page-name", ""))
        frames = [frame for frame in frames_of(page) if kind_of(frame) != "notes"]
        titles = [frame for frame in frames if kind_of(frame) in TITLES and said(frame)]
        written = [
            frame
            for frame in frames
            if kind_of(frame) not in TITLES | EDGES and said(frame) and not _is_table(frame)
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
            free_boxes=sum(1 for frame in written if not kind_of(frame)),
            has_number=self._has_number(page, master),
            charts=tuple(drawn_charts(self._package, page)),
            tables=sum(1 for frame in frames if _is_table(frame)),
            pictures=pictures,
            notes=notes,
            is_hidden=drawing(self._styles, page).get(f"{PRESENTATION}visibility") == "hidden",
            inks=tuple(self._inks(page, master, [*titles, *written])),
        )  # fmt: skip

    def _sizes(self, frame: Element) -> Iterator[float]:
        """Return the size of each written paragraph of a shape, in points: its smallest piece's."""
        for looks in self._looks(frame):
            sizes = [look.size_pt for _, look in looks if look.size_pt is not None]
            if sizes:
                yield min(sizes)

    def _looks(self, frame: Element) -> Iterator[list[tuple[str, Look]]]:
        """Return the written pieces of each paragraph of a shape, with how they look."""
        base = frame_levels(self._styles, frame)
        for paragraph in frame.iter(f"{TEXT}p"):
            own = self._styles.levels(
                "paragraph", paragraph.get(f"{TEXT}style-name", ""), with_default=False
            )
            levels = [*own, *self._outline(base, paragraph)]
            yield [
                (text, self._styles.look([*self._styles.span_levels(spans), *levels]))
                for text, spans in text_pieces(paragraph)
                if text.strip()
            ]

    def _inks(self, page: Element, master: Element | None, frames: list[Element]) -> Iterator[Ink]:
        """Return the texts whose contrast can be told; LibreOffice suits an automatic colour to its ground."""
        behind = self._grounds.behind(page, master)
        for frame in frames:
            under = behind.get(frame, UNKNOWN)
            for text, look in chain.from_iterable(self._looks(frame)):
                if under != UNKNOWN and look.color and look.size_pt:
                    yield Ink(text.strip(), look.color, under, look.size_pt, is_bold=look.bold)

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

    def _has_number(self, page: Element, master: Element | None) -> bool:
        own = (frame for frame in frames_of(page) if kind_of(frame) != "notes")
        if any(next(frame.iter(f"{TEXT}page-number"), None) is not None for frame in own):
            return True
        shown = drawing(self._styles, page).get(f"{PRESENTATION}display-page-number") == "true"
        numbers = (
            []
            if master is None
            else [frame for frame in frames_of(master) if kind_of(frame) == "page-number"]
        )
        return shown and bool(numbers)


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
            said(frame) for frame in frames_of(notes) if kind_of(frame) == "notes" and said(frame)
        )


def _pictures(page: Element, number: int) -> Iterator[Picture]:
    for frame in frames_of(page):
        if (
            frame.find(f"{DRAW}image") is not None
            and frame.find(f"{DRAW}object") is None
            and not _is_table(frame)
        ):
            text = frame.findtext(f"{SVG}desc") or frame.findtext(f"{SVG}title") or ""
            yield Picture(f"diapositive {number}", text.strip())


def _background(master: Element | None) -> Iterator[str]:
    """Return the fixed texts of the master; those of placeholders are only prompts."""
    for frame in () if master is None else frames_of(master):
        if not kind_of(frame) and said(frame):
            yield said(frame)
