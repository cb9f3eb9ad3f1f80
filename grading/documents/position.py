"""Whether a paragraph stands on the right of the page, in any of the ways a secretary puts it there."""

import re

from grading.documents.look import ALIGNMENTS, Levels, attribute, first
from grading.documents.package import WP, Element, W

RIGHT_FROM_CM = 7.0
"""Distance from the left margin: on A4, the middle of the page less a tolerance."""
_TWIPS, _EMU = 567.0, 360_000.0
_DEFAULT_TAB = 1.25
_UNITS = {"cm": 1.0, "mm": 0.1, "in": 2.54, "pt": 2.54 / 72, "pc": 2.54 / 6, "pi": 2.54 / 6}
_LENGTH = re.compile(r"\s*(-?\d+(?:\.\d+)?)\s*(cm|mm|in|pt|pc|pi)?\s*\Z")
_VML_LEFT = re.compile(r"margin-left:\s*([^;]+)")


def cm(value: str | None) -> float:
    """Return a length in centimetres: twentieths of a point, or a number with its unit."""
    found = _LENGTH.match(value) if value else None
    if found is None:
        return 0.0
    number = float(found[1])
    return round(number * _UNITS[found[2]] if found[2] else number / _TWIPS, 2)


def points(value: str | None) -> float | None:
    """Return a length in points; nothing when it is none or is relative."""
    found = _LENGTH.match(value or "")
    if found is None or not found[2]:
        return None
    return round(float(found[1]) * _UNITS[found[2]] / 2.54 * 72, 1)


def alignment(levels: Levels) -> str:
    """Return where a paragraph's lines are aligned."""
    return ALIGNMENTS.get(attribute(levels, "jc", "val") or "", "left")


def is_paragraph_on_right(levels: Levels, text: str, left_margin: float) -> bool:
    """Say whether alignment, indent, tabs or a frame put a paragraph on the right."""
    frame = first(levels, "framePr")
    if frame is not None:
        start = cm(frame.get(f"{W}x")) - _margin(frame.get(f"{W}hAnchor"), left_margin)
        return frame.get(f"{W}xAlign") == "right" or start >= RIGHT_FROM_CM
    return alignment(levels) == "right" or _start(levels, text) >= RIGHT_FROM_CM


def _start(levels: Levels, text: str) -> float:
    """Return where the first line's text begins, from the left margin."""
    position = cm(attribute(levels, "ind", "left", "start"))
    position += cm(attribute(levels, "ind", "firstLine"))
    stops = [
        cm(stop.get(f"{W}pos"))
        for level in levels
        if f"{W}tabs" in level
        for stop in level[f"{W}tabs"].iterfind(f"{W}tab")
        if stop.get(f"{W}val") != "clear"
    ]
    return first_line_start(position, stops, text)


def first_line_start(indent: float, stops: list[float], text: str) -> float:
    """Return where a first line's text begins, from the left margin, once its leading tabs are counted."""
    position = indent
    for _ in range(len(text) - len(text.lstrip("\t"))):
        default = (position // _DEFAULT_TAB + 1) * _DEFAULT_TAB
        position = next((stop for stop in sorted(stops) if stop > position), default)
    return position


def is_box_on_right(box: Element, left_margin: float) -> bool:
    """Say whether a text box stands on the right; one whose place cannot be told is given the benefit."""
    anchor = next(box.iterancestors(f"{WP}anchor"), None)
    if anchor is None:
        return _is_vml_on_right(box)
    horizontal = anchor.find(f"{WP}positionH")
    if horizontal is None:
        return True
    align = horizontal.findtext(f"{WP}align")
    if align is not None:
        return align in {"right", "outside"}
    try:
        offset = float(horizontal.findtext(f"{WP}posOffset") or "") / _EMU
    except ValueError:
        return True
    return offset - _margin(horizontal.get("relativeFrom"), left_margin) >= RIGHT_FROM_CM


def _margin(origin: str | None, left_margin: float) -> float:
    """Return what to take off a distance to count it from the left margin."""
    return left_margin if origin == "page" else 0.0


def _is_vml_on_right(box: Element) -> bool:
    styles = (parent.get("style") for parent in box.iterancestors())
    found = next((match for style in styles if style and (match := _VML_LEFT.search(style))), None)
    return found is None or cm(found[1]) >= RIGHT_FROM_CM
