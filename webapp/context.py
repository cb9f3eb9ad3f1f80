"""What a view may ask for during a request: the store, the database session, the time, the user."""

from contextlib import ExitStack
from dataclasses import dataclass
from typing import cast

from flask import current_app, g
from sqlalchemy.orm import Session

from sim.engine import Engine
from webapp.pages.pages import Pages
from webapp.presence import Presences
from webapp.store.store import Store
from webapp.store.tables import Role


@dataclass(frozen=True, slots=True)
class Account:
    """Who is signed in: read at each request, hence plain data and not a row of the session."""

    id: int
    name: str
    role: Role
    password_hash: str


def store() -> Store:
    """Return the application's store."""
    return cast(Store, current_app.extensions["bannette"])


def pages() -> Pages:
    """Return what draws documents as pages."""
    return cast(Pages, current_app.extensions["bannette.pages"])


def presences() -> Presences:
    """Return the signs of life of the candidates' pages."""
    return cast(Presences, current_app.extensions["bannette.presences"])


def wall() -> int:
    """Return the wall time in milliseconds (`webapp.wall.wall_ms`, or a test's own clock)."""
    return int(current_app.config["WALL"]())


def session() -> Session:
    """Return the request's session, for ordinary rows; views never commit (see `webapp.app.Bannette`).

    A request that has flushed a row holds SQLite's write lock: ask the engine before writing rows.
    """
    if "session" not in g:
        g.session = store().sessions()
    return cast(Session, g.session)


def user() -> Account:
    """Return who is signed in; only for views behind `webapp.security.require`."""
    return cast(Account, g.user)


def office(sitting_id: int) -> Engine:
    """Return a sitting's engine, this request's alone until the answer is made.

    For one sitting per request; a view that visits several takes `store().sittings.open` in turn.
    """
    if "borrowed" not in g:
        g.borrowed = ExitStack()
    return cast(ExitStack, g.borrowed).enter_context(store().sittings.open(sitting_id))


def release(error: BaseException | None) -> None:
    """Give back what the request borrowed."""
    if "borrowed" in g:
        g.borrowed.__exit__(type(error) if error else None, error, None)
    if "session" in g:
        g.session.close()
