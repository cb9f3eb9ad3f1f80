"""A paper says the same in both formats, is dated from what it is given, and looks filed."""

import io
import zipfile
from datetime import UTC, datetime

import pytest

from tests.webapp.papers.conftest import (
    AT,
    a_paper,
    docx_text,
    joined,
    opened,
    page_texts,
    pdf_text,
    printed,
)
from webapp.papers.docx import write_docx
from webapp.papers.model import (
    DRAFT,
    Bars,
    Bullets,
    Code,
    Facts,
    Heading,
    PageBreak,
    Series,
    Signature,
    Signatures,
    Strong,
    Table,
    Text,
)
from webapp.papers.pdf import write_pdf

LEVELS = Bars(
    "Niveaux par critère",
    "Critère",
    ("C1.1", "C1.2"),
    (Series("Atteint", (8, 3.5)), Series("Non atteint", (0, 9))),
)
BLOCKS = {
    "heading": (Heading(2, "Décisions du jury"), ["Décisions du jury"]),
    "text": (
        Text(("Reçu le ", Strong("27 novembre"), " : 3\u202f264,00 €,\nfin.")),
        ["Reçu le 27 novembre\u00a0: 3\u202f264,00\u00a0€,", "fin."],
    ),
    "facts": (Facts((("Salle", "B12"), ("Durée", "2 h 30"))), ["Salle", "B12", "Durée", "2 h 30"]),
    "table": (
        Table(("N°", "Nom"), (("1", "Zoé"), ("2", "Œdipe")), (1, 4), "Candidats", (0,)),
        ["Candidats", "N°", "Nom", "1", "Zoé", "2", "Œdipe"],
    ),
    "bullets": (Bullets(("une pièce", "un stylo")), ["une pièce", "un stylo"]),
    "bars": (LEVELS, ["Niveaux par critère", "Critère", "Non atteint", "C1.2", "3,5", "9"]),
    "signatures": (
        Signatures((Signature("H. Roche", "Présidente", "Signé à 9 h"), Signature("M. Vidal", "Membre"))),
        ["H. Roche", "Présidente", "Signé à 9 h", "M. Vidal", "Membre", "Signature"],
    ),
    "code": (Code("9f86d081 : 0cf\n884c"), ["9f86d081 : 0cf", "884c"]),
    "page break": (PageBreak(), []),
}  # fmt: skip
EVERY = tuple(block for block, _ in BLOCKS.values())
READERS = {"docx": docx_text, "pdf": pdf_text}
WRITERS = {"docx": write_docx, "pdf": write_pdf}


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
@pytest.mark.parametrize(("block", "words"), BLOCKS.values(), ids=BLOCKS)
def test_a_block_says_the_same_in_both_formats(read, block, words):
    found = joined(read(a_paper(block)))

    for one in words:
        assert joined(one) in found


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_letterhead_says_who_writes_to_whom_about_what(read):
    paper = a_paper(
        sender=("Centre d’examen", "Saint-Étienne"),
        recipient=("Mme Benali", "3 allée des Tilleuls"),
        place_and_date="Saint-Étienne, le 3 novembre",
        subject="votre session",
        reference="CONV-42",
        footer="SIRET 000",
    )

    found = joined(read(paper))

    for one in (
        *paper.sender,
        *paper.recipient,
        paper.place_and_date,
        "Objet : votre session",
        "Référence : CONV-42",
        "SIRET 000",
    ):
        assert joined(one) in found


@pytest.mark.parametrize("read", READERS.values(), ids=READERS)
def test_a_draft_says_so_and_a_final_paper_does_not(read):
    assert DRAFT in read(a_paper(Text("Vu."), state=DRAFT))
    assert DRAFT not in read(a_paper(Text("Vu.")))


def test_the_draft_mark_is_on_every_printed_page():
    pages = page_texts(a_paper(Text("1"), PageBreak(), Text("2"), state=DRAFT))

    assert [DRAFT in page for page in pages] == [True, True]


@pytest.mark.parametrize("write", WRITERS.values(), ids=WRITERS)
def test_the_same_paper_gives_the_same_bytes_and_another_date_others(write):
    paper = a_paper(*EVERY)

    assert write(paper) == write(a_paper(*EVERY))
    assert write(paper) != write(a_paper(*EVERY, made_at=AT + 60_000))


def test_no_break_spaces_and_french_letters_are_in_the_printed_font():
    text = "« Œuvre » – l’été… 1\u202f000 € → ½ n° É"

    [page] = page_texts(a_paper(Text(text)))

    assert joined(text) in joined(page)
    assert "?" not in page


def test_printed_pages_are_numbered_and_titled_from_the_second_on():
    first, second = page_texts(a_paper(Text("1"), PageBreak(), Text("2"), reference="PV-1"))

    assert "Page 1 sur 2" in first
    assert "Page 2 sur 2" in second
    assert "Procès-verbal – PV-1" in second
    assert "Procès-verbal – PV-1" not in first


