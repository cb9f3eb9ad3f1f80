"""The plan of the work."""

import pytest

TASK = {
    "title": "Relancer",
    "priority": "P1",
    "estimate_min": "1h30",
    "due": "10h15",
    "note": "avant midi",
}


@pytest.fixture
def planned(desk):
    for name in ("Facturer", "Relancer", "Classer"):
        desk.post("/plan", nonce=name, title=name, estimate_min="20")
    return desk


def titles(desk):
    return [desk.world.planner.tasks[name].values.title for name in desk.world.planner.order]


def test_a_task_is_added_once_for_two_clicks(desk):
    for _ in range(2):
        assert desk.post("/plan", nonce="n", **TASK).location == "/epreuve/mienne/plan"

    (task,) = desk.world.planner.tasks.values()
    values = task.values
    assert (values.title, values.priority, values.estimate_min, values.due, values.note) == (
        "Relancer", "P1", 90, "10:15", "avant midi",
    )  # fmt: skip


def test_the_plan_shows_its_total_beside_the_time_left(planned):
    page = planned.get("/plan").text

    assert "3\u00a0tâches" in page
    assert "reste à faire\u00a0: 1\u00a0h\u00a000" in page
    assert "temps restant\u00a0: 2\u00a0h\u00a000" in page


@pytest.mark.parametrize(
    ("field", "value", "reason"),
    [
        ("title", " ", "Donnez un titre"),
        ("estimate_min", "longtemps", "n’est pas une durée"),
        ("due", "midi", "n’est pas une heure"),
        ("priority", "P9", "choisissez P0"),
        ("about", "M99", "n’est pas dans votre messagerie"),
    ],
)
def test_it_says_which_field_is_wrong_and_loses_nothing(desk, field, value, reason):
    page = desk.post("/plan", nonce="n", **{**TASK, field: value})

    assert page.status_code == 422
    assert reason in page.text
    assert 'value="avant midi"' in page.text


def test_a_task_is_changed_in_its_row(planned):
    page = planned.get("/plan", tache="T2").text
    assert 'value="Relancer"' in page
    assert "Enregistrer" in page

    planned.post("/plan/T2", nonce="n", title="Relancer ALPHYDRAL", about="M01", estimate_min="30")

    assert titles(planned) == ["Facturer", "Relancer ALPHYDRAL", "Classer"]
    assert "/epreuve/mienne/messagerie/M01" in planned.get("/plan").text


def test_a_task_moves_up_and_down(planned):
    planned.post("/plan/T3/ordre", nonce="a", sens="haut")
    assert titles(planned) == ["Facturer", "Classer", "Relancer"]

    planned.post("/plan/T1/ordre", nonce="b", sens="bas")
    assert titles(planned) == ["Classer", "Facturer", "Relancer"]


def test_the_first_task_does_not_move_up(planned):
    planned.post("/plan/T1/ordre", nonce="a", sens="haut")

    assert titles(planned) == ["Facturer", "Relancer", "Classer"]
    assert "planner.tasks_ordered" not in planned.kinds


def test_a_task_that_is_done_leaves_the_total(planned):
    page = planned.post("/plan/T1/etat", htmx=True, nonce="a", status="done").text

    assert planned.world.planner.tasks["T1"].status == "done"
    assert "reste à faire\u00a0: 40\u00a0min" in page


def test_a_state_that_does_not_exist_is_refused(planned):
    assert planned.post("/plan/T1/etat", status="perdu").status_code == 400


@pytest.mark.parametrize("path", ["", "/etat", "/ordre"])
def test_it_knows_only_tasks_of_the_plan(desk, path):
    page = desk.post(f"/plan/T9{path}", title="x", status="done")

    assert page.status_code == 404
    assert "n’est pas dans votre plan" in page.text
