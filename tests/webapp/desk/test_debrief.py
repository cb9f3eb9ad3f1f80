"""The end: stopping early, time up, the written restitution."""

import pytest

from sim import session

TEXTS = {"done": "La facture.", "left": "Le classement.", "difficulties": "Le prix manquait."}


def test_it_says_what_is_unfinished_and_judges_nothing(desk):
    desk.post("/messagerie/brouillons", nonce="d", draft="", to="", subject="À finir", body="x")
    desk.post("/plan", nonce="t", title="Relancer")

    page = desk.get("/terminer").text

    assert "À finir" in page
    assert "Relancer" in page
    assert "Continuer l’épreuve" in page
    assert desk.world.clock.running


def test_it_ends_once_for_two_clicks(desk):
    for _ in range(2):
        assert desk.post("/terminer", nonce="n").location == "/epreuve/mienne/restitution"

    assert desk.kinds.count("session.ended") == 1
    assert "Vous avez terminé l’épreuve." in desk.get("/restitution").text


def test_there_is_no_restitution_before_the_end(desk):
    assert desk.get("/restitution").location == "/epreuve/mienne/terminer"
    assert desk.post("/restitution", **TEXTS).location == "/epreuve/mienne/terminer"
    assert desk.world.debrief.done == ""


def test_time_up_leads_to_the_restitution(over):
    page = over.client.get("/epreuve/mienne/messagerie", follow_redirects=True).text

    assert "Le temps est écoulé." in page
    assert "Il vous reste 15\u00a0min" in page


def test_the_invigilator_may_end_it(desk):
    desk.ask(session.Close())

    assert "Le surveillant a mis fin à l’épreuve." in desk.get("/restitution").text


def test_it_is_saved_while_one_types(over):
    state = over.post("/restitution", htmx=True, **TEXTS)

    assert "Enregistré à" in state.text
    assert over.world.debrief.left == "Le classement."
    assert "Le classement." in over.get("/restitution").text


def test_saving_the_same_text_writes_nothing(over):
    for _ in range(3):
        over.post("/restitution", htmx=True, **TEXTS)

    assert over.kinds.count("session.debrief_saved") == 1


def test_once_handed_in_it_can_only_be_read(over):
    over.post("/restitution", nonce="n", final="1", **TEXTS)

    page = over.get("/restitution").text
    assert "Votre restitution est remise." in page
    assert "<textarea" not in page
    answer = over.post("/restitution", nonce="m", done="Autre chose")
    assert answer.status_code == 422
    assert over.world.debrief.done == "La facture."


def test_handing_in_twice_counts_once(over):
    for _ in range(2):
        assert over.post("/restitution", nonce="n", final="1", **TEXTS).status_code == 303

    assert over.kinds.count("session.debrief_saved") == 1


def test_after_the_delay_the_last_saved_text_is_kept(over):
    over.post("/restitution", htmx=True, **TEXTS)
    over.wall.pass_(minutes=16)

    answer = over.post("/restitution", nonce="n", done="Trop tard")

    assert answer.status_code == 422
    assert "délai de remise" in answer.text
    assert over.world.debrief.done == "La facture."
    assert "<textarea" not in over.get("/restitution").text


def test_a_text_too_long_is_refused(over):
    page = over.post("/restitution", nonce="n", done="x" * 10_001)

    assert page.status_code == 422
    assert "10 000 caractères" in page.text


@pytest.mark.parametrize("path", ["/commencer", "/consignes"])
def test_nothing_begins_again(over, path):
    answer = over.post(path) if path == "/commencer" else over.get(path)

    assert answer.location == "/epreuve/mienne/restitution"
