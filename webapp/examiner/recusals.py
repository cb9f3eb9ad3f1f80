"""A declared conflict of interest: the sitting closes to this examiner, the commission goes on without."""

from flask import flash, render_template, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.context import session, user, wall
from webapp.dossier.texts import typed
from webapp.examiner.blueprint import bp, unsigned
from webapp.store.planning_tables import Recusal

NO_REASON = "Indiquez le lien qui vous empêche d’évaluer ce candidat."


@bp.post("/<token>/recusation")
def recuse(token: str) -> ResponseReturnValue:
    """Declare a conflict of interest about this candidate, before the result is signed."""
    review, reason = unsigned(token), typed("reason")
    if not reason:
        page = render_template(
            "examiner/competencies.html", review=review, refused={}, recusal_refusal=NO_REASON
        )
        return page, 422
    session().add(
        Recusal(sitting_id=review.sitting.id, user_id=user().id, reason=reason, at=wall())
    )
    flash("Récusation enregistrée\u00a0: ce passage ne vous est plus ouvert.", "success")
    return htmx.redirect(url_for("examiner.sittings"))
