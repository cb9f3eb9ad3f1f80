"""What becomes of each table of a sitting when it is erased: data, so that a new table must say it too."""

from collections.abc import Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.store.schema import METADATA

WORDS = "(effacé)"
"""What stands where a text was."""

MEASURES = ("adaptation", "invitation")
"""Tables whose rows go with the adaptation measures, and with all wider erasures."""
REMOVED = ("feedback", "presence")
"""Tables whose rows go with what was made and said."""
BLANKED: Mapping[str, Sequence[str]] = {
    "ruling": ("reason",),
    "rating": ("reason",),
    "question": ("question", "answer"),
    "employer_opinion": (
        "author_name", "author_function", "activities", "comment", "absent_reason",
    ),
    "interview": ("themes", "notes"),
    "competency_decision": ("reasons",),
    "evaluation": ("observer", "observed", "asked"),
    "regrading": ("reason",),
}  # fmt: skip
"""Texts that go with what was made and said."""
BLANKED_WITH_IDENTITY: Mapping[str, Sequence[str]] = {
    "interview": ("members",),
    "evaluation": ("place",),
    "planned_modality": ("place", "responsible"),
    "recusal": ("reason",),
    "look": ("purpose",),
}
"""Texts that go with the person's identity."""
ON_THEIR_OWN = ("journal", "grade", "regrading", "act_text", "dossier")
"""Tables that `webapp.privacy.erase` rewrites itself."""
ANONYMOUS = ("review_time", "act", "erasure", "presence_gap", "material_check")
"""Tables of a sitting that say nothing of the person."""


def remove(session: Session, sitting_id: int, tables: Sequence[str]) -> None:
    """Delete a sitting's rows."""
    for name in tables:
        table = METADATA.tables[name]
        session.execute(sa.delete(table).where(table.c.sitting_id == sitting_id))


def blank(session: Session, sitting_id: int, texts: Mapping[str, Sequence[str]]) -> None:
    """Put `WORDS` where there were any."""
    for name, columns in texts.items():
        table = METADATA.tables[name]
        said = {one: sa.case((table.c[one] == "", ""), else_=WORDS) for one in columns}
        session.execute(sa.update(table).where(table.c.sitting_id == sitting_id).values(said))
