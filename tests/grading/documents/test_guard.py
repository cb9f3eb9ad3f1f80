"""A file that cannot be opened safely, or is not what its name says, is refused with a reason to act on."""

import struct

import pytest

from grading.documents.guard import SIZE_LIMIT, inspect
from grading.documents.model import Unreadable
from tests.grading.documents.build import a_deck, a_letter, a_table, unzipped, word, zipped

GOOD = {"lettre.docx": a_letter, "tableau.xlsx": a_table, "points.pptx": a_deck}
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def code(data: bytes, name: str = "lettre.docx") -> str:
    problem = inspect(data, name)
    assert isinstance(problem, Unreadable), "the file is let through"
    return problem.code


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    return zipped({**unzipped(data), name: content})


@pytest.mark.parametrize("name", GOOD)
def test_it_lets_an_honest_file_through(name):
    assert inspect(GOOD[name](), name) is None


def test_it_does_not_mind_capitals_in_the_extension():
    assert inspect(a_letter(), "LETTRE.DOCX") is None


def test_it_lets_a_type_it_does_not_know_through():
    assert inspect(b"\x89PNG...", "photo.png") is None


def test_it_refuses_an_empty_file():
    assert code(b"") == "empty"


def test_it_refuses_a_file_over_the_limit_and_says_the_limit():
    problem = inspect(b"x" * (SIZE_LIMIT + 1), "lettre.docx")

    assert problem is not None
    assert problem.code == "too_large"
    assert "20 Mo" in problem.reason
    assert inspect(b"%PDF-" + b"x" * (SIZE_LIMIT - 5), "scan.pdf") is None


def test_the_limit_may_be_set():
    assert inspect(a_letter(), "lettre.docx", size_limit=100) is not None


@pytest.mark.parametrize(
    ("name", "wanted"),
    [("a.doc", ".docx"), ("a.fodt", ".odt"), ("a.xls", ".xlsx"), ("a.ppt", ".pptx")],
)
def test_it_names_the_format_to_save_another_one_in(name, wanted):
    problem = inspect(OLE, name)

    assert problem is not None
    assert problem.code == "legacy"
    assert wanted in problem.reason


def test_it_tells_a_password_from_an_old_format_under_a_new_name():
    assert code(OLE + b"\0" * 512 + "EncryptedPackage".encode("utf-16-le")) == "encrypted"
    assert code(OLE + b"\0" * 512 + "WordDocument".encode("utf-16-le")) == "legacy"


def test_it_refuses_an_archive_encrypted_member_by_member():
    data = bytearray(a_letter())
    directory = data.index(b"PK\x01\x02")
    data[directory + 8 : directory + 10] = struct.pack("<H", 1)

    assert code(bytes(data)) == "encrypted"


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"%PDF-1.7 ...", "contient un PDF"),
        (b"\x89PNG\r\n", "contient une image"),
        (b"{\\rtf1 ...", "contient un texte au format RTF"),
        (b"<HTML><body>", "contient une page web"),
        (b"Bonjour", "n’est pas un document Word"),
    ],
)
def test_it_says_what_a_file_under_the_wrong_extension_is(data, said):
    problem = inspect(data, "lettre.docx")

    assert problem is not None
    assert problem.code == "not_a_zip"
    assert said in problem.reason
    assert "déposez-le à nouveau" in problem.reason


def test_it_tells_a_workbook_renamed_as_a_letter():
    assert code(a_table(), "lettre.docx") == "not_office"
    assert code(a_letter(), "points.pptx") == "not_office"
    assert code(zipped({"notes.txt": "x"}), "lettre.docx") == "not_office"


def test_it_finds_the_main_part_under_another_name():
    assert inspect(word("", main="word/document2.xml"), "lettre.docx") is None


def test_it_tells_a_truncated_file_from_one_of_another_kind():
    data = a_letter()

    assert code(data[: len(data) // 2]) == "damaged"


def test_it_finds_a_damaged_part():
    data = bytearray(a_letter())
    name = data.index(b"word/document.xml")
    data[name + 60 : name + 120] = b"\xff" * 60

    assert code(bytes(data)) == "damaged"


def test_it_refuses_a_small_file_that_unfolds_to_a_huge_one():
    bomb = with_part(a_letter(), "word/media/image1.bmp", b"\0" * 60_000_000)

    assert len(bomb) < 200_000
    assert code(bomb) == "bomb"


def test_it_refuses_a_huge_part_of_xml():
    parts = {**unzipped(a_letter()), "word/document.xml": b" " * 40_000_001}

    assert code(zipped(parts)) == "bomb"


def test_it_refuses_too_many_parts():
    parts = {**unzipped(a_letter()), **{f"x/{number}.txt": "" for number in range(5_001)}}

    assert code(zipped(parts)) == "bomb"


def test_it_lets_a_long_honest_document_through():
    long = word("<w:p><w:r><w:t>Le taux de service est de 87,5 %.</w:t></w:r></w:p>" * 100_000)

    assert inspect(long, "rapport.docx") is None


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("padding", ["", "<!-- long -->" + " " * 10_000])
def test_it_refuses_declarations_wherever_they_stand(encoding, padding):
    entity = (
        f'<?xml version="1.0"?>{padding}<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x/>'
    )
    data = with_part(a_letter(), "customXml/item1.xml", entity.encode(encoding))

    assert code(data) == "entities"


def test_it_refuses_what_is_not_the_opendocument_it_says():
    text = b"application/vnd.oasis.opendocument.text"
    honest = {"mimetype": text, "content.xml": "<x/>", "META-INF/manifest.xml": "<x/>"}
    locked = {**honest, "META-INF/manifest.xml": "<x><encryption-data/></x>"}

    assert inspect(zipped(honest), "lettre.odt") is None
    assert code(zipped(honest), "tableau.ods") == "not_office"
    assert code(zipped({"content.xml": "<x/>"}), "lettre.odt") == "not_office"
    assert code(zipped(locked), "lettre.odt") == "encrypted"
    assert code(a_letter(), "lettre.odt") == "not_office"


def test_it_refuses_a_rich_text_that_is_not_one():
    assert code(a_letter(), "lettre.rtf") == "not_rtf"
    assert inspect(b"{\\rtf1 Bonjour}", "lettre.rtf") is None


def test_it_reports_macros_whatever_the_extension():
    assert code(with_part(a_table(), "xl/vbaProject.bin", b"x"), "tableau.xlsx") == "macros"
    assert code(a_table(), "tableau.xlsm") == "macros"


def test_it_refuses_a_pdf_that_is_not_one():
    assert code(b"PK\x03\x04", "points.pdf") == "not_a_pdf"
    assert inspect(b"\n%PDF-1.4", "points.pdf") is None


def test_it_refuses_binary_data_called_text():
    assert code(b"\x89PNG\0\0", "notes.txt") == "not_text"
    assert inspect("Réf.".encode("utf-16"), "notes.txt") is None
