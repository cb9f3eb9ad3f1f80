"""A session whose examiners rate blind: two of them, a third in reserve, each at their own machine."""

from dataclasses import dataclass, field

from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import PASSWORD_HASH, sign_in
from tests.webapp.examiner.conftest import CRITERIA, Commission
from webapp.planning import appoint
from webapp.store.planning_tables import Duty
from webapp.store.store import Store
from webapp.store.tables import Exam, Sitting, User

SAID_BY = {
    "met": "", "partly": "En partie seulement.", "not_met": "Rien de tel.", "not_observed": "Pas d’occasion.",
}  # fmt: skip


@dataclass
class Rater(Commission):
    """An examiner at work on a sitting."""

    client: FlaskClient
    sitting: Sitting
    user: User
    base: str = field(init=False)

    def __post_init__(self) -> None:
        self.base = f"/commission/{self.sitting.token}"

    def rates(self, criterion: str, level: str = "met", reason: str | None = None, **given):
        said = SAID_BY.get(level, "") if reason is None else reason
        return self.post(f"/criteres/{criterion}/noter", level=level, reason=said, **given)

    def rates_all(self, **levels: str) -> None:
        """Rate every criterion: reached, unless a level is given (`C1_2="partly"`)."""
        for criterion in CRITERIA:
            answer = self.rates(criterion, levels.get(criterion.replace(".", "_"), "met"))
            assert answer.status_code == 303, answer.text

    def hands_in(self, **given):
        return self.post("/remise", **given)

    def rates_and_hands_in(self, **levels: str) -> None:
        self.rates_all(**levels)
        assert self.hands_in().status_code == 303

    def settles(self, criterion: str, level: str = "met", reason: str = "Relu ensemble.", **given):
        return self.post(f"/conciliation/{criterion}", level=level, reason=reason, **given)


def a_rater(
    app: Flask, store: Store, exam: Exam, sitting: Sitting, login: str, duty: Duty = "rater"
) -> Rater:
    """Return somebody the centre has just appointed, signed in."""
    person = User(login=login, name=f"Nom {login}", role="examiner", password_hash=PASSWORD_HASH)
    with store.sessions.begin() as rows:
        rows.add(person)
        rows.flush()
        appoint(rows, exam, person, duty)
    client = app.test_client()
    sign_in(client, person)
    return Rater(client, sitting, person)


def changed(store: Store, exam: Exam, **settings: bool) -> None:
    """Let the centre change how a session is rated."""
    with store.sessions.begin() as rows:
        found = rows.get(Exam, exam.id)
        assert found is not None
        for name, value in settings.items():
            setattr(found, name, value)
