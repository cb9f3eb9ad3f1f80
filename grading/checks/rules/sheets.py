"""Spreadsheets: results that are computed, ranges that are whole, formats, headers, printing, charts.

Set up on the data of the sheet, not on one blessed layout: a table may begin anywhere.
"""

import re
from collections.abc import Callable, Iterator
from typing import Literal

from openpyxl.utils import column_index_from_string, get_column_letter

from grading.checks.rules.house import SHOWN
from grading.checks.rules.rule import Breach, Breaches, Rule, Switch, unless
from grading.documents.model import Cell, Chart, Printing, Sheet, Workbook, coordinates
from sim.facts.base import Value
from sim.language.mentions import says
from sim.language.normalise import fold

TOTAL = re.compile(r"\b(?:totaux|total|sous-total|somme|moyenne|cumul|taux)\b")
SUM_RANGE = re.compile(r"=\s*(?:SUM|SUBTOTAL|AVERAGE)\((?:\d+,)?\$?([A-Z]{1,3})\$?(\d+):\$?([A-Z]{1,3})\$?(\d+)\)", re.IGNORECASE)  # fmt: skip
ERRORS = re.compile(
    r"#(?:REF!|DIV/0!|N/A|NAME\?|VALUE!|NUM!|NULL!|REF|NOM\?|VALEUR!|NOMBRE!)|Err:5\d\d"
)
DEFAULT_NAMES = re.compile(r"(?:feuil(?:le)?|sheet|tabelle) ?\d*")
DATA_ROWS = 5
"""From so many filled rows on, a sheet is a table that scrolls and prints."""

Format = Literal["money", "percent", "integer", "date", "decimal"]
Place = tuple[int, int]


class ChartAsked(Value):
    """What a chart must have."""

    kinds: tuple[str, ...] = ()
    title: bool = True
    axis_titles: bool = False
    legend: bool = False


def visible(book: Workbook) -> list[Sheet]:
    """Return the sheets a reader sees and that hold something."""
    return [sheet for sheet in book.sheets if not sheet.hidden and sheet.cells]


def grid(sheet: Sheet) -> dict[Place, Cell]:
    """Return the cells by column and row."""
    return {coordinates(reference): cell for reference, cell in sheet.cells.items()}


def _is_number(cell: Cell | None) -> bool:
    return (
        cell is not None
        and isinstance(cell.value, int | float)
        and not isinstance(cell.value, bool)
    )


def _named(sheet: Sheet, place: Place) -> str:
    return f"{sheet.name}!{get_column_letter(place[0])}{place[1]}"


def _totals(sheet: Sheet) -> Iterator[tuple[Place, Cell]]:
    """Return the figures on a line whose label says that they are results."""
    cells = grid(sheet)
    labels = [(column, row) for (column, row), cell in cells.items() if _is_total(cell)]
    for column, row in labels:
        for place, cell in cells.items():
            if place[1] == row and place[0] > column and _is_number(cell):
                yield place, cell


def _is_total(cell: Cell) -> bool:
    return (
        isinstance(cell.value, str)
        and not cell.formula
        and TOTAL.search(fold(cell.value)) is not None
    )


def _totals_computed(book: Workbook, setting: Switch) -> Breaches:
    found = [(sheet, place, cell) for sheet in visible(book) for place, cell in _totals(sheet)]
    if not found:
        return None
    return [
        Breach("résultat tapé au lieu d’une formule", _named(sheet, place))
        for sheet, place, cell in found
        if not cell.formula and _has_figures_above(sheet, place)
    ]


def _has_figures_above(sheet: Sheet, place: Place) -> bool:
    cells = grid(sheet)
    column, row = place
    return (
        sum(1 for above in range(max(1, row - 50), row) if _is_number(cells.get((column, above))))
        >= 2
    )


def _whole_ranges(book: Workbook, setting: Switch) -> Breaches:
    """Ask that a sum reach the last figure that touches its range."""
    return [breach for sheet in visible(book) for breach in _short_ranges(sheet)]


def _short_ranges(sheet: Sheet) -> Iterator[Breach]:
    cells = grid(sheet)
    for place, cell in cells.items():
        found = SUM_RANGE.fullmatch(cell.formula.strip())
        if found is None or found[1].upper() != found[3].upper():
            continue
        column, top, bottom = (
            column_index_from_string(found[1].upper()),
            int(found[2]),
            int(found[4]),
        )
        around = [row for row in (top - 1, bottom + 1) if (column, row) != place]
        forgotten = [row for row in around if _is_data(cells.get((column, row)))]
        if forgotten:
            reference = f"{found[1].upper()}{forgotten[0]}"
            yield Breach(
                f"la formule {cell.formula} oublie la cellule {reference}", _named(sheet, place)
            )
        elif top <= place[1] <= bottom and column == place[0]:
            yield Breach(f"la formule {cell.formula} se compte elle-même", _named(sheet, place))


