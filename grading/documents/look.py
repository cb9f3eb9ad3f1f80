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

Levels = list[Element]
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
        return replace(self, by_hand=frozenset(differing))


class Styles:
    """The styles, theme fonts and defaults of a document."""

    def __init__(self, styles: Element | None, theme_fonts: dict[str, str]) -> None:
        found = [] if styles is None else styles.findall(f"{W}style")
        self._by_id = {style.get(f"{W}styleId", ""): style for style in found}
        self._defaults = {
            style.get(f"{W}type", ""): style.get(f"{W}styleId", "")
            for style in found
            if is_on(style, f"{W}default") and style.get(f"{W}default")
        }
        self._document = None if styles is None else styles.find(f"{W}docDefaults")
        self._theme_fonts = theme_fonts

    def name(self, paragraph: Element) -> str:
        """Return the name of a paragraph's style, in English for those Word comes with."""
        for style in self._chain(_asked(paragraph, "pPr", "pStyle"), "paragraph"):
            name = style.find(f"{W}name")
            return "" if name is None else BabelFish.internal2ui(name.get(f"{W}val", ""))
        return ""

    def level(self, paragraph: Element) -> int:
        """Return the outline level that a paragraph's style gives it, 0 when it is no heading."""
        for style in self._chain(_asked(paragraph, "pPr", "pStyle"), "paragraph"):
            asked = attribute(_present([style], "pPr"), "outlineLvl", "val")
            name = style.find(f"{W}name")
            named = _HEADING.fullmatch("" if name is None else name.get(f"{W}val", ""))
            if named is not None:
                return int(named[1])
            if asked is not None and asked.isdigit():
                return int(asked) + 1 if int(asked) < BODY_LEVEL else 0
        return 0

    def _chain(self, style_id: str, kind: str) -> Iterator[Element]:
        """Return a style and those it is based on; the default one when none is asked."""
        seen: set[str] = set()
        current = style_id if style_id in self._by_id else self._defaults.get(kind, "")
        while current in self._by_id and current not in seen:
            seen.add(current)
            yield self._by_id[current]
            base = self._by_id[current].find(f"{W}basedOn")
            current = "" if base is None else base.get(f"{W}val", "")

    def paragraph_levels(self, paragraph: Element) -> Levels:
        """Return where a paragraph's own properties come from, nearest first."""
        chain = self._chain(_asked(paragraph, "pPr", "pStyle"), "paragraph")
        default = self._find_default("pPr")
        return [*_present([paragraph, *chain], "pPr"), *default]

    def text_levels(self, paragraph: Element, table: Element | None) -> Levels:
        """Return where the properties of a paragraph's text come from, its runs apart."""
        chain = [*self._chain(_asked(paragraph, "pPr", "pStyle"), "paragraph")]
        if table is not None:
            chain += self._chain(_asked(table, "tblPr", "tblStyle"), "table")
        return [*_present(chain, "rPr"), *self._find_default("rPr")]

    def _find_default(self, properties: str) -> Levels:
        path = f"{W}{properties}Default/{W}{properties}"
        found = None if self._document is None else self._document.find(path)
        return [] if found is None else [found]

    def look(self, run: Element | None, below: Levels) -> Look:
        """Return the look of a run above given levels; of no run, that of the levels."""
        if run is None:
            return self._of(below)
        direct = _present([run], "rPr")
        styled = [*_present(self._run_chain(run), "rPr"), *below]
        look = self._of([*direct, *styled])
        return look.above(self._of(styled)) if direct else look

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

    def _run_chain(self, run: Element) -> Iterator[Element]:
        return self._chain(_asked(run, "rPr", "rStyle"), "character")

    def _font(self, levels: Levels) -> str | None:
        for level in levels:
            fonts = level.find(f"{W}rFonts")
            if fonts is None:
                continue
            theme = fonts.get(f"{W}asciiTheme") or fonts.get(f"{W}hAnsiTheme") or ""
            named = fonts.get(f"{W}ascii") or fonts.get(f"{W}hAnsi")
            font = self._theme_fonts.get(theme[:5]) or named
            if font:
                return font
        return _WORD_FONT


def theme_fonts(package: Package, main: str) -> dict[str, str]:
    """Return the fonts of the document's theme: `major` for headings, `minor` for text."""
    for part in package.related(main, "theme"):
        tree = package.tree(part)
        found = {kind: tree.find(f".//{A}{kind}Font/{A}latin") for kind in ("major", "minor")}
        return {
            kind: latin.get("typeface", "") for kind, latin in found.items() if latin is not None
        }
    return {}


def first(levels: Iterable[Element], name: str) -> Element | None:
    """Return the nearest word on a property."""
    found = (level.find(f"{W}{name}") for level in levels)
    return next((element for element in found if element is not None), None)


def attribute(levels: Iterable[Element], name: str, *attributes: str) -> str | None:
    """Return the nearest value of an attribute of a property, whichever of its spellings."""
    elements = (level.find(f"{W}{name}") for level in levels)
    values = (
        element.get(f"{W}{spelling}")
        for element in elements
        if element is not None
        for spelling in attributes
    )
    return next((value for value in values if value), None)


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


def _present(holders: Iterable[Element], properties: str) -> Levels:
    found = (holder.find(f"{W}{properties}") for holder in holders)
    return [element for element in found if element is not None]


def _asked(holder: Element, properties: str, style: str) -> str:
    found = holder.find(f"{W}{properties}/{W}{style}")
    return "" if found is None else found.get(f"{W}val", "")


def _size(levels: Levels) -> float | None:
    try:
        return float(attribute(levels, "sz", "val") or _WORD_HALF_POINTS) / 2
    except ValueError:
        return None


def _color(levels: Levels) -> str | None:
    value = attribute(levels, "color", "val") or "auto"
    return None if value == "auto" else value.upper()
