"""A real exam centre for the journeys: prepared data, a server process that can be killed, a browser."""

import os
import re
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlencode

from playwright.sync_api import APIResponse, Browser, Page, expect

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


def told(html: str) -> str:
    """Return what a page says, its markup and its menus left out: for whom a step fails."""
    said = re.search(r'(?s)role="alert".*?</(?:p|div|section)>', html) or re.search(
        r"(?s)<main.*", html
    )
    text = re.sub(r"(?s)<[^>]*>", " ", said[0] if said else html)
    return " ".join(text.split())[:600]


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
            appoint(session, exam, accounts["pierre"], "member")
            appoint(session, exam, accounts["paul"], "invigilator")
            places = [
                enrol(session, exam, accounts[login], scenario=digest, reason="parcours d’essai")
                for login in ("camille", "sofia")
            ]
            self.token = places[0].token
        store.database.dispose()

    def open_accounts(self) -> None:
        """Lay out the accounts alone: the rest is planned on screen."""
        store = open_store(read_settings({"BANNETTE_DATA": str(self.data)}))
        upgrade(store.database)
        with store.sessions.begin() as session:
            create_demo_accounts(session)
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
        ahead = self.data / "clock.next"
        ahead.write_text(str(self.jumped))
        ahead.replace(
            self.data / "clock"
        )  # the server reads it at each request: never half written

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
    token: str = ""

    @classmethod
    def sits_down(
        cls, centre: Centre, browser: Browser, login: str, password: str = ""
    ) -> "Person":
        """Open a browser and sign in."""
        person = cls.comes(centre, browser)
        person.signs_in(login, password)
        return person

    @classmethod
    def comes(cls, centre: Centre, browser: Browser) -> "Person":
        """Open a browser, signed in nowhere."""
        context = browser.new_context(
            viewport={"width": 1280, "height": 800}, locale="fr-FR", accept_downloads=True
        )
        context.set_default_timeout(30_000)
        person = cls(centre, context.new_page())
        person.page.on("console", person._hears)
        person.page.on("pageerror", lambda error: person.troubles.append(str(error)))
        person.page.on("response", person._sees)
        return person

    def signs_in(self, login: str, password: str = "") -> None:
        page = self.page
        page.goto(f"{self.centre.url}/connexion")
        page.fill("input[name=login]", login)
        page.fill("input[name=password]", password or PASSWORDS[login])
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

    def visits(self, path: str) -> None:
        """Go to any page."""
        self.page.goto(f"{self.centre.url}{path}")

    def fetches(self, path: str) -> APIResponse:
        """Ask for an address without showing it, as this person."""
        answer = self.page.context.request.get(f"{self.centre.url}{path}")
        self._sees(answer)
        assert answer.ok, f"{answer.status} {path}: {told(answer.text())}"
        return answer

    def sends(
        self, path: str, form: dict[str, object] | None = None, *, many: dict[str, list[str]] | None = None,
        status: int = 200, follow: bool = True,
    ) -> str:  # fmt: skip
        """Send a form without showing it, as this person; `many` are the fields that come several times."""
        pairs = [(name, str(value)) for name, value in (form or {}).items()]
        pairs += [(name, one) for name, values in (many or {}).items() for one in values]
        answer = self.page.context.request.post(
            f"{self.centre.url}{path}",
            headers={"X-CSRFToken": self.csrf, "Content-Type": "application/x-www-form-urlencoded"},
            data=urlencode(pairs),
            max_redirects=20 if follow else 0,
        )
        self._sees(answer)
        wanted = (status,) if follow or status != 200 else (200, 302, 303)
        assert answer.status in wanted, f"{answer.status} {path}: {told(answer.text())}"
        return answer.text()

    @property
    def csrf(self) -> str:
        """Return what this person's forms carry, read once off any page."""
        if not self.token:
            found = re.search(r'name="csrf-token" content="([^"]+)"', self.page.content())
            assert found, f"no form at {self.page.url}"
            self.token = found[1]
        return self.token

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
