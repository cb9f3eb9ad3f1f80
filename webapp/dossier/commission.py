"""Who sits in the commission for a candidate, and whether they are enough: a commission is collegial."""

from typing import Any

from webapp.appointments import COMMISSION, FEWEST_MEMBERS, appointed, recused
from webapp.dossier.review import Review
from webapp.store.planning_tables import Appointment

COLLEGIAL = (
    "La commission est collégiale : une capacité se valide à deux membres présents au moins, président compris. "
    "Demandez au centre d’examen de nommer un autre membre, ou reportez la commission à une autre date."
)
STAND_IN = "Un membre que le centre nomme maintenant signe à la place d’un absent, tant que deux membres n’ont pas signé."


def sitting_members(review: Review) -> list[Appointment]:
    """Return who the centre appointed to the commission, but those with a conflict about this candidate."""
    out = recused(review.session, review.sitting)
    found = appointed(review.session, review.sitting.exam_id, COMMISSION)
    return [one for one in found if one.user_id not in out]


def members(review: Review) -> list[dict[str, Any]]:
    """Return who the commission is, as the validation and those who joined since named it once it is made.

    Who has two duties sits once.
    """
    if review.outcome.validated is not None:
        return list(review.outcome.members)
    found: dict[int, dict[str, Any]] = {}
    for one in sitting_members(review):
        person = named(one)
        found[one.user_id] = person if one.duty == "president" else found.get(one.user_id, person)
    return list(found.values())


def named(one: Appointment) -> dict[str, Any]:
    """Return a member as an act names them."""
    return {"id": one.user_id, "name": one.user.name, "duty": one.duty, "quality": one.quality}


def lone(review: Review, without: int | None = None) -> str:
    """Say that too few members are present to validate anything, one more left out if asked; or nothing."""
    out = {*review.outcome.absences, without}
    there = [one for one in members(review) if one["id"] not in out]
    return "" if len(there) >= FEWEST_MEMBERS else COLLEGIAL


def stand_in(review: Review, user_id: int) -> dict[str, Any] | None:
    """Return somebody appointed since the validation who may sign, one absence more leaving too few; else None."""
    outcome = review.outcome
    left = len(outcome.members) - len(outcome.absences)
    if not outcome.missing or left > FEWEST_MEMBERS:
        return None
    known = {one["id"] for one in outcome.members}
    able = [one for one in sitting_members(review) if one.user_id not in known]
    return next((named(one) for one in able if one.user_id == user_id), None)
