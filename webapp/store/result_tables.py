"""What people say of a sitting and decide: ratings, questions, opinions, interviews, acts of the register."""

from datetime import date
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, Wall, author_key, one_of, sitting_key, token
from webapp.store.tables import User

Level = Literal["met", "partly", "not_met", "not_observed", "undecided"]
Opinion = Literal["favorable", "reserve", "defavorable", "sans_avis"]


def levels() -> sa.CheckConstraint:
    """Return the rule that a level is one of the five."""
    return one_of("level", "met", "partly", "not_met", "not_observed", "undecided")


class Ruling(Base):
    """The examiner's decision on a criterion; the last one counts, none is ever changed."""

    __tablename__ = "ruling"
    __table_args__ = (levels(), sa.CheckConstraint("reason <> ''", name="reason"))

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    criterion: Mapped[str] = mapped_column(sa.String(16))
    level: Mapped[Level] = mapped_column(sa.String(16))
    reason: Mapped[str] = mapped_column(sa.Text)
    author_id: Mapped[int] = author_key()
    at: Mapped[int] = mapped_column(Wall)

    author: Mapped[User] = relationship()


class Question(Base):
    """What the commission asked about a criterion, and the answer (*observation avec questionnement*)."""

    __tablename__ = "question"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    criterion: Mapped[str] = mapped_column(sa.String(16))
    question: Mapped[str] = mapped_column(sa.Text)
    answer: Mapped[str] = mapped_column(sa.Text, default="")
    author_id: Mapped[int] = author_key()
    at: Mapped[int] = mapped_column(Wall)

    author: Mapped[User] = relationship()


