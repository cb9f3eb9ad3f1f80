"""Addresses of the desk, all under the sitting's public name, and the door: who may enter, and when."""

from typing import Any, cast

from flask import Blueprint, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue

from webapp import htmx
from webapp.desk.drive_view import size_text
from webapp.desk.office import Office, enter
from webapp.desk.shell import day_short, shell_context
from webapp.security import require

bp = Blueprint("desk", __name__, url_prefix="/epreuve/<token>")
bp.before_request(require("candidate"))
bp.add_app_template_filter(day_short)
bp.add_app_template_filter(size_text, "file_size")

BEFORE = frozenset({"desk.briefing", "desk.start"})
"""Endpoints open before the start."""
AFTER = frozenset({"desk.debrief", "desk.debrief_save", "desk.finish", "desk.finish_confirm"})
"""Endpoints open after the end."""
ALWAYS_ANSWERED = frozenset({"desk.pulse"})
WHILE_PAUSED = frozenset({"desk.fault"})
"""Pages shown while the clock is stopped."""


def office() -> Office:
    """Return the office of this request."""
    return cast(Office, g.office)


@bp.url_value_preprocessor
def _take_token(endpoint: str | None, values: dict[str, Any] | None) -> None:
    if values:
        g.desk_token = values.pop("token")


@bp.app_url_defaults
def _give_token(endpoint: str, values: dict[str, Any]) -> None:
    """Let the desk's addresses be built without naming the sitting, in a replay too."""
    expects = current_app.url_map.is_endpoint_expecting(endpoint, "token")
    if endpoint.startswith("desk.") and expects and "token" not in values:
        values["token"] = g.get("desk_token", "-")


@bp.before_request
def _door() -> ResponseReturnValue | None:
    """Find the sitting, and lead to the page its clock allows."""
    g.office = enter(g.desk_token)
    clock, endpoint = office().world.clock, request.endpoint
    if endpoint in ALWAYS_ANSWERED:
        return None
    if not clock.started:
        return None if endpoint in BEFORE else htmx.redirect(url_for("desk.briefing"))
    if clock.ended:
        return None if endpoint in AFTER else htmx.redirect(url_for("desk.debrief"))
    stopped = not clock.running and endpoint not in WHILE_PAUSED
    if stopped and request.method == "GET" and not htmx.is_htmx():
        return render_template("desk/suspended.html")
    return None


@bp.context_processor
def _shell() -> dict[str, Any]:
    return {"shell": shell_context(office())} if "office" in g else {}
