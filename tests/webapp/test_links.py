"""No dead end: from each role's own page, every link of the demonstration centre leads to a page that answers."""

import re
from collections import deque
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest

from tests.conftest import sign_in
from webapp.app import create_app
from webapp.auth.demo import DEMO_ACCOUNTS
from webapp.config import Settings
from webapp.demo.centre import furnish
from webapp.store.database import upgrade
from webapp.store.store import open_store

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#][^"]*)"')
PAGES = 80
"""Pages asked for per person: enough to meet every kind of page."""
SHAPE = re.compile(r"[0-9]+|[\w-]{32}")


@pytest.fixture(scope="module")
def demo(tmp_path_factory):
    """The demonstration centre, ready."""
    folder = tmp_path_factory.mktemp("demo")
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
    yield app
    store.database.dispose()


def shape_of(url: str) -> str:
    """Return an address with its numbers and names taken out: one page of each kind is enough."""
    parts = urlsplit(url)
    asked = sorted(part.partition("=")[0] for part in parts.query.split("&") if part)
    return SHAPE.sub("*", parts.path) + "?" + "&".join(asked)


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda one: one.login)
def test_every_link_leads_somewhere(demo, account):
    client = demo.test_client()
    sign_in(client, account, account.password)
    waiting, known = deque([("/", "")]), {"/"}
    while waiting and len(known) < PAGES * 2:
        url, source = waiting.popleft()
        answer = client.get(url, follow_redirects=True)
        assert answer.status_code == 200, (url, "lien de", source)
        if not answer.mimetype.startswith("text/html"):
            continue
        for href in map(unescape, LINK.findall(answer.text)):
            target = urljoin(answer.request.path, href)
            if target.startswith("/") and shape_of(target) not in known:
                known.add(shape_of(target))
                waiting.append((target, url))
