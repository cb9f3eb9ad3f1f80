"""`estimates_in_range`: durations near those of experienced assistants."""

import pytest

from tests.grading.checks.desk import desk, verdict


@pytest.mark.parametrize(
    ("minutes", "expected"), [("4", "not_met"), ("5", "met"), ("20", "met"), ("21", "not_met")]
)
def test_from_half_to_double_the_expert_s_ten_minutes(minutes, expected):
    what = desk()
    what.do("AddTask", title="AR", about="M01", estimate_min=minutes)

    assert verdict(what, "estimates_in_range") == expected


def test_a_task_is_known_by_its_words_and_an_unknown_one_does_not_count():
    what = desk()
    what.do("AddTask", title="Ranger mon bureau", estimate_min="90")
    assert verdict(what, "estimates_in_range") == "not_observed"

    what.do("AddTask", title="Lettre de relance", estimate_min="10")
    assert verdict(what, "estimates_in_range") == "met"
