"""Who may see what: passwords, sign-in, roles, headers. What nobody guards is refused."""

import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

import sqlalchemy as sa
from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from flask import Response, abort, current_app, flash, g, request, url_for
from flask import session as cookie
from sqlalchemy.orm import Session

from webapp import context, htmx
from webapp.codes import as_kept
from webapp.store.tables import Role, SignInFailure, User

ASSETS = frozenset({"static", "bootstrap.static", "assets.htmx"})
PUBLIC = ASSETS | {"auth.home", "auth.sign_in", "auth.sign_in_submit"}
"""Endpoints anybody may reach."""
OWN_DOORS = frozenset({"tutor"})
"""Blueprints for people without an account: their own guard alone lets anybody in (a token and a code)."""
HASHER = PasswordHasher()
NOBODY = HASHER.hash("")
"""Verified when the login is unknown, so that the answer takes the same time."""
UNUSABLE = HASHER.hash(secrets.token_hex(32))
"""Of an account that nobody signs in to before a code is printed for it."""

FAILURES = 5
FAILURE_WINDOW_MS = 5 * 60 * 1000
SEEN_EVERY_MS = 60 * 1000
"""How often the cookie is renewed: not at each poll."""

EXPIRED = "Votre session a expiré\u00a0: reconnectez-vous, votre travail est enregistré."

ACCOUNT = sa.text("SELECT id, name, role, password_hash FROM account WHERE id = :user AND active")

Guard = Callable[[], None]

POLICY = {
    "default-src": "'self'",
    "img-src": "'self' data:",  # Bootstrap's CSS draws its ticks and arrows with data: images
    "object-src": "'none'",
    "base-uri": "'none'",
    "form-action": "'self'",
    "frame-ancestors": "'self'",
}


def content_security_policy(**changes: str) -> str:
    """Return the policy of a page; `changes` name its own directives, `style_src` for `style-src`."""
    own = {name.replace("_", "-"): value for name, value in changes.items()}
    return "; ".join(f"{name} {value}" for name, value in {**POLICY, **own}.items())


HEADERS = {
    "Content-Security-Policy": content_security_policy(),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


def hash_password(password: str) -> str:
    """Return what is stored of a password."""
    return HASHER.hash(password)


def too_many_failures(session: Session, login: str, wall: int) -> bool:
    """Say whether this login must wait."""
    recent = sa.select(sa.func.count()).where(
        SignInFailure.login == login, SignInFailure.at > wall - FAILURE_WINDOW_MS
    )
    return (session.scalar(recent) or 0) >= FAILURES


def authenticate(session: Session, login: str, password: str, wall: int) -> User | None:
    """Return the active user of this login and password; count the failure otherwise."""
    found = session.scalar(sa.select(User).where(User.login == login))
    right = is_secret_of(found.password_hash if found else NOBODY, as_kept(login, password))
    if found is None or not right or not found.active:
        session.execute(
            sa.delete(SignInFailure).where(SignInFailure.at <= wall - FAILURE_WINDOW_MS)
        )
        session.add(SignInFailure(login=login, at=wall))
        return None
    session.execute(sa.delete(SignInFailure).where(SignInFailure.login == login))
    return found


def is_password_of(user: context.Account, password: str) -> bool:
    """Say whether the password is this user's: asked again before a signature."""
    return is_secret_of(user.password_hash, password)


def is_secret_of(stored: str, password: str) -> bool:
    """Say whether this is the secret of which that was stored; against `NOBODY`, it takes the same time."""
    try:
        return HASHER.verify(stored, password)
    except (VerificationError, InvalidHashError):
        return False


def remember(user: User) -> None:
    """Sign the user in; nothing of an earlier session survives."""
    cookie.clear()
    cookie["user"] = user.id
    cookie["seen"] = context.wall()


def identify() -> Response | None:
    """Find who asks, and ask strangers to sign in. Runs before every request."""
    g.user, expired = _current_user()
    g.granted = request.endpoint is None or request.endpoint in PUBLIC
    if g.granted or g.user is not None or request.blueprint in OWN_DOORS:
        return None
    if expired:
        flash(EXPIRED, "warning")
    url = url_for("auth.sign_in", next=_place_to_come_back())
    return htmx.redirect(url)


def require(*roles: Role) -> Guard:
    """Return a `before_request` for a blueprint that lets only these roles in."""

    def guard() -> None:
        if g.granted:
            return
        if context.user().role not in roles:
            abort(403)
        g.granted = True

    return guard


def default_deny() -> None:
    """Refuse a view that no guard has let through."""
    if not g.granted:
        abort(403)


def harden(answer: Response) -> Response:
    """Add the security headers; a view may set its own beforehand."""
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if request.endpoint not in ASSETS:
        answer.headers.setdefault(
            "Cache-Control", "no-store"
        )  # an exam room's computers are shared
    return answer


def safe_next(url: str) -> str:
    """Return the address when it is a page of this site, otherwise nothing."""
    parts = urlsplit(url)
    local = url.startswith("/") and not parts.netloc and not parts.scheme
    odd = url.startswith(("//", "/\\")) or any(letter < " " for letter in url)
    return url if local and not odd else ""


def _current_user() -> tuple[context.Account | None, bool]:
    """Return the user, and whether a session has just expired."""
    user_id, seen, wall = cookie.get("user"), cookie.get("seen", 0), context.wall()
    if user_id is None or request.endpoint in ASSETS:
        return None, False
    if wall - seen > current_app.config["SESSION_MS"]:
        cookie.clear()
        return None, True
    row = context.session().execute(ACCOUNT, {"user": user_id}).one_or_none()
    if row is None:
        cookie.clear()
        return None, False
    if wall - seen > SEEN_EVERY_MS:
        cookie["seen"] = wall
    return context.Account(*row), False


def _place_to_come_back() -> str:
    """Return the page the user was on: a POST cannot be asked again."""
    if htmx.is_htmx() or request.method not in {"GET", "HEAD"}:
        parts = urlsplit(htmx.current_path() or request.referrer or "")
        return safe_next(parts.path) if parts.netloc in {"", request.host} else ""
    return safe_next(request.full_path.rstrip("?"))
