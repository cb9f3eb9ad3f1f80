"""A presentation gives each slide's texts, and all that lies behind and beside it."""

import io

import pptx
import pytest
from lxml import etree
from PIL import Image
from pptx.chart.data import CategoryChartData
from pptx.dml.color import RGBColor
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Cm

from grading.documents.model import SlideModel
from grading.documents.package import A, P
from tests.grading.documents.build import a_deck, deck, relations, saved, unzipped, zipped

BOX = (Cm(2), Cm(4), Cm(10), Cm(6))


@pytest.fixture
def made():
    return pptx.Presentation()


@pytest.fixture
def slide(made):
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Taux de service"
    return slide


def read(made) -> SlideModel:
    return deck(saved(made)).slides[0]


def chart(slide, title: str = "", **series: tuple[float, ...]):
    data = CategoryChartData(number_format="0.0%")
    data.categories = ["Juillet", "Août"]
    for name, figures in series.items():
        data.add_series(name, figures)
    made = slide.shapes.add_chart(XL_CHART_TYPE.COLUMN_CLUSTERED, *BOX, data).chart
    made.has_title = True
    if title:
        made.chart_title.text_frame.text = title
    return made


def test_it_reads_title_layout_and_lines(made, slide):
    slide.placeholders[1].text = "Objectif : 92 %\n\nJuillet : 91,2 %"

    assert read(made).title == "Taux de service"
    assert read(made).layout == "Title and Content"
    assert read(made).texts == ("Taux de service", "Objectif : 92 %\n\nJuillet : 91,2 %")
    assert len(read(made).lines) == 2


def test_a_slide_whose_title_is_a_free_text_box_has_no_title(made):
    free = made.slides.add_slide(made.slide_layouts[6])
    free.shapes.add_textbox(*BOX).text_frame.text = "Taux de service"

    assert read(made).title == ""
    assert read(made).texts == ("Taux de service",)


def test_it_sees_every_slide_and_says_which_is_hidden(made, slide):
    made.slides.add_slide(made.slide_layouts[0])._element.set("show", "0")

    slides = deck(saved(made)).slides

    assert [(one.number, one.is_hidden) for one in slides] == [(1, False), (2, True)]


def test_it_sees_groups_and_extra_shapes(made, slide):
    group = slide.shapes.add_group_shape()
    group.shapes.add_textbox(*BOX).text_frame.text = "dans un groupe"

    assert "dans un groupe" in read(made).texts


def test_a_line_break_parts_two_lines(made, slide):
    slide.placeholders[1].text = "Objectif\v92 %"

    assert "Objectif\n92 %" in read(made).texts
    assert len(read(made).lines) == 2


def test_it_sees_shapes_stored_twice_for_old_programs_once(made, slide):
    shape = slide.shapes.add_textbox(*BOX)
    shape.text_frame.text = "récent"
    copy = etree.tostring(shape._element).decode()
    both = f'<mc:AlternateContent xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"><mc:Choice Requires="x">{copy}</mc:Choice><mc:Fallback>{copy}</mc:Fallback></mc:AlternateContent>'
    shape._element.getparent().replace(shape._element, etree.fromstring(both))

    assert read(made).texts.count("récent") == 1


def test_it_reads_a_table_row_by_row(made, slide):
    table = slide.shapes.add_table(2, 2, *BOX).table
    for row, texts in enumerate([("Cause", "Lignes"), ("Transport", "2")]):
        for column, text in enumerate(texts):
            table.cell(row, column).text = text

    assert read(made).tables == 1
    assert {"Cause Lignes", "Transport 2"} <= set(read(made).texts)


def test_it_sees_a_chart_its_title_and_its_figures(made, slide):
    chart(slide, "Taux de service", Taux=(0.912, 0.894))

    assert read(made).charts
    assert read(made).chart_titles == ("Taux de service",)
    assert {"Taux", "Juillet 91.2 %", "Août 89.4 %"} <= set(read(made).hidden_texts)


def test_a_chart_of_one_series_is_titled_by_it(made, slide):
    chart(slide, Taux=(0.912, 0.894))

    assert read(made).chart_titles == ("Taux",)


def test_a_chart_of_several_series_without_title_has_none(made, slide):
    chart(slide, Taux=(0.912, 0.894), Objectif=(0.92, 0.92))

    assert read(made).charts
    assert read(made).chart_titles == ()


def test_a_chart_without_title_has_none(made, slide):
    chart(slide, Taux=(0.912, 0.894)).has_title = False

    assert read(made).chart_titles == ()


def test_it_sees_a_margin_left_in_the_workbook_behind_a_chart(made, slide):
    added = chart(slide, Taux=(0.912, 0.894))
    book = unzipped(added.part.chart_workbook.xlsx_part.blob)
    book["xl/worksheets/sheet1.xml"] = book["xl/worksheets/sheet1.xml"].replace(
        b"</sheetData>",
        b'<row r="9"><c r="H9" t="inlineStr"><is><t>Marge 38 %</t></is></c></row></sheetData>',
    )
    added.part.chart_workbook.xlsx_part.blob = zipped(book)

    assert "Marge 38 %" in read(made).hidden_texts
    assert "Marge 38 %" in deck(saved(made)).all_text()


