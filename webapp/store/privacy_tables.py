"""Who looked at what, and what was erased."""

from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base, Wall, author_key, one_of, sitting_key

Scope = Literal["evidence", "person"]


class Look(Base):
    """A person's data were read or taken away."""

    __tablename__ = "look"
    __table_args__ = (sa.Index(None, "sitting_id", "at"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[int] = mapped_column(Wall, index=True)
    user_id: Mapped[int | None] = mapped_column(sa.ForeignKey("account.id"))
    sitting_id: Mapped[int | None] = mapped_column(sa.ForeignKey("sitting.id"))
    exam_id: Mapped[int | None] = mapped_column(sa.ForeignKey("exam.id"))
    endpoint: Mapped[str] = mapped_column(sa.String(80))
    purpose: Mapped[str] = mapped_column(sa.Text, default="")
    """Why, when a reason is asked for."""


class Erasure(Base):
    """A person's data were erased from a sitting: what is left is anonymous, and still verifies."""

    __tablename__ = "erasure"
    __table_args__ = (
        one_of("scope", "evidence", "person"),
        sa.CheckConstraint("reason <> ''", name="reason"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    scope: Mapped[Scope] = mapped_column(sa.String(16))
    """What the person made and what was said of it; or that and who it was."""
    head: Mapped[str] = mapped_column(sa.String(64))
    """Hash of the journal's last entry before."""
    reason: Mapped[str] = mapped_column(sa.Text)
    author_id: Mapped[int] = author_key()
    at: Mapped[int] = mapped_column(Wall)
