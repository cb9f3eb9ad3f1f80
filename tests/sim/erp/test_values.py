"""What a French person types, and what the ERP keeps of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.erp.doctype import FieldSpec
from sim.erp.values import Problem, display, parse_value

TYPES = (
    "text",
    "long_text",
    "integer",
    "decimal",
    "money",
    "percent",
    "date",
    "choice",
    "link",
    "boolean",
)


def spec(kind, **more):
    return FieldSpec("field", "Quantité", kind, **more)


@pytest.mark.parametrize(
    ("kind", "typed", "kept"),
    [
        ("money", "1 234,50", "1234.50"),
        ("money", "38 €", "38.00"),
        ("money", "1\u202f234,5\u00a0€", "1234.50"),
        ("decimal", "2 000", "2000"),
        ("decimal", "12,50", "12.5"),
        ("integer", "250", "250"),
        ("percent", "5,5 %", "5.5"),
        ("date", "13/10/2026", "2026-10-13"),
        ("date", "13/10/26", "2026-10-13"),
        ("date", "13.10.2026", "2026-10-13"),
        ("date", "13 octobre 2026", "2026-10-13"),
        ("date", "1er août 2026", "2026-08-01"),
        ("date", "2026-10-13", "2026-10-13"),
        ("boolean", "Oui", "true"),
        ("boolean", "", "false"),
        ("text", "  deux   mots ", "deux mots"),
    ],
)
def test_it_reads_what_a_french_person_types(kind, typed, kept):
    assert parse_value(spec(kind), typed) == kept


@pytest.mark.parametrize(
    ("kind", "typed"),
    [
        ("decimal", "abc"), ("decimal", "12a"), ("decimal", "-3"), ("decimal", "1e9"), ("decimal", "NaN"),
        ("decimal", "٣"), ("integer", "2,5"), ("money", "1,234"), ("percent", "101"), ("date", "31/02/2026"),
        ("date", "demain"), ("date", "13/10/1200"), ("boolean", "peut-être"), ("text", "x" * 201),
    ],
)  # fmt: skip
def test_it_refuses_what_cannot_be_read_and_names_the_field(kind, typed):
    problem = parse_value(spec(kind), typed)

    assert isinstance(problem, Problem)
    assert problem.message.startswith("Quantité : « ")


def test_it_says_what_to_type_instead_of_letters():
    problem = parse_value(spec("decimal"), "abc")

    assert problem == Problem("Quantité : « abc » n’est pas un nombre. Saisissez par exemple 250.")


def test_it_keeps_four_decimals_of_a_unit_price():
    assert parse_value(spec("money", decimals=4), "0,8925") == "0.8925"


def test_it_accepts_a_choice_by_its_code_or_its_label():
    choice = spec("choice", choices=(("30J", "30 jours"),))

    assert parse_value(choice, "30j") == parse_value(choice, "30 Jours") == "30J"
    assert isinstance(parse_value(choice, "90J"), Problem)


@pytest.mark.parametrize(
    ("kind", "text", "seen"),
    [
        ("money", "1234.50", "1\u202f234,50\u00a0€"),
        ("date", "2026-10-13", "13/10/2026"),
        ("percent", "5.5", "5,5\u00a0%"),
        ("decimal", "2000", "2\u202f000"),
        ("boolean", "true", "Oui"),
        ("money", "illisible", "illisible"),
    ],
)
def test_it_shows_texts_the_french_way(kind, text, seen):
    assert display(spec(kind), text) == seen


@given(kind=st.sampled_from(TYPES), typed=st.text(max_size=60))
def test_any_text_is_read_or_refused_and_reading_twice_changes_nothing(kind, typed):
    value = parse_value(spec(kind), typed)

    if isinstance(value, str):
        assert parse_value(spec(kind), value) == value
        assert isinstance(display(spec(kind), value), str)
