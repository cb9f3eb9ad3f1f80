"""What the centre plans and watches: dossiers, modalities, adaptations, appointments, presence."""

from datetime import date
from typing import Literal

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from webapp.store.base import Base, Wall, one_of, sitting_key
from webapp.store.tables import User

Duty = Literal["invigilator", "rater", "member", "president", "jury", "jury_president"]
Route = Literal["formation", "vae", "autre"]


class Appointment(Base):
    """Who does what in an exam: watches the room, rates, sits in the commission or in the jury."""

    __tablename__ = "appointment"
    __table_args__ = (
        one_of("duty", "invigilator", "rater", "member", "president", "jury", "jury_president"),
        one_of("college", "", "employers", "employees"),
        sa.UniqueConstraint("exam_id", "user_id", "duty"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    exam_id: Mapped[int] = mapped_column(sa.ForeignKey("exam.id"), index=True)
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"), index=True)
    duty: Mapped[Duty] = mapped_column(sa.String(16))
    quality: Mapped[str] = mapped_column(sa.String(160), default="")
    """In what name the person sits: « responsable ADV, Arvello »."""
    college: Mapped[str] = mapped_column(sa.String(16), default="")
    """Of a jury member: employers or employees, since the jury is joint."""

    user: Mapped[User] = relationship()


class Recusal(Base):
    """A declared conflict of interest: this person neither sees nor judges this candidate."""

    __tablename__ = "recusal"
    __table_args__ = (
        sa.CheckConstraint("reason <> ''", name="reason"),
        sa.UniqueConstraint("sitting_id", "user_id"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    user_id: Mapped[int] = mapped_column(sa.ForeignKey("account.id"))
    reason: Mapped[str] = mapped_column(sa.Text)
    at: Mapped[int] = mapped_column(Wall)


class Dossier(Base):
    """A candidate's enrolment and dossier of modalities (IV.2.A of the référentiel)."""

    __tablename__ = "dossier"
    __table_args__ = (
        one_of("route", "formation", "vae", "autre"),
        one_of("defined_with", "", "company", "candidate"),
        one_of("reason_category", "", "no_employer", "not_enough", "not_observable", "other"),
    )

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sitting.id"), primary_key=True)
    enrolled_on: Mapped[date] = mapped_column(sa.Date)
    """No evaluation before it (INV-01)."""
    route: Mapped[Route] = mapped_column(sa.String(16), default="formation")
    born_on: Mapped[date | None] = mapped_column(sa.Date)
    email: Mapped[str] = mapped_column(sa.String(200), default="")
    company: Mapped[str] = mapped_column(sa.String(160), default="")
    tutor_name: Mapped[str] = mapped_column(sa.String(160), default="")
    tutor_function: Mapped[str] = mapped_column(sa.String(160), default="")
    tutor_email: Mapped[str] = mapped_column(sa.String(200), default="")
    defined_with: Mapped[str] = mapped_column(sa.String(16), default="")
    """With whom the centre defined the modalities: the company or, failing that, the candidate (INV-04)."""
    defined_on: Mapped[date | None] = mapped_column(sa.Date)
    reason_category: Mapped[str] = mapped_column(sa.String(16), default="")
    """Kind of the reason why a situation is reconstructed; its words stand with the sitting (INV-03)."""
    transmitted_on: Mapped[date | None] = mapped_column(sa.Date)
    """Sent to the UIMM centre de ressource: no approval is waited for."""


class PlannedModality(Base):
    """A modality planned for a competency: a, b, c, or d beside them (IV.2.B)."""

    __tablename__ = "planned_modality"
    __table_args__ = (
        one_of("modality", "a", "b", "c", "d"),
        sa.UniqueConstraint("sitting_id", "competency", "modality"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    competency: Mapped[str] = mapped_column(sa.String(16))
    modality: Mapped[str] = mapped_column(sa.String(1))
    planned_on: Mapped[date | None] = mapped_column(sa.Date)
    place: Mapped[str] = mapped_column(sa.String(160), default="")
    responsible: Mapped[str] = mapped_column(sa.String(160), default="")


class Adaptation(Base):
    """Measures granted to a candidate, never why; the time factor stands with the sitting's clock."""

    __tablename__ = "adaptation"
    __table_args__ = (
        sa.CheckConstraint("breaks_min >= 0 AND breaks_min <= 240", name="breaks_min"),
    )

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sitting.id"), primary_key=True)
    requested_on: Mapped[date | None] = mapped_column(sa.Date)
    decided_on: Mapped[date | None] = mapped_column(sa.Date)
    decided_by: Mapped[str] = mapped_column(sa.String(160), default="")
    breaks_min: Mapped[int] = mapped_column(default=0)
    """Wall minutes of breaks that stop the clock."""
    large_display: Mapped[bool] = mapped_column(default=False)
    readable_font: Mapped[bool] = mapped_column(default=False)
    silent_calls: Mapped[bool] = mapped_column(default=False)
    """Calls and visitors by text alone, announced without sound."""
    other: Mapped[str] = mapped_column(sa.Text, default="")
    """Other measures: a separate room, a reader, a keyboard."""


class CentreSetting(Base):
    """What a centre says once: its name and address, the delays it applies, what it keeps how long."""

    __tablename__ = "centre_setting"

    name: Mapped[str] = mapped_column(sa.String(40), primary_key=True)
    value: Mapped[str] = mapped_column(sa.Text)


class Presence(Base):
    """When a candidate's page was last heard of."""

    __tablename__ = "presence"

    sitting_id: Mapped[int] = mapped_column(sa.ForeignKey("sitting.id"), primary_key=True)
    seen_at: Mapped[int] = mapped_column(Wall)
    away_since: Mapped[int | None] = mapped_column(Wall)
    """Since when another page or program is in front; None while the exam is."""


class PresenceGap(Base):
    """A time during which a candidate's page was silent, or behind another page or program."""

    __tablename__ = "presence_gap"
    __table_args__ = (one_of("kind", "lost", "away"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    sitting_id: Mapped[int] = sitting_key()
    kind: Mapped[str] = mapped_column(sa.String(8))
    began_at: Mapped[int] = mapped_column(Wall)
    ended_at: Mapped[int] = mapped_column(Wall)
    settled_at: Mapped[int | None] = mapped_column(Wall)
    """When the invigilator gave the time back, or let it be."""
