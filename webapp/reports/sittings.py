"""A session as its report reads it: what each sitting that is over left, and which ones could not be read.

A sitting is named by its number: the report is about the session, not about people.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from grading.agreement import Rating
from grading.cohort import Mark, Passage, of_criteria
from grading.sheet import GradeSheet
from grading.verdict import Verdict
from sim.facts import session as facts
from sim.framework import Framework
from sim.journal.entry import Entry
from webapp.dossier.ratings import rated
from webapp.dossier.review import Review
from webapp.grading_service import JournalBroken
from webapp.library import framework
from webapp.register import RegisterBroken
from webapp.store.result_tables import ReviewTime
from webapp.store.store import Store
from webapp.store.tables import Exam, Sitting

ALTERED = "Le registre des décisions est altéré."
STOPS = (facts.Resumed, facts.Ended)


@dataclass(frozen=True, slots=True)
class Times:
    """How a sitting's time went."""

    worked: int
    """Office seconds."""
    pauses: int
    paused: float
    """Wall seconds."""
    added: int
    """Office minutes."""
    factor: float
    """Wall seconds per office second."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A sitting that is over and could be read."""

    number: int
    variant: int
    sheet: GradeSheet
    retained: dict[str, Verdict]
    """Levels people gave, by criterion."""
    decided: dict[str, bool]
    """Competencies decided: acquired or not."""
    times: Times
    incidents: tuple[str, ...]
    """Category of each."""
    neutralised: int
    """Tasks that stand neutralised, by the room or at review."""
    withdrawn: int
    """Neutralisations taken back."""
    reviewed: tuple[float, ...]
    """Seconds each examiner spent on it."""
    reviewed_by_criterion: dict[str, float]
    ratings: tuple[Rating, ...]

    def proposed(self) -> Passage:
        """Return what the machine proposed."""
        return Passage(
            sitting=str(self.number), variant=self.variant, marks=of_criteria(self.sheet), seconds=self.times.worked,
        )  # fmt: skip

    def ruled(self) -> Passage:
        """Return what people gave."""
        marks = {name: Mark(level=level) for name, level in self.retained.items()}
        return Passage(sitting=str(self.number), variant=self.variant, marks=marks)


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A sitting that is over and cannot be read."""

    number: int
    why: str
    """In French."""


@dataclass(slots=True)
class Whole:
    """A session of examination."""

    exam: Exam
    framework: Framework
    states: Counter[str] = field(default_factory=Counter)
    """Sittings by state; absences apart."""
    taken: list[Taken] = field(default_factory=list)
    left_out: list[LeftOut] = field(default_factory=list)


def read_session(session: Session, store: Store, exam: Exam) -> Whole:
    """Read every sitting of a session; one that is broken is said, and hides no other."""
    whole = Whole(exam, framework())
    for sitting in exam.sittings:
        whole.states[f"absent_{sitting.absence}" if sitting.is_absent else sitting.state] += 1
    ended = [one for one in exam.sittings if not one.is_absent and one.state == "ended"]
    try:
        reviews = Review.of_exam(session, store, ended, None)
    except RegisterBroken:
        whole.left_out = [LeftOut(one.number, ALTERED) for one in ended]
        return whole
    for review in reviews:
        try:
            whole.taken.append(_taken(session, review))
        except JournalBroken as broken:
            whole.left_out.append(LeftOut(review.sitting.number, str(broken)))
        except RegisterBroken:
            whole.left_out.append(LeftOut(review.sitting.number, ALTERED))
        except (KeyError, ValueError):
            whole.left_out.append(LeftOut(review.sitting.number, "Son sujet ou son journal est illisible."))  # fmt: skip
    if whole.taken:
        whole.framework = framework(whole.taken[0].sheet.framework)
    return whole


def _taken(session: Session, review: Review) -> Taken:
    sitting, entries = review.sitting, review.playhead.entries
    room = review.playhead.world_at(review.playhead.last).room
    by_author, by_criterion = _reviewed(session, sitting)
    return Taken(
        number=sitting.number,
        variant=review.sheet.seed,
        sheet=review.sheet,
        retained={name: rows[-1].level for name, rows in review.rulings.items()},
        decided={name: row.acquired for name, row in review.decisions.items()},
        times=_times(entries, sitting.time_factor),
        incidents=_incidents(entries),
        neutralised=len(room.neutralised) + len(review.apart.tasks),
        withdrawn=len(room.withdrawn) + sum(bool(one.withdrawn) for one in review.neutralisations),
        reviewed=by_author,
        reviewed_by_criterion=by_criterion,
        ratings=tuple(rated(review)),
    )


def _times(entries: Sequence[Entry], factor: float) -> Times:
    ends = [entry for entry in entries if isinstance(entry.fact, facts.Ended)]
    pauses = [entry for entry in entries if isinstance(entry.fact, facts.Paused)]
    added = sum(entry.fact.minutes for entry in entries if isinstance(entry.fact, facts.Extended))
    return Times(
        worked=(ends or list(entries))[-1].at if entries else 0,
        pauses=len(pauses),
        paused=sum(_stopped_for(pause, entries) for pause in pauses),
        added=added,
        factor=factor,
    )


def _stopped_for(pause: Entry, entries: Sequence[Entry]) -> float:
    """Return the wall seconds until the clock ran on, or the sitting ended."""
    until = next((one for one in entries[pause.seq :] if isinstance(one.fact, STOPS)), pause)
    return (until.wall - pause.wall) / 1000


def _incidents(entries: Sequence[Entry]) -> tuple[str, ...]:
    return tuple(
        entry.fact.category for entry in entries if isinstance(entry.fact, facts.IncidentNoted)
    )


def _reviewed(session: Session, sitting: Sitting) -> tuple[tuple[float, ...], dict[str, float]]:
    """Return the seconds each examiner spent on a sitting, then those each criterion took."""
    by_author: Counter[int] = Counter()
    by_criterion: Counter[str] = Counter()
    for row in session.scalars(sa.select(ReviewTime).where(ReviewTime.sitting_id == sitting.id)):
        by_author[row.author_id] += row.seconds
        by_criterion[row.criterion] += row.seconds
    return tuple(map(float, by_author.values())), {name: float(one) for name, one in by_criterion.items()}  # fmt: skip
