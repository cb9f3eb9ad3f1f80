"""The screens as a replay shows them: from the world alone, without forms."""

import re

import pytest

from sim.facts.dictionary import KINDS
from webapp.desk.screens import SCREENS, SHOWN, render_readonly, screen_of

ELSEWHERE = {
    "session.paused", "session.resumed", "session.extended", "session.ended",
    "session.command_refused", "session.incident_noted", "session.task_neutralised",
    "session.task_restored", "session.workstation_replaced",
}  # fmt: skip
"""Facts that are seen on no screen."""


@pytest.fixture
def busy(desk):
    """A desk where everything has been used once."""
    desk.wall.pass_(minutes=22, seconds=5)
    desk.post("/telephone/call-truck/repondre", nonce="1")
    desk.post("/telephone/call-truck/fiche", caller="Claire")
    desk.post("/plan", nonce="2", title="Relancer", about="M01")
    desk.post("/discussion/luc", nonce="3", text="Bonjour")
    letter = {"to": "k.benali@arvello.example", "subject": "Point", "body": "Bonjour"}
    desk.post("/messagerie/envoyer", nonce="4", **letter)
    desk.post("/messagerie/brouillons", nonce="5", draft="", **letter)
    desk.get("/messagerie/M01")
    desk.get("/messagerie/M03/lien", adresse="http://banque.example/verifier")
    desk.get("/annuaire/karim")
    desk.get("/annuaire", recherche="luc")
    return desk


@pytest.mark.parametrize("name", SCREENS)
def test_every_screen_is_drawn_from_the_world_alone(app, busy, name):
    with app.test_request_context():
        html = render_readonly(name, busy.world)

    assert "<form" not in html
    assert "hx-get" not in html
    assert "hx-post" not in html
    assert len(re.findall(r'^<\w+ id="', html.strip())) == 1


def test_every_fact_is_seen_on_the_screen_it_names(app, busy):
    entries = busy.store.sittings.journal(busy.sitting).read(0)
    with app.test_request_context():
        for entry in entries:
            found = screen_of(entry.fact)
            assert found is not None, entry.kind
            name, arguments = found
            assert render_readonly(name, busy.world, **arguments)


def test_every_kind_of_fact_has_a_screen_or_a_reason_not_to():
    assert {kind for kind, fact in KINDS.items() if fact not in SHOWN} == ELSEWHERE