class EmployerOpinion(Base):
    """The company's opinion on a competency (modality d), or why there is none."""

    __tablename__ = "employer_opinion"
    __table_args__ = (
        one_of("opinion", "favorable", "reserve", "defavorable", "sans_avis"),
        sa.CheckConstraint("author_name <> '' OR absent_reason <> ''", name="author_or_absence"),
        sa.UniqueConstraint("sitting_id", "competency"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    competency: Mapped[str] = mapped_column(sa.String(16))
    opinion: Mapped[Opinion] = mapped_column(sa.String(16))
    author_name: Mapped[str] = mapped_column(sa.String(160), default="")
    author_function: Mapped[str] = mapped_column(sa.String(160), default="")
    activities: Mapped[str] = mapped_column(sa.Text, default="")
    """Projects and activities the opinion rests on (IV.2.B.d)."""
    comment: Mapped[str] = mapped_column(sa.Text, default="")
    given_at: Mapped[int | None] = mapped_column(Wall)
    """When the company itself signed the form; None when the centre or the commission typed it in."""
    typed_at: Mapped[int | None] = mapped_column(Wall)
    """When the commission last typed it in; None when it never did."""
    absent_reason: Mapped[str] = mapped_column(sa.Text, default="")


class Interview(Base):
    """The commission's interview on a competency."""

    __tablename__ = "interview"
    __table_args__ = (sa.UniqueConstraint("sitting_id", "competency"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    competency: Mapped[str] = mapped_column(sa.String(16))
    held_on: Mapped[date] = mapped_column(sa.Date)
    members: Mapped[str] = mapped_column(sa.Text)
    themes: Mapped[str] = mapped_column(sa.Text, default="")
    """What was talked about."""
    notes: Mapped[str] = mapped_column(sa.Text, default="")
    at: Mapped[int | None] = mapped_column(Wall)
    """When it was last written; None when that was before this was kept."""


class CompetencyDecision(Base):
    """Acquired or not, by the commission, with its reasons; the last one counts."""

    __tablename__ = "competency_decision"
    __table_args__ = (sa.CheckConstraint("reasons <> ''", name="reasons"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    competency: Mapped[str] = mapped_column(sa.String(16))
    acquired: Mapped[bool]
    reasons: Mapped[str] = mapped_column(sa.Text)
    author_id: Mapped[int] = author_key()
    at: Mapped[int] = mapped_column(Wall)

    author: Mapped[User] = relationship()


class Rating(Base):
    """One examiner's own level on a criterion, given blind; the last one of each counts, none changes."""

    __tablename__ = "rating"
    __table_args__ = (levels(), sa.Index(None, "sitting_id", "author_id"))

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    criterion: Mapped[str] = mapped_column(sa.String(16))
    level: Mapped[Level] = mapped_column(sa.String(16))
    reason: Mapped[str] = mapped_column(sa.Text, default="")
    author_id: Mapped[int] = author_key()
    at: Mapped[int] = mapped_column(Wall)

    author: Mapped[User] = relationship()


class Evaluation(Base):
    """An evaluation by modality a (real situation) or b (presentation of projects), on a competency."""

    __tablename__ = "evaluation"
    __table_args__ = (
        one_of("modality", "a", "b"),
        sa.CheckConstraint("observed <> ''", name="observed"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    competency: Mapped[str] = mapped_column(sa.String(16))
    modality: Mapped[str] = mapped_column(sa.String(1))
    held_on: Mapped[date] = mapped_column(sa.Date)
    place: Mapped[str] = mapped_column(sa.String(160), default="")
    observer: Mapped[str] = mapped_column(sa.String(160))
    observed: Mapped[str] = mapped_column(sa.Text)
    """Facts observed, or what the report and its presentation showed."""
    asked: Mapped[str] = mapped_column(sa.Text, default="")
    """Questions and answers."""
    author_id: Mapped[int] = author_key()
    at: Mapped[int] = mapped_column(Wall)


class Invitation(Base):
    """The company's tutor asked for an opinion: an address and a code, no account."""

    __tablename__ = "invitation"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    token: Mapped[str] = mapped_column(sa.String(43), unique=True, default=token)
    code_hash: Mapped[str] = mapped_column(sa.String(200))
    made_at: Mapped[int] = mapped_column(Wall)
    expires_at: Mapped[int] = mapped_column(Wall)
    failures: Mapped[int] = mapped_column(default=0)
    """Wrong codes in a row: too many close the address."""
    answered_at: Mapped[int | None] = mapped_column(Wall)
    draft: Mapped[str] = mapped_column(sa.Text, default="")
    """JSON: the form as the tutor left it."""


class Feedback(Base):
    """The report for the candidate, as the examiner has edited it."""

    __tablename__ = "feedback"

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sitting.id"), primary_key=True)
    content: Mapped[str] = mapped_column(sa.Text)
    """JSON."""
    author_id: Mapped[int] = author_key()
    at: Mapped[int] = mapped_column(Wall)
    sent_at: Mapped[int | None] = mapped_column(Wall)


class Regrading(Base):
    """A past sitting graded again by a repaired pack or grader: both sheets are kept (INV-11)."""

    __tablename__ = "regrading"
    __table_args__ = (sa.CheckConstraint("reason <> ''", name="reason"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    run: Mapped[str] = mapped_column(sa.String(43), index=True)
    """One name for all sittings graded again together."""
    before: Mapped[str] = mapped_column(sa.Text)
    """The sheet as it stood."""
    after: Mapped[str] = mapped_column(sa.Text)
    rubric_digest: Mapped[str] = mapped_column(sa.String(64))
    """Of the answer key that graded."""
    reason: Mapped[str] = mapped_column(sa.Text)
    author_id: Mapped[int] = author_key()
    at: Mapped[int] = mapped_column(Wall)


class CalibrationRating(Base):
    """An examiner's level on a criterion of a reference sitting, before rating real ones."""

    __tablename__ = "calibration_rating"
    __table_args__ = (levels(), sa.Index(None, "author_id", "reference"))

    id: Mapped[int] = mapped_column(primary_key=True)
    reference: Mapped[str] = mapped_column(sa.String(120))
    """`pack/rehearsal/seed` of the reference sitting."""
    criterion: Mapped[str] = mapped_column(sa.String(16))
    level: Mapped[Level] = mapped_column(sa.String(16))
    expected: Mapped[Level] = mapped_column(sa.String(16))
    author_id: Mapped[int] = author_key()
    at: Mapped[int] = mapped_column(Wall)


class ReviewTime(Base):
    """Seconds an examiner spent with a criterion of a sitting before the eyes."""

    __tablename__ = "review_time"

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    criterion: Mapped[str] = mapped_column(sa.String(16))
    seconds: Mapped[int]
    author_id: Mapped[int] = author_key()
    at: Mapped[int] = mapped_column(Wall)


class ActRow(Base):
    """An act of the register of an exam: chained to the one before, never changed (`webapp.register`)."""

    __tablename__ = "act"
    __table_args__ = (sa.CheckConstraint("seq >= 1", name="seq"),)

    exam_id: Mapped[int] = mapped_column(sa.ForeignKey("exam.id"), primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(sa.String(40))
    sitting_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sitting.id"), index=True)
    line: Mapped[str] = mapped_column(sa.Text)
    """What is hashed, the digest of the text included."""
    hash: Mapped[str] = mapped_column(sa.String(64))


class ActText(Base):
    """What an act says: apart, so that a person's data can be erased while the chain still holds."""

    __tablename__ = "act_text"

    exam_id: Mapped[int] = mapped_column(primary_key=True)
    seq: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sitting.id"), index=True)
    text: Mapped[str] = mapped_column(sa.Text)

    __table_args__ = (sa.ForeignKeyConstraint(["exam_id", "seq"], ["act.exam_id", "act.seq"]),)
