"""How long a review takes: seconds a criterion was before an examiner's eyes, beside the aim."""

from collections.abc import Collection
from statistics import median

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.store.result_tables import ReviewTime

AIM_MIN = 15
"""Minutes that a careful review should take."""
LONGEST = 120
"""Seconds counted at once: a page sends more often, and what was not sent was not seen."""


def note(
    session: Session, sitting_id: int, criterion: str, seconds: int, *, author_id: int, at: int
) -> int:
    """Keep seconds of review and return how many: never more than have gone by since this person's last."""
    last = session.scalar(
        sa.select(sa.func.max(ReviewTime.at)).where(ReviewTime.author_id == author_id)
    )
    since = LONGEST if last is None else (at - last) // 1000
    counted = max(0, min(seconds, since, LONGEST))
    if counted:
        session.add(
            ReviewTime(
                sitting_id=sitting_id, criterion=criterion, seconds=counted, author_id=author_id, at=at
            )
        )  # fmt: skip
    return counted


def spent(session: Session, sitting_id: int, author_id: int) -> int:
    """Return the seconds an examiner spent on a sitting."""
    query = sa.select(sa.func.sum(ReviewTime.seconds)).where(
        ReviewTime.sitting_id == sitting_id, ReviewTime.author_id == author_id
    )
    return session.scalar(query) or 0


def medians(session: Session, sitting_ids: Collection[int]) -> tuple[float | None, int]:
    """Return the median of the seconds an examiner spent on one of these sittings, and of how many reviews."""
    query = (
        sa.select(sa.func.sum(ReviewTime.seconds))
        .where(ReviewTime.sitting_id.in_(sitting_ids))
        .group_by(ReviewTime.sitting_id, ReviewTime.author_id)
    )
    totals = list(session.scalars(query))
    return (median(totals) if totals else None), len(totals)
