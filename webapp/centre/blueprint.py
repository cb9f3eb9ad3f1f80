"""The centre's addresses, its door, and what its pages are about."""

import sqlalchemy as sa
from flask import Blueprint, abort

from webapp import register
from webapp.context import session
from webapp.security import require
from webapp.store.tables import Exam, Sitting

bp = Blueprint("centre", __name__, url_prefix="/centre")
bp.before_request(require("admin"))

NO_EXAM = "Cette session n’existe pas ou n’existe plus. Repartez de la liste des sessions."
NO_SITTING = "Ce passage n’existe pas ou n’existe plus. Repartez de la liste des sessions."
BEGUN = "L’épreuve de ce candidat a commencé\u00a0: son inscription ne change plus."


def exam_of(exam_id: int) -> Exam:
    """Return the session of that number, or 404."""
    found = session().get(Exam, exam_id) if exam_id < 2**31 else None
    return found or abort(404, NO_EXAM)


def sitting_of(token: str) -> Sitting:
    """Return the sitting of that public name, or 404."""
    found = session().scalar(sa.select(Sitting).where(Sitting.token == token))
    return found or abort(404, NO_SITTING)


def waiting_sitting(token: str) -> Sitting:
    """Return a sitting that has not begun, its session held until the answer is made, or refuse."""
    register.hold(session(), sitting_of(token).exam_id)
    sitting = sitting_of(token)
    if sitting.state != "planned":
        abort(409, BEGUN)
    return sitting
