"""`nothing_left`: no placeholder of the template."""

import pytest

from tests.grading.checks.desk import LETTER, a_letter, desk, verdict

GIVEN = {"which": LETTER, "label": "lettre"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [("Montant : 1 234,50 €", "met"), ("Montant : [montant]", "not_met"), ("Réf. XXXX", "not_met"), ("« Nom du client »", "not_met"),
     ("Voir la note [1]", "met"), ("le « franco »", "met")],
)  # fmt: skip
def test_a_placeholder_fails_and_ordinary_brackets_do_not(text, expected):
    what = desk()
    a_letter(what, text)

    assert verdict(what, "nothing_left", **GIVEN) == expected


def test_no_document_fails():
    assert verdict(desk(), "nothing_left", **GIVEN) == "not_met"
