"""Texts and PDFs give their words; what cannot be opened gives its reason."""

import pytest
from fpdf import FPDF

from grading.documents.model import PdfText, TextDocument
from grading.documents.read import read, read_cached
from tests.grading.documents.build import refusal


def pdf(*pages: str, password: str = "") -> bytes:
    document = FPDF()
    document.set_font("Helvetica")
    if password:
        document.set_encryption(owner_password="owner", user_password=password)
    for page in pages:
        document.add_page()
        document.cell(text=page)
    return bytes(document.output())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("name", ["notes.txt", "notes.md"])
def test_it_reads_a_text_whatever_program_saved_it(encoding, name):
    document = read("Reçu : 40 €\nÀ faire".encode(encoding), name)

    assert isinstance(document, TextDocument)
    assert list(document.places()) == [("ligne 1", "Reçu : 40 €"), ("ligne 2", "À faire")]


def test_it_reads_a_pdf_page_by_page():
    document = read(pdf("Taux de service", "Causes des retards"), "points.pdf")

    assert isinstance(document, PdfText)
    assert document.page_count == 2
    assert list(document.places()) == [
        ("page 1", "Taux de service"),
        ("page 2", "Causes des retards"),
    ]
    assert "Causes" in document.all_text()


def test_it_says_that_a_pdf_wants_a_password():
    problem = refusal(pdf("secret", password="1234"), "points.pdf")

    assert problem.code == "encrypted"
    assert "mot de passe" in problem.reason


def test_it_says_that_a_pdf_is_damaged():
    assert refusal(b"%PDF-1.7\nnothing more", "points.pdf").code == "damaged"


def test_it_says_that_it_does_not_know_a_type():
    assert refusal(b"\x89PNG", "photo.png").code == "unknown"
    assert refusal(b"x", "sans extension").code == "unknown"


def test_a_file_the_guard_stops_is_not_opened():
    assert refusal(b"", "lettre.docx").code == "empty"


def test_the_same_bytes_are_read_once():
    data = b"une fois"

    assert read_cached(data, "notes.txt") is read_cached(bytes(bytearray(data)), "notes.txt")
