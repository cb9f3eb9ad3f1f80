"""The house style of a text document: fonts, sizes, colours, headings, alignment."""

from collections.abc import Callable

from grading.checks.rules.rule import Breach, Breaches, Rule, length, unless
from grading.documents.model import Block, TextDocument
from sim.facts.base import Value
from sim.language.mentions import says

SHOWN = 5
"""Places named for one rule: enough to find the fault, not a list of the whole text."""
FONT_SHARE, SIZE_SHARE, COLOR_SHARE = 0.8, 0.7, 0.9
SIZE_TOLERANCE_PT = 0.5
LONG_PARAGRAPH = 120
"""Characters from which a paragraph runs over more than one line, so that its alignment shows."""
EQUAL_FONTS = {"carlito": "calibri", "liberation sans": "arial", "liberation serif": "times new roman", "caladea": "cambria"}  # fmt: skip
"""Free fonts of the same widths, which LibreOffice puts in place of those that are missing."""
BLACK = {"", "000000"}


class Heading(Value):
    """Look of a heading."""

    size: float
    color: str


def written(document: TextDocument) -> list[Block]:
    """Return the blocks of the page that say something."""
    return [block for block in document.body() if block.text.strip()]


def _share(
    document: TextDocument, is_right: Callable[[Block], bool], share: float, told: Callable[[Block], str]
) -> list[Breach]:  # fmt: skip
    """Return the places that are not right, when less than a share of the characters is."""
    blocks = written(document)
    wrong = [block for block in blocks if not is_right(block)]
    total = sum(len(block.text) for block in blocks)
    if sum(len(block.text) for block in wrong) <= (1 - share) * total + 1e-9:
        return []
    longest = sorted(wrong, key=lambda block: -len(block.text))[:SHOWN]
    return [Breach(told(block), block.place) for block in longest]


def _font(document: TextDocument, setting: str) -> Breaches:
    wanted = {_same(name) for name in setting.split("|")}
    return _share(
        document,
        lambda block: _same(block.font or "") in wanted,
        FONT_SHARE,
        lambda block: (
            f"police {block.font or 'inconnue'} au lieu de {setting.split('|', maxsplit=1)[0].strip()}"
        ),
    )


def _same(font: str) -> str:
    name = font.strip().casefold()
    return EQUAL_FONTS.get(name, name)


def _size(document: TextDocument, setting: float) -> Breaches:
    return _share(
        document,
        lambda block: (
            block.size_pt is not None and abs(block.size_pt - setting) <= SIZE_TOLERANCE_PT
        ),
        SIZE_SHARE,
        lambda block: f"taille {length(block.size_pt or 0)} au lieu de {length(setting)}",
    )


def _colors(document: TextDocument, setting: list[str]) -> Breaches:
    allowed = BLACK | {color.upper().lstrip("#") for color in setting}
    return _share(
        document,
        lambda block: (block.color or "").upper() in allowed,
        COLOR_SHARE,
        lambda block: f"couleur #{block.color} hors de la charte",
    )


def _heading(document: TextDocument, setting: Heading) -> Breaches:
    """Ask for a heading that has the look of the house style, by style or by hand."""
    found = any(
        block.bold
        and abs((block.size_pt or 0) - setting.size) <= SIZE_TOLERANCE_PT
        and (block.color or "").upper() == setting.color.upper().lstrip("#")
        for block in written(document)
    )
    return unless(
        found, f"aucun titre en gras, taille {length(setting.size)}, couleur #{setting.color}"
    )


def _alignment(document: TextDocument, setting: str) -> Breaches:
    long = [
        block for block in written(document) if len(block.text) >= LONG_PARAGRAPH and not block.cell
    ]
    wrong = [block for block in long if block.alignment != setting]
    if len(wrong) * 2 < max(1, len(long)):
        return []
    return [
        Breach("paragraphe aligné autrement que la charte ne le demande", block.place)
        for block in wrong[:SHOWN]
    ]


def _addressee_right(document: TextDocument, setting: str) -> Breaches:
    said = [block for block in document.body() if says(block.text, setting)]
    if any(block.is_on_right for block in said):
        return []
    if not said:
        return [Breach(f"destinataire « {setting} » introuvable")]
    return [Breach("destinataire à gauche au lieu de la moitié droite", said[0].place)]


RULES = {
    "font": Rule(
        "police du texte", str, "un nom de police, ou plusieurs séparés par une barre",
        "par style, par thème ou à la main ; 20 % des caractères peuvent différer ; les polices libres de mêmes chasses"
        " (Carlito pour Calibri, Liberation Sans pour Arial) valent l’originale", _font,
    ),
    "size": Rule(
        "taille du texte", float, "une taille en points",
        "à un demi-point près ; 30 % des caractères (titres, mentions) peuvent différer", _size,
    ),
    "colors": Rule(
        "couleurs du texte", list[str], "une liste de couleurs (RRVVBB)",
        "le noir et l’automatique toujours ; 10 % des caractères peuvent différer", _colors,
    ),
    "heading": Rule(
        "titre de la charte", Heading, "une taille et une couleur (size, color)",
        "par style ou à la main ; un seul titre suffit", _heading,
    ),
    "alignment": Rule(
        "alignement du texte", str, "left, center, right ou justify",
        "seuls comptent les paragraphes de plus d’une ligne ; moins de la moitié peut différer", _alignment,
    ),
    "addressee_right": Rule(
        "destinataire à droite", str, "le nom du destinataire",
        "aligné à droite, en retrait, par tabulation, dans une zone de texte ou une cellule de droite", _addressee_right,
    ),
}  # fmt: skip
