"""An addressee on the right is seen there, in any of the ways a secretary puts it there."""

import pytest

from tests.grading.documents.build import block, p, part, word

PAGE = '<w:sectPr><w:pgMar w:left="1417"/></w:sectPr>'
STYLED = part(
    "w:styles",
    '<w:style w:type="paragraph" w:styleId="D"><w:pPr><w:ind w:left="5103"/></w:pPr></w:style>',
)


def anchored(position: str) -> str:
    box = f"<wps:txbx><w:txbxContent>{p('ALPHYDRAL')}</w:txbxContent></wps:txbx>"
    anchor = f"<wp:anchor>{position}{box}</wp:anchor>"
    return f"<w:p><w:r><w:drawing>{anchor}</w:drawing></w:r></w:p>"


def at(origin: str, where: str) -> str:
    return anchored(f'<wp:positionH relativeFrom="{origin}">{where}</wp:positionH>')


def offset(cm: float) -> str:
    return f"<wp:posOffset>{int(cm * 360_000)}</wp:posOffset>"


def old_box(style: str) -> str:
    return (
        f'<w:p><w:r><w:pict><v:shape style="{style}"><v:textbox><w:txbxContent>{p("ALPHYDRAL")}'
        "</w:txbxContent></v:textbox></v:shape></w:pict></w:r></w:p>"
    )


def table(cells: int) -> str:
    said = ["", *[""] * (cells - 1)]
    said[-1] = "ALPHYDRAL"
    return f"<w:tbl><w:tr>{''.join(f'<w:tc>{p(one)}</w:tc>' for one in said)}</w:tr></w:tbl>"


tab = "<w:r><w:tab/></w:r>"
ON_THE_RIGHT = {
    "aligned": p("ALPHYDRAL", '<w:jc w:val="right"/>'),
    "aligned, as LibreOffice may say": p("ALPHYDRAL", '<w:jc w:val="end"/>'),
    "indented": p("ALPHYDRAL", '<w:ind w:left="4536"/>'),
    "indented, as newer files say": p("ALPHYDRAL", '<w:ind w:start="8cm"/>'),
    "indented by style": p("ALPHYDRAL", '<w:pStyle w:val="D"/>'),
    "a first line indented": p("ALPHYDRAL", '<w:ind w:firstLine="4536"/>'),
    "six default tabs": f"<w:p>{tab * 6}<w:r><w:t>ALPHYDRAL</w:t></w:r></w:p>",
    "one tab set far": f'<w:p><w:pPr><w:tabs><w:tab w:val="left" w:pos="5103"/></w:tabs></w:pPr>{tab}<w:r><w:t>ALPHYDRAL</w:t></w:r></w:p>',
    "in the right-hand cell": table(2),
    "in a box, from the page": at("page", offset(11)),
    "in a box, from the margin": at("margin", offset(8.5)),
    "in a box aligned": at("margin", "<wp:align>right</wp:align>"),
    "in a box nobody can place": anchored(""),
    "in a box placed oddly": at("margin", "<wp:posOffset>droite</wp:posOffset>"),
    "in an old box": old_box("position:absolute;margin-left:241pt;width:200pt"),
    "in an old box nobody can place": old_box("width:200pt"),
    "in a frame": p("ALPHYDRAL", '<w:framePr w:hAnchor="page" w:x="6237"/>'),
    "in a frame aligned": p("ALPHYDRAL", '<w:framePr w:xAlign="right"/>'),
}
ELSEWHERE = {
    "on the left": p("ALPHYDRAL"),
    "centred": p("ALPHYDRAL", '<w:jc w:val="center"/>'),
    "hardly indented": p("ALPHYDRAL", '<w:ind w:left="567"/>'),
    "two default tabs": f"<w:p>{tab * 2}<w:r><w:t>ALPHYDRAL</w:t></w:r></w:p>",
    "in the only cell": table(1),
    "in a box on the left": at("page", offset(3)),
    "in a box near the margin": at("page", offset(8)),
    "in a box aligned left": at("margin", "<wp:align>left</wp:align>"),
    "in an old box on the left": old_box("margin-left:1cm"),
    "in a frame on the left": p("ALPHYDRAL", '<w:framePr w:hAnchor="page" w:x="1417"/>'),
}


@pytest.mark.parametrize("way", ON_THE_RIGHT)
def test_it_sees_the_addressee_on_the_right(way):
    assert block(word(ON_THE_RIGHT[way] + PAGE, styles=STYLED), "ALPHYDRAL").is_on_right


@pytest.mark.parametrize("way", ELSEWHERE)
def test_it_does_not_see_on_the_right_what_stands_elsewhere(way):
    assert not block(word(ELSEWHERE[way] + PAGE, styles=STYLED), "ALPHYDRAL").is_on_right


@pytest.mark.parametrize(
    ("written", "alignment"),
    [("both", "justify"), ("center", "center"), ("end", "right"), ("start", "left"), ("odd", "left")],
)  # fmt: skip
def test_it_knows_alignments_under_all_their_names(written, alignment):
    data = word(p("ALPHYDRAL", f'<w:jc w:val="{written}"/>'))

    assert block(data, "ALPHYDRAL").alignment == alignment
