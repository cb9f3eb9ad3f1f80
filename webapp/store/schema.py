"""All tables by their one name, and those whose rows never change."""

from webapp.store import centre_tables, planning_tables, privacy_tables, result_tables, tables
from webapp.store.base import Base

METADATA = Base.metadata
MODULES = (tables, planning_tables, centre_tables, result_tables, privacy_tables)
"""Importing them is what fills `METADATA`."""

APPEND_ONLY = ("act", "erasure")
"""Tables whose rows never change: triggers refuse it (see `webapp.store.guards`)."""
UNTIL_ERASED = (
    "journal", "ruling", "rating", "competency_decision", "evaluation", "regrading", "act_text",
)  # fmt: skip
"""The same, until an erasure of their sitting is written down."""
