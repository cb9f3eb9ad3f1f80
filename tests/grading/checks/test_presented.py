"""`presented`: a share of the house style, by whatever means."""

import pytest
from pydantic import ValidationError

from tests.grading.checks.desk import LETTER, a_letter, desk, hand_in, reason, verdict

SLIDES = {"family": "slides", "names": ["pres*"]}
BULLETS = [
    {"layout": 0, "title": "Point ADV"},
    {"layout": 1, "title": "Taux", "bullets": ["87,5 %"]},
]


def letter(*blocks, **spec):
    what = desk()
    texts = [{"text": "TRANSMÉCARO relance", "font": "Calibri", "size": 11}, *blocks]
    a_letter(what, blocks=texts, **spec)
    return what


def test_it_passes_on_the_right_font_and_names_the_wrong_one():
    given = {
        "which": LETTER,
        "rules": {"font": "Calibri|Carlito", "size": 11},
        "share": 1.0,
        "partly": 0.5,
        "label": "lettre",
    }
    wrong = letter(
        {
            "text": "Un long paragraphe qui emporte la majorité du texte.",
            "font": "Comic Sans MS",
            "size": 11,
        }
    )

    assert verdict(letter(), "presented", **given) == "met"
    assert verdict(wrong, "presented", **given) == "partly"
    assert "police" in reason(wrong, "presented", **given)
    assert verdict(wrong, "presented", **{**given, "partly": 0.6}) == "not_met"


def test_page_number_fields_are_fields_and_not_typed():
    given = {"which": LETTER, "rules": {"page_fields": ["PAGE", "NUMPAGES"]}, "label": "lettre"}

    assert verdict(letter({"page_field": True}), "presented", **given) == "met"
    assert verdict(letter({"text": "Page 1 sur 1"}), "presented", **given) == "not_met"


def test_the_addressee_stands_on_the_right_or_not():
    given = {"which": LETTER, "rules": {"addressee_right": "M. Roux"}, "label": "lettre"}

    assert verdict(letter({"text": "M. Roux", "align": "right"}), "presented", **given) == "met"
    assert verdict(letter({"text": "M. Roux"}), "presented", **given) == "not_met"


@pytest.mark.parametrize(
    ("rule", "right", "wrong"),
    [
        ("slides", 2, 3),
        ("density", 5, 0),
        ("mention", "Point ADV", "diffusion interne"),
    ],
)
def test_slides_are_counted_titled_airy_and_carry_their_mention(rule, right, wrong):
    what = desk()
    hand_in(what, "PRES_point.pptx", slides=BULLETS)
    given = {"which": SLIDES, "label": "présentation"}

    assert verdict(what, "presented", **given, rules={rule: right}) == "met"
    assert verdict(what, "presented", **given, rules={rule: wrong}) == "not_met"


def test_a_rule_that_does_not_exist_is_refused_when_the_rubric_is_read():
    with pytest.raises(ValidationError, match="règle de présentation inconnue « colour »"):
        verdict(desk(), "presented", which=LETTER, rules={"colour": "red"}, label="lettre")
