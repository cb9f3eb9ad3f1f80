"""Telling the invigilator of a technical problem, and reading the answer; the clock runs on meanwhile."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app, request, url_for
from flask.typing import ResponseReturnValue

from sim.invigilation import TEXT_LIMIT, ReportFault
from sim.world import World
from webapp import htmx
from webapp.desk.blueprint import bp, office
from webapp.dossier.texts import typed

SENT = "Signalement transmis au surveillant."


@dataclass(frozen=True, slots=True)
class Row:
    """A report, and the answer once there is one."""

    id: str
    at: datetime
    screen: str
    text: str
    answer: str
    answered: datetime | None


def faults_context(world: World) -> dict[str, Any]:
    """Return what was reported, the latest first."""
    rows = [
        Row(
            one.id, world.moment(one.at), one.screen, one.text, one.answer,
            None if one.answered_at is None else world.moment(one.answered_at),
        )
        for one in reversed(world.room.faults.values())
    ]  # fmt: skip
    return {"rows": rows}


@bp.get("/surveillant")
def fault() -> ResponseReturnValue:
    """Show the form, and what was reported and answered."""
    return _show(given=request.args)


@bp.post("/surveillant")
def fault_report() -> ResponseReturnValue:
    """Tell the invigilator."""
    form = request.form
    command = ReportFault(
        text=typed("text"),
        screen=_labels().get(form.get("ecran", ""), ""),
    )
    refusal = office().handle(command, form.get("nonce", "")).refusal
    if refusal:
        return _show(refusal, form)
    return office().done(url_for("desk.fault"), SENT)


def _labels() -> dict[str, str]:
    """Return the desk's screens by name, which this module knows only through the application."""
    known = current_app.extensions["bannette.screens"]["screens"]
    return {name: screen.label for name, screen in known.items() if name != "fault"}


def _show(refusal: str = "", given: Any = None) -> ResponseReturnValue:
    return htmx.respond(
        "desk/faults/index.html", "desk/faults/_faults.html", status=422 if refusal else 200,
        screen="fault", readonly=False, refusal=refusal, typed=given, labels=_labels(), limit=TEXT_LIMIT,
        nonce=office().new_nonce(), **faults_context(office().world),
    )  # fmt: skip
