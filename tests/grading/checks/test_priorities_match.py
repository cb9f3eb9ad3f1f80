"""`priorities_match`: labels agree with the manager's rules, a rank apart for half."""

import pytest

from tests.grading.checks.desk import desk, verdict


def labelled(order: str, letter: str):
    what = desk()
    what.do("AddTask", title="Commande", about="M01", priority=order)
    what.do("AddTask", title="Relance", priority=letter)
    return what


@pytest.mark.parametrize(
    ("order", "letter", "expected"),
    [("P1", "P3", "met"), ("P1", "P2", "met"), ("P2", "P2", "not_met"), ("P4", "P3", "not_met")],
)
def test_one_rank_apart_is_half_right(order, letter, expected):
    assert verdict(labelled(order, letter), "priorities_match", share=0.75) == expected


def test_no_label_is_no_verdict():
    assert verdict(labelled("", ""), "priorities_match") == "not_observed"
    assert verdict(desk(), "priorities_match") == "not_observed"
