"""Whether a paragraph of a .docx belongs to a real list, and of which kind."""

from typing import Literal

from grading.documents.look import Levels, first
from grading.documents.package import Element, W

ListKind = Literal["", "bullet", "number"]


class Numbering:
    """The lists that a document defines."""

    def __init__(self, root: Element | None) -> None:
        self._abstract = {} if root is None else _by_id(root, "abstractNum", "abstractNumId")
        self._lists = {} if root is None else _by_id(root, "num", "numId")

    def kind(self, levels: Levels) -> ListKind:
        """Return the kind of list that a paragraph's properties, nearest first, put it in."""
        asked = first(levels, "numPr")
        number = "" if asked is None else _value(asked, "numId")
        if number in {"", "0"}:
            return ""
        depth = "0" if asked is None else _value(asked, "ilvl") or "0"
        form = self._form(number, depth)
        return "" if form == "none" else "bullet" if form == "bullet" else "number"

    def _form(self, number: str, depth: str) -> str:
        found = self._lists.get(number)
        abstract = None if found is None else self._abstract.get(_value(found, "abstractNumId"))
        for holder in (found, abstract):
            for level in () if holder is None else holder.iter(f"{W}lvl"):
                if level.get(f"{W}ilvl") == depth:
                    return _value(level, "numFmt") or "decimal"
        return "decimal"


def _by_id(root: Element, tag: str, name: str) -> dict[str, Element]:
    return {found.get(f"{W}{name}", ""): found for found in root.iterfind(f"{W}{tag}")}


def _value(parent: Element, tag: str) -> str:
    found = parent.find(f"{W}{tag}")
    return "" if found is None else found.get(f"{W}val", "")
