"""The demonstration's people at the centre's own pages: what a page refuses them, the demonstration cannot show."""

from dataclasses import dataclass, field, replace
from datetime import date, time

from flask import Flask
from flask.testing import FlaskClient

from webapp.app import create_app
from webapp.auth.demo import DEMO_ACCOUNTS
from webapp.config import Settings
from webapp.store.store import Store
from webapp.wall import wall_of

PASSWORDS = {account.login: account.password for account in DEMO_ACCOUNTS}
BETWEEN_MS = 40_000
"""Wall time between two things somebody does."""
FOR_EVER_MS = 10 * 365 * 24 * 3600 * 1000


class Refused(Exception):
    """A page refused what the demonstration does: the demonstration is wrong, or the page is."""


@dataclass
class Clock:
    """The demonstration's own wall clock."""

    ms: int = 0

    def __call__(self) -> int:
        """Return the wall time."""
        return self.ms

    def set(self, day: date, hour: int, minute: int = 0) -> None:
        """Make it that time of a day, in Paris."""
        self.ms = wall_of(day, time(hour, minute))


@dataclass
class Person:
    """Somebody before the pages, signed in or at the company's own address."""

    client: FlaskClient
    clock: Clock
    password: str = ""

    def sends(self, path: str, **form: object) -> None:
        """Send a form. Raises `Refused`."""
        self.clock.ms += BETWEEN_MS
        answer = self.client.post(path, data=form)
        if answer.status_code >= 400 or "/connexion" in (answer.location or ""):
            raise Refused(f"{path} : {answer.status_code}\n{answer.text}")

    def signs(self, path: str, **form: object) -> None:
        """Send a form that asks for one's password. Raises `Refused`."""
        self.sends(path, password=self.password, **form)


@dataclass
class House:
    """The centre as its people find it, in this process and on a clock of its own: no browser reaches it."""

    app: Flask
    clock: Clock
    known: dict[str, Person] = field(default_factory=dict)

    @classmethod
    def of(cls, settings: Settings, store: Store) -> "House":
        """Open the pages on a store."""
        clock = Clock()
        app = create_app(replace(settings, https=False), store)
        # Nobody forges a request here, and days go by between two pages.
        app.config.update(WALL=clock, WTF_CSRF_ENABLED=False, SESSION_MS=FOR_EVER_MS)
        return cls(app, clock)

    def person(self, login: str) -> Person:
        """Return somebody by login; each signs in once and for all."""
        if login not in self.known:
            password = PASSWORDS[login]
            found = self.known[login] = self.visitor(password)
            found.sends("/connexion", login=login, password=password)
        return self.known[login]

    def visitor(self, password: str = "") -> Person:
        """Return somebody who has no account, or has not signed in yet."""
        return Person(self.app.test_client(), self.clock, password)
