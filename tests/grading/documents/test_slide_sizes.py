"""The smallest text of a slide is found wherever its size comes from."""

import pptx
import pytest
from lxml import etree
from pptx.util import Cm, Pt

from grading.documents.package import A, P
from tests.grading.documents.build import deck, saved

BOX = (Cm(2), Cm(4), Cm(10), Cm(6))


@pytest.fixture
def made():
    return pptx.Presentation()


@pytest.fixture
def slide(made):
    slide = made.slides.add_slide(made.slide_layouts[1])
    slide.shapes.title.text = "Taux de service"
    slide.placeholders[1].text = "Objectif : 92 %"
    return slide


def smallest(made) -> float | None:
    return deck(saved(made)).slides[0].min_body_pt


def frame(slide):
    return slide.placeholders[1].text_frame


def list_style(size: int, level: int = 1) -> etree._Element:
    return etree.fromstring(
        f'<a:lstStyle xmlns:a="{A[1:-1]}"><a:lvl{level}pPr><a:defRPr sz="{size}"/></a:lvl{level}pPr></a:lstStyle>'
    )


def put_list_style(body: etree._Element, style: etree._Element) -> None:
    old = body.find(f"{A}lstStyle")
    if old is not None:
        body.replace(old, style)
    else:
        body.insert(1, style)


def test_it_follows_the_master_by_default(made, slide):
    assert smallest(made) == 32.0


def test_it_follows_the_level_of_the_paragraph(made, slide):
    second = frame(slide).add_paragraph()
    second.text, second.level = "Juillet : 91,2 %", 1

    assert smallest(made) == 28.0


def test_it_follows_the_layout_before_the_master(made, slide):
    layout = next(
        one for one in made.slide_layouts[1].placeholders if one.placeholder_format.idx == 1
    )
    put_list_style(layout._element.find(f"{P}txBody"), list_style(1600))

    assert smallest(made) == 16.0


def test_it_follows_the_masters_own_placeholder_before_its_styles(made, slide):
    body = next(one for one in made.slide_master.placeholders if one.placeholder_format.idx == 1)
    put_list_style(body._element.find(f"{P}txBody"), list_style(1500))

    assert smallest(made) == 15.0


def test_it_follows_the_shape_before_the_layout(made, slide):
    put_list_style(slide.placeholders[1]._element.find(f"{P}txBody"), list_style(1400))

    assert smallest(made) == 14.0


def test_it_follows_the_run_before_everything(made, slide):
    frame(slide).paragraphs[0].runs[0].font.size = Pt(12)

    assert smallest(made) == 12.0


def test_it_takes_the_smallest_run_of_the_smallest_paragraph(made, slide):
    small = frame(slide).paragraphs[0].add_run()
    small.text, small.font.size = "source : ERP", Pt(9)

    assert smallest(made) == 9.0


def test_a_run_that_says_nothing_has_no_size(made, slide):
    blank = frame(slide).paragraphs[0].add_run()
    blank.text, blank.font.size = "  ", Pt(6)

    assert smallest(made) == 32.0


@pytest.mark.parametrize("scale", ["62500", "62.5%", "62%"])
def test_it_sees_text_that_the_program_shrinks(made, slide, scale):
    body = frame(slide)._txBody.bodyPr
    etree.SubElement(body, f"{A}normAutofit").set("fontScale", scale)

    assert smallest(made) == pytest.approx(32 * 0.625, abs=0.3)


def test_a_shrinking_that_changes_nothing_changes_nothing(made, slide):
    etree.SubElement(frame(slide)._txBody.bodyPr, f"{A}normAutofit")

    assert smallest(made) == 32.0


def test_a_shrinking_that_is_no_number_is_passed_over(made, slide):
    etree.SubElement(frame(slide)._txBody.bodyPr, f"{A}normAutofit").set("fontScale", "peu")

    assert smallest(made) == 32.0


def test_a_free_text_box_has_the_size_of_the_deck(made, slide):
    slide.shapes.add_textbox(*BOX).text_frame.text = "Source : ERP"

    assert smallest(made) == 18.0


def test_titles_tables_and_footers_are_not_body_text(made):
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "Causes"
    slide.shapes.title.text_frame.paragraphs[0].runs[0].font.size = Pt(8)
    slide.shapes.add_table(1, 1, *BOX).table.cell(0, 0).text = "Transport"

    assert smallest(made) is None


def test_sizes_that_are_no_numbers_are_passed_over(made, slide):
    run = frame(slide).paragraphs[0].runs[0]
    run.font.size = Pt(12)
    run._r.rPr.set("sz", "petit")
    frame(slide).paragraphs[0]._p.get_or_add_pPr().set("lvl", "x")

    assert smallest(made) == 32.0
