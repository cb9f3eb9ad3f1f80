"""Files saved by LibreOffice read as those of Word: many candidates work with it."""

from pathlib import Path

import docx
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.shared import Cm, Pt

from grading.documents.model import PdfText, SlideDeck, TextDocument, Workbook
from grading.documents.read import read
from sim.making import MakeSpec, make
from tests import libreoffice
from tests.grading.documents.build import deck, refusal, text, workbook
from tests.grading.documents.build import saved as saved_bytes

pytestmark = libreoffice.needed

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

ENDINGS = {
    "lettre.docx": ("docx", "pdf", "odt"),
    "tableau.xlsx": ("xlsx", "ods"),
    "points.pptx": ("pptx", "odp"),
}


@pytest.fixture(scope="session")
def saved(tmp_path_factory) -> dict[str, bytes]:
    """The three documents opened and saved by LibreOffice, and exported in other formats."""
    folder = tmp_path_factory.mktemp("libreoffice")
    made = {name: make(spec) for name, spec in SOURCES.items()}
    wanted = [(name, ending) for name in made for ending in ENDINGS[name]]
    return {
        f"{Path(name).stem}.{ending}": data
        for name, ending in wanted
        for data in libreoffice.converted(folder, ending, {name: made[name]}).values()
    }


def test_a_letter_keeps_text_look_and_fields(saved):
    letter = text(saved["lettre.docx"])
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
    rates, margins = workbook(saved["tableau.xlsx"]).sheets

    assert rates.cells["B3"].value == pytest.approx(0.875)
    assert rates.cells["B3"].formula == "=B2/B1"
    assert rates.cells["B3"].number_format == "0.0%"
    assert rates.chart_titles == ("Taux de service",)
    assert (margins.hidden, margins.cells["A1"].value) == (True, "38 %")


def test_a_presentation_keeps_titles_tables_charts_and_notes(saved):
    rate, causes, trend = deck(saved["points.pptx"]).slides

    assert (rate.title, rate.notes) == ("Taux de service", "Dire merci")
    assert "Objectif : 92 %" in rate.texts
    assert rate.min_body_pt is not None
    assert (causes.tables, "Transport 2" in causes.texts) == (1, True)
    assert (bool(trend.charts), trend.chart_titles) == (True, ("Taux",))


def test_an_export_in_pdf_reads_as_the_letter(saved):
    document = read(saved["lettre.pdf"], "lettre.pdf")

    assert isinstance(document, PdfText)
    assert "Cluses, le 13 octobre 2026" in document.all_text()


def test_it_is_not_fooled_by_a_change_of_name(saved):
    assert refusal(saved["lettre.odt"], "lettre.docx").code == "not_office"


# One document in every format of its family: what an examiner sees does not depend on the program.

FORMATS = ("docx", "odt", "rtf")


@pytest.fixture(scope="session")
def letters(tmp_path_factory) -> dict[str, TextDocument]:
    letter = {"courrier.docx": a_whole_letter()}
    return {"word": text(letter["courrier.docx"])} | {
        kind: text(
            libreoffice.converted(tmp_path_factory.mktemp(kind), kind, letter)["courrier"],
            f"courrier.{kind}",
        )
        for kind in FORMATS
    }


def a_whole_letter() -> bytes:
    letter = docx.Document()
    section = letter.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    section.header.paragraphs[0].text = "Arvello"
    letter.core_properties.title = "Relance"
    letter.add_heading("Objet : relance", 1)
    letter.add_paragraph("Cluses, le 13 octobre 2026").alignment = WD_ALIGN_PARAGRAPH.RIGHT
    letter.add_paragraph("Alphydral").paragraph_format.left_indent = Cm(9)
    letter.add_paragraph("Un", style="List Bullet")
    letter.add_paragraph("Deux", style="List Number")
    by_hand = letter.add_paragraph().add_run("Mis en forme à la main")
    by_hand.bold, by_hand.font.name, by_hand.font.size = True, "Calibri", Pt(13)
    table = letter.add_table(2, 2)
    for at, said in enumerate(("Facture", "Montant", "F2026-0702", "3 264,00 €")):
        table.cell(at // 2, at % 2).text = said
    header = OxmlElement("w:tblHeader")
    table.rows[0]._tr.get_or_add_trPr().append(header)
    letter.add_comment(by_hand, text="À revoir", author="Camille")
    return saved_bytes(letter)


@pytest.mark.parametrize("program", ["docx", "odt", "rtf"])
def test_the_same_letter_says_the_same_at_the_same_places(letters, program):
    told = {(place, said) for place, said in letters[program].places() if said}
    assert told == {(place, said) for place, said in letters["word"].places() if said}


@pytest.mark.parametrize("program", ["docx", "odt", "rtf"])
@pytest.mark.parametrize(
    "aspect",
    [
        "font",
        "size_pt",
        "bold",
        "color",
        "alignment",
        "is_on_right",
        "level",
        "list_kind",
        "cell",
        "by_hand",
    ],
)
def test_the_same_letter_looks_the_same(letters, program, aspect):
    def seen(letter: TextDocument) -> dict[str, object]:
        return {block.text: getattr(block, aspect) for block in letter.body() if block.text}

    assert seen(letters[program]) == seen(letters["word"])


@pytest.mark.parametrize("program", ["docx", "odt", "rtf"])
def test_the_same_letter_has_the_same_page(letters, program):
    letter, word = letters[program], letters["word"]

    assert letter.page_size_cm == pytest.approx(word.page_size_cm, abs=0.02)
    assert letter.margins_cm == pytest.approx(word.margins_cm, abs=0.02)
    assert [(table.rows, table.columns) for table in letter.tables] == [(2, 2)]
    # LibreOffice leaves the header mark out of rich text.
    assert letter.tables[0].has_header == (program != "rtf")
    assert letter.comments == 1
    assert letter.properties["title"] == "Relance"


@pytest.fixture(scope="session")
def calc(saved) -> Workbook:
    document = read(saved["tableau.ods"], "tableau.ods")
    assert isinstance(document, Workbook), document
    return document


def test_a_workbook_of_calc_is_that_of_excel(calc):
    excel = workbook(make(SOURCES["tableau.xlsx"]))
    rates, margins = calc.sheets

    assert rates.cells == excel.sheets[0].cells
    assert rates.charts[0].kind == excel.sheets[0].charts[0].kind == "bar"
    assert rates.chart_titles == ("Taux de service",)
    assert (margins.hidden, margins.cells["A1"].value) == (True, "38 %")


@pytest.fixture(scope="session")
def impress(saved) -> SlideDeck:
    document = read(saved["points.odp"], "points.odp")
    assert isinstance(document, SlideDeck), document
    return document


@pytest.mark.parametrize(
    "aspect",
    [
        "title",
        "layout",
        "lines",
        "notes",
        "tables",
        "min_body_pt",
        "title_pt",
        "is_title_placed",
        "free_boxes",
        "has_number",
    ],
)
def test_a_deck_of_impress_is_that_of_powerpoint(impress, aspect):
    powerpoint = deck(make(SOURCES["points.pptx"]))
    assert [getattr(one, aspect) for one in impress.slides] == [
        getattr(one, aspect) for one in powerpoint.slides
    ]
