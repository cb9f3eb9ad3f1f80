"""The size slide text really has: run, shape, layout, master, deck, and automatic shrinking."""

from collections.abc import Iterator

from grading.documents.package import A, Element, P

DEFAULT_PT = 18.0
"""What PowerPoint writes in when nobody says."""
_FAMILIES = {"title": "titleStyle", "ctrTitle": "titleStyle", "": "otherStyle"}
_SAME = {"ctrTitle": "title", "subTitle": "body", "obj": "body"}
"""Kinds of placeholders that the master holds under another name."""


class Sizes:
    """The sizes of the text of the slides that have one layout."""

    def __init__(self, layout: Element, master: Element, deck: Element) -> None:
        self._layout = layout
        self._master = master
        self._deck = deck
        self._marks: dict[Element, tuple[str, str]] = {}
        self._known: dict[tuple[str, str], list[Element]] = {}
        self._below: dict[tuple[str, str, int], tuple[Element, ...]] = {}

    def of(self, shape: Element) -> Iterator[float]:
        """Return the size of each written paragraph of a shape, in points: its smallest run's."""
        scale = shrinking(shape)
        for paragraph in shape.iter(f"{A}p"):
            runs = [run for run in paragraph.iter(f"{A}r", f"{A}fld") if _is_written(run)]
            if runs:
                inherited = size_of(self.levels(shape, paragraph))
                yield round(min(_own(run) or inherited for run in runs) * scale, 1)

    def levels(self, shape: Element, paragraph: Element) -> list[Element]:
        """Return where the properties of a paragraph's text come from, nearest first, its runs apart.

        A drawn shape has a say of its own (`fontRef`) between its list style and the deck's.
        """
        level = _level(paragraph)
        own = _of_level(shape.find(f"{P}txBody/{A}lstStyle"), level)
        reference = shape.find(f"{P}style/{A}fontRef")
        kind, index = self._mark(shape)
        if (kind, index, level) not in self._below:
            found = (_of_level(style, level) for style in self._styles(kind, index))
            self._below[kind, index, level] = tuple(one for one in found if one is not None)
        nearest = [one for one in (own, reference) if one is not None]
        return [*nearest, *self._below[kind, index, level]]

    def counterparts(self, shape: Element) -> list[Element]:
        """Return the placeholders of the layout and the master that a shape continues."""
        kind, index = self._mark(shape)
        return self._counterparts(kind, index) if kind else []

    def _mark(self, shape: Element) -> tuple[str, str]:
        """Return kind and number of a placeholder; an empty kind for any other shape."""
        if shape not in self._marks:
            mark = shape.find(f"{P}nvSpPr/{P}nvPr/{P}ph")
            found = ("", "") if mark is None else (mark.get("type", "obj"), mark.get("idx", "0"))
            self._marks[shape] = found
        return self._marks[shape]

    def _counterparts(self, kind: str, index: str) -> list[Element]:
        if (kind, index) not in self._known:
            found = (
                _counterpart(self._layout, kind, index),
                _counterpart(self._master, _SAME.get(kind, kind)),
            )
            self._known[kind, index] = [one for one in found if one is not None]
        return self._known[kind, index]

    def _styles(self, kind: str, index: str) -> Iterator[Element | None]:
        """Return where the paragraphs of a kind of placeholder take their size from, nearest first."""
        if kind:
            yield from (
                one.find(f"{P}txBody/{A}lstStyle") for one in self._counterparts(kind, index)
            )
        yield self._master.find(f"{P}txStyles/{P}{_FAMILIES.get(kind, 'bodyStyle')}")
        yield self._deck.find(f"{P}defaultTextStyle")


def _counterpart(page: Element, kind: str, index: str = "") -> Element | None:
    """Return the placeholder that a slide's one continues: of its index, else of its kind."""
    marks = list(page.iter(f"{P}ph"))
    same = [mark for mark in marks if mark.get("idx", "0") == index]
    same += [mark for mark in marks if mark.get("type", "obj") == kind]
    return next(same[0].iterancestors(f"{P}sp"), None) if same else None


def _of_level(style: Element | None, level: int) -> Element | None:
    return None if style is None else style.find(f"{A}lvl{level + 1}pPr/{A}defRPr")


def size_of(levels: list[Element]) -> float:
    """Return the nearest size that levels give, in points."""
    sizes = (_points(level.get("sz")) for level in levels)
    return next((size for size in sizes if size), DEFAULT_PT)


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


def shrinking(shape: Element) -> float:
    """Return by how much PowerPoint shrinks a text that overflows its shape."""
    fit = shape.find(f"{P}txBody/{A}bodyPr/{A}normAutofit")
    written = "100%" if fit is None else fit.get("fontScale", "100%")
    try:
        scale = float(written.rstrip("%"))
    except ValueError:
        return 1.0
    return scale / (100 if written.endswith("%") else 100_000)
