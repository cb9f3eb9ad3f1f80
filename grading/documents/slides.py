""".pptx to a deck: titles, texts, effective sizes, notes, and the data behind the charts."""

import io
from collections.abc import Iterator
from typing import Any

import pptx
from pptx.presentation import Presentation
from pptx.slide import Slide

from grading.documents.drawing import bodies, chart_title
from grading.documents.embedded import charts, embedded
from grading.documents.model import SlideDeck, SlideModel
from grading.documents.package import A, Element, P, Package
from grading.documents.sizes import Sizes

EDGES = {"sldNum", "ftr", "dt", "hdr"}
TITLES = {"title", "ctrTitle"}


def read_pptx(data: bytes) -> SlideDeck:
    """Read a .pptx. Raises whatever the libraries raise on a file the guard let pass."""
    package = Package(data)
    deck = pptx.Presentation(io.BytesIO(data))
    slides = (_slide(number, one, deck, package) for number, one in enumerate(deck.slides, start=1))
    return SlideDeck(tuple(slides), template_id=package.custom_property("pack_template_id"))


def _slide(number: int, slide: Slide, deck: Presentation, package: Package) -> SlideModel:
    root: Element = slide._element
    part = str(slide.part.partname).lstrip("/")
    frames = list(_frames(root))
    written = [frame for frame in frames if placeholder(frame) not in TITLES | EDGES]
    lines = [line for frame in written for line in _lines(frame)]
    sizes = Sizes(slide, deck)
    trees = [package.tree(chart) for chart in charts(package, part)]
    notes = "\n".join(_notes(slide))
    alt_texts = tuple(_alt_texts(root))
    beside = (text for _, text in embedded(package, part))
    return SlideModel(
        number=number,
        layout=slide.slide_layout.name,
        title=_title(frames),
        texts=tuple(text for text in bodies(root) if text.strip()),
        hidden_texts=tuple(
            text for text in (notes, *alt_texts, *beside, *_comments(package, part)) if text
        ),
        background=tuple(_background(slide)),
        min_body_pt=min((size for frame in written for size in sizes.of(frame)), default=None),
        line_count=len(lines),
        has_number=any(_shows_number(frame) for frame in frames),
        has_chart=bool(trees),
        chart_titles=tuple(title for tree in trees if (title := chart_title(tree))),
        tables=sum(1 for _ in root.iter(f"{A}tbl")),
        pictures=sum(1 for _ in root.iter(f"{P}pic")),
        alt_texts=alt_texts,
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


def _title(frames: list[Element]) -> str:
    titles = (_text(frame) for frame in frames if placeholder(frame) in TITLES)
    return next((title for title in titles if title), "")


def _text(shape: Element) -> str:
    return "\n".join(bodies(shape)).strip()


def _lines(shape: Element) -> list[str]:
    return [line for line in _text(shape).splitlines() if line.strip()]


def _shows_number(shape: Element) -> bool:
    fields = (field.get("type") for field in shape.iter(f"{A}fld"))
    return "slidenum" in fields or (placeholder(shape) == "sldNum" and bool(_text(shape)))


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
