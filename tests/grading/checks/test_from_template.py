"""`from_template`: started from the company's template, by whatever way."""

import io
from pathlib import Path

import docx

from tests.grading.checks.desk import LETTER, a_letter, desk, verdict

TEMPLATE = Path("scenarios/packs/adv-fac-01/files/MODELE_relance_N2.docx")
GIVEN = {"which": {**LETTER, "least": 1}, "template": "MODELE_relance_N2", "label": "lettre"}


def uploaded(data: bytes):
    what = desk()
    what.upload("RELANCE_TRANSMECARO.docx", data)
    return what


def test_it_passes_on_the_template_filled_in_and_fails_on_a_blank_page():
    document = docx.Document(str(TEMPLATE))
    document.add_paragraph("TRANSMÉCARO, relance")
    buffer = io.BytesIO()
    document.save(buffer)

    assert verdict(uploaded(buffer.getvalue()), "from_template", **GIVEN) == "met"

    blank = desk()
    a_letter(blank)
    assert verdict(blank, "from_template", **GIVEN) == "not_met"


def test_another_template_is_not_this_one():
    data = Path("scenarios/packs/adv-fac-01/files/MODELE_passation.docx").read_bytes()

    assert verdict(uploaded(data), "from_template", **GIVEN) == "not_met"
    assert (
        verdict(uploaded(data), "from_template", **{**GIVEN, "template": "MODELE_passation"})
        == "met"
    )
