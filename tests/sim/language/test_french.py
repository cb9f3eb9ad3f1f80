"""Figures, dates and durations, written the French way."""

from datetime import date, datetime, time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from sim.language.french import (
    clock_time,
    date_and_time,
    date_long,
    date_short,
    duration,
    money,
    number,
    percent,
    plural,
    quoted,
    slug,
    typeset,
)
from sim.language.mentions import mentions


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        (money(Decimal(3264)), "3\u202f264,00\u00a0€"),
        (money(Decimal("0.125")), "0,13\u00a0€"),
        (money(Decimal("-174.6")), "-174,60\u00a0€"),
        (money(Decimal("-0.001")), "0,00\u00a0€"),
        (money(1234567), "1\u202f234\u202f567,00\u00a0€"),
        (number(1250), "1\u202f250"),
        (number(Decimal("12.500")), "12,5"),
        (number(Decimal("12.500"), 3), "12,500"),
        (number(Decimal("1E+3")), "1\u202f000"),
        (percent(Decimal("87.5")), "87,5\u00a0%"),
        (percent(Decimal("4.00")), "4\u00a0%"),
        (percent(20, 1), "20,0\u00a0%"),
        (date_long(date(2026, 10, 13)), "13 octobre 2026"),
        (date_long(date(2026, 10, 13), weekday=True), "mardi 13 octobre 2026"),
        (date_long(date(2026, 8, 1)), "1er août 2026"),
        (date_short(date(2026, 3, 2)), "02/03/2026"),
        (clock_time(time(9, 50)), "9\u00a0h\u00a050"),
        (clock_time(datetime(2026, 10, 13, 10, 0)), "10\u00a0h\u00a000"),
        (date_and_time(datetime(2026, 10, 3, 10, 0)), "03/10/2026 à 10\u00a0h\u00a000"),
        (duration(3900), "1\u00a0h\u00a005"),
        (duration(2759), "45\u00a0min"),
        (duration(30), "30\u00a0s"),
        (plural(0, "facture", "factures"), "0\u00a0facture"),
        (plural(1, "facture", "factures"), "1\u00a0facture"),
        (plural(1200, "facture", "factures"), "1\u202f200\u00a0factures"),
        (quoted("CF-88214"), "«\u00a0CF-88214\u00a0»"),
        (quoted("  "), "vide"),
        (quoted("", "sans objet"), "sans objet"),
        (slug("Atelier de découpe — Œuvre n° 2"), "atelier-de-decoupe-oeuvre-n-2"),
    ],
)
def test_it_writes_as_a_french_office_does(written, expected):
    assert written == expected


@example(Decimal("20261013.50"))
@given(st.decimals(min_value=0, max_value=10**9, places=2))
def test_an_amount_it_writes_is_recognised_in_a_text(amount):
    assert mentions(f"Soit {money(amount)}.", str(amount))


@given(st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)))
def test_a_date_it_writes_is_recognised_in_a_text(day):
    assert mentions(f"Le {date_long(day, weekday=True)} au matin", day.isoformat())


@given(st.times())
def test_a_time_it_writes_is_recognised_in_a_text(moment):
    assert mentions(f"à {clock_time(moment)} précises", moment.strftime("%H:%M"))


def test_it_sets_the_no_break_spaces_of_a_sentence():
    assert (
        typeset("Écart : « 3 % », vraiment ?")
        == "Écart\u00a0: «\u00a03\u00a0%\u00a0», vraiment\u00a0?"
    )
    assert typeset("https://exemple.fr:80") == "https://exemple.fr:80"
