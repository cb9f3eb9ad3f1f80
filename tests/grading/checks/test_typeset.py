"""`typeset`: an indication, so nothing that is right may count."""

import pytest
from pydantic import ValidationError

from tests.grading.checks.desk import desk, told, verdict
from tests.grading.checks.written import GIVEN, GOOD, HANDS, RIGHT, in_another_hand, letter, which


@pytest.mark.parametrize("text", RIGHT)
def test_good_french_has_no_fault(text):
    assert verdict(letter(text), "typeset", **GIVEN) in {"met", "not_observed"}
    assert told(letter(f"{text} {GOOD}"), "typeset", **GIVEN).verdict == "met"


@pytest.mark.parametrize("kind", HANDS)
def test_the_same_french_is_judged_the_same_in_any_program(kind):
    bad = in_another_hand(kind, "Votre reglement,merci.")

    assert verdict(in_another_hand(kind, GOOD), "typeset", **which(kind)) == "met"
    assert verdict(bad, "typeset", **which(kind)) == "not_met"


@pytest.mark.parametrize("text", ["Le le montant dû", "Mr Roux", "oui,non"])
def test_a_fault_in_a_short_letter_fails_and_is_shown(text):
    found = told(letter(text), "typeset", **GIVEN)

    assert found.verdict == "not_met"
    assert found.evidence[0].place == "paragraphe 2"
    assert found.evidence[0].note


def test_a_fault_in_a_hundred_words_is_forgiven():
    words = " ".join(f"mot{'a' * rank} relance" for rank in range(60))

    assert verdict(letter(f"{words} Mr Roux"), "typeset", **GIVEN) == "met"
    assert verdict(letter(f"Mr Roux, {GOOD}"), "typeset", **GIVEN, partly_per_hundred=6) == "partly"


def test_a_convention_the_company_does_not_follow_is_left_out():
    assert verdict(letter(f"12€. {GOOD}"), "typeset", **GIVEN) == "not_met"
    assert verdict(letter(f"12€. {GOOD}"), "typeset", **GIVEN, ignored=["currency"]) == "met"
    with pytest.raises(ValidationError, match="convention inconnue « spaces »"):
        verdict(desk(), "typeset", **GIVEN, ignored=["spaces"])
