"""The tables. Wall times are milliseconds since the Unix epoch (UTC); rules are named constraints."""

import secrets
from datetime import date
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

Role = Literal["candidate", "examiner", "trainer", "admin"]
ExamState = Literal["draft", "open", "closed"]
SittingState = Literal["planned", "running", "paused", "ended"]
Level = Literal["met", "partly", "not_met", "not_observed", "undecided"]
Opinion = Literal["favorable", "reserve", "defavorable", "sans_avis"]

Wall = sa.BigInteger
"""Milliseconds since the Unix epoch."""

APPEND_ONLY = ("journal", "ruling", "competency_decision", "signature")
"""Tables whose rows never change: triggers refuse it (see `webapp.store.guards`)."""


class Base(DeclarativeBase):
    """All tables; every constraint has a name, so that a migration can speak of it."""

    metadata = sa.MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


def _one_of(column: str, *values: str) -> sa.CheckConstraint:
    listed = ", ".join(f"'{value}'" for value in values)
    return sa.CheckConstraint(f"{column} IN ({listed})", name=column)


def _token() -> str:
    return secrets.token_urlsafe(24)


def _sitting_key() -> Mapped[int]:
    return mapped_column(sa.ForeignKey("sitting.id"), index=True)


def _author_key() -> Mapped[int]:
    return mapped_column(sa.ForeignKey("account.id"))


class User(Base):
    """Somebody who signs in."""

    __tablename__ = "account"
    __table_args__ = (_one_of("role", "candidate", "examiner", "trainer", "admin"),)

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
    """A planned session of examination: one scenario, one date, several sittings."""

    __tablename__ = "exam"
    __table_args__ = (_one_of("state", "draft", "open", "closed"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    title: Mapped[str] = mapped_column(sa.String(200))
    scenario_digest: Mapped[str] = mapped_column(sa.ForeignKey("scenario.digest"))
    planned_on: Mapped[date] = mapped_column(sa.Date)
    room: Mapped[str] = mapped_column(sa.String(120), default="")
    state: Mapped[ExamState] = mapped_column(sa.String(16), default="draft")
    created_by: Mapped[int] = _author_key()

    sittings: Mapped[list["Sitting"]] = relationship(back_populates="exam", order_by="Sitting.id")


class Sitting(Base):
    """One candidate's run in an exam."""

    __tablename__ = "sitting"
    __table_args__ = (
        _one_of("state", "planned", "running", "paused", "ended"),
        sa.CheckConstraint("time_factor >= 1 AND time_factor <= 3", name="time_factor"),
        # The référentiel (IV.2.B.c) wants a reason for every reconstructed situation.
        sa.CheckConstraint("reconstructed_reason <> ''", name="reconstructed_reason"),
        sa.CheckConstraint("(state = 'planned') = (started_wall IS NULL)", name="started"),
        sa.CheckConstraint("(state = 'ended') = (ended_wall IS NOT NULL)", name="ended"),
        sa.UniqueConstraint("exam_id", "candidate_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    token: Mapped[str] = mapped_column(sa.String(43), unique=True, default=_token)
    """Public name in addresses: random, so that nobody guesses a neighbour's."""
    exam_id: Mapped[int] = mapped_column(sa.ForeignKey("exam.id"), index=True)
    candidate_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
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
        _one_of("actor", "candidate", "world", "examiner"),
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
    """A grade sheet: what one release of the grader says of one state of the journal."""

    __tablename__ = "grade"
    __table_args__ = (sa.UniqueConstraint("sitting_id", "grader", "head"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = _sitting_key()
    grader: Mapped[str] = mapped_column(sa.String(40))
    head: Mapped[str] = mapped_column(sa.String(64))
    """Hash of the last entry graded."""
    sheet: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[int] = mapped_column(Wall)


class Ruling(Base):
    """The examiner's decision on a criterion; the last one counts, none is ever changed."""

    __tablename__ = "ruling"
    __table_args__ = (
        _one_of("level", "met", "partly", "not_met", "not_observed", "undecided"),
        sa.CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = _sitting_key()
    criterion: Mapped[str] = mapped_column(sa.String(16))
    level: Mapped[Level] = mapped_column(sa.String(16))
    reason: Mapped[str] = mapped_column(sa.Text)
    author_id: Mapped[int] = _author_key()
    at: Mapped[int] = mapped_column(Wall)

    author: Mapped[User] = relationship()


class Question(Base):
    """What the commission asked about a criterion, and the answer (*observation avec questionnement*)."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = _sitting_key()
    criterion: Mapped[str] = mapped_column(sa.String(16))
    question: Mapped[str] = mapped_column(sa.Text)
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    author_id: Mapped[int] = _author_key()
    at: Mapped[int] = mapped_column(Wall)

    author: Mapped[User] = relationship()


class EmployerOpinion(Base):
    """The company's opinion on a competency (modality d), or why there is none."""

    __tablename__ = "employer_opinion"
    __table_args__ = (
        _one_of("opinion", "favorable", "reserve", "defavorable", "sans_avis"),
        sa.CheckConstraint("author_name <> '' OR absent_reason <> ''", name="author_or_absence"),
        sa.UniqueConstraint("sitting_id", "competency"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = _sitting_key()
    competency: Mapped[str] = mapped_column(sa.String(16))
    opinion: Mapped[Opinion] = mapped_column(sa.String(16))
    author_name: Mapped[str] = mapped_column(sa.String(160), default="")
    author_function: Mapped[str] = mapped_column(sa.String(160), default="")
    comment: Mapped[str] = mapped_column(sa.Text, default="")
    absent_reason: Mapped[str] = mapped_column(sa.Text, default="")


class Interview(Base):
    """The commission's interview on a competency."""

    __tablename__ = "interview"
    __table_args__ = (sa.UniqueConstraint("sitting_id", "competency"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = _sitting_key()
    competency: Mapped[str] = mapped_column(sa.String(16))
    held_on: Mapped[date] = mapped_column(sa.Date)
    members: Mapped[str] = mapped_column(sa.Text)
    notes: Mapped[str] = mapped_column(sa.Text, default="")


class CompetencyDecision(Base):
    """Acquired or not, by the commission, with its reasons; the last one counts."""

    __tablename__ = "competency_decision"
    __table_args__ = (sa.CheckConstraint("reasons <> ''", name="reasons"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = _sitting_key()
    competency: Mapped[str] = mapped_column(sa.String(16))
    acquired: Mapped[bool]
    reasons: Mapped[str] = mapped_column(sa.Text)
    author_id: Mapped[int] = _author_key()
    at: Mapped[int] = mapped_column(Wall)

    author: Mapped[User] = relationship()


class Signature(Base):
    """A sheet as it was signed; a correction is another signature."""

    __tablename__ = "signature"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = _sitting_key()
    signer_id: Mapped[int] = _author_key()
    at: Mapped[int] = mapped_column(Wall)
    sheet_digest: Mapped[str] = mapped_column(sa.String(64))
    sheet: Mapped[str] = mapped_column(sa.Text)

    signer: Mapped[User] = relationship()
