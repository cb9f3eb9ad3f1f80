"""Erasure: a person's act that takes the person out of a sitting and leaves its anonymous record valid.

In one transaction: the row that says so comes first and opens the tables, the act of the register last. What
lies outside the database (files, drawn pages, worlds in memory) goes once it is committed; asked again, an
erasure does what may be left of that, and writes nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from grading.sheet import GradeSheet
from sim.journal.entry import GENESIS, Entry, dump
from sim.language.french import typeset
from sim.scenario.model import Scenario
from webapp import register
from webapp.dossier.review import Review
from webapp.grading_service import JournalBroken, entries_of
from webapp.pages.pages import Pages
from webapp.privacy import fate
from webapp.privacy.delays import Extent, Standing, sittings_of, standings
from webapp.privacy.made import only_here
from webapp.privacy.remains import anonymous, levels_only, result, words_of
from webapp.register import RegisterBroken
from webapp.security import hash_password
from webapp.store.base import token
from webapp.store.planning_tables import Dossier
from webapp.store.privacy_tables import Erasure
from webapp.store.result_tables import ActRow, ActText, Regrading
from webapp.store.store import Store
from webapp.store.tables import GradeRow, ScenarioRow, SignInFailure, Sitting, User
from webapp.wall import local

RESULT_ACTS = (
    "commission.signed", "commission.member_absent", "sitting.set_aside", "sitting.taken_back", "jury.pronounced",
    "result.published", "result.corrected",
)  # fmt: skip
"""Acts about a sitting that still say all they said when what was made and said is erased."""
OWN_ACT = "person.erased"
HOLD = sa.text("UPDATE account SET active = active WHERE id = :person")
"""Changes nothing, and makes the next writer wait: of two erasures, the second reads what the first wrote."""
REWRITE = sa.text("UPDATE journal SET line = :line WHERE sitting_id = :sitting AND seq = :seq")


class ErasureRefused(Exception):
    """Nothing was erased. The message says why, in French."""


@dataclass(frozen=True, slots=True)
class Order:
    """What somebody has decided to erase."""

    extent: Extent
    reason: str
    by: int
    wall: int


@dataclass(frozen=True, slots=True)
class _Before:
    """A sitting as it was: read before the first write, since its sheet may have to be made."""

    entries: Sequence[Entry]
    sheet: GradeSheet | None
    files: frozenset[str]


class Eraser:
    """Erases in a centre's store."""

    def __init__(self, store: Store, pages: Pages) -> None:
        self._store = store
        self._pages = pages

    def erase_sitting(self, sitting_id: int, order: Order) -> None:
        """Erase from one sitting: its measures, or what was made and said. Raises `ErasureRefused`."""
        with self._store.sessions() as session:
            sitting = session.get_one(Sitting, sitting_id)
            self._erase(session, sitting.candidate, [sitting], order)

    def erase_person(self, person_id: int, order: Order) -> None:
        """Erase a candidate: every sitting, the account, the name. Raises `ErasureRefused`."""
        with self._store.sessions() as session:
            person = session.get_one(User, person_id)
            self._erase(session, person, sittings_of(session, person), order)

    def _erase(
        self, session: Session, person: User, sittings: Sequence[Sitting], order: Order
    ) -> None:
        if words_of(person.name, order.reason):
            raise ErasureRefused("Le motif reste après l’effacement : n’y écrivez pas le nom.")
        today = local(order.wall).date()
        _check(standings(session, sittings), today)
        before = {one.id: self._read(session, one) for one in sittings}
        session.rollback()
        session.execute(HOLD, {"person": person.id})
        found = standings(session, sittings)
        _check(found, today)
        for one in found:
            if not one.is_done(order.extent):
                _erase_sitting(session, one, before[one.sitting.id], order)
        if order.extent == "person" and person.role == "candidate":
            _forget_account(session, person)
        session.commit()
        if order.extent != "measures":
            self._forget(before)

    def _read(self, session: Session, sitting: Sitting) -> _Before:
        try:
            entries = entries_of(self._store, sitting.id)
            review = Review(session, self._store, sitting)
            sheet = review.sheet if sitting.state == "ended" else None
        except (JournalBroken, RegisterBroken) as broken:
            raise ErasureRefused(
                typeset(f"{broken} Rien ne s’efface avant que le centre l’ait constaté.")
            ) from broken
        return _Before(entries, sheet, only_here(session, sitting, entries))

    def _forget(self, before: dict[int, _Before]) -> None:
        """Take away what lies outside the database."""
        for sitting_id, one in before.items():
            self._store.sittings.forget(sitting_id)
            for name in one.files:
                self._store.files.remove(name)
                self._pages.forget(name)
        if self._store.database.dialect.name == "sqlite":
            with self._store.database.connect() as connection:
                # What the rows were is still in the write-ahead log until it is cut.
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")


