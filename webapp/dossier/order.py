"""In which order an examiner meets the candidates of a session: his own, and always the same."""

import hashlib
from collections.abc import Iterable, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from webapp import register
from webapp.appointments import RATERS, duties, is_recused
from webapp.dossier.sight import handed_in, is_conciliated
from webapp.library import framework
from webapp.register import Act, RegisterBroken
from webapp.store.result_tables import Ruling
from webapp.store.store import Store
from webapp.store.tables import Sitting


def in_own_order(sittings: Iterable[Sitting], user_id: int) -> list[Sitting]:
    """Return sittings shuffled for one person: no candidate is always judged first, or after the best."""
    return sorted(sittings, key=lambda one: _place(one, user_id))


def _place(sitting: Sitting, user_id: int) -> str:
    # The public name is drawn at random: nobody can arrange the order by choosing a number.
    text = f"{sitting.exam_id}:{user_id}:{sitting.token}"
    return hashlib.sha256(text.encode()).hexdigest()


def next_to_review(
    session: Session, store: Store, sittings: Sequence[Sitting], user_id: int
) -> Sitting | None:
    """Return the first of an exam's sittings, in the order given, that still waits for this person.

    Rated blind, until handed in; otherwise, until every criterion has a ruling. Nobody is sent to a sitting
    of an altered register.
    """
    over = [one for one in sittings if one.state == "ended"]
    if not over or not duties(session, over[0].exam_id, user_id) & set(RATERS):
        return None
    try:
        acts = register.read(session, over[0].exam_id)
    except RegisterBroken:
        return None
    for one in over:
        about = [act for act in acts if act.sitting_id == one.id]
        waits = not _is_done(session, store, one, about, user_id)
        if waits and not is_recused(session, one, user_id):
            return one
    return None


def _is_done(
    session: Session, store: Store, sitting: Sitting, acts: Sequence[Act], user_id: int
) -> bool:
    if is_conciliated(acts) or handed_in(acts, user_id):
        return True
    if sitting.exam.double_rating:
        return False
    ruled = session.scalar(
        sa.select(sa.func.count(Ruling.criterion.distinct())).where(Ruling.sitting_id == sitting.id)
    )
    scenario = store.sittings.scenario(sitting.scenario_digest)
    return (ruled or 0) >= len(framework(scenario.framework).criteria)
