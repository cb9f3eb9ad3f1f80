"""Nobody judges a sitting while its candidate still writes the restitution; it may be looked at."""

import html

import pytest
import sqlalchemy as sa

from sim import session
from sim.language.french import clock_time
from tests.webapp.examiner.conftest import played
from tests.webapp.examiner.fairness import Rater, changed
from webapp.planning import import_journal
from webapp.store.result_tables import Question, Rating, Ruling
from webapp.store.tables import Sitting
from webapp.wall import local


def text(answer) -> str:
    return html.unescape(answer.text).replace("\u00a0", " ").replace("\u202f", " ")


@pytest.fixture
def over(store, waiting, wall) -> Sitting:
    """A sitting that ended five minutes ago, its restitution not handed in."""
    office = played()
    import_journal(store, waiting.id, tuple(office.entries[:-1]), office.files.blobs)
    with store.sessions() as rows:
        wall.ms = rows.get_one(Sitting, waiting.id).ended_wall
    wall.pass_(minutes=5)
    return waiting


@pytest.fixture
def until(over, wall) -> str:
    """The sentence that says until when."""
    hour = clock_time(local(wall() + 10 * 60_000)).replace("\u00a0", " ")
    return f"La restitution du candidat court jusqu’à {hour}"


def kept(store, table) -> int:
    with store.sessions() as rows:
        return rows.scalar(sa.select(sa.func.count()).select_from(table))


def test_the_grid_says_until_when_and_takes_no_level(commission, store, until):
    page, answer = text(commission.get("/grille")), commission.rules("C1.1", htmx=True)

    assert until in page
    assert "Enregistrer la décision" not in page
    assert answer.status_code == 409
    assert until in text(answer)
    assert kept(store, Ruling) == 0


def test_meanwhile_one_looks_and_asks(commission, store, until):
    assert commission.get("/relecture").status_code == 200
    assert commission.get("/journal").status_code == 200
    assert commission.asks("C1.1").status_code == 303
    assert kept(store, Question) == 1


@pytest.mark.parametrize("how", ["the time is up", "it is handed in"])
def test_rating_opens_once(commission, store, over, wall, until, how):
    if how == "the time is up":
        wall.pass_(minutes=10, seconds=1)
    else:
        with store.sittings.open(over.id) as engine:
            handed = session.SaveDebrief(done="Tout.", left="", difficulties="", final=True)
            assert engine.handle(handed, wall=wall()).refusal == ""

    assert "La restitution du candidat court" not in text(commission.get("/grille"))
    assert commission.rules("C1.1").status_code == 303
    assert kept(store, Ruling) == 1


def test_a_last_second_is_still_the_candidates(commission, wall, until):
    wall.pass_(minutes=10)

    assert commission.rules("C1.1").status_code == 409


def test_who_rates_blind_waits_too(examiner, store, exam, over, users, until):
    changed(store, exam, double_rating=True)
    rater = Rater(examiner, over, users["examiner"])

    page, answers = text(rater.get("/grille")), (rater.rates("C1.1", htmx=True), rater.hands_in())

    assert until in page
    assert "Enregistrer le niveau" not in page
    assert "Remettre ma notation" not in page
    for answer in answers:
        assert answer.status_code == 409
        assert until in text(answer)
    assert kept(store, Rating) == 0
