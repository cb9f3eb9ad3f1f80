"""The report of a session, for the jury that deliberates on it."""

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from webapp.context import session, store, wall
from webapp.jury.blueprint import bp, readable_exams
from webapp.reports.answers import Format, file, page
from webapp.store.tables import Exam


def _exam(exam_id: int) -> Exam:
    exam = session().scalar(readable_exams().where(Exam.id == exam_id))
    if exam is None:
        abort(404, "Cette session n’existe pas, ou le centre ne vous y a pas nommé.")
    return exam


@bp.get("/sessions/<int(max=2147483647):exam_id>/rapport")
def report(exam_id: int) -> ResponseReturnValue:
    """Show the report of a session."""
    return render_template("jury/report.html", **page(session(), store(), _exam(exam_id)))


@bp.get("/sessions/<int(max=2147483647):exam_id>/rapport.<any(xlsx, pdf, docx):kind>")
def report_file(exam_id: int, kind: Format) -> Response:
    """Take it away."""
    return file(session(), store(), _exam(exam_id), kind, wall())
