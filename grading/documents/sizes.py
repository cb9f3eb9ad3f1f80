"""The size slide text really has: run, shape, layout, master, deck, and automatic shrinking."""

from collections.abc import Iterator
from functools import cache, partial

from grading.documents.package import A, Element, P

DEFAULT_PT = 18.0
"""What PowerPoint writes in when nobody says."""
_FAMILIES = {"title": "titleStyle", "ctrTitle": "titleStyle", "": "otherStyle"}
_SAME = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}
"""Kinds of placeholders that the master holds under another name."""


class Sizes:
    """The sizes of one slide's text."""

    def __init__(self, layout: Element, master: Element, deck: Element) -> None:
        self._layout = layout
        self._master = master
        self._deck = deck

    def of(self, shape: Element) -> Iterator[float]:
        """Return the size of each written paragraph of a shape, in points: its smallest run's."""
        scale = _shrinking(shape)
        inherited = cache(partial(self._inherited, shape))
        for paragraph in shape.iter(f"{A}p"):
            runs = [run for run in paragraph.iter(f"{A}r", f"{A}fld") if _is_written(run)]
            if runs:
                level = _level(paragraph)
                yield round(min(_own(run) or inherited(level) for run in runs) * scale, 1)

    def _inherited(self, shape: Element, level: int) -> float:
        sizes = (_list_size(style, level) for style in self._styles(shape))
        return next((size for size in sizes if size), DEFAULT_PT)

    def _styles(self, shape: Element) -> Iterator[Element | None]:
        """Return where a shape's paragraphs take their size from, nearest first."""
        mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
        yield shape.find(f"{P}txBody/{A}lstStyle")
        kind = "" if mark is None else mark.get("type", "obj")
        if mark is not None:
            yield _list_style(self._layout, kind, mark.get("idx", "0"))
            yield _list_style(self._master, _SAME.get(kind, kind))
        yield self._master.find(f"{P}txStyles/{P}{_FAMILIES.get(kind, 'bodyStyle')}")
        yield self._deck.find(f"{P}defaultTextStyle")


def _list_style(page: Element, kind: str, index: str = "") -> Element | None:
    """Return the list style of the placeholder that a slide's one continues: of its index, else of its kind."""
    marks = list(page.iter(f"{P}ph"))
    same = [mark for mark in marks if mark.get("idx", "0") == index]
    same += [mark for mark in marks if mark.get("type", "obj") == kind]
    shape = next(same[0].iterancestors(f"{P}sp"), None) if same else None
    return None if shape is None else shape.find(f"{P}txBody/{A}lstStyle")


def _list_size(style: Element | None, level: int) -> float | None:
    found = None if style is None else style.find(f"{A}lvl{level + 1}pPr/{A}defRPr")
    return None if found is None else _points(found.get("sz"))


def _own(run: Element) -> float | None:
    properties = run.find(f"{A}rPr")
    return None if properties is None else _points(properties.get("sz"))


def _points(hundredths: str | None) -> float | None:
    return int(hundredths) / 100 if hundredths and hundredths.isdigit() else None


def _level(paragraph: Element) -> int:
    properties = paragraph.find(f"{A}pPr")
    level = "0" if properties is None else properties.get("lvl", "0")
    return int(level) if level.isdigit() else 0


def _is_written(run: Element) -> bool:
    return bool((run.findtext(f"{A}t") or "").strip())


def _shrinking(shape: Element) -> float:
    """Return by how much PowerPoint shrinks a text that overflows its shape."""
    fit = shape.find(f"{P}txBody/{A}bodyPr/{A}normAutofit")
    written = "100%" if fit is None else fit.get("fontScale", "100%")
    try:
        scale = float(written.rstrip("%"))
    except ValueError:
        return 1.0
    return scale / (100 if written.endswith("%") else 100_000)