def _check(found: Sequence[Standing], today: date) -> None:
    for one in found:
        refusal = one.refusal(today)
        if refusal:
            raise ErasureRefused(typeset(f"{one.sitting.exam.title} : {refusal}"))


def _erase_sitting(session: Session, found: Standing, before: _Before, order: Order) -> None:
    sitting, kept = found.sitting, result(found.acts)
    if order.extent != "measures":
        head = before.entries[-1].hash if before.entries else GENESIS
        session.add(
            Erasure(
                sitting_id=sitting.id,
                scope=order.extent,
                head=head,
                reason=order.reason,
                author_id=order.by,
                at=order.wall,
            )
        )
        session.flush()
    fate.remove(session, sitting.id, fate.MEASURES)
    sitting.time_factor = 1.0
    if order.extent != "measures":
        _erase_evidence(session, sitting, before)
    if order.extent == "person":
        _erase_identity(session, sitting)
    if sitting.exam.mode == "rehearsal":
        return  # no act is ever written about one: the erasure's own row tells it
    register.add(
        session, sitting.exam_id, OWN_ACT, at=order.wall, author_id=order.by, sitting_id=sitting.id,
        data={"extent": order.extent, "reason": order.reason, "result": kept},
    )  # fmt: skip


def _erase_evidence(session: Session, sitting: Sitting, before: _Before) -> None:
    scenario = session.get_one(ScenarioRow, sitting.scenario_digest)
    entries = anonymous(
        before.entries, sitting.candidate.name, Scenario.model_validate_json(scenario.content)
    )
    if entries:
        rows = [{"line": dump(one), "sitting": sitting.id, "seq": one.seq} for one in entries]
        session.execute(REWRITE, rows)
    session.execute(sa.delete(GradeRow).where(GradeRow.sitting_id == sitting.id))
    head = entries[-1].hash if entries else GENESIS
    if before.sheet is not None:
        sheet = levels_only(before.sheet, head)
        session.add(
            GradeRow(
                sitting_id=sitting.id,
                grader=sheet.grader,
                head=head,
                sheet=sheet.model_dump_json(),
                at=before.entries[-1].wall if before.entries else 0,
            )
        )
    for row in session.scalars(sa.select(Regrading).where(Regrading.sitting_id == sitting.id)):
        row.before, row.after = (_reduced(one, head) for one in (row.before, row.after))
    session.flush()
    fate.remove(session, sitting.id, fate.REMOVED)
    fate.blank(session, sitting.id, fate.BLANKED)
    _unsay(session, sitting, (*RESULT_ACTS, OWN_ACT))


def _reduced(text: str, head: str) -> str:
    return levels_only(GradeSheet.model_validate_json(text), head).model_dump_json()


def _unsay(session: Session, sitting: Sitting, but: Sequence[str]) -> None:
    """Take the words of a sitting's acts away, some kinds excepted: the register holds without them."""
    acts = sa.select(ActRow.exam_id, ActRow.seq).where(
        ActRow.sitting_id == sitting.id, ActRow.kind.not_in(but)
    )
    session.execute(sa.delete(ActText).where(sa.tuple_(ActText.exam_id, ActText.seq).in_(acts)))


def _erase_identity(session: Session, sitting: Sitting) -> None:
    fate.blank(session, sitting.id, fate.BLANKED_WITH_IDENTITY)
    sitting.reconstructed_reason, sitting.seat = fate.WORDS, ""
    dossier = session.get(Dossier, sitting.id)
    if dossier is not None:
        dossier.born_on = None
        for name in ("email", "company", "tutor_name", "tutor_function", "tutor_email"):
            setattr(dossier, name, "")
    _unsay(session, sitting, (OWN_ACT,))


def _forget_account(session: Session, person: User) -> None:
    """Leave an account without a name, through which nobody comes in."""
    session.execute(sa.delete(SignInFailure).where(SignInFailure.login == person.login))
    person.name = f"Candidat effacé n°\u00a0{person.id}"
    person.login, person.password_hash = f"efface-{token()}", hash_password(token())
    person.active = False
