""".pptx to a deck: titles, texts, sizes, notes, and the data behind the charts."""

import io
from collections.abc import Iterator
from typing import Any

import openpyxl
import pptx
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.shapes.base import BaseShape
from pptx.slide import Slide

from grading.documents.model import SlideDeck, SlideModel
from grading.documents.text import custom_property

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"


def read_pptx(data: bytes) -> SlideDeck:
    """Read a .pptx."""
    deck = pptx.Presentation(io.BytesIO(data))
    slides = tuple(_slide(number, slide) for number, slide in enumerate(deck.slides, start=1))
    return SlideDeck(slides, template_id=custom_property(deck.part.package, "pack_template_id"))


def _slide(number: int, slide: Slide) -> SlideModel:
    shapes = list(_shapes(slide.shapes))
    title = slide.shapes.title
    bodies = [
        shape for shape in shapes if shape.has_text_frame and not _is_edge(shape) and shape != title
    ]
    texts = [text for shape in shapes for text in _texts(shape)]
    sizes = [size for shape in bodies for size in _sizes(shape, slide)]
    lines = [
        line for shape in bodies for line in shape.text_frame.text.splitlines() if line.strip()
    ]
    return SlideModel(
        number=number,
        layout=slide.slide_layout.name,
        title=title.text_frame.text if title is not None else "",
        texts=tuple(texts),
        hidden_texts=tuple(_hidden(slide, shapes)),
        min_body_pt=min(sizes, default=None),
        line_count=len(lines),
        has_number=any(_kind(shape).startswith("SLIDE_NUMBER") for shape in shapes),
        has_chart=any(getattr(shape, "has_chart", False) for shape in shapes),
        tables=sum(1 for shape in shapes if getattr(shape, "has_table", False)),
        pictures=sum(1 for shape in shapes if shape.shape_type == MSO_SHAPE_TYPE.PICTURE),
    )


def _shapes(shapes: Any) -> Iterator[Any]:
    for shape in shapes:
        if shape.shape_type == MSO_SHAPE_TYPE.GROUP:
            yield from _shapes(shape.shapes)
        else:
            yield shape


def _kind(shape: BaseShape) -> str:
    return str(shape.placeholder_format.type) if shape.is_placeholder else ""


def _is_edge(shape: BaseShape) -> bool:
    return _kind(shape).startswith(("SLIDE_NUMBER", "FOOTER", "DATE"))


def _texts(shape: Any) -> Iterator[str]:
    if shape.has_text_frame:
        yield shape.text_frame.text
    if getattr(shape, "has_table", False):
        for row in shape.table.rows:
            yield " ".join(cell.text for cell in row.cells)
    if getattr(shape, "has_chart", False):
        yield from _chart_texts(shape.chart)


def _chart_texts(chart: Any) -> Iterator[str]:
    if chart.has_title:
        yield chart.chart_title.text_frame.text
    for plot in chart.plots:
        categories = [str(category) for category in plot.categories]
        for series in plot.series:
            yield str(series.name)
            for category, value in zip(categories, series.values, strict=False):
                yield f"{category} {value}"


def _hidden(slide: Slide, shapes: list[Any]) -> Iterator[str]:
    if slide.has_notes_slide and slide.notes_slide.notes_text_frame is not None:
        yield slide.notes_slide.notes_text_frame.text
    for shape in shapes:
        description = shape._element.xpath(".//p:cNvPr/@descr")
        yield from (str(text) for text in description)
        if getattr(shape, "has_chart", False):
            yield from _embedded(shape.chart)


def _embedded(chart: Any) -> Iterator[str]:
    """Return the values of the workbook behind a chart: a leak hides there."""
    part = chart.part.chart_workbook.xlsx_part
    if part is None:
        return
    book = openpyxl.load_workbook(io.BytesIO(part.blob), data_only=True)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(values_only=True):
            yield " ".join(str(value) for value in row if value is not None)


def _sizes(shape: Any, slide: Slide) -> Iterator[float]:
    """Return the sizes text really has: run, paragraph, shape, layout, master."""
    inherited = _inherited_size(shape, slide)
    for paragraph in shape.text_frame.paragraphs:
        if not paragraph.text.strip():
            continue
        own = [run.font.size.pt for run in paragraph.runs if run.font.size] or (
            [paragraph.font.size.pt] if paragraph.font.size else []
        )
        yield min(own) if own else inherited


def _inherited_size(shape: Any, slide: Slide) -> float:
    chain = [shape]
    if shape.is_placeholder:
        index = shape.placeholder_format.idx
        chain += [
            one for one in slide.slide_layout.placeholders if one.placeholder_format.idx == index
        ]
    for one in chain:
        size = _first_size(one._element)
        if size:
            return size
    return _master_size(slide, shape)


def _first_size(element: Any) -> float | None:
    found = element.find(f".//{_A}lstStyle/{_A}lvl1pPr/{_A}defRPr")
    size = found.get("sz") if found is not None else None
    return int(size) / 100 if size else None


def _master_size(slide: Slide, shape: Any) -> float:
    style = "titleStyle" if _kind(shape).startswith(("TITLE", "CENTER_TITLE")) else "bodyStyle"
    if not shape.is_placeholder:
        style = "otherStyle"
    master = slide.slide_layout.slide_master._element
    found = master.find(f".//{{*}}txStyles/{{*}}{style}/{_A}lvl1pPr/{_A}defRPr")
    size = found.get("sz") if found is not None else None
    return int(size) / 100 if size else 18.0
