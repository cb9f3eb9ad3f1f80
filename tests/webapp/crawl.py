"""The demonstration centre as its people go through it: each kind of page once, link by link."""

import re
from collections import deque
from collections.abc import Iterator, Mapping
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.orm import Session
from werkzeug.test import TestResponse

from tests.conftest import sign_in
from webapp import register
from webapp.app import create_app
from webapp.auth.demo import DEMO_ACCOUNTS
from webapp.config import Settings
from webapp.demo.centre import furnish
from webapp.dossier.outcome import Outcome
from webapp.store.database import upgrade
from webapp.store.store import Store, open_store
from webapp.store.tables import Sitting

DESK = re.compile(r"/epreuve/[\w-]{32}")
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#][^"]*)"')
PAGES = 400
"""Kinds of pages per person: more than there are."""
NAME = re.compile(r"[\w-]{32}|(?:(jury|sessions|salle)/)?[0-9]+")
Places = Mapping[str, str]
"""What tells one sitting's pages from another's, by its name in addresses: its session, and how it ended."""


def demonstration(folder: Path) -> tuple[Flask, Store]:
    """Return the demonstration centre, one candidate at work."""
    settings = Settings(
        data=folder,
        database_url=f"sqlite:///{folder / 'demo.sqlite3'}",
        secret_key="test",
        demo=True,
    )
    store = open_store(settings)
    upgrade(store.database)
    furnish(store, settings)
    app = create_app(settings, store, testing=True)
    app.config["WTF_CSRF_ENABLED"] = False
    _begin(app)
    return app, store


def _begin(app: Flask) -> None:
    """Have the candidate who waits start, so that the desk's pages are in reach."""
    client = app.test_client()
    sign_in(client, DEMO_ACCOUNTS[0], DEMO_ACCOUNTS[0].password)
    office = DESK.search(client.get("/", follow_redirects=True).text)
    assert office is not None
    assert client.post(f"{office[0]}/commencer").status_code == 303


def places_of(app: Flask) -> Places:
    """Return the places of the demonstration's sittings."""
    store = app.extensions["bannette"]
    with store.sessions() as session:
        return {
            sitting.token: f"{sitting.exam_id}-{_end_of(session, sitting)}"
            for sitting in session.scalars(sa.select(Sitting))
        }


def _end_of(session: Session, sitting: Sitting) -> str:
    outcome = Outcome(register.of_sitting(session, sitting))
    aside = "aside" if outcome.set_aside else ""
    return f"{sitting.state}{sitting.absence}{outcome.admissible}{aside}"


def says_why(client: FlaskClient, places: Places) -> None:
    """Say why each sitting is looked at, as an administrator does before its pages open."""
    for token in places:
        answer = client.post(f"/centre/donnees/motif/{token}", data={"reason": "Contrôle."})
        assert answer.status_code == 303, answer.text


def shape_of(url: str, places: Places) -> str:
    """Return an address with its numbers and names taken out: one page of each kind, of each session, is enough."""
    parts = urlsplit(url)
    asked = sorted(part.partition("=")[0] for part in parts.query.split("&") if part)
    path = NAME.sub(lambda found: found[0] if found[1] else places.get(found[0], "*"), parts.path)
    return path + "?" + "&".join(asked)


def walk(
    client: FlaskClient, places: Places, start: str = "/"
) -> Iterator[tuple[str, str, TestResponse]]:
    """Yield the address, the page that leads there and the answer, of each kind of page in reach."""
    waiting, known = deque([(start, "")]), {shape_of(start, places)}
    while waiting:
        url, source = waiting.popleft()
        answer = client.get(url, follow_redirects=True)
        yield url, source, answer
        if not answer.mimetype.startswith("text/html"):
            continue
        for href in map(unescape, LINK.findall(answer.text)):
            target = urljoin(answer.request.path, href)
            shape = shape_of(target, places)
            if target.startswith("/") and shape not in known and len(known) < PAGES:
                known.add(shape)
                waiting.append((target, url))
