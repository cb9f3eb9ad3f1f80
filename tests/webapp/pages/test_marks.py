"""A place that a finding names is found on the printed pages, by its words."""

import pytest

from grading.documents.model import PdfText
from grading.documents.read import read
from sim.making import MakeSpec, make
from tests.grading.documents.build import deck, text, workbook
from webapp.pages.layout import Layout, Page, Word
from webapp.pages.marks import LONGEST, Mark, marks


def printed(*pages: str) -> Layout:
    """Pages whose words stand ten to a line, each a tenth wide and a twentieth high."""
    return Layout(
        pages=tuple(
            Page(number=number, width=1100, height=1556, words=tuple(_words(said)))
            for number, said in enumerate(pages, start=1)
        ),
        total=len(pages),
    )


def _words(said: str):
    for at, word in enumerate(said.split()):
        left, top = at % 10 / 10, at // 10 / 20
        yield Word(text=word, left=left, top=top, right=left + 0.1, bottom=top + 0.04)


def letter(*lines: str):
    spec = {"kind": "docx", "blocks": [{"text": line} for line in lines]}
    return text(make(MakeSpec.model_validate(spec)))


def test_a_paragraph_is_marked_where_it_is_printed():
    found = marks(letter("Bonjour", "Réglez vite"), printed("Bonjour Réglez vite"), "paragraphe 2")

    assert found == (Mark(1, 10, 0, 20, 4),)


def test_a_paragraph_that_goes_on_to_the_next_line_has_two_boxes():
    words = " ".join(f"mot{rank}" for rank in range(12))

    assert marks(letter(words), printed(words), "paragraphe 1") == (
        Mark(1, 0, 0, 100, 4),
        Mark(1, 0, 5, 20, 4),
    )


def test_the_second_of_two_like_texts_is_the_one_marked():
    document = letter("Merci", "Autre", "Merci")

    assert marks(document, printed("Merci Autre", "Merci"), "paragraphe 3")[0].page == 2


def test_spaces_and_capitals_of_the_printed_page_do_not_count():
    document = letter("Total\u00a0: 3\u202f264,00\u00a0€")

    assert marks(document, printed("TOTAL : 3 264,00 €"), "paragraphe 1")


def test_a_short_text_is_not_found_inside_a_longer_word():
    assert marks(letter("2"), printed("2026 2"), "paragraphe 1")[0].left == 10


def test_a_long_paragraph_is_marked_at_its_beginning():
    words = "x" * (LONGEST + 40)

    assert marks(letter(words), printed(words), "paragraphe 1")


def test_what_is_not_printed_is_not_marked():
    assert marks(letter("Caché"), printed("Autre chose"), "paragraphe 1") == ()
    assert marks(letter("Un"), printed("Un"), "paragraphe 9") == ()
    assert marks(letter(""), printed("Un"), "paragraphe 1") == ()


@pytest.mark.parametrize(
    ("place", "said"), [("Prix!B2", "3 264,50"), ("Prix!B3", "87,5 %"), ("Prix!A2", "Relais")]
)
def test_a_cell_is_marked_as_its_format_prints_it(place, said):
    rows = [["Article", "Valeur"], ["Relais", 3264.5], ["Taux", 0.875]]
    spec = {"kind": "xlsx", "sheets": [{"name": "Prix", "rows": rows, "formats": {"B3": "0.0%"}}]}
    book = workbook(make(MakeSpec.model_validate(spec)))

    assert marks(book, printed(f"Article Valeur {said}"), place)[0].left == 20


def test_a_slide_is_its_whole_page():
    slides = [{"layout": 1, "title": "Un"}, {"layout": 1, "title": "Deux"}]
    shown = deck(make(MakeSpec.model_validate({"kind": "pptx", "slides": slides})))

    assert marks(shown, printed("Un", "Deux"), "diapositive 2") == (Mark(2, 0, 0, 100, 100),)


def test_a_page_of_a_pdf_is_its_whole_page():
    assert marks(PdfText(("un", "deux")), printed("un", "deux"), "page 2")[0].page == 2
    assert marks(PdfText(("un",)), printed("un"), "page 7") == ()


def test_read_is_what_the_grader_reads():
    spec = {"kind": "docx", "blocks": [{"table": [["Facture", "Montant"], ["F1", "12,00 €"]]}]}
    document = read(make(MakeSpec.model_validate(spec)), "a.docx")

    found = marks(document, printed("Facture Montant F1 12,00 €"), "tableau 1, ligne 2, colonne 2")
    assert found[0].left == 30
