"""Every check on documents judges what LibreOffice saves as it judges what Word saves."""

from pathlib import Path
from typing import Any

import pytest

from tests import libreoffice
from tests.grading.checks.desk import desk, verdict
from tests.grading.checks.rules import papers

PACK = Path(__file__).parents[2] / "scenarios" / "packs" / "adv-fac-01" / "files"
LETTER = {"which": {"family": "text", "names": ["*relance*"]}, "label": "lettre"}
TABLE = {"which": {"family": "table", "names": ["*relance*"]}, "label": "tableau"}
SLIDES = {"which": {"family": "slides", "names": ["*relance*"]}, "label": "présentation"}
FIGURES = [
    "3264.00",
    "F2026-0702",
    "2026-07-31",
    "2026-10-13",
    "KB/2026-118",
    "74300",
    "50000",
    "12 rue des Forges",
]

Case = tuple[str, dict[str, Any], str]
"""Check, its parameters, and the verdict."""
CASES: dict[str, list[Case]] = {
    "letter.docx": [
        ("contains", {**LETTER, "has": ["3264", "F2026-0702", "Benali"]}, "met"),
        ("contains", {**LETTER, "has": ["3246"]}, "not_met"),
        ("contains", {**LETTER, "has": ["3264"], "lacks": ["salutations"]}, "not_met"),
        ("faithful", {**LETTER, "sources": FIGURES}, "met"),
        ("faithful", {**LETTER, "sources": ["F2026-0702"]}, "not_met"),
        ("nothing_left", LETTER, "met"),
        ("typeset", LETTER, "met"),
        ("spelled", LETTER, "met"),
        ("presented", {**LETTER, "genre": "letter", "share": 1.0}, "met"),
        ("presented", {**LETTER, "rules": {"font": "Arial", "size": 14}}, "not_met"),
    ],
    "template.docx": [
        ("from_template", {**LETTER, "template": "MODELE_relance_N2"}, "met"),
        ("from_template", {**LETTER, "template": "MODELE_autre"}, "not_met"),
        ("nothing_left", LETTER, "not_met"),
    ],
    "book.xlsx": [
        ("computed", {**TABLE, "value": "6018"}, "met"),
        ("computed", {**TABLE, "value": "6100"}, "not_met"),
        ("contains", {**TABLE, "has": ["Septembre", "1005.5"]}, "met"),
        ("presented", {**TABLE, "genre": "table", "share": 1.0}, "met"),
    ],
    "deck.pptx": [
        ("contains", {**SLIDES, "has": ["87,5 %"]}, "met"),
        ("presented", {**SLIDES, "genre": "slides", "share": 1.0}, "met"),
        ("native_chart", SLIDES, "met"),
        ("spelled", SLIDES, "met"),
    ],
    "words.pptx": [("native_chart", SLIDES, "not_met")],
}
PROGRAMS = {".docx": ("docx", "odt", "rtf"), ".xlsx": ("xlsx", "ods"), ".pptx": ("pptx", "odp")}


def originals() -> dict[str, bytes]:
    return {
        "letter.docx": papers.letter(),
        "template.docx": (PACK / "MODELE_relance_N2.docx").read_bytes(),
        "book.xlsx": papers.workbook(formula="=SUM(C2:C7)"),
        "deck.pptx": papers.deck(),
        "words.pptx": papers.deck(series=()),
    }


@pytest.fixture(scope="session")
def saved(tmp_path_factory) -> dict[tuple[str, str], bytes]:
    found = {}
    for ending in sorted({ending for endings in PROGRAMS.values() for ending in endings}):
        files = {
            name: data
            for name, data in originals().items()
            if ending in PROGRAMS[Path(name).suffix]
        }
        made = libreoffice.converted(tmp_path_factory.mktemp(ending), ending, files)
        found |= {(stem, ending): data for stem, data in made.items()}
    return found


def judged(data: bytes, ending: str, check: str, given: dict[str, Any]) -> str:
    what = desk()
    what.upload(f"RELANCE.{ending}", data)
    return verdict(what, check, **given)


WORD = [(name, *case) for name, cases in CASES.items() for case in cases]


@pytest.mark.parametrize(("name", "check", "given", "expected"), WORD)
def test_the_program_it_was_made_in(name, check, given, expected):
    assert judged(originals()[name], Path(name).suffix[1:], check, given) == expected


@libreoffice.needed
@pytest.mark.parametrize(
    ("name", "ending", "check", "given", "expected"),
    [(name, ending, *case) for name, *case in WORD for ending in PROGRAMS[Path(name).suffix]],
)
def test_saved_by_libreoffice(saved, name, ending, check, given, expected):
    if (check, ending) == ("from_template", "rtf"):
        expected = (
            "not_met" if b"pack_template_id" not in saved[Path(name).stem, ending] else expected
        )
    assert judged(saved[Path(name).stem, ending], ending, check, given) == expected
