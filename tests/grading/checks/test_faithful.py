"""`faithful`: every figure, date and reference comes from the sources, however it is written."""

import pytest

from tests.grading.checks.desk import LETTER, a_letter, desk, hand_in, reason, told, verdict

GIVEN = {
    "which": LETTER,
    "sources": ["3264.00", "F2026-0702", "Facture du 31 juillet 2026, taux de 12 %", "40 €"],
    "label": "données de la facture",
}


def letter(text: str):
    what = desk()
    a_letter(what, text)
    return what


@pytest.mark.parametrize(
    "text",
    ["La facture F2026-0702 du 31/07/2026 de 3 264,00 € porte intérêt à 12 %.", "f2026 0702, 3264 euros, 31 juillet", "3.264,00 EUR et 40 €",
     "Sous 8 jours, en 2 exemplaires, en 2026, à 14 h 30.", "Rien de chiffré."],
)  # fmt: skip
def test_the_data_of_the_sources_pass_however_they_are_written(text):
    assert verdict(letter(text), "faithful", **GIVEN) == "met"


@pytest.mark.parametrize(
    ("text", "foreign"),
    [("un montant de 3 246,00 €", "3 246,00"), ("au 30 juillet 2026", "30 juillet 2026"), ("facture F2026-0720", "F2026-0720"), ("un taux de 15 %", "15 %")],
)  # fmt: skip
def test_a_figure_of_no_source_fails_and_is_shown(text, foreign):
    found = told(letter(text), "faithful", **GIVEN)

    assert found.verdict == "not_met"
    assert foreign in reason(letter(text), "faithful", **GIVEN) or foreign in found.reason.replace(
        "\u00a0", " "
    )
    assert found.evidence[0].place == "paragraphe 2"


def test_some_may_be_let_through():
    assert verdict(letter("un taux de 15 %"), "faithful", **GIVEN, tolerated=1) == "met"


def test_a_table_and_a_deck_are_read_too():
    what = desk()
    hand_in(
        what,
        "TAB_relance.xlsx",
        sheets=[{"name": "relance TRANSMÉCARO", "rows": [["Dû", 3264], ["Frais", 41]]}],
    )
    table = {**GIVEN, "which": {**LETTER, "family": "table"}}

    assert told(what, "faithful", **table).evidence[0].place == "relance TRANSMÉCARO!B2"
    assert verdict(what, "faithful", **{**table, "sources": ["3264", "41"]}) == "met"
