"""The sittings: who is where, and the work of one in progress. What is done to it is done in the room."""

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, replace

import sqlalchemy as sa
from flask import render_template, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from sim import clock
from sim.language.french import clock_time, plural
from sim.world import World
from webapp import htmx
from webapp.context import session, store, user, wall
from webapp.dossier.naming import shown_name
from webapp.dossier.order import in_own_order, next_to_review
from webapp.dossier.sight import sights
from webapp.examiner.blueprint import bp, readable_exams, review_of
from webapp.store.result_tables import ActRow
from webapp.store.tables import Exam, GradeRow, Sitting

LIVE = ("running", "paused")
STEPS_SHOWN = 40
UNREADABLE = "journal illisible\u00a0: prévenez le centre d’examen"


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list."""

    sitting: Sitting
    state: str
    """State of the sitting, `graded`, `signed`, `set_aside` and `absent` included."""
    remaining: int | None = None
    """Office seconds, for a sitting in progress."""
    progress: int = 0
    """Share of the office time gone by, in percent."""
    activity: str = ""
    name: str = ""
    """Of the candidate, or the number where it is hidden."""
    sees: bool = True
    """Whether the reader may read levels; who rates blind may not yet."""


@bp.get("/")
def sittings() -> ResponseReturnValue:
    """List the sittings by exam, each in the reader's own order; the poll asks for the list alone."""
    exams = _exams()
    following = {
        exam.id: next_to_review(session(), store(), [line.sitting for line in lines], user().id)
        for exam, lines in exams.items()
    }
    return htmx.respond(
        "examiner/sittings.html", "examiner/_sittings.html", exams=exams, following=following
    )


def _exams() -> dict[Exam, list[Line]]:
    _tick_running()
    by_exam: dict[Exam, list[Sitting]] = {}
    for row in _readable():
        by_exam.setdefault(row.exam, []).append(row)
    return {exam: _lines(rows) for exam, rows in by_exam.items()}


def _readable() -> Sequence[Sitting]:
    query = (
        sa.select(Sitting)
        .options(joinedload(Sitting.exam), joinedload(Sitting.candidate))
        .join(Sitting.exam)
        .where(Sitting.exam_id.in_(readable_exams()))
        .order_by(Exam.planned_on.desc(), Exam.id.desc(), Sitting.id)
    )
    return session().scalars(query).all()


def _lines(rows: Sequence[Sitting]) -> list[Line]:
    """Return the lines of an exam: an examiner meets its candidates in an order of his own."""
    signed, aside = (
        _about("commission.validated"),
        _about("sitting.set_aside", "sitting.taken_back"),
    )
    graded = set(session().scalars(sa.select(GradeRow.sitting_id)))
    seen = sights(session(), rows, user())
    mine = in_own_order(rows, user().id) if user().role == "examiner" else rows
    lines = []
    for row in mine:
        sight = seen[row.id]
        told = {
            "set_aside": row.id in aside, "signed": row.id in signed, "absent": row.is_absent,
            "graded": row.id in graded and sight.levels,
        }  # fmt: skip
        done = next((state for state, yes in told.items() if yes), row.state)
        lines.append(replace(_line(row, done), name=shown_name(row, sight), sees=sight.levels))
    return lines


def _about(kind: str, undone: str = "") -> frozenset[int | None]:
    """Return the sittings that an act of this kind is about, but those of which another has undone it since."""
    query = sa.select(ActRow.sitting_id, ActRow.kind).where(ActRow.kind.in_((kind, undone)))
    last = {row.sitting_id: row.kind for row in session().execute(query.order_by(ActRow.seq))}
    return frozenset(one for one, latest in last.items() if latest == kind)


def _tick_running() -> None:
    """Let time pass before it is shown: an end that is due shows even when the worker is away."""
    with store().sessions() as reading:
        running = reading.scalars(sa.select(Sitting.id).where(Sitting.state == "running")).all()
    for sitting_id in running:
        # The line of a sitting that cannot be read says so; it must not hide the others.
        with suppress(ValueError), store().sittings.open(sitting_id) as engine:
            engine.tick(wall())


def _line(row: Sitting, done: str) -> Line:
    if row.state not in LIVE:
        return Line(row, done)
    try:
        with store().sittings.open(row.id) as engine:
            return _live_line(row, engine.world)
    except ValueError:
        return Line(row, row.state, activity=UNREADABLE)


def _live_line(row: Sitting, world: World) -> Line:
    left = clock.remaining(world.clock, wall())
    said = f"{plural(world.seq, 'entrée', 'entrées')}, la dernière à {clock_time(world.moment(world.at))}"
    gone = 100 - round(100 * left / max(1, world.clock.end_at))
    return Line(row, row.state, left, gone, said)


@bp.get("/<token>/surveillance")
def watch(token: str) -> ResponseReturnValue:
    """Show one sitting in progress; lead elsewhere once it is over."""
    _tick_running()
    sitting = review_of(token).sitting
    if sitting.state not in LIVE:
        return htmx.redirect(url_for("examiner.sitting", token=token))
    review = review_of(token)
    steps = list(reversed(review.playhead.steps[-STEPS_SHOWN:]))
    return htmx.respond(
        "examiner/watch.html", "examiner/_watch.html",
        review=review, steps=steps, line=_line(review.sitting, ""),
    )  # fmt: skip


@bp.get("/<token>")
def sitting(token: str) -> ResponseReturnValue:
    """Lead to the grid of a finished sitting, to the watch of one in progress."""
    review = review_of(token)
    if review.sitting.state == "planned":
        return render_template("examiner/planned.html", review=review)
    page = "examiner.grid" if review.sitting.state == "ended" else "examiner.watch"
    return htmx.redirect(url_for(page, token=token))
