"""Telephone and reception: answering, talking, calling, the message form."""

import pytest

from sim.world import Line
from webapp.desk.screens import render_readonly
from webapp.desk.shell import rung


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


def test_whoever_is_called_meanwhile_gives_the_way_back_to_the_open_conversation(talking):
    answer = talking.post("/telephone/appeler", person="karim", purpose="Question", nonce="p")

    assert answer.status_code == 422
    assert "Terminez d’abord la conversation en cours" in answer.text
    assert 'href="/epreuve/mienne/telephone/call-truck" title=' in answer.text
    assert "Revenir à la conversation" in answer.text
    assert "Revenir à la conversation" not in talking.get("/telephone/call-truck").text


def test_what_is_said_brings_the_list_beside_it_up_to_date(talking):
    answer = talking.post("/telephone/call-truck/raccrocher", htmx=True, nonce="h")

    assert "desk-changed" in answer.headers["HX-Trigger"]


def test_a_transfer_refused_says_why_in_its_own_form_and_keeps_the_choice(talking):
    form = {"transfer_to": "buyer", "announced": "oui", "nonce": "t"}
    page = talking.post("/telephone/call-truck/transferer", htmx=True, **form).text

    assert page.count("déjà en ligne") == 1
    assert page.index("déjà en ligne") < page.index('id="transfer-to"')
    assert 'value="oui" checked' in page


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


def test_why_one_calls_is_asked_kept_and_shown(desk):
    assert 'name="purpose"' in desk.get("/telephone").text
    assert 'name="purpose"' in desk.get("/annuaire/karim").text
    desk.post("/telephone/appeler", nonce="n", person="karim", purpose="Compte bloqué")

    assert "Compte bloqué" in desk.get("/telephone/A1").text
    assert desk.world.calls["A1"].purpose == "Compte bloqué"


def test_a_purpose_too_long_is_refused_and_still_there(desk):
    page = desk.post("/telephone/appeler", nonce="n", person="karim", purpose="x" * 201)

    assert page.status_code == 422
    assert "200" in page.text
    assert "x" * 201 in page.text


def test_a_call_is_put_through_once_for_two_clicks(talking):
    for _ in range(2):
        talking.post(
            "/telephone/call-truck/transferer", nonce="t", transfer_to="karim", announced="oui"
        )

    assert talking.kinds.count("call.transferred") == 1
    page = talking.get("/telephone/call-truck").text
    assert "transféré à Karim Benali" in page
    assert "Transférer l’appel" not in page


def test_nobody_is_put_through_to_whoever_is_on_the_line(talking):
    page = talking.post(
        "/telephone/call-truck/transferer", htmx=True, nonce="t", transfer_to="buyer"
    )

    assert page.status_code == 422
    assert "déjà en ligne" in page.text


def test_a_visitor_and_a_voicemail_offer_no_transfer(desk):
    desk.wall.pass_(minutes=40, seconds=5)
    desk.post("/telephone/visit/repondre", nonce="n")
    assert "Transférer" not in desk.get("/telephone/visit").text
    desk.post("/telephone/visit/raccrocher", nonce="h")

    desk.post("/telephone/appeler", nonce="v", person="luc")
    assert "Transférer" not in desk.get("/telephone/A1").text


def test_the_form_is_given_as_it_is_typed(talking):
    answer = talking.post(
        "/telephone/call-truck/remettre", nonce="s", caller="Claire", slip_to="luc", how="tray"
    )

    assert answer.status_code == 303
    page = talking.get("/telephone/call-truck").text
    assert "Remise à Luc Perrin, dans sa bannette" in page
    assert talking.world.calls["call-truck"].note.caller == "Claire"


def test_two_clicks_give_the_form_once(talking):
    for _ in range(2):
        answer = talking.post(
            "/telephone/call-truck/remettre", nonce="s", caller="Claire", slip_to="luc", how="hand"
        )
        assert answer.status_code == 303

    assert talking.kinds.count("call.slip_sent") == 1
    assert talking.kinds.count("call.note_saved") == 1


