"""From findings to a proposed level: the whole table, boundaries included."""

import pytest

from grading.combine import combine
from grading.profile import DEFAULT
from grading.verdict import Evidence, Finding

SCORES = {"met": 1.0, "partly": 0.5}


def finding(
    grade: str, verdict: str, weight: float = 1, *, critical: bool = False, score=None
) -> Finding:
    return Finding(
        check=f"{grade}-{verdict}", title="", grade=grade, weight=weight, critical=critical, verdict=verdict,
        score=SCORES.get(verdict, 0.0) if score is None else score, reason="", evidence=(Evidence(),), rule="brief",
    )  # fmt: skip


def level(*findings: Finding) -> str:
    return combine(findings, DEFAULT).level


def shared(met: float, missed: float) -> tuple[Finding, ...]:
    return finding("A", "met", met), finding("A", "not_met", missed)


@pytest.mark.parametrize(
    ("met", "missed", "expected"),
    [
        (3, 1, "met"),
        (2.99, 1.01, "partly"),
        (1, 1, "partly"),
        (0.99, 1.01, "not_met"),
        (1, 9, "not_met"),
    ],
)
def test_thresholds_are_three_quarters_and_a_half_included(met, missed, expected):
    assert level(*shared(met, missed)) == expected


def test_decimal_weights_do_not_miss_a_threshold_by_a_hair():
    for weight in (0.1, 0.3, 0.7, 1.1, 1.2, 1.7, 2.3):
        three = [finding("A", "met", weight)] * 3
        assert level(*three, finding("A", "not_met", weight)) == "met", weight


def test_partial_findings_count_for_their_score():
    assert level(finding("A", "partly")) == "partly"
    assert level(finding("A", "partly", score=0.3)) == "not_met"


@pytest.mark.parametrize(
    ("seen", "unseen", "expected"), [(6, 4, "met"), (5.9, 4.1, "not_observed")]
)
def test_under_six_tenths_of_coverage_nothing_is_proposed(seen, unseen, expected):
    assert level(finding("A", "met", seen), finding("A", "not_observed", unseen)) == expected


@pytest.mark.parametrize(
    ("machine", "person", "expected"), [(4, 6, "met"), (3.9, 6.1, "undecided")]
)
def test_under_four_tenths_of_weight_for_the_machine_a_person_decides(machine, person, expected):
    assert level(finding("A", "met", machine), finding("H", "undecided", person)) == expected


@pytest.mark.parametrize("verdict", ["met", "partly", "not_met", "not_observed", "undecided"])
@pytest.mark.parametrize("certain", [(3, 1), (1, 1), (1, 9)])
def test_an_indication_alone_never_lowers_nor_raises(certain, verdict):
    alone = level(*shared(*certain))

    assert level(*shared(*certain), finding("B", verdict, 1)) == alone


def test_indications_without_anything_certain_propose_nothing():
    assert level(finding("B", "met", 5)) == "undecided"
    assert level(finding("A", "not_observed", 1), finding("B", "met", 5)) == "not_observed"
    assert level() == "undecided"
    assert level(finding("H", "undecided")) == "undecided"


def test_a_critical_failure_prevails_over_everything_else():
    found = combine((finding("A", "met", 9), finding("A", "not_met", 1, critical=True)), DEFAULT)

    assert (found.level, found.critical) == ("not_met", ("A-not_met",))
    assert level(finding("A", "met", 9), finding("A", "partly", 1, critical=True)) == "met"
    assert level(finding("A", "met", 9), finding("B", "not_met", 1, critical=True)) == "met"


def test_a_critical_check_that_could_not_conclude_is_left_to_a_person():
    assert level(finding("A", "met", 9), finding("A", "undecided", 1, critical=True)) == "undecided"


@pytest.mark.parametrize(
    ("met", "missed", "unsure", "expected"),
    [(8, 1, 1, "met"), (6, 2, 2, "undecided"), (1, 8, 1, "not_met"), (3, 0, 1, "met"), (5, 2.5, 2.5, "undecided"), (0, 0, 1, "undecided")],
)  # fmt: skip
def test_a_check_that_could_not_conclude_counts_only_when_it_changes_the_result(
    met, missed, unsure, expected
):
    found = [
        finding("A", verdict, weight)
        for verdict, weight in (("met", met), ("not_met", missed), ("undecided", unsure))
        if weight
    ]

    assert level(*found) == expected


def test_a_check_that_could_not_conclude_does_not_stand_for_occasions_never_seen():
    found = (finding("A", "met", 1), finding("A", "not_observed", 8), finding("B", "undecided", 1))

    assert level(*found) == "not_observed"


def test_the_score_shown_counts_indications_and_the_coverage_what_was_observed():
    found = combine(
        (finding("A", "met", 2), finding("B", "not_met", 1), finding("A", "not_observed", 1)),
        DEFAULT,
    )

    assert (found.score, found.coverage) == (0.6667, 0.75)
