"""The notice board on the desk."""

import pytest

from sim.scenario.model import NoticeOpening
from webapp.desk.screens import render_readonly

NOTICE = {"title": "Ascenseur", "text": "En panne jusqu’à midi.", "until": "2026-10-16"}


@pytest.fixture
def scenario(scenario):
    fire = NoticeOpening(
        id="fire", title="Évacuation <b>", text="Jeudi à 10 h.", until="2026-10-15", author="karim"
    )
    return scenario.model_copy(update={"notices": (fire,)})


def test_the_board_shows_who_wrote_what_and_until_when(desk):
    page = desk.get("/affichage").text

    assert "Évacuation &lt;b&gt;" in page
    assert "Karim Benali · jusqu’au 15/10/2026" in page
    assert "≈ 10\u00a0min" in page
    assert "/affichage/fire/retirer" not in page


def test_a_notice_is_put_up_once_for_two_clicks_then_taken_down(desk):
    for _ in range(2):
        assert desk.post("/affichage", nonce="n", **NOTICE).status_code == 303
    assert desk.kinds.count("notice.posted") == 1
    assert "En panne jusqu’à midi." in desk.get("/affichage").text

    assert desk.post("/affichage/avis-1/retirer", nonce="r").status_code == 303
    assert "En panne jusqu’à midi." not in desk.get("/affichage").text


def test_a_refusal_says_why_and_loses_nothing(desk):
    page = desk.post("/affichage", htmx=True, nonce="n", **{**NOTICE, "until": "2026-10-01"})

    assert page.status_code == 422
    assert "Cette date est passée" in page.text
    assert "En panne jusqu’à midi." in page.text


@pytest.mark.parametrize("notice", ["fire", "nothing"])
def test_what_is_not_the_candidate_s_is_not_taken_down(desk, notice):
    page = desk.post(f"/affichage/{notice}/retirer", nonce="r")

    assert page.status_code == 422
    assert desk.kinds[-1] == "session.command_refused"


def test_a_replay_shows_the_board_without_forms(app, desk):
    desk.post("/affichage", nonce="n", **NOTICE)
    with app.test_request_context():
        html = render_readonly("notices", desk.world)

    assert "Ascenseur" in html
    assert "<form" not in html
