"""A technical problem told to the invigilator from any screen, and the answer that comes back."""

import pytest

from sim import invigilation, session
from webapp.desk.screens import render_readonly


def reports(desk, htmx=False, **form):
    return desk.post("/surveillant", htmx=htmx, **{"nonce": "n1", "text": "Écran noir", **form})


def answers(desk, text="J’arrive.", fault="P1"):
    desk.ask(invigilation.AnswerFault(fault=fault, text=text))


@pytest.mark.parametrize("path", ["/messagerie", "/plan", "/drive", "/annuaire", "/incidents"])
def test_every_screen_leads_to_it(desk, path):
    page = desk.get(path)
    if page.status_code == 404:
        pytest.skip(path)

    assert "/epreuve/mienne/surveillant" in page.text
    assert "Signaler un problème technique au surveillant" in page.text


def test_the_page_says_that_the_clock_runs_on_and_knows_the_screen_it_comes_from(desk):
    page = desk.get("/surveillant", ecran="planner").text

    assert "continue de s’écouler" in page
    assert '<option value="planner" selected>' in page


def test_a_report_is_journalled_with_its_screen_and_shown(desk):
    answer = reports(desk, text="Écran\r\nnoir", ecran="mail")

    assert answer.location.endswith("/surveillant")
    fault = desk.world.room.faults["P1"]
    assert (fault.text, fault.screen) == ("Écran\nnoir", "Messagerie")
    assert desk.world.clock.running
    assert "en attente de réponse" in desk.get("/surveillant").text


def test_sent_twice_it_counts_once(desk):
    reports(desk)
    reports(desk)

    assert list(desk.world.room.faults) == ["P1"]


@pytest.mark.parametrize("text", ["", "  ", "x" * 1001, "\x00"])
def test_one_that_will_not_do_is_refused_and_kept(desk, text):
    answer = reports(desk, text=text, ecran="mail")

    assert answer.status_code == 422
    if len(text) > 1000:
        assert text in answer.text
    assert desk.world.room.faults == {}


def test_a_screen_that_is_none_is_left_out(desk):
    reports(desk, ecran="<script>")

    assert desk.world.room.faults["P1"].screen == ""


def test_the_answer_arrives_with_the_pulse_wherever_the_candidate_is(desk):
    reports(desk)
    seen = desk.world.seq
    answers(desk)

    there = desk.get("/pouls", htmx=True, depuis=seen, ecran="mail").text
    here = desk.get("/pouls", htmx=True, depuis=seen, ecran="fault").text

    assert "J’arrive." in there
    assert 'id="fault-reports"' not in there
    assert 'id="fault-reports"' in here
    assert "Réponse à" in here


def test_it_works_while_the_sitting_is_paused(paused):
    page = paused.get("/surveillant")
    assert 'class="suspended"' not in page.text
    assert "Ce qui ne va pas" in page.text

    assert reports(paused).status_code == 303
    answers(paused)

    assert "J’arrive." in paused.get("/surveillant").text
    assert "/surveillant" in paused.get("/messagerie").text
    overlay = paused.get("/pouls", htmx=True, depuis=1, ecran="fault").text
    assert 'class="suspended"' not in overlay
    assert 'class="suspended"' in paused.get("/pouls", htmx=True, depuis=1, ecran="mail").text


def test_another_candidate_reports_nothing_here(desk, client, users):
    answer = desk.client.post("/epreuve/autre/surveillant", data={"text": "x", "nonce": "1"})

    assert answer.status_code == 404


def test_after_the_end_it_leads_to_the_restitution(over):
    assert over.get("/surveillant").location.endswith("/restitution")
    assert reports(over).location.endswith("/restitution")


def test_a_replay_shows_what_was_reported_and_answered(app, desk):
    reports(desk)
    answers(desk)

    with app.test_request_context():
        html = render_readonly("fault", desk.world)

    assert "Écran noir" in html
    assert "J’arrive." in html
    assert "<form" not in html


def test_a_refusal_while_paused_is_told_on_the_page(paused):
    answer = reports(paused, htmx=True, text="")

    assert answer.status_code == 422
    assert "vide" in answer.text
    paused.ask(session.Resume())
    assert paused.world.clock.running
