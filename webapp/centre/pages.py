"""Importing this module gives the centre its addresses; `BLUEPRINTS` is what is registered."""

from webapp.centre import report
from webapp.centre.blueprint import bp

BLUEPRINTS = (bp,)
VIEWS = (report,)
"""Modules that add their addresses."""
