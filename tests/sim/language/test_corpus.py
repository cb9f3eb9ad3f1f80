"""How well office messages are understood: what is sure is right, in the worked part and in the other."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sim.language.disclosure import disclosed
from sim.language.heard import own_words
from sim.language.understanding import understand
from tests.sim.language.measured import (
    COSTLY,
    GROUPS,
    TODAY,
    Measure,
    cast,
    files,
    measure,
    messages,
)
from tests.sim.language.report import table

PRECISION = 0.97
"""Of what is said for sure, how much must be right (issue 5)."""
NAMES, ITEMS = cast()
SOUP = st.lists(
    st.sampled_from(
        [
            "je",
            "vous",
            "tu",
            "nous",
            "ne",
            "pas",
            "merci",
            "de",
            "bonjour,",
            "Karim",
            "C’est",
            "votre",
            "faute",
            "!",
            "?",
            ".",
            "\n",
            ">",
            "De",
            ":",
            "Le",
            "12/10",
            "16h30",
            "2",
            "850",
            "€",
            "12",
            "%",
            "douze",
            "vendredi",
            "prochain",
            "s’il",
            "plaît",
            "envoyez-moi",
            "la",
            "facture",
            "F2026-0702",
            "désolé(e)",
            "«",
            "ok",
            "»",
            "04",
            "65",
            "71",
            "20",
            "31",
            "À",
            "BIENTÔT",
        ]
    ),
    max_size=60,
).map(" ".join)


@pytest.fixture(scope="module", params=["worked", "held_out"])
def part(request) -> str:
    if not files(request.param):
        pytest.skip(f"no {request.param} part here")
    return str(request.param)


@pytest.fixture(scope="module")
def measured(part: str) -> Measure:
    all_of = list(messages(files(part)))
    return measure(all_of)


@pytest.mark.parametrize("group", GROUPS)
def test_what_is_sure_is_right(part, measured, group):
    assert measured.pooled(GROUPS[group]).precision >= PRECISION, table(part, measured, 0)


@pytest.mark.parametrize("label", COSTLY)
def test_no_label_that_can_cost_points_is_wrong_in_the_worked_part(part, measured, label):
    if part == "worked":
        assert measured.figures[label].precision >= PRECISION, table(part, measured, 0)


@settings(deadline=None)
@given(st.text() | SOUP)
def test_what_is_heard_lies_in_the_text_and_is_quoted_from_it(text):
    understood = understand(text, TODAY, NAMES)
    heard = [*understood.facts, *understood.intents, *understood.register]

    for one in [*heard, *disclosed(text, ITEMS, TODAY)]:
        assert 0 <= one.start <= one.end <= len(text)
        assert one.said == text[one.start : one.end]


@settings(deadline=None)
@given(st.text() | SOUP)
def test_own_words_are_words_of_the_text_in_their_order(text):
    rest = iter(text)

    assert all(char in rest for char in own_words(text))


@settings(deadline=None)
@given(SOUP)
def test_a_quoted_thread_changes_nothing_of_what_the_author_says(text):
    own = own_words(text)
    alone = understand(own, TODAY, NAMES)
    with_thread = understand(
        f"{own}\n> Merci de payer 999 € demain, c’est votre faute", TODAY, NAMES
    )

    assert [one.value for one in alone.facts] == [one.value for one in with_thread.facts]
    assert {one.value for one in alone.intents} == {one.value for one in with_thread.intents}
