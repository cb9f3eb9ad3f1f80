"""Files saved by LibreOffice read as those of Word: many candidates work with it."""

import shutil
import subprocess
from pathlib import Path

import pytest

from grading.documents.model import PdfText
from grading.documents.read import read
from sim.making import MakeSpec, make
from tests.grading.documents.build import deck, refusal, text, workbook

SOFFICE = shutil.which("soffice")
pytestmark = pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed")

SOURCES = {
    "lettre.docx": MakeSpec.model_validate({"kind": "docx", "blocks": [
        {"text": "Objet : relance", "style": "Heading 1"},
        {"text": "Cluses, le 13 octobre 2026", "align": "right", "font": "Calibri", "size": 11},
        {"table": [["Facture", "Montant"], ["F2026-0702", "3 264,00 €"]]},
        {"page_field": True},
    ]}),
    "tableau.xlsx": MakeSpec.model_validate({"kind": "xlsx", "sheets": [
        {"name": "Taux", "rows": [["Livrées", 56], ["À l’heure", 49], ["Taux", "=B2/B1"]], "formats": {"B3": "0.0%"},
         "chart": {"title": "Taux de service", "categories": ["Août"], "series": {"Taux": [0.894]}}},
        {"name": "Marges", "rows": [["38 %"]], "hidden": True},
    ]}),
    "points.pptx": MakeSpec.model_validate({"kind": "pptx", "slides": [
        {"layout": 1, "title": "Taux de service", "bullets": ["Objectif : 92 %"], "notes": "Dire merci"},
        {"layout": 5, "title": "Causes", "table": [["Transport", "2"]]},
        {"layout": 5, "title": "Évolution", "chart": {"title": "Taux", "categories": ["Août"], "series": {"Taux": [0.894]}}},
    ]}),
}  # fmt: skip


@pytest.fixture(scope="session")
def saved(tmp_path_factory) -> Path:
    """The three documents opened and saved by LibreOffice, and exported in other formats."""
    assert SOFFICE is not None
    folder = tmp_path_factory.mktemp("libreoffice")
    for name, spec in SOURCES.items():
        (folder / name).write_bytes(make(spec))
    for ending in ("docx:MS Word 2007 XML", "pdf", "odt"):
        convert(folder, ending, "lettre.docx")
    convert(folder, "xlsx:Calc MS Excel 2007 XML", "tableau.xlsx")
    convert(folder, "pptx:Impress MS PowerPoint 2007 XML", "points.pptx")
    return folder / "out"


def convert(folder: Path, ending: str, name: str) -> None:
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(SOFFICE), profile, "--headless", "--convert-to", ending, "--outdir", "out", name]
    subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)


def test_a_letter_keeps_text_look_and_fields(saved):
    letter = text((saved / "lettre.docx").read_bytes())
    heading, date = letter.blocks[:2]

    assert (heading.text, heading.style) == ("Objet : relance", "Heading 1")
    assert (date.font, date.size_pt, date.alignment, date.is_on_right) == (
        "Calibri",
        11.0,
        "right",
        True,
    )
    assert ("tableau 1, ligne 2, colonne 2", "3 264,00 €") in list(letter.places())
    assert letter.fields == {"PAGE", "NUMPAGES"}
    assert letter.page_size_cm == pytest.approx((21.59, 27.94), abs=0.02)


def test_a_workbook_keeps_values_formulas_and_hidden_sheets(saved):
    rates, margins = workbook((saved / "tableau.xlsx").read_bytes()).sheets

    assert rates.cells["B3"].value == pytest.approx(0.875)
    assert rates.cells["B3"].formula == "=B2/B1"
    assert rates.cells["B3"].number_format == "0.0%"
    assert rates.chart_titles == ("Taux de service",)
    assert (margins.hidden, margins.cells["A1"].value) == (True, "38 %")


def test_a_presentation_keeps_titles_tables_charts_and_notes(saved):
    rate, causes, trend = deck((saved / "points.pptx").read_bytes()).slides

    assert (rate.title, rate.notes) == ("Taux de service", "Dire merci")
    assert "Objectif : 92 %" in rate.texts
    assert rate.min_body_pt is not None
    assert (causes.tables, "Transport 2" in causes.texts) == (1, True)
    assert (bool(trend.charts), trend.chart_titles) == (True, ("Taux",))


def test_an_export_in_pdf_reads_as_the_letter(saved):
    document = read((saved / "lettre.pdf").read_bytes(), "lettre.pdf")

    assert isinstance(document, PdfText)
    assert "Cluses, le 13 octobre 2026" in document.all_text()


def test_a_letter_in_another_format_is_refused_with_the_one_to_choose(saved):
    problem = refusal((saved / "lettre.odt").read_bytes(), "lettre.odt")

    assert problem.code == "legacy"
    assert "Word (.docx)" in problem.reason


def test_it_is_not_fooled_by_a_change_of_name(saved):
    assert refusal((saved / "lettre.odt").read_bytes(), "lettre.docx").code == "not_office"
