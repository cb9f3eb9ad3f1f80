"""Importing this module gives the jury its addresses; `BLUEPRINTS` is what is registered."""

from webapp.jury import report
from webapp.jury.blueprint import bp

BLUEPRINTS = (bp,)
VIEWS = (report,)
"""Modules that add their addresses."""
