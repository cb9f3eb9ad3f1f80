"""The scheduler lets time pass and has ended sittings graded, come what may."""

import pytest

from sim.session import Start
from tests.conftest import NINE_O_CLOCK
from webapp.store.tables import GradeRow, Sitting
from webapp.worker import Worker

HOUR = 3600 * 1000


@pytest.fixture
def running(store, sitting) -> int:
    with store.sittings.open(sitting.id) as engine:
        engine.handle(Start(scenario=sitting.scenario_digest), wall=NINE_O_CLOCK)
    return sitting.id


def state(store, sitting: int) -> str:
    with store.sessions() as session:
        return session.get_one(Sitting, sitting).state


def test_it_leaves_a_running_sitting_alone(store, running):
    Worker(store).beat(NINE_O_CLOCK + HOUR // 2)

    assert state(store, running) == "running"
    assert len(store.sittings.journal(running).lines()) == 1


def test_it_ends_a_sitting_whose_time_is_over(store, running):
    Worker(store).beat(NINE_O_CLOCK + HOUR)

    assert state(store, running) == "ended"


def test_two_workers_end_it_once(store, running):
    for worker in (Worker(store), Worker(store)):
        worker.beat(NINE_O_CLOCK + HOUR)

    assert len(store.sittings.journal(running).lines()) == 2


def test_it_has_an_ended_sitting_graded_once(store, running):
    graded = []

    def grade(store, sitting: int) -> None:
        graded.append(sitting)
        with store.sessions.begin() as session:
            session.add(GradeRow(sitting_id=sitting, grader="1", head="h", sheet="{}", at=0))

    worker = Worker(store, grade)
    for _ in range(3):
        worker.beat(NINE_O_CLOCK + HOUR)

    assert graded == [running]


def test_it_goes_on_when_grading_fails_and_does_not_insist(store, running, caplog):
    tried = []

    def grade(store, sitting: int) -> None:
        tried.append(sitting)
        raise ValueError("illisible")

    worker = Worker(store, grade)
    for _ in range(3):
        worker.beat(NINE_O_CLOCK + HOUR)

    assert tried == [running]
    assert "illisible" in caplog.text


def test_a_sitting_that_fails_does_not_stop_the_others(store, running, caplog):
    with store.database.begin() as connection:
        connection.exec_driver_sql("UPDATE scenario SET content = '{}'")
    store.sittings._slots.clear()
    store.sittings._scenarios.clear()

    Worker(store).beat(NINE_O_CLOCK + HOUR)

    assert f"ticking sitting {running}" in caplog.text
