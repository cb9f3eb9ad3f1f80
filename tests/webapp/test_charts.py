"""A chart is told in words, followed by its table, and safe whatever its labels say."""

import re

import pytest
from flask import render_template_string
from lxml import etree

from webapp import charts
from webapp.papers.model import Bars, Series

SVG = "{http://www.w3.org/2000/svg}"
LEVELS = Bars(
    "Niveaux par critère",
    "Critère",
    ("C1.1", "C1.2"),
    (
        Series("Atteint", (8, 3)),
        Series("Partiellement atteint", (2, 0)),
        Series("Non atteint", (1, 8)),
        Series("Non observé", (0, 0)),
    ),
)
TIMES = (charts.Spread("C1", (4, 6, 8, 10, 22)), charts.Spread("C2", (5,)), charts.Spread("C3", ()))


def drawn(chart: charts.Chart) -> etree._Element:
    return etree.fromstring(chart.picture)


def texts(chart: charts.Chart) -> list[str]:
    return ["".join(text.text or "") for text in drawn(chart).iter(f"{SVG}text")]


def boxes(chart: charts.Chart, look: str) -> list[float]:
    return [
        float(box.get("width", 0))
        for box in drawn(chart).iter(f"{SVG}rect")
        if box.get("class") == f"chart-box chart-{look}"
    ]


def shown(app, chart: charts.Chart) -> str:
    source = '{% import "_charts.html" as charts %}{{ charts.chart(one) }}'
    with app.test_request_context():
        return render_template_string(source, one=chart)


def test_bars_are_as_long_as_their_figures_and_say_them():
    chart = charts.bars("levels", LEVELS, charts.LEVELS)

    first, second, _ = boxes(chart, "met")
    assert first / second == pytest.approx(8 / 3, abs=0.01)
    assert len(boxes(chart, "partly")) == 2  # one bar and the key: nothing is drawn of nothing
    assert {"C1.1", "8", "3", "Non observé"} <= set(texts(chart))


def test_series_differ_by_more_than_their_colour():
    picture = charts.bars("levels", LEVELS, charts.LEVELS).picture

    assert 'fill="url(#levels-hatch)"' in picture
    assert 'fill="url(#levels-dots)"' in picture


def test_a_lone_series_has_its_figures_at_the_end_and_no_key():
    chart = charts.bars("n", Bars("Dossiers", "Mois", ("Mai",), (Series("Nombre", (12.5,)),)))

    assert texts(chart) == ["Mai", "12,5"]


def test_a_picture_is_announced_by_its_title_and_what_it_shows():
    picture = drawn(charts.bars("levels", LEVELS))

    names = picture.get("aria-labelledby", "").split()
    told = {one.get("id"): one.text for one in picture if one.get("id")}
    assert picture.get("role") == "img"
    assert told[names[0]] == "Niveaux par critère"
    assert "tableau" in str(told[names[1]])


def test_a_chart_is_followed_by_its_table(app):
    page = shown(app, charts.bars("levels", LEVELS))

    table = page[page.index("<table") :]
    assert page.index("</svg>") < page.index("<table")
    assert '<caption class="visually-hidden">Niveaux par critère</caption>' in table
    assert re.search(r'<th scope="row">C1.2</th>\s*<td class="num">3</td>', table)


def test_times_are_dots_over_their_quartiles():
    chart = charts.strip("times", "Temps", "Capacité", TIMES, lambda figure: f"{figure:g} min")
    picture = drawn(chart)

    assert len(list(picture.iter(f"{SVG}circle"))) - 1 == 6  # one circle is a pattern's
    assert chart.table.rows == (
        ("C1", "5", "4 min", "8 min", "22 min"),
        ("C2", "1", "5 min", "5 min", "5 min"),
        ("C3", "0", "—", "—", "—"),
    )
    assert "25 min" in texts(chart)


@pytest.mark.parametrize(
    ("top", "last"),
    [(0, 1), (0.3, 0.3), (1, 1), (6, 6), (7, 8), (22, 25), (61, 80), (100, 100), (1e9, 1e9)],
)
def test_an_axis_goes_in_round_steps_just_past_its_largest_figure(top, last):
    chart = charts.strip("t", "T", "G", [charts.Spread("a", (top,))])

    assert texts(chart)[: texts(chart).index("a")][-1] == charts.shown_figure(last)


@pytest.mark.parametrize(
    "text", ['<script>alert("x")</script>', "a\x00b", "\u202efdp.exe", "x" * 10_000, "😀", "", '" onload="x']
)  # fmt: skip
def test_labels_are_only_ever_text(app, text):
    chart = charts.bars("n", Bars(text, text, (text,), (Series(text, (1,)), Series(text, (2,)))))
    spread = charts.strip("m", text, text, [charts.Spread(text, (1,))])

    for one in (chart, spread):
        drawn(one)
        page = shown(app, one)
        assert "<script" not in page
        assert "\x00" not in page
        assert "style=" not in page
        assert not any("onload" in element.attrib for element in drawn(one).iter())


@pytest.mark.parametrize(
    "empty",
    [
        charts.bars("n", Bars("T", "H", (), ())),
        charts.bars("n", Bars("T", "H", ("a",), ())),
        charts.bars("n", Bars("T", "H", ("a",), (Series("s", (0,)),))),
        charts.strip("n", "T", "H", []),
    ],
)
def test_a_chart_of_nothing_is_drawn_without_a_fault(app, empty):
    assert drawn(empty).get("role") == "img"
    assert "<table" in shown(app, empty)


@pytest.mark.parametrize("figure", [-1, float("nan"), float("inf")])
def test_figures_without_a_place_are_refused(figure):
    with pytest.raises(ValueError, match="axis"):
        charts.Spread("a", (figure,))
