"""A workbook gives its values, its formulas, and all that is out of sight."""

import re
from datetime import date, datetime, time

import openpyxl
import pytest
from openpyxl.chart import BarChart, Reference
from openpyxl.comments import Comment
from openpyxl.worksheet.formula import ArrayFormula, DataTableFormula
from openpyxl.worksheet.table import Table

from grading.documents.model import Cell, Sheet, Workbook, shown
from grading.documents.read import read
from tests.grading.documents.build import (
    relations,
    saved,
    unzipped,
    workbook,
    zipped,
)

RATE = [["Lignes livrées", 56], ["À l’heure", 49], ["Taux", "=B2/B1"]]


def book(*rows: list[object]) -> openpyxl.Workbook:
    made = openpyxl.Workbook()
    for row in rows:
        made.active.append(row)
    return made


def sheet(made: openpyxl.Workbook) -> Sheet:
    return workbook(saved(made)).sheets[0]


def with_value(data: bytes, formula: str, value: str) -> bytes:
    """The file as Excel saves it: the value beside the formula."""
    name = "xl/worksheets/sheet1.xml"
    parts = unzipped(data)
    empty = rb"(<f>" + formula.encode() + rb"</f>)<v ?(?:/>|></v>)"
    content = re.sub(empty, rb"\1<v>" + value.encode() + rb"</v>", parts[name])
    assert content != parts[name]
    return zipped({**parts, name: content})


def test_it_computes_a_formula_that_no_program_has_computed():
    assert sheet(book(*RATE)).cells["B3"] == Cell(0.875, "=B2/B1")


def test_it_trusts_the_value_a_program_has_stored():
    stored = with_value(saved(book(*RATE)), "B2/B1", "0.5")

    assert workbook(stored).sheets[0].cells["B3"] == Cell(0.5, "=B2/B1")


def test_a_formula_it_cannot_compute_is_kept_without_value():
    assert sheet(book(["=SANSNOM(1)"])).cells["A1"].formula == "=SANSNOM(1)"


def test_a_text_that_looks_like_a_formula_is_a_text():
    made = book(["x"])
    made.active["A1"].value = "=1+1"
    made.active["A1"].data_type = "s"

    assert sheet(made).cells["A1"] == Cell("=1+1")


def test_it_knows_formulas_over_several_cells():
    made = book([2], [3])
    made.active["B1"] = ArrayFormula("B1:B2", "=A1:A2*2")
    made.active["C1"] = DataTableFormula(ref="C1:C2", r1="A1")
    made.active["D1"] = ArrayFormula("D1", "")

    assert [sheet(made).cells[ref].formula for ref in ("B1", "C1", "D1")] == [
        "=A1:A2*2", "=TABLE(A1)", "=",
    ]  # fmt: skip


def test_dates_and_times_are_texts_that_can_be_compared():
    moments = [
        datetime.fromisoformat("2026-10-13"),
        datetime.fromisoformat("2026-10-13T09:50"),
        date(2026, 10, 1),
        time(9, 50),
    ]
    cells = sheet(book(moments)).cells

    assert [cells[ref].value for ref in ("A1", "B1", "C1", "D1")] == [
        "2026-10-13", "2026-10-13 09:50", "2026-10-01", "09:50:00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (Cell(0.875, number_format="0.0%"), "87.5 %"), (Cell(1, number_format="0%"), "100 %"),
        (Cell(3264.0), "3264"), (Cell(0.1 + 0.2), "0.3"), (Cell(True), "VRAI"), (Cell(False), "FAUX"), (Cell(None), ""),
        (Cell("TRANSMÉCARO"), "TRANSMÉCARO"),
    ],
)  # fmt: skip
def test_a_value_is_shown_as_a_reader_sees_it(cell, text):
    assert shown(cell) == text


def test_it_sees_panes_and_filters():
    made = book(["Ligne", "Marge"], [1, 2])
    assert not sheet(made).frozen_at
    assert not sheet(made).filtered

    made.active.freeze_panes = "A2"
    made.active.auto_filter.ref = "A1:B2"

    assert sheet(made).frozen_at
    assert sheet(made).filtered


