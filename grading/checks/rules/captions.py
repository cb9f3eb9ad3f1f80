"""What must be said of a table of figures: in which unit, from which source, as of when (office.md §5.3).

In a spreadsheet each sheet is one table; in a text, each table of data. What is said of a table stands in
its headers, above it, below it, beside it, or in the way its figures are shown.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby

from grading.checks.rules.rule import Breach, Breaches, Rule, Switch
from grading.checks.rules.sheets import Place, grid, is_number, is_year, visible
from grading.checks.rules.structure import DATA_COLUMNS, DATA_ROWS
from grading.documents.model import Block, Cell, Sheet, Table, TextDocument, Workbook
from sim.language.mentions import says
from sim.language.normalise import normalise
from sim.language.tokens import Day, tokens

LEAST_FIGURES = 2
"""Rows with figures from which a sheet holds a table."""
CAPTION_BLOCKS, CAPTION_LENGTH = 2, 200
"""How many paragraphs before and after a table may be about it, and how long such a one is."""

_SAME = (("€", "euro", "euros", "eur"), ("k€", "keur", "kilo-euros", "milliers d'euros"), ("%", "pour cent", "pourcent", "pourcentage"),
         ("h", "heure", "heures"), ("j", "jour", "jours"), ("kg", "kilo", "kilos", "kilogrammes"), ("piece", "pieces", "pcs", "unites"))  # fmt: skip
"""Units that several words name, without accents."""
_SHORT = r"(?:h|min|j|t|g|kg|m|mm|cm|km|m2|m3|l)"
_LONG = (
    r"(?:k?euros?|k?eur|ke|kg|tonnes?|mm|cm|km|m2|m3|litres?|heures?|minutes?|jours?|pieces?|pcs|unites?|lignes?|colis"
    r"|palettes?|personnes?|points?|nombre|nb|nbre|quantites?|qtes?|effectifs?|pour ?cent|pourcentage)"
)
_SIGN = r"€|%"
_SAID = re.compile(
    rf"{_SIGN}|\((?:en )?{_SHORT}\)|\b(?:en|unites? ?:) ?(?:{_SHORT}|{_LONG}|k€|milliers|millions)\b|\({_LONG}\)"
)
"""A unit in a title or a note."""
_HEADED = re.compile(rf"{_SIGN}|\b{_LONG}\b|\(.*\b{_SHORT}\b.*\)|\ben {_SHORT}\b")
"""A unit in the header of a column of figures: what is counted is one."""
_VALUED = re.compile(rf"{_SIGN}|\d ?(?:{_SHORT}|{_LONG})\b")
"""A unit beside a figure."""
_FIGURE = re.compile(r"[-+]?\d[\d .,]*(?: ?(?:€|%|k€|[a-z]{1,6}\.?))?")
_SOURCE = re.compile(
    r"\bsources? ?:? ?\w{2,}|\b(?:origine|provenance)(?: des donnees)? ?: ?\w|\bd'apres \w|\bextra(?:its?|ite|ction)\b"
    r"|\bissue?s? (?:de|du|des)\b|\bdonnees (?:de|du|des|d'|erp)"
)
_PERIOD = re.compile(r"\b(?:19|20)\d\d\b|\bsemaine \d{1,2}\b")
_AS_OF = re.compile(
    r"\b(?:au|le|du|date|situation|arretee?s?|mis(?:e|es)? a jour|edite(?:e|es)?)\b"
)


@dataclass(frozen=True, slots=True)
class Captioned:
    """A table of figures, and what is said of it, without accents or case."""

    place: str
    heads: tuple[str, ...]
    """Headers of its columns of figures."""
    around: tuple[str, ...]
    """Titles above, notes below, what stands beside."""
    labels: tuple[str, ...]
    """Texts in its rows."""
    values: tuple[str, ...]
    """How its figures are shown: with their unit, or by their format."""


Document = TextDocument | Workbook


def _tables(document: Document) -> list[Captioned]:
    if isinstance(document, Workbook):
        return [found for sheet in visible(document) if (found := _of_sheet(sheet)) is not None]
    return [found for table in document.tables if (found := _of_table(table, document)) is not None]


def _of_sheet(sheet: Sheet) -> Captioned | None:
    cells = grid(sheet)
    figures = [place for place, cell in cells.items() if is_number(cell) and not is_year(cell)]
    top, bottom = _longest({row for _, row in figures})
    if bottom - top + 1 < LEAST_FIGURES:
        return None
    inside = [place for place in figures if top <= place[1] <= bottom]
    columns = {column for column, _ in inside}
    rows: dict[int, list[str]] = {}
    for (_, row), cell in sorted(cells.items(), key=lambda one: (one[0][1], one[0][0])):
        if isinstance(cell.value, str) or is_year(cell):
            rows.setdefault(row, []).append(normalise(str(cell.value)))
    beside = (text for place, text in sheet.beside if "commentaire" not in place)
    return Captioned(
        place=sheet.name,
        heads=tuple(_heads(cells, columns, top)),
        around=(
            normalise(sheet.name),
            *(" ".join(said) for row, said in rows.items() if not top <= row <= bottom),
            *(normalise(text) for text in beside),
        ),
        labels=tuple(" ".join(said) for row, said in rows.items() if top <= row <= bottom),
        values=tuple(normalise(cells[place].number_format) for place in inside),
    )


def _longest(rows: set[int]) -> tuple[int, int]:
    """Return first and last of the longest run of rows: the table, not a figure above or below it."""
    runs = [
        [row for _, row in run]
        for _, run in groupby(enumerate(sorted(rows)), lambda one: one[1] - one[0])
    ]
    best = max(runs, key=len, default=[0])
    return best[0], best[-1] if best[0] else -1


def _heads(cells: dict[Place, Cell], columns: set[int], top: int) -> Iterator[str]:
    for (column, row), cell in cells.items():
        if column in columns and row < top and isinstance(cell.value, str):
            yield normalise(cell.value)


def _of_table(table: Table, document: TextDocument) -> Captioned | None:
    blocks = document.body()
    number = int(table.place.rpartition(" ")[2])
    at = [rank for rank, block in enumerate(blocks) if block.cell and block.cell[0] == number]
    said = [(block.cell, normalise(block.text)) for block in (blocks[rank] for rank in at)]
    own = [(cell[1], cell[2], text) for cell, text in said if cell is not None]
    figures = [one for one in own if _FIGURE.fullmatch(one[2])]
    is_small = table.rows < DATA_ROWS or table.columns < DATA_COLUMNS
    if is_small or len({row for row, _, _ in figures}) < LEAST_FIGURES:
        return None
    columns = {column for _, column, _ in figures}
    near = (*_captions(blocks[: at[0]][::-1]), *_captions(blocks[at[-1] + 1 :]))
    first = [(column, text) for row, column, text in own if row == 1]
    return Captioned(
        place=table.place,
        heads=tuple(text for column, text in first if column in columns),
        around=(*near, *(text for _, text in first)),
        labels=tuple(text for row, _, text in own if row > 1 and not _FIGURE.fullmatch(text)),
        values=tuple(text for _, _, text in figures),
    )


def _captions(blocks: list[Block]) -> list[str]:
    """Return the short paragraphs nearest to a table, given in the order that leads away from it."""
    near = [one for one in blocks if one.text.strip()][:CAPTION_BLOCKS]
    return [normalise(one.text) for one in near if not one.cell and len(one.text) <= CAPTION_LENGTH]


def _judged(
    document: Document, setting: Switch | str, holds: Callable[[Captioned], bool], what: str
) -> Breaches:
    tables = _tables(document)
    if not tables:
        return None
    told = f" « {setting} »" if isinstance(setting, str) else ""
    return [Breach(f"{what}{told}", table.place) for table in tables if not holds(table)]


def _unit(document: Document, setting: Switch | str) -> Breaches:
    def holds(table: Captioned) -> bool:
        if isinstance(setting, str):
            texts = (*table.heads, *table.around, *table.labels, *table.values)
            return any(_names(text, setting) for text in texts)
        return (
            any(_HEADED.search(text) for text in table.heads)
            or any(_SAID.search(text) for text in (*table.around, *table.labels))
            or any(_VALUED.search(_format(text)) for text in table.values)
        )

    return _judged(document, setting, holds, "le tableau ne dit pas son unité")


def _format(shown: str) -> str:
    """Return a format as a reader sees it: the words put in quotes stand beside the figure."""
    return shown.replace('"', "")


def _names(text: str, unit: str) -> bool:
    wanted = normalise(unit)
    words = next((same for same in _SAME if wanted in same), (wanted,))
    return any(re.search(rf"(?<![a-z]){re.escape(word)}(?![a-z])", _format(text)) for word in words)


def _source(document: Document, setting: Switch | str) -> Breaches:
    def holds(table: Captioned) -> bool:
        texts = [
            text for text in (*table.around, *table.labels) if _SOURCE.search(text) is not None
        ]
        return any(not isinstance(setting, str) or says(text, setting) for text in texts)

    return _judged(document, setting, holds, "le tableau ne dit pas sa source")


def _date(document: Document, setting: Switch | str) -> Breaches:
    def holds(table: Captioned) -> bool:
        if isinstance(setting, str):
            return any(says(text, setting) for text in (*table.around, *table.labels, *table.heads))
        return any(
            _PERIOD.search(text) or _has_day(text) for text in (*table.around, *table.heads)
        ) or any(_AS_OF.search(text) and _has_day(text) for text in table.labels)

    return _judged(document, setting, holds, "le tableau ne dit pas sa date ou sa période")


def _has_day(text: str) -> bool:
    return any(isinstance(token.meaning, Day) for token in tokens(text))


_BOTH = ("table", "text")

RULES = {
    "table_unit": Rule(
        "unité du tableau", bool | str, "oui, ou l’unité attendue (€, %, h, kg…)",
        "dans un en-tête, le titre, une note, le format des nombres ou à côté d’eux ; « € », « euros », « EUR » ; ce que l’on compte"
        " (lignes, pièces) est une unité ; une feuille est un tableau", _unit, _BOTH,
    ),
    "table_source": Rule(
        "source du tableau", bool | str, "oui, ou la source attendue",
        "« Source : … », « d’après … », « extrait de … », « données de … », au-dessus, au-dessous, à côté ou en pied d’impression",
        _source, _BOTH,
    ),
    "table_date": Rule(
        "date du tableau", bool | str, "oui, ou la date attendue",
        "« au 30/09/2026 », « septembre 2026 », « 2026 », dans le titre, un en-tête, une note, le nom de la feuille ou le pied"
        " d’impression", _date, _BOTH,
    ),
}  # fmt: skip