def _is_data(cell: Cell | None) -> bool:
    return cell is not None and _is_number(cell) and not cell.formula and not _is_year(cell)


def _is_year(cell: Cell) -> bool:
    return (
        isinstance(cell.value, int)
        and 1990 <= cell.value <= 2100
        and cell.number_format in {"General", "0"}
    )


def _no_errors(book: Workbook, setting: Switch) -> Breaches:
    return [
        Breach(f"la cellule affiche {cell.value}", f"{sheet.name}!{reference}")
        for sheet in visible(book)
        for reference, cell in sheet.cells.items()
        if isinstance(cell.value, str) and ERRORS.fullmatch(cell.value.strip())
    ]


def _number_formats(book: Workbook, setting: dict[str, Format]) -> Breaches:
    found = [
        breach for title, kind in setting.items() for breach in _wrong_formats(book, title, kind)
    ]
    return found[: SHOWN * 2]


def _wrong_formats(book: Workbook, title: str, kind: Format) -> Iterator[Breach]:
    figures = [one for sheet in visible(book) for one in _under(sheet, title)]
    if not figures:
        yield Breach(f"colonne ou ligne « {title} » introuvable")
    for sheet, place, cell in figures:
        if not _is_formatted(cell, kind):
            yield Breach(f"format {FORMATS_FR[kind]} attendu", _named(sheet, place))


def _under(sheet: Sheet, title: str) -> Iterator[tuple[Sheet, Place, Cell]]:
    """Return the figures under, or beside, a title."""
    cells = grid(sheet)
    for (column, row), cell in cells.items():
        if not isinstance(cell.value, str) or cell.formula or not says(cell.value, title):
            continue
        below = [
            (place, one)
            for place, one in cells.items()
            if place[0] == column and place[1] > row and _is_value(one)
        ]
        beside = [
            (place, one)
            for place, one in cells.items()
            if place[1] == row and place[0] > column and _is_value(one)
        ]
        yield from ((sheet, place, one) for place, one in below or beside)
        return


def _is_value(cell: Cell) -> bool:
    is_date = isinstance(cell.value, str) and re.match(r"\d{4}-\d\d-\d\d", cell.value) is not None
    return _is_number(cell) or is_date


FORMATS_FR: dict[Format, str] = {
    "money": "monétaire", "percent": "pourcentage", "integer": "nombre entier", "date": "date", "decimal": "nombre décimal",
}  # fmt: skip


def _is_formatted(cell: Cell, kind: Format) -> bool:
    code = re.sub(r"\[[^\]]*\]", "", cell.number_format).lower()
    if kind == "money":
        return (
            "€" in cell.number_format
            or "eur" in code
            or re.search(r"[#0],?[ \xa0\u202f]?#*0[.,]00", code) is not None
        )
    if kind == "percent":
        return "%" in code
    if kind == "date":
        return "y" in code and "d" in code
    if kind == "integer":
        return ".0" not in code and "%" not in code and isinstance(cell.value, int)
    return ".0" in code


def _frozen_header(book: Workbook, setting: Switch) -> Breaches:
    tables = [sheet for sheet in visible(book) if _height(sheet) >= DATA_ROWS]
    if not tables:
        return None
    return [
        Breach("la ligne d’en-tête n’est pas figée", sheet.name)
        for sheet in tables
        if coordinates(sheet.frozen_at)[1] < 2
    ]


def _height(sheet: Sheet) -> int:
    return len({coordinates(reference)[1] for reference in sheet.cells})


def _header_row(book: Workbook, setting: Switch) -> Breaches:
    return [
        Breach("aucune ligne d’en-tête distincte (titres en gras)", sheet.name)
        for sheet in visible(book)
        if _height(sheet) >= DATA_ROWS and not _has_header(sheet)
    ]


def _has_header(sheet: Sheet) -> bool:
    rows: dict[int, list[Cell]] = {}
    for reference, cell in sheet.cells.items():
        rows.setdefault(coordinates(reference)[1], []).append(cell)
    first_rows = [rows[row] for row in sorted(rows)][:6]
    return any(
        len(row) >= 2 and all(isinstance(cell.value, str) and cell.bold for cell in row)
        for row in first_rows
    )


def _print_area(book: Workbook, setting: Switch) -> Breaches:
    return _each(book, lambda printing: bool(printing.area), "zone d’impression non définie")


def _print_titles(book: Workbook, setting: Switch) -> Breaches:
    what = "lignes à répéter à l’impression non définies"
    return _each(book, lambda printing: bool(printing.title_rows), what)


def _one_page_wide(book: Workbook, setting: Switch) -> Breaches:
    what = "tableau non ajusté à une page en largeur"
    return _each(book, lambda printing: printing.fits_width, what)


def _landscape(book: Workbook, setting: Switch) -> Breaches:
    what = "page en portrait au lieu de paysage"
    return _each(book, lambda printing: printing.is_landscape, what)


