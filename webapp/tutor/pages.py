"""Importing this module gives the tutor's form its addresses; `BLUEPRINTS` is what is registered."""

from webapp.tutor import opinion
from webapp.tutor.blueprint import bp

BLUEPRINTS = (bp,)
VIEWS = (opinion,)
"""Modules that add their addresses."""
