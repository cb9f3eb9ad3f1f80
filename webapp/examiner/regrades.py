"""What a sitting became when it was graded again: read by the commission, decided by the jury."""

from flask import render_template
from flask.typing import ResponseReturnValue

from webapp.context import session
from webapp.examiner.blueprint import bp, graded
from webapp.regrading import changes_of, decided, of_sitting


@bp.get("/<token>/renotations")
def regradings(token: str) -> ResponseReturnValue:
    """Show each time this sitting was graded again, before and after."""
    review = graded(token)
    rows = of_sitting(session(), review.sitting)
    return render_template(
        "examiner/regradings.html", review=review, rows=rows, states=decided(review.outcome),
        changes_of=changes_of,
    )  # fmt: skip