def _each(book: Workbook, holds: Callable[[Printing], bool], what: str) -> list[Breach]:
    return [Breach(what, sheet.name) for sheet in visible(book) if not holds(sheet.printing)]


def _chart(book: Workbook, setting: ChartAsked) -> Breaches:
    charts = [(sheet, chart) for sheet in book.sheets if not sheet.hidden for chart in sheet.charts]
    if not charts:
        return [Breach("aucun graphique natif")]
    found = [list(_chart_breaches(chart, setting, sheet.name)) for sheet, chart in charts]
    return min(found, key=len)


def _chart_breaches(chart: Chart, asked: ChartAsked, place: str) -> Iterator[Breach]:
    where = f"{place}, graphique"
    if asked.kinds and chart.kind not in asked.kinds:
        yield Breach(
            f"graphique d’un autre type que celui demandé ({', '.join(asked.kinds)})", where
        )
    if asked.title and not chart.title.strip():
        yield Breach("graphique sans titre", where)
    if (
        asked.axis_titles
        and not any(title.strip() for title in chart.axis_titles)
        and chart.kind != "pie"
    ):
        yield Breach("axes sans titre ni unité", where)
    if asked.legend and not chart.has_legend:
        yield Breach("graphique sans légende", where)


def _sheet_names(book: Workbook, setting: Switch) -> Breaches:
    return [
        Breach(f"feuille « {sheet.name} » laissée sous son nom d’origine", sheet.name)
        for sheet in visible(book)
        if DEFAULT_NAMES.fullmatch(fold(sheet.name))
    ]


def _nothing_hidden(book: Workbook, setting: Switch) -> Breaches:
    hidden = [
        Breach(f"feuille masquée « {sheet.name} »", sheet.name)
        for sheet in book.sheets
        if sheet.hidden and sheet.cells
    ]
    columns = [
        Breach(f"colonne masquée {column}", sheet.name)
        for sheet in visible(book)
        for column in sorted(sheet.hidden_columns)
    ]
    return [*hidden, *columns]


def _filtered(book: Workbook, setting: Switch) -> Breaches:
    return unless(any(sheet.filtered for sheet in visible(book)), "aucun filtre automatique")


_TABLE = ("table",)

RULES = {
    "totals_computed": Rule(
        "totaux calculés", bool, "oui ou non",
        "toute formule ; seuls comptent les résultats placés sous au moins deux chiffres, sur une ligne qui dit total,"
        " somme, moyenne ou taux", _totals_computed, _TABLE,
    ),
    "whole_ranges": Rule(
        "plages des formules", bool, "oui ou non",
        "toute plage qui va jusqu’au dernier chiffre voisin ; une année en en-tête ne compte pas", _whole_ranges, _TABLE,
    ),
    "no_errors": Rule("cellules en erreur", bool, "oui ou non", "les feuilles masquées ne comptent pas", _no_errors, _TABLE),
    "number_formats": Rule(
        "formats des nombres", dict[str, Format],
        "un titre de colonne ou de ligne et son format (money, percent, integer, date, decimal)",
        "monétaire : symbole € ou deux décimales avec milliers ; le titre à une faute de frappe près", _number_formats, _TABLE,
    ),
    "frozen_header": Rule(
        "en-tête figé", bool, "oui ou non", "les feuilles de moins de cinq lignes ne comptent pas", _frozen_header, _TABLE,
    ),
    "header_row": Rule(
        "ligne d’en-tête", bool, "oui ou non",
        "une des six premières lignes, entièrement en gras ; les feuilles de moins de cinq lignes ne comptent pas", _header_row, _TABLE,
    ),
    "print_area": Rule("zone d’impression", bool, "oui ou non", "les feuilles masquées ou vides ne comptent pas", _print_area, _TABLE),
    "print_titles": Rule("titres à l’impression", bool, "oui ou non", "toute ligne répétée", _print_titles, _TABLE),
    "one_page_wide": Rule("ajusté en largeur", bool, "oui ou non", "en hauteur, autant de pages qu’il faut", _one_page_wide, _TABLE),
    "landscape": Rule("paysage", bool, "oui ou non", "les feuilles masquées ou vides ne comptent pas", _landscape, _TABLE),
    "chart": Rule(
        "graphique", ChartAsked, "ce que le graphique doit avoir (kinds, title, axis_titles, legend)",
        "n’importe quelle feuille visible ; le meilleur graphique compte ; un secteur n’a pas d’axes", _chart, _TABLE,
    ),
    "sheet_names": Rule("noms des feuilles", bool, "oui ou non", "les feuilles vides ne comptent pas", _sheet_names, _TABLE),
    "nothing_hidden": Rule("rien de masqué", bool, "oui ou non", "une feuille ou une colonne masquée vide", _nothing_hidden, _TABLE),
    "filtered": Rule("filtre", bool, "oui ou non", "une seule feuille suffit", _filtered, _TABLE),
}  # fmt: skip
