"""A candidate at the desk of a small office: what the tests of its screens start from."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from sim import session
from sim.facts.base import FileRef
from sim.journal.files import sha256
from sim.scenario.model import DriveOpening, FileOpening, Injection, Scenario, WorldFact
from sim.world import World
from tests.build import PEOPLE, a_message, a_scenario, a_script
from tests.conftest import Wall, sign_in
from webapp.store.store import Store
from webapp.store.tables import Exam, ScenarioRow, Sitting, User

HTMX = {"HX-Request": "true"}
TOKEN = "mienne"
LINK = "http://banque.example/verifier"
CSV = "Référence;Quantité\nAV-1205;400\n".encode()
ORDER = b"%PDF-1.4 an order"


@dataclass
class Desk:
    """A candidate's browser, and what the journal keeps of what it does."""

    client: FlaskClient
    store: Store
    sitting: int
    wall: Wall
    base: str = f"/epreuve/{TOKEN}"

    def get(self, path: str, htmx: bool = False, **query: Any) -> TestResponse:
        return self.client.get(self.base + path, query_string=query, headers=HTMX if htmx else {})

    def post(self, path: str, htmx: bool = False, **form: Any) -> TestResponse:
        return self.client.post(self.base + path, data=form, headers=HTMX if htmx else {})

    def ask(self, command: Any, actor: Any = "examiner") -> None:
        """Let somebody else ask for something now."""
        with self.store.sittings.open(self.sitting) as engine:
            engine.handle(command, wall=self.wall(), actor=actor)

    @property
    def world(self) -> World:
        with self.store.sittings.open(self.sitting) as engine:
            return engine.tick(self.wall())

    @property
    def kinds(self) -> list[str]:
        return [entry.kind for entry in self.store.sittings.journal(self.sitting).read(0)]


@pytest.fixture
def keep(store):
    """Put a file in the store."""

    def keep(name: str, data: bytes) -> FileRef:
        store.files.put(data)
        return FileRef(sha256=sha256(data), name=name, size=len(data))

    return keep


@pytest.fixture
def scenario(keep) -> Scenario:
    """Two messages at 8 h 30; a mail and a chat at 9 h; a call at 8 h 52, a visitor at 9 h 10."""
    order, table = keep("po.pdf", ORDER), keep("quantités.csv", CSV)
    opening = DriveOpening(
        folders=("/ADV/9_Travail", "/ADV/3_Facturation"),
        files=(FileOpening(path="/ADV/3_Facturation/prix.csv", file=table, role="reference"),),
    )
    return a_scenario(
        briefing="Vous remplacez **Camille**.\n\n<script>x</script>",
        signature="Camille Morel",
        people=PEOPLE,
        messages=(
            a_message(attachments=(order, table), cc=("k.benali@arvello.example",)),
            a_message("M02", sent_at="2026-10-13T09:00", subject="Suite", attachments=()),
            a_message(
                "M03", sender="alerte@banque.example", subject="Compte bloqué", links=(LINK,),
                body=f"Cliquez sur {LINK} vite.", attachments=(),
            ),
        ),
        present=("M01", "M03"),
        drive=opening,
        scripts=(
            a_script(caller="ALPHYDRAL, numéro affiché"),
            a_script("visit", channel="visit", person="ghost", caller="Un livreur", rings_for=600),
            a_script("out-karim", channel="outgoing_call", person="karim"),
        ),
        timeline=(
            Injection(id="mail", at="09:00", does=(WorldFact(mail="M02"),)),
            Injection(id="chat", at="09:00", does=(WorldFact(chat=("luc", "La palette est prête.")),)),
            Injection(id="ring", at="08:52", does=(WorldFact(begin="call-truck"),)),
            Injection(id="door", at="09:10", does=(WorldFact(begin="visit"),)),
        ),
    )  # fmt: skip


@pytest.fixture
def enrol(store, users, scenario):
    """Enrol a candidate in an exam of their own; return the sitting's id."""

    def enrol(candidate: User, token: str, state: Any = "open", **values: Any) -> int:
        content = scenario.model_dump_json()
        digest = sha256(content.encode())
        with store.sessions.begin() as rows:
            row = ScenarioRow(digest=digest, pack="essai", version="1", seed=1, content=content)
            rows.merge(row)
            rows.flush()
            exam = Exam(
                title="Facturation", pack="essai", planned_on=date(2026, 10, 13),
                state=state, created_by=users["admin"].id,
            )  # fmt: skip
            rows.add(exam)
            rows.flush()
            sitting = Sitting(
                token=token, exam_id=exam.id, candidate_id=candidate.id, scenario_digest=digest, number=1,
                reconstructed_reason="Pas d’activité réelle", **values,
            )  # fmt: skip
            rows.add(sitting)
            rows.flush()
            return sitting.id

    return enrol


@pytest.fixture
def lobby(client, store, users, wall, enrol) -> Desk:
    """A candidate signed in, before the start."""
    sitting = enrol(users["candidate"], TOKEN)
    sign_in(client, users["candidate"])
    return Desk(client, store, sitting, wall)


@pytest.fixture
def desk(lobby) -> Desk:
    """A candidate at work: it is 8 h 30 in the office."""
    assert lobby.post("/commencer").status_code == 303
    return lobby


@pytest.fixture
def over(desk) -> Desk:
    """A sitting whose time is up, since this second."""
    desk.wall.pass_(minutes=120)
    return desk


@pytest.fixture
def paused(desk) -> Desk:
    """A sitting that the invigilator has suspended."""
    desk.ask(session.Pause(reason="Alarme"))
    return desk
