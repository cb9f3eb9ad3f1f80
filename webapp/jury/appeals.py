"""Appeals at the jury: typed in by the centre when they come by post, answered by the president or the centre."""

from datetime import date

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.acts import password_refusal, write
from webapp.context import session, user, wall
from webapp.dossier.appeals import answer_refusal, appeal_refusal, appeals
from webapp.dossier.texts import day, typed
from webapp.jury.blueprint import ONLY_PRESIDENT, bp, held, only_president_or_centre
from webapp.jury.deliberation import shown
from webapp.wall import local


@bp.post("/passages/<token>/recours")
def lodge(token: str) -> ResponseReturnValue:
    """Type in an appeal that came by post or by mail."""
    if user().role != "admin":
        abort(403, ONLY_PRESIDENT)
    review = held(token)
    received_on, kind, grounds = (
        day(request.form.get("received_on", "")),
        typed("kind"),
        typed("grounds"),
    )
    refusal = _date_refusal(received_on) or appeal_refusal(
        session(), review.outcome, kind=kind, grounds=grounds, received_on=received_on or date.max
    )
    if refusal or received_on is None:
        return shown(review, refusal, "appeal")
    said = {
        "kind": kind, "grounds": grounds, "by": review.sitting.candidate.name, "through": "centre",
        "received_on": received_on.isoformat(),
    }  # fmt: skip
    write(review.sitting, "appeal.lodged", said)
    flash("Recours enregistré.", "success")
    return htmx.redirect(url_for("jury.candidate", token=token))


def _date_refusal(received_on: date | None) -> str:
    if received_on is None:
        return "Date de réception : saisissez une date, par exemple 27/11/2026."
    if received_on > local(wall()).date():
        return "La date de réception est dans le futur : vérifiez-la."
    return ""


@bp.post("/passages/<token>/recours/<int:number>/reponse")
def reply(token: str, number: int) -> ResponseReturnValue:
    """Answer an appeal; what it changes in the result is a correction of its own."""
    review = held(token)
    only_president_or_centre(review.sitting.exam)
    decision, answer = typed("decision"), typed("answer")
    found = {one.lodged.seq: one for one in appeals(session(), review.outcome)}
    if number not in found:
        abort(404, "Ce recours n’existe pas pour ce candidat.")
    refusal = answer_refusal(found[number], decision, answer) or password_refusal(
        "la réponse n’a pas été enregistrée"
    )
    if refusal:
        return shown(review, refusal, f"reply-{number}")
    said = {"of": number, "decision": decision, "answer": answer, "by": user().name}
    write(review.sitting, "appeal.answered", said)
    flash("Réponse enregistrée\u00a0: le candidat la lit sur sa page.", "success")
    return htmx.redirect(url_for("jury.candidate", token=token))
