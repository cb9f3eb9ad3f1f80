"""The demonstration centre as its people go through it: each kind of page once, link by link."""

import re
from collections import deque
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import sign_in
from webapp.app import create_app
from webapp.auth.demo import DEMO_ACCOUNTS
from webapp.config import Settings
from webapp.demo import furnish
from webapp.store.database import upgrade
from webapp.store.store import Store, open_store

DESK = re.compile(r"/epreuve/[\w-]{32}")
LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#][^"]*)"')
PAGES = 160
"""Pages asked for per person: enough to meet every kind of page."""
SHAPE = re.compile(r"[0-9]+|[\w-]{32}")


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
    furnish(store)
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


def shape_of(url: str) -> str:
    """Return an address with its numbers and names taken out: one page of each kind is enough."""
    parts = urlsplit(url)
    asked = sorted(part.partition("=")[0] for part in parts.query.split("&") if part)
    return SHAPE.sub("*", parts.path) + "?" + "&".join(asked)


def walk(client: FlaskClient, start: str = "/") -> Iterator[tuple[str, str, TestResponse]]:
    """Yield the address, the page that leads there and the answer, of each kind of page in reach."""
    waiting, known = deque([(start, "")]), {shape_of(start)}
    while waiting:
        url, source = waiting.popleft()
        answer = client.get(url, follow_redirects=True)
        yield url, source, answer
        if not answer.mimetype.startswith("text/html"):
            continue
        for href in map(unescape, LINK.findall(answer.text)):
            target = urljoin(answer.request.path, href)
            if target.startswith("/") and shape_of(target) not in known and len(known) < PAGES:
                known.add(shape_of(target))
                waiting.append((target, url))
