"""The commission's addresses, and the door: fetch and authorise in one call."""

from typing import Any, cast

import sqlalchemy as sa
from flask import Blueprint, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from werkzeug.exceptions import Conflict, Forbidden

from grading.verdict import VERDICT_FR
from sim.framework import Competency, Criterion
from sim.language.french import typeset
from sim.scenario.model import Scenario
from webapp import register
from webapp.appointments import COMMISSION, RATERS, ROOM, duties, is_recused
from webapp.context import session, store, user, wall
from webapp.dossier.restitution import still_written
from webapp.dossier.review import Review
from webapp.dossier.sight import Blind
from webapp.dossier.words import OPINIONS, PROPOSALS
from webapp.errors import answer
from webapp.grading_service import JournalBroken
from webapp.privacy.audit import ask_reason
from webapp.reactions import Teller, Tellers
from webapp.register import REHEARSED
from webapp.security import require
from webapp.store.planning_tables import Appointment
from webapp.store.tables import Exam, Sitting

bp = Blueprint("examiner", __name__, url_prefix="/commission")
bp.before_request(require("examiner", "admin"))

OFFICE = frozenset({"examiner.note_absent", "examiner.neutralise", "examiner.restore"})
"""Acts the centre may do in the commission's name: what a member nobody can reach holds up, what its own pack broke."""
RECUSED = "Vous vous êtes récusé pour ce candidat\u00a0: son passage ne vous est pas ouvert."
WATCHES_ONLY = "Le centre vous a nommé surveillant de cette session\u00a0: vous n’y évaluez pas."
ONLY_MEMBERS = "Le centre vous a nommé évaluateur\u00a0: l’avis, l’entretien et la décision reviennent aux membres de la commission."
SET_ASIDE = "Ce passage est écarté\u00a0: rien ne s’y enregistre plus, tant que le président du jury ou le centre d’examen ne l’a pas repris."
ERASED = "Les données de ce candidat ont été effacées\u00a0: plus rien ne s’écrit sur son passage."
SIGNED = "Le résultat est signé\u00a0: il ne change plus. Ajoutez un rectificatif motivé s’il comporte une erreur."


@bp.before_request
def _readers() -> None:
    """Let an administrator look, and act only where the centre may."""
    if request.method != "GET" and user().role != "examiner" and request.endpoint not in OFFICE:
        abort(
            403,
            "Seule la commission d’évaluation agit sur un passage\u00a0; vous pouvez le consulter.",
        )


@bp.before_request
def _reason_first() -> ResponseReturnValue | None:
    """Ask an administrator why a candidate's content is opened: the audit trail keeps it."""
    return ask_reason()


@bp.errorhandler(JournalBroken)
def _broken(broken: JournalBroken) -> ResponseReturnValue:
    """Say where the journal was changed: it is neither graded nor replayed."""
    advice = "Ce passage ne peut être ni relu ni noté\u00a0: prévenez le centre d’examen."
    return answer(Conflict(f"{broken} {advice}"))


@bp.errorhandler(Blind)
def _blind(blind: Blind) -> ResponseReturnValue:
    """Refuse levels to who has not handed in a rating, whichever page asks for them."""
    return answer(Forbidden(str(blind) if rates(g.review) else WATCHES_ONLY))


@bp.context_processor
def _words() -> dict[str, Any]:
    return {"VERDICT_FR": VERDICT_FR, "OPINIONS": OPINIONS, "PROPOSALS": PROPOSALS}


def readable_exams() -> sa.Select[int]:
    """Return the exams this person may read: an administrator's all, an examiner's own appointments."""
    if user().role == "admin":
        return sa.select(Exam.id)
    return sa.select(Appointment.exam_id).where(
        Appointment.user_id == user().id, Appointment.duty.in_(ROOM)
    )


def exam_of(exam_id: int) -> Exam:
    """Return an exam, or 404; to those appointed to it alone."""
    found = session().scalar(
        sa.select(Exam).where(Exam.id == exam_id, Exam.id.in_(readable_exams()))
    )
    if found is None:
        abort(404, "Cette session n’existe pas, ou le centre ne vous y a pas nommé.")
    return found


