"""Importing this module gives the centre its addresses; `BLUEPRINTS` is what is registered."""

from webapp.centre import (
    adaptations,
    candidates,
    convocations,
    evaluations,
    files,
    imports,
    invitations,
    looks,
    modalities,
    privacy,
    rehearsals,
    report,
    sessions,
    settings,
    staff,
    team,
)
from webapp.centre.blueprint import bp

BLUEPRINTS = (bp,)
VIEWS = (
    adaptations, candidates, convocations, evaluations, files, imports, invitations, looks, modalities, privacy, rehearsals, report, sessions, settings, staff, team,
)  # fmt: skip
"""Modules that add their addresses."""
