"""What every test of the web application starts from: a centre of its own, on a clock wound by hand."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import get_args

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import settings as hypothesis_settings
from werkzeug.test import TestResponse

from sim.journal.files import sha256
from sim.scenario.model import Company, DriveOpening, ErpOpening, Scenario
from webapp.app import create_app
from webapp.config import Settings
from webapp.pages.pages import Pages
from webapp.security import hash_password
from webapp.store.database import upgrade
from webapp.store.store import Store, open_store
from webapp.store.tables import Exam, Role, ScenarioRow, Sitting, User

ROLES: tuple[Role, ...] = get_args(Role)
PASSWORD = "un mot de passe"
PASSWORD_HASH = hash_password(PASSWORD)
NINE_O_CLOCK = 1_791_874_800_000
"""13 October 2026, 9 h 00 in Paris."""
SCENARIO = Scenario(
    pack="essai",
    version="1",
    seed=1,
    framework="cqpm-aga",
    field="invoicing",
    title="Un matin calme",
    company=Company(name="Ateliers Brunel", address=("1 rue du Port",), identity="SAS"),
    candidate_name="Camille Roux",
    candidate_function="Assistante",
    mailbox="camille@brunel.example",
    start=datetime.fromisoformat("2026-10-13T09:00"),
    duration_min=60,
    briefing="Traitez le courrier.",
    people=(),
    messages=(),
    present=(),
    drive=DriveOpening(),
    erp=ErpOpening(),
)
"""An office where nothing happens by itself."""
CSRF_FIELD = re.compile(r'name="csrf_token" value="([^"]+)"')

# Speed is measured in benchmarks, never asserted: a loaded machine must not fail a property.
hypothesis_settings.register_profile("bannette", deadline=None)
hypothesis_settings.load_profile("bannette")


@dataclass
class Wall:
    """A wall clock that moves when a test says so."""

    ms: int = NINE_O_CLOCK

    def __call__(self) -> int:
        return self.ms

    def pass_(self, *, minutes: float = 0, seconds: float = 0) -> None:
        self.ms += int((minutes * 60 + seconds) * 1000)


@pytest.fixture
def wall() -> Wall:
    return Wall()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        data=tmp_path, database_url=f"sqlite:///{tmp_path / 'bannette.sqlite3'}", secret_key="test"
    )


@pytest.fixture
def store(settings: Settings):
    store = open_store(settings)
    upgrade(store.database)
    yield store
    store.database.dispose()


@pytest.fixture
def app(settings: Settings, store: Store, wall: Wall) -> Flask:
    """The application without form tokens (`tests/webapp/test_csrf.py` turns them on) nor LibreOffice's pages."""
    app = create_app(settings, store, testing=True)
    app.config.update(WALL=wall, WTF_CSRF_ENABLED=False)
    app.extensions["bannette.pages"] = Pages(settings.data / "pages", suite=None)
    return app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def users(store: Store) -> dict[Role, User]:
    """One user of each role; the login is the role."""
    made = {
        role: User(login=role, name=f"Nom {role}", role=role, password_hash=PASSWORD_HASH)
        for role in ROLES
    }
    with store.sessions.begin() as session:
        session.add_all(made.values())
    return made


@pytest.fixture
def sitting(store: Store, users: dict[Role, User]) -> Sitting:
    """A sitting that waits for its candidate."""
    content = SCENARIO.model_dump_json()
    scenario = ScenarioRow(
        digest=sha256(content.encode()), pack="essai", version="1", seed=1, content=content
    )
    exam = Exam(
        title="Examen blanc",
        pack="essai",
        planned_on=date(2026, 10, 13),
        created_by=users["admin"].id,
    )
    sitting = Sitting(
        candidate_id=users["candidate"].id,
        scenario_digest=scenario.digest,
        number=1,
        reconstructed_reason="Pas d’entreprise d’accueil",
    )
    exam.sittings.append(sitting)
    with store.sessions.begin() as session:
        session.add(scenario)
        session.flush()
        session.add(exam)
    return sitting


def sign_in(client: FlaskClient, user: User, password: str = PASSWORD, **form: str) -> TestResponse:
    """Sign a user in through the form."""
    return client.post("/connexion", data={"login": user.login, "password": password, **form})


def csrf_token(page: TestResponse) -> str:
    """Return the token of the page's first form."""
    found = CSRF_FIELD.search(page.text)
    assert found is not None, page.text
    return found.group(1)
