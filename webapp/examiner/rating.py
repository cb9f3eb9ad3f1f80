"""Rating blind: each examiner alone, without the proposal nor the others' levels, then handing in."""

from flask import abort, flash, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.acts import write
from webapp.calibration import must_calibrate
from webapp.context import session, user, wall
from webapp.dossier.ratings import FEWEST, GIVEN, own_ratings, submitted
from webapp.dossier.review import Review
from webapp.dossier.sight import is_conciliated
from webapp.dossier.texts import typed
from webapp.examiner import panel
from webapp.examiner.blueprint import bp, criterion_of, judges, open_to_raters
from webapp.examiner.grid import UNCALIBRATED
from webapp.store.result_tables import Rating

BY_ONE = "Cette session n’est pas en double notation\u00a0: statuez sur le critère dans la grille."
HANDED_IN = "Vous avez remis votre notation de ce passage\u00a0: elle ne change plus."
SETTLED = "La conciliation de ce passage est terminée\u00a0: il ne se note plus."


def _rating(token: str) -> Review:
    """Return a sitting that this person still rates, or refuse."""
    review = open_to_raters(token)
    if not review.sitting.exam.double_rating:
        abort(409, BY_ONE)
    if review.sight.levels:
        abort(409, SETTLED if is_conciliated(review.acts) else HANDED_IN)
    if must_calibrate(session(), review.sitting.exam, user().id):
        abort(409, UNCALIBRATED)
    judges(review)
    return review


@bp.post("/<token>/criteres/<criterion>/noter")
def rate(token: str, criterion: str) -> ResponseReturnValue:
    """Keep one's own level on a criterion; the last one counts until it is handed in."""
    review = _rating(token)
    found = criterion_of(review, criterion)
    level, reason = request.form.get("level", ""), typed("reason")
    if level not in GIVEN:
        return panel.refused(
            review, found.id, "rating_form", "Choisissez un niveau, puis enregistrez."
        )
    if level != "met" and not reason:
        message = "Tout niveau autre que « Atteint » se motive : dites ce que vous avez vu, et où."
        return panel.refused(review, found.id, "rating_form", message)
    row = Rating(
        sitting_id=review.sitting.id, criterion=found.id, level=level, reason=reason, author_id=user().id,
        at=wall(),
    )  # fmt: skip
    session().add(row)
    session().flush()
    return panel.kept(review, found.id, "rating_form")


@bp.post("/<token>/remise")
def hand_in(token: str) -> ResponseReturnValue:
    """Freeze one's rating of the whole sitting: from then on, everything may be read."""
    review = _rating(token)
    ratings = own_ratings(session(), review.sitting.id, user().id)
    left = [one.id for one in review.framework.criteria if one.id not in ratings]
    if left:
        first = {**panel.context(review, left[0]), "refused": {"hand_in": _incomplete(left)}}
        return htmx.respond(panel.PAGE, panel.HAND_IN, status=422, **first)
    levels = {
        one.id: {"level": ratings[one.id].level, "reason": ratings[one.id].reason}
        for one in review.framework.criteria
    }
    write(review.sitting, "rating.submitted", {"by": user().name, "levels": levels})
    fresh = review.fresh()
    enough = len(submitted(fresh)) >= FEWEST
    flash(
        "Notation remise\u00a0: elle ne change plus. Vous voyez désormais la proposition.",
        "success",
    )
    page = "examiner.conciliation" if enough else "examiner.grid"
    return htmx.redirect(url_for(page, token=token))


def _incomplete(left: list[str]) -> str:
    names = ", ".join(left)
    return f"Notez d’abord tous les critères. Il reste : {names}."
