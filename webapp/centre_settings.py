"""What a centre decides once for all its sessions: delays, and how long what was acquired is kept."""

from sqlalchemy.orm import Session

from webapp.store.planning_tables import CentreSetting

DEFAULTS = {
    "appeal_days": 60,
    "appeal_answer_days": 30,
    "acquired_validity_years": 0,
}
"""Numbers a centre may change; 0 years for no limit, since the référentiel sets none."""


def number(session: Session, name: str) -> int:
    """Return a number the centre has set, or the usual one. Raises `KeyError` for what is no setting."""
    usual = DEFAULTS[name]
    row = session.get(CentreSetting, name)
    return int(row.value) if row is not None and row.value.isdecimal() else usual


def keep(session: Session, name: str, value: str) -> None:
    """Set what the centre decides."""
    session.merge(CentreSetting(name=name, value=value))


def text(session: Session, name: str) -> str:
    """Return a text the centre has set, or nothing."""
    row = session.get(CentreSetting, name)
    return row.value if row is not None else ""
