"""A session as a whole: counts, means, times; variants compared only when there is enough to compare."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.cohort import (
    COMPARED_FR,
    ENOUGH,
    Mark,
    Passage,
    cohort,
    of_criteria,
    spread,
)
from sim.language.normalise import normalise
from tests.grading import pack


def passages(variant: int, seconds: float | None = None, **levels: int) -> list[Passage]:
    """Return sittings of a variant that got these levels on C1.1: `met=3, partly=1`."""
    got = [level for level, count in levels.items() for _ in range(count)]
    return [
        Passage(
            sitting=f"{variant}-{at}", variant=variant, marks={"C1.1": Mark(level=level)}, seconds=seconds
        )
        for at, level in enumerate(got)
    ]  # fmt: skip


def compared(*groups: list[Passage]):
    return cohort([one for group in groups for one in group]).items["C1.1"].comparison


def test_levels_are_counted_overall_and_by_variant():
    found = cohort([*passages(0, met=2, not_observed=1), *passages(11, partly=1, undecided=1)])

    row = found.items["C1.1"]
    assert found.sittings == 5
    assert row.overall.levels == {"met": 2, "not_observed": 1, "partly": 1, "undecided": 1}
    assert (row.overall.sittings, row.overall.told) == (5, 3)
    assert row.overall.met_share == pytest.approx(2 / 3)
    assert list(row.variants) == [0, 11]
    assert row.variants[11].levels == {"partly": 1, "undecided": 1}


def test_what_was_not_observed_neither_raises_nor_lowers_a_share_or_a_mean():
    marks = (
        Mark(level="met", score=0.9),
        Mark(level="partly", score=0.6),
        Mark(level="not_observed"),
    )
    found = cohort(
        Passage(sitting=str(at), variant=0, marks={"C1.1": mark}) for at, mark in enumerate(marks)
    ).items["C1.1"]

    assert (found.overall.met_share, found.overall.mean_score) == (0.5, pytest.approx(0.75))
    nothing = cohort(passages(0, undecided=2)).items["C1.1"].overall
    assert (nothing.told, nothing.met_share, nothing.mean_score) == (0, None, None)


def test_an_item_some_sittings_lack_counts_those_that_have_it():
    other = Passage(sitting="x", variant=11, marks={"C2.1": Mark(level="met")})

    found = cohort([*passages(0, met=1), other])

    assert found.items["C2.1"].overall.sittings == 1
    assert list(found.items["C2.1"].variants) == [11]


def test_variants_of_one_difficulty_are_said_to_be_even():
    found = compared(passages(0, met=24, not_met=6), passages(11, met=20, partly=10))

    assert (found.verdict, found.gap) == ("even", pytest.approx(4 / 30))
    assert (found.easiest, found.hardest) == (0, 11)
    assert "13,3 points" in normalise(found.sentence_fr)


def test_a_gap_of_exactly_a_fifth_is_not_beyond_it():
    # 24/30 less 18/30 is 0.20000000000000007 in floating point.
    assert (
        compared(passages(0, met=24, not_met=6), passages(11, met=18, not_met=12)).verdict == "even"
    )


def test_a_gap_of_more_than_a_fifth_is_to_be_explained():
    found = compared(
        passages(0, met=24, not_met=6),
        passages(11, met=17, not_met=13),
        passages(3, met=20, not_met=10),
    )

    assert (found.verdict, found.easiest, found.hardest) == ("apart", 0, 11)
    assert "a expliquer" in normalise(found.sentence_fr)


@pytest.mark.parametrize("count", [1, ENOUGH - 1])
def test_below_thirty_sittings_nothing_is_said_of_difficulty(count):
    found = compared(passages(0, met=count), passages(11, not_met=ENOUGH))

    assert (found.verdict, found.gap, found.easiest, found.left_out) == (
        "too_few",
        None,
        None,
        (0,),
    )
    assert found.sentence_fr.startswith("Trop peu de passages pour comparer.")


def test_sittings_in_which_nothing_could_be_told_do_not_make_up_the_number():
    some = passages(0, met=20, not_observed=20)

    assert compared(some, passages(11, not_met=ENOUGH)).verdict == "too_few"


def test_a_variant_with_too_few_is_left_out_of_the_others_comparison():
    found = compared(passages(0, met=ENOUGH), passages(11, met=ENOUGH), passages(5, not_met=4))

    assert (found.verdict, found.gap, found.left_out) == ("even", 0.0, (5,))
    assert (found.easiest, found.hardest) == (None, None)


def test_one_variant_is_compared_with_nothing():
    found = compared(passages(0, met=40))

    assert (found.verdict, found.sentence_fr) == ("single", COMPARED_FR["single"])


def test_times_are_summed_up_by_median_and_quartiles():
    found = cohort([*passages(0, 60.0, met=1), *passages(0, 120.0, met=1), *passages(11, 300.0, met=1), *passages(11, met=1)])  # fmt: skip

    assert (found.seconds.count, found.seconds.median) == (3, 120.0)
    assert (found.seconds.first_quartile, found.seconds.third_quartile) == (90.0, 210.0)
    assert (found.seconds.low, found.seconds.high) == (60.0, 300.0)
    assert found.seconds_by_variant[11].count == 1
    assert cohort(passages(3, met=1)).seconds is None
    assert cohort(passages(3, met=1)).seconds_by_variant == {}


@given(st.lists(st.floats(0, 1e6), min_size=1, max_size=30))
def test_the_five_figures_are_in_order(seconds):
    found = spread(seconds)

    assert found.low <= found.first_quartile <= found.median <= found.third_quartile <= found.high
    assert found.count == len(seconds)


def test_an_empty_session_has_nothing_to_say():
    found = cohort([])

    assert (found.sittings, found.items, found.seconds) == (0, {}, None)


def test_the_marks_of_a_grade_sheet_by_criterion():
    sheet = pack.sheet()
    criteria = of_criteria(sheet)

    assert criteria["C1.1"] == Mark(level="met", score=1.0)
    assert set(criteria) == set(sheet.criteria)
    assert (
        cohort([Passage(sitting="a", variant=sheet.seed, marks=criteria)])
        .items["C1.1"]
        .overall.told
        == 1
    )
