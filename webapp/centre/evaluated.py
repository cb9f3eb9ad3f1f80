"""The evaluations a and b of a candidate: recorded once held, after the enrolment, never changed."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sim.language.french import date_short
from webapp.store.planning_tables import Dossier
from webapp.store.result_tables import Evaluation
from webapp.store.tables import Sitting


def evaluations(session: Session, sitting: Sitting) -> list[Evaluation]:
    """Return the evaluations recorded for a candidate, in their order."""
    query = sa.select(Evaluation).where(Evaluation.sitting_id == sitting.id)
    return list(session.scalars(query.order_by(Evaluation.held_on, Evaluation.id)))


def first_evaluation(session: Session, sitting: Sitting) -> date | None:
    """Return the day of the first of them."""
    return min((one.held_on for one in evaluations(session, sitting)), default=None)


def too_early(dossier: Dossier, day: date | None) -> str:
    """Return why an evaluation cannot be held that day: the enrolment comes first (INV-01)."""
    if day is None or day >= dossier.enrolled_on:
        return ""
    return f"Avant l’inscription du {date_short(dossier.enrolled_on)}\u00a0: aucune évaluation ne la précède."
