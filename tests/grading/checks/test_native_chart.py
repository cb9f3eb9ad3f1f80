"""`native_chart`: a chart or a table that can be edited."""

import pytest

from tests.grading.checks.desk import desk, hand_in, verdict

GIVEN = {"which": {"family": "slides", "names": ["pres*"]}, "label": "présentation"}
CHART = {"title": "Causes", "categories": ["Transport", "Saisie"], "series": {"Retards": [3, 2]}}


@pytest.mark.parametrize(
    ("slide", "expected"),
    [
        ({"chart": CHART}, "met"),
        ({"table": [["Cause", "Nombre"], ["Transport", "3"]]}, "met"),
        ({"bullets": ["Transport : 3"]}, "not_met"),
    ],
)
def test_a_chart_or_a_table_passes_and_typed_lines_fail(slide, expected):
    what = desk()
    hand_in(
        what,
        "PRES_point.pptx",
        slides=[
            {"layout": 5, "title": "Causes", **slide}
            if "bullets" not in slide
            else {"title": "Causes", **slide}
        ],
    )

    assert verdict(what, "native_chart", **GIVEN) == expected


def test_a_text_document_named_like_slides_is_not_slides():
    what = desk()
    hand_in(what, "PRES_point.docx", blocks=[{"text": "Causes"}])

    assert verdict(what, "native_chart", **GIVEN) == "not_met"
