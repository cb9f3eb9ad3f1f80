"""The colour of a slide's text and of what lies behind it are found wherever they come from, or left unknown."""

import io
from typing import Any

import pptx
import pytest
from lxml import etree
from PIL import Image
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.util import Cm

from grading.checks.rules.slides import contrast
from grading.documents.model import SlideDeck
from grading.documents.package import A, P
from grading.documents.palette import Palette
from grading.documents.read import read
from tests import libreoffice
from tests.grading.documents.build import deck, saved

TITLE = (Cm(1), Cm(0.5), Cm(24), Cm(4))
CORNER = (Cm(1), Cm(0.5), Cm(2), Cm(2))
FAR = (Cm(1), Cm(17), Cm(2), Cm(1))


@pytest.fixture
def made():
    return pptx.Presentation()


@pytest.fixture
def slide(made):
    slide = made.slides.add_slide(made.slide_layouts[5])
    slide.shapes.title.text = "Taux de service"
    return slide


def inks(made: Any) -> list[tuple[str, str]]:
    return [(ink.color, ink.ground) for ink in deck(saved(made)).slides[0].inks]


def run(slide: Any) -> Any:
    return slide.shapes.title.text_frame.paragraphs[0].runs[0]


def filled(shape: Any, color: str) -> Any:
    shape.fill.solid()
    shape.fill.fore_color.rgb = RGBColor.from_string(color)
    return shape


def to_the_back(shape: Any) -> None:
    tree = shape._element.getparent()
    tree.insert(2, shape._element)


def a_picture() -> io.BytesIO:
    buffer = io.BytesIO()
    Image.new("RGB", (20, 20), "#1F4E79").save(buffer, "PNG")
    buffer.seek(0)
    return buffer


def solid(name: str, change: str = "") -> etree._Element:
    return etree.fromstring(
        f'<a:solidFill xmlns:a="{A[1:-1]}"><a:schemeClr val="{name}">{change}</a:schemeClr></a:solidFill>'
    )


def test_by_default_both_come_from_the_master_and_its_theme(made, slide):
    assert inks(made) == [("000000", "FFFFFF")]


def test_a_colour_of_the_theme_is_looked_up(made, slide):
    run(slide).font.color.theme_color = MSO_THEME_COLOR.ACCENT_1

    assert inks(made) == [("4F81BD", "FFFFFF")]


@pytest.mark.parametrize(
    ("change", "color"),
    [
        ('<a:lumMod val="50000"/>', "244062"),
        ('<a:lumMod val="40000"/><a:lumOff val="60000"/>', "B9CDE5"),
        ('<a:shade val="50000"/>', "385D8A"),
        ('<a:alpha val="100000"/>', "4F81BD"),
    ],
)
def test_a_lighter_or_darker_colour_of_the_theme_is_worked_out(change, color):
    theme = etree.fromstring(
        f'<a:theme xmlns:a="{A[1:-1]}"><a:clrScheme><a:accent1><a:srgbClr val="4F81BD"/></a:accent1></a:clrScheme></a:theme>'
    )
    found = Palette(theme, {}).of(solid("accent1", change))

    assert contrast(found, color) < 1.03, found


@pytest.mark.parametrize("change", ['<a:satMod val="50000"/>', '<a:alpha val="50000"/>'])
def test_a_transparent_colour_and_a_change_that_is_not_known_leave_it_unknown(made, slide, change):
    run(slide)._r.get_or_add_rPr().insert(0, solid("accent1", change))

    assert inks(made) == []


@pytest.mark.parametrize("place", ["list style", "layout", "master"])
def test_a_colour_set_by_the_shape_the_layout_or_the_master_is_found(made, slide, place):
    styles = etree.fromstring(
        f'<a:lstStyle xmlns:a="{A[1:-1]}"><a:lvl1pPr><a:defRPr/></a:lvl1pPr></a:lstStyle>'
    )
    styles[0][0].append(solid("accent2"))
    shape = {
        "list style": slide.shapes.title,
        "layout": slide.slide_layout.placeholders[0],
        "master": slide.slide_layout.slide_master.placeholders[0],
    }[place]
    body = shape._element.find(f"{P}txBody")
    body.replace(body.find(f"{A}lstStyle"), styles)

    assert inks(made) == [("C0504D", "FFFFFF")]


