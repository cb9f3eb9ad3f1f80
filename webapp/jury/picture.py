"""The full picture of a session: every candidate, every competency, and what is still missing."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import joinedload

from webapp import register
from webapp.appointments import is_recused
from webapp.context import session, user
from webapp.dossier.appeals import Appeal, appeals
from webapp.dossier.corrections import contradiction
from webapp.dossier.minutes import Minutes, is_balanced
from webapp.dossier.outcome import Outcome
from webapp.dossier.review import Review
from webapp.grading_service import JournalBroken
from webapp.jury.blueprint import bp, exam_of, is_member, is_president, members_of, read
from webapp.library import framework
from webapp.store.planning_tables import Appointment
from webapp.store.tables import Exam, Sitting

ABSENCES_FR = {"justified": "Absent (absence justifiée)", "unjustified": "Absent"}
ALTERED = "registre"
"""Why a dossier is closed when something of a signed result was altered."""
STATES_FR = {
    "acquired": "Acquise",
    "kept": "Acquise antérieurement",
    "not_acquired": "Non acquise",
    "waiting": "À décider",
}


@dataclass(frozen=True, slots=True)
class Line:
    """A candidate in the session's picture."""

    sitting: Sitting
    outcome: Outcome
    competencies: Sequence[tuple[str, str]]
    """Id and state of each."""
    missing: Sequence[str]
    """What is lacking before the jury may pronounce."""
    appeals: Sequence[Appeal]
    contradicted: bool
    """Whether a correction left an admissibility that the rule no longer gives."""
    closed: str = ""
    """Why the dossier cannot be opened."""

    @property
    def is_open(self) -> bool:
        """Say whether the jury still has to pronounce on this candidate."""
        given_up = self.sitting.is_absent or self.outcome.set_aside
        return not given_up and self.outcome.pronounced is None

    @property
    def is_altered(self) -> bool:
        """Say whether something of this candidate's signed result was altered."""
        return self.closed == ALTERED


@bp.get("/<int:number>")
def exam(number: int) -> ResponseReturnValue:
    """Show a session's whole picture, its minutes beside."""
    return picture(exam_of(number))


def picture(exam: Exam, refusal: str = "", form: str = "") -> ResponseReturnValue:
    """Answer with a session's page, a refusal beside the form it concerns."""
    acts = register.read(session(), exam.id)
    found = lines(exam, acts)
    members = members_of(exam)
    page = render_template(
        "jury/exam.html", exam=exam, lines=found, framework=framework(), minutes=Minutes(acts),
        members=members, balanced=is_balanced([one.college for one in members]),
        present=present_ids(found, members), ready=is_ready(found), member=is_member(exam),
        president=is_president(exam), refusal=refusal, form=form,
        typed=request.form if refusal else {}, STATES_FR=STATES_FR, ABSENCES_FR=ABSENCES_FR,
    )  # fmt: skip
    return page, 422 if refusal else 200


def lines(exam: Exam, acts: Sequence[register.Act]) -> list[Line]:
    """Return every candidate of a session. Raises `RegisterBroken`."""
    return [
        _line(one, Outcome([act for act in acts if act.sitting_id == one.id]))
        for one in _sittings(exam)
    ]


def _sittings(exam: Exam) -> Sequence[Sitting]:
    query = (
        sa.select(Sitting)
        .options(joinedload(Sitting.candidate))
        .where(Sitting.exam_id == exam.id)
        .order_by(Sitting.number)
    )
    return session().scalars(query).all()


def _line(sitting: Sitting, outcome: Outcome) -> Line:
    """Return a candidate's line; one dossier that cannot be read does not hide the others."""
    if is_recused(session(), sitting, user().id):
        return _closed(sitting, outcome, "récusation")
    try:
        review = read(sitting, outcome.acts)
        states = [(one.id, state_of(review, one.id)) for one in review.framework.competencies]
        known = [name for name, _ in states]
        return Line(
            sitting, outcome, states, missing(review), appeals(session(), outcome),
            contradicted=contradiction(outcome, known),
        )  # fmt: skip
    except JournalBroken:
        return _closed(sitting, outcome, "journal", "journal altéré")
    except register.RegisterBroken as broken:
        return _closed(sitting, outcome, ALTERED, str(broken))


def _closed(sitting: Sitting, outcome: Outcome, why: str, *missing: str) -> Line:
    return Line(sitting, outcome, (), missing, (), contradicted=False, closed=why)


def state_of(review: Review, competency: str) -> str:
    """Return where a competency stands: acquired, kept from before, not acquired, waiting."""
    acquired = review.acquired(competency)
    if acquired:
        return "acquired"
    if competency in review.kept:
        return "kept"
    return "waiting" if acquired is None else "not_acquired"


def missing(review: Review) -> list[str]:
    """Say what is lacking before the jury may pronounce."""
    sitting, outcome = review.sitting, review.outcome
    if sitting.is_absent or outcome.set_aside:
        return []
    if sitting.exam.mode == "rehearsal":
        return ["répétition : aucun résultat n’en est tiré"]
    if sitting.state != "ended":
        return ["passage non terminé"]
    if outcome.validated is None:
        left = review.undecided()
        return [
            f"décisions de la commission : {', '.join(left)}"
            if left
            else "validation par la commission"
        ]
    return [f"signature de {one['name']}" for one in outcome.missing]


def is_ready(found: Sequence[Line]) -> bool:
    """Say whether every candidate who came is pronounced: the minutes may be drawn up."""
    return any(one.outcome.pronounced for one in found) and not any(one.is_open for one in found)


def present_ids(found: Sequence[Line], members: Sequence[Appointment]) -> frozenset[int]:
    """Return the members ticked as present: those of the last deliberation, else all."""
    acts = [one.outcome.pronounced for one in found if one.outcome.pronounced]
    if not acts:
        return frozenset(one.user_id for one in members)
    last = max(acts, key=lambda act: act.seq)
    return frozenset(one["id"] for one in last.says("present") or ())
