"""What a centre says of itself once, for all its papers."""

from dataclasses import dataclass, fields

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.store.planning_tables import CentreSetting

UNNAMED = "Centre d’examen"


@dataclass(frozen=True, slots=True)
class Card:
    """The centre's name and where to find it."""

    name: str = ""
    address: str = ""
    """On several lines."""
    city: str = ""
    """Before the date of a paper: « Rennes, le 3 novembre 2026 »."""
    site: str = ""
    """Where the exams take place, when it is elsewhere."""
    referent: str = ""
    """Whom to ask."""
    phone: str = ""
    email: str = ""

    @property
    def sender(self) -> tuple[str, ...]:
        """Return the letterhead."""
        return (self.name or UNNAMED, *self.address.splitlines())

    @property
    def contact(self) -> str:
        """Return whom to ask, and how."""
        return ", ".join(part for part in (self.referent, self.phone, self.email) if part)


NAMES = tuple(one.name for one in fields(Card))
PREFIX = "centre."
"""Before these names among the centre's settings."""


def read_card(session: Session) -> Card:
    """Return what the centre has said."""
    query = sa.select(CentreSetting).where(
        CentreSetting.name.in_([PREFIX + name for name in NAMES])
    )
    return Card(**{row.name.removeprefix(PREFIX): row.value for row in session.scalars(query)})


def keep_card(session: Session, card: Card) -> None:
    """Keep what the centre says."""
    for name in NAMES:
        session.merge(CentreSetting(name=PREFIX + name, value=getattr(card, name)))
