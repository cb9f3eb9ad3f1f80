"""The sittings, live: who is where, and the invigilator's acts, each journalled with its reason."""

from dataclasses import dataclass

import sqlalchemy as sa
from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sim import clock
from sim import session as sitting_commands
from sim.decision import Command
from webapp import htmx
from webapp.context import session, store, wall
from webapp.examiner.blueprint import bp, refuse, review_of
from webapp.store.tables import Sitting


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the list."""

    sitting: Sitting
    remaining: int | None
    """Office seconds, for a sitting that runs."""
    activity: str
    signed: bool


@bp.get("/")
def sittings() -> ResponseReturnValue:
    """List the sittings; the poll asks for the table alone."""
    return htmx.respond("examiner/sittings.html", "examiner/_sittings.html", lines=_lines())


def _lines() -> list[Line]:
    signed = set(session().scalars(sa.text("SELECT DISTINCT sitting_id FROM signature")))
    rows = session().scalars(sa.select(Sitting).order_by(Sitting.exam_id.desc(), Sitting.id)).all()
    return [_line(row, signed=row.id in signed) for row in rows]


def _line(row: Sitting, *, signed: bool) -> Line:
    if row.state not in ("running", "paused"):
        return Line(row, None, "", signed)
    with store().sittings.open(row.id) as engine:
        world = engine.world
        activity = f"{world.seq} entrées, dernière à {world.moment(world.at):%H:%M}".replace(
            ":", " h "
        )
        return Line(row, clock.remaining(world.clock, wall()), activity, signed)


ACTS: dict[str, type[Command]] = {
    "suspendre": sitting_commands.Pause,
    "reprendre": sitting_commands.Resume,
    "prolonger": sitting_commands.Extend,
    "clore": sitting_commands.Close,
}
DONE = {
    "suspendre": "Épreuve suspendue : le temps du candidat est arrêté.",
    "reprendre": "Épreuve reprise.",
    "prolonger": "Temps supplémentaire accordé.",
    "clore": "Épreuve close.",
}


@bp.get("/<token>/surveillance")
def watch(token: str) -> ResponseReturnValue:
    """Show one sitting in progress and what may be done."""
    review = review_of(token)
    steps = list(reversed(review.playhead.steps[-40:]))
    line = _line(review.sitting, signed=review.is_signed)
    return htmx.respond(
        "examiner/watch.html", "examiner/_watch.html", review=review, steps=steps, line=line
    )


@bp.post("/<token>/<any(suspendre, reprendre, prolonger, clore):act>")
def act(token: str, act: str) -> ResponseReturnValue:
    """Pause, resume, extend or close, with a reason."""
    review = review_of(token)
    back = url_for("examiner.watch", token=token)
    reason = request.form.get("reason", "").strip()
    if act in ("suspendre", "prolonger") and not reason:
        return refuse("Indiquez le motif : il est conservé au dossier.", back)
    given: dict[str, object] = {"reason": reason} if act in ("suspendre", "prolonger") else {}
    if act == "prolonger":
        minutes = request.form.get("minutes", "").strip()
        if not minutes.isdecimal():
            return refuse(
                "Temps supplémentaire : saisissez un nombre de minutes, par exemple 10.", back
            )
        given["minutes"] = int(minutes[:4])
    with store().sittings.open(review.sitting.id) as engine:
        command = ACTS[act].model_validate(given)
        outcome = engine.handle(
            command, wall=wall(), actor="examiner", nonce=request.form.get("nonce", "")
        )
    if outcome.refusal:
        return refuse(outcome.refusal, back)
    flash(DONE[act], "success")
    return htmx.redirect(back)


@bp.get("/<token>")
def sitting(token: str) -> ResponseReturnValue:
    """Lead to the grid of a finished sitting, to the watch of one in progress."""
    review = review_of(token)
    if review.sitting.state == "planned":
        return render_template("examiner/planned.html", review=review)
    page = "examiner.grid" if review.sitting.state == "ended" else "examiner.watch"
    return htmx.redirect(url_for(page, token=token))
