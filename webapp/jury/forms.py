"""What the jury's forms have in common: members present, the password, a day."""

from collections.abc import Sequence

from flask import request

from webapp.context import user
from webapp.dossier.texts import typed
from webapp.store.planning_tables import Appointment

ENOUGH = 2
"""Members without whom nothing is pronounced nor drawn up."""
REASON_LENGTH = 400


def ticked(members: Sequence[Appointment]) -> list[dict[str, object]]:
    """Return the members ticked as present, as an act names them; forged numbers are nobody."""
    wanted = set(request.form.getlist("present"))
    return [
        {
            "id": one.user_id, "name": one.user.name, "duty": one.duty, "quality": one.quality,
            "college": one.college,
        }
        for one in members
        if str(one.user_id) in wanted
    ]  # fmt: skip


def presence_refusal(present: Sequence[dict[str, object]], recused: str = "") -> str:
    """Say why these members cannot deliberate, or nothing; `recused` says that the president may not."""
    if not any(one["id"] == user().id for one in present):
        return "Cochez les membres présents, vous compris : vous ne délibérez pas absent."
    if len(present) < ENOUGH:
        return "Un membre ne délibère pas seul : deux membres au moins sont présents."
    if not _is_chaired(present) and not chair_absence(present, recused):
        return "Le président du jury n’est pas coché présent : s’il est absent, indiquez pourquoi."
    return ""


def chair_absence(present: Sequence[dict[str, object]], recused: str = "") -> str:
    """Return why the members present are without their president; nothing when the president is there."""
    return "" if _is_chaired(present) else recused or typed("president_absent")[:REASON_LENGTH]


def _is_chaired(present: Sequence[dict[str, object]]) -> bool:
    return any(one["duty"] == "jury_president" for one in present)
