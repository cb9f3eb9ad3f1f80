"""The style guide: a living page of the components that templates use. In a demonstration and in tests only."""

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from webapp.security import require

bp = Blueprint("styleguide", __name__)
bp.before_request(require("trainer", "admin"))


@bp.get("/style")
def page() -> ResponseReturnValue:
    """Show every component once."""
    return render_template("styleguide.html")
