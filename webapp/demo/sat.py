"""The session that is over, as the morning left it: planned, sat, graded; its days count back from today."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, time, timedelta

from sqlalchemy.orm import Session

from sim.language.french import date_long
from sim.scenario.pack import Pack
from sim.scenario.seal import Sealed, seal
from webapp.centre.enrolment import give_place, place
from webapp.centre.importing import Known
from webapp.centre.subjects import give_variants
from webapp.demo.cast import CANDIDATES, SEEDS, Candidate
from webapp.demo.sittings import as_if_begun, played
from webapp.grading_service import grade_sitting
from webapp.planning import import_journal, plan_exam
from webapp.store.planning_tables import Dossier
from webapp.store.store import Store
from webapp.store.tables import Exam, Sitting, User
from webapp.wall import wall_of

DAYS_AGO = 42
ENROLLED_BEFORE = timedelta(days=21)
TUESDAY = 1
STARTS_AT = time(9, 30)


@dataclass(frozen=True, slots=True)
class Seat:
    """A candidate's place in the session."""

    who: Candidate
    id: int
    token: str
    """Public name of the sitting."""
    scenario: str
    """Digest of the variant."""


def day_of(today: date) -> date:
    """Return the Tuesday on which the session was sat."""
    about = today - timedelta(days=DAYS_AGO)
    return about - timedelta(days=(about.weekday() - TUESDAY) % 7)


def plan(
    session: Session, store: Store, pack: Pack, accounts: Mapping[str, User], day: date, reason: str
) -> tuple[Exam, list[Seat], dict[str, Sealed]]:
    """Plan the session, its variants, its candidates; return it, their places and the variants by digest."""
    exam = plan_exam(
        session, pack=pack.slug, title=f"Une matinée à l’ADV d’Arvello – session du {date_long(day)}",
        planned_on=day, author=accounts["admin"], room="Salle 2",
    )  # fmt: skip
    exam.starts_at, exam.double_rating = STARTS_AT, True
    variants = [seal(pack, seed) for seed in SEEDS]
    give_variants(session, store, exam, variants)
    seats = [
        _seat(who, _enrolled(session, exam, who, number, accounts, reason))
        for number, who in enumerate(CANDIDATES, start=1)
    ]
    return exam, seats, {one.digest: one for one in variants}


def _enrolled(
    session: Session, exam: Exam, who: Candidate, number: int, accounts: Mapping[str, User], reason: str
) -> Sitting:  # fmt: skip
    known = Known(
        who.name, who.born_on, company=who.company, tutor_name=who.tutor,
        tutor_function=who.tutor_function, seat=str(number), reason=reason,
    )  # fmt: skip
    category, on = "not_enough" if who.company else "no_employer", exam.planned_on - ENROLLED_BEFORE
    if who.login:
        sitting = give_place(session, exam, accounts[who.login], known, category=category, on=on)
    else:
        sitting = place(session, exam, known, category=category, on=on)
    dossier = session.get_one(Dossier, sitting.id)
    dossier.defined_with, dossier.defined_on = "company" if who.company else "candidate", on
    return sitting


def _seat(who: Candidate, sitting: Sitting) -> Seat:
    return Seat(who, sitting.id, sitting.token, sitting.scenario_digest)


def sit(store: Store, pack: Pack, seats: Sequence[Seat], variants: Mapping[str, Sealed], day: date) -> None:  # fmt: skip
    """Let those who came work through the morning, and the grader read what they left."""
    for seat in seats:
        if not seat.who.rehearsals:
            continue
        found = played(pack, variants[seat.scenario], seat.who.rehearsals, seat.who.orders)
        entries = as_if_begun(found.entries, wall_of(day, STARTS_AT))
        import_journal(store, seat.id, entries, dict(found.files))
        grade_sitting(store, seat.id)
