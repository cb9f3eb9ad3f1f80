"""A whole session, played from the pack's rehearsals over several variants: played once for all tests."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

import pytest

from grading.rehearsal import Played, play, read_rehearsals, steps_of
from sim.journal.entry import GENESIS, Entry
from sim.scenario.seal import Sealed, rehearsals, seal
from tests.conftest import PASSWORD_HASH, sign_in
from tests.grading import pack
from webapp import register
from webapp.planning import appoint, enrol, import_journal, keep_scenario, plan_exam
from webapp.store.result_tables import CompetencyDecision, Rating, ReviewTime, Ruling
from webapp.store.store import Store
from webapp.store.tables import Exam, Sitting, User

TWELVE = (
    ("reference", 0), ("fault-no-plan", 0), ("fault-cross-sending", 0), ("idle", 0),
    ("reference", 1), ("fault-typed-rate", 1), ("fault-price-told", 1), ("fault-old-price", 1),
    ("alternative", 2), ("fault-late-ar", 2), ("fault-unfiled", 2), ("fault-no-notes", 2),
)  # fmt: skip
"""Rehearsal and seed of each candidate."""
REASON = "Activités réelles de l’entreprise insuffisantes."


@cache
def sealed(seed: int) -> Sealed:
    return seal(pack.pack(), seed)


@cache
def played(name: str, seed: int) -> Played:
    found = read_rehearsals(rehearsals(pack.pack(), sealed(seed).context, []))
    return play(sealed(seed), steps_of(name, found), pack.pack().assets)


def later(entries: Sequence[Entry], minutes: int) -> tuple[Entry, ...]:
    """Return a journal as if it had been written later."""
    head, moved = GENESIS, []
    for entry in entries:
        moved.append(replace(entry, wall=entry.wall + minutes * 60_000).sealed(head))
        head = moved[-1].hash
    return tuple(moved)


@dataclass
class Session:
    """A session in a store, and what tests do to it."""

    store: Store
    exam: Exam
    sittings: list[Sitting]

    def rule(self, place: int, criterion: str, level: str, author: User) -> None:
        self._add(Ruling(sitting_id=self.sittings[place].id, criterion=criterion, level=level, reason="Vu.", author_id=author.id, at=1))  # fmt: skip

    def hand_in(self, place: int, author: User, **levels: str) -> None:
        """Hand in a rating: `C1_1="met"`."""
        said = {
            name.replace("_", "."): {"level": level, "reason": ""} for name, level in levels.items()
        }
        with self.store.sessions.begin() as rows:
            register.add(
                rows, self.exam.id, "rating.submitted", at=1, author_id=author.id,
                data={"by": author.name, "levels": said}, sitting_id=self.sittings[place].id,
            )  # fmt: skip

    def drafts(self, place: int, criterion: str, level: str, author: User) -> None:
        self._add(Rating(sitting_id=self.sittings[place].id, criterion=criterion, level=level, reason="", author_id=author.id, at=1))  # fmt: skip

    def review(self, place: int, criterion: str, seconds: int, author: User) -> None:
        self._add(ReviewTime(sitting_id=self.sittings[place].id, criterion=criterion, seconds=seconds, author_id=author.id, at=1))  # fmt: skip

    def decide(self, place: int, competency: str, author: User, *, acquired: bool = True) -> None:
        self._add(CompetencyDecision(sitting_id=self.sittings[place].id, competency=competency, acquired=acquired, reasons="Vu.", author_id=author.id, at=1))  # fmt: skip

    def _add(self, row) -> None:
        with self.store.sessions.begin() as rows:
            rows.add(row)


@pytest.fixture
def make(store: Store, users: dict[str, User]):
    """Make a session of so many played sittings, and so many that have not begun."""

    def made(plays: Sequence[tuple[str, int]] = TWELVE, waiting: int = 0) -> Session:
        with store.sessions.begin() as rows:
            exam = plan_exam(rows, pack="adv-fac-01", title="Session d’octobre", planned_on=date(2026, 10, 13), author=users["admin"])  # fmt: skip
            appoint(rows, exam, users["examiner"], "president")
            appoint(rows, exam, users["jury"], "jury")
            for seed in {seed for _, seed in plays} | {0}:
                keep_scenario(rows, store.files, sealed(seed))
            sittings = [
                enrol(rows, exam, _candidate(rows, place), scenario=sealed(seed).digest, reason=REASON)
                for place, (_, seed) in enumerate([*plays, *[("", 0)] * waiting], start=1)
            ]  # fmt: skip
        for sitting, (name, seed) in zip(sittings, plays, strict=False):
            one = played(name, seed)
            import_journal(store, sitting.id, later(one.entries, sitting.number), dict(one.files))
        return Session(store, exam, sittings)

    return made


def _candidate(rows, place: int) -> User:
    person = User(login=f"c{place}", name=f"Candidate Nommée{place}", role="candidate", password_hash=PASSWORD_HASH)  # fmt: skip
    rows.add(person)
    rows.flush()
    return person


@pytest.fixture
def centre(app, users):
    client = app.test_client()
    sign_in(client, users["admin"])
    return client
