"""A paper as PDF."""

from collections.abc import Callable, Sequence
from typing import Any

from sim.printing import Style
from webapp.papers.bars import EDGE, SIZE, Box, drawings
from webapp.papers.letters import Line, printable, width
from webapp.papers.model import (
    Bars,
    Block,
    Bullets,
    Code,
    Facts,
    Heading,
    PageBreak,
    Paper,
    Signature,
    Signatures,
    Table,
    Text,
)
from webapp.papers.pdf_tables import beginning, draw_table
from webapp.papers.sheet import ACCENT, GREY, MARGIN, RULE, Sheet
from webapp.papers.words import prepared

TITLE, NAME, BODY = (
    Style(19, bold=True, colour=ACCENT),
    Style(12, bold=True, colour=ACCENT),
    Style(10),
)
STRONG, LABEL, SMALL = Style(10, bold=True), Style(8, colour=GREY), Style(9, colour=GREY)
HEADINGS = {
    1: Style(13, bold=True, colour=ACCENT),
    2: Style(11, bold=True),
    3: Style(10, bold=True, colour=GREY),
}
ABOVE, UNDER = {1: 4.5, 2: 2.5, 3: 2.5}, 1.5
"""Blanks above and under a heading."""
CODE = Style(9)
BLANK = 2.2
"""Between two blocks."""
FACT_LABEL = 0.3
"""Share of the page that the labels of facts take."""
BULLET = 5.0
PITCH = CODE.size * 0.6 * 25.4 / 72
"""From one letter of a code to the next."""
FRAME = 32.0
"""Least height of a frame to sign in."""
SOME = 15.0
"""Height of what a heading must at least have under it."""
OPENING = 25.0
"""Height of the words that stay with the frames: nobody signs a page of empty frames."""

_Frame = list[tuple[Line, Style]]


def write_pdf(paper: Paper) -> bytes:
    """Return the paper as a PDF, A4; the same paper gives the same bytes."""
    paper = prepared(paper)
    sheet = Sheet(paper)
    sheet.add_page()
    _letterhead(sheet, paper)
    for place, block in enumerate(paper.blocks):
        together = _together(sheet, paper.blocks[place:])
        if together <= sheet.room:
            sheet.ensure(together)
        _DRAWERS[type(block)](sheet, block)
    return bytes(sheet.output())


def _together(sheet: Sheet, blocks: Sequence[Block]) -> float:
    """Return the height, from the first of these blocks on, that one page should hold.

    A heading stays with what it announces, and frames to sign in with the words before them.
    """
    if not blocks:
        return 0
    first, following = blocks[0], blocks[1:2]
    if isinstance(first, Heading):
        return _heading_height(sheet, first) + _together(sheet, blocks[1:])
    if isinstance(first, Text | Bullets | Code) and _are_signed(following):
        return OPENING + _together(sheet, following)
    least = _LEAST.get(type(first))
    return least(sheet, first) if least else SOME


def _are_signed(blocks: Sequence[Block]) -> bool:
    return any(isinstance(block, Signatures) for block in blocks)


def _letterhead(sheet: Sheet, paper: Paper) -> None:
    """Print who writes, to whom, when, about what, then the title."""
    sheet.flow([one for name in paper.sender[:1] for one in _full(sheet, name, NAME)], NAME)
    sheet.flow([one for text in paper.sender[1:] for one in _full(sheet, text, SMALL)], SMALL)
    if paper.recipient:
        _recipient(sheet, paper.recipient)
    if paper.place_and_date:
        sheet.down(3)
        sheet.flow(_full(sheet, paper.place_and_date, BODY), BODY, align="right")
    sheet.down(4 if paper.mentions else 0)
    for label, value in paper.mentions:
        runs = ((f"{label}\u00a0: ", True), (value, False))
        sheet.flow(sheet.lines(runs, BODY, sheet.epw), BODY)
    sheet.down(7)
    sheet.section(paper.title, 0)
    sheet.flow(_full(sheet, paper.title, TITLE), TITLE)
    sheet.down(3)


def _full(sheet: Sheet, text: str, style: Style) -> list[Line]:
    return sheet.lines(text, style, sheet.epw)


def _recipient(sheet: Sheet, recipient: tuple[str, ...]) -> None:
    left = sheet.w / 2 + 5
    sheet.set_y(max(sheet.get_y() + 4, 45.0))
    for place, text in enumerate(recipient):
        style = BODY if place else STRONG
        sheet.flow(sheet.lines(text, style, sheet.w - MARGIN - left), style, left)


def _heading(sheet: Sheet, block: Heading) -> None:
    style = HEADINGS[block.level]
    sheet.down(ABOVE[block.level])
    sheet.section(block.text, block.level)
    sheet.flow(_full(sheet, block.text, style), style)
    sheet.down(UNDER)


def _heading_height(sheet: Sheet, block: Heading) -> float:
    style = HEADINGS[block.level]
    lines = _full(sheet, block.text, style)
    return ABOVE[block.level] + len(lines) * style.leading + UNDER


