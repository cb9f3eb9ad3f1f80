"""Importing this module gives the centre its addresses; `BLUEPRINTS` is what is registered."""

from webapp.centre import invitations
from webapp.centre.blueprint import bp

BLUEPRINTS = (bp,)
VIEWS = (invitations,)
"""Modules that add their addresses."""
