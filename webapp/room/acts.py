"""Acting on one candidate, or on all those chosen: each is told apart, and the journal keeps the reason."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from flask import flash, request, url_for
from flask.typing import ResponseReturnValue

from sim.decision import Command
from sim.invigilation import AnswerFault
from sim.journal.store import Conflict
from sim.language.french import plural, typeset
from sim.session import Extend
from webapp import htmx
from webapp.context import session, store, wall
from webapp.dossier.texts import typed
from webapp.opening import missing
from webapp.room.blueprint import bp, exam_of, seats_of, sitting_of
from webapp.room.orders import FIELDS, ORDERS, Unfit
from webapp.room.seats import LIVE, UNREADABLE, Seat
from webapp.room.views import live, room_page, seat_page
from webapp.store.planning_tables import PresenceGap
from webapp.store.tables import Exam, Sitting
from webapp.wall import local

NONCE_LENGTH = 80
NOBODY = "Cochez au moins un candidat, puis recommencez."
ALONE = "Un poste se remplace pour un candidat à la fois\u00a0: n’en cochez qu’un."
STILL_LIVE = "Une épreuve est encore en cours dans cette salle : elle ne peut pas être fermée."
DRAFT = "Le centre d’examen prépare encore cette session : demandez-lui de l’ouvrir, il verra ce qui lui manque."
OVER = "Cette session n’est pas prévue aujourd’hui : demandez au centre d’examen de la rouvrir."
LACKS = "La session ne peut pas ouvrir. Demandez au centre d’examen ce qui manque\u00a0:"
DOORS = {
    "ouvrir": "La salle est ouverte : les candidats peuvent commencer.",
    "fermer": "La salle est fermée : plus personne ne peut commencer.",
}
BUSY = "Quelqu’un d’autre agissait au même moment\u00a0: recommencez."


@dataclass(frozen=True, slots=True)
class Result:
    """What came of an act for a candidate."""

    name: str
    done: bool
    text: str


@bp.post(
    "/<int:exam_id>/<any(suspendre, reprendre, prolonger, incident, neutraliser, retablir, poste, clore):act>"
)
def act(exam_id: int, act: str) -> ResponseReturnValue:
    """Do something for the candidates chosen; say for each what came of it."""
    exam = exam_of(exam_id)
    chosen = set(request.form.getlist("choisi"))
    seats = [seat for seat in seats_of(exam) if seat.sitting.token in chosen]
    fields = {name: typed(name) for name in FIELDS}
    try:
        command = _command(act, fields, seats)
    except Unfit as unfit:
        return _answer(exam, act, refusal=str(unfit), typed=fields)
    results = [_ordered(seat, act, command) for seat in seats]
    done = any(result.done for result in results)
    return _answer(exam, act, results=results, typed={} if done else fields)


def _command(act: str, fields: dict[str, str], seats: Sequence[Seat]) -> Command:
    order = ORDERS[act]
    if not seats:
        raise Unfit(NOBODY)
    if order.alone and len(seats) > 1:
        raise Unfit(ALONE)
    return order.make(fields)


def _ordered(seat: Seat, act: str, command: Command) -> Result:
    refusal, repeated = _handled(seat.sitting, command, request.form.get("nonce", ""))
    text = refusal or ("Déjà fait" if repeated else ORDERS[act].done)
    return Result(seat.name, not refusal, typeset(text))


def _handled(sitting: Sitting, command: Command, nonce: str) -> tuple[str, bool]:
    """Ask the sitting's office; return why not, and whether the same form had been sent already."""
    try:
        with store().sittings.open(sitting.id) as engine:
            outcome = engine.handle(
                command, wall=wall(), actor="examiner", nonce=nonce[:NONCE_LENGTH]
            )
    except Conflict:
        return BUSY, False
    except ValueError:
        return UNREADABLE, False
    return outcome.refusal, outcome.repeated


