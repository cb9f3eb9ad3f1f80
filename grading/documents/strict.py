"""“Strict Open XML” made readable: the same document under the names that every library knows.

The strict edition of ISO/IEC 29500 differs from the usual one by its namespaces, by the names of two
relations, and by percentages and lengths written with their unit.
"""

import io
import re
import zipfile

from grading.documents.package import Package

_STRICT = re.compile(rb"http://purl\.oclc\.org/ooxml/(\w+)/(\w+)(/\w+)?")
_RENAMED = {
    b"extendedProperties": b"extended-properties",
    b"customProperties": b"custom-properties",
}
_MARK = b"http://purl.oclc.org/ooxml/"
_XML = (".xml", ".rels", ".vml")


def is_strict(package: Package) -> bool:
    """Say whether an Office file that the guard let pass is of the strict edition."""
    return "_rels/.rels" in package.names and _MARK in package.blob("_rels/.rels")


def transitional(data: bytes) -> bytes:
    """Return the same file in the usual edition."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(made, "w") as target:
        for member in source.infolist():
            content = source.read(member)
            is_xml = member.filename.lower().endswith(_XML)
            target.writestr(member.filename, _STRICT.sub(_usual, content) if is_xml else content)
    return made.getvalue()


def _usual(found: re.Match[bytes]) -> bytes:
    family, name, kind = found[1], found[2], found[3] or b""
    kind = b"/" + _RENAMED.get(kind[1:], kind[1:]) if kind else b""
    name = _RENAMED.get(name, name)
    return b"http://schemas.openxmlformats.org/" + family + b"/2006/" + name + kind
