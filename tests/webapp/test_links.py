"""No dead end: from each role's own page, every link of the demonstration centre leads to a page that answers."""

import re
from collections import deque
from html import unescape
from urllib.parse import urljoin, urlsplit

import pytest
import sqlalchemy as sa

from tests.conftest import sign_in
from webapp import register
from webapp.app import create_app
from webapp.auth.demo import DEMO_ACCOUNTS
from webapp.config import Settings
from webapp.demo.centre import furnish, tutor_access
from webapp.dossier.outcome import Outcome
from webapp.store.database import upgrade
from webapp.store.store import open_store
from webapp.store.tables import Exam, Sitting

LINK = re.compile(r'<a\b[^>]*?\bhref="([^"#][^"]*)"')
PAGES = 400
"""Kinds of pages per person: more than there are."""
NAME = re.compile(r"[\w-]{32}|(?:(jury|sessions|salle)/)?[0-9]+")


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


def places_of(app) -> dict[str, str]:
    """Return what tells one sitting's pages from another's: its session, and how it ended there."""
    store = app.extensions["bannette"]
    with store.sessions() as session:
        return {
            sitting.token: f"{sitting.exam_id}-{_end_of(session, sitting)}"
            for sitting in session.scalars(sa.select(Sitting))
        }


def _end_of(session, sitting) -> str:
    outcome = Outcome(register.of_sitting(session, sitting))
    aside = "aside" if outcome.set_aside else ""
    return f"{sitting.state}{sitting.absence}{outcome.admissible}{aside}"


SEES = {
    "camille": ("/epreuve/", "Commencer"),
    "julie": ("/epreuve/", "vous êtes déclaré(e) admissible"),
    "noe": ("/epreuve/", "Demande rejetée"),
    "helene": ("/commission/", "Écartée"),
    "anne": ("/jury/3", "Procès-verbal n"),
    "luc": ("/jury/3", "1 rectificatif"),
    "admin": ("/centre/sessions/3/rapport", "Incidents"),
}
"""Account to a page that shows it what became of its sessions, and words of that page."""


@pytest.mark.parametrize(("login", "page", "said"), [(who, *what) for who, what in SEES.items()])
def test_each_account_has_something_to_see(demo, login, page, said):
    account = next(one for one in DEMO_ACCOUNTS if one.login == login)
    client = demo.test_client()
    sign_in(client, account, account.password)

    assert said in client.get(page).text.replace("\u00a0", " ")


def test_the_address_that_is_printed_opens_the_tutors_form_with_its_code(demo):
    path, code = tutor_access(demo.extensions["bannette"])
    client = demo.test_client()

    assert client.post(f"{path}code", data={"code": code}).location.endswith(path)
    assert "Sofia Lemaire" in client.get(path).text


def test_a_furnished_centre_is_left_as_it_is(demo, settings):
    store = demo.extensions["bannette"]
    furnish(store, settings)

    with store.sessions() as session:
        assert session.scalar(sa.select(sa.func.count()).select_from(Exam)) == 3


def shape_of(url: str, places: dict[str, str]) -> str:
    """Return an address with its numbers and names taken out: one page of each kind, of each session, is enough."""
    parts = urlsplit(url)
    asked = sorted(part.partition("=")[0] for part in parts.query.split("&") if part)
    path = NAME.sub(lambda found: found[0] if found[1] else places.get(found[0], "*"), parts.path)
    return path + "?" + "&".join(asked)


def says_why(client, places: dict[str, str]) -> None:
    """Say why each sitting is looked at, as an administrator does before its pages open."""
    for token in places:
        answer = client.post(f"/centre/donnees/motif/{token}", data={"reason": "Contrôle."})
        assert answer.status_code == 303, answer.text


@pytest.mark.parametrize("account", DEMO_ACCOUNTS, ids=lambda one: one.login)
def test_every_link_leads_somewhere(demo, account):
    client, places = demo.test_client(), places_of(demo)
    sign_in(client, account, account.password)
    if account.role == "admin":
        says_why(client, places)
    waiting, known = deque([("/", "")]), {"/"}
    while waiting and len(known) < PAGES:
        url, source = waiting.popleft()
        answer = client.get(url, follow_redirects=True)
        assert answer.status_code == 200, (url, "lien de", source)
        if not answer.mimetype.startswith("text/html"):
            continue
        for href in map(unescape, LINK.findall(answer.text)):
            target = urljoin(answer.request.path, href)
            shape = shape_of(target, places)
            if target.startswith("/") and shape not in known:
                known.add(shape)
                waiting.append((target, url))
    assert not waiting, "the crawl stopped before its end"
