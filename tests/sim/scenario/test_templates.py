"""Authored text in its sandbox: what it computes, and all that it refuses."""

from datetime import date
from decimal import Decimal

import pytest

from sim.scenario.draws import derive
from sim.scenario.templates import FILTERS, AuthoringError, evaluate, render

NARROW, NO_BREAK = "\u202f", "\u00a0"


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1000 - missing", 960),
        ("round_money(decimal('2.345'))", Decimal("2.35")),
        ("round_money(price * 3)", Decimal("4.44")),
        ("end_of_month(day)", date(2026, 2, 28)),
        ("end_of_month('2028-02-01')", date(2028, 2, 29)),
        ("add_days(day, 20)", date(2026, 3, 3)),
        ("days_between(day, '2026-03-01')", 18),
        ("later('09:50', 15)", "10:05"),
        ("mail.split('@')[1]", "petit.example"),
        ("'a' if missing > 10 else 'b'", "a"),
    ],
)
def test_values_follow_from_what_was_drawn(expression, value):
    context = {
        "missing": 40,
        "price": Decimal("1.48"),
        "day": date(2026, 2, 11),
        "mail": "a@petit.example",
    }

    assert evaluate(expression, context) == value


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("{{ 3264 | money }}", f"3{NARROW}264,00{NO_BREAK}€"),
        ("{{ 1.005 | money }}", f"1,01{NO_BREAK}€"),
        ("{{ 3264 | number }}", f"3{NARROW}264,00"),
        ("{{ 3264 | number(0) }}", f"3{NARROW}264"),
        ("{{ '3264.50' | plain }}", "3264.50"),
        ("{{ 3264.5 | cents }}", "3264.50"),
        ("{{ '2026-10-01' | date_long }}", "1er octobre 2026"),
        ("{{ '2026-10-13' | date_short }}", "13/10/2026"),
        ("{{ '2026-10-13' | compact }}", "20261013"),
        ("{{ '09:50' | hour }}", f"9{NO_BREAK}h{NO_BREAK}50"),
        ("{{ 'Atelier de découpe' | slug }}", "atelier-de-decoupe"),
        ("{{ 'abc' | upper }}", "ABC"),
        (
            "{% for x in [1, 2] %}{% for y in [3, 4] %}{{ x * y }} {% endfor %}{% endfor %}",
            "3 4 6 8 ",
        ),
        ("sans rien à remplacer { }", "sans rien à remplacer { }"),
    ],
)
def test_texts_are_written_as_in_french_offices(text, written):
    assert render(text, {}) == written


def test_every_filter_of_the_guide_is_proved_here():
    assert set(FILTERS) == {
        "money", "number", "plain", "cents", "date_long", "date_short", "compact", "hour", "slug",
    }  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "{{ nobody }}",
        "{{ known.nobody }}",
        "{{ known['nobody'] }}",
        "{{ ''.__class__.__mro__ }}",
        "{{ known.__init__.__globals__ }}",
        "{{ ''['__class__'] }}",
        "{{ round_money.__globals__ }}",
        "{{ (''|attr('__class__')) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ [0] * 1000000000 }}",
        "{{ 10 ** 10 }}",
        "{{ 999999999999 * 999999999999 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ '%1000000000d' | format(1) }}",
        "{{ '{:1000000000}'.format(1) }}",
        "{{ 'a'.center(1000000000) }}",
        "{{ 'a'.ljust(1000000000) }}",
        "{{ 'a' | center(1000000000) }}",
        "{{ 'a' | indent(1000000000) }}",
        "{% for i in range(3) %}a{% endfor %}",
        "{{ [1, 2, 3] | random }}",
        "{{ lipsum() }}",
        "{% set n = namespace(a=1) %}",
        "{% for a in l %}{% for b in l %}{% for c in l %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% for a in l %}{% if l.append(a) %}{% endif %}{% endfor %}",
        "{% for a in l recursive %}{{ loop(l) }}{% endfor %}",
        "{% macro f(n) %}{{ f(n) }}{{ f(n) }}{% endmacro %}{{ f(40) }}",
        "{% set a = 'aaaaaaaaaa' %}" + "{% set a = a ~ a %}" * 40 + "{{ a }}",
        "{% include 'secret' %}",
        "{% import 'secret' as s %}",
        "{% extends 'secret' %}",
        "{{ unfinished",
        "{% for a in l %}",
        "{{ 1 / 0 }}",
        "{{ 'douze' | money }}",
        "{{ 'demain' | date_long }}",
        "{{ none | hour }}",
        "{{ later('25:99', 1) }}",
        "{{ add_days('2026-10-13', 99999999) }}",
    ],
)  # fmt: skip
def test_it_refuses_what_reaches_out_or_may_not_end(text):
    with pytest.raises(AuthoringError):
        render(text, {"known": {"a": 1}, "l": [1, 2, 3]})


@pytest.mark.parametrize(
    "expression",
    ["nobody", "known.nobody", "10 ** 10", "'a' * 10", "''.__class__", "1 +", "'a' ~ 'b'", "1 / 0", "range(3)"],
)  # fmt: skip
def test_an_expression_is_held_to_the_same_rules(expression):
    with pytest.raises(AuthoringError):
        evaluate(expression, {"known": {"a": 1}})


def test_a_text_that_grows_too_long_is_refused():
    with pytest.raises(AuthoringError, match="characters"):
        render("{% for a in l %}{{ t }}{% endfor %}", {"l": [0] * 300, "t": "x" * 1000})


def test_a_list_of_the_pack_is_not_changed_by_a_text():
    drawn = {"l": [1, 2]}

    with pytest.raises(AuthoringError):
        render("{{ l.append(3) }}", drawn)

    assert drawn == {"l": [1, 2]}


def test_values_see_those_before_them_and_each_fault_is_kept_with_its_name():
    full, faults = derive({"a": 2}, {"b": "a * 3", "c": "nobody + 1", "d": "b + 1", "e": "c"})

    assert full == {"a": 2, "b": 6, "d": 7}
    assert set(faults) == {"c", "e"}
    assert "nobody" in faults["c"]
