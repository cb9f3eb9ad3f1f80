"""The formatting text really has in a .docx: by hand, by style, by theme or by default.

A property is looked for level by level, as Word does: the run, its character style, the paragraph's
style, the table's style, the document's defaults, and what Word does when nobody says.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TypeVar

from docx.styles import BabelFish

from grading.documents.package import A, Element, Package, W, is_on

ALIGNMENTS = {
    "left": "left", "start": "left", "center": "center", "right": "right", "end": "right",
    "both": "justify", "distribute": "justify",
}  # fmt: skip
_WORD_FONT, _WORD_HALF_POINTS = "Times New Roman", "20"

BODY_LEVEL = 9
"""Outline level, from 0, that Word gives to what is no heading."""
_HEADING = re.compile(r"heading ([1-9])", re.IGNORECASE)
HAND = {
    "font": "font", "size": "size_pt", "bold": "bold", "italic": "italic", "underline": "underlined", "color": "color",
}  # fmt: skip
"""Names of `Block.by_hand`, and the part of a look each is about."""

Levels = list[dict[str, Element]]
"""Properties by tag, of each that may give them, nearest first."""
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Look:
    """How a piece of text looks."""

    font: str | None
    size_pt: float | None
    bold: bool
    color: str | None
    is_hidden: bool
    italic: bool = False
    underlined: bool = False
    by_hand: frozenset[str] = frozenset()
    """What direct formatting gives that the styles would not: see `Block.by_hand`."""

    def above(self, styled: "Look") -> "Look":
        """Return this look, with what it has by hand above the look its styles give."""
        differing = {
            name for name, field in HAND.items() if getattr(self, field) != getattr(styled, field)
        }
        return replace(self, by_hand=frozenset(differing)) if differing else self


@dataclass(frozen=True, slots=True)
class ParagraphStyle:
    """What a paragraph's style gives, those it is based on included."""

    name: str
    """In English for the styles Word comes with."""
    level: int
    """Outline level, 0 when it is no heading."""
    levels: Levels
    """Where properties of the paragraph come from, nearest first."""


class Styles:
    """The styles, theme fonts and defaults of a document.

    A document has few styles and many paragraphs: what a style gives is worked out once for all of them.
    """

    def __init__(self, styles: Element | None, theme_fonts: dict[str, str]) -> None:
        found = [] if styles is None else list(styles.iterchildren(f"{W}style"))
        self._by_id = {style.get(f"{W}styleId", ""): style for style in found}
        self._defaults = {
            style.get(f"{W}type", ""): style.get(f"{W}styleId", "")
            for style in found
            if style.get(f"{W}default") and is_on(style, f"{W}default")
        }
        self._document = None if styles is None else styles.find(f"{W}docDefaults")
        self._theme_fonts = theme_fonts
        self._paragraphs: dict[str, ParagraphStyle] = {}
        self._texts: dict[tuple[str | None, str, str | None], tuple[Levels, Look]] = {}

    def paragraph(self, style_id: str) -> ParagraphStyle:
        """Return what a style gives to its paragraphs; the default one when none is asked."""
        if style_id not in self._paragraphs:
            chain = list(self._chain(style_id, "paragraph"))
            self._paragraphs[style_id] = ParagraphStyle(
                name=BabelFish.internal2ui(_named(chain[0])) if chain else "",
                level=_outline_level(chain),
                levels=[*_present(chain, "pPr"), *self._find_default("pPr")],
            )
        return self._paragraphs[style_id]

    def _chain(self, style_id: str, kind: str) -> Iterator[Element]:
        """Return a style and those it is based on; the default one when none is asked."""
        seen: set[str] = set()
        current = style_id if style_id in self._by_id else self._defaults.get(kind, "")
        while current in self._by_id and current not in seen:
            seen.add(current)
            yield self._by_id[current]
            base = self._by_id[current].find(f"{W}basedOn")
            current = "" if base is None else base.get(f"{W}val", "")

    def _find_default(self, kind: str) -> Levels:
        found = None if self._document is None else self._document.find(f"{W}{kind}Default")
        return [] if found is None else properties_of(found, kind)

    def look(self, run: Element | None, style: str, table: str | None) -> Look:
        """Return the look of a run in a paragraph and a table of given styles; of no run, that of the styles."""
        direct = [] if run is None else properties_of(run, "rPr")
        character = None if run is None else style_asked(direct, "rStyle")
        below, styled = self._text(character, style, table)
        return self._of([*direct, *below]).above(styled) if direct else styled

    def _text(self, character: str | None, style: str, table: str | None) -> tuple[Levels, Look]:
        """Return where text of given styles takes its properties from, nearest first, and how it looks."""
        key = (character, style, table)
        if key not in self._texts:
            chain = [] if character is None else [*self._chain(character, "character")]
            chain += self._chain(style, "paragraph")
            chain += [] if table is None else self._chain(table, "table")
            levels = [*_present(chain, "rPr"), *self._find_default("rPr")]
            self._texts[key] = (levels, self._of(levels))
        return self._texts[key]

    def _of(self, levels: Levels) -> Look:
        return Look(
            font=self._font(levels),
            size_pt=_size(levels),
            bold=is_on(first(levels, "b")),
            color=_color(levels),
            is_hidden=is_on(first(levels, "vanish")),
            italic=is_on(first(levels, "i")),
            underlined=(attribute(levels, "u", "val") or "none") != "none",
        )

    def _font(self, levels: Levels) -> str | None:
        for level in levels:
            fonts = level.get(f"{W}rFonts")
            if fonts is None:
                continue
            theme = fonts.get(f"{W}asciiTheme") or fonts.get(f"{W}hAnsiTheme") or ""
            named = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
            font = self._theme_fonts.get(theme[:5]) or named
            if font:
                return font
        return _WORD_FONT


