"""The door of the desk: whose sitting it is, and what its clock allows."""

import pytest

from sim import session
from tests.conftest import sign_in

PAGES = (
    "/messagerie",
    "/discussion",
    "/telephone",
    "/plan",
    "/documents",
    "/annuaire",
    "/terminer",
)


@pytest.mark.parametrize("path", PAGES)
def test_it_opens_every_screen_of_a_running_sitting(desk, path):
    page = desk.get(path)

    assert page.status_code == 200
    assert "ARVELLO" in page.text
    assert "8\u00a0h\u00a030" in page.text
    assert "reste 2\u00a0h\u00a000" in page.text


@pytest.mark.parametrize("path", PAGES)
def test_it_leads_to_the_briefing_before_the_start(lobby, path):
    assert lobby.get(path).location == "/epreuve/mienne/consignes"
    assert lobby.kinds == []


@pytest.mark.parametrize("path", PAGES)
def test_it_leads_to_the_restitution_once_time_is_up(over, path):
    assert over.get(path).location == "/epreuve/mienne/restitution"
    assert over.kinds[-1] == "session.ended"


def test_an_action_after_the_end_changes_nothing(over):
    answer = over.post("/plan", title="Trop tard")

    assert answer.location == "/epreuve/mienne/restitution"
    assert over.kinds[-1] == "session.ended"


@pytest.mark.parametrize("token", ["autre", "inconnue", "-", "%00"])
def test_it_hides_a_sitting_that_is_not_the_candidates(desk, enrol, users, token):
    enrol(users["trainer"], "autre")

    page = desk.client.get(f"/epreuve/{token}/messagerie")

    assert page.status_code == 404
    assert "elle n’est pas à votre nom" in page.text


def test_it_accepts_no_command_for_a_sitting_that_is_not_the_candidates(desk, enrol, users, store):
    other = enrol(users["trainer"], "autre")

    assert desk.client.post("/epreuve/autre/commencer").status_code == 404
    assert store.sittings.journal(other).read(0) == []


def test_it_lets_no_examiner_in(desk, app, users):
    examiner = app.test_client()
    sign_in(examiner, users["examiner"])

    assert examiner.get("/epreuve/mienne/messagerie").status_code == 403


def test_a_suspended_sitting_says_so_and_keeps_the_work(paused):
    page = paused.get("/messagerie")

    assert "Épreuve suspendue" in page.text
    assert "Commande" not in page.text


def test_a_suspended_sitting_takes_no_command(paused):
    page = paused.post("/plan", title="Pendant la pause")

    assert page.status_code == 422
    assert "L’épreuve est suspendue" in page.text
    assert paused.world.planner.tasks == {}


def test_time_stands_still_while_suspended(paused):
    paused.wall.pass_(minutes=30)
    paused.ask(session.Resume())

    assert "reste 2\u00a0h\u00a000" in paused.get("/messagerie").text


def test_pages_are_complete_without_htmx_and_partial_with_it(desk):
    assert "<html" in desk.get("/plan").text
    assert "<html" not in desk.get("/plan", htmx=True).text
    assert "HX-Request" in desk.get("/plan").vary
