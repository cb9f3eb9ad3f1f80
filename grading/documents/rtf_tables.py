"""What the beginning of a .rtf declares: fonts, colours, styles, page, properties; and what its words set."""

import re
from dataclasses import dataclass, field, replace

from grading.documents.look import Look

EDGES = {
    "header": "en-tête", "headerl": "en-tête", "headerr": "en-tête", "headerf": "en-tête",
    "footer": "pied de page", "footerl": "pied de page", "footerr": "pied de page", "footerf": "pied de page",
}  # fmt: skip
NOTES = {"footnote": "note", "annotation": "commentaire", "shptxt": "zone de texte"}
IGNORED = {
    "fonttbl", "colortbl", "stylesheet", "info", "pict", "object", "objdata", "themedata", "colorschememapping",
    "latentstyles", "datastore", "listtable", "listoverridetable", "rsidtbl", "generator", "userprops", "xmlnstbl",
    "mmathpr", "revtbl", "atnid", "atnauthor", "atndate", "atnref", "atntime", "atrfstart", "atrfend", "bkmkstart",
    "bkmkend", "ftnsep", "ftnsepc", "aftnsep", "aftnsepc", "sp", "nonshppict", "filetbl", "xe", "tc", "do", "pgdsctbl",
    "pgdsc", "falt", "panose", "pnseclvl", "pn", "blipuid", "picprop", "docvar", "template", "nextfile",
}  # fmt: skip
"""Destinations that hold no text of the page."""
_ALIGNED = {"ql": "left", "qc": "center", "qr": "right", "qj": "justify"}
_FONT = re.compile(r"\{\\f(\d+)(?:\\[a-z*]+-?\d*|\{[^{}]*\})* ?([^;{}\\]*)")
_COLOR = re.compile(r"((?:\\[a-z]+\d* ?)*);")
_STYLE = re.compile(r"\{(?:\\\*)?\\(s|cs)(\d+)((?:[^{};]|\{[^{}]*\})*)[;}]")
_WORD = re.compile(r"\\([a-z]+)(-?\d+)? ?")
_CUSTOM = re.compile(r"\{\\propname ([^{}]*)\}\\proptype\d+ ?\{\\staticval ([^{}]*)\}")
_INFO = re.compile(r"\{\\(title|subject|author|operator) ([^{}]*)\}")
_PAGE = {
    "paperw": ("pgwsxn", 12240), "paperh": ("pghsxn", 15840), "margl": ("marglsxn", 1800), "margr": ("margrsxn", 1800),
    "margt": ("margtsxn", 1440), "margb": ("margbsxn", 1440),
}  # fmt: skip
"""Words of the whole document, those of its first section, and the twentieths of a point that hold when
a file says nothing."""
_CODE = re.compile(r"\\'([0-9a-fA-F]{2})|\\u(-?\d+) ?(?:\\'[0-9a-fA-F]{2}|\?)?")
_CODE_PAGES = {
    437: "cp437",
    850: "cp850",
    1250: "cp1250",
    1252: "cp1252",
    10000: "mac-roman",
    65001: "utf-8",
}
_RIGHT_TO_LEFT = re.compile(r"\\rtlch.*?\\ltrch")
_PLAIN_NAME = re.compile(r"\\[a-z]+-?\d* ?|\{[^{}]*\}|[\r\n]")
HEAD_LIMIT = 2_000_000
"""Characters of a file in which its tables are looked for."""


@dataclass(slots=True)
class Char:
    """What a character has."""

    font: int | None = None
    half_points: int = 24
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    color: int = 0
    is_hidden: bool = False
    is_deleted: bool = False


@dataclass(slots=True)
class Paragraph:
    """What a paragraph has; lengths in twentieths of a point."""

    style: int = 0
    alignment: str = "left"
    left: int = 0
    first: int = 0
    tabs: tuple[int, ...] = ()
    level: int = 0
    is_in_table: bool = False
    is_listed: bool = False
    starts_page: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """A style of the style sheet."""

    name: str = ""
    char: Char = field(default_factory=Char)
    paragraph: Paragraph = field(default_factory=Paragraph)
    level: int = 0


_SWITCHES = {
    "b": "bold",
    "i": "italic",
    "ul": "underlined",
    "v": "is_hidden",
    "deleted": "is_deleted",
}
_NUMBERS = {"f": "font", "fs": "half_points", "cf": "color"}


def apply_char(char: Char, word: str, argument: int | None) -> bool:
    """Set what a word says of characters; say whether it says anything of them."""
    if word in _SWITCHES:
        setattr(char, _SWITCHES[word], argument != 0)
    elif word == "ulnone":
        char.underlined = False
    elif word in _NUMBERS and argument is not None:
        setattr(char, _NUMBERS[word], argument)
    else:
        return False
    return True


def apply_paragraph(paragraph: Paragraph, word: str, argument: int | None) -> None:
    """Set what a word says of a paragraph."""
    if word in _ALIGNED:
        paragraph.alignment = _ALIGNED[word]
    elif word == "tx" and argument is not None:
        paragraph.tabs = (*paragraph.tabs[:50], argument)
    elif word == "intbl":
        paragraph.is_in_table = True
    elif word == "pagebb":
        paragraph.starts_page = argument != 0
    elif argument is not None:
        _apply_number(paragraph, word, argument)


