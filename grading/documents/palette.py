"""The plain colour that a fill, a reference or a text of a drawing asks for, through the theme.

Source: ECMA-376 part 1, 20.1.2.3 (colours and their transforms): `shade` and `tint` mix with black and
white in linear light, `lumMod` and `lumOff` change the lightness.
"""

import colorsys
from collections.abc import Callable

from grading.documents.ground import NO_FILL, UNKNOWN
from grading.documents.package import A, Element, elements

NOTHING, PLAIN = f"{A}noFill", f"{A}solidFill"
MIXED = {f"{A}{kind}" for kind in ("gradFill", "blipFill", "pattFill", "grpFill")}
FIRST_BACKGROUND = 1001
"""Number of the first background of a theme; fills begin at 1."""
WHOLE = 100_000.0
"""One hundred percent."""
PRESETS = {"black": "000000", "white": "FFFFFF", "red": "FF0000", "blue": "0000FF", "yellow": "FFFF00", "gray": "808080"}  # fmt: skip


class Palette:
    """The colours of a theme, by the names that a page gives them."""

    def __init__(self, theme: Element | None, names: dict[str, str]) -> None:
        scheme = None if theme is None else theme.find(f".//{A}clrScheme")
        self._theme = theme
        self._names = names
        self._colors = {
            str(one.tag).removeprefix(A): _plain(next(elements(one), None))
            for one in (() if scheme is None else elements(scheme))
        }

    def of(self, parent: Element, own: str = UNKNOWN) -> str:
        """Return the colour held by a fill or a reference; `own` stands for the theme's blank."""
        color = next(elements(parent), None)
        if color is None:
            return UNKNOWN
        base = _plain(color)
        if color.tag == f"{A}schemeClr":
            name = color.get("val", "")
            base = own if name == "phClr" else self.named(name)
        return base if base == UNKNOWN else _changed(base, color)

    def named(self, name: str) -> str:
        """Return a colour by the name a page has for it: `tx1`, `accent2`, `hlink`."""
        return self._colors.get(self._names.get(name, name), UNKNOWN)

    def fill(self, properties: Element | None) -> str | None:
        """Return what a shape or a background is filled with; none when it does not say."""
        for child in () if properties is None else properties:
            if child.tag == NOTHING:
                return NO_FILL
            if child.tag == PLAIN:
                return self.of(child)
            if child.tag in MIXED:
                return UNKNOWN
        return None

    def referred(self, reference: Element | None) -> str | None:
        """Return the fill of the theme that a shape or a background points to by its number."""
        if reference is None:
            return None
        written = reference.get("idx", "0")
        number = int(written) if written.isdecimal() else 0
        if number in {0, FIRST_BACKGROUND - 1}:
            return NO_FILL
        kind = "bgFillStyleLst" if number >= FIRST_BACKGROUND else "fillStyleLst"
        found = None if self._theme is None else self._theme.find(f".//{A}{kind}")
        fills = [] if found is None else list(elements(found))
        at = number - (FIRST_BACKGROUND if number >= FIRST_BACKGROUND else 1)
        if at >= len(fills) or fills[at].tag != f"{A}solidFill":
            return UNKNOWN
        return self.of(fills[at], self.of(reference))


def _plain(color: Element | None) -> str:
    """Return a colour written as such; what the theme calls otherwise is not."""
    if color is None:
        return UNKNOWN
    kind, value = str(color.tag).removeprefix(A), color.get("val", "")
    if kind == "sysClr":
        value = color.get("lastClr", "")
    elif kind == "prstClr":
        value = PRESETS.get(value, "")
    elif kind != "srgbClr":
        return UNKNOWN
    return value.upper() if is_hex(value) else UNKNOWN


def is_hex(value: str) -> bool:
    """Say whether a text is a colour in six hexadecimal digits."""
    return len(value) == 6 and all(char in "0123456789abcdefABCDEF" for char in value)


def channels(color: str) -> tuple[float, float, float]:
    """Return red, green and blue of RRGGBB, from 0 to 1."""
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def linear(channel: float) -> float:
    """Return the light of a channel of sRGB (IEC 61966-2-1)."""
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def luminance(color: str) -> float:
    """Return the relative luminance of RRGGBB, from 0 (black) to 1 (WCAG 2.2)."""
    red, green, blue = (linear(one) for one in channels(color))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _encoded(light: float) -> float:
    return light * 12.92 if light <= 0.0031308 else 1.055 * light ** (1 / 2.4) - 0.055


def _written(rgb: tuple[float, ...]) -> str:
    return "".join(f"{round(255 * min(1.0, max(0.0, one))):02X}" for one in rgb)


def _changed(base: str, color: Element) -> str:
    """Return a colour after its transforms; one that is not known here leaves it unknown."""
    for change in elements(color):
        name = str(change.tag).removeprefix(A)
        value = change.get("val", "")
        if not value.lstrip("-").isdecimal() or name not in CHANGES:
            return UNKNOWN
        base = CHANGES[name](base, int(value) / WHOLE)
        if base == UNKNOWN:
            return UNKNOWN
    return base


def _lightness(base: str, factor: float, offset: float) -> str:
    hue, light, saturation = colorsys.rgb_to_hls(*channels(base))
    changed = min(1.0, max(0.0, light * factor + offset))
    return _written(colorsys.hls_to_rgb(hue, changed, saturation))


def _mixed(base: str, share: float, *, with_white: bool) -> str:
    rest = (1 - share) if with_white else 0.0
    return _written(tuple(_encoded(linear(one) * share + rest) for one in channels(base)))


CHANGES: dict[str, Callable[[str, float], str]] = {
    "lumMod": lambda base, value: _lightness(base, value, 0.0),
    "lumOff": lambda base, value: _lightness(base, 1.0, value),
    "shade": lambda base, value: _mixed(base, value, with_white=False),
    "tint": lambda base, value: _mixed(base, value, with_white=True),
    "alpha": lambda base, value: base if value >= 1 else UNKNOWN,
}
