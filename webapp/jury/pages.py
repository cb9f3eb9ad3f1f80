"""Importing this module gives the jury its addresses; `BLUEPRINTS` is what is registered."""

from flask import request

from webapp.jury import (
    appeals,
    corrections,
    deliberation,
    minutes,
    picture,
    regrades,
    report,
    setting_aside,
)
from webapp.jury.blueprint import bp

BLUEPRINTS = (bp,)
VIEWS = (appeals, corrections, deliberation, minutes, picture, regrades, report, setting_aside)
"""Modules that add their addresses."""


@bp.context_processor
def _helpers() -> dict[str, object]:
    return {"request_endpoint": request.endpoint}
