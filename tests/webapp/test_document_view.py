"""What the platform reads is what it shows, whatever the program, with the place a finding points to."""

import pytest

from grading.documents.model import Unreadable
from tests.fuzz.documents import corpus
from tests.grading.checks.rules import papers
from webapp.document_view import has_found, is_shown, sections_of


def laid(data: bytes, name: str, place: str = ""):
    found = sections_of(data, name, place)
    assert not isinstance(found, Unreadable), found
    return found


def found_texts(sections) -> list[str]:
    pieces = [piece for section in sections for piece in section.pieces]
    texts = [piece.said for piece in pieces] + [
        cell for piece in pieces for row in piece.rows for cell in row
    ]
    return [text.text for text in texts if text.is_found]


def test_a_paragraph_a_cell_and_a_table_are_found():
    report = papers.report()

    assert found_texts(laid(report, "a.docx", "paragraphe 3")) == [papers.BODY]
    assert found_texts(laid(report, "a.docx", "tableau 1, ligne 2, colonne 1")) == ["F1"]
    assert len(found_texts(laid(report, "a.docx", "tableau 1"))) == 8
    assert found_texts(laid(report, "a.docx", "pied de page"))


def test_a_cell_a_sheet_and_a_slide_are_found():
    book, deck = papers.workbook(), papers.deck()

    assert found_texts(laid(book, "a.xlsx", "Ventes!A8")) == ["Total"]
    assert [section.title for section in laid(book, "a.xlsx", "Ventes") if section.is_found] == [
        "Ventes"
    ]
    assert [
        section.title for section in laid(deck, "a.pptx", "diapositive 2") if section.is_found
    ] == ["Diapositive 2 – Taux de service"]


@pytest.mark.parametrize("name", corpus(with_libreoffice=False))
def test_every_format_is_shown_and_a_place_that_does_not_exist_is_not_found(name):
    sections = laid(corpus(with_libreoffice=False)[name], name, "paragraphe 999")

    assert any(section.pieces for section in sections)
    assert not any(map(has_found, sections))


def test_a_place_is_itself_and_what_is_inside_it():
    assert is_shown("tableau 1, ligne 2, colonne 1", "tableau 1")
    assert is_shown("paragraphe 4 (contrôle de contenu)", "paragraphe 4")
    assert not is_shown("tableau 12, ligne 1", "tableau 1")
    assert not is_shown("paragraphe 1", "")
