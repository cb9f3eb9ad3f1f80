"""Text is seen wherever it stands in a letter, once, and under the name of its place."""

import pytest
from docx import Document

from tests.grading.documents.build import (
    a_table,
    block,
    p,
    part,
    relations,
    saved,
    text,
    unzipped,
    word,
    zipped,
)  # fmt: skip


def box(content: str, anchor: str = "") -> str:
    """A text box as Word stores it: drawn, and once more for old programs."""
    inside = f"<w:txbxContent>{content}</w:txbxContent>"
    return (
        "<w:p><w:r><w:t>avant</w:t><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wp:anchor>{anchor}<wps:txbx>{inside}</wps:txbx></wp:anchor></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback>"
        "</mc:AlternateContent></w:r></w:p>"
    )


def places(data: bytes) -> list[tuple[str, str]]:
    return [(one.place, one.text) for one in text(data).blocks]


def test_it_numbers_the_paragraphs_of_the_body():
    assert places(word(p("Madame,") + p("Je vous écris."))) == [
        ("paragraphe 1", "Madame,"),
        ("paragraphe 2", "Je vous écris."),
    ]


def test_it_places_text_in_the_cells_of_a_table():
    cell = "<w:tc>{}</w:tc>".format
    rows = f"<w:tr>{cell(p('Facture'))}{cell(p('Montant'))}</w:tr><w:tr>{cell(p('F1'))}{cell(p('10'))}</w:tr>"
    data = word(p("Voici") + f"<w:tbl>{rows}</w:tbl>" + p("Merci"))

    assert places(data)[3:] == [
        ("tableau 1, ligne 2, colonne 1", "F1"),
        ("tableau 1, ligne 2, colonne 2", "10"),
        ("paragraphe 2", "Merci"),
    ]
    assert len(text(data).tables) == 1


def test_it_sees_a_table_inside_a_table_once():
    inner = f"<w:tbl><w:tr><w:tc>{p('dedans')}</w:tc></w:tr></w:tbl>"
    data = word(f"<w:tbl><w:tr><w:tc>{inner}{p('dehors')}</w:tc></w:tr></w:tbl>")

    assert places(data) == [
        ("tableau 1, ligne 1, colonne 1, tableau, ligne 1, colonne 1", "dedans"),
        ("tableau 1, ligne 1, colonne 1", "dehors"),
    ]


def test_it_sees_a_text_box_once():
    assert places(word(box(p("3 264,00 €")))) == [
        ("paragraphe 1", "avant"),
        ("zone de texte 1", "3 264,00 €"),
    ]


def test_it_sees_a_text_box_of_an_old_program():
    old = "<w:p><w:r><w:pict><v:shape><v:textbox><w:txbxContent>{}</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"

    assert block(word(old.format(p("encadré"))), "encadré").place == "zone de texte 1"


def test_it_sees_headers_and_footers_apart_from_the_body():
    document = Document()
    document.add_paragraph("corps")
    section = document.sections[0]
    section.different_first_page_header_footer = True
    section.header.paragraphs[0].text = "ARVELLO"
    section.first_page_header.paragraphs[0].text = "ARVELLO, première page"
    section.footer.paragraphs[0].text = "SIREN 000 012 104"
    read = text(saved(document))

    assert read.header_text.splitlines() == ["ARVELLO", "ARVELLO, première page"]
    assert read.footer_text == "SIREN 000 012 104"
    assert [one.text for one in read.body()] == ["corps"]


@pytest.mark.parametrize(
    ("kind", "tag", "place"),
    [("footnotes", "footnote", "note 2"), ("endnotes", "endnote", "note de fin 2"), ("comments", "comment", "commentaire 2")],
)  # fmt: skip
def test_it_sees_notes_and_comments_under_their_number(kind, tag, place):
    note = f"<w:{tag}>{{}}</w:{tag}>".format
    notes = part(f"w:{kind}", note(p("")) + note(p("un")) + note(p("deux") + p("suite")))
    data = word(p("corps"), **{kind: notes})

    assert (place, "suite") in places(data)
    assert text(data).comments == (2 if kind == "comments" else 0)
    assert "deux" in text(data).all_text()


def test_it_sees_content_controls_around_paragraphs_and_in_lines():
    control = "<w:sdt><w:sdtPr/><w:sdtContent>{}</w:sdtContent></w:sdt>".format
    run = "<w:r><w:t>13 octobre</w:t></w:r>"
    data = word(control(p("TRANSMÉCARO")) + f"<w:p><w:r><w:t>le </w:t></w:r>{control(run)}</w:p>")

    assert places(data) == [
        ("paragraphe 1 (contrôle de contenu)", "TRANSMÉCARO"),
        ("paragraphe 2", "le 13 octobre"),
    ]


