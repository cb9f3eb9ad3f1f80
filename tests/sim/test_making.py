"""Documents from a description: the same bytes always, a template's format kept, real charts and formulas."""

import io
import time
import zipfile

import docx
import openpyxl
import pptx
import pytest
from docx.shared import Pt
from pydantic import ValidationError

from sim import making
from sim.making import MakeSpec, make

CHART = {
    "title": "Taux de service",
    "categories": ["août", "sept."],
    "series": {"Taux": [91.5, 87]},
}
SPECS = {
    "docx": {"kind": "docx", "blocks": [{"text": "Objet : relance"}, {"table": [["a", "b"], ["1", "2"]]}]},
    "xlsx": {"kind": "xlsx", "sheets": [{"name": "Suivi", "rows": [["Mois", "Taux"], ["août", 91.5]], "chart": CHART}]},
    "pptx": {"kind": "pptx", "slides": [{"title": "Point ADV", "layout": 5, "chart": CHART}, {"title": "Suite", "bullets": ["a", "b"]}]},
    "pdf": {"kind": "pdf", "title": "Note", "lines": ["Une ligne"]},
}  # fmt: skip


def made(template: bytes | None = None, **spec) -> bytes:
    return make(MakeSpec.model_validate(spec), template)


def a_template() -> bytes:
    """A letter: a bold placeholder in the body, one split over runs, one in a table, the header, the footer."""
    document = docx.Document()
    paragraph = document.add_paragraph("Client : ")
    run = paragraph.add_run("[CLIENT]")
    run.bold, run.font.size = True, Pt(14)
    split = document.add_paragraph()
    split.add_run("[MON").italic = True
    split.add_run("TANT]")
    document.add_table(1, 1).cell(0, 0).text = "[CLIENT]"
    document.sections[0].header.paragraphs[0].text = "Réf. [REF]"
    document.sections[0].footer.paragraphs[0].text = "ARVELLO"
    return saved(document)


def saved(document) -> bytes:
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.parametrize("kind", SPECS)
def test_the_same_description_gives_the_same_bytes_later(kind):
    first = made(**SPECS[kind])
    making._made.cache_clear()
    time.sleep(1.1)  # PDF and office files carry the second at which they are written

    assert made(**SPECS[kind]) == first


@pytest.mark.parametrize("kind", ["docx", "xlsx", "pptx"])
def test_an_archive_carries_one_date_and_no_name(kind):
    archive = zipfile.ZipFile(io.BytesIO(made(**SPECS[kind])))

    assert {member.date_time for member in archive.infolist()} == {(2026, 1, 1, 0, 0, 0)}
    assert {member.compress_type for member in archive.infolist()} == {zipfile.ZIP_STORED}
    core = archive.read("docProps/core.xml").decode()
    assert "2026-01-01T00:00:00Z" in core
    assert "python-docx" not in core
    assert "openpyxl" not in core


def test_another_description_gives_other_bytes():
    assert made(kind="docx", blocks=[{"text": "a"}]) != made(kind="docx", blocks=[{"text": "b"}])


def test_filling_keeps_the_format_of_what_it_replaces():
    document = docx.Document(
        io.BytesIO(made(a_template(), kind="docx", fill={"[CLIENT]": "TRANSMÉCARO"}))
    )

    run = document.paragraphs[0].runs[1]
    assert (run.text, run.bold, run.font.size) == ("TRANSMÉCARO", True, Pt(14))
    assert document.tables[0].cell(0, 0).text == "TRANSMÉCARO"


def test_filling_reaches_the_header_and_a_placeholder_cut_in_two():
    document = docx.Document(
        io.BytesIO(
            made(a_template(), kind="docx", fill={"[REF]": "R-12", "[MONTANT]": "3 264,00 €"})
        )
    )

    assert document.sections[0].header.paragraphs[0].text == "Réf. R-12"
    assert document.paragraphs[1].text == "3 264,00 €"
    assert document.paragraphs[1].runs[0].italic


def test_filling_reaches_every_place_in_one_paragraph():
    document = docx.Document()
    paragraph = document.add_paragraph("[X] et ")
    paragraph.add_run("[X]").bold = True

    filled = docx.Document(io.BytesIO(made(saved(document), kind="docx", fill={"[X]": "1"})))

    assert filled.paragraphs[0].text == "1 et 1"
    assert filled.paragraphs[0].runs[1].bold


def test_filling_adds_no_header_to_a_letter_without_one():
    document = docx.Document()
    document.add_paragraph("[X]")

    filled = docx.Document(io.BytesIO(made(saved(document), kind="docx", fill={"[X]": "1"})))

    assert filled.sections[0].header.is_linked_to_previous


