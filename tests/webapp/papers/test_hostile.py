"""Whatever people typed, a paper is written, opens, and keeps its words."""

import pytest

from tests.webapp.papers.conftest import a_paper, docx_text, joined, opened, page_texts, pdf_text
from tests.webapp.papers.test_papers import READERS
from webapp.papers.model import (
    Bars,
    Bullets,
    Code,
    Facts,
    Heading,
    Series,
    Signature,
    Signatures,
    Table,
    Text,
)

TEXTS = {
    "empty": "",
    "NUL": "a\x00b\x0b\x0c\x1f",
    "surrogate": "a\ud800b\uffff",
    "emoji": "fini 😀 👩‍💻",
    "right to left": "שלום \u202egnp.exe\u202c مرحبا",
    "markup": "<b>&amp;</b> **gras** {nb} %s ]]>",
    "lines": "a\r\nb\rc\u2028d\x85e\n\n\n",
    "long word": "x" * 10_000,
    "long text": "mot " * 5_000,
    "spaces": " \t \u00a0\u202f\u2009 ",
    "decomposed": "e\u0301te\u0301 \u0300",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_a_text_anywhere_in_a_paper_gives_files_that_open(text):
    paper = a_paper(
        Heading(1, text),
        Text(text),
        Facts(((text, text),)),
        Table((text, "B"), ((text, text), ("fin", "")), caption=text),
        Bullets((text,)),
        Bars(text, text, (text,), (Series(text, (3,)), Series(text, (0,)))),
        Signatures((Signature(text, text, text),)),
        Code(text),
        title=text,
        sender=(text,),
        recipient=(text,),
        place_and_date=text,
        subject=text,
        reference=text,
        state=text,
        footer=text,
    )

    assert opened(paper).tables
    assert "fin" in pdf_text(paper)


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_letters_that_no_file_holds_go_and_the_others_stay(read):
    found = joined(read(a_paper(Text("avant\x00\ud800après"), Text("gnp\u202eexe\u202c"))))

    assert "avantaprès" in found
    assert "gnpexe" in found


def test_a_letter_that_the_printed_font_has_not_shows_that_it_is_missing():
    assert "nom\u00a0? ?" in pdf_text(a_paper(Text("nom\u00a0漢 😀")))
    assert "nom\u00a0漢 😀" in docx_text(a_paper(Text("nom\u00a0漢 😀")))


def test_a_long_word_is_cut_and_none_of_it_lost():
    text = "".join(chr(ord("a") + place % 26) for place in range(10_000))

    pages = page_texts(a_paper(Text(text)))

    assert len(pages) > 1
    letters = "".join(line for page in pages for line in page.splitlines() if line.islower())
    assert joined(letters) == text


def test_a_long_table_has_its_headings_on_every_page_and_each_row_once():
    rows = tuple((f"n{place:03}", f"Candidat {place}\nseconde ligne") for place in range(500))
    paper = a_paper(Table(("Rang", "Nom"), rows))

    pages = page_texts(paper)

    assert len(pages) > 10
    assert all("Rang" in page for page in pages)
    assert all(sum(row[0] in page for page in pages) == 1 for row in rows)
    [table] = opened(paper).tables
    assert len(table.rows) == 501
    assert "w:tblHeader" in table.rows[0]._tr.xml


def test_a_row_stays_whole_when_a_page_holds_it():
    rows = tuple((f"début{place}\n" + "ligne\n" * 20 + f"fin{place}",) for place in range(7))

    pages = page_texts(a_paper(Table(("Texte",), rows)))

    for place in range(7):
        assert [f"début{place}" in page for page in pages] == [f"fin{place}" in page for page in pages]  # fmt: skip


def test_a_row_taller_than_a_page_goes_on_over_the_next_ones():
    tall = "\n".join(f"ligne{place:03}" for place in range(200))

    pages = page_texts(a_paper(Table(("Texte", "Note"), ((tall, "courte"),))))

    text = "\n".join(pages)
    assert all(f"ligne{place:03}" in text for place in range(200))
    assert all("Texte" in page for page in pages)


def test_a_table_of_many_columns_stays_on_its_page():
    names = tuple(f"C{place}" for place in range(60))

    assert joined("C59") in joined(pdf_text(a_paper(Table(names, (names,)))))


def test_a_chart_of_many_bars_goes_on_over_the_next_pages():
    labels = tuple(f"Candidat {place}" for place in range(90))
    paper = a_paper(Bars("Durées", "Candidat", labels, (Series("Minutes", (5,) * 90),)))

    assert len(opened(paper).inline_shapes) == 4
    assert "Candidat 89" in pdf_text(paper)