def review_of(token: str) -> Review:
    """Return the sitting of that public name, or 404; to those appointed to its exam alone."""
    found = session().scalar(
        sa.select(Sitting).where(Sitting.token == token, Sitting.exam_id.in_(readable_exams()))
    )
    if found is None:
        abort(404, "Ce passage n’existe pas, ou le centre ne vous a pas nommé à cette session.")
    if is_recused(session(), found, user().id):
        abort(403, RECUSED)
    # The desk's partials, drawn for a replay, build their addresses with it.
    g.desk_token = token
    g.review = Review(session(), store(), found, user())
    return cast(Review, g.review)


def over(token: str) -> Review:
    """Return a sitting that is over, or refuse."""
    review = review_of(token)
    if review.sitting.state != "ended":
        abort(409, "Ce passage n’est pas terminé\u00a0: la grille s’établit à la fin de l’épreuve.")
    return review


def graded(token: str) -> Review:
    """Return a sitting that is over, its sheet read, or refuse. Raises `JournalBroken`, `Blind`."""
    review = over(token)
    _ = review.sheet
    return review


def held(token: str) -> Review:
    """Return a graded sitting for somebody who judges it, its session held until the answer is made.

    Of two people who sign or rule at once, the second reads what the first wrote. A sheet kept on the
    way is written before, by a connection of its own.
    """
    return _hold(graded(token))


def _hold(review: Review) -> Review:
    # An administrator gets here for an act of the centre alone.
    if user().role == "examiner" and not rates(review):
        abort(403, WATCHES_ONLY)
    if review.sitting.exam.mode == "rehearsal":
        abort(409, REHEARSED)
    register.hold(session(), review.sitting.exam_id)
    return review.fresh()


def rates(review: Review) -> bool:
    """Say whether this person judges the candidates of the exam, beyond watching them."""
    return bool(duties(session(), review.sitting.exam_id, user().id) & set(RATERS))


def sits(review: Review) -> bool:
    """Say whether this person is of the commission, which alone decides on competencies (office.md §2.1)."""
    return bool(duties(session(), review.sitting.exam_id, user().id) & set(COMMISSION))


def open_to_raters(token: str) -> Review:
    """Return a sitting as `unsigned`, to somebody who may still rate it blind."""
    review = over(token)
    review.graded()  # kept before the session is held, by a connection of its own
    return _still_judged(_hold(review))


def _still_judged(review: Review) -> Review:
    if review.is_signed:
        abort(409, SIGNED)
    if review.outcome.set_aside:
        abort(409, SET_ASIDE)
    whole(review)
    return review


def judges(review: Review) -> None:
    """Refuse a level on a sitting whose candidate still writes the restitution."""
    if writing := still_written(review, wall()):
        abort(409, typeset(writing))


def unsigned(token: str) -> Review:
    """Return a sitting as `held`, whose result is still to be made, or refuse."""
    return _still_judged(held(token))


def whole(review: Review) -> None:
    """Refuse to write anew of a person whose data were erased."""
    if review.erased_at is not None:
        abort(409, ERASED)


def deliberating(token: str) -> Review:
    """Return a sitting as `unsigned`, to a member of the commission, or refuse."""
    review = unsigned(token)
    if not sits(review):
        abort(403, ONLY_MEMBERS)
    return review


def criterion_of(review: Review, name: str) -> Criterion:
    """Return a criterion of the référentiel, or 404."""
    found = next((one for one in review.framework.criteria if one.id == name), None)
    if found is None:
        abort(404, "Ce critère n’est pas dans le référentiel.")
    return found


def competency_of(review: Review, name: str) -> Competency:
    """Return a competency of the référentiel, or 404."""
    found = next((one for one in review.framework.competencies if one.id == name), None)
    if found is None:
        abort(404, "Cette capacité n’est pas dans le référentiel.")
    return found


def screens() -> dict[str, Any]:
    """Return the desk's screens, which this blueprint knows only through the application."""
    return cast(dict[str, Any], current_app.extensions["bannette.screens"])


def teller(scenario: Scenario) -> Teller:
    """Return who says a scenario's rules in French: the workshop's, known only through the application."""
    tellers = cast(Tellers, current_app.extensions["bannette.teller"])
    return tellers(scenario)
