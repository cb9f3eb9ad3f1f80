"""The pages of a printed paper: what stands on each of them, and how a line is put on them."""

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Literal

from fpdf import FPDF
from fpdf.prefs import ViewerPreferences

from sim.printing import Style
from webapp.papers.letters import FACES, FAMILY, Line, Run, printable, shortened, width, wrapped
from webapp.papers.model import LANGUAGE, Paper
from webapp.papers.words import on_one_line

Align = Literal["left", "center", "right"]
Colour = tuple[int, int, int]

MARGIN, FOOT = 18.0, 20.0
ACCENT, ALERT, PALE = (11, 92, 107), (164, 38, 44), (246, 226, 228)
GREY, RULE, GROUND = (85, 96, 110), (190, 198, 207), (238, 242, 245)
FINE, RUNNING, MARK = (
    Style(8, colour=GREY),
    Style(8.5, colour=GREY),
    Style(11, bold=True, colour=ALERT),
)
TILT = 38
"""Degrees of the mark across a page that is not final."""


class Sheet(FPDF):
    """A4 pages with their mark, running title and footer; their letters are in the file."""

    def __init__(self, paper: Paper) -> None:
        super().__init__("landscape" if paper.landscape else "portrait", format="A4")
        self.paper = paper
        for face, path in FACES.items():
            self.add_font(FAMILY, face, path)
        self.set_compression(False)  # versions of zlib do not compress to the same bytes
        self.set_margin(MARGIN)
        self.set_auto_page_break(auto=False)
        self.set_line_width(0.2)
        self.set_draw_color(*RULE)
        self._describe()
        self.depth = -1
        told = " – ".join(one for one in (paper.title, paper.reference) if one)
        self.running = shortened(told, RUNNING.size, self.epw * 0.6)
        self.state = shortened(paper.state, MARK.size, self.epw / 3)
        self.foot = self.lines(paper.footer, FINE, self.epw - 30)[:3]

    def _describe(self) -> None:
        paper = self.paper
        self.set_creation_date(datetime.fromtimestamp(paper.made_at // 1000, UTC))
        self.set_producer("Bannette")
        self.set_lang(LANGUAGE)
        self.set_title(on_one_line(paper.title))
        self.set_subject(on_one_line(paper.subject))
        self.set_author(on_one_line(paper.sender[0]) if paper.sender else "")
        self.viewer_preferences = ViewerPreferences(display_doc_title=True)

    def header(self) -> None:
        """Print the mark of a paper that is not final, and from the second page on what this is."""
        if self.state.strip():
            self._mark(self.state)
        if self.page_no() > 1:
            self.put(self.running, RUNNING, MARGIN, 10)
        self.set_y(MARGIN)

    def _mark(self, state: str) -> None:
        """Print a state at the top and, larger and paler, across the page."""
        self.put(state, MARK, MARGIN, 9, self.epw, "right")
        size = min(90.0, 90 * self.w * 0.8 / width(state, 90, bold=True))
        with self.rotation(TILT, self.w / 2, self.h / 2):
            self.put(
                state,
                Style(size, bold=True, colour=PALE),
                MARGIN,
                self.h / 2 - 20,
                self.epw,
                "center",
            )

    def footer(self) -> None:
        """Print the paper's own footer and which page this is."""
        top = self.bottom + 3
        self.line(MARGIN, top, self.w - MARGIN, top)
        self.stack(self.foot, FINE, MARGIN, top + 1.5)
        self.set_font(FAMILY, "", FINE.size)
        self.set_text_color(*FINE.colour)
        # the one text printed as a cell: only there the number of pages is filled in at the end
        text = f"Page {self.page_no()} sur {self.str_alias_nb_pages}"
        spared = width(str(self.str_alias_nb_pages), FINE.size) - width("9", FINE.size)
        self.set_xy(self.w - MARGIN - 30 + spared, top + 1.5)
        self.cell(30, FINE.leading, text, align="R")

    @property
    def bottom(self) -> float:
        """Where the text area ends."""
        return float(self.h) - FOOT

    @property
    def room(self) -> float:
        """Height of the text area."""
        return self.bottom - MARGIN

    @property
    def left_over(self) -> float:
        """Height that is still free on this page."""
        return self.bottom - float(self.get_y())

    def section(self, name: str, level: int) -> None:
        """Enter a heading in the outline, under the one before where a level was skipped."""
        self.depth = min(level, self.depth + 1)
        self.start_section(on_one_line(name), self.depth)

    def ensure(self, height: float) -> None:
        """Start a new page unless `height` mm are left on this one or no page has them."""
        if height > self.left_over and self.get_y() > MARGIN:
            self.add_page()

    def down(self, height: float) -> None:
        """Leave a blank, but none at the top of a page."""
        if self.get_y() > MARGIN:
            self.set_y(min(self.get_y() + height, self.bottom))

    def paint(self, left: float, top: float, wide: float, height: float, fill: Colour) -> None:
        """Paint a rectangle."""
        self.set_fill_color(*fill)
        self.rect(left, top, wide, height, style="F")

    def lines(self, text: str | Sequence[Run], style: Style, room: float) -> list[Line]:
        """Return the lines of a text, or of its parts, in that style."""
        runs = [(text, style.bold)] if isinstance(text, str) else text
        return wrapped(runs, style.size, room)

    def put(
        self,
        text: str,
        style: Style,
        x: float,
        y: float,
        room: float = 0,
        align: Align = "left",
    ) -> None:
        """Print a text that stays on one line."""
        self.put_line(((printable(text), style.bold),), style, x, y, room, align)

    def put_line(
        self,
        line: Line,
        style: Style,
        x: float,
        y: float,
        room: float = 0,
        align: Align = "left",
    ) -> None:
        """Print a line, aligned in a box `room` mm wide."""
        wide = sum(width(text, style.size, bold=bold) for text, bold in line)
        x += {"left": 0.0, "center": (room - wide) / 2, "right": room - wide}[align]
        self.set_text_color(*style.colour)
        for text, bold in line:
            self.set_font(FAMILY, "B" if bold else "", style.size)
            self.text(x, y + style.leading * 0.75, text)
            x += width(text, style.size, bold=bold)

    def stack(
        self,
        lines: Sequence[Line],
        style: Style,
        x: float,
        y: float,
        room: float = 0,
        align: Align = "left",
    ) -> float:
        """Print lines one under the other and return where they end."""
        for line in lines:
            self.put_line(line, style, x, y, room, align)
            y += style.leading
        return y

    def flow(
        self, lines: Sequence[Line], style: Style, x: float = MARGIN, align: Align = "left"
    ) -> None:
        """Print lines where the page stands, on as many pages as they take."""
        for line in lines:
            self.ensure(style.leading)
            self.put_line(line, style, x, self.get_y(), self.epw, align)
            self.set_y(self.get_y() + style.leading)
