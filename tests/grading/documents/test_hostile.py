"""Whatever the bytes, reading answers: with a document or with a reason in French. It never raises."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading.documents.guard import inspect
from grading.documents.model import Unreadable
from grading.documents.read import READERS, read
from tests.grading.documents.build import (
    a_deck,
    a_letter,
    a_table,
    p,
    refusal,
    unzipped,
    word,
    zipped,
)

HONEST = {"lettre.docx": a_letter(), "tableau.xlsx": a_table(), "points.pptx": a_deck()}
NAMES = st.sampled_from(
    [*(f"x{kind}" for kind in READERS), "x.doc", "x", ".docx", "x.docm", "é\0.pdf"]
)
PATIENT = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def answers(data: bytes, name: str) -> None:
    document = read(data, name)
    if isinstance(document, Unreadable):
        assert document.code
        assert document.reason.startswith("« ")
    else:
        assert isinstance(document.all_text(), str)
        assert all(isinstance(text, str) for _, text in document.places())


@given(st.binary(max_size=300), NAMES)
@settings(PATIENT, max_examples=200)
def test_any_bytes_get_an_answer(data, name):
    answers(data, name)


@pytest.mark.parametrize(
    "beginning", [b"PK\x03\x04", b"%PDF-1.7\n", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"]
)
@given(data=st.binary(max_size=300), name=NAMES)
@PATIENT
def test_any_bytes_behind_a_known_beginning_get_an_answer(beginning, data, name):
    answers(beginning + data, name)


@pytest.mark.parametrize("name", HONEST)
@given(data=st.data())
@PATIENT
def test_an_honest_file_with_damaged_bytes_gets_an_answer(name, data):
    honest = bytearray(HONEST[name])
    places = st.integers(0, len(honest) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=8)):
        honest[place] = data.draw(st.integers(0, 255))

    answers(bytes(honest), name)


@pytest.mark.parametrize("name", HONEST)
@given(data=st.data())
@PATIENT
def test_an_honest_file_with_damaged_parts_gets_an_answer(name, data):
    """The zip is sound and its parts are not: the damage reaches the readers."""
    parts = unzipped(HONEST[name])
    chosen = data.draw(st.sampled_from(sorted(parts)))
    content = parts[chosen]
    start = data.draw(st.integers(0, len(content)))
    parts[chosen] = (
        content[:start]
        + data.draw(st.binary(max_size=6))
        + content[start + data.draw(st.integers(0, 40)) :]
    )

    answers(zipped(parts), name)


@pytest.mark.parametrize("name", HONEST)
def test_an_honest_file_without_one_of_its_parts_gets_an_answer(name):
    parts = unzipped(HONEST[name])
    for missing in parts:
        answers(zipped({kept: content for kept, content in parts.items() if kept != missing}), name)


@pytest.mark.parametrize("name", HONEST)
def test_a_file_cut_short_is_said_to_be_damaged(name):
    data = HONEST[name]

    assert {refusal(data[:length], name).code for length in range(10, len(data) - 1, 97)} == {
        "damaged"
    }


def test_xml_too_deep_to_walk_is_said_to_be_damaged():
    assert refusal(word("<w:sdt>" * 5_000 + "</w:sdt>" * 5_000), "lettre.docx").code == "damaged"


def test_a_spreadsheet_full_of_nested_formulas_gets_an_answer():
    formula = "(" * 500 + "1" + ")" * 500
    parts = unzipped(HONEST["tableau.xlsx"])
    name = "xl/worksheets/sheet1.xml"
    cell = f'<row r="9"><c r="A9"><f>{formula}</f></c></row></sheetData>'.encode()
    parts[name] = parts[name].replace(b"</sheetData>", cell)

    answers(zipped(parts), "tableau.xlsx")


def test_an_external_file_named_in_a_letter_is_not_opened():
    entity = (
        '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>'
    )
    parts = {**unzipped(word(p("Madame,"))), "word/document.xml": entity.encode()}

    assert refusal(zipped(parts), "lettre.docx").code == "entities"


@given(st.binary(max_size=300), NAMES)
@settings(PATIENT, max_examples=100)
def test_the_guard_alone_answers_too(data, name):
    problem = inspect(data, name)

    assert problem is None or problem.reason.startswith("« ")
