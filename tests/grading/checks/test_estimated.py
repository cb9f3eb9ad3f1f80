"""`estimated`: enough tasks with a duration, in time."""

import pytest

from tests.grading.checks.desk import desk, reason, verdict

GIVEN = {"by": "08:45", "at_least": 4}


def planned(*minutes: str, at: str = "08:40"):
    what = desk().at(at)
    for rank, estimate in enumerate(minutes):
        what.do("AddTask", title=f"Tâche {rank}", estimate_min=estimate)
    return what


@pytest.mark.parametrize(
    ("minutes", "expected"),
    [
        (("5", "10", "15", "20"), "met"),
        (("5", "10", "15", ""), "partly"),
        (("5", "10"), "partly"),
        (("5",), "not_met"),
        (("", ""), "not_met"),
        ((), "not_met"),
    ],
)
def test_it_counts_the_tasks_estimated(minutes, expected):
    assert verdict(planned(*minutes), "estimated", **GIVEN) == expected


def test_the_same_duration_everywhere_is_looked_at_by_a_person():
    assert verdict(planned("10", "10", "10", "10"), "estimated", **GIVEN) == "undecided"


@pytest.mark.parametrize(("at", "expected"), [("08:45:59", "met"), ("08:46", "not_met")])
def test_the_minute_of_the_limit_is_included(at, expected):
    assert verdict(planned("5", "10", "15", "20", at=at), "estimated", **GIVEN) == expected


def test_a_duration_given_when_changing_the_task_counts():
    what = planned("5", "10", "15", "")
    what.do("ChangeTask", task="T4", title="Tâche 3", estimate_min="1 h")

    assert verdict(what, "estimated", **GIVEN) == "met"


def test_the_hour_is_told_as_people_say_it():
    assert "a 8 h 45" in reason(planned(), "estimated", **GIVEN)
    assert "a 8 h 45" in reason(planned("5", "10"), "estimated", **GIVEN)
