"""What the states of a session mean, and whose dossier still has holes."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.centre.completeness import gaps
from webapp.store.tables import Exam, Sitting

STATES = {
    "draft": "Le centre la prépare\u00a0: aucun candidat ne peut commencer.",
    "open": "Chaque candidat peut commencer son épreuve\u00a0; les personnes nommées y travaillent.",
    "closed": "Plus personne ne commence\u00a0; ce qui a été passé s’évalue et se délibère.",
}
"""State of a session to what it means."""


def incomplete_dossiers(session: Session, exam: Exam) -> list[Sitting]:
    """Return the candidates whose dossier still has holes: a session may open with them, the centre knows."""
    if exam.mode == "rehearsal":
        return []
    seated = session.scalars(
        sa.select(Sitting).where(Sitting.exam_id == exam.id).order_by(Sitting.number)
    )
    return [sitting for sitting in seated if gaps(session, sitting)]
