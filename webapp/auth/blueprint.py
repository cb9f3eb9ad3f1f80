"""Signing in, signing out, and the way home."""

from typing import get_args

from flask import Blueprint, current_app, flash, g, request, url_for
from flask import session as cookie
from flask.typing import ResponseReturnValue

from webapp import context, htmx
from webapp.auth.demo import DEMO_ACCOUNTS
from webapp.security import authenticate, remember, require, safe_next, too_many_failures
from webapp.store.tables import Role

bp = Blueprint("auth", __name__)
bp.before_request(require(*get_args(Role)))

HOMES = {
    "candidate": "/epreuve/",
    "examiner": "/commission/",
    "invigilator": "/salle/",
    "jury": "/jury/",
    "trainer": "/atelier/",
    "admin": "/centre/",
}
WRONG = "Identifiant ou mot de passe incorrect. Vérifiez les majuscules, puis réessayez."
WAIT = "Trop d’essais infructueux pour cet identifiant\u00a0: attendez cinq minutes avant de réessayer."
LOGIN_LENGTH = 80


@bp.get("/")
def home() -> ResponseReturnValue:
    """Send each to their own pages."""
    if g.user is None:
        return htmx.redirect(url_for("auth.sign_in"))
    return htmx.redirect(HOMES[g.user.role])


@bp.get("/connexion")
def sign_in() -> ResponseReturnValue:
    """Show the sign-in form."""
    if g.user is not None:
        return htmx.redirect(_next_page() or HOMES[g.user.role])
    return _form()


@bp.post("/connexion", endpoint="sign_in_submit")
def submit() -> ResponseReturnValue:
    """Sign in, or say why not."""
    session, wall = context.session(), context.wall()
    login = request.form.get("login", "").strip().casefold()[:LOGIN_LENGTH]
    if too_many_failures(session, login, wall):
        return _form(WAIT, login, 429)
    user = authenticate(session, login, request.form.get("password", ""), wall)
    if user is None:
        return _form(WRONG, login, 422)
    remember(user)
    return htmx.redirect(_next_page() or HOMES[user.role])


@bp.post("/deconnexion")
def sign_out() -> ResponseReturnValue:
    """Forget who is signed in."""
    cookie.clear()
    flash("Votre session est fermée.", "info")
    return htmx.redirect(url_for("auth.sign_in"))


def _form(problem: str = "", login: str = "", status: int = 200) -> ResponseReturnValue:
    accounts = DEMO_ACCOUNTS if current_app.config["DEMO"] else ()
    return htmx.respond(
        "auth/sign_in.html", "auth/_sign_in.html", status=status,
        problem=problem, login=login, next_page=_next_page(), accounts=accounts,
    )  # fmt: skip


def _next_page() -> str:
    return safe_next(request.values.get("next", ""))
