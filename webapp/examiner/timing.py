"""The time a criterion was in front, as the page tells it."""

from flask import abort, request
from flask.typing import ResponseReturnValue

from webapp.context import session, user, wall
from webapp.dossier import times
from webapp.examiner.blueprint import WATCHES_ONLY, bp, criterion_of, over, rates


@bp.post("/<token>/temps")
def seen(token: str) -> ResponseReturnValue:
    """Count seconds of review: of a page in front, whose reader was there."""
    review = over(token)
    if not rates(review):
        abort(403, WATCHES_ONLY)
    criterion = criterion_of(review, request.form.get("criterion", ""))
    seconds = request.form.get("seconds", "")
    if not (seconds.isascii() and seconds.isdecimal() and len(seconds) < 7):
        abort(400, "Le temps de lecture est un nombre de secondes.")
    times.note(
        session(), review.sitting.id, criterion.id, int(seconds), author_id=user().id, at=wall()
    )
    return "", 204
