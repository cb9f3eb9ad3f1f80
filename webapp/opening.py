"""What a session still lacks before it may open, whoever opens it, in the centre's words."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.appointments import COMMISSION, FEWEST_MEMBERS, RATERS, appointed
from webapp.store.planning_tables import Duty
from webapp.store.tables import Exam, Sitting

WATCH: tuple[Duty, ...] = ("invigilator",)
PRESIDENT: tuple[Duty, ...] = ("president",)
NO_CANDIDATE = "au moins un candidat inscrit"
NO_INVIGILATOR = "un surveillant"
NO_PRESIDENT = "un président de la commission d’évaluation"
NO_MEMBER = "un second membre de la commission d’évaluation"
NO_SECOND = "deux évaluateurs\u00a0: la double notation est demandée"


def missing(session: Session, exam: Exam) -> list[str]:
    """Return what a session lacks; nothing when it may open."""
    seated = session.scalars(sa.select(Sitting).where(Sitting.exam_id == exam.id)).all()
    found = [] if seated else [NO_CANDIDATE]
    if not appointed(session, exam.id, WATCH):
        found.append(NO_INVIGILATOR)
    if exam.mode == "rehearsal":  # nobody evaluates what gives no result
        return found
    return found + _of_the_commission(session, exam)


def _of_the_commission(session: Session, exam: Exam) -> list[str]:
    members = {one.user_id for one in appointed(session, exam.id, COMMISSION)}
    found = [] if appointed(session, exam.id, PRESIDENT) else [NO_PRESIDENT]
    if len(members) < FEWEST_MEMBERS and not found:
        found.append(NO_MEMBER)
    raters = {one.user_id for one in appointed(session, exam.id, RATERS)}
    if exam.double_rating and len(raters) < 2:
        found.append(NO_SECOND)
    return found
