"""The jury's addresses, and its door: fetch and authorise in one call."""

from collections.abc import Sequence
from contextlib import suppress
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, abort, render_template, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Conflict

from grading.verdict import VERDICT_FR
from webapp import register
from webapp.appointments import JURY, appointed, duties, exams_of, is_recused
from webapp.context import session, store, user
from webapp.dossier.minutes import COLLEGES_FR, Minutes
from webapp.dossier.review import Review
from webapp.dossier.words import OPINIONS, PROPOSALS
from webapp.errors import answer
from webapp.grading_service import JournalBroken
from webapp.privacy.audit import ask_reason
from webapp.security import require
from webapp.store.planning_tables import Appointment
from webapp.store.tables import Exam, Sitting

bp = Blueprint("jury", __name__, url_prefix="/jury")
bp.before_request(require("jury", "admin"))

RECUSED = "Vous vous êtes récusé pour ce candidat\u00a0: son dossier ne vous est pas ouvert."
ONLY_JURY = (
    "Seuls les membres du jury nommés à cette session délibèrent\u00a0; vous pouvez la consulter."
)
ONLY_PRESIDENT = "Seul le président du jury, ou le centre d’examen, peut le faire."

OFFICE = frozenset(
    {
        "jury.lodge",
        "jury.reply",
        "jury.publish",
        "jury.note_prevented",
        "jury.set_aside",
        "jury.take_back",
        "jury.run_regrading",
    }
)
"""Acts the centre may do in the jury's name: what comes by post, what is made known."""


@bp.before_request
def _readers() -> None:
    """Let an administrator look, and act only where the centre may."""
    if request.method != "GET" and user().role == "admin" and request.endpoint not in OFFICE:
        abort(403, ONLY_JURY)


@bp.before_request
def _reason_first() -> ResponseReturnValue | None:
    """Ask an administrator why a candidate's content is opened: the audit trail keeps it."""
    return ask_reason()


@bp.errorhandler(JournalBroken)
def _broken(broken: JournalBroken) -> ResponseReturnValue:
    """Say where the journal was changed: nothing is pronounced on it."""
    advice = "Le jury ne peut pas statuer sur ce passage\u00a0: prévenez le centre d’examen."
    return answer(Conflict(f"{broken} {advice}"))


@bp.context_processor
def _words() -> dict[str, Any]:
    return {
        "VERDICT_FR": VERDICT_FR, "OPINIONS": OPINIONS, "PROPOSALS": PROPOSALS,
        "COLLEGES_FR": COLLEGES_FR,
    }  # fmt: skip


def readable_exams() -> sa.Select[Exam]:
    """Return the sessions this person may read: an administrator's all, a member's own; no rehearsal (INV-15)."""
    query = (
        sa.select(Exam)
        .where(Exam.mode == "certification")
        .order_by(Exam.planned_on.desc(), Exam.id.desc())
    )
    if user().role == "admin":
        return query
    return query.where(Exam.id.in_(exams_of(session(), user().id, JURY)))


@bp.get("/")
def exams() -> ResponseReturnValue:
    """List the sessions to deliberate on."""
    return render_template("jury/exams.html", exams=session().scalars(readable_exams()).all())


def exam_of(number: int) -> Exam:
    """Return a session, or 404; to those appointed to its jury alone."""
    found = session().scalar(readable_exams().where(Exam.id == number))
    if found is None:
        abort(404, "Cette session n’existe pas, ou le centre ne vous a pas nommé à son jury.")
    return found


def review_of(token: str) -> Review:
    """Return the dossier of that public name, or 404; not to who has a conflict of interest."""
    found = session().scalar(sa.select(Sitting).where(Sitting.token == token))
    if found is None:
        abort(404, "Ce dossier n’existe pas.")
    exam_of(found.exam_id)
    if is_recused(session(), found, user().id):
        abort(403, RECUSED)
    return read(found)


def read(sitting: Sitting, acts: Sequence[register.Act] | None = None) -> Review:
    """Return a dossier, verified. Raises `RegisterBroken` and `JournalBroken`.

    `acts` are those about the sitting, of a register verified already for all of its session.
    """
    review = Review(session(), store(), sitting)
    if acts is not None:
        review.acts = acts
    if sitting.state == "ended":
        _ = review.sheet
    return review


def held(token: str) -> Review:
    """Return a dossier of which the session's register is held until the answer is made.

    Of two people who pronounce at once, the second reads what the first wrote. A sheet kept on the way
    is written before, by a connection of its own.
    """
    sitting = review_of(token).sitting
    register.hold(session(), sitting.exam_id)
    return Review(session(), store(), sitting)


def held_exam(number: int) -> Exam:
    """Return a session whose register is held until the answer is made; its sheets are kept before."""
    exam = exam_of(number)
    ended = [one for one in exam.sittings if one.state == "ended"]
    for review in Review.of_exam(session(), store(), ended, None):
        with suppress(JournalBroken):
            review.graded()
    register.hold(session(), exam.id)
    return exam


def minutes_of(exam: Exam) -> Minutes:
    """Return the jury's minutes. Raises `RegisterBroken`."""
    return Minutes(register.read(session(), exam.id))


def members_of(exam: Exam) -> list[Appointment]:
    """Return who sits in the jury, its presidents first; who has two duties is there once."""
    found = appointed(session(), exam.id, JURY)
    ordered = sorted(found, key=lambda one: one.duty != "jury_president")
    return list({one.user_id: one for one in reversed(ordered)}.values())[::-1]


def deliberating(sitting: Sitting) -> list[Appointment]:
    """Return who may deliberate on a candidate: the jury but those who recused themselves."""
    return [
        one for one in members_of(sitting.exam) if not is_recused(session(), sitting, one.user_id)
    ]


def is_member(exam: Exam) -> bool:
    """Say whether this person deliberates on this session."""
    return bool(duties(session(), exam.id, user().id) & set(JURY))


def is_president(exam: Exam) -> bool:
    """Say whether this person presides over this session's jury."""
    return "jury_president" in duties(session(), exam.id, user().id)


def only_members(exam: Exam) -> None:
    """Refuse whoever does not deliberate on this session."""
    if not is_member(exam):
        abort(403, ONLY_JURY)


def only_president_or_centre(exam: Exam) -> None:
    """Refuse whoever is neither the president nor of the centre."""
    if user().role != "admin" and not is_president(exam):
        abort(403, ONLY_PRESIDENT)