def test_a_workbook_that_cannot_be_opened_behind_a_chart_does_not_hide_the_slide(made, slide):
    chart(slide, Taux=(0.912, 0.894)).part.chart_workbook.xlsx_part.blob = b"PK"

    assert read(made).title == "Taux de service"


def test_it_sees_notes_without_their_page_number(made, slide):
    slide.notes_slide.notes_text_frame.text = "Dire que la marge est de 38 %"

    assert read(made).notes == "Dire que la marge est de 38 %"
    assert "Dire que la marge est de 38 %" in read(made).hidden_texts


def test_it_sees_pictures_and_what_they_say(made, slide):
    image = io.BytesIO()
    Image.new("RGB", (2, 2), "white").save(image, "PNG")
    slide.shapes.add_picture(image, *BOX)._element.nvPicPr.cNvPr.set("descr", "Logo d’Arvello")

    assert len(read(made).pictures) == 1
    assert read(made).pictures[0].alternative == "Logo d’Arvello"


def test_it_sees_comments():
    parts = unzipped(a_deck())
    name = "ppt/slides/_rels/slide1.xml.rels"
    extra = relations(("comments", "../comments/comment1.xml"))
    one = extra[extra.index("<Relationship ") : extra.index("</Relationships>")].replace(
        '"r0"', '"c0"'
    )
    parts[name] = parts[name].replace(b"</Relationships>", one.encode() + b"</Relationships>")
    parts["ppt/comments/comment1.xml"] = b'<c xmlns="x"><cm><text>marge 38 %</text></cm></c>'

    assert "marge 38 %" in deck(zipped(parts)).all_text()


@pytest.mark.parametrize("place", ["layout", "master"])
def test_it_sees_the_fixed_texts_of_layout_and_master_but_not_their_prompts(made, slide, place):
    page = made.slide_layouts[1] if place == "layout" else made.slide_master
    box = slide.shapes.add_textbox(*BOX)
    box.text_frame.text = "Service ADV – diffusion interne"
    page.shapes._spTree.append(box._element)

    assert read(made).background == ("Service ADV – diffusion interne",)
    slide._element.set("showMasterSp", "0")
    assert read(made).background == ()


def number_mark(slide, content: str) -> None:
    shape = slide.shapes.add_textbox(*BOX)
    mark = etree.SubElement(shape._element.find(f"{P}nvSpPr/{P}nvPr"), f"{P}ph")
    mark.set("type", "sldNum")
    paragraph = shape._element.find(f"{P}txBody/{A}p")
    paragraph.append(etree.fromstring(content))


TYPED = f'<a:r xmlns:a="{A[1:-1]}"><a:t>2</a:t></a:r>'
FIELD = f'<a:fld xmlns:a="{A[1:-1]}" id="{{1}}" type="slidenum"><a:t>2</a:t></a:fld>'


@pytest.mark.parametrize("content", [TYPED, FIELD])
def test_it_sees_a_slide_number_and_does_not_count_it_as_text(made, slide, content):
    number_mark(slide, content)

    assert read(made).has_number
    assert len(read(made).lines) == 0
    assert read(made).min_body_pt is None


def test_a_number_that_stays_on_the_layout_is_not_on_the_slide(made, slide):
    assert "sldNum" in str(etree.tostring(made.slide_layouts[1]._element))
    assert not read(made).has_number


def test_an_empty_place_for_the_number_shows_none(made, slide):
    number_mark(slide, TYPED.replace(">2<", "> <"))

    assert not read(made).has_number


def test_colour_or_weight_change_nothing_to_what_is_read(made, slide):
    run = slide.placeholders[1].text_frame.paragraphs[0].add_run()
    run.text, run.font.bold, run.font.color.rgb = "92 %", True, RGBColor(255, 0, 0)

    assert "92 %" in read(made).texts


def test_it_reads_the_mark_of_the_template():
    parts = unzipped(a_deck())
    extra = relations(("custom-properties", "docProps/custom.xml"))
    one = extra[extra.index("<Relationship ") : extra.index("</Relationships>")].replace(
        '"r0"', '"c0"'
    )
    parts["_rels/.rels"] = parts["_rels/.rels"].replace(
        b"</Relationships>", one.encode() + b"</Relationships>"
    )
    parts["docProps/custom.xml"] = (
        b'<P xmlns="x"><property name="pack_template_id"><v>MODELE_presentation</v></property></P>'
    )

    assert deck(zipped(parts)).template_id == "MODELE_presentation"
    assert deck(a_deck()).template_id == ""


def test_a_slide_moved_before_another_keeps_its_own_chart(made, slide):
    second = made.slides.add_slide(made.slide_layouts[1])
    second.shapes.title.text = "Résultat"
    chart(second, "Taux par mois", Taux=(0.91, 0.87))
    order = made.slides._sldIdLst
    order.insert(0, order[1])

    first, last = deck(saved(made)).slides

    assert (first.title, first.chart_titles) == ("Résultat", ("Taux par mois",))
    assert (last.title, last.chart_titles) == ("Taux de service", ())