def _named(style: Element) -> str:
    name = style.find(f"{W}name")
    return "" if name is None else name.get(f"{W}val", "")


def _outline_level(chain: list[Element]) -> int:
    for style in chain:
        asked = attribute(properties_of(style, "pPr"), "outlineLvl", "val")
        named = _HEADING.fullmatch(_named(style))
        if named is not None:
            return int(named[1])
        if asked is not None and asked.isdigit():
            return int(asked) + 1 if int(asked) < BODY_LEVEL else 0
    return 0


def theme_fonts(package: Package, main: str) -> dict[str, str]:
    """Return the fonts of the document's theme: `major` for headings, `minor` for text."""
    for part in package.related(main, "theme"):
        tree = package.tree(part)
        found = {kind: tree.find(f".//{A}{kind}Font/{A}latin") for kind in ("major", "minor")}
        return {
            kind: latin.get("typeface", "") for kind, latin in found.items() if latin is not None
        }
    return {}


def properties_of(holder: Element, name: str) -> Levels:
    """Return what a style, a paragraph, a run or a table says of itself under a name: one level, or none."""
    found = holder.find(f"{W}{name}")
    # Of a property said twice, the first counts: read backwards, it is the one that stays.
    return (
        [] if found is None else [{one.tag: one for one in found.iterchildren("*", reversed=True)}]
    )


def style_asked(levels: Levels, name: str) -> str:
    """Return the identifier of the style that properties ask for, empty when they ask for none."""
    found = first(levels, name)
    return "" if found is None else found.get(f"{W}val", "")


def first(levels: Levels, name: str) -> Element | None:
    """Return the nearest word on a property."""
    tag = f"{W}{name}"
    for level in levels:
        if tag in level:
            return level[tag]
    return None


def attribute(levels: Levels, name: str, *attributes: str) -> str | None:
    """Return the nearest value of an attribute of a property, whichever of its spellings."""
    tag = f"{W}{name}"
    for level in levels:
        for spelling in attributes if tag in level else ():
            value = level[tag].get(f"{W}{spelling}")
            if value:
                return value
    return None


def prevailing(looks: list[tuple[Look, int]]) -> Look:
    """Return, property by property, what most characters have; there must be some."""
    if len(looks) == 1:
        return looks[0][0]
    return Look(
        font=_most((look.font, weight) for look, weight in looks),
        size_pt=_most((look.size_pt, weight) for look, weight in looks),
        bold=bool(_most((look.bold, weight) for look, weight in looks)),
        color=_most((look.color, weight) for look, weight in looks),
        is_hidden=any(look.is_hidden for look, _ in looks),
        italic=bool(_most((look.italic, weight) for look, weight in looks)),
        underlined=bool(_most((look.underlined, weight) for look, weight in looks)),
        by_hand=_most((look.by_hand, weight) for look, weight in looks),
    )


def _most(weighted: Iterable[tuple[T, int]]) -> T:
    counter: Counter[T] = Counter()
    for value, weight in weighted:
        counter[value] += weight
    return counter.most_common(1)[0][0]


def _present(holders: Iterable[Element], name: str) -> Levels:
    return [level for holder in holders for level in properties_of(holder, name)]


def _size(levels: Levels) -> float | None:
    try:
        return float(attribute(levels, "sz", "val") or _WORD_HALF_POINTS) / 2
    except ValueError:
        return None


def _color(levels: Levels) -> str | None:
    value = attribute(levels, "color", "val") or "auto"
    return None if value == "auto" else value.upper()
