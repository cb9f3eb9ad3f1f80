"""The files a candidate made: found in the journal, and removed when nobody else refers to them."""

import re
from collections.abc import Iterator, Sequence
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sim.facts.base import FileRef
from sim.journal.entry import Entry
from webapp.store.tables import JournalRow, ScenarioRow, Sitting

DIGEST = re.compile(r"[0-9a-f]{64}")
AT_ONCE = 500
"""Lines read at a time."""


def files_of(entries: Sequence[Entry]) -> dict[FileRef, str]:
    """Return the files that a journal's facts point to, each with its place where it has one."""
    found: dict[FileRef, str] = {}
    for entry in entries:
        for ref in _refs(entry.fact):
            found[ref] = str(getattr(entry.fact, "path", "")) or found.get(ref, "")
    return found


def _refs(value: Any) -> Iterator[FileRef]:
    if isinstance(value, FileRef):
        yield value
    elif isinstance(value, tuple):
        for one in value:
            yield from _refs(one)
    elif hasattr(type(value), "model_fields"):
        for name in type(value).model_fields:
            yield from _refs(getattr(value, name))


def given(session: Session, sitting: Sitting) -> frozenset[str]:
    """Return the digests of what the sitting's scenario gave: not the candidate's."""
    query = sa.select(ScenarioRow.content).where(ScenarioRow.digest == sitting.scenario_digest)
    return frozenset(DIGEST.findall(session.scalar(query) or ""))


def only_here(session: Session, sitting: Sitting, entries: Sequence[Entry]) -> frozenset[str]:
    """Return the digests that no other sitting nor any scenario refers to."""
    own = {ref.sha256 for ref in files_of(entries)}
    others = sa.select(JournalRow.line).where(
        JournalRow.sitting_id != sitting.id, JournalRow.line.contains('"sha256"')
    )
    for query in (sa.select(ScenarioRow.content), others):
        for text in session.scalars(query.execution_options(yield_per=AT_ONCE)):
            own -= set(DIGEST.findall(text))
    return frozenset(own)
