"""The page of a text document: format, margins, edges, number of pages, logo."""

from grading.checks.rules.rule import Breach, Breaches, Rule, Switch, length, unless
from grading.documents.model import TextDocument
from sim.language.mentions import says

A4_CM = (21.0, 29.7)
TOLERANCE_CM = 0.2
SIDES = {"left": "gauche", "right": "droite", "top": "haute", "bottom": "basse"}


def _a4(document: TextDocument, setting: Switch) -> Breaches:
    width, height = document.page_size_cm
    if not width:
        return None
    is_a4 = abs(width - A4_CM[0]) <= TOLERANCE_CM and abs(height - A4_CM[1]) <= TOLERANCE_CM
    return unless(is_a4, f"page de {length(width)} × {length(height)} cm au lieu de 21 × 29,7 cm")


def _margins(document: TextDocument, setting: dict[str, float]) -> Breaches:
    if not document.page_size_cm[0]:
        return None
    return [
        Breach(f"marge {SIDES[side]} de {length(document.margins_cm[side])} cm au lieu de {length(wanted)} cm")
        for side, wanted in setting.items()
        if abs(document.margins_cm[side] - wanted) > TOLERANCE_CM
    ]  # fmt: skip


def _page_fields(document: TextDocument, setting: list[str]) -> Breaches:
    names = {"PAGE": "le numéro de la page", "NUMPAGES": "le nombre de pages"}
    return [
        Breach(f"{names.get(name, name)} n’est pas un champ automatique")
        for name in setting
        if name not in document.fields
    ]


def _header(document: TextDocument, setting: list[str]) -> Breaches:
    return _edge(document.header_text, setting, "en-tête")


def _footer(document: TextDocument, setting: list[str]) -> Breaches:
    return _edge(document.footer_text, setting, "pied de page")


def _edge(text: str, wanted: list[str], place: str) -> list[Breach]:
    return [Breach(f"« {value} » manque", place) for value in wanted if not says(text, value)]


def _mentions(document: TextDocument, setting: list[str]) -> Breaches:
    text = document.all_text()
    return [Breach(f"« {value} » manque") for value in setting if not says(text, value)]


def _pages(document: TextDocument, setting: int) -> Breaches:
    pages = document.declared_pages
    if pages is None:
        return None
    return unless(pages <= setting, f"{pages} pages au lieu de {setting} au plus")


def _logo(document: TextDocument, setting: Switch) -> Breaches:
    return unless(bool(document.pictures), "aucun logo ni image")


RULES = {
    "a4": Rule("format A4", bool, "oui ou non", "à 2 mm près ; en portrait", _a4),
    "margins": Rule(
        "marges", dict[str, float], "les marges par côté (left, right, top, bottom), en centimètres",
        "à 2 mm près ; la hauteur d’un en-tête de LibreOffice compte dans la marge", _margins,
    ),
    "page_fields": Rule(
        "numéro de page", list[str], "une liste de champs (PAGE, NUMPAGES)",
        "le champ peut être en en-tête, en pied de page ou dans le texte ; un numéro tapé n’en est pas un", _page_fields,
    ),
    "header": Rule(
        "en-tête", list[str], "une liste de mentions", "toute écriture des mentions ; l’un des en-têtes suffit", _header,
    ),
    "footer": Rule(
        "pied de page", list[str], "une liste de mentions", "toute écriture des mentions ; l’un des pieds de page suffit",
        _footer,
    ),
    "mentions": Rule(
        "mentions attendues", list[str], "une liste de mentions", "toute écriture, n’importe où dans le document", _mentions,
    ),
    "pages": Rule(
        "nombre de pages", int, "un nombre de pages au plus",
        "non jugé quand le logiciel du candidat n’a pas compté les pages", _pages,
    ),
    "logo": Rule("logo", bool, "oui ou non", "toute image, en en-tête ou dans le texte", _logo),
}  # fmt: skip