def _text(sheet: Sheet, block: Text) -> None:
    sheet.flow(sheet.lines(block.runs, BODY, sheet.epw), BODY)
    sheet.down(BLANK)


def _facts(sheet: Sheet, block: Facts) -> None:
    share = sheet.epw * FACT_LABEL
    for label, value in block.pairs:
        names = sheet.lines(label, STRONG, share - 3)
        values = sheet.lines(value, BODY, sheet.epw - share)
        sheet.ensure(min(max(len(names), len(values)) * BODY.leading, sheet.room))
        page, top = sheet.page, sheet.get_y()
        end = sheet.stack(names, STRONG, MARGIN, top)
        sheet.flow(values, BODY, MARGIN + share)
        sheet.set_y((max(sheet.get_y(), end) if sheet.page == page else sheet.get_y()) + 0.8)
    sheet.down(BLANK)


def _bullets(sheet: Sheet, block: Bullets) -> None:
    for item in block.items:
        lines = sheet.lines(item, BODY, sheet.epw - BULLET)
        sheet.ensure(min(len(lines), 2) * BODY.leading)
        sheet.put("•", BODY, MARGIN + 1.5, sheet.get_y())
        sheet.flow(lines, BODY, MARGIN + BULLET)
        sheet.down(0.8)
    sheet.down(BLANK)


def _bars(sheet: Sheet, block: Bars) -> None:
    """Draw the bars, then the table of their figures, under whose caption all of it stands."""
    for drawing in drawings(block, sheet.epw):
        sheet.ensure(drawing.height)
        top = sheet.get_y()
        sheet.set_draw_color(*EDGE)
        for mark in drawing.marks:
            if isinstance(mark, Box):
                sheet.set_fill_color(*mark.fill)
                place = (MARGIN + mark.x, top + mark.y)
                sheet.rect(*place, mark.width, mark.height, style="FD")
            else:
                style = Style(SIZE, colour=mark.colour)
                rise = mark.y - style.leading * 0.75
                sheet.put(mark.text, style, MARGIN + mark.x, top + rise, 0, mark.align)
        sheet.set_draw_color(*RULE)
        sheet.set_y(top + drawing.height)
        sheet.down(BLANK)
    draw_table(sheet, block.table)


def _bars_height(sheet: Sheet, block: Bars) -> float:
    return next((drawing.height for drawing in drawings(block, sheet.epw)), 0)


def _signatures(sheet: Sheet, block: Signatures) -> None:
    """Print a frame for each, two on a line, all on one page if it has room for them."""
    wide = sheet.epw / 2
    pairs = _pairs(sheet, block)
    heights = _heights(pairs)
    for frames, height in zip(pairs, heights, strict=True):
        sheet.ensure(height)
        top = sheet.get_y()
        for place, frame in enumerate(frames):
            y = top + 2
            sheet.rect(MARGIN + place * wide, top, wide - 2, height - 2)
            for line, style in frame:
                y = sheet.stack([line], style, MARGIN + place * wide + 3, y)
        sheet.set_y(top + height)
    sheet.down(BLANK)


def _pairs(sheet: Sheet, block: Signatures) -> list[list[_Frame]]:
    frames = [_frame(sheet, one, sheet.epw / 2 - 8) for one in block.people]
    return [frames[at : at + 2] for at in range(0, len(frames), 2)]


def _heights(pairs: list[list[_Frame]]) -> list[float]:
    tall = [sum(style.leading for _, style in max(pair, key=len)) + 6 for pair in pairs]
    return [max(FRAME, height) for height in tall]


def _signing_height(sheet: Sheet, block: Signatures) -> float:
    return sum(_heights(_pairs(sheet, block)))


def _frame(sheet: Sheet, person: Signature, room: float) -> _Frame:
    told = ((person.name, STRONG), (person.quality, SMALL), (person.signed or "Signature", LABEL))
    return [(line, style) for text, style in told for line in sheet.lines(text, style, room)]


def _page_break(sheet: Sheet, block: PageBreak) -> None:
    if sheet.get_y() > MARGIN:
        sheet.add_page()


def _code(sheet: Sheet, block: Code) -> None:
    """Print letters at one pitch, so that two codes are compared letter under letter."""
    per_line = int(sheet.epw / PITCH)
    for text in printable(block.text).split("\n"):
        for first in range(0, max(len(text), 1), per_line):
            sheet.ensure(CODE.leading)
            for place, letter in enumerate(text[first : first + per_line]):
                slack = (PITCH - width(letter, CODE.size)) / 2
                sheet.put(letter, CODE, MARGIN + place * PITCH + slack, sheet.get_y())
            sheet.set_y(sheet.get_y() + CODE.leading)
    sheet.down(BLANK)


_DRAWERS: dict[type, Callable[[Sheet, Any], None]] = {
    Heading: _heading,
    Text: _text,
    Facts: _facts,
    Table: draw_table,
    Bullets: _bullets,
    Bars: _bars,
    Signatures: _signatures,
    PageBreak: _page_break,
    Code: _code,
}

_LEAST: dict[type, Callable[[Sheet, Any], float]] = {
    Table: beginning,
    Bars: _bars_height,
    Signatures: _signing_height,
}
