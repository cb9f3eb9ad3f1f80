"""What a session still lacks before it may open, in the centre's words."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.appointments import COMMISSION, RATERS, appointed
from webapp.centre.completeness import gaps
from webapp.store.planning_tables import Duty
from webapp.store.tables import Exam, Sitting

STATES = {
    "draft": "Le centre la prépare\u00a0: aucun candidat ne peut commencer.",
    "open": "Chaque candidat peut commencer son épreuve\u00a0; les personnes nommées y travaillent.",
    "closed": "Plus personne ne commence\u00a0; ce qui a été passé s’évalue et se délibère.",
}
"""State of a session to what it means."""
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
    if len(members) < 2 and not found:
        found.append(NO_MEMBER)
    raters = {one.user_id for one in appointed(session, exam.id, RATERS)}
    if exam.double_rating and len(raters) < 2:
        found.append(NO_SECOND)
    return found


def incomplete_dossiers(session: Session, exam: Exam) -> list[Sitting]:
    """Return the candidates whose dossier still has holes: a session may open with them, the centre knows."""
    if exam.mode == "rehearsal":
        return []
    seated = session.scalars(
        sa.select(Sitting).where(Sitting.exam_id == exam.id).order_by(Sitting.number)
    )
    return [sitting for sitting in seated if gaps(session, sitting)]