def test_a_word_processor_counts_the_pages():
    section = opened(a_paper(Text("1"))).sections[0]

    for footer in (section.footer, section.first_page_footer):
        xml = footer._element.xml
        assert 'w:instr="PAGE"' in xml
        assert 'w:instr="NUMPAGES"' in xml


def test_the_properties_of_the_files_say_what_they_are():
    paper = a_paper(sender=("Centre A", "Lyon"), subject="session", state=DRAFT)

    told = opened(paper).core_properties
    printed_as = printed(paper).get_metadata_dict()

    assert (told.title, told.author, told.language) == ("Procès-verbal", "Centre A", "fr-FR")
    assert told.created.replace(tzinfo=UTC) == datetime.fromtimestamp(AT // 1000, UTC)
    assert (printed_as["Title"], printed_as["Author"]) == ("Procès-verbal", "Centre A")
    assert printed_as["CreationDate"].startswith("D:20261127")
    assert b"/Lang (fr-FR)" in write_pdf(paper)


def test_headings_are_styles_in_one_format_and_an_outline_in_the_other():
    paper = a_paper(Heading(1, "Un"), Heading(3, "Deux"), Heading(2, "Trois"))

    styled = [(one.style.name, one.text) for one in opened(paper).paragraphs]
    outline = [(one.level, one.get_title()) for one in printed(paper).get_toc()]

    assert ("Title", "Procès-verbal") in styled
    assert ("Heading 1", "Un") in styled
    assert ("Heading 3", "Deux") in styled
    assert [title for _, title in outline] == ["Procès-verbal", "Un", "Deux", "Trois"]


def test_no_font_is_left_to_a_theme():
    archive = zipfile.ZipFile(io.BytesIO(write_docx(a_paper(*EVERY))))

    assert "Theme=" not in archive.read("word/styles.xml").decode()


def test_every_letter_of_a_printed_paper_is_in_its_file():
    data = write_pdf(a_paper(*EVERY, state=DRAFT))

    assert data.count(b"/FontFile2") == 2
    assert b"/Helvetica" not in data


@pytest.mark.parametrize(
    ("is_wide", "page"), [(False, (210, 297)), (True, (297, 210))], ids=["upright", "landscape"]
)
def test_pages_are_a4(is_wide, page):
    paper = a_paper(Text("Vu."), landscape=is_wide)
    section = opened(paper).sections[0]
    [sheet] = printed(paper)

    assert (round(section.page_width.mm), round(section.page_height.mm)) == page
    assert tuple(round(side * 25.4 / 72) for side in sheet.get_size()) == page


def test_figures_are_aligned_on_the_right_in_a_word_processor():
    [table] = opened(a_paper(BLOCKS["table"][0])).tables

    assert [cell.paragraphs[0].style.name for cell in table.rows[1].cells] == [
        "Table Number",
        "Table Text",
    ]


def test_a_chart_is_described_and_always_followed_by_its_table():
    document = opened(a_paper(LEVELS))

    [picture] = document.inline_shapes
    assert "Niveaux par critère" in picture._inline.docPr.get("descr")
    assert [cell.text for cell in document.tables[0].rows[2].cells] == ["C1.2", "3,5", "9"]


def test_nobody_signs_a_page_of_empty_frames():
    frames = Signatures(tuple(Signature(f"Membre {one}", "jury") for one in range(4)))
    filled = tuple(Text("Vu.") for _ in range(30))

    *_, last = page_texts(a_paper(*filled, Text("Fait et clos."), frames))

    assert "Fait et clos." in last
    assert "Membre 0" in last
    assert "Membre 3" in last


@pytest.mark.parametrize(
    "make",
    [
        lambda: Heading(4, "Trop bas"),
        lambda: Table((), ()),
        lambda: Table(("A", "B"), (("1",),)),
        lambda: Table(("A", "B"), (), (1,)),
        lambda: Bars("T", "H", ("a",), (Series("s", ()),)),
        lambda: Bars("T", "H", ("a",), (Series("s", (-1,)),)),
        lambda: Bars("T", "H", ("a",), (Series("s", (float("nan"),)),)),
    ],
)
def test_what_cannot_be_drawn_is_refused_when_it_is_described(make):
    with pytest.raises(ValueError, match=r"heading|table|row|series"):
        make()


@pytest.mark.parametrize("following", [*EVERY[1:-1], Heading(2, "Sous-titre")])
def test_a_heading_is_never_left_alone_at_the_foot_of_a_page(following):
    for lines in range(28, 38):
        paper = a_paper(*[Text("Vu.")] * lines, Heading(1, "Titre seul"), following, Text("Fin."))
        page = next(page for page in page_texts(paper) if "Titre seul" in page)

        assert joined(page.split("Titre seul")[1])[:4] not in ("", "Page")


def test_a_document_is_light_enough_to_be_sent_to_everybody():
    assert len(write_docx(a_paper(*EVERY))) < 250_000
