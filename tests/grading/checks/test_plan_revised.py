"""`plan_revised`: the plan changed after something unforeseen."""

import pytest

from tests.grading.checks.desk import desk, verdict

CALL = {"fact": "call.began", "actor": "world"}
GIVEN = {"after": CALL, "within_min": 15, "label": "camion avancé"}


def planned():
    what = desk().at("08:40")
    what.do("AddTask", title="Commande")
    what.do("AddTask", title="Relance")
    return what


@pytest.mark.parametrize(
    ("command", "given"),
    [("AddTask", {"title": "Camion"}), ("ChangeTask", {"task": "T1", "title": "Commande", "due": "11:00"}),
     ("SetTaskStatus", {"task": "T2", "status": "deferred"}), ("OrderTasks", {"tasks": ("T2", "T1")})],
)  # fmt: skip
def test_adding_changing_putting_off_or_reordering_passes(command, given):
    what = planned().at("09:00")
    what.do(command, **given)

    assert verdict(what, "plan_revised", **GIVEN) == "met"


def test_ticking_a_task_off_revises_nothing():
    what = planned().at("09:00")
    what.do("SetTaskStatus", task="T1", status="done")

    assert verdict(what, "plan_revised", **GIVEN) == "not_met"


@pytest.mark.parametrize(("at", "expected"), [("09:07:00", "met"), ("09:07:01", "not_met")])
def test_the_delay_is_exact(at, expected):
    what = planned().at(at)
    what.do("AddTask", title="Camion")

    assert verdict(what, "plan_revised", **GIVEN) == expected


def test_nothing_is_observed_before_the_event():
    assert verdict(planned(), "plan_revised", **GIVEN) == "not_observed"
