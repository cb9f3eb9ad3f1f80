"""Agreement between examiners: published examples, properties, and what cannot be computed."""

from itertools import product

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from grading.agreement import (
    BAND_FR,
    ORDER,
    WHY_FR,
    Coefficient,
    Rating,
    agreement,
    alpha,
    by_criterion,
    kappa,
    linear,
    ordinal,
    quadratic,
)

_ = np.nan
KRIPPENDORFF = (
    np.array(
        [
            [1, 2, 3, 3, 2, 1, 4, 1, 2, _, _, _],
            [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, _, 3],
            [_, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, _],
            [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, _],
        ]
    ).T
    - 1
)
"""Four observers, twelve units, five values: the example of « Computing Krippendorff's alpha-reliability »."""
COHEN = np.array([[44, 5, 1], [7, 20, 3], [9, 5, 6]])
"""Percent of cases in three diagnoses by two judges, and how grave each confusion is: Cohen (1968)."""
COHEN_WEIGHTS = np.array([[0.0, 1, 3], [1, 0, 6], [3, 6, 0]])


def nominal(counts):
    return 1 - np.eye(len(counts))


def interval(counts):
    return quadratic(len(counts))


def told(cells) -> tuple[list[int], list[int]]:
    """Return the ranks of two raters from a table of counts."""
    pairs = [pair for pair in product(range(len(cells)), repeat=2) for _ in range(int(cells[pair]))]
    return [one for one, _ in pairs], [other for _, other in pairs]


def rated(**levels: str) -> list[Rating]:
    """Return ratings of criterion C1.1, one letter a sitting: n(ot met), p(artly), m(et), a dot for nothing."""
    names = {"n": "not_met", "p": "partly", "m": "met", ".": "not_observed", "?": "undecided"}
    return [
        Rating(sitting=f"S{at}", criterion="C1.1", rater=rater, level=names[letter])
        for rater, row in levels.items()
        for at, letter in enumerate(row)
    ]


@pytest.mark.parametrize(
    ("metric", "expected"), [(nominal, 0.743), (ordinal, 0.815), (interval, 0.849)]
)
def test_alpha_of_the_canonical_example(metric, expected):
    assert alpha(KRIPPENDORFF, 5, metric) == pytest.approx(expected, abs=0.0005)


def test_alpha_of_two_observers_and_two_values():
    # Krippendorff (2011), binary data without missing values: 0.095.
    table = np.array([[0, 1, 0, 0, 0, 0, 0, 0, 1, 0], [1, 1, 1, 0, 0, 1, 0, 0, 0, 0]], float).T

    assert alpha(table, 2, nominal) == pytest.approx(0.095, abs=0.0005)


def test_weighted_kappa_of_cohen_s_own_example():
    first, second = told(COHEN)

    assert kappa(first, second, 1 - np.eye(3)) == pytest.approx(0.492, abs=0.0005)
    assert kappa(first, second, COHEN_WEIGHTS) == pytest.approx(0.348, abs=0.0005)


def test_linear_and_quadratic_kappa_of_a_textbook_table():
    # 4 disagreements in 100 of one level; 0.68 and 0.872 expected by chance.
    first, second = told(np.array([[46, 0, 0], [4, 40, 0], [0, 0, 10]]))

    assert kappa(first, second, linear(3)) == pytest.approx(1 - 0.04 / 0.68)
    assert kappa(first, second, quadratic(3)) == pytest.approx(1 - 0.04 / 0.872)


LEVELS = st.sampled_from(["not_met", "partly", "met", "not_observed", "undecided"])
TABLES = st.integers(2, 4).flatmap(
    lambda raters: st.lists(st.lists(LEVELS, min_size=raters, max_size=raters), max_size=12)
)


def from_table(rows) -> list[Rating]:
    return [
        Rating(sitting=f"S{at}", criterion="C1.1", rater=f"E{rater}", level=level)
        for at, row in enumerate(rows)
        for rater, level in enumerate(row)
    ]


def values(found) -> list[float | None]:
    pairs = sorted(
        (one.units, one.linear.value or 0.0, one.quadratic.value or 0.0) for one in found.pairs
    )
    return [
        found.units,
        found.exact,
        found.close,
        found.alpha.value,
        *(v for p in pairs for v in p),
    ]


def nearly(numbers):
    return [pytest.approx(number, abs=1e-9) if number is not None else None for number in numbers]


@given(st.lists(st.sampled_from(ORDER), min_size=2, max_size=12), st.integers(2, 4))
def test_perfect_agreement_is_one(levels, raters):
    assume(len(set(levels)) > 1)

    found = agreement(from_table([[level] * raters for level in levels]))

    assert (found.exact, found.close, found.alpha.value) == (1.0, 1.0, pytest.approx(1.0))
    assert all(one.linear.value == pytest.approx(1.0) for one in found.pairs)
    assert all(one.quadratic.value == pytest.approx(1.0) for one in found.pairs)


@given(TABLES, st.randoms(use_true_random=False))
def test_who_the_raters_are_and_in_which_order_does_not_matter(rows, shuffle):
    order = list(range(len(rows[0]) if rows else 0))
    shuffle.shuffle(order)
    turned = [[row[at] for at in order] for row in rows]

    assert values(agreement(from_table(turned))) == nearly(values(agreement(from_table(rows))))


@given(TABLES)
def test_a_unit_nobody_could_rate_changes_nothing(rows):
    missing = [Rating(sitting="Z", criterion="C1.1", rater="E0", level="not_observed"),
               Rating(sitting="Z", criterion="C1.1", rater="E9", level="undecided")]  # fmt: skip

    assert agreement([*from_table(rows), *missing]) == agreement(from_table(rows))


