"""Incidents on the desk: the strip that announces them, the screens that are closed, the report."""

import pytest

from sim.scenario.model import Injection, Trouble, WorldFact
from webapp.desk.screens import render_readonly

ERP = "L’ERP ne répond plus."


def began(kind: str, at: str = "08:40", **given) -> Injection:
    incident = Trouble(id=kind, kind=kind, minutes=10, **given)
    return Injection(id=f"begin-{kind}", at=at, does=(WorldFact(incident=incident),))


@pytest.fixture
def scenario(scenario):
    troubles = (
        began("erp", text=ERP),
        began("network_drive", at="09:00"),
        began("absence", at="09:20", person="karim"),
        began("contradictory_order", at="09:40", text="Deux ordres opposés."),
    )
    return scenario.model_copy(update={"timeline": (*scenario.timeline, *troubles)})


@pytest.fixture
def down(desk):
    """A desk whose ERP is unavailable."""
    desk.wall.pass_(minutes=12)
    return desk


def test_the_pulse_brings_the_strip_and_takes_it_away(desk):
    assert ERP not in desk.get("/messagerie").text

    desk.wall.pass_(minutes=11)
    brought = desk.get("/pouls", htmx=True, depuis=1).text
    desk.wall.pass_(minutes=10)
    gone = desk.get("/pouls", htmx=True, depuis=2).text

    assert 'class="outages outages-1"' in brought
    assert ERP in brought
    assert 'class="outages outages-0"' in gone
    assert ERP not in gone


def test_every_page_shows_the_strip_while_it_lasts(down):
    assert ERP in down.get("/messagerie").text
    assert ERP in down.get("/plan").text


@pytest.mark.parametrize("path", ["/erp", "/erp/customer", "/erp/customer/nouveau"])
def test_the_screens_of_the_erp_say_that_it_is_out_of_order(down, path):
    page = down.get(path)

    assert page.status_code == 422
    assert "Rien n’a été enregistré" in page.text
    assert "Réessayer" in page.text
    assert down.kinds[-1] == "session.command_refused"


def test_htmx_gets_the_reason_and_the_page_stays(down):
    answer = down.get("/erp/customer", htmx=True)

    assert answer.headers["HX-Retarget"] == "#messages"
    assert ERP in answer.text


def test_a_page_that_refreshes_by_itself_is_refused_once(down):
    for _ in range(3):
        down.get("/erp", htmx=True)

    assert down.kinds.count("session.command_refused") == 1


def test_what_was_typed_in_a_form_of_the_erp_is_not_lost(down):
    page = down.post("/erp/customer/nouveau", **{"f.name": "TRANSMÉCARO", "nonce": "n"})

    assert page.status_code == 422
    assert ERP in page.text
    assert "TRANSMÉCARO" in page.text
    assert down.kinds[-1] == "session.command_refused"


def test_it_works_again_afterwards(down):
    down.wall.pass_(minutes=10)

    assert down.get("/erp/customer").status_code == 200


def test_the_documents_are_closed_while_the_drive_is(desk):
    desk.wall.pass_(minutes=31)
    path = "/ADV/3_Facturation/prix.csv"

    assert "lecteur réseau" in desk.get("/documents").text
    assert desk.get("/documents/fichier", chemin=path).status_code == 422
    assert desk.get("/documents/modifier", chemin=path).status_code == 422
    assert desk.get("/documents/fichier/suite", chemin=path, version=9).status_code == 204
    assert desk.get("/messagerie").status_code == 200


def test_who_is_away_is_shown_where_they_would_be_reached(desk):
    desk.wall.pass_(minutes=51)

    assert "En absence" in desk.get("/discussion/karim").text
    assert "(en absence)" in desk.get("/telephone").text
    assert "En absence" in desk.get("/annuaire/karim").text
    assert "En absence" not in desk.get("/annuaire/luc").text


def test_contradictory_orders_are_left_to_be_noticed(desk):
    desk.wall.pass_(minutes=71)

    assert "Deux ordres" not in desk.get("/messagerie").text
    assert "Deux ordres" not in desk.get("/incidents").text


def test_an_incident_is_reported_once_for_two_clicks(down):
    form = {"nonce": "n", "incident": "erp", "person": "luc", "text": "L’ERP est tombé."}
    for _ in range(2):
        assert down.post("/incidents", **form).status_code == 303

    page = down.get("/incidents").text
    assert down.kinds.count("incident.reported") == 1
    assert "L’ERP est tombé." in page


def test_a_report_refused_loses_nothing(down):
    page = down.post("/incidents", nonce="n", incident="erp", person="", text="L’ERP est tombé.")

    assert page.status_code == 422
    assert "Choisissez dans l’annuaire" in page.text
    assert "L’ERP est tombé." in page.text


def test_the_strip_leads_to_the_form_of_its_incident(down):
    page = down.get("/incidents", incident="erp").text

    assert '<option value="erp" selected>' in page


def test_a_replay_shows_the_incidents_without_the_form(app, down):
    with app.test_request_context():
        html = render_readonly("incidents", down.world)

    assert ERP in html
    assert "<form" not in html
