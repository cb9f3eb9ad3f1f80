"""Text in drawings: shapes, charts and diagrams speak one language in the three applications."""

from collections.abc import Iterator
from itertools import zip_longest

from grading.documents.model import Chart
from grading.documents.package import A, C, Element, unfolded

AXES = (f"{C}catAx", f"{C}valAx", f"{C}dateAx", f"{C}serAx")


def paragraph_text(paragraph: Element) -> str:
    """Return a drawn paragraph's text, line breaks and fields included."""
    return "".join(
        "\n" if element.tag == f"{A}br" else element.text or ""
        for element in paragraph.iter(f"{A}t", f"{A}br")
    )


def paragraphs(root: Element) -> Iterator[str]:
    """Return the drawn paragraphs of a part that say something."""
    found = (paragraph_text(paragraph) for paragraph in root.iter(f"{A}p"))
    return (text for text in found if text.strip())


def body_text(body: Element) -> str:
    """Return the text of a shape."""
    return "\n".join(paragraph_text(paragraph) for paragraph in body.iter(f"{A}p"))


def bodies(parent: Element) -> Iterator[str]:
    """Return the texts of a drawing in order: one per shape, one per row of a table."""
    for child in unfolded(parent):
        if child.tag == f"{A}tr":
            yield " ".join(text for text in paragraphs(child))
        elif child.tag.endswith("}txBody"):
            yield body_text(child)
        elif len(child):
            yield from bodies(child)


def chart_title(root: Element) -> str:
    """Return a chart's title as shown; with one series and no title of its own, the series' name."""
    title = root.find(f"{C}chart/{C}title")
    if title is None:
        return ""
    own = "\n".join(paragraphs(title)) or " ".join(_values(title))
    names = root.findall(f".//{C}ser/{C}tx")
    return own or (" ".join(_values(names[0])) if len(names) == 1 else "")


KINDS = {
    "barChart": "bar", "bar3DChart": "bar", "lineChart": "line", "line3DChart": "line", "pieChart": "pie",
    "pie3DChart": "pie", "doughnutChart": "doughnut", "areaChart": "area", "area3DChart": "area",
    "scatterChart": "scatter", "radarChart": "radar", "bubbleChart": "bubble", "ofPieChart": "pie",
}  # fmt: skip


def chart(root: Element) -> Chart:
    """Return what a chart is and says of itself."""
    tags = (
        element.tag.rpartition("}")[2]
        for element in root.iterfind(f"{C}chart/{C}plotArea/*")
        if isinstance(element.tag, str)
    )
    titles = (axis.find(f"{C}title") for axis in root.iter(*AXES))
    return Chart(
        kind=next((KINDS[tag] for tag in tags if tag in KINDS), ""),
        title=chart_title(root),
        axis_titles=tuple(" ".join(paragraphs(title)) for title in titles if title is not None),
        has_legend=root.find(f"{C}chart/{C}legend") is not None,
        sources=tuple((found.text or "").strip() for found in root.iterfind(f".//{C}val//{C}f")),
    )


def chart_texts(root: Element) -> Iterator[str]:
    """Return what a chart shows: titles, names of series, categories with their figures."""
    yield from paragraphs(root)
    for series in root.iter(f"{C}ser"):
        yield from (" ".join(_values(name)) for name in series.findall(f"{C}tx"))
        categories = [value for kind in ("cat", "xVal") for value in _of(series, kind)]
        figures = [value for kind in ("val", "yVal") for value in _of(series, kind)]
        for category, figure in zip_longest(categories, figures, fillvalue=""):
            yield f"{category} {figure}".strip()


def _of(series: Element, kind: str) -> Iterator[str]:
    for data in series.findall(f"{C}{kind}"):
        is_rate = any("%" in (code.text or "") for code in data.iter(f"{C}formatCode"))
        for value in _values(data):
            yield _rate(value) if is_rate else value


def _values(parent: Element) -> Iterator[str]:
    return (value.text or "" for value in parent.iter(f"{C}v"))


def _rate(value: str) -> str:
    try:
        return f"{float(value) * 100:.10g} %"
    except ValueError:
        return value
