"""`spelled`: an indication, so nothing that is right may count."""

import pytest

from tests.grading.checks.desk import LETTER, a_letter, desk, hand_in, told, verdict

GIVEN = {"which": LETTER, "label": "lettre"}
GOOD = "Nous vous remercions de votre règlement sous huit jours et restons à votre disposition pour tout renseignement utile."


def letter(text: str):
    what = desk()
    a_letter(what, text)
    return what


def in_another_hand(kind: str, text: str):
    what = desk()
    if kind == "slides":
        slides = [{"layout": 1, "title": "TRANSMÉCARO relance", "bullets": [text]}]
        hand_in(what, "relance.pptx", slides=slides)
    else:
        what.upload(
            "relance.txt",
            f"TRANSMÉCARO relance\n{text}".encode("cp1252" if kind == "old" else "utf-8"),
        )
    return what


def which(kind: str) -> dict[str, object]:
    return {**GIVEN, "which": {**LETTER, "family": "slides" if kind == "slides" else "text"}}


@pytest.mark.parametrize("check", ["spelled"])
@pytest.mark.parametrize(
    "text",
    ["Nous nous tenons à votre disposition.", "Vous vous êtes engagé.", "Total : 1,5 et 2,50 €.", "Objet : rappel ; merci !",
     "Réf. 400\n400 pièces", "12 12 13", GOOD],
)  # fmt: skip
def test_good_french_has_no_fault(check, text):
    assert verdict(letter(text), check, **GIVEN) in {"met", "not_observed"}
    assert told(letter(f"{text} {GOOD}"), check, **GIVEN).verdict == "met"


@pytest.mark.parametrize("kind", ["slides", "plain", "old"])
@pytest.mark.parametrize("check", ["spelled"])
def test_the_same_french_is_judged_the_same_in_any_program(kind, check):
    assert verdict(in_another_hand(kind, GOOD), check, **which(kind)) == "met"
    assert (
        verdict(in_another_hand(kind, "Votre reglement,merci."), check, **which(kind)) == "not_met"
    )


@pytest.mark.parametrize(("check", "text"), [ ("spelled", "le reglement recu")])  # fmt: skip
def test_a_fault_in_a_short_letter_fails_and_is_shown(check, text):
    found = told(letter(text), check, **GIVEN)

    assert found.verdict == "not_met"
    assert found.evidence[0].place == "paragraphe 2"
    assert found.evidence[0].note


def test_the_words_of_the_company_are_right():
    assert verdict(letter(f"Les alphydral et novagriel. {GOOD}"), "spelled", **GIVEN) == "met"
