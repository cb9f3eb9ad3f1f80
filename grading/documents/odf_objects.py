"""Charts and other objects inside an OpenDocument file."""

from collections.abc import Iterator

from grading.documents.model import Chart
from grading.documents.odf import CHART, DRAW, OFFICE, TABLE, TEXT, XLINK, OdfPackage
from grading.documents.package import Element

KINDS = {
    "bar": "bar", "line": "line", "circle": "pie", "area": "area", "scatter": "scatter", "ring": "doughnut",
    "radar": "radar", "filled-radar": "radar", "bubble": "bubble", "stock": "stock",
}  # fmt: skip


def drawn_charts(package: OdfPackage, parent: Element) -> Iterator[Chart]:
    """Return the charts placed inside an element."""
    for link in parent.iter(f"{DRAW}object"):
        root = _object(package, link)
        found = None if root is None else root.find(f".//{CHART}chart")
        if found is not None:
            yield _chart(found)


def object_texts(package: OdfPackage, parent: Element | None = None) -> Iterator[tuple[str, str]]:
    """Return label and text of what is inside the objects of an element, or of the whole file."""
    root = package.tree("content.xml") if parent is None else parent
    for link in root.iter(f"{DRAW}object"):
        inside = _object(package, link)
        for text in () if inside is None else _texts(inside):
            yield "graphique", text


def _texts(root: Element) -> Iterator[str]:
    for row in root.iter(f"{TABLE}table-row"):
        cells = (said(cell) for cell in row.iter(f"{TABLE}table-cell"))
        text = " ".join(cell for cell in cells if cell)
        if text:
            yield text
    for paragraph in root.iter(f"{TEXT}p"):
        if next(paragraph.iterancestors(f"{TABLE}table"), None) is None and said(paragraph):
            yield said(paragraph)


def said(element: Element) -> str:
    """Return the text of the paragraphs of an element."""
    own = [element] if element.tag == f"{TEXT}p" else list(element.iter(f"{TEXT}p"))
    return "\n".join("".join(map(str, paragraph.itertext())) for paragraph in own).strip()


def _object(package: OdfPackage, link: Element) -> Element | None:
    target = link.get(f"{XLINK}href", "").removeprefix("./").rstrip("/")
    part = f"{target}/content.xml"
    return package.tree(part).find(f"{OFFICE}body") if target and part in package.names else None


def _chart(root: Element) -> Chart:
    title = root.find(f"{CHART}title")
    axes = (axis.find(f"{CHART}title") for axis in root.iter(f"{CHART}axis"))
    series = [
        found.get(f"{CHART}values-cell-range-address", "") for found in root.iter(f"{CHART}series")
    ]
    return Chart(
        kind=KINDS.get(root.get(f"{CHART}class", "").partition(":")[2], ""),
        title="" if title is None else said(title),
        axis_titles=tuple(said(axis) for axis in axes if axis is not None),
        has_legend=root.find(f"{CHART}legend") is not None,
        sources=tuple(source.replace(".", "!") for source in series if source),
    )