def test_a_link_has_the_colour_of_links(made, slide):
    run(slide).hyperlink.address = "https://arvello.example"

    assert inks(made) == [("0000FF", "FFFFFF")]


def test_the_text_of_a_drawn_shape_is_light_and_stands_on_its_own_fill(made, slide):
    drawn = slide.shapes.add_shape(MSO_SHAPE.OVAL, *FAR)
    drawn.text_frame.text = "92 %"
    assert len(inks(made)) == 1, "the theme fills it with a gradient"

    filled(drawn, "1F4E79")
    assert inks(made)[1] == ("FFFFFF", "1F4E79")


def test_a_band_that_holds_the_whole_title_is_its_background(made, slide):
    to_the_back(filled(slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *TITLE), "1F4E79"))

    assert inks(made) == [("000000", "1F4E79")]


def test_a_band_of_the_layout_is_too_unless_the_slide_hides_it(made, slide):
    band = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *TITLE)
    slide.slide_layout.shapes._spTree.append(filled(band, "1F4E79")._element)
    assert inks(made) == [("000000", "1F4E79")]

    slide._element.set("showMasterSp", "0")
    assert inks(made) == [("000000", "FFFFFF")]


@pytest.mark.parametrize(
    ("form", "place"),
    [
        (MSO_SHAPE.RECTANGLE, CORNER),
        (MSO_SHAPE.OVAL, TITLE),
    ],
)
def test_what_covers_the_title_in_part_leaves_its_background_unknown(made, slide, form, place):
    to_the_back(filled(slide.shapes.add_shape(form, *place), "1F4E79"))

    assert inks(made) == []


@pytest.mark.parametrize(("place", "known"), [(TITLE, 0), (CORNER, 0), (FAR, 1)])
def test_nothing_is_said_of_a_text_on_a_picture(made, slide, place, known):
    to_the_back(slide.shapes.add_picture(a_picture(), *place))

    assert len(inks(made)) == known


def test_what_lies_before_a_text_is_not_behind_it(made, slide):
    slide.shapes.add_picture(a_picture(), *FAR)
    filled(slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *TITLE), "1F4E79")

    assert inks(made) == [("000000", "FFFFFF")]


def test_nothing_is_said_of_a_text_on_a_gradient(made, slide):
    slide.background.fill.gradient()

    assert inks(made) == []


def test_contrast_is_that_of_wcag():
    assert contrast("000000", "FFFFFF") == pytest.approx(21)
    assert contrast("FFFFFF", "FFFFFF") == pytest.approx(1)
    assert contrast("767676", "FFFFFF") == pytest.approx(4.54, abs=0.01)
    assert contrast("949494", "FFFFFF") == pytest.approx(3.03, abs=0.01)


@libreoffice.needed
@pytest.mark.parametrize("ending", ["odp", "pptx"])
def test_libreoffice_keeps_colours_bands_and_pictures(tmp_path, ending):
    made = pptx.Presentation()
    for number in range(3):
        slide = made.slides.add_slide(made.slide_layouts[5])
        slide.shapes.title.text = "Taux de service"
        run(slide).font.color.rgb = RGBColor.from_string("F2F2F2")
        if number == 1:
            to_the_back(filled(slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *TITLE), "1F4E79"))
        if number == 2:
            to_the_back(slide.shapes.add_picture(a_picture(), *TITLE))

    [data] = libreoffice.converted(tmp_path, ending, {"a.pptx": saved(made)}).values()
    document = read(data, f"a.{ending}")
    assert isinstance(document, SlideDeck)

    found = [[(ink.color, ink.ground) for ink in slide.inks] for slide in document.slides]
    assert found == [[("F2F2F2", "FFFFFF")], [("F2F2F2", "1F4E79")], []]