@pytest.mark.parametrize(
    ("given", "reason"),
    [
        ({"caller": "Claire"}, "à qui remettre"),
        ({"slip_to": "luc"}, "vide"),
        ({"caller": "Claire", "slip_to": "buyer"}, "de l’entreprise"),
        ({"caller": "Claire", "slip_to": "ghost"}, "annuaire"),
        ({"caller": "x" * 2001, "slip_to": "luc"}, "2\u00a0000"),
    ],
)
def test_a_form_that_cannot_be_given_says_why(talking, given, reason):
    page = talking.post("/telephone/call-truck/remettre", nonce="s", how="hand", **given)

    assert page.status_code == 422
    assert reason.replace("\u00a0", " ") in page.text.replace("\u00a0", " ")


class TestTones:
    @pytest.fixture
    def scenario(self, scenario):
        script = scenario.script_by_id["call-truck"].model_copy(
            update={"moods": ("aimable", "agacé"), "mood": "agacé", "rephrase": ("Comment ?",)}
        )
        others = tuple(one for one in scenario.scripts if one.id != "call-truck")
        return scenario.model_copy(update={"scripts": (script, *others)})

    def test_the_tone_is_a_discreet_word_beside_what_is_said(self, talking, app):
        page = talking.post("/telephone/call-truck/dire", htmx=True, nonce="r", text="Euh").text

        assert "Comment ?" in page
        assert page.count("ton agacé") == 2
        assert "moods" not in page

    def test_without_moods_nothing_is_said_of_the_tone(self, desk):
        desk.post("/telephone/appeler", nonce="n", person="karim")

        assert (
            ", ton "
            not in desk.get("/telephone/A1")
            .text.split('id="conversation"')[1]
            .split("</section>")[0]
        )


class TestVoice:
    @pytest.fixture
    def speaking(self, talking, app, tmp_path):
        sound = tmp_path / "line.wav"
        sound.write_bytes(b"RIFF sound")

        class Speaker:
            def of(self, text):
                return None if "revoir" in text else sound

        app.extensions["bannette.voice"] = Speaker()
        return talking

    def test_each_line_of_the_person_can_be_listened_to(self, speaking):
        speaking.post("/telephone/call-truck/dire", nonce="r", text="Euh")
        page = speaking.get("/telephone/call-truck").text

        assert page.count("<audio") == 2
        answer = speaking.get("/telephone/call-truck/voix/0")
        assert answer.mimetype == "audio/wav"
        assert answer.data == b"RIFF sound"
        answer.close()

    @pytest.mark.parametrize(
        "path",
        ["/telephone/call-truck/voix/1", "/telephone/call-truck/voix/9", "/telephone/autre/voix/0"],
    )
    def test_only_the_other_persons_lines_of_ones_own_conversation_are_spoken(self, speaking, path):
        speaking.post("/telephone/call-truck/dire", nonce="r", text="Euh")

        assert speaking.get(path).status_code == 404

    def test_a_line_that_cannot_be_spoken_says_so(self, speaking):
        speaking.post("/telephone/call-truck/dire", nonce="r", choice="a")

        answer = speaking.get("/telephone/call-truck/voix/2")
        assert answer.status_code == 404

    def test_without_a_voice_nothing_is_shown(self, talking, app):
        app.extensions["bannette.voice"] = None

        assert "Écouter" not in talking.get("/telephone/call-truck").text
        assert talking.get("/telephone/call-truck/voix/0").status_code == 404

    def test_a_replay_has_no_sound(self, speaking, app):
        with app.test_request_context():
            page = render_readonly("calls", speaking.world, selected="call-truck")

        assert "Écouter" not in page


def test_a_visitor_who_grows_impatient_is_heard_on_every_screen(desk, app):
    desk.wall.pass_(minutes=40, seconds=5)
    call = desk.world.calls["visit"]
    call.lines.append(Line(call.began_at, "ghost", "Il y a quelqu’un ?"))

    with desk.store.sittings.open(desk.sitting) as engine:
        assert rung(engine.world, call).says == "Il y a quelqu’un\u00a0?"


def test_the_digits_and_d_are_keys_of_the_screen(ringing):
    assert 'data-key="d"' in ringing.get("/plan").text
    ringing.post("/telephone/call-truck/repondre", nonce="n")

    page = ringing.get("/telephone/call-truck").text
    assert 'data-key="1"' in page
    assert 'name="due" data-key="2"' in page
