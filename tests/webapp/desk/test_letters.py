"""The outgoing post on the desk."""

import pytest

from sim.scenario.model import Injection, Trouble, WorldFact
from webapp.desk.screens import render_readonly

PATH = "/ADV/3_Facturation/prix.csv"
ENVELOPE = {"papers": "P1", "person": "buyer", "posting": "registered"}


@pytest.fixture
def scenario(scenario):
    down = WorldFact(incident=Trouble(id="down", kind="printer", minutes=5, text="Bourrage."))
    timeline = (*scenario.timeline, Injection(id="down", at="08:40", does=(down,)))
    return scenario.model_copy(update={"timeline": timeline, "post_collection": "09:30"})


@pytest.fixture
def printed(desk):
    assert desk.post("/courrier/imprimer", nonce="p", document=PATH).status_code == 303
    return desk


def test_the_screen_says_what_a_letter_costs_and_when_the_post_leaves(desk):
    page = desk.get("/courrier").text

    assert "≈ 15\u00a0min" in page
    assert "Levée à 9\u00a0h\u00a030" in page
    assert 'href="/epreuve/mienne/courrier"' in page


def test_a_letter_is_printed_then_posted_once_for_two_clicks(printed):
    for _ in range(2):
        assert printed.post("/courrier/poster", nonce="n", **ENVELOPE).status_code == 303

    page = printed.get("/courrier").text
    assert printed.kinds[-2:] == ["letter.printed", "letter.posted"]
    assert "Claire Vasseur" in page
    assert "Lettre recommandée · prix.csv" in page


def test_a_file_leads_to_its_printing(desk):
    assert "/courrier?document=" in desk.get("/documents/fichier", chemin=PATH).text
    assert f'value="{PATH}" selected' in desk.get("/courrier", document=PATH).text


def test_a_refusal_says_why_and_loses_nothing(printed):
    form = {**ENVELOPE, "person": "", "address": " "}
    page = printed.post("/courrier/poster", htmx=True, nonce="n", **form)

    assert page.status_code == 422
    assert "pas de destinataire" in page.text
    assert 'value="P1" checked' in page.text
    assert 'value="registered" selected' in page.text


def test_while_the_printer_is_down_nothing_comes_out(desk):
    desk.wall.pass_(minutes=11)
    page = desk.post("/courrier/imprimer", nonce="p", document=PATH)

    assert page.status_code == 422
    assert "Bourrage. Rien n’a été imprimé" in page.text
    assert f'value="{PATH}" selected' in page.text


def test_after_the_collection_a_letter_stays(printed):
    printed.wall.pass_(minutes=61)
    page = printed.post("/courrier/poster", nonce="n", **ENVELOPE)

    assert "Le courrier du jour est parti" in page.text


def test_an_unknown_kind_of_posting_is_no_request_of_ours(printed):
    form = {**ENVELOPE, "posting": "pigeon"}

    assert printed.post("/courrier/poster", nonce="n", **form).status_code == 400


def test_a_replay_shows_the_tray_without_the_forms(app, printed):
    printed.post("/courrier/poster", nonce="n", **ENVELOPE)
    with app.test_request_context():
        html = render_readonly("letters", printed.world)

    assert "Claire Vasseur" in html
    assert "<form" not in html
