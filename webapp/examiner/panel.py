"""The grid and the panel of a criterion: one shape for who reads the proposals, one for who rates blind."""

from dataclasses import dataclass
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from grading.sheet import CriterionSheet
from webapp import htmx
from webapp.calibration import must_calibrate
from webapp.context import session, user, wall
from webapp.dossier.pieces import pieces
from webapp.dossier.ratings import GIVEN_FR, own_ratings, standings
from webapp.dossier.restitution import still_written
from webapp.dossier.review import Review
from webapp.dossier.suggestions import suggestions
from webapp.dossier.times import AIM_MIN, spent
from webapp.examiner.blueprint import criterion_of
from webapp.examiner.questions import FOLLOW_UP, QUESTIONS
from webapp.regrading import adopted

PAGE = "examiner/grid.html"
TIME = "examiner/_time.html"
HAND_IN = "examiner/_hand_in.html"


@dataclass(frozen=True, slots=True)
class Shape:
    """The templates of a grid."""

    head: str
    row: str
    panel: str


FULL = Shape("examiner/_grid_head.html", "examiner/_row.html", "examiner/_criterion.html")
BLIND = Shape("examiner/_rating_head.html", "examiner/_rating_row.html", "examiner/_rating.html")


def context(review: Review, name: str) -> dict[str, Any]:
    """Return what a grid shows, a criterion open beside it."""
    criterion = criterion_of(review, name)
    order = [one.id for one in review.framework.criteria]
    place = order.index(name)
    own = _levels(review, name) if review.sight.levels else _blind(review)
    return {
        "review": review,
        "criterion": criterion,
        "chosen": criterion,
        "points": review.points(name),
        "question": f"{QUESTIONS.get(name, '')} {FOLLOW_UP}".strip(),
        "suggestions": suggestions(review, name),
        "pieces": pieces(review.playhead),
        "previous": order[place - 1] if place else "",
        "following": order[place + 1] if place + 1 < len(order) else "",
        "debrief": review.playhead.world_at(review.playhead.last).debrief,
        "seconds": spent(session(), review.sitting.id, user().id),
        "AIM_MIN": AIM_MIN,
        "uncalibrated": must_calibrate(session(), review.sitting.exam, user().id),
        "writing": still_written(review, wall()),
        "refused": {},
        "typed": {},
        **own,
    }


def _levels(review: Review, name: str) -> dict[str, Any]:
    sheet = review.sheet.criteria[name]
    double = review.sitting.exam.double_rating
    standing = [one for one in standings(review) if one.criterion == name] if double else []
    return {
        "shape": FULL,
        "sheet": sheet,
        "adopted": adopted(session(), review.outcome),
        "evidence": _evidence(review, sheet),
        "marks": standing[0].marks if standing else (),
    }


def _blind(review: Review) -> dict[str, Any]:
    ratings = own_ratings(session(), review.sitting.id, user().id)
    left = [one.id for one in review.framework.criteria if one.id not in ratings]
    return {"shape": BLIND, "ratings": ratings, "left": left, "GIVEN_FR": GIVEN_FR}


def _evidence(review: Review, sheet: CriterionSheet) -> dict[int, Any]:
    """Return the journal's sentences that the findings point to, by entry number."""
    steps = review.playhead.steps
    wanted = {seq for finding in sheet.findings for one in finding.evidence for seq in one.entries}
    return {seq: steps[seq - 1] for seq in sorted(wanted) if 1 <= seq <= len(steps)}


def shown(review: Review, name: str) -> ResponseReturnValue:
    """Answer with the grid, or with the panel of a criterion and the rows it changes."""
    drawn = context(review, name)
    also = _beside(drawn) if htmx.is_htmx() else []
    return htmx.respond(PAGE, drawn["shape"].panel, also=also, **drawn)


def kept(review: Review, name: str, part: str) -> ResponseReturnValue:
    """Show the part of the panel that a row just written has changed."""
    if not htmx.is_htmx():
        return htmx.redirect(url_for("examiner.grid", token=review.sitting.token, critere=name))
    drawn = context(review.fresh(), name)
    return htmx.respond(PAGE, f"examiner/_{part}.html", also=_beside(drawn), **drawn)


def refused(review: Review, name: str, part: str, message: str) -> ResponseReturnValue:
    """Say no beside the form, with all that was typed still in it."""
    drawn = {**context(review, name), "refused": {part: message}, "typed": request.form}
    return htmx.respond(PAGE, f"examiner/_{part}.html", status=422, **drawn)


def _beside(drawn: dict[str, Any]) -> list[Markup]:
    """Return what stands beside the panel, to replace what is on the page."""
    shape: Shape = drawn["shape"]
    criteria = drawn["review"].framework.criteria
    rows = [htmx.oob(shape.row, **{**drawn, "one": one}) for one in criteria]
    hand_in = [htmx.oob(HAND_IN, **drawn)] if shape is BLIND else []
    return [*rows, htmx.oob(TIME, **drawn), *hand_in]
