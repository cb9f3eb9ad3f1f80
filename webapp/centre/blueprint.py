"""The centre's addresses, and its door."""

import sqlalchemy as sa
from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.context import session
from webapp.security import require
from webapp.store.tables import Exam

bp = Blueprint("centre", __name__, url_prefix="/centre")
bp.before_request(require("admin"))


@bp.get("/")
def exams() -> ResponseReturnValue:
    """List the sessions, the latest first."""
    query = sa.select(Exam).order_by(Exam.planned_on.desc(), Exam.id.desc())
    return render_template("centre/exams.html", exams=session().scalars(query).all())
