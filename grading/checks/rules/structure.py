"""The structure of a text document: real styles, lists, tables and breaks instead of manual formatting.

What is set by hand looks right today and falls apart at the first correction: that is what an examiner
looks for behind the page (criterion C2.1).
"""

import re
from itertools import groupby, pairwise

from grading.checks.rules.house import SHOWN, written
from grading.checks.rules.rule import Breach, Breaches, Rule, Switch, unless
from grading.documents.model import Block, TextDocument
from sim.language.french import plural

TITLE_STYLES = {"Title", "Subtitle", "Titre", "Sous-titre"}
FALSE_HEADING_LENGTH = 70
SPACES = re.compile(r"\S[ \xa0]{4,}\S|\S\t{3,}\S|^[ \xa0]{6,}\S", re.MULTILINE)
_MARK = re.compile(r"\s*(?:[-–—•*▪◦]\s+|\d{1,2}[.)]\s+|[a-z]\)\s+)\S")
DATA_ROWS, DATA_COLUMNS = 3, 2
"""From this size on, a table holds data; a smaller one may only place things on the page."""
PAGE_OF_BLANKS = 7
"""Empty lines in a row that only stand for a page break."""
LOOKS = {"font", "size", "color"}
"""What belongs in a style; bold and italics inside a sentence are nobody's fault."""


def _heading_styles(document: TextDocument, setting: int) -> Breaches:
    headings = [block for block in written(document) if block.level or block.style in TITLE_STYLES]
    false = [block for block in written(document) if _is_false_heading(block)]
    found = [
        Breach("titre mis en forme à la main, sans style de titre", block.place)
        for block in false[:SHOWN]
    ]
    if len(headings) < setting:
        return [
            Breach(
                f"{plural(len(headings), 'titre', 'titres')} avec un style de titre au lieu de {setting} au moins"
            ),
            *found,
        ]
    return []


def _is_false_heading(block: Block) -> bool:
    text = block.text.strip()
    is_alone = not block.cell and not block.list_kind and not block.is_on_right and "\n" not in text
    is_short = 2 < len(text) <= FALSE_HEADING_LENGTH and text[-1] not in ".,;"
    return is_alone and is_short and not block.level and "bold" in block.by_hand


def _heading_order(document: TextDocument, setting: Switch) -> Breaches:
    headings = [block for block in written(document) if block.level]
    if not headings:
        return None
    return [
        Breach(
            f"un titre de niveau {after.level} suit un titre de niveau {before.level}", after.place
        )
        for before, after in pairwise(headings)
        if after.level > before.level + 1
    ]


def _real_lists(document: TextDocument, setting: Switch) -> Breaches:
    lines = [block for block in document.body() if not block.cell]
    runs = (list(run) for is_typed, run in groupby(lines, _is_typed_item) if is_typed)
    return [
        Breach("liste tapée à la main au lieu d’une liste à puces ou numérotée", run[0].place)
        for run in runs
        if sum(len(_typed_items(block)) for block in run) > 1
    ]


def _is_typed_item(block: Block) -> bool:
    return not block.list_kind and not block.level and bool(_typed_items(block))


def _typed_items(block: Block) -> list[str]:
    return [line for line in block.text.split("\n") if _MARK.match(line)]


def _table_header(document: TextDocument, setting: Switch) -> Breaches:
    tables = [
        one for one in document.tables if one.rows >= DATA_ROWS and one.columns >= DATA_COLUMNS
    ]
    if not tables:
        return None
    first = document.first_rows()
    return [
        Breach("tableau sans ligne d’en-tête", table.place)
        for table in tables
        if not table.has_header
        and not (first[table.place] and all(block.bold for block in first[table.place]))
    ]


def _has_table(document: TextDocument, setting: int) -> Breaches:
    tables = [one for one in document.tables if one.rows >= 2 and one.columns >= DATA_COLUMNS]
    return unless(
        len(tables) >= setting,
        f"{plural(len(tables), 'tableau', 'tableaux')} au lieu de {setting} au moins",
    )


def _blank_lines(document: TextDocument, setting: int) -> Breaches:
    lines = [block for block in document.body() if not block.cell]
    runs = (
        list(run)
        for is_blank, run in groupby(lines, lambda block: not block.text.strip())
        if is_blank
    )
    return [
        Breach(f"{len(run)} lignes vides de suite pour faire de l’espace", run[0].place)
        for run in runs
        if len(run) > setting
    ]


def _typed_alignment(document: TextDocument, setting: Switch) -> Breaches:
    wrong = [block for block in written(document) if SPACES.search(block.text)]
    return [
        Breach("texte aligné avec des espaces ou des tabulations répétées", block.place)
        for block in wrong[:SHOWN]
    ]


def _styled(document: TextDocument, setting: float) -> Breaches:
    blocks = written(document)
    by_hand = [block for block in blocks if block.by_hand & LOOKS]
    share = sum(len(block.text) for block in by_hand) / max(
        1, sum(len(block.text) for block in blocks)
    )
    if 1 - share >= setting - 1e-9:
        return []
    return [
        Breach("police, taille ou couleur mise à la main au lieu d’un style", block.place)
        for block in by_hand[:SHOWN]
    ]


def _toc(document: TextDocument, setting: Switch) -> Breaches:
    return unless("TOC" in document.fields, "aucun sommaire automatique")


def _page_breaks(document: TextDocument, setting: Switch) -> Breaches:
    """Look for a page filled with empty lines instead of a break."""
    return _blank_lines(document, PAGE_OF_BLANKS)


RULES = {
    "heading_styles": Rule(
        "styles de titre", int, "un nombre de titres au moins",
        "tout style de titre, de Word ou de LibreOffice, et les styles Titre et Sous-titre", _heading_styles,
    ),
    "heading_order": Rule(
        "niveaux de titre", bool, "oui ou non", "non jugé sans titre ; remonter de plusieurs niveaux est permis", _heading_order,
    ),
    "real_lists": Rule(
        "listes", bool, "oui ou non", "un tiret isolé n’est pas une liste ; les cellules de tableau ne comptent pas", _real_lists,
    ),
    "table_header": Rule(
        "en-tête des tableaux", bool, "oui ou non",
        "ligne d’en-tête répétée, ou première ligne entièrement en gras ; les petits tableaux de mise en page ne comptent pas",
        _table_header,
    ),
    "has_table": Rule("tableau", int, "un nombre de tableaux au moins", "deux lignes et deux colonnes suffisent", _has_table),
    "blank_lines": Rule(
        "lignes vides", int, "un nombre de lignes vides de suite au plus", "les cellules de tableau ne comptent pas", _blank_lines,
    ),
    "page_breaks": Rule(
        "sauts de page", bool, "oui ou non", "jusqu’à sept lignes vides de suite", _page_breaks,
    ),
    "typed_alignment": Rule(
        "alignement par espaces", bool, "oui ou non",
        "une ou deux tabulations, des taquets, trois espaces", _typed_alignment,
    ),
    "styled": Rule(
        "mise en forme par styles", float, "une part du texte, entre 0 et 1",
        "le gras, l’italique et le souligné dans une phrase ; une mise en forme à la main égale à celle du style", _styled,
    ),
    "toc": Rule("sommaire", bool, "oui ou non", "tout sommaire automatique", _toc),
}  # fmt: skip
