"""`tone`: what is told carries no mark that jars, and those that are due."""

import pytest
from pydantic import ValidationError

from tests.grading.checks.desk import BUYER, KARIM, desk, mail, reason, told, verdict

TONE = {
    "forbids": ["blame", "curt", "familiar", "capitals"],
    "requires": ["vous", "salutation", "closing"],
    "label": "ton des messages",
}


def written(body: str, to: str = BUYER, **given):
    what = desk()
    mail(what, to, body=body, **given)
    return what


def test_a_proper_message_passes_and_there_is_nothing_to_see_without_one():
    assert verdict(desk(), "tone", **TONE) == "not_observed"

    proper = "Bonjour Madame,\n\nPourriez-vous me confirmer la date ?\n\nCordialement,\nCamille"
    assert verdict(written(proper), "tone", **TONE) == "met"


@pytest.mark.parametrize(
    ("body", "why"),
    [
        ("Bonjour,\n\nC’est votre faute.\n\nCordialement,", "cause"),
        ("Envoyez-moi le bon de livraison.", "exige"),
        ("Salut Claire,\n\nVoici le bon.\n\nCordialement,", "familier"),
        ("Bonjour,\n\nNOUS ATTENDONS TOUJOURS VOTRE RÉPONSE.\n\nCordialement,", "capitales"),
        ("Bonjour,\n\nJe te joins le bon.\n\nCordialement,", "vouvoie"),
        ("Voici le bon de livraison.\n\nCordialement,", "salue"),
        ("Bonjour,\n\nVoici le bon de livraison.", "fin"),
    ],
)
def test_a_message_that_jars_fails_and_shows_why(body, why):
    assert verdict(written(body), "tone", **TONE) == "not_met"
    assert why in reason(written(body), "tone", **TONE)


def test_what_the_machine_is_not_sure_of_goes_to_a_person_with_its_words():
    unsure = written("Bonjour,\n\nUn truc cool : le bon est prêt, hop, nickel.\n\nCordialement,")
    doubt = written("Bonjour,\n\nUn bon boulot.\n\nCordialement,")

    assert verdict(unsure, "tone", **TONE) in {"not_met", "undecided"}
    found = told(doubt, "tone", **TONE)
    assert found.verdict == "undecided"
    assert "boulot" in found.evidence[0].note


def test_words_quoted_from_another_are_not_held_against_the_candidate():
    body = "Bonjour,\n\nVoici le bon.\n\nCordialement,\n\n> Salut, t’as merdé, C’EST TA FAUTE À TOI"

    assert verdict(written(body), "tone", **TONE) == "met"


def test_speech_needs_no_greeting_and_a_colleague_may_be_left_out():
    what = desk()
    what.do("SendChat", person="luc", text="Le camion passe à 14 h 30.")
    assert verdict(what, "tone", **TONE) == "met"

    mail(what, KARIM, body="Salut,\n\nVoici.\n\nBonne journée,")
    to_buyers = {**TONE, "what": [{"fact": "mail.sent", "to": [BUYER]}]}
    assert verdict(what, "tone", **to_buyers) == "not_observed"


def test_some_messages_may_be_let_through():
    what = written("Envoyez-moi le bon de livraison.")

    assert verdict(what, "tone", **TONE, at_most=1) == "met"


def test_a_check_that_looks_at_nothing_is_refused():
    with pytest.raises(ValidationError):
        verdict(desk(), "tone", label="rien")
