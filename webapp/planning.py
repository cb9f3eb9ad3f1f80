"""Planning: a sealed scenario becomes an exam, a candidate's place in it a sitting."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sim.engine import Engine
from sim.journal.entry import Entry
from sim.journal.store import Files
from sim.scenario.model import Scenario
from sim.scenario.seal import Sealed, dump
from webapp.store.centre_tables import Variant
from webapp.store.planning_tables import Appointment, Dossier, Duty
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
    session: Session, *, pack: str, title: str, planned_on: date, author: User, room: str = ""
) -> Exam:
    """Open an exam on a pack; each place in it has its own variant (`enrol`)."""
    exam = Exam(
        title=title, pack=pack, planned_on=planned_on, room=room, state="open", created_by=author.id
    )
    session.add(exam)
    session.flush()
    return exam


def enrol(
    session: Session, exam: Exam, candidate: User, *, scenario: str, reason: str, enrolled_on: date | None = None,
    time_factor: float = 1.0,
) -> Sitting:  # fmt: skip
    """Give a candidate a place in an exam, on a scenario by its digest, and open the dossier.

    `reason` is why a reconstructed situation is used: the référentiel keeps it for exceptional cases
    and wants it in the dossier (IV.2.B.c).
    """
    add_variant(session, exam, scenario)
    sitting = Sitting(
        exam_id=exam.id,
        candidate_id=candidate.id,
        scenario_digest=scenario,
        number=next_number(session, exam),
        reconstructed_reason=reason,
        time_factor=time_factor,
        form="observation avec questionnement et restitution écrite",
    )
    session.add(sitting)
    session.flush()
    if exam.mode == "certification":  # what is rehearsed belongs to no dossier (INV-15)
        session.add(Dossier(sitting_id=sitting.id, enrolled_on=enrolled_on or exam.planned_on))
    session.flush()
    return sitting


def next_number(session: Session, exam: Exam) -> int:
    """Return the number of the next candidate of an exam."""
    numbers = sa.select(sa.func.max(Sitting.number)).where(Sitting.exam_id == exam.id)
    return (session.scalar(numbers) or 0) + 1


def add_variant(session: Session, exam: Exam, scenario: str) -> None:
    """Count a scenario, by its digest, among the variants of an exam."""
    known = variants(session, exam)
    if scenario not in known:
        row = Variant(exam_id=exam.id, number=len(known) + 1, scenario_digest=scenario)
        session.add(row)
        session.flush()


def variants(session: Session, exam: Exam) -> list[str]:
    """Return the digests of the scenarios drawn for an exam, in their order."""
    query = sa.select(Variant.scenario_digest).where(Variant.exam_id == exam.id)
    return list(session.scalars(query.order_by(Variant.number)))


def office_minutes(exam: Exam, scenario: Scenario) -> int:
    """Return how long a sitting of this exam lasts on the office clock."""
    return exam.duration_min or scenario.duration_min


def appoint(
    session: Session, exam: Exam, person: User, *duties: Duty, quality: str = "", college: str = ""
) -> None:
    """Give a person duties in an exam, one act of the centre per duty; one already given stays."""
    known = set(
        session.scalars(
            sa.select(Appointment.duty).where(
                Appointment.exam_id == exam.id, Appointment.user_id == person.id
            )
        )
    )
    session.add_all(
        Appointment(exam_id=exam.id, user_id=person.id, duty=duty, quality=quality, college=college)
        for duty in duties
        if duty not in known
    )
    session.flush()


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
