"""A room of three candidates, two of whom have begun, and its invigilator."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient

from sim import session
from sim.journal.files import sha256
from sim.world import World
from tests.build import a_scenario
from tests.conftest import PASSWORD_HASH, Wall, sign_in
from webapp.planning import appoint
from webapp.presence import Presences
from webapp.store.store import Store
from webapp.store.tables import Exam, ScenarioRow, Sitting, User

RUBRIC = {"indicators": [{"task": "T1"}, {"task": "T2"}]}
TASKS = ({"id": "T1", "title": "Commande Alphydral", "expert_min": 9},)
SCENARIO = a_scenario(rubric=RUBRIC, tasks=TASKS)
CONTENT = SCENARIO.model_dump_json()
DIGEST = sha256(CONTENT.encode())
NAMES = {"ada": "Ada Lopez", "bob": "Bob Martin", "eve": "Ève Noël"}
WHY = "Alarme incendie"
HTMX = {"HX-Request": "true"}


@dataclass
class Salle:
    """The room as its invigilator acts in it."""

    client: FlaskClient
    store: Store
    presences: Presences
    wall: Wall
    exam: Exam
    sittings: dict[str, Sitting]
    sent: int = field(default=0)

    @property
    def base(self) -> str:
        return f"/salle/{self.exam.id}"

    def get(self, path: str = "", *, htmx: bool = False, **query: Any):
        return self.client.get(self.base + path, query_string=query, headers=HTMX if htmx else {})

    def post(self, path: str, *, htmx: bool = True, **form: Any):
        self.sent += 1
        data = {"nonce": f"n{self.sent}", **form}
        return self.client.post(self.base + path, data=data, headers=HTMX if htmx else {})

    def orders(self, act: str, *who: str, **form: Any):
        """Do something for these candidates."""
        return self.post(f"/{act}", choisi=[self.sittings[name].token for name in who], **form)

    def token(self, who: str) -> str:
        return self.sittings[who].token

    def ask(self, who: str, command: Any, actor: Any = "candidate") -> None:
        with self.store.sittings.open(self.sittings[who].id) as engine:
            assert engine.handle(command, wall=self.wall(), actor=actor).refusal == ""

    def world(self, who: str) -> World:
        with self.store.sittings.open(self.sittings[who].id) as engine:
            return engine.tick(self.wall())

    def facts(self, who: str) -> list[Any]:
        """Return what the invigilator has written to a journal."""
        entries = self.store.sittings.journal(self.sittings[who].id).read()
        return [entry.fact for entry in entries if entry.actor == "examiner"]

    def beats(self, who: str, *, away: bool = False) -> None:
        self.presences.beat(self.sittings[who].id, self.wall(), away=away)

    def row(self, who: str, **query: Any) -> str:
        """Return what the room shows of a candidate."""
        page = self.get(htmx=True, **query).text
        rows = page.partition("<tbody>")[2].partition("</tbody>")[0].split("<tr")
        return next(row for row in rows if NAMES[who] in row).replace("\u00a0", " ")


@pytest.fixture
def people(store: Store, users: dict[str, User]) -> dict[str, User]:
    made = {
        login: User(login=login, name=name, role="candidate", password_hash=PASSWORD_HASH)
        for login, name in NAMES.items()
    }
    with store.sessions.begin() as rows:
        rows.add_all(made.values())
    return made


@pytest.fixture
def exam(store: Store, users: dict[str, User]) -> Exam:
    exam = Exam(
        title="Session d’octobre", pack="tiny", planned_on=date(2026, 10, 13), room="Salle 2",
        state="open", created_by=users["admin"].id,
    )  # fmt: skip
    scenario = ScenarioRow(digest=DIGEST, pack="tiny", version="1", seed=0, content=CONTENT)
    with store.sessions.begin() as rows:
        rows.add_all([scenario, exam])
        rows.flush()
        appoint(rows, exam, users["invigilator"], "invigilator")
        for login, duty in (("helene", "president"), ("pierre", "member")):
            person = User(login=login, name=login, role="examiner", password_hash=PASSWORD_HASH)
            rows.add(person)
            rows.flush()
            appoint(rows, exam, person, duty)
    return exam


@pytest.fixture
def sittings(store: Store, people: dict[str, User], exam: Exam, wall: Wall) -> dict[str, Sitting]:
    made = {
        login: Sitting(
            exam_id=exam.id, candidate_id=user.id, scenario_digest=DIGEST, number=number,
            seat=f"P{number}", token=f"jeton-{login}", reconstructed_reason="Essai",
        )
        for number, (login, user) in enumerate(people.items(), start=1)
    }  # fmt: skip
    with store.sessions.begin() as rows:
        rows.add_all(made.values())
    for login in ("ada", "bob"):
        with store.sittings.open(made[login].id) as engine:
            engine.handle(session.Start(scenario=DIGEST), wall=wall())
    return made


@pytest.fixture
def salle(app, client, users, store, wall, exam, sittings) -> Salle:
    """The room, its invigilator signed in."""
    sign_in(client, users["invigilator"])
    return Salle(client, store, app.extensions["bannette.presences"], wall, exam, sittings)
