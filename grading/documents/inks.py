"""The colour of each text of a .pptx slide, and the colour behind it, where both can be told."""

from collections.abc import Iterator

from grading.documents.ground import NO_FILL, UNKNOWN, Box, Painted, ground
from grading.documents.model import Ink
from grading.documents.package import A, Element, P, elements, is_on
from grading.documents.palette import Palette
from grading.documents.sizes import Sizes, shrinking, size_of

WITH_FILL_UNKNOWN = {f"{P}pic", f"{P}graphicFrame", f"{P}grpSp"}
"""What covers a slide with more than one colour."""
PLAIN_SHAPES = {"", "rect", "roundRect"}
"""Shapes that fill their box."""


class Inks:
    """The colours of the slides that have one layout."""

    def __init__(
        self, layout: Element, master: Element, theme: Element | None, sizes: Sizes
    ) -> None:
        self._sizes = sizes
        self._layout = layout
        self._master = master
        self._palette = Palette(theme, self._names(layout))
        self._page = self._background(self._layout) or self._background(self._master) or UNKNOWN
        self._drawn = self._decor()

    def _names(self, page: Element) -> dict[str, str]:
        """Return what a page calls the colours of the theme."""
        own = page.find(f"{P}clrMapOvr/{A}overrideClrMapping")
        found = self._master.find(f"{P}clrMap") if own is None else own
        return {} if found is None else {str(key): str(value) for key, value in found.items()}

    def of(self, slide: Element, shapes: list[Element]) -> Iterator[Ink]:
        """Return the texts of some shapes of a slide whose colour and background are plain and known."""
        if slide.find(f"{P}clrMapOvr/{A}overrideClrMapping") is not None:
            # A slide with colours of its own: what is known of the layout does not hold for it.
            return
        fills = {shape: self._fill(shape) for shape in shapes}
        behind = self._grounds(slide, fills)
        for shape, fill in fills.items():
            under = behind.get(shape, UNKNOWN) if fill == NO_FILL else fill
            if under != UNKNOWN:
                yield from self._written(shape, under)

    def _written(self, shape: Element, under: str) -> Iterator[Ink]:
        scale = shrinking(shape)
        for paragraph in shape.iter(f"{A}p"):
            below: list[Element] | None = None
            for run in paragraph.iter(f"{A}r", f"{A}fld"):
                text = (run.findtext(f"{A}t") or "").strip()
                if text:
                    below = self._sizes.levels(shape, paragraph) if below is None else below
                    own = run.find(f"{A}rPr")
                    levels = below if own is None else [own, *below]
                    color = self._color(levels)
                    if color != UNKNOWN:
                        size = round(size_of(levels) * scale, 1)
                        yield Ink(text, color, under, size, is_bold=_is_bold(levels))

    def _color(self, levels: list[Element]) -> str:
        for level in levels:
            if level.tag == f"{A}rPr" and level.find(f"{A}hlinkClick") is not None:
                return self._palette.named("hlink")
            if level.tag == f"{A}fontRef":
                said = self._palette.of(level) if len(level) else None
            else:
                said = self._palette.fill(level)
            if said is not None:
                return said or UNKNOWN
        return self._palette.named("tx1")

    def _fill(self, shape: Element) -> str:
        """Return what a shape is filled with: by hand, by the layout, by the theme."""
        for one in (shape, *self._sizes.counterparts(shape)):
            said = self._palette.fill(one.find(f"{P}spPr"))
            if said is not None:
                return said
        return self._palette.referred(shape.find(f"{P}style/{A}fillRef")) or NO_FILL

    def _grounds(self, slide: Element, fills: dict[Element, str]) -> dict[Element, str]:
        """Return what lies behind some shapes, if they stand on the slide itself: groups are left out."""
        page = self._background(slide) or self._page
        below = [*self._drawn] if is_on(slide, "showMasterSp") else []
        found = {}
        for shape in _drawn(slide):
            if fills.get(shape) == NO_FILL:
                found[shape] = ground(self._box(shape) if below else None, below, page)
            else:
                below.append(self._painted(shape))
        return found

    def _decor(self) -> list[Painted]:
        """Return what the master and the layout draw on every slide."""
        pages = [self._master] if is_on(self._layout, "showMasterSp") else []
        painted = [
            self._painted(shape)
            for page in (*pages, self._layout)
            for shape in _drawn(page)
            if next(shape.iter(f"{P}ph"), None) is None
        ]
        return [one for one in painted if one.fill != NO_FILL]

    def _background(self, page: Element) -> str | None:
        """Return the colour of a page; none when it does not say."""
        own = page.find(f"{P}cSld/{P}bg")
        if own is None:
            return None
        said = self._palette.fill(own.find(f"{P}bgPr"))
        return (said or self._palette.referred(own.find(f"{P}bgRef"))) or UNKNOWN

    def _painted(self, shape: Element) -> Painted:
        if shape.tag in WITH_FILL_UNKNOWN:
            return Painted(self._box(shape), UNKNOWN)
        fill = self._fill(shape)
        if fill == NO_FILL:
            return Painted(None, NO_FILL)
        form = shape.find(f"{P}spPr/{A}prstGeom")
        is_plain = form is None or form.get("prst", "") in PLAIN_SHAPES
        return Painted(self._box(shape), fill if is_plain else UNKNOWN)

    def _box(self, shape: Element) -> Box | None:
        for one in (shape, *self._sizes.counterparts(shape)):
            frame = next(
                (
                    found
                    for path in (f"{P}spPr/{A}xfrm", f"{P}grpSpPr/{A}xfrm", f"{P}xfrm")
                    if (found := one.find(path)) is not None
                ),
                None,
            )
            if frame is not None:
                return _frame(frame)
        return None


def _drawn(page: Element) -> Iterator[Element]:
    """Return what stands on a page, from the back to the front; lines cover nothing."""
    tree = page.find(f"{P}cSld/{P}spTree")
    kinds = {f"{P}sp", *WITH_FILL_UNKNOWN}
    return (one for one in (() if tree is None else elements(tree)) if one.tag in kinds)


def _frame(frame: Element) -> Box | None:
    offset, extent = frame.find(f"{A}off"), frame.find(f"{A}ext")
    if offset is None or extent is None or frame.get("rot", "0") != "0":
        return None
    try:
        x, y = float(offset.get("x", "")), float(offset.get("y", ""))
        return x, y, float(extent.get("cx", "")), float(extent.get("cy", ""))
    except ValueError:
        return None


def _is_bold(properties: list[Element]) -> bool:
    said = (level.get("b") for level in properties)
    return next((one for one in said if one is not None), "0") in {"1", "true"}
