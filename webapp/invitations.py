"""The company's tutor asked for an opinion: an address and a code, no account.

The code is known to nobody but who was shown it once; only its hash is kept. Five wrong codes close the
address, another invitation closes the ones before.
"""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp.codes import as_printed, new_code
from webapp.security import NOBODY, hash_password, is_secret_of
from webapp.store.result_tables import Invitation
from webapp.store.tables import Sitting

FAILURES = 5
VALID_DAYS = 30
DAY_MS = int(timedelta(days=1).total_seconds() * 1000)
FAILED = sa.text("UPDATE invitation SET failures = failures + 1 WHERE id = :id")


def invite(session: Session, sitting: Sitting, wall: int) -> tuple[Invitation, str]:
    """Ask for an opinion; return the invitation and its code, which nobody reads again."""
    for earlier in session.scalars(_of(sitting)):
        earlier.expires_at = min(earlier.expires_at, wall)
    code = new_code()
    invitation = Invitation(
        sitting_id=sitting.id, code_hash=hash_password(code), made_at=wall,
        expires_at=wall + VALID_DAYS * DAY_MS, failures=0, draft=_kept_draft(session, sitting),
    )  # fmt: skip
    session.add(invitation)
    session.flush()
    return invitation, code


def latest(session: Session, sitting: Sitting) -> Invitation | None:
    """Return the invitation that counts."""
    return session.scalars(_of(sitting)).first()


def entered(session: Session, token: str, typed: str, wall: int) -> Invitation | None:
    """Return the invitation that this code opens; a wrong code counts, an unknown address takes as long."""
    known = token if token.isprintable() else ""
    found = session.scalar(sa.select(Invitation).where(Invitation.token == known))
    right = is_secret_of(found.code_hash if found else NOBODY, as_printed(typed))
    if found is None or not is_open(found, wall):
        return None
    if not right:
        session.execute(FAILED, {"id": found.id})
        return None
    found.failures = 0
    return found


def is_open(invitation: Invitation, wall: int) -> bool:
    """Say whether the code may still be tried."""
    return invitation.failures < FAILURES and wall < invitation.expires_at


def _of(sitting: Sitting) -> sa.Select[Invitation]:
    return (
        sa.select(Invitation)
        .where(Invitation.sitting_id == sitting.id)
        .order_by(Invitation.id.desc())
    )


def _kept_draft(session: Session, sitting: Sitting) -> str:
    """Return what the tutor had typed behind the address that is renewed."""
    before = latest(session, sitting)
    return before.draft if before else ""
