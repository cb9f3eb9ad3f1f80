"""Telephone and reception: answering, talking, calling, the message form."""

import pytest


@pytest.fixture
def ringing(desk):
    """It is 8 h 52 and the telephone rings."""
    desk.wall.pass_(minutes=22, seconds=5)
    return desk


@pytest.fixture
def talking(ringing):
    assert ringing.post("/telephone/call-truck/repondre", nonce="n").status_code == 303
    return ringing


@pytest.mark.parametrize("path", ["/messagerie", "/plan", "/telephone", "/annuaire"])
def test_it_rings_on_every_screen(ringing, path):
    page = ringing.get(path).text

    assert "Appel entrant" in page
    assert "ALPHYDRAL, numéro affiché" in page


def test_an_incoming_call_is_answered(ringing):
    answer = ringing.post("/telephone/call-truck/repondre", nonce="n")

    assert answer.location == "/epreuve/mienne/telephone/call-truck"
    page = ringing.get("/telephone/call-truck").text
    assert "Le camion passe à 9 h 50." in page
    assert "Bien noté." in page
    assert "Raccrocher" in page
    assert "Appel entrant" not in page


def test_two_clicks_answer_once(talking):
    talking.post("/telephone/call-truck/repondre", nonce="n")

    assert talking.kinds.count("call.answered") == 1


def test_a_call_nobody_answers_is_missed_with_its_message(ringing):
    ringing.wall.pass_(minutes=2)

    page = ringing.get("/telephone/call-truck").text

    assert "Manqué" in page
    assert "Rappelez-moi." in page
    answer = ringing.post("/telephone/call-truck/repondre", nonce="n")
    assert answer.status_code == 422
    assert "n’attend plus de réponse" in answer.text


def test_a_proposed_reply_leads_on(talking):
    page = talking.post("/telephone/call-truck/dire", htmx=True, nonce="r", choice="a").text

    assert page.lstrip().startswith('<section id="conversation"')
    assert "Merci, au revoir." in page
    assert talking.world.calls["call-truck"].state == "ended"


def test_a_promise_needs_its_time(talking):
    page = talking.post("/telephone/call-truck/dire", nonce="r", choice="b", due="bientôt")

    assert page.status_code == 422
    assert "pour quelle heure" in page.text
    assert 'value="bientôt"' in page.text

    talking.post("/telephone/call-truck/dire", nonce="s", choice="b", due="10:30")
    assert talking.world.calls["call-truck"].promises == [("réponse écrite", "10:30")]


def test_free_words_are_understood(talking):
    talking.post("/telephone/call-truck/dire", nonce="r", text="D’accord pour 9 h 50.")

    assert talking.world.calls["call-truck"].state == "ended"


def test_saying_nothing_is_refused(talking):
    page = talking.post("/telephone/call-truck/dire", nonce="r", text=" ")

    assert page.status_code == 422
    assert "Vous n’avez rien dit" in page.text


def test_a_reply_that_is_not_proposed_is_refused(talking):
    assert talking.post("/telephone/call-truck/dire", nonce="r", choice="zz").status_code == 422


def test_hanging_up_ends_it(talking):
    talking.post("/telephone/call-truck/raccrocher", nonce="h")

    assert talking.world.calls["call-truck"].state == "ended"
    assert talking.post("/telephone/call-truck/raccrocher", nonce="i").status_code == 422


def test_no_key_of_the_script_is_shown(talking):
    page = talking.get("/telephone/call-truck").text

    assert "otherwise" not in page
    assert "again" not in page
    assert "réponse écrite" not in page


def test_a_visitor_is_received(desk):
    desk.wall.pass_(minutes=40, seconds=5)
    page = desk.get("/plan").text
    assert "Une personne se présente à l’accueil" in page
    assert "Un livreur" in page

    desk.post("/telephone/visit/repondre", nonce="n")

    assert "Prendre congé" in desk.get("/telephone/visit").text


def test_a_call_is_placed_once_for_two_clicks(desk):
    first = desk.post("/telephone/appeler", nonce="n", person="karim")
    second = desk.post("/telephone/appeler", nonce="n", person="karim")

    assert first.location == second.location == "/epreuve/mienne/telephone/A1"
    assert "Karim Benali" in desk.get("/telephone/A1").text


def test_a_person_without_a_script_has_a_voicemail(desk):
    desk.post("/telephone/appeler", nonce="n", person="luc")

    assert "sur la messagerie de Luc Perrin" in desk.get("/telephone/A1").text


@pytest.mark.parametrize("person", ["", "ghost", "personne", "buyer"])
def test_it_calls_only_who_can_be_called(desk, person):
    page = desk.post("/telephone/appeler", nonce="n", person=person)

    assert page.status_code == 422
    assert "nnuaire" in page.text


def test_the_message_form_starts_with_the_date_and_time_only(talking):
    page = talking.get("/telephone/call-truck").text

    assert 'name="moment" value="13/10/2026 8\u00a0h\u00a052"' in page
    assert 'name="caller" value=""' in page


def test_the_message_form_is_saved_while_one_types_and_after_the_call(talking):
    state = talking.post(
        "/telephone/call-truck/fiche", htmx=True, caller="Claire", subject="Camion"
    )
    assert "Fiche enregistrée à 8\u00a0h\u00a052" in state.text
    assert 'id="note-state"' in state.text
    talking.post("/telephone/call-truck/raccrocher", nonce="h")

    talking.post("/telephone/call-truck/fiche", nonce="f", caller="Claire", follow_up="Rappeler")

    note = talking.world.calls["call-truck"].note
    assert (note.caller, note.subject, note.follow_up) == ("Claire", "", "Rappeler")
    assert 'value="Claire"' in talking.get("/telephone/call-truck").text


def test_a_field_too_long_is_refused(talking):
    page = talking.post("/telephone/call-truck/fiche", htmx=True, caller="x" * 2001)

    assert page.status_code == 422
    assert "2 000 caractères" in page.text


@pytest.mark.parametrize("path", ["", "/repondre", "/dire", "/raccrocher", "/fiche"])
def test_it_knows_only_calls_that_took_place(desk, path):
    url = f"/telephone/call-truck{path}"
    answer = desk.post(url) if path else desk.get(url)

    assert answer.status_code == 404
    assert "Cette conversation n’existe pas" in answer.text
