"""What is no table of figures is not asked for a unit, a source or a date; what only looks like one is not one."""

from typing import Any

import openpyxl
import pytest

from grading.checks.rules.registry import RULES
from grading.documents.read import read
from tests.grading.checks.rules import papers, tables
from tests.grading.documents.build import saved

ALL = ("table_unit", "table_source", "table_date")


def judged(rule: str, data: bytes, name: str, setting: Any = True) -> Any:
    found = RULES[rule].breaches(read(data, name), RULES[rule].read(setting))
    return None if found is None else [breach.place for breach in found]


@pytest.mark.parametrize("rule", ALL)
def test_a_text_without_a_table_of_figures_is_not_judged(rule):
    words = (("Quoi", "Qui"), ("Relancer", "K. Benali"), ("Classer", "C. Petit"))

    assert judged(rule, papers.text("Actions", table=words), "a.docx") is None
    assert judged(rule, papers.letter(address_by="table"), "a.docx") is None


@pytest.mark.parametrize("rule", ALL)
def test_a_sheet_of_words_is_not_judged(rule):
    book = openpyxl.Workbook()
    book.active.append(["Client", "Ville"])
    book.active.append(["Alphydral", "Cluses"])

    assert judged(rule, saved(book), "a.xlsx") is None


@pytest.mark.parametrize("rule", ALL)
def test_the_sheet_that_says_nothing_of_itself_is_named(rule):
    bare = tables.sheet(title="Encours", note="")

    assert judged(rule, bare, "a.xlsx") == ["Encours"]


def test_a_year_at_the_head_of_a_column_dates_the_table():
    book = openpyxl.Workbook()
    for row in (["Client", 2025, 2026], ["Alphydral", 10.5, 12.5], ["Transméca", 3.5, 4.5]):
        book.active.append(row)

    assert judged("table_date", saved(book), "a.xlsx") == []


def test_the_dates_of_the_lines_do_not_date_the_table():
    book = openpyxl.Workbook()
    for row in (["Échéance", "Montant"], ["31/07/2026", 10.5], ["31/08/2026", 12.5]):
        book.active.append(row)

    assert judged("table_date", saved(book), "a.xlsx") == ["Sheet"]


def test_a_column_called_origin_is_no_source():
    heads = ("Origine", "Nombre", "Montant (€)")

    assert judged("table_source", tables.sheet(heads=heads, note=""), "a.xlsx") == ["Encours"]


def test_a_column_of_months_is_no_unit():
    bare = tables.sheet(title="Ventes par mois", heads=("Mois", "Ventes", "Retours"), note="")

    assert judged("table_unit", bare, "a.xlsx") == ["Encours"]


@pytest.mark.parametrize("said", ["Montant (€)", "Montant en euros", "Montant (EUR)", "montant €"])
def test_a_unit_may_be_written_in_several_ways(said):
    heads = ("Client", "Factures", said)

    assert judged("table_unit", tables.sheet(title="Encours", heads=heads), "a.xlsx", "euros") == []


def test_a_letter_that_speaks_of_its_source_far_from_the_table_does_not_help():
    far = tables.annex(note="Nous restons à votre écoute.")

    assert judged("table_source", far, "a.docx") == ["tableau 1"]
