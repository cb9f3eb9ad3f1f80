"""The same French in several hands, for the checks that judge how it is written."""

from typing import Any

from tests.build import Office
from tests.grading.checks.desk import LETTER, a_letter, desk, hand_in

GIVEN: dict[str, Any] = {"which": LETTER, "label": "lettre"}
GOOD = "Nous vous remercions de votre règlement sous huit jours et restons à votre disposition pour tout renseignement utile."
RIGHT = (
    "Nous nous tenons à votre disposition.", "Vous vous êtes engagé.", "Total : 1,5 et 2,50 €.", "Objet : rappel ; merci !",
    "Réf. 400\n400 pièces", "12 12 13", GOOD,
)  # fmt: skip
HANDS = ("slides", "plain", "old")


def letter(text: str) -> Office:
    """A letter that says this."""
    what = desk()
    a_letter(what, text)
    return what


def in_another_hand(kind: str, text: str) -> Office:
    """The same in slides, in a plain text, or in one of an old program."""
    what = desk()
    if kind == "slides":
        slides = [{"layout": 1, "title": "TRANSMÉCARO relance", "bullets": [text]}]
        hand_in(what, "relance.pptx", slides=slides)
    else:
        encoding = "cp1252" if kind == "old" else "utf-8"
        what.upload("relance.txt", f"TRANSMÉCARO relance\n{text}".encode(encoding))
    return what


def which(kind: str) -> dict[str, Any]:
    """What a rubric writes to have it judged."""
    return {**GIVEN, "which": {**LETTER, "family": "slides" if kind == "slides" else "text"}}
