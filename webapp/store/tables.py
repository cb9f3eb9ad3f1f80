"""The core tables: people, scenarios, exams, sittings and their journals.

Wall times are milliseconds since the Unix epoch (UTC); rules are named constraints. `webapp.store.schema`
names all tables.
"""

from datetime import date, time
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, Wall, author_key, one_of, sitting_key, token

Role = Literal["candidate", "examiner", "invigilator", "jury", "trainer", "admin"]
ExamState = Literal["draft", "open", "closed"]
ExamMode = Literal["certification", "rehearsal"]
SittingState = Literal["planned", "running", "paused", "ended"]
Absence = Literal["", "justified", "unjustified"]


class User(Base):
    """Somebody who signs in."""

    __tablename__ = "account"
    __table_args__ = (
        one_of("role", "candidate", "examiner", "invigilator", "jury", "trainer", "admin"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(sa.String(80), unique=True)
    name: Mapped[str] = mapped_column(sa.String(160))
    role: Mapped[Role] = mapped_column(sa.String(16))
    password_hash: Mapped[str] = mapped_column(sa.String(200))
    active: Mapped[bool] = mapped_column(default=True)


class SignInFailure(Base):
    """A wrong password, kept for as long as it slows the next attempts down."""

    __tablename__ = "sign_in_failure"
    __table_args__ = (sa.Index(None, "login", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    login: Mapped[str] = mapped_column(sa.String(80))
    at: Mapped[int] = mapped_column(Wall)


class ScenarioRow(Base):
    """A sealed scenario, by its digest."""

    __tablename__ = "scenario"

    digest: Mapped[str] = mapped_column(sa.String(64), primary_key=True)
    pack: Mapped[str] = mapped_column(sa.String(80), index=True)
    version: Mapped[str] = mapped_column(sa.String(40))
    seed: Mapped[int] = mapped_column(sa.BigInteger)
    content: Mapped[str] = mapped_column(sa.Text)
    """The scenario's JSON, as it was sealed."""


class Exam(Base):
    """A planned session of examination: one pack, one date, several sittings of its variants."""

    __tablename__ = "exam"
    __table_args__ = (
        one_of("state", "draft", "open", "closed"),
        one_of("mode", "certification", "rehearsal"),
        sa.CheckConstraint("duration_min >= 0 AND duration_min <= 480", name="duration_min"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(200))
    pack: Mapped[str] = mapped_column(sa.String(80))
    planned_on: Mapped[date] = mapped_column(sa.Date)
    starts_at: Mapped[time | None] = mapped_column(sa.Time)
    """Hour of the convocation, in the time of Paris."""
    duration_min: Mapped[int] = mapped_column(default=0)
    """Office minutes; 0 for the pack's own duration."""
    room: Mapped[str] = mapped_column(sa.String(120), default="")
    state: Mapped[ExamState] = mapped_column(sa.String(16), default="draft")
    mode: Mapped[ExamMode] = mapped_column(sa.String(16), default="certification")
    """A rehearsal never gives a result (INV-15)."""
    double_rating: Mapped[bool] = mapped_column(default=False)
    """Whether two examiners rate each sitting, blind to each other and to the proposal."""
    hidden_names: Mapped[bool] = mapped_column(default=False)
    """Whether examiners read a candidate's number instead of the name until they have rated."""
    last_act: Mapped[int] = mapped_column(default=0)
    """Number of the register's last act: an end that was cut off shows."""
    created_by: Mapped[int] = author_key()

    sittings: Mapped[list["Sitting"]] = relationship(back_populates="exam", order_by="Sitting.id")


class Sitting(Base):
    """One candidate's run in an exam."""

    __tablename__ = "sitting"
    __table_args__ = (
        one_of("state", "planned", "running", "paused", "ended"),
        one_of("absence", "", "justified", "unjustified"),
        sa.CheckConstraint("time_factor >= 1 AND time_factor <= 3", name="time_factor"),
        # The référentiel (IV.2.B.c) wants a reason for every reconstructed situation.
        sa.CheckConstraint("reconstructed_reason <> ''", name="reconstructed_reason"),
        sa.CheckConstraint("(state = 'planned') = (started_wall IS NULL)", name="started"),
        sa.CheckConstraint("(state = 'ended') = (ended_wall IS NOT NULL)", name="ended"),
        sa.UniqueConstraint("exam_id", "candidate_id"),
        sa.UniqueConstraint("exam_id", "number"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(sa.String(43), unique=True, default=token)
    """Public name in addresses: random, so that nobody guesses a neighbour's."""
    exam_id: Mapped[int] = mapped_column(sa.ForeignKey("exam.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    scenario_digest: Mapped[str] = mapped_column(sa.ForeignKey("scenario.digest"))
    """The variant this candidate sits."""
    number: Mapped[int]
    """1, 2, 3… in the exam: what is read where the name is hidden."""
    seat: Mapped[str] = mapped_column(sa.String(40), default="")
    absence: Mapped[Absence] = mapped_column(sa.String(16), default="")
    time_factor: Mapped[float] = mapped_column(default=1.0)
    """Wall seconds per office second: 1.33 for a *tiers temps*."""
    state: Mapped[SittingState] = mapped_column(sa.String(16), default="planned", index=True)
    last_seq: Mapped[int] = mapped_column(default=0)
    started_wall: Mapped[int | None] = mapped_column(Wall)
    ended_wall: Mapped[int | None] = mapped_column(Wall)
    reconstructed_reason: Mapped[str] = mapped_column(sa.Text)
    form: Mapped[str] = mapped_column(sa.String(80), default="")
    """Form of modality c: observation avec questionnement, restitution écrite ou orale."""

    exam: Mapped[Exam] = relationship(back_populates="sittings")
    candidate: Mapped[User] = relationship()

    @property
    def is_absent(self) -> bool:
        """Say whether the candidate did not come: an absence noted of somebody who has begun is an error."""
        return self.state == "planned" and bool(self.absence)


class JournalRow(Base):
    """An entry of a sitting's journal: its text exactly as hashed, and columns to look it up by."""

    __tablename__ = "journal"
    __table_args__ = (
        sa.Index(
            "uq_journal_nonce",
            "sitting_id",
            "nonce",
            unique=True,
            sqlite_where=sa.text("nonce <> ''"),
            postgresql_where=sa.text("nonce <> ''"),
        ),
        one_of("actor", "candidate", "world", "examiner"),
        sa.CheckConstraint("seq >= 1", name="seq"),
    )

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sitting.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(80))
    at: Mapped[int]
    """Office seconds."""
    wall: Mapped[int] = mapped_column(Wall)
    actor: Mapped[str] = mapped_column(sa.String(16))
    nonce: Mapped[str] = mapped_column(sa.String(80), default="")
    line: Mapped[str] = mapped_column(sa.Text)


class GradeRow(Base):
    """A grade sheet: what one release of the grader says of one state of the journal and of the review."""

    __tablename__ = "grade"
    __table_args__ = (sa.UniqueConstraint("sitting_id", "grader", "head", "apart"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    grader: Mapped[str] = mapped_column(sa.String(40))
    head: Mapped[str] = mapped_column(sa.String(64))
    """Hash of the last entry graded."""
    apart: Mapped[int] = mapped_column(default=0)
    """Number of the last act that set a task apart, or took that back; 0 for none."""
    sheet: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[int] = mapped_column(Wall)
