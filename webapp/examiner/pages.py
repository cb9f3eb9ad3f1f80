"""Importing this module gives the commission its addresses; `BLUEPRINTS` is what is registered."""

from uuid import uuid4

from flask import request

from webapp.dossier.rows import signers
from webapp.examiner import (
    calibrating,
    conciliating,
    decisions,
    exports,
    feedback,
    files,
    film,
    grid,
    invitations,
    journal,
    neutralising,
    piece,
    rating,
    recusals,
    regrades,
    session_report,
    sessions,
    signing,
    sittings,
    timing,
)
from webapp.examiner.blueprint import bp

BLUEPRINTS = (bp,)
VIEWS = (
    calibrating, conciliating, decisions, exports, feedback, files, film, grid, invitations, journal, neutralising, piece, rating, recusals, regrades, session_report, sessions,
    signing, sittings, timing,
)  # fmt: skip
"""Modules that add their addresses."""


@bp.context_processor
def _helpers() -> dict[str, object]:
    return {
        "nonce": lambda: uuid4().hex,
        "request_endpoint": request.endpoint,
        "signers": signers,
    }
