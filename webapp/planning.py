"""Planning: a sealed scenario becomes an exam, a candidate's place in it a sitting."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sim.engine import Engine
from sim.journal.entry import Entry
from sim.journal.store import Files
from sim.scenario.seal import Sealed, dump
from webapp.store.store import Store
from webapp.store.tables import Exam, ScenarioRow, Sitting, User


def keep_scenario(session: Session, files: Files, sealed: Sealed) -> str:
    """Keep a sealed scenario and its files; return its digest. Keeping it twice is harmless."""
    for data in sealed.files.values():
        files.put(data)
    if session.get(ScenarioRow, sealed.digest) is None:
        scenario = sealed.scenario
        row = ScenarioRow(
            digest=sealed.digest,
            pack=scenario.pack,
            version=scenario.version,
            seed=scenario.seed,
            content=dump(scenario),
        )
        session.add(row)
        session.flush()
    return sealed.digest


def plan_exam(
    session: Session,
    files: Files,
    sealed: Sealed,
    *,
    title: str,
    planned_on: date,
    author: User,
    room: str = "",
) -> Exam:
    """Open an exam on a scenario."""
    digest = keep_scenario(session, files, sealed)
    exam = Exam(
        title=title,
        scenario_digest=digest,
        planned_on=planned_on,
        room=room,
        state="open",
        created_by=author.id,
    )
    session.add(exam)
    session.flush()
    return exam


def enrol(
    session: Session, exam: Exam, candidate: User, *, reason: str, time_factor: float = 1.0
) -> Sitting:
    """Give a candidate a place in an exam.

    `reason` is why a reconstructed situation is used: the référentiel keeps it for exceptional cases
    and wants it in the dossier (IV.2.B.c).
    """
    sitting = Sitting(
        exam_id=exam.id,
        candidate_id=candidate.id,
        reconstructed_reason=reason,
        time_factor=time_factor,
        form="observation avec questionnement et restitution écrite",
    )
    session.add(sitting)
    session.flush()
    return sitting


def import_journal(
    store: Store, sitting_id: int, entries: tuple[Entry, ...], blobs: dict[str, bytes]
) -> Engine:
    """Bring a played sitting in: the files, then the entries exactly as they were chained."""
    for data in blobs.values():
        store.files.put(data)
    store.sittings.journal(sitting_id).append(entries)
    with store.sittings.open(sitting_id) as engine:
        return engine


def is_empty(session: Session) -> bool:
    """Say whether no exam was ever planned here."""
    return session.scalar(sa.select(sa.func.count()).select_from(Exam)) == 0
