"""The scheduler's process: one interval job that lets time pass in running sittings, grades ended ones and,
once an hour, removes the lines whose time is over and about which nobody has anything to decide.

It owns nothing: a request that comes first writes the same entries, so a dead or doubled worker changes
nothing but promptness.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass, field

import sqlalchemy as sa
from apscheduler.schedulers.blocking import BlockingScheduler

from webapp.config import Settings
from webapp.privacy.tidy import tidy
from webapp.store.store import Store, open_store
from webapp.wall import wall_ms

log = logging.getLogger(__name__)

EVERY_S = 2
TIDY_EVERY_MS = 60 * 60 * 1000
GRADED_AT_ONCE = 5
"""Sittings graded between two ticks, so that grading never delays a running exam for long."""

RUNNING = sa.text("SELECT id FROM sitting WHERE state = 'running' ORDER BY id")
UNGRADED = sa.text(
    "SELECT id FROM sitting WHERE state = 'ended' "
    "AND NOT EXISTS (SELECT 1 FROM grade WHERE grade.sitting_id = sitting.id) ORDER BY ended_wall"
)

GradeSitting = Callable[[Store, int], None]
"""Grades an ended sitting and keeps the sheet."""


@dataclass(slots=True)
class Worker:
    """What one process of the scheduler does, and what it gave up on until it is restarted."""

    store: Store
    grade_sitting: GradeSitting | None = None
    failed: set[int] = field(default_factory=set)
    """Sittings whose grading raised: retried by the next process, not every two seconds."""
    tidied: int | None = None
    """When what had no more reason to be kept was last removed."""

    def beat(self, wall: int) -> None:
        """Do once what is due; a sitting that fails is logged and does not stop the others."""
        for sitting in self._ids(RUNNING):
            try:
                self._tick(sitting, wall)
            except Exception:
                log.exception("ticking sitting %s", sitting)
        if self.grade_sitting:
            self._grade(self.grade_sitting)
        if self.tidied is None or wall - self.tidied >= TIDY_EVERY_MS:
            self._tidy(wall)

    def _tidy(self, wall: int) -> None:
        self.tidied = wall
        try:
            tidy(self.store, wall)
        except Exception:
            log.exception("removing what is past its time")

    def _tick(self, sitting: int, wall: int) -> None:
        with self.store.sittings.open(sitting) as engine:
            engine.tick(wall)

    def _grade(self, grade_sitting: GradeSitting) -> None:
        waiting = [sitting for sitting in self._ids(UNGRADED) if sitting not in self.failed]
        for sitting in waiting[:GRADED_AT_ONCE]:
            try:
                grade_sitting(self.store, sitting)
            except Exception:
                self.failed.add(sitting)
                log.exception("grading sitting %s", sitting)

    def _ids(self, query: sa.TextClause) -> list[int]:
        with self.store.database.connect() as connection:
            return list(connection.execute(query).scalars())


def run_worker(settings: Settings, grade_sitting: GradeSitting | None = None) -> None:
    """Beat until the process is stopped."""
    worker = Worker(open_store(settings), grade_sitting)
    scheduler = BlockingScheduler(timezone="UTC")
    scheduler.add_job(
        lambda: worker.beat(wall_ms()), "interval", seconds=EVERY_S, coalesce=True, max_instances=1
    )
    scheduler.start()
