"""“Strict Open XML”, which Word and Excel offer beside the usual format, reads like the usual one."""

import re
from collections.abc import Callable

import pytest

from grading.documents.read import read
from tests.grading.documents.build import a_deck, a_letter, a_table, refusal, unzipped, zipped

USUAL = re.compile(rb"http://schemas\.openxmlformats\.org/(\w+)/2006/([\w-]+)")
PACKAGE = (b"package", b"markup-compatibility")


def strict(data: bytes) -> bytes:
    """What the same document is when it is saved as strict."""

    def renamed(found: re.Match[bytes]) -> bytes:
        if found[1] in PACKAGE:
            return found[0]
        return (
            b"http://purl.oclc.org/ooxml/"
            + found[1]
            + b"/"
            + found[2].replace(b"extended-properties", b"extendedProperties")
        )

    parts = unzipped(data)
    return zipped(
        {
            name: USUAL.sub(renamed, content) if name.endswith((".xml", ".rels")) else content
            for name, content in parts.items()
        }
    )


@pytest.mark.parametrize(
    ("name", "make"), [("a.docx", a_letter), ("a.xlsx", a_table), ("a.pptx", a_deck)]
)
def test_a_strict_file_says_what_the_usual_one_says(name: str, make: Callable[[], bytes]):
    saved = strict(make())

    assert b"purl.oclc.org" in unzipped(saved)["_rels/.rels"]
    assert list(read(saved, name).places()) == list(read(make(), name).places())


def test_a_strict_file_that_cannot_be_read_is_named_as_such():
    parts = unzipped(strict(a_letter()))
    problem = refusal(zipped({**parts, "word/document.xml": b"<broken"}), "lettre.docx")

    assert problem.code == "strict"
    assert "Open XML strict" in problem.reason