def _answer(
    exam: Exam,
    act: str,
    *,
    refusal: str = "",
    results: Sequence[Result] = (),
    typed: dict[str, str],
) -> ResponseReturnValue:
    told = {"act": act, "refusal": typeset(refusal), "results": results, "typed": typed}
    status = 200 if any(result.done for result in results) else 422
    token = request.form.get("passage", "")
    if token:
        return seat_page(exam, sitting_of(exam, token), status=status, **told)
    return room_page(exam, status=status, **told)


@bp.post("/<int:exam_id>/<any(ouvrir, fermer):door>")
def door(exam_id: int, door: str) -> ResponseReturnValue:
    """Let candidates start, or no more."""
    exam = exam_of(exam_id)
    refusal = _door_refusal(exam, door)
    if refusal:
        flash(refusal, "warning")
    else:
        exam.state = "open" if door == "ouvrir" else "closed"
        flash(DOORS[door], "success")
    return htmx.redirect(url_for("room.room", exam_id=exam.id))


def _door_refusal(exam: Exam, door: str) -> str:
    if exam.state == "draft":
        return DRAFT
    if door == "fermer" and any(sitting.state in LIVE for sitting in exam.sittings):
        return STILL_LIVE
    if door == "ouvrir" and exam.planned_on != local(wall()).date():
        return OVER
    lacks = missing(session(), exam) if door == "ouvrir" else []
    return f"{LACKS} {', '.join(lacks)}." if lacks else ""


@bp.post("/<int:exam_id>/<token>/signalement/<fault>")
def answer_fault(exam_id: int, token: str, fault: str) -> ResponseReturnValue:
    """Answer a report; the candidate reads it at the desk."""
    exam = exam_of(exam_id)
    sitting = sitting_of(exam, token)
    order = AnswerFault(fault=fault, text=typed("text"))
    refusal, _ = _handled(sitting, order, request.form.get("nonce", ""))
    return _told(exam, sitting, refusal, "Réponse transmise au candidat.")


@bp.post("/<int:exam_id>/<token>/temps-perdu")
def credit(exam_id: int, token: str) -> ResponseReturnValue:
    """Give back the time that cuts cost, or let it be; either way it is settled."""
    exam = exam_of(exam_id)
    sitting = sitting_of(exam, token)
    seat = next(one for one in seats_of(exam) if one.sitting.id == sitting.id)
    if seat.lost is None or not seat.live:
        return _told(exam, sitting, "", "Le temps perdu de ce candidat est déjà réglé.")
    lost, said = seat.lost, "Le temps perdu n’est pas rendu."
    if request.form.get("decision") == "crediter":
        cuts = plural(lost.cuts, "coupure", "coupures")
        order = Extend(minutes=min(lost.minutes, 120), reason=f"Liaison perdue ({cuts})")
        refusal, _ = _handled(sitting, order, f"lost-{lost.last}")
        if refusal:
            return _told(exam, sitting, refusal, "")
        said = f"{plural(order.minutes, 'minute rendue', 'minutes rendues')} au candidat."
    session().execute(
        sa.update(PresenceGap)
        .where(
            PresenceGap.sitting_id == sitting.id,
            PresenceGap.settled_at.is_(None),
            PresenceGap.id <= lost.last,
        )
        .values(settled_at=wall())
    )
    return _told(exam, sitting, "", said)


def _told(exam: Exam, sitting: Sitting, refusal: str, said: str) -> ResponseReturnValue:
    """Say what came of a small act, on the page it was done from."""
    if htmx.is_htmx():
        here = sitting if request.form.get("passage") else None
        return htmx.refusal(typeset(refusal)) if refusal else live(exam, here, said)
    flash(typeset(refusal or said), "warning" if refusal else "success")
    if request.form.get("passage"):
        return htmx.redirect(url_for("room.seat", exam_id=exam.id, token=sitting.token))
    return htmx.redirect(url_for("room.room", exam_id=exam.id))
