"""Rich text as Word and WordPad write it, and as nobody should."""

import pytest

from grading.documents.model import TextDocument, Unreadable
from grading.documents.read import read

HEAD = (
    r"{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0\fswiss Arial;}{\f1\froman\fcharset0 Times New Roman;}}"
    r"{\colortbl ;\red31\green78\blue121;}"
    r"{\stylesheet{\s0\fs22 Normal;}{\s1\sbasedon0\b\fs28 heading 1;}}"
    r"{\info{\title Relance \'e9t\'e9}{\nofpages3}}{\*\userprops{\propname pack_template_id}\proptype30{\staticval MODELE_A}}"
    r"\paperw11906\paperh16838\margl1417\margr1417"
)


def rtf(body: str, head: str = HEAD) -> TextDocument:
    document = read((head + body + "}").encode("latin-1"), "lettre.rtf")
    assert isinstance(document, TextDocument), document
    return document


def texts(document: TextDocument) -> list[str]:
    return [block.text for block in document.blocks]


def test_accents_are_read_however_they_are_written():
    document = rtf(r"\pard\plain R\'e9f\'e9rence \u8364? \uc0\u8217 \uc1 et na\u239\'efve\par}")

    assert texts(document) == ["Référence € ’et naïve"]


def test_a_style_gives_what_is_not_written_beside_it():
    document = rtf(r"\pard\plain\s1 Objet\par\pard\plain\s0\cf1\f1 Corps\par")
    title, body = document.blocks

    assert (title.style, title.level, title.bold, title.size_pt, title.font) == (
        "Heading 1",
        1,
        True,
        14.0,
        "Arial",
    )
    assert (body.font, body.color, body.size_pt) == ("Times New Roman", "1F4E79", 11.0)
    assert body.by_hand == {"font", "color"}


def test_the_declarations_are_read():
    document = rtf(r"\pard Bonjour\par")

    assert document.template_id == "MODELE_A"
    assert (document.properties["title"], document.declared_pages) == ("Relance été", 3)
    assert document.page_size_cm == (21.0, 29.7)
    assert (document.margins_cm["left"], document.margins_cm["top"]) == (2.5, 2.54)


def test_headers_notes_comments_and_boxes_are_seen_each_at_its_place():
    document = rtf(
        r"{\header\pard Arvello\par}\pard Montant{\footnote\pard Hors taxes} d\'fb"
        r"{\*\annotation\pard Trop cher}\par{\shp{\*\shpinst{\shptxt\pard Encadr\'e9\par}}}\pard Fin\par"
    )

    assert dict(document.places()) == {
        "paragraphe 1": "Montant dû",
        "paragraphe 2": "Fin",
        "en-tête": "Arvello",
        "note 1": "Hors taxes",
        "commentaire 1": "Trop cher",
        "zone de texte 1": "Encadré",
    }


def test_a_table_is_read_cell_by_cell():
    row = r"\trowd\trhdr\cellx4000\cellx8000\pard\intbl A\cell\pard\intbl B\cell\row"
    document = rtf(row + row.replace(r"\trhdr", "") + r"\pard Apr\'e8s\par")

    assert [(block.cell, block.text) for block in document.blocks] == [
        ((1, 1, 1), "A"), ((1, 1, 2), "B"), ((1, 2, 1), "A"), ((1, 2, 2), "B"), (None, "Après"),
    ]  # fmt: skip
    (table,) = document.tables
    assert (table.rows, table.columns, table.has_header) == (2, 2, True)


def test_fields_are_named_and_tracked_deletions_left_out():
    document = rtf(
        r"\pard Page {\field{\*\fldinst PAGE }{\fldrslt 1}}{\deleted retir\'e9}{\revised ajout\'e9}\par"
    )

    assert texts(document) == ["Page 1ajouté"]
    assert document.fields == {"PAGE"}
    assert (document.insertions, document.deletions) == (1, 1)


def test_what_is_embedded_is_reported_and_its_bytes_are_no_text():
    document = rtf(
        r"\pard Avant {\object\objemb{\*\objdata 0105}}{\pict\pngblip\bin6 {{{}}}}apr\'e8s\par"
    )

    assert texts(document) == ["Avant après"]
    assert [carried.kind for carried in document.carried] == ["embedded_object"]


@pytest.mark.parametrize(
    "hostile",
    [
        "{" * 5_000,
        r"\u99999999999 \'zz \bin-5 \fs-999999999 \cf99999 \s42 }}}}} ok\par",
        r"{\fonttbl" * 300,
        r"\trowd" * 5_000 + r"\row" * 5_000,
        "\\",
        r"{\*",
    ],
)
def test_a_hostile_file_is_read_or_refused_and_never_more(hostile):
    document = read((HEAD + hostile).encode("latin-1"), "lettre.rtf")
    assert isinstance(document, TextDocument) or document.code == "damaged"


def test_what_is_called_rich_text_and_is_not_is_named():
    document = read(b"PK\x03\x04", "lettre.rtf")
    assert isinstance(document, Unreadable)
    assert "n’est pas un texte au format RTF" in document.reason
