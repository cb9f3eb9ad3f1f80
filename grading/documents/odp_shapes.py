"""The shapes of a slide of OpenDocument: their kinds, their styles, and what lies behind their text."""

from collections.abc import Iterator

from grading.documents.ground import NO_FILL, UNKNOWN, Box, Painted, ground
from grading.documents.odf import (
    DRAW,
    PRESENTATION,
    STYLE,
    SVG,
    TABLE,
    Level,
    OdfStyles,
    graphic_properties,
    nearest,
)
from grading.documents.package import Element, elements
from grading.documents.palette import is_hex
from grading.documents.position import cm

FRAMES = (f"{DRAW}frame", f"{DRAW}custom-shape", f"{DRAW}rect", f"{DRAW}ellipse")
_GROUP = f"{DRAW}g"
_MIXED = {f"{DRAW}image", f"{DRAW}object", f"{TABLE}table"}
"""What covers a slide with more than one colour."""
_PLAIN = {f"{DRAW}frame", f"{DRAW}rect"}
"""Shapes that fill their box; a drawn one says its own."""
_PLAIN_KINDS = {"rectangle", "round-rectangle", "ooxml-rect", "ooxml-roundRect"}


def frames_of(page: Element) -> Iterator[Element]:
    """Return the shapes of a slide, those of groups included, the notes page apart."""
    for child in elements(page):
        if child.tag in FRAMES:
            yield child
        elif child.tag == _GROUP:
            yield from frames_of(child)


def kind_of(frame: Element) -> str:
    """Return the kind of a placeholder; empty for any other shape."""
    return frame.get(f"{PRESENTATION}class", "")


def frame_levels(styles: OdfStyles, frame: Element) -> list[Level]:
    """Return where the properties of a shape come from, nearest first."""
    for family, attribute in (
        ("presentation", f"{PRESENTATION}style-name"),
        ("graphic", f"{DRAW}style-name"),
    ):
        name = frame.get(attribute)
        if name:
            default = styles.levels("graphic", "")
            return [*styles.levels(family, name, with_default=False), *default]
    return styles.levels("graphic", "standard")


def drawing(styles: OdfStyles, page: Element) -> Element:
    """Return the properties of a slide or a master; the slide itself when it has none."""
    style = styles.find("drawing-page", page.get(f"{DRAW}style-name", ""))
    found = None if style is None else style.find(f"{STYLE}drawing-page-properties")
    return page if found is None else found


class Grounds:
    """What lies behind the shapes of slides: `styles` are those of slides, `master_styles` of masters."""

    def __init__(self, styles: OdfStyles, master_styles: OdfStyles) -> None:
        self._styles = styles
        self._master_styles = master_styles

    def behind(self, page: Element, master: Element | None) -> dict[Element, str]:
        """Return the colour behind the text of each shape, as `ground` tells it."""
        back, below = self._page(page, master), self._decor(page, master)
        found = {}
        for child in elements(page):
            if child.tag == _GROUP:
                below.append(Painted(None, UNKNOWN))
            elif child.tag in FRAMES:
                painted = _painted(child, self._styles)
                own = _fill(graphic_properties(frame_levels(self._styles, child)))
                found[child] = ground(_box(child), below, back) if own == NO_FILL else own
                below.append(painted)
        return found

    def _page(self, page: Element, master: Element | None) -> str:
        """Return the background of a slide: its own, else its master's."""
        found = [drawing(self._styles, page)]
        found += [] if master is None else [drawing(self._master_styles, master)]
        said = next((one for one in found if one.get(f"{DRAW}fill")), None)
        return UNKNOWN if said is None else _fill([said]) or UNKNOWN

    def _decor(self, page: Element, master: Element | None) -> list[Painted]:
        """Return what the master draws on every slide."""
        shown = drawing(self._styles, page).get(f"{PRESENTATION}background-objects-visible")
        frames = [] if master is None or shown == "false" else frames_of(master)
        return [_painted(one, self._master_styles) for one in frames if not kind_of(one)]


def _fill(properties: list[Element]) -> str:
    kind = nearest(properties, f"{DRAW}fill") or "none"
    color = (nearest(properties, f"{DRAW}fill-color") or "").lstrip("#").upper()
    is_whole = (nearest(properties, f"{DRAW}opacity") or "100%") == "100%"
    if kind == "none":
        return NO_FILL
    return color if kind == "solid" and is_whole and is_hex(color) else UNKNOWN


def _painted(frame: Element, styles: OdfStyles) -> Painted:
    """Return what a shape covers, and with what."""
    if any(child.tag in _MIXED for child in frame):
        return Painted(_box(frame), UNKNOWN)
    color = _fill(graphic_properties(frame_levels(styles, frame)))
    geometry = frame.find(f"{DRAW}enhanced-geometry")
    form = "" if geometry is None else geometry.get(f"{DRAW}type", "")
    is_plain = frame.tag in _PLAIN or form in _PLAIN_KINDS
    return Painted(_box(frame), color if is_plain or color == NO_FILL else UNKNOWN)


def _box(frame: Element) -> Box | None:
    """Return the place of a shape, in centimetres; none for one that is turned."""
    said = [frame.get(f"{SVG}{name}") for name in ("x", "y", "width", "height")]
    if not all(said) or frame.get(f"{DRAW}transform"):
        return None
    left, top, width, height = (cm(one) for one in said)
    return left, top, width, height
