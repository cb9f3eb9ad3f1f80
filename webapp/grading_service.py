"""Grading a sitting of the centre: its journal is verified first, then graded and kept."""

import json

import sqlalchemy as sa
from sqlalchemy.orm import Session

from grading.grade import grade
from grading.record import FileBlobs, Record
from grading.rubric import read_rubric
from grading.sheet import GRADER, GradeSheet
from sim.journal.entry import GENESIS, load, verify_lines
from webapp.library import framework
from webapp.store.store import Store
from webapp.store.tables import Exam, GradeRow, Sitting
from webapp.wall import wall_ms


class JournalBroken(Exception):
    """The journal is not what was written: it is never graded. The message says where, in French."""


def grade_sitting(store: Store, sitting_id: int) -> GradeSheet:
    """Grade a sitting as its journal stands, keep the sheet, return it.

    Raises `JournalBroken`, or `KeyError` when there is no such sitting.
    """
    record = record_of(store, sitting_id)
    sheet = grade(read_rubric(record.scenario), record, framework(record.scenario.framework))
    with store.sessions.begin() as session:
        if _kept(session, sitting_id, sheet.journal_head) is None:
            session.add(_row(sitting_id, sheet))
    return sheet


def sheet_for(store: Store, sitting_id: int) -> GradeSheet:
    """Return the sheet of the journal as it stands: the one kept, or a new one."""
    with store.sessions() as session:
        row = _kept(session, sitting_id, head_of(store, sitting_id))
    return GradeSheet.model_validate_json(row.sheet) if row else grade_sitting(store, sitting_id)


def head_of(store: Store, sitting_id: int) -> str:
    """Return the hash of the last entry."""
    lines = store.sittings.journal(sitting_id).lines()
    return str(json.loads(lines[-1])["hash"]) if lines else GENESIS


def record_of(store: Store, sitting_id: int) -> Record:
    """Return what grading reads. Raises `JournalBroken` when an entry was changed."""
    with store.sessions() as session:
        digest = session.scalar(
            sa.select(Exam.scenario_digest).join(Sitting).where(Sitting.id == sitting_id)
        )
    if digest is None:
        raise KeyError(sitting_id)
    lines = store.sittings.journal(sitting_id).lines()
    problem = verify_lines(lines)
    if problem is not None:
        raise JournalBroken(problem.sentence_fr)
    entries = [load(line) for line in lines]
    return Record(store.sittings.scenario(digest), entries, FileBlobs(store.files))


def _kept(session: Session, sitting_id: int, head: str) -> GradeRow | None:
    return session.scalar(
        sa.select(GradeRow).where(
            GradeRow.sitting_id == sitting_id, GradeRow.grader == GRADER, GradeRow.head == head
        )
    )


def _row(sitting_id: int, sheet: GradeSheet) -> GradeRow:
    return GradeRow(
        sitting_id=sitting_id,
        grader=sheet.grader,
        head=sheet.journal_head,
        sheet=sheet.model_dump_json(),
        at=wall_ms(),
    )
