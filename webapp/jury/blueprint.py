"""The jury's addresses, and its door."""

import sqlalchemy as sa
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.appointments import JURY, exams_of
from webapp.context import session, user
from webapp.security import require
from webapp.store.tables import Exam

bp = Blueprint("jury", __name__, url_prefix="/jury")
bp.before_request(require("jury", "admin"))


def readable_exams() -> sa.Select[Exam]:
    """Return the sessions this person may read: an administrator's all, a member's own."""
    query = sa.select(Exam).order_by(Exam.planned_on.desc(), Exam.id.desc())
    if user().role == "admin":
        return query
    return query.where(Exam.id.in_(exams_of(session(), user().id, JURY)))


@bp.get("/")
def exams() -> ResponseReturnValue:
    """List the sessions to deliberate on."""
    return render_template("jury/exams.html", exams=session().scalars(readable_exams()).all())
