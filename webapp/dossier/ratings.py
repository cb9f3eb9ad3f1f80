"""Ratings given blind, and where the raters of a sitting stand once they have handed them in."""

from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from grading.agreement import RANK
from grading.agreement import Rating as Rated
from grading.verdict import VERDICT_FR, Verdict
from webapp.appointments import recused
from webapp.dossier.review import Review
from webapp.register import Act
from webapp.store.result_tables import Rating

GIVEN: tuple[Verdict, ...] = ("met", "partly", "not_met", "not_observed")
"""Levels a person gives: « à apprécier » is the machine's."""
GIVEN_FR = {level: VERDICT_FR[level] for level in GIVEN}
FEWEST = 2
"""Ratings without which there is nothing to conciliate."""
STRONG = 2
"""Levels apart from which a third rater is asked (office.md §6.5-7)."""


def own_ratings(session: Session, sitting_id: int, user_id: int) -> dict[str, Rating]:
    """Return somebody's own ratings of a sitting, the last one of each criterion."""
    query = sa.select(Rating).where(Rating.sitting_id == sitting_id, Rating.author_id == user_id)
    return {row.criterion: row for row in session.scalars(query.order_by(Rating.id))}


@dataclass(frozen=True, slots=True)
class Mark:
    """A rater's frozen level on a criterion."""

    rater: int
    by: str
    level: Verdict
    reason: str


@dataclass(frozen=True, slots=True)
class Standing:
    """A criterion of a sitting, as its raters left it."""

    criterion: str
    marks: tuple[Mark, ...]

    @property
    def agreed(self) -> Verdict | None:
        """Return the level all gave, if they did."""
        given = {one.level for one in self.marks}
        return self.marks[0].level if len(given) == 1 else None

    @property
    def distance(self) -> int:
        """Return how far apart the raters are; one who observed nothing is a level apart from who did."""
        if self.agreed is not None:
            return 0
        ranks = [RANK[one.level] for one in self.marks if one.level in RANK]
        return max(1, max(ranks) - min(ranks)) if ranks else 0

    @property
    def is_strong(self) -> bool:
        """Say whether a third rater is asked."""
        return self.distance >= STRONG


def submitted(review: Review) -> list[Act]:
    """Return the ratings handed in that can still be read, one per rater; who is recused rates nothing."""
    out = recused(review.session, review.sitting)
    given = [act for act in review.acts if act.kind == "rating.submitted" and act.data]
    return list({act.author_id: act for act in given if act.author_id not in out}.values())


def standings(review: Review) -> list[Standing]:
    """Return every criterion as its raters left it, those that differ first, worst first."""
    acts = submitted(review)
    order = [one.id for one in review.framework.criteria]
    found = [Standing(name, tuple(_mark(act, name) for act in acts)) for name in order]
    return sorted(found, key=lambda one: (-one.distance, order.index(one.criterion)))


def _mark(act: Act, criterion: str) -> Mark:
    given = act.says("levels")[criterion]
    return Mark(act.author_id or 0, act.says("by"), given["level"], given["reason"])


def rated(review: Review) -> list[Rated]:
    """Return what was handed in on a sitting, for the measures of agreement."""
    return [
        Rated(
            sitting=review.sitting.token, criterion=criterion, rater=str(act.author_id), level=given["level"]
        )
        for act in submitted(review)
        for criterion, given in act.says("levels").items()
    ]  # fmt: skip
