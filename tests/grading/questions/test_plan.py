"""The plan of work: when it was made, what became of it, how long things took."""

import pytest

from tests.grading.checks.desk import desk, mail
from tests.grading.questions.asking import asked, kinds, said


def planned(at: str = "08:35", *tasks: str, **values: str):
    what = desk().at(at)
    for title in tasks or ("Commande",):
        what.do("AddTask", title=title, **values)
    return what


def status(what, at: str, name: str, task: str = "T1"):
    what.at(at).do("SetTaskStatus", task=task, status=name)
    return what


def test_a_plan_that_comes_late_raises_what_came_before():
    what = desk().at("08:40")
    mail(what)
    what.at("08:54").do("AddTask", title="Camion")

    (one,) = asked(what, "late_plan")

    assert (one.criterion, kinds(what, one)) == ("C1.3", ["planner.task_added", "mail.sent"])
    assert "votre premiere tache a 8 h 54" in said(one)


def test_no_plan_at_all_raises_how_time_was_organised():
    what = desk().at("08:40")
    mail(what)

    (one,) = asked(what, "late_plan")

    assert kinds(what, one) == ["mail.sent"]
    assert "comment avez-vous organise votre temps" in said(one)


def test_a_plan_in_time_or_a_morning_without_any_work_raises_nothing():
    in_time = planned("08:44")
    mail(in_time.at("08:50"))
    first = planned("08:50")
    mail(first.at("08:55"))

    assert [asked(one, "late_plan") for one in (in_time, first, desk())] == [[], [], []]


@pytest.mark.parametrize(("estimate", "done"), [("10", "09:36"), ("60", "09:12")])
def test_a_time_far_from_the_estimate_raises_where_it_comes_from(estimate, done):
    what = planned("08:35", estimate_min=estimate)
    status(status(what, "09:00", "doing"), done, "done")

    (one,) = asked(what, "estimates")

    assert one.criterion == "C1.3"
    assert "d'ou vient l'ecart" in said(one)
    assert kinds(what, one) == ["planner.task_status_changed"] * 2 + ["planner.task_added"]


@pytest.mark.parametrize(
    ("estimate", "done"), [("10", "09:19"), ("2", "09:06"), ("30", "09:25"), ("", "09:50")]
)
def test_a_time_near_the_estimate_or_without_any_raises_nothing(estimate, done):
    what = planned("08:35", estimate_min=estimate)
    status(status(what, "09:00", "doing"), done, "done")

    assert asked(what, "estimates") == []


def test_a_task_never_begun_by_its_status_raises_nothing_of_its_time():
    assert asked(status(planned("08:35", estimate_min="10"), "09:50", "done"), "estimates") == []


def test_tasks_left_in_a_plan_kept_up_to_date_raise_what_became_of_them():
    what = planned("08:35", "Commande", "Factures", "Relance")
    status(what, "09:00", "done", "T1")
    status(what, "09:10", "done", "T2")

    (one,) = asked(what, "left_undone")

    assert (one.criterion, one.entries) == ("C1.4", (4,))
    assert '" relance " est restee " a faire "' in said(one)


def test_a_plan_whose_tasks_are_not_ticked_off_or_all_are_raises_nothing():
    unticked = status(planned("08:35", "Commande", "Factures", "Relance"), "09:00", "done")
    ticked = status(planned("08:35"), "09:00", "done")

    assert [asked(one, "left_undone") for one in (unticked, ticked, desk())] == [[], [], []]


@pytest.mark.parametrize("name", ["deferred", "dropped"])
def test_an_urgent_task_put_off_raises_what_led_to_it(name):
    what = status(planned("08:35", priority="P1"), "09:00", name)

    (one,) = asked(what, "put_off")

    assert (one.criterion, kinds(what, one)[0]) == ("C1.4", "planner.task_status_changed")
    assert "(p1)" in said(one)


def test_a_task_that_may_wait_put_off_or_an_urgent_one_done_raises_nothing():
    may_wait = status(planned("08:35", priority="P4"), "09:00", "deferred")
    done = status(planned("08:35", priority="P1"), "09:00", "done")

    assert [asked(one, "put_off") for one in (may_wait, done)] == [[], []]


def test_a_task_planned_and_ticked_off_at_once_raises_when_it_was_done():
    what = status(planned("08:40"), "08:41", "done")

    assert "a quel moment l'aviez-vous traitee" in said(asked(what, "planned_after")[0])
    assert asked(status(planned("08:40"), "08:50", "done"), "planned_after") == []
    assert (
        asked(
            status(status(planned("08:40"), "08:40:20", "doing"), "08:41", "done"), "planned_after"
        )
        == []
    )
