"""What the person signed in pronounces or signs: an act of the register, under their password where one is asked."""

from collections.abc import Mapping
from typing import Any

from flask import request

from webapp import register
from webapp.context import session, user, wall
from webapp.security import is_password_of
from webapp.store.tables import Exam, Sitting


def write(about: Sitting | Exam, kind: str, data: Mapping[str, Any]) -> None:
    """Add an act of this person about a sitting, or about a whole exam. Raises as `register.add`."""
    sitting, exam_id = (None, about.id) if isinstance(about, Exam) else (about.id, about.exam_id)
    register.add(
        session(),
        exam_id,
        kind,
        at=wall(),
        data=dict(data),
        author_id=user().id,
        sitting_id=sitting,
    )


def password_refusal(consequence: str) -> str:
    """Say that the password of the form is wrong, and what was therefore not done; or nothing."""
    right = is_password_of(user(), request.form.get("password", ""))
    return "" if right else f"Mot de passe incorrect : {consequence}."
