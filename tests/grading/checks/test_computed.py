"""`computed`: a result that a formula gives, not typed."""

import pytest

from tests.grading.checks.desk import desk, hand_in, told, verdict

RATE = {
    "which": {"family": "table", "names": ["tab*"]},
    "value": "87.5",
    "label": "taux de service",
}


def table(*cells):
    what = desk()
    hand_in(
        what,
        "TAB_taux.xlsx",
        sheets=[{"name": "Taux", "rows": [["Livrées", 56], ["Total", 64], ["Taux", *cells]]}],
    )
    return what


@pytest.mark.parametrize(
    "formula",
    ["=B1/B2", "=B1/B2*100", "=ROUND(100*B1/B2,1)", "=SUM(B1)/SUM(B2)", '=IF(B2>0,B1/B2,"")'],
)
def test_any_formula_that_gives_the_figure_passes_without_a_cached_value(formula):
    assert verdict(table(formula), "computed", **RATE) == "met"


@pytest.mark.parametrize("cell", ["87.5", "=B1/(B2+1)", "87,5 %", "=B1", ""])
def test_a_typed_figure_or_another_formula_fails(cell):
    assert verdict(table(cell), "computed", **RATE) == "not_met"


def test_it_says_in_which_cell():
    assert told(table("=B1/B2"), "computed", **RATE).evidence[0].place == "Taux!B3"


@pytest.mark.parametrize("cell", ["87.5", "87,5 %", 87.5, 0.875])
def test_it_says_in_which_cell_the_result_was_typed(cell):
    found = told(table(cell), "computed", **RATE)

    assert found.evidence[0].place == "Taux!B3"
    assert "tapé en Taux!B3" in found.reason


def test_a_result_that_is_nowhere_has_no_cell():
    found = told(table("=B1"), "computed", **RATE)

    assert found.evidence[0].place == ""
    assert "tapé" not in found.reason


def test_a_formula_that_cannot_be_computed_breaks_nothing():
    assert verdict(table("=NOSUCHFUNCTION(B1)"), "computed", **RATE) == "not_met"
    assert verdict(table("=B1/0"), "computed", **RATE) == "not_met"
