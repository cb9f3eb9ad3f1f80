"""Grading a sitting of the centre: its journal is verified first, then graded and kept."""

import json

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from grading.grade import grade
from grading.record import FileBlobs, Record
from grading.rubric import read_rubric
from grading.sheet import GRADER, GradeSheet
from sim.journal.entry import GENESIS, Break, Entry, load, verify_lines
from webapp.dossier.apart import NOTHING, Apart
from webapp.library import framework
from webapp.reading import READER
from webapp.store.privacy_tables import Erasure
from webapp.store.store import Store
from webapp.store.tables import GradeRow, Sitting
from webapp.wall import wall_ms


class JournalBroken(Exception):
    """The journal is not what was written: it is never graded. The message says where, in French."""


def grade_sitting(store: Store, sitting_id: int, apart: Apart = NOTHING) -> GradeSheet:
    """Grade a sitting as its journal stands and with what its review sets apart, keep the sheet, return it.

    An erased sitting keeps its last sheet for ever: its journal has no more words to grade.
    Raises `JournalBroken`, or `KeyError` when there is no such sitting.
    """
    left = _left_by_erasure(store, sitting_id)
    if left is not None:
        return left
    record = record_of(store, sitting_id, apart)
    sheet = grade(read_rubric(record.scenario), record, framework(record.scenario.framework))
    try:
        with store.sessions.begin() as session:
            if _kept(session, sitting_id, sheet.journal_head, apart) is None:
                session.add(_row(sitting_id, sheet, apart))
    except IntegrityError:
        return sheet  # another process kept the same sheet first: grading is a pure function
    return sheet


def sheet_for(store: Store, sitting_id: int, apart: Apart = NOTHING) -> GradeSheet:
    """Return the sheet of the journal as it stands, with what the review sets apart: the one kept, or a new one.

    The chain is verified each time, so a sheet never stands beside a journal changed since.
    Raises `JournalBroken`, or `KeyError` when there is no such sitting.
    """
    lines = _verified(store, sitting_id)
    head = str(json.loads(lines[-1])["hash"]) if lines else GENESIS
    with store.sessions() as session:
        row = _kept(session, sitting_id, head, apart)
    if row is not None:
        return GradeSheet.model_validate_json(row.sheet)
    return grade_sitting(store, sitting_id, apart)


def _verified(store: Store, sitting_id: int) -> list[str]:
    """Return the journal's lines; the sitting's own count shows an end that was cut off.

    The count is read first: a sitting in progress may only have written more since.
    """
    with store.sessions() as session:
        written = session.scalar(sa.select(Sitting.last_seq).where(Sitting.id == sitting_id)) or 0
    lines = store.sittings.journal(sitting_id).lines()
    cut = Break(len(lines) + 1, "gap") if len(lines) < written else None
    problem = verify_lines(lines) or cut
    if problem is not None:
        raise JournalBroken(problem.sentence_fr)
    return lines


def entries_of(store: Store, sitting_id: int) -> list[Entry]:
    """Return a sitting's journal, verified. Raises `JournalBroken`."""
    return [load(line) for line in _verified(store, sitting_id)]


def record_of(store: Store, sitting_id: int, apart: Apart = NOTHING) -> Record:
    """Return what grading reads. Raises `JournalBroken` when an entry was changed."""
    with store.sessions() as session:
        digest = session.scalar(sa.select(Sitting.scenario_digest).where(Sitting.id == sitting_id))
    if digest is None:
        raise KeyError(sitting_id)
    scenario, entries = store.sittings.scenario(digest), entries_of(store, sitting_id)
    return Record(scenario, entries, FileBlobs(store.files), read=READER.read, apart=apart.tasks)


def _left_by_erasure(store: Store, sitting_id: int) -> GradeSheet | None:
    """Return the one sheet of a sitting whose data were erased."""
    query = (
        sa.select(GradeRow.sheet)
        .join(Erasure, Erasure.sitting_id == GradeRow.sitting_id)
        .where(GradeRow.sitting_id == sitting_id)
    )
    with store.sessions() as session:
        text = session.scalar(query.limit(1))
    return GradeSheet.model_validate_json(text) if text else None


def _kept(session: Session, sitting_id: int, head: str, apart: Apart) -> GradeRow | None:
    return session.scalar(
        sa.select(GradeRow).where(
            GradeRow.sitting_id == sitting_id, GradeRow.grader == GRADER, GradeRow.head == head,
            GradeRow.apart == apart.act,
        )
    )  # fmt: skip


def _row(sitting_id: int, sheet: GradeSheet, apart: Apart) -> GradeRow:
    return GradeRow(
        sitting_id=sitting_id,
        grader=sheet.grader,
        head=sheet.journal_head,
        apart=apart.act,
        sheet=sheet.model_dump_json(),
        at=wall_ms(),
    )
