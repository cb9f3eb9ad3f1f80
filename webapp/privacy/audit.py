"""The audit trail: who read or took away something of a candidate or of a session, when, and why.

One line per person, per page and per ten minutes: what a page asks again by itself is the same look. Writing
it never makes a request fail.
"""

import logging
from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from flask import Response, abort, g, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.orm import Session

from webapp import context, htmx
from webapp.privacy.seen import PART_OF
from webapp.store.privacy_tables import Look

log = logging.getLogger(__name__)

WATCHED = ("examiner", "jury", "room", "centre")
"""Blueprints through which somebody reads what is another's."""
SAME_LOOK_MS = 10 * 60 * 1000
REASON_LASTS_MS = 60 * 60 * 1000
REASON = "centre.privacy_reason"
"""Endpoint where an administrator says why: its looks bear the reason that holds for an hour."""
REASON_WHOLE = "centre.privacy_whole_reason"
"""The same for what bears all the candidates of a session."""
WHOLE = frozenset({"jury.minutes_file"})
"""Endpoints that give the content of all the candidates of a session at once."""
REASON_FIRST = "Dites d’abord pourquoi vous ouvrez ce dossier : revenez à sa page et rechargez-la, puis recommencez."
ANSWERED = (200, 206, 304)


def note(answer: Response) -> Response:
    """Write down that somebody looked. Runs after every request."""
    if request.method == "GET" and answer.status_code in ANSWERED and _is_of_another():
        try:
            _note(str(request.endpoint), request.view_args or {})
        except SQLAlchemyError:
            log.exception("noting a look at %s", request.endpoint)
    return answer


def _is_of_another() -> bool:
    user = g.get("user")
    watched = request.blueprint in WATCHED and request.endpoint not in (REASON, REASON_WHOLE)
    return watched and user is not None and user.role != "candidate"


def _note(endpoint: str, arguments: Mapping[str, Any]) -> None:
    sitting_id, exam_id = _subject(arguments)
    if exam_id is not None:
        record(PART_OF.get(endpoint, endpoint), sitting_id=sitting_id, exam_id=exam_id)


def _subject(arguments: Mapping[str, Any]) -> tuple[int | None, int | None]:
    """Return the sitting and the exam that an address names, if they exist."""
    # The jury's addresses call an exam its number.
    own_name = arguments.get("number") if request.blueprint == "jury" else None
    exam_id = arguments.get("exam_id", own_name)
    if "token" in arguments:
        query = sa.text("SELECT id, exam_id FROM sitting WHERE token = :named")
    elif exam_id is not None and exam_id < 2**31:
        query = sa.text("SELECT NULL, id FROM exam WHERE id = :named")
    else:
        return None, None
    with context.store().database.connect() as connection:
        row = connection.execute(query, {"named": arguments.get("token", exam_id)})
        found = row.one_or_none()
    return (found[0], found[1]) if found else (None, None)


def record(endpoint: str, *, sitting_id: int | None, exam_id: int, purpose: str = "") -> None:
    """Write a look of who is signed in, unless it is the same as one a moment ago."""
    user, wall = context.user(), context.wall()
    with context.store().sessions() as session:
        purpose = purpose or reason_of(session, sitting_id, exam_id, wall)
        same = sa.select(Look.id).where(
            Look.user_id == user.id,
            *_about(sitting_id, exam_id),
            Look.endpoint == endpoint,
            Look.purpose == purpose,
            Look.at > wall - SAME_LOOK_MS,
        )
        if session.scalar(same.limit(1)) is None:
            look = Look(
                at=wall, user_id=user.id, sitting_id=sitting_id, exam_id=exam_id, endpoint=endpoint,
                purpose=purpose,
            )  # fmt: skip
            session.add(look)
            session.commit()


def _about(sitting_id: int | None, exam_id: int) -> tuple[sa.ColumnElement[bool], ...]:
    """Return what tells the looks at a sitting, or at a whole session."""
    one = Look.sitting_id == sitting_id if sitting_id else Look.sitting_id.is_(None)
    return one, Look.exam_id == exam_id


def reason_of(session: Session, sitting_id: int | None, exam_id: int, wall: int) -> str:
    """Return why who is signed in looks at a sitting, or at a whole session, as said within the hour; or nothing."""
    query = (
        sa.select(Look.purpose)
        .where(
            Look.user_id == context.user().id,
            *_about(sitting_id, exam_id),
            Look.endpoint == REASON,
            Look.at > wall - REASON_LASTS_MS,
        )
        .order_by(Look.id.desc())
    )
    return session.scalar(query.limit(1)) or ""


def ask_reason() -> ResponseReturnValue | None:
    """Send an administrator who opens a candidate's content, or a session's, to say why; nothing when it is said."""
    arguments, whole = request.view_args or {}, request.endpoint in WHOLE
    if context.user().role != "admin" or not (whole or "token" in arguments):
        return None
    sitting_id, exam_id = _subject(arguments)
    if exam_id is None or reason_of(context.session(), sitting_id, exam_id, context.wall()):
        return None
    if request.method != "GET":
        abort(403, REASON_FIRST)
    place = request.path if htmx.is_htmx() else request.full_path.rstrip("?")
    if whole:
        return htmx.redirect(url_for(REASON_WHOLE, exam_id=exam_id, next=place))
    return htmx.redirect(url_for(REASON, token=arguments["token"], next=place))
