"""Previews: what is shown of a file, and that no file ever breaks the page."""

import io
import zipfile

import pytest
from docx import Document
from openpyxl import Workbook
from pptx import Presentation

from webapp.desk.previews import MAX_BYTES, extension, preview


def saved(document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def rows(piece) -> list[list[str]]:
    return [[cell.text for cell in row] for row in piece.rows]


def test_a_procedure_is_a_page_and_its_html_is_shown_as_text():
    shown = preview("MO-01.md", b"# Titre\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n<script>x</script>")
    assert "<h1>Titre</h1>" in shown.html
    assert "<td>1</td>" in shown.html
    assert "<script>" not in shown.html


def test_a_link_to_a_script_is_not_a_link():
    assert "href" not in preview("a.md", b"[x](javascript:alert(1))").html


def test_a_letter_shows_headings_text_and_tables_in_order():
    document = Document()
    document.add_heading("Relance", 1)
    document.add_paragraph("Madame, Monsieur,")
    document.add_table(1, 2).cell(0, 0).text = "F2026-0702"
    (section,) = preview("lettre.docx", saved(document)).sections
    assert [piece.kind for piece in section.pieces] == ["heading", "text", "table"]
    assert rows(section.pieces[2]) == [["F2026-0702"]]


def test_a_workbook_shows_each_sheet_with_french_figures():
    book = Workbook()
    book.active.append(["Montant", 1234.5])
    book.create_sheet("Vide")
    first, second = preview("suivi.xlsx", saved(book)).sections
    assert rows(first.pieces[0]) == [["Montant", "1\u202f234,5"]]
    assert second.title == "Vide"


def test_a_presentation_shows_the_title_and_text_of_each_slide():
    slides = Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[1])
    slide.shapes.title.text = "Point ADV"
    slide.placeholders[1].text = "87,5 %"
    (section,) = preview("point.pptx", saved(slides)).sections
    assert section.title == "Diapositive 1 – Point ADV"
    assert [piece.said.text for piece in section.pieces] == ["87,5 %"]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
def test_a_csv_is_a_table_whatever_wrote_it(encoding):
    (section,) = preview("a.csv", "Réf;Prix\nA;1,48\n".encode(encoding)).sections
    assert rows(section.pieces[0]) == [["Réf", "Prix"], ["A", "1,48"]]


@pytest.mark.parametrize("name", ["a.docx", "a.xlsx", "a.pptx"])
@pytest.mark.parametrize("data", [b"", b"not a zip", b"PK\x03\x04 cut"])
def test_a_damaged_file_has_no_preview(name, data):
    shown = preview(name, data)
    assert shown.kind == "none"
    assert name in shown.reason


def test_a_file_that_unpacks_to_too_much_has_no_preview():
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", bytes(70 * 1024 * 1024))
    assert preview("a.docx", bomb.getvalue()).kind == "none"


def test_a_large_file_has_no_preview():
    assert preview("a.txt", b"a" * (MAX_BYTES + 1)).kind == "none"


def test_an_extension_is_read_in_any_case():
    assert [extension(name) for name in ("A.PDF", "sans", ".cache")] == ["pdf", "", ""]
