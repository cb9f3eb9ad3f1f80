"""One spelling for every way of typing the same text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.language.normalise import fold, normalise, unfolded


@pytest.mark.parametrize(
    ("typed", "expected"),
    [
        ("Éléonore  LEFÈVRE", "eleonore lefevre"),
        ("l’œuvre", "l'oeuvre"),
        ("3\u202f264,00\u00a0€", "3 264,00 €"),
        ("CF\u201188214 – « oui »", 'cf-88214 - " oui "'),
        ("fac\u00adture", "facture"),
        ("e\u0301te\u0301\r\nindien", "ete indien"),
        ("ﬁche m²", "fiche m2"),
    ],
)
def test_it_folds_what_keyboards_do_differently(typed, expected):
    assert normalise(typed) == expected


def test_a_line_break_is_kept_for_those_who_read_figures():
    assert fold("10\t020\n") == "10\n020\n"


@given(st.text())
def test_folding_twice_changes_nothing(text):
    assert normalise(normalise(text)) == normalise(text)


def test_a_folded_place_is_found_again_in_the_text():
    text = "L’œuvre : 5\u202f000 €"
    start = fold(text).index("5 000")

    place = unfolded(text, start, start + 5)

    assert text[slice(*place)] == "5\u202f000"
