"""What the jury's forms have in common: members present, the password, a day."""

from collections.abc import Sequence
from datetime import date

from flask import request

from webapp.context import user
from webapp.security import is_password_of
from webapp.store.planning_tables import Appointment


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


def presence_refusal(present: Sequence[dict[str, object]]) -> str:
    """Say why these members cannot deliberate, or nothing."""
    if not any(one["id"] == user().id for one in present):
        return "Cochez les membres présents, vous compris : vous ne délibérez pas absent."
    return ""


def password_refusal(consequence: str) -> str:
    """Say that the password is wrong, and what was therefore not done; or nothing."""
    right = is_password_of(user(), request.form.get("password", ""))
    return "" if right else f"Mot de passe incorrect : {consequence}."


def day(text: str) -> date | None:
    """Return a day as a form sends it, or None."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
