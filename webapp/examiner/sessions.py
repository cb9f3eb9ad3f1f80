"""A whole session for its raters: disagreements to conciliate, agreement per criterion, time spent."""

from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from grading.agreement import BAND_FR, WHY_FR, Agreement, Coefficient, agreement, by_criterion
from webapp.appointments import is_recused
from webapp.context import session, store, user
from webapp.dossier.order import in_own_order
from webapp.dossier.ratings import FEWEST, Standing, rated, standings, submitted
from webapp.dossier.review import Review
from webapp.dossier.sight import handed_in
from webapp.dossier.times import AIM_MIN, medians
from webapp.examiner.blueprint import bp, exam_of
from webapp.store.tables import Exam


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sitting of the session stands."""

    review: Review
    mine: bool
    """Whether this reader has handed in a rating."""
    ratings: int
    apart: tuple[Standing, ...]
    """Criteria on which raters differ, none for who may not read them yet."""
    left: int | None
    """Criteria left to settle; None for who may not know."""


@dataclass(frozen=True, slots=True)
class Line:
    """The agreement on a criterion, or over all."""

    found: Agreement
    kappa: Coefficient

    @property
    def said(self) -> str:
        """Return how it reads, in words: the more careful of the two coefficients."""
        for one in (self.kappa, self.found.alpha):
            if one.value is None:
                return WHY_FR[one.why]
        return BAND_FR[min(self.kappa, self.found.alpha, key=lambda one: one.value or 0.0).band]


def _reviews(exam: Exam) -> list[Review]:
    """Return the sittings that are over and open to this reader, in the order of their own."""
    over = [
        one
        for one in exam.sittings
        if one.state == "ended" and not is_recused(session(), one, user().id)
    ]
    return Review.of_exam(session(), store(), in_own_order(over, user().id), user())


def _place(review: Review) -> Place:
    ratings = len(submitted(review))
    seen = review.sight.levels
    apart = [one for one in standings(review) if one.distance] if seen and ratings >= FEWEST else []
    left = len(review.framework.criteria) - review.ruled_count if seen else None
    return Place(review, handed_in(review.acts, user().id), ratings, tuple(apart), left)


@bp.get("/sessions/<int(max=2147483647):exam_id>/conciliation")
def session_conciliation(exam_id: int) -> ResponseReturnValue:
    """List the sittings of a session and every disagreement left, worst first."""
    exam = exam_of(exam_id)
    places = [_place(review) for review in _reviews(exam)]
    open_ = [
        (place.review, one)
        for place in places
        for one in place.apart
        if place.review.ruling(one.criterion) is None
    ]
    worst = sorted(open_, key=lambda pair: -pair[1].distance)
    return render_template("examiner/session.html", exam=exam, places=places, worst=worst)


@bp.get("/sessions/<int(max=2147483647):exam_id>/accord")
def session_agreement(exam_id: int) -> ResponseReturnValue:
    """Show how far the raters of a session agree, over the sittings this reader may read."""
    exam = exam_of(exam_id)
    reviews = [one for one in _reviews(exam) if one.sight.levels]
    ratings = [one for review in reviews for one in rated(review)]
    by = by_criterion(ratings)
    apart = [(review, one) for review in reviews for one in standings(review) if one.distance]
    spent, count = medians(session(), [one.id for one in exam.sittings])
    return render_template(
        "examiner/agreement.html", exam=exam, whole=_line(agreement(ratings)),
        lines={name: _line(one) for name, one in by.items()},
        apart=sorted(apart, key=lambda pair: -pair[1].distance), spent=spent, reviews=count, AIM_MIN=AIM_MIN,
    )  # fmt: skip


def _line(found: Agreement) -> Line:
    return Line(found, found.mean_kappa)
