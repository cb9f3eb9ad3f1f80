"""`spelled`: an indication, so nothing that is right may count."""

import pytest

from tests.grading.checks.desk import told, verdict
from tests.grading.checks.written import GIVEN, GOOD, HANDS, RIGHT, in_another_hand, letter, which


@pytest.mark.parametrize("text", RIGHT)
def test_good_french_has_no_fault(text):
    assert verdict(letter(text), "spelled", **GIVEN) in {"met", "not_observed"}
    assert told(letter(f"{text} {GOOD}"), "spelled", **GIVEN).verdict == "met"


@pytest.mark.parametrize("kind", HANDS)
def test_the_same_french_is_judged_the_same_in_any_program(kind):
    bad = in_another_hand(kind, "Votre reglement,merci.")

    assert verdict(in_another_hand(kind, GOOD), "spelled", **which(kind)) == "met"
    assert verdict(bad, "spelled", **which(kind)) == "not_met"


@pytest.mark.parametrize("text", ["le reglement recu"])
def test_a_fault_in_a_short_letter_fails_and_is_shown(text):
    found = told(letter(text), "spelled", **GIVEN)

    assert found.verdict == "not_met"
    assert found.evidence[0].place == "paragraphe 2"
    assert found.evidence[0].note


def test_the_words_of_the_company_are_right():
    assert verdict(letter(f"Les alphydral et novagriel. {GOOD}"), "spelled", **GIVEN) == "met"
