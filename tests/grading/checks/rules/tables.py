"""One good table of figures, in a sheet and in a text, that says its unit, its source and its date."""

from typing import Any

import docx
import openpyxl

from tests.grading.documents.build import saved

ROWS: tuple[tuple[str, Any, Any], ...] = (
    ("Alphydral", 12, 3264.5), ("Transméca", 7, 1880.0), ("Novagriel", 3, 940.25), ("Total", 22, 6084.75),
)  # fmt: skip


def sheet(
    *,
    name: str = "Encours",
    title: str = "Encours clients au 30/09/2026, en euros",
    heads: tuple[str, ...] = ("Client", "Factures", "Montant"),
    note: str = "Source : progiciel, extraction du 1er octobre 2026",
    beside: str = "",
    number_format: str = "#,##0.00",
    footer: str = "",
    noted_in: tuple[str, ...] = ("A",),
) -> bytes:
    """A table in a sheet, with its title above and its note below."""
    book = openpyxl.Workbook()
    made = book.active
    made.title, made["A1"] = name, title or None
    for row, line in enumerate((heads, *ROWS), start=3):
        for column, value in enumerate(line, start=1):
            made.cell(row, column, value)
        made.cell(row, 3).number_format = number_format
    for column, piece in zip(noted_in, note.split("|"), strict=False):
        made[f"{column}9"] = piece or None
    made["F4"], made.oddFooter.left.text = beside or None, footer or None
    return saved(book)


def annex(
    *,
    title: str = "Encours clients au 30 septembre 2026, en euros",
    heads: tuple[str, ...] = ("Client", "Factures", "Montant"),
    note: str = "Source : progiciel",
    unit: str = "",
    last: str = "",
    style: str | None = "Caption",
) -> bytes:
    """A table in a text, between its title and its note."""
    made = docx.Document()
    made.add_paragraph("Vous trouverez l’état des encours dans le tableau qui suit.")
    if title:
        made.add_paragraph(title, style=style)
    lines = [heads, *ROWS, *(((last, "", ""),) if last else ())]
    drawn = made.add_table(len(lines), 3)
    for row, line in enumerate(lines):
        for column, value in enumerate(line):
            is_amount = isinstance(value, float)
            said = f"{value:.2f}".replace(".", ",") + unit if is_amount else str(value)
            drawn.cell(row, column).text = said
    if note:
        made.add_paragraph(note)
    made.add_paragraph("Nous restons à votre disposition.")
    return saved(made)
