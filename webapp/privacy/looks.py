"""The audit trail read again: by person, by candidate, by period; on screen and as a spreadsheet."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from sim.language.french import clock_time, date_short
from webapp.dossier.texts import clean
from webapp.privacy.seen import seen_fr
from webapp.store.privacy_tables import Look
from webapp.store.tables import Exam, Sitting, User
from webapp.wall import local, wall_of

HEADINGS = ("Date", "Heure", "Qui", "Rôle", "Candidat", "Session", "Ce qui a été vu", "Motif")
ROLES_FR = {
    "candidate": "Candidat",
    "examiner": "Commission",
    "invigilator": "Surveillant",
    "jury": "Jury",
    "trainer": "Formateur",
    "admin": "Centre",
}
SHOWN = 300
"""Lines of a page."""
TAKEN = 50_000
"""Lines of a spreadsheet."""


@dataclass(frozen=True, slots=True)
class Filter:
    """Which looks are wanted; nothing for all."""

    who: int | None = None
    candidate: int | None = None
    since: date | None = None
    until: date | None = None


@dataclass(frozen=True, slots=True)
class Seen:
    """A look, as a person reads it."""

    at: int
    who: str
    role: str
    candidate: str
    exam: str
    endpoint: str
    purpose: str

    @property
    def cells(self) -> tuple[str, ...]:
        """Return its texts, under `HEADINGS`."""
        moment = local(self.at)
        texts = (
            date_short(moment), clock_time(moment), self.who, ROLES_FR.get(self.role, self.role),
            self.candidate, self.exam, seen_fr(self.endpoint), self.purpose,
        )  # fmt: skip
        return tuple(clean(one) for one in texts)


def looks(session: Session, wanted: Filter, most: int) -> Sequence[Seen]:
    """Return the looks wanted, the latest first."""
    candidate = aliased(User)
    query = (
        sa.select(
            Look.at,
            sa.func.coalesce(User.name, "Compte supprimé"),
            sa.func.coalesce(User.role, ""),
            sa.func.coalesce(candidate.name, ""),
            sa.func.coalesce(Exam.title, ""),
            Look.endpoint,
            Look.purpose,
        )
        .outerjoin(User, User.id == Look.user_id)
        .outerjoin(Sitting, Sitting.id == Look.sitting_id)
        .outerjoin(candidate, candidate.id == Sitting.candidate_id)
        .outerjoin(Exam, Exam.id == Look.exam_id)
        .where(*_conditions(wanted))
        .order_by(Look.at.desc(), Look.id.desc())
        .limit(most)
    )
    return [Seen(*row) for row in session.execute(query)]


def _conditions(wanted: Filter) -> list[sa.ColumnElement[bool]]:
    found: list[sa.ColumnElement[bool]] = []
    if wanted.who is not None:
        found.append(Look.user_id == wanted.who)
    if wanted.candidate is not None:
        found.append(Sitting.candidate_id == wanted.candidate)
    if wanted.since is not None:
        found.append(Look.at >= wall_of(wanted.since))
    if wanted.until is not None:
        found.append(Look.at < wall_of(wanted.until + timedelta(days=1)))
    return found


def people(session: Session) -> tuple[Sequence[User], Sequence[User]]:
    """Return who has looked at something, and at which candidates."""
    lookers = sa.select(User).where(User.id.in_(sa.select(Look.user_id)))
    seen = sa.select(Sitting.candidate_id).join(Look, Look.sitting_id == Sitting.id)
    candidates = sa.select(User).where(User.id.in_(seen))
    return (
        session.scalars(lookers.order_by(User.name)).all(),
        session.scalars(candidates.order_by(User.name)).all(),
    )
