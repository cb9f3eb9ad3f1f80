"""The candidate's own page, and the briefing before the start."""

import re

import pytest
from flask import render_template

from tests.conftest import sign_in
from webapp.desk.home import prose
from webapp.store.tables import Sitting


def test_it_offers_to_start_a_planned_sitting(lobby):
    page = lobby.client.get("/epreuve/").text

    assert "Facturation" in page
    assert "2\u00a0h\u00a000" in page
    assert "Commencer" in page
    assert "/epreuve/mienne/consignes" in page


def test_it_offers_to_go_on_with_a_running_sitting(desk):
    page = desk.client.get("/epreuve/").text

    assert "Reprendre" in page
    assert "En cours" in page


def test_it_offers_the_restitution_while_there_is_time(over):
    over.get("/messagerie")

    assert "Compléter la restitution" in over.client.get("/epreuve/").text
    over.wall.pass_(minutes=16)
    assert "Relire ma restitution" in over.client.get("/epreuve/").text


def test_it_shows_nobody_elses_sitting(lobby, enrol, users):
    enrol(users["trainer"], "autre")

    assert "autre" not in lobby.client.get("/epreuve/").text


def test_it_says_when_nothing_is_planned(client, users):
    sign_in(client, users["candidate"])

    assert "Aucune épreuve n’est planifiée" in client.get("/epreuve/").text


def test_the_briefing_is_shown_as_text_and_never_as_a_script(lobby):
    page = lobby.get("/consignes").text

    assert "<strong>Camille</strong>" in page
    assert "<script>x" not in page
    assert "Ce qui est enregistré" in page


@pytest.mark.parametrize(
    ("brief", "headings"),
    [("Vous remplacez Camille.", ["Facturation"]), ("# Une matinée\n\nLisez.", ["Une matinée"])],
)
def test_a_briefing_has_one_title_its_own_or_the_subjects(app, brief, headings):
    with app.test_request_context():
        page = render_template("desk/home/_brief.html", title="Facturation", brief=prose(brief))

    assert re.findall("<h1>(.*?)</h1>", page) == headings


def test_a_longer_time_is_said_and_counted(client, users, enrol):
    enrol(users["candidate"], "tiers", time_factor=1.33)
    sign_in(client, users["candidate"])

    page = client.get("/epreuve/tiers/consignes").text

    assert "2\u00a0h\u00a039, durée majorée" in page


def test_it_starts_once_for_two_clicks(lobby):
    first, second = lobby.post("/commencer"), lobby.post("/commencer")

    assert first.location == second.location == "/epreuve/mienne/messagerie"
    assert lobby.kinds == ["session.started"]


def test_it_starts_with_the_candidates_own_time(client, users, enrol, store):
    sitting = enrol(users["candidate"], "tiers", time_factor=1.33)
    sign_in(client, users["candidate"])

    client.post("/epreuve/tiers/commencer")

    started = store.sittings.journal(sitting).read(0)[0].fact
    assert started.time_factor == 1.33
    with store.sessions() as rows:
        row = rows.get(Sitting, sitting)
        assert row.state == "running"
        assert started.scenario == row.scenario_digest


@pytest.mark.parametrize("state", ["draft", "closed"])
def test_it_does_not_start_while_the_exam_is_not_open(client, users, enrol, store, state):
    sitting = enrol(users["candidate"], "close", state)
    sign_in(client, users["candidate"])

    page = client.post("/epreuve/close/commencer")

    assert page.status_code == 422
    assert "Cette épreuve n’est pas ouverte" in page.text
    assert store.sittings.journal(sitting).read(0) == []


def test_reading_the_briefing_again_is_journalled(desk):
    assert "Revenir au bureau" in desk.get("/consignes").text
    assert desk.kinds[-1] == "session.briefing_opened"


def test_an_exam_may_last_another_time_than_its_scenario(lobby, store):
    with store.sessions.begin() as rows:
        rows.get_one(Sitting, lobby.sitting).exam.duration_min = 90
    assert "1\u00a0h\u00a030" in lobby.get("/consignes").text

    lobby.post("/commencer")

    assert lobby.world.clock.end_at == 90 * 60
