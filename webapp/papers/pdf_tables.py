"""A table printed on as many pages as it takes: its headings on each, its rows whole where a page holds them."""

from typing import NamedTuple

from sim.printing import Style
from webapp.papers.letters import Line
from webapp.papers.model import Table
from webapp.papers.sheet import ACCENT, GROUND, MARGIN, Align, Sheet

HEAD, CELL, CAPTION = Style(8.5, bold=True), Style(9), Style(9, bold=True, colour=ACCENT)
PAD = 1.3
LEAST = 2.0
"""Millimetres that a cell keeps for its text, however many columns there are."""


LEAST_ROW = 10.0
"""Millimetres of a row taller than a page that are worth beginning it."""


class _Row(NamedTuple):
    cells: list[list[Line]]
    style: Style

    @property
    def depth(self) -> int:
        return max(map(len, self.cells))

    @property
    def height(self) -> float:
        return self.depth * self.style.leading + 2 * PAD


class _Grid(NamedTuple):
    widths: list[float]
    numeric: tuple[int, ...]
    head: _Row


def draw_table(sheet: Sheet, table: Table) -> None:
    """Print a table under its caption."""
    sheet.ensure(beginning(sheet, table))
    widths = table.shares(sheet.epw)
    head = _row(sheet, table.headings, widths, HEAD)
    grid = _Grid(widths, table.numeric, head)
    caption = sheet.lines(table.caption, CAPTION, sheet.epw) if table.caption else []
    rows = [_row(sheet, texts, widths, CELL) for texts in table.rows]
    sheet.flow(caption, CAPTION)
    sheet.set_y(sheet.get_y() + (1 if caption else 0))
    _draw(sheet, grid, head)
    for row in rows:
        if row.height > sheet.left_over and row.height <= sheet.room - head.height:
            _next_page(sheet, grid)
        _draw(sheet, grid, row)
    sheet.down(4)


def beginning(sheet: Sheet, table: Table) -> float:
    """Return the height of a table's caption, headings and first row, or less of a row taller than a page."""
    widths = table.shares(sheet.epw)
    caption = sheet.lines(table.caption, CAPTION, sheet.epw) if table.caption else []
    opening = len(caption) * CAPTION.leading + 1 + _row(sheet, table.headings, widths, HEAD).height
    first = _row(sheet, table.rows[0], widths, CELL).height if table.rows else 0
    return opening + (first if opening + first <= sheet.room else LEAST_ROW)


def _row(sheet: Sheet, texts: tuple[str, ...], widths: list[float], style: Style) -> _Row:
    cells = [
        sheet.lines(text, style, max(wide - 2 * PAD, LEAST))
        for text, wide in zip(texts, widths, strict=True)
    ]
    return _Row(cells, style)


def _next_page(sheet: Sheet, grid: _Grid) -> None:
    """Go on at the top of a page, under the headings unless they leave no room there."""
    sheet.add_page()
    if grid.head.height < sheet.room / 2:
        _slice(sheet, grid, grid.head)


def _draw(sheet: Sheet, grid: _Grid, row: _Row) -> None:
    """Print a row, in as many slices as the pages it takes."""
    done = 0
    while done < row.depth:
        fitting = int((sheet.left_over - 2 * PAD) / row.style.leading)
        if fitting < 1:
            _next_page(sheet, grid)
            continue
        _slice(sheet, grid, _Row([cell[done : done + fitting] for cell in row.cells], row.style))
        done += fitting


def _slice(sheet: Sheet, grid: _Grid, row: _Row) -> None:
    """Print the lines of a row that this page has room for."""
    top, left = sheet.get_y(), MARGIN
    if row.style is HEAD:
        sheet.paint(left, top, sheet.epw, row.height, GROUND)
    for place, (cell, wide) in enumerate(zip(row.cells, grid.widths, strict=True)):
        align: Align = "right" if place in grid.numeric else "left"
        sheet.stack(cell, row.style, left + PAD, top + PAD, wide - 2 * PAD, align)
        sheet.rect(left, top, wide, row.height)
        left += wide
    sheet.set_y(top + row.height)
