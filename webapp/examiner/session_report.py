"""The report of a session, for the president of its commission."""

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from webapp.appointments import duties
from webapp.context import session, store, user, wall
from webapp.dossier.sight import sights
from webapp.examiner.blueprint import bp
from webapp.reports.answers import Format, file, page
from webapp.store.tables import Exam

BLIND = (
    "Le rapport donne les niveaux et les noms de toute la session\u00a0: il s’ouvre quand aucun ne vous est plus masqué. "
    "Remettez votre notation de chaque passage, ou ouvrez les noms qui le restent."
)


@bp.context_processor
def _president() -> dict[str, object]:
    return {"presides": presides}


def presides(exam_id: int) -> bool:
    """Say whether this person presides over the commission of a session, or administers the centre."""
    return user().role == "admin" or "president" in duties(session(), exam_id, user().id)


def _exam(exam_id: int) -> Exam:
    exam = session().get(Exam, exam_id)
    if exam is None or not presides(exam_id):
        abort(404, "Cette session n’existe pas, ou vous n’en présidez pas la commission.")
    over = [one for one in exam.sittings if one.state == "ended"]
    if any(not (one.levels and one.names) for one in sights(session(), over, user()).values()):
        abort(403, BLIND)
    return exam


@bp.get("/sessions/<int(max=2147483647):exam_id>/rapport")
def session_report(exam_id: int) -> ResponseReturnValue:
    """Show the report of a session."""
    return render_template(
        "examiner/session_report.html", **page(session(), store(), _exam(exam_id))
    )


@bp.get("/sessions/<int(max=2147483647):exam_id>/rapport.<any(xlsx, pdf, docx):kind>")
def session_report_file(exam_id: int, kind: Format) -> Response:
    """Take it away."""
    return file(session(), store(), _exam(exam_id), kind, wall())
