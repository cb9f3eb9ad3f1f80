"""The tutor's addresses and their own door: an address and its code open one form, and nothing else."""

from typing import cast

import sqlalchemy as sa
from flask import Blueprint, abort, current_app, g, render_template, request, url_for
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeSerializer

from webapp import htmx
from webapp.context import session, wall
from webapp.invitations import entered
from webapp.store.result_tables import Invitation

bp = Blueprint("tutor", __name__, url_prefix="/avis/<token>")

THRESHOLD = frozenset({"tutor.door", "tutor.enter"})
"""Endpoints anybody reaches: where the code is typed. They say nothing of what is behind."""
COOKIE = "avis"
VISIT_MS = 2 * 3600 * 1000
"""How long a code typed once opens the form."""
WRONG = "Code incorrect, ou adresse qui n’est plus ouverte. Vérifiez le code de votre courrier ; après cinq codes faux, l’adresse se ferme : demandez-en une autre au centre d’examen."
"""One answer, whatever is wrong: nobody learns which addresses exist."""


def invitation() -> Invitation:
    """Return the invitation whose code was typed."""
    return cast(Invitation, g.invitation)


@bp.before_request
def _door() -> ResponseReturnValue | None:
    """Let in who has typed the code of this very address; send the others to type it."""
    g.user = None  # an examiner's own session gives nothing here, and shows nothing
    g.granted = request.endpoint in THRESHOLD
    found = _visitor(str((request.view_args or {}).get("token", "")))
    if found is not None:
        g.invitation = found
        g.granted = True
    if g.granted:
        return None
    return htmx.redirect(url_for("tutor.door", token=(request.view_args or {})["token"]))


def _visitor(token: str) -> Invitation | None:
    try:
        said = _signer().loads(request.cookies.get(COOKIE, ""))
    except BadSignature:
        return None
    if not isinstance(said, dict) or said.get("token") != token or said["until"] <= wall():
        return None
    found = session().scalar(sa.select(Invitation).where(Invitation.token == token))
    if found is None or (wall() >= found.expires_at and found.answered_at is None):
        return None
    return found


def _signer() -> URLSafeSerializer:
    return URLSafeSerializer(str(current_app.secret_key), salt="avis")


@bp.get("/code")
def door(token: str) -> ResponseReturnValue:
    """Ask for the code, whether the address exists or not."""
    return render_template("tutor/code.html", token=token, refusal="")


@bp.post("/code")
def enter(token: str) -> ResponseReturnValue:
    """Open the form to who types the right code, for a short time."""
    found = entered(session(), token, request.form.get("code", ""), wall())
    if found is None:
        return render_template("tutor/code.html", token=token, refusal=WRONG), 422
    answer = htmx.redirect(url_for("tutor.opinion", token=token))
    answer.set_cookie(
        COOKIE, _signer().dumps({"token": token, "until": wall() + VISIT_MS}),
        path=f"/avis/{token}", httponly=True, samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]), max_age=VISIT_MS // 1000,
    )  # fmt: skip
    return answer


def only_unanswered() -> None:
    """Refuse to write once the opinion is signed."""
    if invitation().answered_at is not None:
        abort(409, "L’avis est signé : il ne change plus.")
