"""`spelled`: few typing slips; an indication, so nothing that is right may count."""

import pytest

from tests.grading.checks.desk import LETTER, a_letter, desk, verdict

GIVEN = {"which": LETTER, "label": "lettre"}


def letter(text: str):
    what = desk()
    a_letter(what, text)
    return what


@pytest.mark.parametrize(
    "text",
    ["Nous nous tenons à votre disposition.", "Vous vous êtes engagé.", "Total : 1,5 et 2,50 €.", "Objet : rappel ; merci !",
     "Réf. 400\n400 pièces", "12 12 13"],
)  # fmt: skip
def test_good_french_has_no_slip(text):
    assert verdict(letter(text), "spelled", **GIVEN) == "met"


@pytest.mark.parametrize(
    "text", ["Le le montant montant dû", "Mr Roux", "le reglement , merci", "oui,non"]
)
def test_a_slip_in_a_short_letter_fails(text):
    assert verdict(letter(text), "spelled", **GIVEN) == "not_met"


def test_a_slip_in_a_hundred_words_is_forgiven():
    words = " ".join(f"mot{rank}" for rank in range(120))

    assert verdict(letter(f"{words} Mr Roux"), "spelled", **GIVEN) == "met"
