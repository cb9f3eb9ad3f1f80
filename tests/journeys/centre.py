"""A real exam centre for the journeys: prepared data, a server process that can be killed, a browser."""

import os
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field, replace
from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from sim.journal.entry import verify_lines
from sim.journal.files import sha256
from sim.scenario.load import load
from sim.scenario.model import ErpOpening
from sim.scenario.seal import dump, seal
from webapp.auth.demo import DEMO_ACCOUNTS, create_demo_accounts
from webapp.config import read_settings
from webapp.library import PACKS
from webapp.planning import appoint, enrol, keep_scenario, plan_exam
from webapp.store.database import upgrade
from webapp.store.store import open_store
from webapp.wall import local, wall_ms

CHROMIUM = shutil.which("chromium")
PASSWORDS = {account.login: account.password for account in DEMO_ACCOUNTS}


@dataclass
class Centre:
    """A data folder, and the server on it."""

    data: Path
    port: int = 0
    token: str = ""
    process: subprocess.Popen[bytes] | None = None
    jumped: int = 0
    shots: str = field(default_factory=lambda: os.environ.get("JOURNEY_SHOTS", ""))

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def prepare(self, erp: ErpOpening | None = None, **changes: object) -> None:
        """Lay out the accounts and one exam on the real pack, changed where asked: another company's ERP…"""
        sealed = seal(load(PACKS / "adv-fac-01"), 0)
        changes |= {"erp": erp} if erp is not None else {}
        if changes:
            scenario = sealed.scenario.model_copy(update=changes)
            sealed = replace(sealed, scenario=scenario, digest=sha256(dump(scenario).encode()))
        store = open_store(read_settings({"BANNETTE_DATA": str(self.data)}))
        upgrade(store.database)
        with store.sessions.begin() as session:
            accounts = create_demo_accounts(session)
            digest = keep_scenario(session, store.files, sealed)
            exam = plan_exam(
                session, pack=sealed.scenario.pack, title="Une matinée à l’ADV",
                planned_on=local(wall_ms()).date(), author=accounts["admin"],
            )  # fmt: skip
            appoint(session, exam, accounts["helene"], "president")
            appoint(session, exam, accounts["paul"], "invigilator")
            places = [
                enrol(session, exam, accounts[login], scenario=digest, reason="parcours d’essai")
                for login in ("camille", "sofia")
            ]
            self.token = places[0].token
        store.database.dispose()

    def start(self) -> None:
        """Serve, and wait until somebody answers."""
        if not self.port:
            with socket.socket() as probe:
                probe.bind(("127.0.0.1", 0))
                self.port = probe.getsockname()[1]
        environment = {**os.environ, "BANNETTE_DATA": str(self.data)}
        command = [sys.executable, "-m", "tests.journeys.served", str(self.port)]
        self.process = subprocess.Popen(command, env=environment)
        for _ in range(200):
            try:
                urllib.request.urlopen(f"{self.url}/connexion", timeout=1)  # noqa: S310  our own server
            except OSError:
                time.sleep(0.1)
            else:
                return
        raise AssertionError("the server does not answer")

    def kill(self) -> None:
        """SIGKILL: no goodbye, as when a machine dies."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()

    def jump(self, minutes: float) -> None:
        """Let wall time pass."""
        self.jumped += round(minutes * 60_000)
        (self.data / "clock").write_text(str(self.jumped))

    def journal(self) -> list[str]:
        """Return the sitting's journal as stored, read beside the server."""
        with sqlite3.connect(self.data / "bannette.sqlite3") as connection:
            rows = connection.execute(
                "SELECT line FROM journal JOIN sitting ON sitting.id = sitting_id WHERE token = ? ORDER BY seq",
                (self.token,),
            )
            return [line for (line,) in rows]

    def assert_journal_holds(self) -> None:
        """The chain is whole."""
        assert verify_lines(self.journal()) is None


@dataclass
class Person:
    """Somebody in front of a browser, who never meets an error of ours."""

    centre: Centre
    page: Page
    troubles: list[str] = field(default_factory=list)

    @classmethod
    def sits_down(cls, centre: Centre, browser: Browser, login: str) -> "Person":
        """Open a browser and sign in."""
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, locale="fr-FR", accept_downloads=True
        )
        context.set_default_timeout(30_000)
        person = cls(centre, context.new_page())
        person.page.on("console", person._hears)
        person.page.on("pageerror", lambda error: person.troubles.append(str(error)))
        person.page.on("response", person._sees)
        person.signs_in(login)
        return person

    def signs_in(self, login: str) -> None:
        page = self.page
        page.goto(f"{self.centre.url}/connexion")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", PASSWORDS[login])
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: "/connexion" not in url)

    def _hears(self, message: object) -> None:
        if (
            getattr(message, "type", "") == "error"
            and "422" not in message.text
            and "413" not in message.text
        ):  # type: ignore[attr-defined]
            self.troubles.append(message.text)  # type: ignore[attr-defined]

    def _sees(self, response: object) -> None:
        if response.status >= 500:  # type: ignore[attr-defined]
            self.troubles.append(f"{response.status} {response.url}")  # type: ignore[attr-defined]

    def goes(self, path: str) -> None:
        """Go to a page of the sitting."""
        self.page.goto(f"{self.centre.url}/epreuve/{self.centre.token}{path}")

    def clicks(self, selector: str) -> None:
        """Click what sends a form, and wait until the answer has settled on the screen."""
        with self.page.expect_response(lambda answer: answer.request.method == "POST"):
            self.page.click(selector)
        self.page.wait_for_load_state("networkidle")

    def reads(self, text: str) -> None:
        """See a text on the screen, ordinary or no-break spaces alike."""
        expect(self.page.locator("body")).to_contain_text(text, use_inner_text=True)

    def shows(self, name: str) -> None:
        """Take a picture, when pictures are wanted."""
        if self.centre.shots:
            Path(self.centre.shots).mkdir(parents=True, exist_ok=True)
            self.page.screenshot(path=f"{self.centre.shots}/{name}.png", caret="initial")
