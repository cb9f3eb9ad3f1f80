"""When the data of a sitting may go, and when they are due to: counted from the publication of its result."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from sim.language.french import date_long, typeset
from webapp import register
from webapp.dossier.outcome import Outcome
from webapp.privacy import rules
from webapp.register import Act, RegisterBroken
from webapp.store.planning_tables import Adaptation
from webapp.store.privacy_tables import Erasure
from webapp.store.result_tables import Invitation
from webapp.store.tables import Exam, Sitting, User
from webapp.wall import local

Extent = Literal["measures", "evidence", "person"]
"""What goes: the adaptation measures and invitations; what was made and said; or all, and who it was."""

EXTENTS_FR: dict[str, str] = {
    "measures": "Mesures d’adaptation et invitations",
    "evidence": "Productions, journal et notations",
    "person": "Identité et toutes les données",
}
RULED_BY: dict[Extent, tuple[rules.Kind, ...]] = {
    "measures": ("measures", "invitations"),
    "evidence": ("evidence",),
    "person": ("enrolment",),
}
BROKEN = (
    "Le registre de la session est altéré : rien ne s’efface avant que le centre l’ait constaté."
)


@dataclass(frozen=True, slots=True)
class Terms:
    """What a centre has set, read once for a page."""

    months: dict[str, int]
    appeal_days: int

    @classmethod
    def of(cls, session: Session) -> "Terms":
        """Read them."""
        return cls(rules.months(session), rules.appeal_days(session))

    def due_on(self, extent: Extent, since: date) -> date:
        """Return the day something is due to go, never before the delay of an appeal."""
        kept = min(self.months[kind] for kind in RULED_BY[extent])
        return max(later(since, kept), since + timedelta(days=self.appeal_days + 1))


def later(day: date, months: int) -> date:
    """Return the same day some months later, or the last of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


@dataclass(frozen=True)
class Standing:
    """Where a sitting stands: published or not, contested or not, erased or not."""

    session: Session
    sitting: Sitting
    acts: Sequence[Act]
    terms: Terms
    broken: str = ""
    """Why its register cannot be read."""

    @cached_property
    def erased(self) -> frozenset[str]:
        """Return the scopes already erased."""
        query = sa.select(Erasure.scope).where(Erasure.sitting_id == self.sitting.id)
        scopes = frozenset(self.session.scalars(query))
        return scopes | {"evidence"} if scopes else scopes

    @property
    def published_on(self) -> date | None:
        """Return the day the result was last published."""
        days = [local(act.at).date() for act in self.acts if act.kind == "result.published"]
        return days[-1] if days else None

    @property
    def since(self) -> date:
        """Return the day from which all durations run: the same as the delay of an appeal, once there is one."""
        known = Outcome(self.acts).contestable
        return local(known.at).date() if known else self.sitting.exam.planned_on

    @property
    def has_open_appeal(self) -> bool:
        """Say whether an appeal waits for its answer."""
        lodged = {act.seq for act in self.acts if act.kind == "appeal.lodged"}
        answered = {act.says("of") for act in self.acts if act.kind == "appeal.answered"}
        return not self.erased and bool(lodged - answered)

    @cached_property
    def has_measures(self) -> bool:
        """Say whether measures or invitations are still there."""
        tables = (Adaptation, Invitation)
        found = (
            self.session.scalar(
                sa.select(sa.literal(1)).where(one.sitting_id == self.sitting.id).limit(1)
            )
            for one in tables
        )
        return any(found) or self.sitting.time_factor > 1

    def is_done(self, extent: Extent) -> bool:
        """Say whether there is nothing left of this to erase."""
        if extent == "measures":
            return not self.has_measures
        return extent in self.erased

    def due_on(self, extent: Extent) -> date:
        """Return the day this is due to go."""
        return self.terms.due_on(extent, self.since)

    def refusal(self, today: date) -> str:
        """Say why nothing of the sitting may be erased today, or nothing."""
        return typeset(self.broken or self._in_progress(today) or self._contestable(today))

    def _in_progress(self, today: date) -> str:
        sitting, exam = self.sitting, self.sitting.exam
        if sitting.state in ("running", "paused"):
            return "Le passage est en cours : attendez la fin de la session."
        if today <= exam.planned_on:
            return f"La session n’a pas encore eu lieu : elle est prévue le {date_long(exam.planned_on)}."
        abandoned = today >= self.due_on("evidence")
        never_sat = exam.state == "closed" and sitting.state == "planned"
        if self.published_on or exam.mode == "rehearsal" or never_sat or abandoned:
            return ""
        return (
            "La session n’est pas terminée : publiez le résultat ou, si le candidat n’est pas venu, marquez-la close. "
            f"Un passage sans résultat s’efface à partir du {date_long(self.due_on('evidence'))}."
        )

    def _contestable(self, today: date) -> str:
        if self.sitting.exam.mode == "rehearsal":
            return ""
        until = self.since + timedelta(days=self.terms.appeal_days)
        if today <= until:
            return f"Le délai de recours court jusqu’au {date_long(until)}."
        if self.has_open_appeal:
            return "Un recours attend sa réponse : répondez-y d’abord."
        return ""


def standing(session: Session, sitting: Sitting) -> Standing:
    """Return where a sitting stands."""
    return standings(session, [sitting])[0]


def standings(session: Session, sittings: Sequence[Sitting]) -> list[Standing]:
    """Return where sittings stand, each register read once."""
    terms = Terms.of(session)
    acts = {exam: _acts(session, exam) for exam in dict.fromkeys(one.exam_id for one in sittings)}
    return [
        Standing(
            session,
            one,
            [act for act in acts[one.exam_id] or () if act.sitting_id == one.id],
            terms,
            BROKEN if acts[one.exam_id] is None else "",
        )
        for one in sittings
    ]


def _acts(session: Session, exam_id: int) -> Sequence[Act] | None:
    """Return the acts of an exam; None when they are not what was written."""
    try:
        return register.read(session, exam_id)
    except RegisterBroken:
        return None


def sittings_of(session: Session, person: User) -> list[Sitting]:
    """Return all sittings of a candidate, the latest first."""
    query = _with_people().where(Sitting.candidate_id == person.id)
    return list(session.scalars(query.order_by(Sitting.id.desc())))


def _with_people() -> sa.Select[Sitting]:
    return sa.select(Sitting).options(joinedload(Sitting.exam), joinedload(Sitting.candidate))


@dataclass(frozen=True, slots=True)
class Due:
    """Something whose time is over: somebody has to decide that it goes."""

    standing: Standing
    extent: Extent
    due_on: date
    refusal: str


def due(session: Session, today: date) -> list[Due]:
    """Return what is due today, the oldest first; of a sitting, the widest extent alone."""
    terms = Terms.of(session)
    soonest = min(terms.due_on(extent, date.min) for extent in RULED_BY) - date.min
    query = _with_people().join(Sitting.exam).where(Exam.planned_on <= today - soonest)
    found = [_widest(one, today) for one in standings(session, list(session.scalars(query)))]
    return sorted(
        (one for one in found if one), key=lambda one: (one.due_on, one.standing.sitting.id)
    )


def _widest(one: Standing, today: date) -> Due | None:
    for extent in ("person", "evidence", "measures"):
        if not one.is_done(extent) and one.due_on(extent) <= today:
            return Due(one, extent, one.due_on(extent), one.refusal(today))
    return None
