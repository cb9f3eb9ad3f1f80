"""Competencies acquired in an earlier session: kept, for as long as the centre's rule says."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp import register
from webapp.centre_settings import number
from webapp.dossier.outcome import Outcome
from webapp.store.tables import Exam, Sitting
from webapp.wall import local


@dataclass(frozen=True, slots=True)
class Kept:
    """A competency that a candidate brings from an earlier session."""

    competency: str
    exam: str
    pronounced_on: date

    def as_data(self) -> dict[str, str]:
        """Return it as the jury's act records it."""
        return {
            "competency": self.competency,
            "exam": self.exam,
            "on": self.pronounced_on.isoformat(),
        }


def kept(session: Session, sitting: Sitting, framework: str) -> dict[str, Kept]:
    """Return what the candidate acquired before, of that référentiel. Raises `RegisterBroken`.

    Read from the juries' acts of the earlier sessions, their corrections included.
    """
    years = number(session, "acquired_validity_years")
    found: dict[str, Kept] = {}
    for earlier in _earlier(session, sitting):
        outcome = Outcome(register.of_sitting(session, earlier))
        pronounced = outcome.pronounced
        if pronounced is None:
            continue
        day = local(pronounced.at).date()
        if outcome.framework != framework or _expired(day, years, sitting.exam.planned_on):
            continue
        acquired = [name for name, yes in outcome.effective.acquired.items() if yes]
        found |= {name: Kept(name, earlier.exam.title, day) for name in acquired}
    return found


def _earlier(session: Session, sitting: Sitting) -> list[Sitting]:
    """Return the candidate's sittings of earlier sessions: a rehearsal gives nothing (INV-15)."""
    exam = sitting.exam
    before = sa.or_(
        Exam.planned_on < exam.planned_on,
        sa.and_(Exam.planned_on == exam.planned_on, Exam.id < exam.id),
    )
    query = (
        sa.select(Sitting)
        .join(Sitting.exam)
        .where(Sitting.candidate_id == sitting.candidate_id, Exam.mode == "certification", before)
        .order_by(Exam.planned_on, Exam.id)
    )
    return list(session.scalars(query))


def _expired(day: date, years: int, at: date) -> bool:
    return bool(years) and (at.year - years, at.month, at.day) > (day.year, day.month, day.day)
