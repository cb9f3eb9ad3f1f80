"""What is kept how long: the usual months, the centre's own, what is due today, what goes by itself."""

from datetime import date

import pytest
import sqlalchemy as sa

from tests.conftest import NINE_O_CLOCK, sign_in
from tests.webapp.privacy.conftest import DAY, NAME, PUBLISHED
from webapp.privacy import rules
from webapp.privacy.delays import due, later
from webapp.store.planning_tables import CentreSetting
from webapp.store.privacy_tables import Look
from webapp.store.tables import SignInFailure
from webapp.wall import local
from webapp.worker import Worker

PAGE = "/centre/donnees"
USUAL = {one.kind: str(one.months) for one in rules.RULES}


def months(store):
    with store.sessions() as session:
        return rules.months(session)


def test_the_usual_months_are_valid_as_they_are(store, admin):
    assert admin.post(PAGE, data=USUAL).status_code == 303
    assert months(store) == {
        "enrolment": 120,
        "evidence": 48,
        "measures": 2,
        "invitations": 2,
        "audit": 12,
        "failures": 12,
    }


def test_the_centre_changes_them(store, admin):
    form = {
        **USUAL,
        "evidence": "36",
        "audit": "6",
        "name": "CFAI",
        "address": "1 rue du Port",
        "contact": "dpo@cfai.example",
    }

    assert admin.post(PAGE, data=form).status_code == 303

    assert months(store)["evidence"] == 36
    page = admin.get(PAGE).text
    assert "3\u00a0ans" in page
    assert "dpo@cfai.example" in page


@pytest.mark.parametrize(
    ("kind", "typed", "said"),
    [
        ("evidence", "", "nombre entier"),
        ("evidence", "-3", "nombre entier"),
        ("evidence", "3,5", "nombre entier"),
        ("evidence", "²", "nombre entier"),
        ("evidence", "9" * 400, "nombre entier"),
        ("measures", "1", "Au moins 2 mois"),
        ("audit", "0", "Au moins 1 mois"),
        ("audit", "601", "Au plus 600 mois"),
        ("enrolment", "47", "ne peut pas partir avant"),
    ],
)
def test_months_that_make_no_sense_are_refused_beside_the_field(store, admin, kind, typed, said):
    answer = admin.post(PAGE, data={**USUAL, kind: typed, "contact": "CFAI"})

    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="CFAI"' in answer.text
    assert months(store)[kind] == int(USUAL[kind])


def test_missing_fields_are_refused(admin):
    assert admin.post(PAGE, data={}).status_code == 422


def test_the_delay_of_an_appeal_is_the_least(store, admin):
    with store.sessions.begin() as session:
        session.add(CentreSetting(name="appeal_days", value="200"))

    assert "Au moins 7 mois" in admin.post(PAGE, data=USUAL).text


@pytest.mark.parametrize("value", ["", "x", "0", "-1", "9" * 50])
def test_a_setting_nobody_can_read_leaves_the_usual_or_the_least(store, value):
    with store.sessions.begin() as session:
        session.add(CentreSetting(name="keep.audit", value=value))

    assert months(store)["audit"] in (12, 1)


@pytest.mark.parametrize(
    ("day", "count", "found"),
    [
        (date(2026, 10, 31), 1, date(2026, 11, 30)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 10, 20), 48, date(2030, 10, 20)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
        (date(2026, 1, 15), -12, date(2025, 1, 15)),
    ],
)
def test_months_later_is_the_same_day_or_the_last(day, count, found):
    assert later(day, count) == found


def extents(store, wall):
    with store.sessions() as session:
        return [one.extent for one in due(session, local(wall).date())]


def test_what_is_due_grows_with_time(store, published):
    year = 365 * DAY

    assert extents(store, PUBLISHED + 30 * DAY) == []
    assert extents(store, PUBLISHED + 62 * DAY) == ["measures"]
    assert extents(store, PUBLISHED + 5 * year) == ["evidence"]
    assert extents(store, PUBLISHED + 11 * year) == ["person"]


def test_what_is_erased_is_no_longer_due(store, published, centre):
    centre.erases(published, wall=PUBLISHED + 5 * 365 * DAY)
    assert extents(store, PUBLISHED + 5 * 365 * DAY) == []

    centre.erases(published, "person", wall=PUBLISHED + 11 * 365 * DAY)
    assert extents(store, PUBLISHED + 11 * 365 * DAY) == []


def test_nothing_goes_by_itself(store, published, admin, wall, users):
    wall.ms = PUBLISHED + 11 * 365 * DAY
    Worker(store).beat(wall.ms)
    sign_in(admin, users["admin"])

    page = admin.get("/centre/donnees/echeances").text
    assert NAME in page
    assert "Peut être effacé" in page


def test_a_register_that_was_changed_says_so_in_its_line(store, published, admin, wall, users):
    with store.database.begin() as connection:
        connection.exec_driver_sql("DROP TRIGGER act_text_refuses_update")
        connection.exec_driver_sql("UPDATE act_text SET text = replace(text, 'Nom', 'Mon')")
    wall.ms = PUBLISHED + 11 * 365 * DAY
    sign_in(admin, users["admin"])

    answer = admin.get("/centre/donnees/echeances")
    assert answer.status_code == 200
    assert "registre de la session est altéré" in answer.text


def test_the_worker_removes_old_lines_once_an_hour(store, users):
    year = NINE_O_CLOCK + 366 * DAY
    rows = [
        Look(at=NINE_O_CLOCK, endpoint="x"),
        Look(at=year - DAY, endpoint="y"),
        SignInFailure(login="z", at=NINE_O_CLOCK),
    ]
    with store.sessions.begin() as session:
        session.add_all(rows)
    worker = Worker(store)

    worker.beat(year)
    assert left(store) == (["y"], 0)

    with store.sessions.begin() as session:
        session.add(Look(at=NINE_O_CLOCK, endpoint="x"))
    worker.beat(year + 59 * 60_000)
    assert left(store) == (["y", "x"], 0)
    worker.beat(year + 60 * 60_000)
    assert left(store) == (["y"], 0)


def left(store):
    with store.sessions() as session:
        failures = session.scalar(sa.select(sa.func.count()).select_from(SignInFailure))
        return session.scalars(sa.select(Look.endpoint).order_by(Look.id)).all(), failures


def test_the_worker_goes_on_when_it_cannot(store, caplog):
    with store.database.begin() as connection:
        connection.exec_driver_sql("DROP TABLE look")

    Worker(store).beat(NINE_O_CLOCK)

    assert "past its time" in caplog.text


def test_a_candidate_reads_it_in_words(client, admin, users):
    admin.post(
        PAGE,
        data={**USUAL, "evidence": "36", "name": "CFAI de Nantes", "contact": "dpo@cfai.example"},
    )
    card = {"name": "CFAI de Nantes", "address": "1 rue du Port\n44000 Nantes"}
    assert admin.post("/centre/reglages", data=card).status_code == 303
    sign_in(client, users["candidate"])

    assert 'href="/epreuve/donnees"' in client.get("/epreuve/").text
    page = client.get("/epreuve/donnees").text
    for said in (
        "CFAI de Nantes",
        "dpo@cfai.example",
        "3\u00a0ans",
        "CNIL",
        "commission",
        "Contester le résultat",
    ):
        assert said in page


def test_it_stands_without_the_centre_s_words(client, users):
    sign_in(client, users["candidate"])

    assert "à l’accueil" in client.get("/epreuve/donnees").text
