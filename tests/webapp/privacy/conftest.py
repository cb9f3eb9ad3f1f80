"""A result that went all the way to its publication, and the centre's administrator before it."""

from dataclasses import dataclass
from datetime import date

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from tests.conftest import NINE_O_CLOCK, sign_in
from tests.webapp.examiner.conftest import (  # noqa: F401  fixtures
    Commission,
    commission,
    exam,
    examiner,
    over,
    waiting,
)
from webapp import register
from webapp.privacy.erase import Eraser, Order
from webapp.store.planning_tables import Adaptation, Dossier, PlannedModality, Recusal
from webapp.store.result_tables import (
    Evaluation,
    Feedback,
    Invitation,
    Question,
    Rating,
)
from webapp.store.store import Store
from webapp.store.tables import Exam, Sitting, User

DAY = 24 * 3600 * 1000
PUBLISHED = NINE_O_CLOCK + 7 * DAY
"""20 October 2026."""
AFTER_APPEALS = PUBLISHED + 70 * DAY
NAME = "Zébulon Tournebroche"


@pytest.fixture
def admin(app: Flask, users: dict[str, User]) -> FlaskClient:
    client = app.test_client()
    sign_in(client, users["admin"])
    return client


@pytest.fixture
def candidate(store: Store, users: dict[str, User]) -> User:
    """The candidate, under a name that nothing else bears."""
    with store.sessions.begin() as session:
        session.get_one(User, users["candidate"].id).name = NAME
    return users["candidate"]


def act(store: Store, sitting: Sitting, kind: str, author: User, at: int = PUBLISHED, said=None):
    """Write an act about a sitting."""
    with store.sessions.begin() as session:
        return register.add(
            session,
            sitting.exam_id,
            kind,
            at=at,
            data=said or {},
            author_id=author.id,
            sitting_id=sitting.id,
        )


@pytest.fixture
def published(store, candidate, commission, over, users) -> Sitting:  # noqa: F811
    """A sitting judged, pronounced and published, with rows in every table about it."""
    furnish(store, over, users)
    commission.asks("C1.2")
    commission.decides_all()
    assert commission.signs().status_code == 303
    act(store, over, "jury.pronounced", users["jury"], said={"admissible": True, "by": "Nom jury"})
    act(store, over, "result.published", users["jury"])
    return over


def furnish(store: Store, sitting: Sitting, users: dict[str, User]) -> None:
    """Put a row with words about the person in every table of a sitting."""
    words, about = f"Vu avec {NAME}.", {"sitting_id": sitting.id}
    by = {"author_id": users["examiner"].id, "at": NINE_O_CLOCK}
    dossier = Dossier(
        **about, enrolled_on=date(2026, 9, 1), born_on=date(2001, 2, 3), email="zebulon@exemple.example",
        company="Tournebroche SARL", tutor_name="Odile Tournebroche", tutor_email="odile@exemple.example",
    )  # fmt: skip
    rows = (
        Adaptation(**about, other=words, decided_by="Centre"),
        Invitation(**about, code_hash="x", made_at=0, expires_at=1),
        Feedback(**about, content=f'{{"text": "{words}"}}', sent_at=NINE_O_CLOCK, **by),
        Rating(**about, criterion="C1.1", level="met", reason=words, **by),
        Question(**about, criterion="C1.1", question=words, answer=words, **by),
        Evaluation(
            **about, competency="C1", modality="a", held_on=date(2026, 9, 2), observer=NAME, observed=words, **by
        ),
        PlannedModality(**about, competency="C1", modality="a", place=f"chez {NAME}"),
        Recusal(**about, user_id=users["trainer"].id, reason=f"cousin de {NAME}", at=0),
    )  # fmt: skip
    with store.sessions.begin() as session:
        session.merge(dossier)
        session.add_all(rows)


def close(store: Store, sitting: Sitting, **values) -> None:
    """Change the exam of a sitting."""
    values = values or {"state": "closed"}
    with store.sessions.begin() as session:
        session.execute(sa.update(Exam).where(Exam.id == sitting.exam_id).values(values))


@dataclass
class Centre:
    """What an administrator erases, in a few words."""

    store: Store
    app: Flask
    by: int

    def erases(
        self,
        sitting: Sitting,
        extent: str = "evidence",
        wall: int = AFTER_APPEALS,
        reason="Délai atteint.",
    ):
        eraser = Eraser(self.store, self.app.extensions["bannette.pages"])
        order = Order(extent, reason, self.by, wall)
        if extent == "person":
            eraser.erase_person(sitting.candidate_id, order)
        else:
            eraser.erase_sitting(sitting.id, order)


@pytest.fixture
def centre(store, app, users) -> Centre:
    return Centre(store, app, users["admin"].id)
