"""A declared conflict of interest: the sitting closes to this examiner, the commission goes on without."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.context import session, user, wall
from webapp.dossier.review import Review
from webapp.dossier.texts import typed
from webapp.examiner import panel
from webapp.examiner.blueprint import bp, open_to_raters
from webapp.store.planning_tables import Recusal

NO_REASON = "Indiquez le lien qui vous empêche d’évaluer ce candidat."


@bp.post("/<token>/recusation")
def recuse(token: str) -> ResponseReturnValue:
    """Declare a conflict of interest about this candidate, before the result is signed."""
    review, reason = open_to_raters(token), typed("reason")
    if not reason:
        return _refused(review), 422
    session().add(
        Recusal(sitting_id=review.sitting.id, user_id=user().id, reason=reason, at=wall())
    )
    flash("Récusation enregistrée\u00a0: ce passage ne vous est plus ouvert.", "success")
    return htmx.redirect(url_for("examiner.sittings"))


def _refused(review: Review) -> str:
    """Say no beside the form, on the page that this person may read: who rates blind has the grid alone."""
    said = {"review": review, "refused": {}, "recusal_refusal": NO_REASON}
    if review.sight.levels:
        return render_template("examiner/competencies.html", **said)
    first = review.framework.criteria[0].id
    return render_template(panel.PAGE, **panel.context(review, first) | said)
