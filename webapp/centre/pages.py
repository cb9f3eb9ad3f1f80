"""Importing this module gives the centre its addresses; `BLUEPRINTS` is what is registered."""

from webapp.centre import looks, privacy
from webapp.centre.blueprint import bp

BLUEPRINTS = (bp,)
VIEWS = (looks, privacy)
"""Modules that add their addresses."""
