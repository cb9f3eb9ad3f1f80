"""Bars as a picture, for the formats that have no pen of their own."""

import io
from functools import cache

from PIL import Image, ImageDraw, ImageFont

from webapp.papers.bars import EDGE, PAPER, SIZE, Box, Drawing
from webapp.papers.letters import FACES, MM_PER_POINT

DOTS = 10
"""Dots per millimetre: sharp on paper."""
_ANCHORS = {"left": "ls", "center": "ms", "right": "rs"}


@cache
def _font() -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FACES[""], round(SIZE * MM_PER_POINT * DOTS))


def png(drawing: Drawing, room: float) -> bytes:
    """Return the drawing as a PNG `room` mm wide."""
    image = Image.new("RGB", (round(room * DOTS), round((drawing.height + 1) * DOTS)), PAPER)
    pen = ImageDraw.Draw(image)
    for mark in drawing.marks:
        if isinstance(mark, Box):
            corners = (mark.x, mark.y, mark.x + mark.width, mark.y + mark.height)
            pen.rectangle([one * DOTS for one in corners], mark.fill, EDGE, width=2)
        else:
            place = (mark.x * DOTS, mark.y * DOTS)
            pen.text(place, mark.text, mark.colour, _font(), anchor=_ANCHORS[mark.align])
    buffer = io.BytesIO()
    image.save(buffer, "PNG")
    return buffer.getvalue()
