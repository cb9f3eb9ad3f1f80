"""Text beside the page of an Office file: charts, diagrams, and the workbooks behind them.

A margin column left in the workbook behind a chart is one double click away from the reader.
"""

from collections.abc import Iterator

from grading.documents.drawing import chart_texts, paragraphs
from grading.documents.guard import inspect
from grading.documents.package import Package
from grading.documents.table import read_xlsx


def embedded(package: Package, part: str) -> Iterator[tuple[str, str]]:
    """Return label and text of what a part draws or embeds."""
    for chart in charts(package, part):
        for text in chart_texts(package.tree(chart)):
            yield "graphique", text
        for text in _workbooks(package, chart):
            yield "données du graphique", text
    for diagram in package.related(part, "diagramData"):
        for text in paragraphs(package.tree(diagram)):
            yield "diagramme", text
    for text in _workbooks(package, part):
        yield "classeur incorporé", text


def charts(package: Package, part: str) -> list[str]:
    """Return the chart parts of a part, those of recent kinds included."""
    return [*package.related(part, "chart"), *package.related(part, "chartEx")]


def _workbooks(package: Package, part: str) -> Iterator[str]:
    """Return the values of embedded workbooks, those that can be opened."""
    for name in package.related(part, "package"):
        data = package.blob(name)
        if not name.lower().endswith(".xlsx") or inspect(data, name) is not None:
            continue
        yield from (text for _, text in read_xlsx(Package(data)).places())