def test_a_table_with_buttons_is_filtered_too():
    made = book(["Ligne", "Marge"], [1, 2])
    made.active.add_table(Table(displayName="Lignes", ref="A1:B2"))
    made.active.tables["Lignes"]._initialise_columns()

    assert sheet(made).filtered


def test_hidden_sheets_and_columns_are_seen_and_said_to_be_hidden():
    made = book(["Ligne", "Marge"], [1, 0.38])
    made.active.column_dimensions.group("B", "C", hidden=True)
    secret = made.create_sheet("Marges")
    secret["A1"] = "38 %"
    secret.sheet_state = "veryHidden"
    read = workbook(saved(made))

    assert [one.hidden for one in read.sheets] == [False, True]
    assert read.sheets[0].hidden_columns == {"B"}
    assert ("Marges!A1", "38 %") in list(read.places())
    assert "Marges" in read.all_text()


def test_it_sees_comments_and_print_headers():
    made = book(["x"])
    made.active["A1"].comment = Comment("marge : 38 %", "C. Morel")
    made.active.oddHeader.center.text = "Service ADV"

    assert {"marge : 38 %", "Service ADV"} <= set(workbook(saved(made)).all_text().splitlines())


@pytest.mark.parametrize("on_its_own_sheet", [False, True])
def test_it_sees_charts_and_their_titles(on_its_own_sheet):
    made = book(["", "Retards"], ["Transport", 2])
    chart = BarChart()
    chart.title = "Causes des retards"
    chart.add_data(Reference(made.active, min_col=2, min_row=1, max_row=2), titles_from_data=True)
    place = made.create_chartsheet("Graphique") if on_its_own_sheet else made.active
    place.add_chart(chart)

    found = [one for one in workbook(saved(made)).sheets if one.charts]

    assert [one.chart_titles for one in found] == [("Causes des retards",)]
    assert found[0].name == ("Graphique" if on_its_own_sheet else "Sheet")
    assert "Causes des retards" in workbook(saved(made)).all_text()


def test_it_sees_what_a_pivot_table_keeps_of_its_source():
    cache = '<pivotCacheDefinition xmlns="x"><cacheField name="Marge"/></pivotCacheDefinition>'
    parts = unzipped(saved(book(["x"])))
    name = "xl/_rels/workbook.xml.rels"
    extra = relations(("pivotCacheDefinition", "pivot.xml"), ("pivotCacheDefinition", "none.xml"))
    one = extra[extra.index("<Relationship ") : extra.index("</Relationships>")].replace('"r', '"p')
    parts[name] = parts[name].replace(b"</Relationships>", one.encode() + b"</Relationships>")
    parts["xl/pivot.xml"] = cache.encode()
    parts["xl/_rels/pivot.xml.rels"] = relations(("pivotCacheRecords", "records.xml")).encode()
    parts["xl/records.xml"] = b'<r xmlns="x"><n v="0.38"/></r>'

    assert list(workbook(zipped(parts)).beside) == [
        ("copie d’un tableau croisé", "Marge"),
        ("copie d’un tableau croisé", "0.38"),
    ]


def test_a_value_in_the_last_corner_costs_nothing():
    made = book([1])
    made.active["XFD1048576"] = "=A1+1"

    assert list(sheet(made).cells) == ["A1", "XFD1048576"]


def csv(data: bytes) -> Workbook:
    document = read(data, "export.csv")
    assert isinstance(document, Workbook)
    return document


@pytest.mark.parametrize("separator", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_it_reads_exports_of_any_program(separator, encoding):
    rows = f"Libellé{separator}Quantité\r\nDécolletage{separator}56\r\n{separator}3\r\n"

    assert {ref: cell.value for ref, cell in csv(rows.encode(encoding)).sheets[0].cells.items()} == {
        "A1": "Libellé", "B1": "Quantité", "A2": "Décolletage", "B2": "56", "B3": "3",
    }  # fmt: skip


def test_a_decimal_comma_does_not_pass_for_a_separator():
    assert csv(b"Taux;1,5;x\n").sheets[0].cells["B1"].value == "1,5"
