"""Addresses of the rooms, and the door: who the centre appointed to an exam, and an administrator to look."""

from collections.abc import Sequence

import sqlalchemy as sa
from flask import Blueprint, abort, request
from flask.typing import ResponseReturnValue

from sim.invigilation import tasks_of
from webapp.appointments import ROOM, exams_of, is_recused
from webapp.context import presences, session, store, user, wall
from webapp.privacy.audit import ask_reason
from webapp.room.seats import IDLE_CHOICES, IDLE_MIN, Seat, View
from webapp.security import require
from webapp.store.tables import Exam, Sitting

bp = Blueprint("room", __name__, url_prefix="/salle")
bp.before_request(require("invigilator", "examiner", "admin"))

NO_ROOM = "Cette salle n’existe pas, ou le centre ne vous a pas nommé à cette session."
NO_SEAT = "Ce passage n’est pas dans cette salle."
RECUSED = "Vous vous êtes récusé pour ce candidat\u00a0: son passage ne vous est pas ouvert."


@bp.before_request
def _readers() -> None:
    """Let an administrator look, and only those appointed act."""
    if request.method != "GET" and user().role == "admin":
        abort(403, "Seul le surveillant agit dans la salle\u00a0; vous pouvez la consulter.")


@bp.before_request
def _reason_first() -> ResponseReturnValue | None:
    """Ask an administrator why a candidate's content is opened: the audit trail keeps it."""
    return ask_reason()


def exams() -> Sequence[Exam]:
    """Return the exams whose room this person may enter, the latest first."""
    query = sa.select(Exam).order_by(Exam.planned_on.desc(), Exam.id.desc())
    if user().role != "admin":
        query = query.where(Exam.id.in_(exams_of(session(), user().id, ROOM)))
    return session().scalars(query).all()


def exam_of(exam_id: int) -> Exam:
    """Return an exam whose room this person may enter, or 404."""
    exam = session().get(Exam, exam_id)
    mine = user().role == "admin" or exam_id in exams_of(session(), user().id, ROOM)
    if exam is None or not mine:
        abort(404, NO_ROOM)
    return exam


def sitting_of(exam: Exam, token: str) -> Sitting:
    """Return a sitting of the room, or 404; never that of a candidate about whom one recused oneself."""
    query = sa.select(Sitting).where(Sitting.exam_id == exam.id, Sitting.token == token)
    found = session().scalar(query)
    if found is None:
        abort(404, NO_SEAT)
    if is_recused(session(), found, user().id):
        abort(403, RECUSED)
    return found


def idle_min() -> int:
    """Return after how many minutes without an act a candidate is shown as idle."""
    asked = request.values.get("inactif", IDLE_MIN, type=int)
    return asked if asked in IDLE_CHOICES else IDLE_MIN


def seats_of(exam: Exam) -> list[Seat]:
    """Return the seats this person may see. Who rates reads numbers where the centre hides names."""
    numbered = exam.hidden_names and user().role == "examiner"
    return view().seats(exam, user().id, numbered=numbered)


def view() -> View:
    """Return what a room is read with, now."""
    return View(session(), store(), presences(), wall(), idle_min())


def tasks(seats: Sequence[Seat]) -> dict[str, str]:
    """Return the tasks of the exam's pack with their titles, as the first candidate's variant words them."""
    found: dict[str, str] = {}
    for digest in dict.fromkeys(seat.sitting.scenario_digest for seat in seats):
        found = tasks_of(store().sittings.scenario(digest)) | found
    return found
