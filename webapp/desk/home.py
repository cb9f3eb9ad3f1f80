"""The candidate's own page: their sittings; then the briefing of one, and its start."""

from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from flask import Blueprint, render_template, url_for
from flask.typing import ResponseReturnValue
from markdown_it import MarkdownIt
from markupsafe import Markup

from sim.session import DEBRIEF_GRACE_MS, OpenBriefing, Start
from sim.world import World
from webapp import context, htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.results import Published, form_of, lodge, lodged, published
from webapp.dossier.appeals import ABOUT_FR, APPEALS_FR
from webapp.planning import office_minutes
from webapp.security import require
from webapp.store.tables import Sitting

home = Blueprint("sittings", __name__, url_prefix="/epreuve")
home.before_request(require("candidate"))

NOT_OPEN = "Cette épreuve n’est pas ouverte\u00a0: attendez que le surveillant l’ouvre, puis démarrez à nouveau."


@dataclass(frozen=True, slots=True)
class Row:
    """A sitting on the candidate's page."""

    sitting: Sitting
    minutes: float
    """Wall minutes, the longer time of a *tiers temps* included."""
    longer: bool
    debrief_open: bool
    result: Published | None
    """None as long as it is not published."""


@home.get("/")
def sittings() -> ResponseReturnValue:
    """List the candidate's sittings, the latest exam first."""
    return _list()


@home.post("/resultats/<token>/recours")
def appeal(token: str) -> ResponseReturnValue:
    """Lodge an appeal about one's own result."""
    sitting, refusal = lodge(token)
    return _list(sitting.id, refusal) if refusal else lodged()


def _list(refused: int = 0, refusal: str = "") -> ResponseReturnValue:
    """Show the sittings; a refused appeal is told beside its form."""
    own = (
        sa.select(Sitting)
        .where(Sitting.candidate_id == context.user().id)
        .join(Sitting.exam)
        .order_by(sa.desc("planned_on"), Sitting.id.desc())
    )
    rows = [_row(sitting) for sitting in context.session().scalars(own)]
    page = render_template(
        "desk/home/index.html", rows=rows, refused=refused, refusal=refusal,
        typed=form_of(refusal), APPEALS_FR=APPEALS_FR, ABOUT_FR=ABOUT_FR,
    )  # fmt: skip
    return page, 422 if refusal else 200


def _row(sitting: Sitting) -> Row:
    scenario = context.store().sittings.scenario(sitting.scenario_digest)
    minutes = office_minutes(sitting.exam, scenario) * sitting.time_factor
    longer, result = sitting.time_factor > 1, published(sitting, scenario.framework)
    return Row(sitting, minutes, longer, _debrief_open(sitting), result)


def _debrief_open(sitting: Sitting) -> bool:
    """Say whether the restitution can still be written."""
    if sitting.ended_wall is None or context.wall() - sitting.ended_wall > DEBRIEF_GRACE_MS:
        return False
    with context.store().sittings.open(sitting.id) as engine:
        return not engine.world.debrief.final


@bp.get("/consignes")
def briefing() -> ResponseReturnValue:
    """Show the briefing; during the sitting, reading it again is journalled."""
    if office().world.clock.started:
        office().open(OpenBriefing())
    return _briefing()


@bp.post("/commencer")
def start() -> ResponseReturnValue:
    """Open the office. Two clicks, or two tabs, start it once."""
    sitting = office().sitting
    if sitting.exam.state != "open":
        return _briefing(NOT_OPEN, 422)
    command = Start(
        scenario=sitting.scenario_digest,
        time_factor=sitting.time_factor,
        duration_min=sitting.exam.duration_min,
    )
    refusal = office().handle(command, "start").refusal
    return _briefing(refusal, 422) if refusal else htmx.redirect(url_for("desk.mail"))


def _briefing(refusal: str = "", status: int = 200) -> ResponseReturnValue:
    sitting, world = office().sitting, office().world
    page = render_template(
        "desk/home/briefing.html",
        sitting=sitting,
        minutes=office_minutes(sitting.exam, world.scenario) * sitting.time_factor,
        refusal=refusal,
        **briefing_context(world),
    )
    return page, status


def briefing_context(world: World) -> dict[str, Any]:
    """Return what the briefing shows."""
    return {"title": world.scenario.title, "brief": prose(world.scenario.briefing)}


def prose(text: str) -> Markup:
    """Return Markdown as a page; HTML in it is shown as text."""
    return Markup(MarkdownIt("commonmark", {"html": False}).enable("table").render(text))  # noqa: S704 - escaped by the renderer
