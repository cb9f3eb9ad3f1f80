"""Who may do what in an exam, beyond the role of the account: the centre appoints, people recuse themselves."""

from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.store.planning_tables import Appointment, Duty, Recusal
from webapp.store.tables import Role, Sitting

DUTIES_FR: dict[str, str] = {
    "invigilator": "Surveillant",
    "rater": "Évaluateur",
    "member": "Membre de la commission",
    "president": "Président de la commission",
    "jury": "Membre du jury",
    "jury_president": "Président du jury",
}
COMMISSION: tuple[Duty, ...] = ("member", "president")
FEWEST_MEMBERS = 2
"""Members without whom a commission, which is collegial, validates nothing: the president included."""
RATERS: tuple[Duty, ...] = ("rater", *COMMISSION)
ROOM: tuple[Duty, ...] = ("invigilator", *RATERS)
JURY: tuple[Duty, ...] = ("jury", "jury_president")
DUTIES_OF: dict[Role, tuple[Duty, ...]] = {
    "examiner": ROOM,
    "invigilator": ("invigilator",),
    "jury": JURY,
}
"""Role to the duties the centre may give it: who watches does not rate, who rates does not deliberate."""


def duties(session: Session, exam_id: int, user_id: int) -> frozenset[Duty]:
    """Return what a person does in an exam."""
    query = sa.select(Appointment.duty).where(
        Appointment.exam_id == exam_id, Appointment.user_id == user_id
    )
    return frozenset(session.scalars(query))


def exams_of(session: Session, user_id: int, among: Collection[Duty]) -> frozenset[int]:
    """Return the exams in which a person has one of these duties."""
    query = sa.select(Appointment.exam_id).where(
        Appointment.user_id == user_id, Appointment.duty.in_(among)
    )
    return frozenset(session.scalars(query))


def appointed(session: Session, exam_id: int, among: Collection[Duty]) -> list[Appointment]:
    """Return who has one of these duties in an exam, in the order of their appointment."""
    query = sa.select(Appointment).where(
        Appointment.exam_id == exam_id, Appointment.duty.in_(among)
    )
    return list(session.scalars(query.order_by(Appointment.id)))


def is_recused(session: Session, sitting: Sitting, user_id: int) -> bool:
    """Say whether a person declared a conflict of interest about this candidate."""
    return user_id in recused(session, sitting)


def recused(session: Session, sitting: Sitting) -> frozenset[int]:
    """Return who declared a conflict of interest about this candidate."""
    query = sa.select(Recusal.user_id).where(Recusal.sitting_id == sitting.id)
    return frozenset(session.scalars(query))
