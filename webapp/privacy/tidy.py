"""What goes by itself once its time is over: nobody has anything to decide about it."""

import sqlalchemy as sa

from webapp.privacy import rules
from webapp.privacy.delays import later
from webapp.store.privacy_tables import Look
from webapp.store.store import Store
from webapp.store.tables import SignInFailure
from webapp.wall import local, wall_of


def tidy(store: Store, wall: int) -> None:
    """Remove the audit trail's lines and the failures to sign in that are past their time."""
    with store.sessions() as session:
        months = rules.months(session)
    past: tuple[tuple[type[Look | SignInFailure], int], ...] = (
        (Look, months["audit"]),
        (SignInFailure, months["failures"]),
    )
    with store.database.connect() as connection:
        for table, kept in past:
            old = table.at < _ago(wall, kept)
            if connection.scalar(sa.select(table.id).where(old).limit(1)) is not None:
                connection.execute(sa.delete(table).where(old))
        connection.commit()


def _ago(wall: int, months: int) -> int:
    """Return the wall time at the start of the same day some months before."""
    return wall_of(later(local(wall).date(), -months))
