"""The report the commission handed over, as its candidate reads it: from the register, whatever the journal."""

from collections.abc import Sequence

from flask import Response, abort, render_template, request
from flask.typing import ResponseReturnValue

from webapp import context, register
from webapp.desk.home import home
from webapp.desk.office import own_sitting
from webapp.papers.answers import Format, sent
from webapp.register import Act
from webapp.reports.handed import file_name, paper, version_of
from webapp.store.tables import Sitting

NOT_YET = "Votre compte rendu n’est pas encore disponible\u00a0: la commission vous le remet après la publication du résultat."
ERASED = "Vos données ont été effacées\u00a0: ce compte rendu n’existe plus."
UNKNOWN = "Cette version de votre compte rendu n’existe pas."
ALTERED = (
    "Votre compte rendu ne peut pas être affiché pour le moment. Prévenez votre centre d’examen."
)


@home.get("/<token>/compte-rendu")
def feedback(token: str) -> ResponseReturnValue:
    """Show the report."""
    sitting, act, handed = _handed(token)
    return render_template(
        "desk/home/feedback.html", sitting=sitting, act=act, given=act.says("given"), handed=handed,
        number=handed.index(act) + 1,
    )  # fmt: skip


@home.get("/<token>/compte-rendu.<any(pdf, docx):kind>")
def feedback_file(token: str, kind: Format) -> Response:
    """Download the report."""
    _, act, _ = _handed(token)
    given = act.says("given")
    return sent(paper(given, made_at=act.at, final=True), kind, file_name(given))


def _handed(token: str) -> tuple[Sitting, Act, Sequence[Act]]:
    """Return the candidate's own sitting, the version asked for (else the last) and all of them, or refuse."""
    sitting = own_sitting(token)
    try:
        acts = register.of_sitting(context.session(), sitting)
    except register.RegisterBroken:
        abort(409, ALTERED)
    found = [act for act in acts if act.kind == "feedback.sent"]
    if not found:
        abort(404, NOT_YET)
    act = version_of(found, request.args.get("version", str(len(found))))
    if act is None:
        abort(404, UNKNOWN)
    if act.data is None:
        abort(404, ERASED)
    return sitting, act, found