@given(TABLES)
def test_a_unit_one_person_rated_changes_nothing_of_the_coefficients(rows):
    alone = Rating(sitting="Z", criterion="C1.1", rater="E0", level="met")

    assert values(agreement([*from_table(rows), alone])) == nearly(
        values(agreement(from_table(rows)))
    )


@given(TABLES)
def test_coefficients_never_exceed_one_and_shares_are_ordered(rows):
    found = agreement(from_table(rows))

    assert all(
        one.value is None or one.value <= 1 + 1e-9
        for one in (found.alpha, *(c for p in found.pairs for c in (p.linear, p.quadratic)))
    )
    assert found.exact is None or 0 <= found.exact <= found.close <= 1


@given(st.lists(st.tuples(st.integers(0, 2), st.integers(0, 2)), min_size=2, max_size=20))
def test_nominal_alpha_of_two_raters_is_scott_s_pi_corrected_for_size(pairs):
    table = np.array(pairs, float)
    shares = np.bincount(table.astype(int).ravel(), minlength=3) / table.size
    by_chance = float((shares**2).sum())
    assume(by_chance < 1)
    pi = (float((table[:, 0] == table[:, 1]).mean()) - by_chance) / (1 - by_chance)

    expected = 1 - (1 - pi) * (table.size - 1) / table.size

    assert alpha(table, 3, nominal) == pytest.approx(expected)


def test_shares_count_the_pairs_of_ratings_of_a_unit():
    found = agreement(rated(anne="mmpn", bilal="mppm", chloe="mm.."))

    # S0: 3 pairs alike. S1: anne-chloe alike, two at one level. S2: alike. S3: two levels apart.
    assert found.exact == pytest.approx(5 / 8)
    assert found.close == pytest.approx(7 / 8)
    assert (found.raters, found.units) == (3, 4)


def test_two_raters_make_one_row_of_kappa_and_three_make_one_for_each_two():
    two = agreement(rated(anne="mmpn", bilal="mppn"))
    three = agreement(rated(anne="mmpn", bilal="mppn", chloe="mm.."))

    assert [one.raters for one in two.pairs] == [("anne", "bilal")]
    # By hand: 1 of 4 differs by a level; marginals (1, 1, 2) and (1, 2, 1) expect 14 sixteenths.
    assert two.pairs[0].linear.value == pytest.approx(1 - (1 / 4) / (14 / 16))
    assert [(one.raters[1], one.units) for one in three.pairs] == [("bilal", 4), ("chloe", 2), ("chloe", 2)]  # fmt: skip


def test_too_few_units_rated_twice_give_no_coefficient():
    found = agreement(rated(anne="m..", bilal="pm?"))

    assert (found.units, found.exact, found.close) == (1, 0.0, 1.0)
    assert found.alpha == Coefficient(value=None, why="too_few")
    assert found.pairs[0].linear.why == "too_few"
    assert found.alpha.band == "undefined"
    assert "Trop peu" in WHY_FR[found.alpha.why]


def test_nothing_rated_twice_gives_no_share_either():
    found = agreement(rated(anne="mm..", bilal="..pp"))

    assert (found.raters, found.units, found.exact, found.close) == (2, 0, None, None)
    assert found.pairs == ()
    assert found.alpha.why == "too_few"
    assert agreement([]).alpha.why == "too_few"


def test_one_level_throughout_agrees_wholly_and_has_no_coefficient():
    found = agreement(rated(anne="mmm", bilal="mmm"))

    assert found.exact == 1.0
    assert (found.alpha.value, found.alpha.why) == (None, "no_variation")
    assert found.pairs[0].quadratic.why == "no_variation"
    assert "sans variation" in WHY_FR["no_variation"]


def test_a_rater_who_never_varies_agrees_by_chance_alone():
    assert agreement(rated(anne="mmmm", bilal="mpnm")).pairs[0].linear.value == pytest.approx(0)


@pytest.mark.parametrize(
    ("value", "band"),
    [(-0.2, "below"), (0.599, "below"), (0.6, "enough"), (0.6 - 1e-12, "enough"), (0.799, "enough"),
     (0.8, "high"), (1.0, "high"), (None, "undefined")],
)  # fmt: skip
def test_bands_follow_the_targets(value, band):
    assert Coefficient(value=value).band == band
    assert BAND_FR[band]


def test_an_interval_is_given_only_with_a_seed_and_is_the_same_for_ever():
    ratings = rated(anne="mmpnmpnmmp", bilal="mppnmpnpmp")

    assert agreement(ratings).alpha.interval is None
    seeded = agreement(ratings, seed=7)
    assert seeded == agreement(ratings, seed=7)
    low, high = seeded.alpha.interval
    assert low < seeded.alpha.value < high <= 1
    assert seeded.pairs[0].linear.interval is not None


def test_no_interval_when_resamples_hardly_vary():
    # One resample in three misses the only unit that varies.
    found = agreement(rated(anne="mmmmmmmp", bilal="mmmmmmmp"), seed=1).alpha

    assert (found.value, found.interval) == (pytest.approx(1.0), None)


def test_a_session_is_measured_criterion_by_criterion():
    other = [one.model_copy(update={"criterion": "C2.1"}) for one in rated(anne="mn", bilal="nm")]

    found = by_criterion([*other, *rated(anne="mn", bilal="mn")])

    assert list(found) == ["C1.1", "C2.1"]
    assert found["C1.1"].alpha.value == pytest.approx(1.0)
    assert found["C2.1"].alpha.value < 0
    assert agreement([*other, *rated(anne="mn", bilal="mn")]).units == 4


def test_a_later_rating_replaces_the_former():
    former = [Rating(sitting="S0", criterion="C1.1", rater="anne", level="not_met")]

    assert agreement([*former, *rated(anne="m", bilal="m")]).exact == 1.0
