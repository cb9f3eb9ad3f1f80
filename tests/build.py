"""Small worlds for tests: a scenario, an engine under a hand-wound clock, entries in one line."""

from datetime import datetime
from typing import Any

from sim import session
from sim.decision import Command
from sim.dispatch import COMMANDS, fold
from sim.engine import Engine, Outcome
from sim.facts.base import FileRef
from sim.facts.mail import Message
from sim.journal.files import MemoryFiles, sha256
from sim.journal.store import MemoryJournal
from sim.scenario.model import (
    Company,
    DriveOpening,
    FileOpening,
    Injection,
    Person,
    Scenario,
    WorldFact,
)
from sim.scenario.script import Choice, Hearing, Node, Script

START_MS = 1_791_871_200_000
COMPANY = Company(
    name="ARVELLO",
    address=("12 rue des Tourneurs", "74300 Cluses"),
    identity="SAS – SIREN 000 012 104",
)
PEOPLE = (
    Person(
        id="karim",
        name="Karim Benali",
        function="Comptable",
        internal=True,
        email="k.benali@arvello.example",
        phone="31",
        chat=True,
    ),
    Person(id="luc", name="Luc Perrin", function="Magasin", internal=True, phone="50", chat=True),
    Person(
        id="buyer",
        name="Claire Vasseur",
        organisation="ALPHYDRAL",
        email="c.vasseur@alphydral.example",
    ),
    Person(id="ghost", name="Inconnu", listed=False),
)
PROCEDURE = FileRef(sha256="p" * 64, name="MO-ADV-01.md", size=10)
TEMPLATE = FileRef(sha256="t" * 64, name="MODELE.docx", size=10)
ATTACHED = FileRef(sha256="a" * 64, name="po.pdf", size=10)


def a_message(name: str = "M01", **changes: Any) -> Message:
    """Return a message from the buyer, there since 8 h 12."""
    values: dict[str, Any] = {
        "id": name, "sender": "c.vasseur@alphydral.example", "to": ("adv@arvello.example",), "subject": "Commande",
        "body": "Bonjour, voici notre commande.", "sent_at": "2026-10-13T08:12", "attachments": (ATTACHED,),
    }  # fmt: skip
    return Message(**{**values, **changes})


def a_script(name: str = "call-truck", **changes: Any) -> Script:
    """Return an incoming call with two replies and free speech."""
    values: dict[str, Any] = {
        "id": name, "channel": "incoming_call", "person": "buyer", "rings_for": 60, "on_missed": "Rappelez-moi.",
        "nodes": {
            "start": Node(
                says=("Le camion passe à 9 h 50.",),
                choices=(Choice(id="a", text="Bien noté.", to="end"), Choice(id="b", text="Je vous écris.", to="end", promise="réponse écrite")),
                hears=(Hearing(mentions=("09:50",), to="end"),),
                otherwise="again",
            ),
            "again": Node(says=("Pardon ?",), choices=(Choice(id="a", text="9 h 50.", to="end"),), otherwise="again"),
            "end": Node(says=("Merci, au revoir.",), ends=True),
        },
    }  # fmt: skip
    return Script(**{**values, **changes})


def a_scenario(**changes: Any) -> Scenario:
    """Return a small office: two messages, a call at 8 h 52, a mail at 9 h."""
    values: dict[str, Any] = {
        "pack": "tiny", "version": "1", "seed": 0, "framework": "cqpm-aga", "field": "adv", "title": "Petit bureau",
        "company": COMPANY, "candidate_name": "Camille Morel", "candidate_function": "assistant(e)",
        "mailbox": "adv@arvello.example", "start": datetime(2026, 10, 13, 8, 30), "duration_min": 120,
        "briefing": "Bonjour", "people": PEOPLE,
        "messages": (a_message(), a_message("M02", sent_at="2026-10-13T09:00", subject="Suite")),
        "present": ("M01",), "scripts": (a_script(),),
        "drive": DriveOpening(
            folders=("/ADV/9_Travail", "/ADV/3_Facturation"),
            files=(
                FileOpening(path="/Procedures/MO-ADV-01.md", file=PROCEDURE, role="procedure"),
                FileOpening(path="/Modeles/MODELE.docx", file=TEMPLATE, role="template"),
            ),
        ),
        "erp": {},
        "timeline": (
            Injection(id="M02", at="09:00", does=(WorldFact(mail="M02"),)),
            Injection(id="ring", at="08:52", does=(WorldFact(begin="call-truck"),)),
        ),
    }  # fmt: skip
    return Scenario.model_validate({**values, **changes})


class Office:
    """An engine and its clock, wound by hand in office time."""

    def __init__(
        self, scenario: Scenario | None = None, *, time_factor: float = 1.0, started: bool = True
    ) -> None:
        self.scenario = scenario or a_scenario()
        self.files = MemoryFiles()
        self.journal = MemoryJournal()
        self.engine = Engine(self.scenario, self.journal, self.files)
        self.time_factor = time_factor
        self.wall = START_MS
        if started:
            self.do(session.Start(scenario="s" * 64, time_factor=time_factor))

    def at(self, time_of_day: str) -> "Office":
        """Wind the clock to a time of the day (no pause counted)."""
        hour, minute, second = (*(int(part) for part in time_of_day.split(":")), 0)[:3]
        seconds = (hour - 8) * 3600 + (minute - 30) * 60 + second
        self.wall = START_MS + round(seconds * 1000 * self.time_factor)
        return self

    def do(
        self, command: Command | str, *, actor: Any = "candidate", nonce: str = "", **given: Any
    ) -> Outcome:
        """Ask for something now."""
        if isinstance(command, str):
            command = COMMANDS[command](**given)
        return self.engine.handle(command, wall=self.wall, actor=actor, nonce=nonce)

    def upload(self, name: str, data: bytes = b"x", folder: str = "/ADV/9_Travail") -> Outcome:
        """Put a file on the drive."""
        self.files.put(data)
        return self.do(
            "UploadFile",
            folder=folder,
            file=FileRef(sha256=sha256(data), name=name, size=len(data)),
        )

    @property
    def world(self) -> Any:
        """Return the world as it stands."""
        return self.engine.tick(self.wall)

    @property
    def entries(self) -> list[Any]:
        """Return the journal."""
        return list(self.journal.read())

    @property
    def kinds(self) -> list[str]:
        """Return the kinds of the journal's facts, in order."""
        return [entry.kind for entry in self.entries]

    def replayed(self) -> Any:
        """Return the world folded from nothing: it must equal the live one."""
        return fold(self.scenario, self.entries)
