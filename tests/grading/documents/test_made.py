"""What is made from a description is a real file, the same to the byte, and reads back as described."""

import docx
import pytest

from grading.documents.model import PdfText
from grading.documents.read import read
from sim.making import MakeSpec, make
from tests.grading.documents.build import deck, saved, text, workbook

SPECS = {
    "docx": {
        "blocks": [
            {"text": "Note de passation", "style": "Heading 1"},
            {"text": "Le 13 octobre 2026", "align": "right", "font": "Calibri", "size": 11},
            {"table": [["Facture", "Montant"], ["F2026-0702", "3 264,00 €"]]},
            {"page_field": True},
        ]
    },
    "xlsx": {
        "sheets": [
            {
                "name": "Taux", "rows": [["Livrées", 56], ["À l’heure", 49], ["Taux", "=B2/B1"]],
                "formats": {"B3": "0.0%"}, "freeze": "A2", "autofilter": True,
                "chart": {"title": "Taux de service", "categories": ["Août"], "series": {"Taux": [0.894]}},
            },
            {"name": "Marges", "rows": [["38 %"]], "hidden": True},
        ]
    },
    "pptx": {
        "slides": [
            {"layout": "Title and Content", "title": "Taux de service", "bullets": ["Objectif : 92 %"], "notes": "Dire merci"},
            {"layout": 5, "title": "Causes", "table": [["Transport", "2"]]},
            {"layout": 5, "title": "Évolution", "chart": {"title": "Taux", "categories": ["Août"], "series": {"Taux": [0.894]}}},
        ]
    },
    "pdf": {"title": "Point ADV", "lines": ["Taux de service : 87,5 %"]},
}  # fmt: skip


def made(kind: str, **fields: object) -> bytes:
    return make(MakeSpec.model_validate({"kind": kind, **(fields or SPECS[kind])}))


@pytest.mark.parametrize("kind", SPECS)
def test_the_same_description_makes_the_same_bytes(kind):
    assert made(kind) == made(kind)


def test_a_letter_reads_back_as_described():
    read = text(made("docx"))

    heading, date = read.blocks[:2]
    assert (heading.text, heading.style) == ("Note de passation", "Heading 1")
    assert (date.text, date.font, date.size_pt, date.is_on_right) == (
        "Le 13 octobre 2026", "Calibri", 11.0, True,
    )  # fmt: skip
    assert ("tableau 1, ligne 2, colonne 2", "3 264,00 €") in list(read.places())
    assert read.fields == {"PAGE", "NUMPAGES"}


def test_a_workbook_reads_back_as_described():
    rates, margins = workbook(made("xlsx")).sheets

    assert (rates.cells["B3"].value, rates.cells["B3"].formula) == (0.875, "=B2/B1")
    assert (bool(rates.frozen_at), rates.filtered, rates.chart_titles) == (
        True,
        True,
        ("Taux de service",),
    )
    assert (margins.hidden, margins.cells["A1"].value) == (True, "38 %")


def test_a_presentation_reads_back_as_described():
    rate, causes, trend = deck(made("pptx")).slides

    assert (rate.title, rate.layout, rate.notes) == (
        "Taux de service",
        "Title and Content",
        "Dire merci",
    )
    assert "Objectif : 92 %" in rate.texts
    assert (causes.tables, "Transport 2" in causes.texts) == (1, True)
    assert (bool(trend.charts), trend.chart_titles) == (True, ("Taux",))


def test_the_pdf_twin_of_the_slides_reads_back_as_described():
    document = read(made("pdf"), "points.pdf")

    assert isinstance(document, PdfText)
    assert "Taux de service : 87,5 %" in document.all_text().replace("\u00a0", " ")


def test_a_template_is_filled_wherever_it_says_so_and_keeps_its_look():
    template = docx.Document()
    template.add_paragraph().add_run("[Destinataire]").bold = True
    template.add_table(1, 1).cell(0, 0).text = "[montant]"
    template.sections[0].footer.paragraphs[0].text = "Suivi par [suivi]"
    spec = MakeSpec(
        kind="docx",
        fill={
            "[Destinataire]": "TRANSMÉCARO SAS",
            "[montant]": "3 264,00 €",
            "[suivi]": "Karim Benali",
        },
    )

    letter = text(make(spec, saved(template)))

    assert [(one.text, one.bold) for one in letter.body()] == [
        ("TRANSMÉCARO SAS", True),
        ("3 264,00 €", False),
    ]
    assert letter.footer_text == "Suivi par Karim Benali"