def _apply_number(paragraph: Paragraph, word: str, argument: int) -> None:
    if word == "s":
        paragraph.style = argument
    elif word in {"li", "lin"}:
        paragraph.left = argument
    elif word == "fi":
        paragraph.first = argument
    elif word == "ls":
        paragraph.is_listed = argument > 0
    elif word == "outlinelevel":
        paragraph.level = argument + 1 if 0 <= argument < 9 else 0


class Tables:
    """The tables a file declares."""

    def __init__(self, data: bytes) -> None:
        head = data[:HEAD_LIMIT].decode("latin-1")
        code_page = re.search(r"\\ansicpg(\d{1,5})", head)
        self.encoding = _CODE_PAGES.get(int(code_page[1]) if code_page else 1252, "cp1252")
        self._default_font = _number(head, "deff", 0)
        self._fonts = {
            int(number): name.strip() for number, name in _FONT.findall(_group(head, "fonttbl"))
        }
        self._colors = [
            _color(found)
            for found in _COLOR.findall(
                _group(head, "colortbl").partition(" ")[2] or _group(head, "colortbl")
            )
        ]
        written = {
            int(n): text
            for kind, n, text in _STYLE.findall(_group(head, "stylesheet"))
            if kind == "s"
        }
        self._styles = {number: self._sheet(number, written) for number in written}
        self.page = {
            name: round(_number(head, section, _number(head, name, otherwise)) / 567, 2)
            for name, (section, otherwise) in _PAGE.items()
        }
        self.custom = {
            name: self._said(value) for name, value in _CUSTOM.findall(_group(head, "userprops"))
        }
        names = {"author": "creator", "operator": "lastModifiedBy"}
        found = _INFO.findall(_group(head, "info"))
        self.properties = {
            names.get(name, name): self._said(value) for name, value in found if value.strip()
        }
        self.pages = _number(_group(head, "info"), "nofpages", 0) or None

    def _said(self, text: str) -> str:
        """Return a text of a table with its codes read."""
        return _CODE.sub(self._character, text).strip()

    def _character(self, code: re.Match[str]) -> str:
        if code[1]:
            return bytes([int(code[1], 16)]).decode(self.encoding, "replace")
        return characters(int(code[2]))

    def _sheet(self, number: int, written: dict[int, str]) -> Sheet:
        char, paragraph = Char(), Paragraph()
        for text in reversed(_inherited(number, written)):
            for word, argument in _WORD.findall(text):
                value = int(argument) if argument else None
                if not apply_char(char, word, value):
                    apply_paragraph(paragraph, word, value)
        name = self._said(_PLAIN_NAME.sub("", written[number]))
        heading = re.fullmatch(r"heading ([1-9])", name, re.IGNORECASE)
        level = int(heading[1]) if heading else paragraph.level
        return Sheet(name.title() if heading else name, char, replace(paragraph, style=0), level)

    def style(self, number: int) -> Sheet:
        """Return a style; one the sheet does not know has no name."""
        return self._styles.get(number, Sheet())

    def look(self, char: Char) -> Look:
        """Return what a character looks like."""
        font = self._default_font if char.font is None else char.font
        color = self._colors[char.color] if 0 <= char.color < len(self._colors) else None
        return Look(
            font=self._fonts.get(font),
            size_pt=char.half_points / 2,
            bold=char.bold,
            color=color,
            is_hidden=char.is_hidden,
            italic=char.italic,
            underlined=char.underlined,
        )


def _inherited(number: int, written: dict[int, str]) -> list[str]:
    """Return the words of a style and of those it is based on, nearest first.

    The twin of a property for text from right to left comes first, and is none of ours.
    """
    found: list[str] = []
    seen: set[int] = set()
    while number in written and number not in seen:
        seen.add(number)
        text = _RIGHT_TO_LEFT.sub("", written[number])
        found.append(text)
        base = re.search(r"\\sbasedon(\d{1,5})", text)
        number = int(base[1]) if base else -1
    return found


def characters(code: int) -> str:
    """Return the character of a code, which RTF writes negative from 32,768 on."""
    code = code + 65536 if code < 0 else code
    return chr(code) if 0 <= code < 0xD800 or 0xDFFF < code < 0x110000 else "\ufffd"


def name_of_field(instruction: str) -> list[str]:
    """Return the name of a field."""
    return [word.upper() for word in instruction.split()[:1]]


def _number(head: str, word: str, otherwise: int) -> int:
    found = re.search(rf"\\{word}(\d{{1,6}})", head)
    return int(found[1]) if found else otherwise


def _group(head: str, word: str) -> str:
    """Return what is inside the first group of a destination."""
    start = head.find(f"\\{word}")
    if start < 0:
        return ""
    depth = 1
    for brace in re.finditer(r"(?<!\\)[{}]", head[start:]):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            return head[start + len(word) + 1 : start + brace.start()]
    return head[start:]


def _color(words: str) -> str | None:
    found = {name: int(value) for name, value in re.findall(r"\\(red|green|blue)(\d{1,3})", words)}
    if not found:
        return None
    return "".join(f"{min(found.get(name, 0), 255):02X}" for name in ("red", "green", "blue"))
