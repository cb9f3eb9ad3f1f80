""".pptx to a deck: titles, texts, effective sizes, notes, and the data behind the charts."""

import io
from collections.abc import Iterator
from typing import Any

import pptx
from pptx.presentation import Presentation
from pptx.slide import Slide

from grading.documents.drawing import bodies, chart
from grading.documents.embedded import charts, embedded
from grading.documents.model import Picture, SlideDeck, SlideModel
from grading.documents.package import A, Element, P, Package
from grading.documents.sizes import Sizes

EDGES = {"sldNum", "ftr", "dt", "hdr"}
TITLES = {"title", "ctrTitle"}


def read_pptx(data: bytes) -> SlideDeck:
    """Read a .pptx. Raises whatever the libraries raise on a file the guard let pass."""
    package = Package(data)
    deck = pptx.Presentation(io.BytesIO(data))
    slides = (_slide(number, one, deck, package) for number, one in enumerate(deck.slides, start=1))
    return SlideDeck(
        tuple(slides),
        template_id=package.custom_property("pack_template_id"),
        carried=package.carried(),
    )


def _slide(number: int, slide: Slide, deck: Presentation, package: Package) -> SlideModel:
    root: Element = slide._element
    part = str(slide.part.partname).lstrip("/")
    frames = list(_frames(root))
    written = [frame for frame in frames if placeholder(frame) not in TITLES | EDGES]
    titles = [frame for frame in frames if placeholder(frame) in TITLES]
    sizes = Sizes(slide, deck)
    notes = "\n".join(_notes(slide))
    alt_texts = tuple(_alt_texts(root))
    beside = (text for _, text in embedded(package, part))
    return SlideModel(
        number=number,
        layout=slide.slide_layout.name,
        title=next((title for frame in titles if (title := _text(frame))), ""),
        texts=tuple(text for text in bodies(root) if text.strip()),
        hidden_texts=tuple(
            text for text in (notes, *alt_texts, *beside, *_comments(package, part)) if text
        ),
        background=tuple(_background(slide)),
        min_body_pt=min((size for frame in written for size in sizes.of(frame)), default=None),
        title_pt=min((size for frame in titles for size in sizes.of(frame)), default=None),
        lines=tuple(line for frame in written for line in _lines(frame)),
        is_title_placed=any(_text(frame) for frame in titles),
        free_boxes=sum(1 for frame in written if not placeholder(frame) and _text(frame)),
        has_number=any(_shows_number(frame) for frame in frames),
        charts=tuple(chart(package.tree(part)) for part in charts(package, part)),
        tables=sum(1 for _ in root.iter(f"{A}tbl")),
        pictures=tuple(_pictures(root, number)),
        notes=notes,
        is_hidden=root.get("show") in {"0", "false"},
    )


def _frames(root: Element) -> Iterator[Element]:
    """Return the shapes that hold text, those of groups included."""
    return (shape for shape in root.iter(f"{P}sp") if shape.find(f"{P}txBody") is not None)


def placeholder(shape: Element) -> str:
    """Return the kind of a placeholder; empty for any other shape."""
    found = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
    return "" if found is None else found.get("type", "obj")


def _text(shape: Element) -> str:
    return "\n".join(bodies(shape)).strip()


def _lines(shape: Element) -> list[str]:
    return [line for line in _text(shape).splitlines() if line.strip()]


def _shows_number(shape: Element) -> bool:
    fields = (field.get("type") for field in shape.iter(f"{A}fld"))
    return "slidenum" in fields or (placeholder(shape) == "sldNum" and bool(_text(shape)))


def _pictures(root: Element, number: int) -> Iterator[Picture]:
    for picture in root.iter(f"{P}pic"):
        properties = picture.find(f"{P}nvPicPr/{P}cNvPr")
        said = "" if properties is None else properties.get("descr", "")
        yield Picture(f"diapositive {number}", said)


def _alt_texts(root: Element) -> Iterator[str]:
    return (text for shape in root.iter(f"{P}cNvPr") if (text := shape.get("descr")))


def _notes(slide: Slide) -> Iterator[str]:
    if slide.has_notes_slide:
        frames = _frames(slide.notes_slide._element)
        yield from (_text(frame) for frame in frames if placeholder(frame) not in EDGES)


def _comments(package: Package, part: str) -> Iterator[str]:
    for comments in package.related(part, "comments"):
        yield from (str(text) for text in package.tree(comments).itertext() if text.strip())


def _background(slide: Slide) -> Iterator[str]:
    """Return the fixed texts behind a slide; those of placeholders are only prompts."""
    layout = slide.slide_layout
    shown: list[Any] = [layout] if slide._element.get("showMasterSp") != "0" else []
    if shown and layout._element.get("showMasterSp") != "0":
        shown.append(layout.slide_master)
    for one in shown:
        yield from (
            text
            for frame in _frames(one._element)
            if not placeholder(frame) and (text := _text(frame))
        )
