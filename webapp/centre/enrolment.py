"""Candidates given a place in a session, moved to another one, taken away: never somebody twice."""

from collections.abc import Iterable
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp import register
from webapp.centre.importing import Known, Line
from webapp.centre.subjects import next_variant
from webapp.centre.values import name_key
from webapp.codes import new_login
from webapp.dossier.minutes import Minutes
from webapp.library import framework
from webapp.planning import enrol, next_number
from webapp.security import UNUSABLE
from webapp.store.centre_tables import MaterialCheck
from webapp.store.planning_tables import Adaptation, Dossier, PlannedModality, Presence, Recusal
from webapp.store.privacy_tables import Look
from webapp.store.schema import METADATA
from webapp.store.tables import Exam, Sitting, User

GOES_WITH = (Dossier, PlannedModality, Adaptation, Recusal, Presence, MaterialCheck)
"""What was only prepared for a sitting, and goes with it."""
ALREADY = "Déjà inscrit à cette session."


class Kept(Exception):
    """The enrolment cannot be undone: something was recorded already. The message is in French."""


def known_candidate(session: Session, who: Known) -> User | None:
    """Return the account of a candidate enrolled before: same name, same day of birth."""
    query = (
        sa.select(User)
        .join(Sitting, Sitting.candidate_id == User.id)
        .join(Dossier, Dossier.sitting_id == Sitting.id)
        .where(User.role == "candidate", Dossier.born_on == who.born_on)
        .order_by(User.id)
    )
    wanted = name_key(who.name)
    return next((one for one in session.scalars(query) if name_key(one.name) == wanted), None)


def is_in(session: Session, exam: Exam, candidate: User) -> bool:
    """Say whether somebody has a place in a session."""
    query = sa.select(Sitting.id).where(
        Sitting.exam_id == exam.id, Sitting.candidate_id == candidate.id
    )
    return session.scalar(query) is not None


def already_in(session: Session, exam: Exam, lines: Iterable[Line]) -> list[Line]:
    """Refuse the lines of people who have a place already."""
    return [_unless_in(session, exam, line) for line in lines]


def _unless_in(session: Session, exam: Exam, line: Line) -> Line:
    candidate = known_candidate(session, line.known) if line.known else None
    if candidate is None or not is_in(session, exam, candidate):
        return line
    return Line(line.number, line.given, None, {"name": ALREADY})


def place(session: Session, exam: Exam, who: Known, *, category: str, on: date) -> Sitting:
    """Give somebody a place, and an account unless they have one."""
    candidate = known_candidate(session, who) or _account(session, who.name)
    return give_place(session, exam, candidate, who, category=category, on=on)


def give_place(
    session: Session, exam: Exam, candidate: User, who: Known, *, category: str, on: date
) -> Sitting:
    """Give an account a place: the next variant, a dossier that plans modality c."""
    sitting = enrol(
        session, exam, candidate, scenario=next_variant(session, exam), reason=who.reason,
        enrolled_on=on, time_factor=who.time_factor,
    )  # fmt: skip
    sitting.seat = who.seat
    dossier = session.get_one(Dossier, sitting.id)
    dossier.born_on, dossier.email, dossier.company = who.born_on, who.email, who.company
    dossier.tutor_name, dossier.tutor_function = who.tutor_name, who.tutor_function
    dossier.tutor_email, dossier.reason_category = who.tutor_email, category
    session.add_all(
        PlannedModality(
            sitting_id=sitting.id, competency=one.id, modality="c", planned_on=exam.planned_on,
            place=exam.room,
        )
        for one in framework().competencies
    )  # fmt: skip
    session.flush()
    return sitting


def _account(session: Session, name: str) -> User:
    """Open an account that nobody can sign in to before a code is printed."""
    login = new_login()
    while session.scalar(sa.select(User.id).where(User.login == login)) is not None:
        login = new_login()
    account = User(login=login, name=name, role="candidate", password_hash=UNUSABLE)
    session.add(account)
    session.flush()
    return account


def move(session: Session, sitting: Sitting, to: Exam) -> None:
    """Give a candidate who has not begun a place in another session instead. Raises `Kept`."""
    _refuse_bound(session, sitting, to)
    digest = next_variant(session, to)
    number = next_number(session, to)
    sitting.exam_id, sitting.scenario_digest, sitting.number = to.id, digest, number
    sitting.absence = ""
    session.flush()


def _refuse_bound(session: Session, sitting: Sitting, *others: Exam) -> None:
    """Raise `Kept` for a candidate an act is about, and for a session whose minutes count its candidates."""
    about = [act.name_fr for act in register.of_sitting(session, sitting)]
    if about:
        raise Kept(
            f"Le registre de la session porte déjà un acte sur ce candidat ({about[0]})\u00a0: il n’en sort plus. "
            "S’il ne se présente pas, notez son absence."
        )
    for exam in (sitting.exam, *others):
        if Minutes(register.read(session, exam.id)).act is not None:
            raise Kept(
                f"Le jury a dressé le procès-verbal de la session «\u00a0{exam.title}\u00a0»\u00a0: ses inscriptions ne "
                "changent plus."
            )


def remove(session: Session, sitting: Sitting) -> None:
    """Undo the enrolment of a candidate who has not begun. Raises `Kept` when something was recorded."""
    _refuse_bound(session, sitting)
    mine = {table.__tablename__ for table in GOES_WITH} | {Look.__tablename__}
    for table in METADATA.sorted_tables:
        column = table.c.get("sitting_id")
        if column is None or table.name in mine:
            continue
        if session.scalar(sa.select(sa.func.count()).where(column == sitting.id)):
            raise Kept(
                "Une évaluation ou un avis est déjà enregistré pour ce candidat\u00a0: son inscription "
                "ne s’efface plus. Notez plutôt son absence, ou changez-le de session."
            )
    for one in GOES_WITH:
        session.execute(sa.delete(one).where(one.sitting_id == sitting.id))
    # Who looked stays written; only what they looked at is gone.
    session.execute(sa.update(Look).where(Look.sitting_id == sitting.id).values(sitting_id=None))
    session.delete(sitting)
    session.flush()
