"""Importing this module gives the rooms their addresses; `BLUEPRINTS` is what is registered."""

from uuid import uuid4

from webapp.room import acts, views
from webapp.room.blueprint import bp

BLUEPRINTS = (bp,)
VIEWS = (acts, views)
"""Modules that add their addresses."""


@bp.context_processor
def _helpers() -> dict[str, object]:
    return {"nonce": lambda: uuid4().hex}
