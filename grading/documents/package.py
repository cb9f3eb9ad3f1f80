"""An Office file as what it is: a zip of parts, XML trees and relations between them.

Reading at this level accepts files that Word, LibreOffice or a telephone wrote in their own way: a
relation that leads nowhere, an unknown attribute value or a main part under another name is no reason
to refuse a candidate's work. Raises what `zipfile` and `lxml` raise on damaged bytes.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from lxml import etree

from grading.documents.model import Carried

Element = etree._Element

A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
P = "{http://schemas.openxmlformats.org/presentationml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"

HARMLESS = {"hyperlink", "attachedTemplate"}
"""Relations that leave the file and that nobody follows without a click: Word names its own template."""
OBJECTS = {"oleObject", "control", "aFChunk"}
"""Relations to what another program would open."""
_CARRIED_MARKS = (b"External", *(kind.encode() for kind in sorted(OBJECTS)))
"""Words without which a part of relations is not worth parsing."""
_STORED_TWICE = f"{MC}AlternateContent"
_CORE = ("title", "subject", "creator", "keywords", "description", "lastModifiedBy")


class Tie(NamedTuple):
    """A relation to another part of the file."""

    id: str
    kind: str
    """Last word of the relation's type, the same in every edition of the format."""
    target: str


SHARED_BYTES = 1_000_000
"""A longer part is not kept for other files."""


class Package:
    """The parts of an Office file by name, without a leading slash (`word/document.xml`).

    Those already unpacked by whoever looked at the file before are not unpacked again.
    """

    def __init__(self, data: bytes, unpacked: Mapping[str, bytes] | None = None) -> None:
        self.data = data
        self._unpacked = unpacked or {}
        self._archive = zipfile.ZipFile(io.BytesIO(data))
        self.names = frozenset(self._archive.namelist())
        self._trees: dict[str, Element] = {}
        self._tied: dict[str, tuple[Tie, ...]] = {}

    def blob(self, part: str) -> bytes:
        """Return a part's bytes."""
        return self._unpacked[part] if part in self._unpacked else self._archive.read(part)

    def tree(self, part: str) -> Element:
        """Return a part's root, parsed once; no entity is resolved and nothing is fetched."""
        if part not in self._trees:
            self._trees[part] = _parsed(self.blob(part))
        return self._trees[part]

    def shared_tree(self, part: str) -> Element:
        """Return the root of a part that other files have word for word, such as a template's styles: never changed."""
        content = self.blob(part)
        return _shared(content) if len(content) <= SHARED_BYTES else self.tree(part)

    def related(self, part: str, kind: str) -> list[str]:
        """Return the parts that a part (`""`: the file itself) is tied to by relations of a kind."""
        return [tie.target for tie in self._ties(part) if tie.kind == kind]

    def targets(self, part: str) -> dict[str, str]:
        """Return the parts that a part is tied to by the identifiers of the relations."""
        return {tie.id: tie.target for tie in self._ties(part)}

    def _ties(self, part: str) -> tuple[Tie, ...]:
        """Return what ties a part to others; what leaves the file or leads nowhere is left out."""
        if part not in self._tied:
            self._tied[part] = tuple(self._read_ties(part))
        return self._tied[part]

    def _read_ties(self, part: str) -> Iterator[Tie]:
        folder, name = posixpath.split(part)
        relations = posixpath.join(folder, "_rels", f"{name}.rels")
        if relations not in self.names:
            return
        for relation in elements(self.tree(relations)):
            if relation.get("TargetMode") == "External":
                continue
            path = posixpath.join("/", folder, relation.get("Target", ""))
            target = posixpath.normpath(path).lstrip("/")
            if target in self.names:
                yield Tie(relation.get("Id", ""), _kind(relation), target)

    def main(self) -> str:
        """Return the part that holds the document; empty when the file has none."""
        return next(iter(self.related("", "officeDocument")), "")

    def custom_property(self, name: str) -> str:
        """Return a custom property, empty when the file has none of this name."""
        for part in self.related("", "custom-properties"):
            for element in elements(self.tree(part)):
                if element.get("name") == name:
                    return "".join(map(str, element.itertext())).strip()
        return ""

    def declared_pages(self) -> int | None:
        """Return the number of pages that the program which saved the file counted."""
        for part in self.related("", "extended-properties"):
            found = self.tree(part).findtext("{*}Pages") or ""
            return int(found) if found.isdigit() and int(found) else None
        return None

    def carried(self) -> tuple[Carried, ...]:
        """Return the links that leave the file and the objects put in it; web links of the text apart."""
        relations = [
            relation
            for part in sorted(self.names)
            if part.endswith(".rels") and self._may_carry(part)
            for relation in elements(self.tree(part))
        ]
        found = [carried for relation in relations if (carried := _carried(relation)) is not None]
        return tuple(dict.fromkeys(found))

    def _may_carry(self, part: str) -> bool:
        content = self.blob(part)
        return any(mark in content for mark in _CARRIED_MARKS)

    def core_properties(self) -> dict[str, str]:
        """Return title, author and the like, as the file declares them: they prove nothing."""
        found = {
            etree.QName(element).localname: (element.text or "").strip()
            for part in self.related("", "core-properties")
            for element in elements(self.tree(part))
        }
        return {name: found[name] for name in _CORE if found.get(name)}


def _kind(relation: Element) -> str:
    return relation.get("Type", "").rpartition("/")[2]


def _carried(relation: Element) -> Carried | None:
    kind, target = _kind(relation), relation.get("Target", "")
    if relation.get("TargetMode") == "External":
        if kind in HARMLESS:
            return None
        return Carried("external_link", f"lien vers « {target[:120]} »")
    if kind in OBJECTS:
        return Carried("embedded_object", f"objet incorporé « {posixpath.basename(target)} »")
    return None


def parser() -> etree.XMLParser:
    """Return a parser that resolves no entity, fetches nothing and refuses absurd depths."""
    return etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, collect_ids=False
    )


def _parsed(content: bytes) -> Element:
    return etree.fromstring(content, parser())


_shared = lru_cache(maxsize=8)(_parsed)


def forget_shared() -> None:
    """Forget the parts kept from other files: what a process that has read none yet starts from."""
    _shared.cache_clear()


def elements(parent: Element) -> Iterator[Element]:
    """Return the children of an element, without comments and processing instructions."""
    return parent.iterchildren("*")


def unfolded(parent: Element) -> Iterator[Element]:
    """Return the children a reader sees: of content stored twice for old programs, the first."""
    for child in elements(parent):
        if child.tag != _STORED_TWICE:
            yield child
            continue
        offered = child.find(f"{MC}Choice")
        if offered is None:
            offered = child.find(f"{MC}Fallback")
        if offered is not None:
            yield from unfolded(offered)


def is_on(element: Element | None, attribute: str = f"{W}val") -> bool:
    """Say whether a switch is on: present, and not turned off."""
    return element is not None and element.get(attribute, "1") not in {"0", "false", "off"}
