"""The same look is the same look, whether by hand, by style, by theme or by default."""

import pytest

from grading.documents.model import Block
from tests.grading.documents.build import block, p, part, text, word

THEME = part(
    "a:theme",
    '<a:fontScheme><a:majorFont><a:latin typeface="Calibri Light"/></a:majorFont>'
    '<a:minorFont><a:latin typeface="Calibri"/></a:minorFont></a:fontScheme>',
)
BY_HAND = '<w:rFonts w:ascii="Calibri" w:hAnsi="Calibri"/><w:sz w:val="28"/><w:b/><w:color w:val="1f4e79"/>'
BY_THEME = BY_HAND.replace('w:ascii="Calibri" w:hAnsi="Calibri"', 'w:asciiTheme="minorHAnsi"')
PLAIN = '<w:rFonts w:ascii="Arial"/><w:sz w:val="18"/><w:b w:val="0"/><w:color w:val="auto"/>'


def style(name: str, run: str = "", kind: str = "paragraph", more: str = "") -> str:
    return f'<w:style w:type="{kind}" w:styleId="{name}"><w:name w:val="{name}"/>{more}<w:rPr>{run}</w:rPr></w:style>'


def styles(*each: str, defaults: str = "") -> str:
    document = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{defaults}</w:rPr></w:rPrDefault></w:docDefaults>"
    )
    return part("w:styles", document + "".join(each))


def look(data: bytes) -> tuple[object, ...]:
    found: Block = block(data, "Objet")
    return found.font, found.size_pt, found.bold, found.color


def asks(name: str) -> str:
    return f'<w:pStyle w:val="{name}"/>'


based = '<w:basedOn w:val="Base"/>'
in_table = f'<w:tbl><w:tblPr><w:tblStyle w:val="T"/></w:tblPr><w:tr><w:tc>{p("Objet")}</w:tc></w:tr></w:tbl>'
SAME_LOOK = {
    "by hand": word(p("Objet", run=BY_HAND)),
    "by hand over a style": word(p("Objet", asks("S"), BY_HAND), styles=styles(style("S", PLAIN))),
    "by style": word(p("Objet", asks("S")), styles=styles(style("S", BY_HAND))),
    "by the style it is based on": word(
        p("Objet", asks("S")), styles=styles(style("S", more=based), style("Base", BY_HAND))
    ),
    "by character style": word(
        p("Objet", asks("S"), '<w:rStyle w:val="C"/>'),
        styles=styles(style("S", PLAIN), style("C", BY_HAND, "character")),
    ),
    "by table style": word(in_table, styles=styles(style("T", BY_HAND, "table"), defaults=PLAIN)),
    "by the default style": word(
        p("Objet"), styles=styles(style("N", BY_HAND).replace("<w:style ", '<w:style w:default="1" '))
    ),
    "by the document's defaults": word(p("Objet"), styles=styles(defaults=BY_HAND)),
    "by theme in a style": word(
        p("Objet", asks("S")), styles=styles(style("S", BY_THEME), defaults=PLAIN), theme=THEME
    ),
    "by theme in the defaults": word(p("Objet"), styles=styles(defaults=BY_THEME), theme=THEME),
    "by theme over a name left beside": word(
        p("Objet", run=BY_THEME.replace("<w:rFonts", '<w:rFonts w:ascii="Arial"')), theme=THEME
    ),
    "inserted with tracking": word(p("Objet", run=BY_HAND).replace("<w:r>", "<w:ins><w:r>").replace("</w:r>", "</w:r></w:ins>")),
}  # fmt: skip


@pytest.mark.parametrize("way", SAME_LOOK)
def test_it_sees_the_look_however_it_was_given(way):
    assert look(SAME_LOOK[way]) == ("Calibri", 14.0, True, "1F4E79")


def test_it_sees_another_look_as_another():
    assert look(word(p("Objet", run=PLAIN))) == ("Arial", 9.0, False, None)


def test_headings_take_the_other_font_of_the_theme():
    heading = style("S", '<w:rFonts w:asciiTheme="majorHAnsi"/>')

    data = word(p("Objet", asks("S")), styles=styles(heading), theme=THEME)

    assert block(data, "Objet").font == "Calibri Light"


def test_a_document_that_says_nothing_has_the_look_word_gives_it():
    assert look(word(p("Objet"))) == ("Times New Roman", 10.0, False, None)


def test_a_mixed_paragraph_has_the_look_of_most_of_its_text():
    arial = '<w:r><w:rPr><w:rFonts w:ascii="Arial"/></w:rPr><w:t>Objet : relance de la facture</w:t></w:r>'
    symbol = '<w:r><w:rPr><w:rFonts w:ascii="Symbol"/><w:b/></w:rPr><w:t>!</w:t></w:r>'

    found = block(word(f"<w:p>{arial}{symbol}</w:p>"), "Objet")

    assert (found.font, found.bold) == ("Arial", False)


def test_styles_that_are_based_on_each_other_do_not_trap_it():
    circle = styles(
        style("S", more='<w:basedOn w:val="B"/>'), style("B", more='<w:basedOn w:val="S"/>')
    )

    assert block(word(p("Objet", asks("S")), styles=circle), "Objet").size_pt == 10.0


def test_a_size_that_is_no_number_is_no_size():
    assert block(word(p("Objet", run='<w:sz w:val="gros"/>')), "Objet").size_pt is None


def test_a_built_in_style_has_one_name_in_every_language():
    french = style("Titre1").replace('<w:name w:val="Titre1"/>', '<w:name w:val="heading 1"/>')

    assert (
        block(word(p("Objet", asks("Titre1")), styles=styles(french)), "Objet").style == "Heading 1"
    )


def test_it_measures_the_page_and_its_margins():
    section = '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:left="1417" w:right="2.5cm" w:top="-1134" w:bottom="1134"/></w:sectPr>'
    read = text(word(p("Objet") + section))

    assert read.page_size_cm == (21.0, 29.7)
    assert read.margins_cm == {"left": 2.5, "right": 2.5, "top": 2.0, "bottom": 2.0}
    assert text(word(p("Objet"))).page_size_cm == (0.0, 0.0)