def test_tracked_insertions_count_and_deletions_do_not():
    run = "<w:r><w:{0}>{1}</w:{0}></w:r>".format
    data = word(
        f"<w:p>{run('t', 'sous ')}<w:ins>{run('t', '8')}</w:ins><w:del>{run('delText', '15')}</w:del>"
        f"<w:moveFrom>{run('t', 'trente')}</w:moveFrom>{run('t', ' jours')}</w:p>"
    )

    assert places(data) == [("paragraphe 1", "sous 8 jours")]
    assert (text(data).insertions, text(data).deletions) == (1, 2)


def test_a_deleted_row_is_gone():
    row = "<w:tr>{}<w:tc>{}</w:tc></w:tr>".format
    deleted = row("<w:trPr><w:del/></w:trPr>", p("F2026-0815"))

    assert places(word(f"<w:tbl>{row('', p('F2026-0702'))}{deleted}</w:tbl>")) == [
        ("tableau 1, ligne 1, colonne 1", "F2026-0702")
    ]


def test_it_sees_links_tabs_breaks_and_hyphens_as_they_read():
    data = word(
        "<w:p><w:hyperlink><w:r><w:t>P.J.</w:t></w:r></w:hyperlink>"
        "<w:r><w:tab/><w:t>F2026</w:t><w:noBreakHyphen/><w:t>0702</w:t><w:br/><w:t>fin</w:t></w:r></w:p>"
    )

    assert text(data).all_text() == "P.J.\tF2026-0702\nfin"


def test_it_flags_hidden_text_and_still_sees_it():
    data = word(p("marge 38 %", run="<w:vanish/>") + p("visible"))

    assert block(data, "marge").has_hidden_text
    assert not block(data, "visible").has_hidden_text


def test_it_finds_fields_even_cut_in_pieces():
    cut = "".join(f"<w:r>{piece}</w:r>" for piece in (
        '<w:fldChar w:fldCharType="begin"/>', "<w:instrText> NUM</w:instrText>", "<w:instrText>PAGES </w:instrText>",
        '<w:fldChar w:fldCharType="separate"/>', "<w:t>3</w:t>", '<w:fldChar w:fldCharType="end"/>',
    ))  # fmt: skip
    simple = '<w:fldSimple w:instr=" page \\* MERGEFORMAT "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    data = word(p("x"), footer=part("w:ftr", f"<w:p>{simple}{cut}</w:p>"))

    assert text(data).fields == {"PAGE", "NUMPAGES"}
    assert text(data).footer_text == "13"


def test_a_page_number_typed_by_hand_is_no_field():
    assert text(word(p("Page 1 sur 1"))).fields == frozenset()


def test_it_sees_the_data_behind_a_chart_and_what_pictures_say():
    picture = '<w:p><w:r><w:drawing><wp:inline><wp:docPr descr="Courbe des retards"/></wp:inline></w:drawing></w:r></w:p>'
    chart = part(
        "c:chartSpace",
        "<c:chart><c:title><a:p><a:r><a:t>Retards</a:t></a:r></a:p></c:title></c:chart>",
    )
    parts = unzipped(
        word(
            picture, chart=chart, diagramData=part("a:x", "<a:p><a:r><a:t>étape</a:t></a:r></a:p>")
        )
    )
    parts["word/_rels/chart.xml.rels"] = relations(("package", "../xl/marges.xlsx")).encode()
    parts["xl/marges.xlsx"] = a_table()
    read = text(zipped(parts))

    assert {"Courbe des retards", "Retards", "étape", "Lignes livrées", "56"} <= set(
        read.all_text().splitlines()
    )
    assert len(read.pictures) == 1


def test_it_reads_the_mark_of_the_template_and_the_properties():
    custom = (
        '<Properties xmlns="c" xmlns:vt="v"><property name="pack_template_id"><vt:lpwstr>MODELE_relance_N2</vt:lpwstr>'
        '</property><property name="autre"><vt:lpwstr>x</vt:lpwstr></property></Properties>'
    )
    parts = unzipped(word(p("x")))
    parts["_rels/.rels"] = relations(
        ("officeDocument", "word/document.xml"), ("custom-properties", "docProps/custom.xml"),
        ("core-properties", "docProps/core.xml"),
    ).encode()  # fmt: skip
    parts["docProps/custom.xml"] = custom.encode()
    parts["docProps/core.xml"] = b'<c xmlns:d="d"><d:title>Relance</d:title><d:creator/></c>'
    read = text(zipped(parts))

    assert read.template_id == "MODELE_relance_N2"
    assert read.properties == {"title": "Relance"}
    assert text(word(p("x"))).template_id == ""


def test_a_relation_that_leads_nowhere_does_not_hide_the_letter():
    parts = unzipped(word(p("Madame,")))
    parts["word/_rels/document.xml.rels"] = relations(
        ("image", "NULL"), ("header", "../no.xml")
    ).encode()

    assert text(zipped(parts)).all_text() == "Madame,"


def test_it_reads_a_letter_whose_main_part_has_another_name():
    assert text(word(p("Madame,"), main="word/document2.xml")).all_text() == "Madame,"
