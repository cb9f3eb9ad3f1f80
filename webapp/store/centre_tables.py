"""What the centre prepares a session with: its variants, its rehearsal, the checks of its material."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from webapp.store.base import Base, Wall, author_key


class Variant(Base):
    """A variant of the pack drawn for an exam: candidates are spread evenly over them."""

    __tablename__ = "variant"
    __table_args__ = (sa.UniqueConstraint("exam_id", "number"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(sa.ForeignKey("exam.id"), index=True)
    number: Mapped[int]
    """1, 2, 3… in the exam."""
    scenario_digest: Mapped[str] = mapped_column(sa.ForeignKey("scenario.digest"))


class Rehearsal(Base):
    """An exam that rehearses another one."""

    __tablename__ = "rehearsal"

    exam_id: Mapped[int] = mapped_column(sa.ForeignKey("exam.id"), primary_key=True)
    of_id: Mapped[int] = mapped_column(sa.ForeignKey("exam.id"), index=True)


class MaterialCheck(Base):
    """Something of the material that was tried and works: the sound of a workstation, its printer."""

    __tablename__ = "material_check"

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sitting.id"), primary_key=True)
    item: Mapped[str] = mapped_column(sa.String(20), primary_key=True)
    author_id: Mapped[int] = author_key()
    at: Mapped[int] = mapped_column(Wall)
