"""The centre's pages: who may erase, what must be typed, and what a clumsy or hostile form meets."""

import pytest
import sqlalchemy as sa

from tests.conftest import csrf_token, sign_in
from tests.webapp.privacy.conftest import AFTER_APPEALS, NAME, PUBLISHED
from tests.webapp.privacy.test_erase import SAID, WORDS, found_in
from webapp.store.privacy_tables import Erasure
from webapp.store.tables import User


@pytest.fixture
def page(users):
    return f"/centre/donnees/personnes/{users['candidate'].id}"


@pytest.fixture
def later(wall, admin, users, published):
    """The administrator, once no appeal can be lodged any more."""
    wall.ms = AFTER_APPEALS
    sign_in(admin, users["admin"])
    return admin


def form(about, **changes):
    return {
        "extent": "evidence", "sitting": about.token, "reason": "Délai atteint.", "confirmation": NAME, **changes,
    }  # fmt: skip


def erasures(store) -> list[str]:
    with store.sessions() as session:
        return list(session.scalars(sa.select(Erasure.scope)))


def test_erasing_asks_for_a_reason_and_the_name(store, later, page, published):
    answer = later.post(
        f"{page}/effacer", data=form(published, confirmation="  zébulon   TOURNEBROCHE ")
    )

    assert answer.status_code == 303
    assert erasures(store) == ["evidence"]
    assert "Données effacées" in later.get(page).text


def test_erasing_the_person_through_the_page_leaves_no_trace(
    store, settings, later, page, published
):
    answer = later.post(f"{page}/effacer", data=form(published, extent="person", sitting=""))

    assert answer.status_code == 303
    assert found_in(settings, (*WORDS, *SAID)) == []
    assert "Candidat effacé" in later.get(page).text
    assert NAME not in later.get("/centre/donnees/personnes").text


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"reason": " "}, "Indiquez le motif"),
        ({"confirmation": ""}, "recopiez le nom"),
        ({"confirmation": "Zébulon"}, "recopiez le nom"),
        ({"extent": ""}, "Choisissez ce qui doit"),
        ({"extent": "tout\x00"}, "Choisissez ce qui doit"),
        ({"reason": "x" * 9000, "confirmation": "\x00"}, "recopiez le nom"),
        ({"reason": f"Demande de {NAME}"}, "y écrivez pas le nom"),
    ],
)
def test_a_form_that_is_not_whole_erases_nothing(store, later, page, published, changes, said):
    answer = later.post(f"{page}/effacer", data=form(published, **changes))

    assert answer.status_code == 422
    assert said in answer.text
    assert erasures(store) == []


def test_what_was_typed_is_kept(later, page, published):
    text = later.post(f"{page}/effacer", data=form(published, confirmation="Zébulon")).text

    assert "Délai atteint.</textarea>" in text
    assert 'value="Zébulon"' in text


def test_it_says_until_when_an_appeal_runs(store, wall, admin, users, page, published):
    wall.ms = PUBLISHED
    sign_in(admin, users["admin"])

    assert "Le délai de recours court jusqu’au" in admin.get(page).text
    refused = admin.post(f"{page}/effacer", data=form(published))
    assert refused.status_code == 422
    assert erasures(store) == []


def test_the_sitting_of_somebody_else_is_not_found(store, later, users, published):
    with store.sessions.begin() as session:
        other = User(login="autre", name=NAME, role="candidate", password_hash="x")
        session.add(other)

    forged = later.post(f"/centre/donnees/personnes/{other.id}/effacer", data=form(published))
    assert forged.status_code == 404
    assert (
        later.post(
            f"/centre/donnees/personnes/{users['jury'].id}/effacer", data=form(published)
        ).status_code
        == 404
    )
    assert erasures(store) == []


@pytest.mark.parametrize("role", ["candidate", "examiner", "jury", "invigilator", "trainer"])
def test_nobody_else_erases(store, client, users, page, published, role):
    sign_in(client, users[role])

    assert client.post(f"{page}/effacer", data=form(published)).status_code == 403
    assert client.get(page).status_code == 403
    assert erasures(store) == []


def test_a_form_without_its_token_is_refused(app, store, later, page, published):
    app.config["WTF_CSRF_ENABLED"] = True

    assert later.post(f"{page}/effacer", data=form(published)).status_code == 400
    token = csrf_token(later.get(page))
    assert later.post(f"{page}/effacer", data=form(published, csrf_token=token)).status_code == 303


def test_sent_twice_it_erases_once(store, later, page, published):
    for _ in range(2):
        later.post(f"{page}/effacer", data=form(published))

    assert erasures(store) == ["evidence"]


def test_candidates_are_found_by_a_part_of_their_name(later, users, published):
    url = "/centre/donnees/personnes"

    assert NAME in later.get(f"{url}?q=TOURNE").text
    assert NAME not in later.get(f"{url}?q=%25").text
    assert "Aucun candidat de ce nom" in later.get(f"{url}?q=%00" + "x" * 500).text
    partial = later.get(f"{url}?q=Zé", headers={"HX-Request": "true"}).text
    assert partial.lstrip().startswith('<div id="people">')


def test_the_rail_leads_there(admin):
    assert 'href="/centre/donnees"' in admin.get("/centre/").text
