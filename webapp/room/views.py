"""The rooms, one room live, one seat of it."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import Response, render_template
from flask.typing import ResponseReturnValue

from sim.invigilation import INCIDENT_CATEGORIES, PAUSE_CATEGORIES, TEXT_LIMIT
from webapp import htmx
from webapp.room.blueprint import bp, exam_of, exams, idle_min, seats_of, sitting_of, tasks, view
from webapp.room.orders import ORDERS
from webapp.room.seats import IDLE_CHOICES, Seat, faults_of
from webapp.store.tables import Exam, Sitting


@bp.get("/")
def index() -> ResponseReturnValue:
    """List the rooms this person may enter."""
    return render_template("room/index.html", exams=exams())


@bp.get("/<int:exam_id>")
def room(exam_id: int) -> ResponseReturnValue:
    """Show a room; the poll asks for the part that lives."""
    exam = exam_of(exam_id)
    return live(exam) if htmx.is_htmx() else room_page(exam)


@bp.get("/<int:exam_id>/<token>")
def seat(exam_id: int, token: str) -> ResponseReturnValue:
    """Show one candidate's seat: what happened to it, and the acts on it alone."""
    exam = exam_of(exam_id)
    sitting = sitting_of(exam, token)
    return live(exam, sitting) if htmx.is_htmx() else seat_page(exam, sitting)


def live(exam: Exam, sitting: Sitting | None = None, notice: str = "") -> Response:
    """Return the part of a room, or of one seat, that the poll keeps fresh."""
    if sitting is None:
        context = _room(exam, seats_of(exam))
        return htmx.fragments(render_template("room/_room.html", notice=notice, **context))
    seats = _seat(exam, sitting)
    context = {**_room(exam, seats), "seat": seats[0]}
    return htmx.fragments(render_template("room/_seat.html", notice=notice, **context))


def room_page(exam: Exam, *, status: int = 200, **told: Any) -> ResponseReturnValue:
    """Return the room, its acts with what came of one; to htmx, the acts alone."""
    seats = seats_of(exam)
    acts = _acts(exam, seats, **told)
    return _acted("room/room.html", status, {**_room(exam, seats), **acts})


def seat_page(
    exam: Exam, sitting: Sitting, *, status: int = 200, **told: Any
) -> ResponseReturnValue:
    """Return a seat, its acts with what came of one; to htmx, the acts alone."""
    seats = _seat(exam, sitting)
    acts = _acts(exam, seats, only=seats[0], **told)
    return _acted("room/seat.html", status, {**_room(exam, seats), **acts, "seat": seats[0]})


def _acted(page: str, status: int, context: dict[str, Any]) -> ResponseReturnValue:
    changed = {"room-changed": True}
    return htmx.respond(
        page, "room/_acts.html", status=status, events=changed, notice="", **context
    )


def _seat(exam: Exam, sitting: Sitting) -> list[Seat]:
    found = [one for one in seats_of(exam) if one.sitting.id == sitting.id]
    for seat in found:
        view().recall(seat)
    return found


def _room(exam: Exam, seats: Sequence[Seat]) -> dict[str, Any]:
    """Return what the part that lives shows."""
    return {
        "exam": exam,
        "seats": seats,
        "faults": faults_of(seats),
        "counts": Counter(
            "absent" if seat.sitting.is_absent else seat.sitting.state for seat in seats
        ),
        "alerts": sum(1 for seat in seats if any(one.weight != "info" for one in seat.alerts)),
        "idle": idle_min(),
        "idle_choices": IDLE_CHOICES,
        "pauses": PAUSE_CATEGORIES,
        "incidents": INCIDENT_CATEGORIES,
        "limit": TEXT_LIMIT,
    }


def _acts(
    exam: Exam, seats: Sequence[Seat], only: Seat | None = None, **told: Any
) -> dict[str, Any]:
    """Return what the acts show: their forms, and what came of the last one."""
    plain = {"act": "", "refusal": "", "results": (), "typed": {}}
    return {
        **plain,
        **told,
        "exam": exam,
        "orders": {name: order for name, order in ORDERS.items() if only or not order.alone},
        "only": only,
        "tasks": tasks(seats),
    }
