"""What leaves a conversation for somebody else: a call put through, a message form, and why one calls."""

import pytest

from sim.scenario.model import Injection, Person, Trouble, WorldFact
from sim.scenario.script import Node
from tests.build import PEOPLE, Office, a_scenario, a_script

SELF = Person(id="me", name="Camille Morel", internal=True, email="adv@arvello.example", phone="11")
PARTNER = Person(id="partner", name="Marc Vuillet", phone="04")


def office(**script) -> Office:
    """Return an office in the middle of a call from a customer."""
    nodes = {
        **a_script().nodes,
        "thanks": Node(says=("Merci.",), ends=True),
        "back": Node(says=("Il ne décroche pas.",)),
    }
    people = (*PEOPLE, SELF, PARTNER)
    what = Office(a_scenario(people=people, scripts=(a_script(nodes=nodes, **script),))).at(
        "08:52:10"
    )
    what.do("AnswerCall", call="call-truck")
    return what


class TestTransfer:
    def test_the_call_leaves_the_desk_and_the_fact_says_how(self):
        what = office()
        outcome = what.do("TransferCall", call="call-truck", to="karim", announced=True)

        assert [entry.kind for entry in outcome.entries] == ["call.transferred", "call.ended"]
        assert "en l’annonçant" in outcome.facts[0].sentence()
        assert what.world.calls["call-truck"].state == "ended"
        assert what.world.calls["call-truck"].transferred_to == "karim"

    def test_the_caller_says_what_the_script_gives_for_that_person_or_for_anybody(self):
        what = office(transfers={"karim": "thanks", "*": "back"})
        what.do("TransferCall", call="call-truck", to="karim")
        assert what.world.calls["call-truck"].lines[-1].text == "Merci."
        assert what.world.calls["call-truck"].state == "ended"

        what = office(transfers={"karim": "thanks", "*": "back"})
        what.do("TransferCall", call="call-truck", to="luc")
        assert what.world.calls["call-truck"].lines[-1].text == "Il ne décroche pas."
        assert what.world.calls["call-truck"].state == "talking"

    @pytest.mark.parametrize(
        ("to", "reason"),
        [
            ("me", "votre propre poste"),
            ("buyer", "déjà en ligne"),
            ("ghost", "pas dans l’annuaire"),
            ("personne", "pas dans l’annuaire"),
            ("", "pas dans l’annuaire"),
        ],
    )
    def test_it_is_refused_with_a_reason(self, to, reason):
        assert reason in office().do("TransferCall", call="call-truck", to=to).refusal

    def test_nobody_is_put_through_to_who_is_away(self):
        absent = Injection(
            id="away", at="08:40", does=(WorldFact(incident=Trouble(id="away", kind="absence", minutes=30, person="karim")),)
        )  # fmt: skip
        what = Office(a_scenario(timeline=(*a_scenario().timeline, absent))).at("08:52:10")
        what.do("AnswerCall", call="call-truck")
        refusal = what.do("TransferCall", call="call-truck", to="karim").refusal

        assert "Karim Benali n’est pas au bureau" in refusal
        assert what.world.calls["call-truck"].state == "talking"

    def test_nobody_is_put_through_to_somebody_without_a_telephone(self):
        what = office(person="karim")

        assert "numéro" in what.do("TransferCall", call="call-truck", to="buyer").refusal

    def test_a_visitor_a_voicemail_and_a_call_that_is_over_cannot_be_put_through(self):
        what = office(channel="visit")
        assert "visite" in what.do("TransferCall", call="call-truck", to="karim").refusal

        what = office()
        what.do("HangUp", call="call-truck")
        assert "terminée" in what.do("TransferCall", call="call-truck", to="karim").refusal

        what.do("PlaceCall", person="luc")
        assert "messagerie" in what.do("TransferCall", call="A1", to="karim").refusal


NOTE = {"caller": "Claire Vasseur", "subject": "Camion à 9 h 50"}


class TestSlips:
    def test_a_slip_carries_the_form_as_it_is_then(self):
        what = office()
        what.do("SaveNote", call="call-truck", note=NOTE)
        what.do("SendSlip", call="call-truck", to="luc", how="tray")
        what.do("SaveNote", call="call-truck", note={})

        fact = what.entries[-2].fact
        assert (fact.person, fact.note.subject) == ("luc", "Camion à 9 h 50")
        assert "dans sa bannette" in fact.sentence()

    @pytest.mark.parametrize(
        ("to", "reason"),
        [
            ("partner", "pas de l’entreprise"),
            ("ghost", "pas dans l’annuaire"),
            ("", "pas dans l’annuaire"),
        ],
    )
    def test_it_goes_to_a_colleague_of_the_directory(self, to, reason):
        what = office()
        what.do("SaveNote", call="call-truck", note=NOTE)

        assert reason in what.do("SendSlip", call="call-truck", to=to).refusal

    @pytest.mark.parametrize("note", [None, {}, {"caller": "  "}])
    def test_an_empty_form_is_given_to_nobody(self, note):
        what = office()
        if note is not None:
            what.do("SaveNote", call="call-truck", note=note)

        assert "vide" in what.do("SendSlip", call="call-truck", to="luc").refusal

    def test_the_same_form_is_given_once_and_a_corrected_one_again(self):
        what = office()
        what.do("SaveNote", call="call-truck", note=NOTE)
        assert not what.do("SendSlip", call="call-truck", to="luc").refusal
        assert "déjà" in what.do("SendSlip", call="call-truck", to="luc").refusal

        what.do("SaveNote", call="call-truck", note={**NOTE, "phone": "04"})
        assert not what.do("SendSlip", call="call-truck", to="luc").refusal

    def test_a_conversation_that_never_was_has_no_form(self):
        assert "n’existe pas" in office().do("SendSlip", call="autre", to="luc").refusal


class TestPurpose:
    def test_why_one_calls_is_kept(self):
        what = Office().at("08:40")
        fact = what.do("PlaceCall", person="karim", purpose="  Compte bloqué ").facts[0]

        assert fact.purpose == "Compte bloqué"
        assert fact.sentence() == "Téléphone à karim : Compte bloqué"
        assert what.world.calls["A1"].purpose == "Compte bloqué"

    def test_it_may_be_left_out_as_before(self):
        assert (
            Office().at("08:40").do("PlaceCall", person="karim").facts[0].sentence()
            == "Téléphone à karim"
        )

    def test_a_speech_is_no_purpose(self):
        assert (
            "200" in Office().at("08:40").do("PlaceCall", person="karim", purpose="x" * 201).refusal
        )
