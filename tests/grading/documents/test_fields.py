"""Fields are read with what they show, wherever a program cuts them, and a locked one is told from one that moves."""

import pytest

from grading.checks.rules.registry import RULES
from grading.documents.model import ShownField, TextDocument
from tests import libreoffice
from tests.grading.checks.rules import papers
from tests.grading.documents.build import p, part, text, word, zipped

CUT = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> TI</w:instrText></w:r>'
    '<w:r><w:instrText>TLE </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/></w:r>'
    '<w:r><w:t>Re</w:t></w:r><w:r><w:t>lance</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
SIMPLE = (
    '<w:fldSimple w:instr=" TITLE \\* MERGEFORMAT "><w:r><w:t>Relance</w:t></w:r></w:fldSimple>'
)
INSIDE = (
    '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText> IF </w:instrText></w:r>'
    f'{CUT}<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>vrai</w:t></w:r>'
    '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
)
OFFICE = "urn:oasis:names:tc:opendocument:xmlns:%s:1.0"


def fields(document: TextDocument) -> list[ShownField]:
    return [field for block in document.blocks for field in block.shown_fields]


def paragraph(content: str) -> str:
    return f"<w:p>{content}<w:r><w:t> et la suite</w:t></w:r></w:p>"


def breaches(rule: str, document: TextDocument) -> list[tuple[str, str]]:
    return [(breach.place, breach.what) for breach in RULES[rule].breaches(document, True) or []]


@pytest.mark.parametrize("content", [CUT, SIMPLE], ids=["cut", "simple"])
def test_a_field_of_word_shows_its_text_and_no_more(content):
    assert fields(text(word(paragraph(content)))) == [ShownField("TITLE", "Relance")]


def test_a_field_inside_another_is_read_apart():
    assert fields(text(word(paragraph(INSIDE)))) == [
        ShownField("TITLE", "Relance"),
        ShownField("IF", "vrai"),
    ]


def test_a_table_of_contents_that_ends_pages_later_is_told_in_its_first_line():
    begun = CUT.replace("TI</w:instrText>", "TOC</w:instrText>").replace("TLE ", "")
    ended = '<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    open_field = begun.removesuffix(ended)
    document = text(word(paragraph(open_field) + p("Partie 2") + paragraph(ended)))

    assert [field.name for field in fields(document)] == ["TOC"]
    assert fields(document)[0].text.startswith("Relance")


@pytest.mark.parametrize("mark", ["fldSimple", "fldChar"])
def test_a_locked_field_of_word_is_fixed(mark):
    locked = {
        "fldSimple": SIMPLE.replace("<w:fldSimple", '<w:fldSimple w:fldLock="1"'),
        "fldChar": CUT.replace('"begin"', '"begin" w:fldLock="true"', 1),
    }[mark]

    assert fields(text(word(paragraph(locked)))) == [ShownField("TITLE", "Relance", is_fixed=True)]


@pytest.mark.parametrize(("lock", "fixed"), [("", False), ("\\fldlock", True)])
def test_a_field_of_rtf_shows_its_text(lock, fixed):
    rtf = rf"{{\rtf1\ansi Cluses, le {{\field{lock}{{\*\fldinst DATE \\@ x}}{{\fldrslt {{\b 13 octobre}} 2026}}}} fin\par}}"

    assert fields(text(rtf.encode(), "a.rtf")) == [
        ShownField("DATE", "13 octobre 2026", is_fixed=fixed)
    ]


@pytest.mark.parametrize(("fixed", "found"), [("false", 1), ("true", 0)])
def test_a_fixed_date_of_libreoffice_does_not_change(fixed, found):
    names = " ".join(f'xmlns:{name}="{OFFICE % name}"' for name in ("office", "text"))
    content = (
        f"<office:document-content {names}><office:body><office:text><text:p>Cluses, le "
        f'<text:date text:fixed="{fixed}">13 octobre 2026</text:date></text:p>'
        "</office:text></office:body></office:document-content>"
    )
    data = zipped({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": content})

    assert len(breaches("date_fixed", text(data, "a.odt"))) == found


def test_a_title_that_is_no_longer_the_documents_is_named_at_its_place():
    stale = papers.letter(title="Relance n° 2", fields=(("TITLE", "Relance n° 1"),))

    [(place, what)] = breaches("fields_fresh", text(stale))
    assert place.startswith("paragraphe ")
    assert "Relance n° 1" in what
    assert "Relance n° 2" in what


def test_an_error_in_a_footer_is_found_there():
    footer = part("w:ftr", p("Page Erreur ! Signet non défini."))
    document = text(word(p("Bonjour"), footer=footer))

    assert [place for place, _ in breaches("fields_fresh", document)] == ["pied de page"]


@pytest.mark.parametrize(
    "said",
    [
        "Erreur : la facture a été envoyée deux fois.",
        "Une erreur ! Merci de corriger.",
        "Error 404",
    ],
)
def test_who_speaks_of_an_error_is_not_in_error(said):
    assert breaches("fields_fresh", text(word(p(said)))) == []


@libreoffice.needed
@pytest.mark.parametrize("ending", ["odt", "docx", "rtf"])
def test_libreoffice_keeps_what_is_wrong_with_fields(tmp_path, ending):
    wrong = {
        "error": (("REF lieu", "Erreur ! Source du renvoi introuvable."),),
        "unfilled": (("MERGEFIELD Nom", "«Nom»"),),
        "moving": (("DATE", "13 octobre 2026"),),
        "right": (("CREATEDATE", "13 octobre 2026"), ("TITLE", "Relance")),
    }
    files = {
        f"{name}.docx": papers.letter(title="Relance", fields=shown)
        for name, shown in wrong.items()
    }
    made = libreoffice.converted(tmp_path, ending, files)
    found = {
        name: {rule for rule in ("fields_fresh", "date_fixed") if breaches(rule, text(data, f"a.{ending}"))}
        for name, data in made.items()
    }  # fmt: skip

    assert found == {
        "error": {"fields_fresh"},
        "unfilled": {"fields_fresh"},
        "moving": {"date_fixed"},
        "right": set(),
    }
