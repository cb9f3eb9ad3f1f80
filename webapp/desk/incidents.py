"""Incidents: what is out of order, and telling somebody of it; screens whose tool is out of order say so."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, render_template, request, url_for
from flask.typing import ResponseReturnValue

from sim.decision import Command
from sim.directory import listed
from sim.drive import OpenFile
from sim.erp.screens import OpenScreen
from sim.facts.session import CommandRefused
from sim.incidents import TEXT_LIMIT, ReportIncident, announced
from sim.means import barred
from sim.world import Incident, World
from webapp import htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.shell import OUTAGE_ICONS

DRIVE = ("network_drive", "Documents")
TOOLS = {"desk.erp": ("erp", "ERP"), "desk.drive": DRIVE, "desk.edit": DRIVE}
"""Beginning of an endpoint to what its screens need, and to their name."""
UNASKED = frozenset({"desk.drive_file_since"})
"""Endpoints that a page polls by itself."""
REPORTED = "Signalement transmis."


@dataclass(frozen=True, slots=True)
class Row:
    """An incident, as the desk shows it."""

    id: str
    icon: str
    text: str
    began: datetime
    ended: datetime | None


def incidents_context(world: World) -> dict[str, Any]:
    """Return what the screen shows: the incidents announced, and what was reported."""
    people = {person.id: person.name for person in listed(world)}
    return {
        "rows": [_row(world, one) for one in announced(world)],
        "reports": [
            (world.moment(one.at), people.get(one.person, one.person), one.text)
            for one in reversed(world.incidents.reports)
        ],
        "people": listed(world),
        "limit": TEXT_LIMIT,
    }


def _row(world: World, incident: Incident) -> Row:
    ended = None if incident.ended_at is None else world.moment(incident.ended_at)
    icon = OUTAGE_ICONS.get(incident.what, "exclamation-triangle")
    return Row(incident.id, icon, incident.text, world.moment(incident.began_at), ended)


@bp.get("/incidents")
def incidents() -> ResponseReturnValue:
    """Show what is out of order, and the form that reports something."""
    return _show(typed=request.args)


@bp.post("/incidents")
def incident_report() -> ResponseReturnValue:
    """Tell somebody that something is wrong."""
    form = request.form
    command = ReportIncident(
        person=form.get("person", ""),
        text=form.get("text", "").replace("\r\n", "\n"),
        incident=form.get("incident", ""),
    )
    refusal = office().handle(command, form.get("nonce", "")).refusal
    if refusal:
        return _show(refusal, form)
    return office().done(url_for("desk.incidents"), REPORTED)


def _show(refusal: str = "", typed: Any = None) -> ResponseReturnValue:
    return htmx.respond(
        "desk/incidents/index.html", "desk/incidents/_incidents.html",
        status=422 if refusal else 200, screen="incidents", readonly=False, refusal=refusal,
        typed=typed, nonce=office().new_nonce(), **incidents_context(office().world),
    )  # fmt: skip


@bp.before_request
def _out_of_order() -> ResponseReturnValue | None:
    """Show that a tool is out of order in place of its screens; what is sent from them is refused by the office."""
    tool = next((TOOLS[name] for name in TOOLS if (request.endpoint or "").startswith(name)), None)
    if tool is None or request.method != "GET":
        return None
    means, label = tool
    reason = barred(office().world, means)
    if not reason:
        return None
    if request.endpoint in UNASKED:
        return "", 204
    _note(_asked(means), reason)
    if htmx.is_htmx():
        return htmx.refusal(reason)
    page = render_template(
        "desk/incidents/out_of_order.html", label=label, reason=reason,
        screen="erp" if means == "erp" else "drive",
    )  # fmt: skip
    return page, 422


def _asked(means: str) -> Command:
    """Return what displaying the page asks of the office."""
    if means == "erp":
        given = request.view_args or {}
        return OpenScreen(doctype=given.get("doctype", ""), record=given.get("record"))
    return OpenFile(path=request.args.get("chemin") or request.args.get("dossier") or "/")


def _note(command: Command, reason: str) -> None:
    """Journal the refusal, unless it is the last thing that happened: pages refresh by themselves."""
    last = office().entries_since(office().world.seq - 1)[-1].fact
    if isinstance(last, CommandRefused) and last.reason == reason:
        return
    if not office().handle(command).refusal:
        abort(409)