def test_a_template_in_use_is_not_changed():
    template = a_template()

    made(template, kind="docx", fill={"[CLIENT]": "A"})

    assert docx.Document(io.BytesIO(template)).paragraphs[0].text == "Client : [CLIENT]"


def test_replacing_the_body_keeps_header_footer_and_page():
    document = docx.Document(
        io.BytesIO(
            made(
                a_template(),
                kind="docx",
                replace_body=True,
                blocks=[{"text": "Neuf", "style": "Heading 1"}],
            )
        )
    )

    assert [paragraph.text for paragraph in document.paragraphs] == ["Neuf"]
    assert document.tables == []
    assert document.paragraphs[0].style.name == "Heading 1"
    assert document.sections[0].footer.paragraphs[0].text == "ARVELLO"


def test_blocks_are_formatted_as_described():
    blocks = [
        {"text": "Titre", "bold": True, "align": "center", "font": "Arial", "size": 11},
        {"table": [["Facture", "Montant"], ["F2026-0702", "3 264,00 €"]], "style": "Table Grid"},
        {"page_field": True},
    ]

    document = docx.Document(io.BytesIO(made(kind="docx", blocks=blocks)))

    run = document.paragraphs[0].runs[0]
    assert (run.bold, run.font.name, run.font.size) == (True, "Arial", Pt(11))
    assert document.tables[0].cell(1, 1).text == "3 264,00 €"
    assert document.tables[0].style.name == "Table Grid"
    assert "NUMPAGES" in document.paragraphs[1]._p.xml


def test_a_sheet_holds_figures_formulas_and_its_settings():
    sheet = {
        "name": "Suivi", "rows": [["Mois", "Taux"], ["août", "91.5"], ["sept.", "0107a"], ["Total", "=SUM(B2:B3)"]],
        "formats": {"B2": "0.0"}, "freeze": "A2", "autofilter": True,
    }  # fmt: skip

    book = openpyxl.load_workbook(
        io.BytesIO(made(kind="xlsx", sheets=[sheet, {"name": "Caché", "hidden": True}]))
    )

    page = book["Suivi"]
    assert book.sheetnames == ["Suivi", "Caché"]
    assert (page["B2"].value, page["B3"].value, page["B4"].value) == (91.5, "0107a", "=SUM(B2:B3)")
    assert (page["B2"].number_format, page.freeze_panes, page.auto_filter.ref) == (
        "0.0",
        "A2",
        "A1:B4",
    )
    assert book["Caché"].sheet_state == "hidden"


def test_a_sheet_keeps_the_zeros_of_a_code():
    sheet = {"name": "Paie", "rows": [["Matricule"], ["0107"]]}

    page = openpyxl.load_workbook(io.BytesIO(made(kind="xlsx", sheets=[sheet])))["Paie"]

    assert page["A2"].value == "0107"


def test_a_chart_is_native_and_rests_on_its_figures():
    page = openpyxl.load_workbook(io.BytesIO(made(**SPECS["xlsx"])))["Suivi"]
    deck = pptx.Presentation(io.BytesIO(made(**SPECS["pptx"])))

    assert len(page._charts) == 1
    chart = next(shape.chart for shape in deck.slides[0].shapes if shape.has_chart)
    assert list(chart.plots[0].categories) == ["août", "sept."]
    assert list(chart.series[0].values) == [91.5, 87.0]
    assert chart.chart_title.text_frame.text == "Taux de service"


def test_slides_hold_what_is_described():
    slides = [
        {"title": "Un", "bullets": ["a", "b"], "notes": "À dire"},
        {"title": "Deux", "layout": 5, "table": [["x", "y"]]},
    ]

    deck = pptx.Presentation(io.BytesIO(made(kind="pptx", slides=slides)))

    assert [slide.shapes.title.text for slide in deck.slides] == ["Un", "Deux"]
    assert deck.slides[0].placeholders[1].text_frame.text == "a\nb"
    assert deck.slides[0].notes_slide.notes_text_frame.text == "À dire"
    assert any(shape.has_table for shape in deck.slides[1].shapes)


def test_a_deck_is_filled_or_emptied():
    template = made(kind="pptx", slides=[{"title": "[TITRE]"}])

    filled = pptx.Presentation(io.BytesIO(made(template, kind="pptx", fill={"[TITRE]": "Point"})))
    emptied = pptx.Presentation(
        io.BytesIO(made(template, kind="pptx", replace_body=True, slides=[{"title": "Neuf"}]))
    )

    assert filled.slides[0].shapes.title.text == "Point"
    assert [slide.shapes.title.text for slide in emptied.slides] == ["Neuf"]


@pytest.mark.parametrize("spec", [{"kind": "odt"}, {"kind": "docx", "block": []}, {}])
def test_a_description_of_nothing_known_is_refused(spec):
    with pytest.raises(ValidationError):
        MakeSpec.model_validate(spec)
