"""What lies behind the text of a slide: a plain colour where it can be told, else nobody knows.

A picture, a gradient, a pattern, something transparent or something that covers the text only in part
leaves the colour behind it unknown: contrast is then left to the eye of a person.
"""

from collections.abc import Sequence
from typing import NamedTuple

UNKNOWN = "?"
"""A background that is no plain colour."""
NO_FILL = ""
Box = tuple[float, float, float, float]
"""Left, top, width and height, in any one unit."""


class Painted(NamedTuple):
    """Something drawn on a slide, below what is judged."""

    box: Box | None
    """None when its place cannot be told."""
    fill: str
    """RRGGBB, `UNKNOWN` or `NO_FILL`."""


def ground(box: Box | None, below: Sequence[Painted], page: str) -> str:
    """Return the colour behind a box: that of the nearest thing that holds it whole, else the page's."""
    for one in reversed(below):
        if one.fill == NO_FILL:
            continue
        if box is None or one.box is None:
            return UNKNOWN
        if _holds(one.box, box):
            return one.fill
        if _touches(one.box, box):
            return UNKNOWN
    return page


def _holds(outer: Box, inner: Box) -> bool:
    return all(
        outer[at] <= inner[at] and inner[at] + inner[at + 2] <= outer[at] + outer[at + 2]
        for at in (0, 1)
    )


def _touches(one: Box, other: Box) -> bool:
    return all(
        one[at] < other[at] + other[at + 2] and other[at] < one[at] + one[at + 2] for at in (0, 1)
    )
