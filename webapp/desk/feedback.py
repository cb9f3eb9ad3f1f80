"""The report the commission handed over, as its candidate reads it: from the register, whatever the journal."""

from flask import Response, abort, render_template
from flask.typing import ResponseReturnValue

from webapp import context, register
from webapp.desk.home import home
from webapp.desk.office import own_sitting
from webapp.papers.answers import Format, sent
from webapp.register import Act
from webapp.reports.handed import file_name, paper
from webapp.store.tables import Sitting

NOT_YET = "Votre compte rendu n’est pas encore disponible\u00a0: la commission vous le remet après la publication du résultat."
ERASED = "Vos données ont été effacées\u00a0: ce compte rendu n’existe plus."
ALTERED = (
    "Votre compte rendu ne peut pas être affiché pour le moment. Prévenez votre centre d’examen."
)


@home.get("/<token>/compte-rendu")
def feedback(token: str) -> ResponseReturnValue:
    """Show the report."""
    sitting, act = _handed(token)
    return render_template("desk/home/feedback.html", sitting=sitting, act=act, given=act.says("given"))  # fmt: skip


@home.get("/<token>/compte-rendu.<any(pdf, docx):kind>")
def feedback_file(token: str, kind: Format) -> Response:
    """Download the report."""
    _, act = _handed(token)
    given = act.says("given")
    return sent(paper(given, made_at=act.at, final=True), kind, file_name(given))


def _handed(token: str) -> tuple[Sitting, Act]:
    """Return the candidate's own sitting and the act that handed the report over, or refuse."""
    sitting = own_sitting(token)
    try:
        acts = register.of_sitting(context.session(), sitting)
    except register.RegisterBroken:
        abort(409, ALTERED)
    found = [act for act in acts if act.kind == "feedback.sent"]
    if not found:
        abort(404, NOT_YET)
    if found[-1].data is None:
        abort(404, ERASED)
    return sitting, found[-1]
