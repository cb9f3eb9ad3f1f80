""".rtf to a text document: paragraphs with the formatting they really have.

RTF repeats the properties of a style beside its number: the look of a text is what is written there, and
what is set by hand is what differs from the style sheet. Source: Rich Text Format Specification 1.9.1.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from grading.documents.look import Look, prevailing
from grading.documents.model import Block, Carried, Picture, ShownField, Table, TextDocument
from grading.documents.position import RIGHT_FROM_CM, first_line_start
from grading.documents.rtf_tables import (
    EDGES,
    IGNORED,
    NOTES,
    Char,
    Paragraph,
    Tables,
    apply_char,
    apply_paragraph,
    characters,
    name_of_field,
)  # fmt: skip

DEPTH_LIMIT = 200
_TOKEN = re.compile(
    rb"\\([a-zA-Z]{1,32})(-?\d{1,10})? ?|\\'([0-9a-fA-F]{2})|\\([^a-zA-Z])|([{}])|[\r\n]+|([^\\{}\r\n]+)"
)
_TWIPS = 567.0
KNOWN = {"annotation", "shppict", "shpinst", "shptxt", "fldinst", "listtext"}
"""Destinations that may be marked as optional and are read."""


@dataclass(slots=True)
class Group:
    """What holds until the closing brace."""

    destination: str = "body"
    char: Char = field(default_factory=Char)
    paragraph: Paragraph = field(default_factory=Paragraph)
    unicode_skip: int = 1
    is_optional: bool = False
    """After `\\*`: a destination that is not known is left out."""
    result_from: int | None = None
    """In what a field shows: how many pieces of the paragraph come before."""
    is_locked: bool = False
    """In a field that never changes again."""


@dataclass(slots=True)
class Flow:
    """A stream of paragraphs: the page, a header, a note."""

    place: str = ""
    blocks: list[Block] = field(default_factory=list)
    pieces: list[tuple[str, Char]] = field(default_factory=list)
    fields: list[ShownField] = field(default_factory=list)
    bullet: str = ""


def read_rtf(data: bytes) -> TextDocument:
    """Read a .rtf. Raises ValueError on braces nested absurdly deep."""
    return _Reader(data).document()


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._tables = Tables(data)
        self._groups = [Group()]
        self._flows = {"body": Flow()}
        self._apart: list[Flow] = []
        self._counts: dict[str, int] = {}
        self._row: list[list[Block]] = [[]]
        self._grid: list[Table] = []
        self._rows_open = 0
        self._is_header_row = False
        self._skip = 0
        self._changes = {"revised": 0, "deleted": 0}
        self._pictures = 0
        self._instruction = ""
        self._carried: list[Carried] = []
        position = 0
        while (token := _TOKEN.search(data, position)) is not None:
            self._read(token)
            # Raw bytes of a picture may hold braces: they are stepped over, not read.
            is_raw = token[1] == b"bin" and token[2] is not None
            position = token.end() + (max(0, int(token[2])) if is_raw else 0)
        self._end_paragraph()

    def _read(self, token: re.Match[bytes]) -> None:
        word, argument, code, symbol, brace, text = token.groups()
        if brace == b"{":
            self._open()
        elif brace == b"}":
            self._close()
        elif word:
            self._control(word.decode().lower(), None if argument is None else int(argument))
        elif code:
            self._text(bytes([int(code, 16)]).decode(self._tables.encoding, "replace"))
        elif symbol:
            self._symbol(symbol.decode("latin-1"))
        elif text:
            self._text(text.decode(self._tables.encoding, "replace"))

    @property
    def _group(self) -> Group:
        return self._groups[-1]

    def _open(self) -> None:
        if len(self._groups) > DEPTH_LIMIT:
            raise ValueError("groups nested too deep")
        now = self._group
        own = replace(now, char=replace(now.char), paragraph=replace(now.paragraph))
        own.is_optional, own.result_from = False, None
        self._groups.append(own)

    def _close(self) -> None:
        if len(self._groups) == 1:
            return
        closed = self._groups.pop()
        if closed.result_from is not None:
            self._end_field(closed, closed.result_from)
        if closed.destination == self._group.destination:
            return
        if closed.destination == "fldinst":
            shown = [
                ShownField(name, is_fixed=closed.is_locked)
                for name in name_of_field(self._instruction)
            ]
            self._flow_of(self._group.destination).fields += shown
            self._instruction = ""
        elif closed.destination in self._flows:
            self._end_paragraph(closed)

    def _end_field(self, closed: Group, start: int) -> None:
        """Give the field that was told last what it shows."""
        flow = self._flow_of(closed.destination)
        if flow.fields and not flow.fields[-1].text:
            text = "".join(text for text, _ in flow.pieces[start:])
            flow.fields[-1] = replace(flow.fields[-1], text=text)

    def _flow_of(self, destination: str) -> Flow:
        return self._flows.get(destination, self._flows["body"])

    def _control(self, word: str, argument: int | None) -> None:
        group = self._group
        if group.destination == "ignored":
            return
        if word in IGNORED or (group.is_optional and word not in KNOWN):
            self._leave_out(word)
        elif word in EDGES or word in NOTES:
            self._begin(word)
        elif word in {"fldinst", "listtext", "pntext"}:
            group.destination = word
        elif word in _BREAKS:
            self._break(word)
        elif not (self._is_of_field(word) or self._spelled(word, argument)):
            self._format(word, argument)
        group.is_optional = False

    def _is_of_field(self, word: str) -> bool:
        """Read a word about what a field shows; say whether it is one."""
        group = self._group
        if word == "fldrslt":
            group.result_from = len(self._flow_of(group.destination).pieces)
        elif word == "fldlock":
            group.is_locked = True
        return word in {"fldrslt", "fldlock"}

    def _spelled(self, word: str, argument: int | None) -> bool:
        """Read a word that stands for a character; say whether it does."""
        if word == "u" and argument is not None:
            self._text(characters(argument))
            self._skip = self._group.unicode_skip
        elif word == "uc":
            self._group.unicode_skip = max(0, min(argument or 0, 8))
        elif word in _CHARACTERS:
            self._text(_CHARACTERS[word])
        else:
            return False
        return True

    def _leave_out(self, word: str) -> None:
        if word == "pict" and self._group.destination in self._flows:
            self._pictures += 1
        if word in {"object", "objdata"} and not self._carried:
            self._carried.append(Carried("embedded_object", "objet incorporé"))
        self._group.destination = "ignored"

    def _begin(self, word: str) -> None:
        """Open a flow of its own: a header, a note, a comment, a text box."""
        label = EDGES.get(word) or self._next(NOTES[word])
        flow = Flow(label)
        key = f"{word} {len(self._apart)}"
        self._apart.append(flow)
        self._flows[key] = flow
        self._group.destination = key
        self._group.char, self._group.paragraph = Char(), Paragraph()

    def _next(self, name: str) -> str:
        self._counts[name] = self._counts.get(name, 0) + 1
        return f"{name} {self._counts[name]}"

    def _symbol(self, symbol: str) -> None:
        if symbol == "*":
            self._group.is_optional = True
        elif symbol in _SYMBOLS:
            self._text(_SYMBOLS[symbol])

    def _text(self, text: str) -> None:
        if self._skip:
            skipped = min(self._skip, len(text))
            self._skip -= skipped
            text = text[skipped:]
        group = self._group
        if group.destination == "fldinst":
            self._instruction += text
        elif group.destination in {"listtext", "pntext"}:
            self._listed(text)
        elif group.destination in self._flows and not group.char.is_deleted:
            self._flow_of(group.destination).pieces.append((text, replace(group.char)))

    def _listed(self, text: str) -> None:
        inside = next(
            (
                group.destination
                for group in reversed(self._groups)
                if group.destination in self._flows
            ),
            "body",
        )
        flow = self._flows[inside]
        flow.bullet = "number" if re.search(r"[0-9a-zA-Z]", text) else flow.bullet or "bullet"

    def _format(self, word: str, argument: int | None) -> None:
        group = self._group
        if word in self._changes and argument != 0:
            self._changes[word] += 1
        if word == "trowd":
            self._is_header_row = False
        elif word == "trhdr":
            self._is_header_row = True
        elif word == "plain":
            group.char = Char()
        elif word == "pard":
            group.paragraph = Paragraph()
        elif word == "s" and argument is not None:
            self._apply_style(argument)
        elif not apply_char(group.char, word, argument):
            apply_paragraph(group.paragraph, word, argument)

    def _apply_style(self, number: int) -> None:
        """Give the paragraph what its style has: programs may write only what differs from it."""
        group, style = self._group, self._tables.style(number)
        now = group.paragraph
        group.char = replace(style.char)
        group.paragraph = replace(
            style.paragraph,
            style=number,
            is_in_table=now.is_in_table,
            is_listed=now.is_listed,
            starts_page=now.starts_page,
        )

    def _break(self, word: str) -> None:
        group = self._group
        if group.destination not in self._flows:
            return
        if word == "page":
            group.paragraph.starts_page = True
        elif word == "row":
            self._end_row()
        else:
            self._end_paragraph(is_cell=word == "cell")
        if word == "cell":
            self._row.append([])

    def _end_paragraph(self, group: Group | None = None, *, is_cell: bool = False) -> None:
        """Close the paragraph being read; the last of a flow only when it says something."""
        group = group or self._group
        flow = self._flow_of(group.destination)
        has_text = bool(flow.pieces)
        if group is not self._group and not has_text:
            return
        block = self._block(group, flow)
        is_page = flow is self._flows["body"]
        if is_page and (group.paragraph.is_in_table or is_cell):
            self._row[-1].append(block)
        else:
            if is_page:
                self._rows_open = 0
                block = replace(block, place=self._next("paragraphe"))
            flow.blocks.append(block)
        flow.pieces, flow.fields, flow.bullet = [], [], ""
        group.paragraph.starts_page = False

    def _end_row(self) -> None:
        cells = [cell for cell in self._row if cell]
        self._row = [[]]
        if not self._rows_open:
            self._grid.append(Table(self._next("tableau"), 0, 0, has_header=self._is_header_row))
        self._rows_open += 1
        table = self._grid[-1]
        self._grid[-1] = replace(
            table, rows=self._rows_open, columns=max(table.columns, len(cells))
        )
        for column, cell in enumerate(cells, start=1):
            for block in cell:
                placed = replace(
                    block,
                    place=f"{table.place}, ligne {self._rows_open}, colonne {column}",
                    cell=(len(self._grid), self._rows_open, column),
                    is_on_right=block.is_on_right or 1 < len(cells) == column,
                )
                self._flows["body"].blocks.append(placed)

    def _block(self, group: Group, flow: Flow) -> Block:
        sheet, paragraph = self._tables, group.paragraph
        style = sheet.style(paragraph.style)
        text = "".join(text for text, _ in flow.pieces)
        looks = [
            (sheet.look(char).above(sheet.look(style.char)), len(text.strip()))
            for text, char in flow.pieces
            if text.strip()
        ]
        look: Look = prevailing(looks) if looks else sheet.look(group.char)
        start = first_line_start(
            (paragraph.left + paragraph.first) / _TWIPS,
            [stop / _TWIPS for stop in paragraph.tabs],
            text,
        )
        by_hand = {"alignment"} if paragraph.alignment != style.paragraph.alignment else set()
        return Block(
            place=flow.place,
            text=text,
            style=style.name,
            font=look.font,
            size_pt=look.size_pt,
            bold=look.bold,
            color=look.color,
            alignment=paragraph.alignment,
            is_on_right=paragraph.alignment == "right" or start >= RIGHT_FROM_CM,
            has_hidden_text=look.is_hidden,
            in_body=not flow.place,
            italic=look.italic,
            underlined=look.underlined,
            level=style.level or paragraph.level,
            list_kind="number"
            if flow.bullet == "number"
            else "bullet"
            if flow.bullet or paragraph.is_listed
            else "",
            by_hand=look.by_hand | by_hand,
            starts_page=paragraph.starts_page,
            fields=frozenset(one.name for one in flow.fields),
            shown_fields=tuple(flow.fields),
        )

    def document(self) -> TextDocument:
        """Return what was read."""
        body = self._flows["body"].blocks
        while body and not body[-1].text and not body[-1].cell:
            body.pop()
        page = self._tables.page
        return TextDocument(
            blocks=(*body, *self._beside()),
            page_size_cm=(page["paperw"], page["paperh"]),
            margins_cm={
                side: page[f"marg{side[0]}"] for side in ("left", "right", "top", "bottom")
            },
            tables=tuple(self._grid),
            pictures=(Picture(""),) * self._pictures,
            comments=self._counts.get("commentaire", 0),
            insertions=self._changes["revised"],
            deletions=self._changes["deleted"],
            template_id=self._tables.custom.get("pack_template_id", ""),
            properties=self._tables.properties,
            declared_pages=self._tables.pages,
            carried=tuple(self._carried),
        )

    def _beside(self) -> Iterator[Block]:
        for flow in self._apart:
            in_body = flow.place.startswith("zone de texte")
            yield from (replace(block, in_body=in_body) for block in flow.blocks)


_CHARACTERS = {
    "tab": "\t", "line": "\n", "emdash": "—", "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“",
    "rdblquote": "”", "bullet": "•", "emspace": "\u2003", "enspace": "\u2002", "nestcell": "\n",
}  # fmt: skip
_SYMBOLS = {"~": "\u00a0", "_": "\u2011", "{": "{", "}": "}", "\\": "\\", "-": "\u00ad"}
_BREAKS = {"par", "cell", "row", "page", "sect"}
