"""Marks of register in a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.language.register import has_closing, has_salutation, has_signature, register_flags

GOOD = """Bonjour Madame Lefèvre,

Nous vous confirmons l’avoir de 174,60 € sur la facture F2026-0987 de la SARL ABC SAS.
Une erreur de saisie s’est produite ; nous vous prions de nous en excuser.

Cordialement,
Camille Roux
Service ADV – MÉCALOR"""


def flagged(text: str) -> dict[str, str]:
    return {flag.code: flag.excerpt for flag in register_flags(text)}


def test_a_professional_message_carries_no_mark():
    assert register_flags(GOOD) == []


@pytest.mark.parametrize(
    ("sentence", "code", "excerpt"),
    [
        ("NOUS ATTENDONS TOUJOURS !", "shouting", "NOUS ATTENDONS TOUJOURS"),
        ("C’est un Imbécile.", "insult", "Imbécile"),
        ("Peux-tu me rappeler ?", "tutoiement", "tu"),
        ("Je te remercie.", "tutoiement", "te remercie"),
        ("C’est la faute de Julie.", "blame", "C’est la faute de Julie"),
        ("Julie s’est trompée.", "blame", "Julie s’est trompée"),
        ("Le magasin a oublié le colis.", "blame", "Le magasin a oublié"),
        ("Une erreur de ma collègue.", "blame", "Une erreur de ma collègue"),
    ],
)
def test_it_shows_the_words_to_look_at(sentence, code, excerpt):
    assert flagged(f"Bonjour,\n{sentence}\nCordialement,\nCamille") == {code: excerpt}


def test_a_bare_message_lacks_salutation_and_closing():
    assert set(flagged("Voici la facture.")) == {"no_salutation", "no_closing"}


def test_an_empty_message_carries_no_mark():
    assert register_flags(" \n") == []


@pytest.mark.parametrize("opening", ["Bonjour,", "Madame, Monsieur,", "Chère Madame,", "\nBONSOIR"])
def test_it_knows_a_salutation(opening):
    assert has_salutation(f"{opening}\nVoici.")


def test_a_greeting_in_the_middle_is_no_salutation():
    assert not has_salutation("Voici la facture, bonjour.")


@pytest.mark.parametrize(
    "closing",
    [
        "Cordialement,",
        "Bien à vous,",
        "Bonne journée !",
        "Veuillez agréer, Madame, nos salutations distinguées.",
        "Je vous prie d’agréer l’expression de mes sentiments les meilleurs.",
    ],
)
def test_it_knows_a_closing_formula(closing):
    assert has_closing(f"Bonjour,\nVoici la facture.\n\n{closing}\nCamille Roux")


def test_it_knows_who_signed():
    assert has_signature(GOOD, ["Camille Roux"])
    assert has_signature("Voici.\nCAMILLE", ["Camille Roux"])
    assert not has_signature(GOOD, ["Julie Martin"])
    assert not has_signature("Bonjour Camille,\n1\n2\n3\n4\n5", ["Camille Roux"])


@given(st.text())
def test_any_text_can_be_read(text):
    assert isinstance(register_flags(text), list)
