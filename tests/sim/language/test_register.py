"""Marks of register in a message."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.language.register import has_closing, has_salutation, has_signature

GOOD = """Bonjour Madame Lefèvre,

Nous vous confirmons l’avoir de 174,60 € sur la facture F2026-0987 de la SARL ABC SAS.
Une erreur de saisie s’est produite ; nous vous prions de nous en excuser.

Cordialement,
Camille Roux
Service ADV – MÉCALOR"""


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
    assert has_closing(text) in {True, False}
    assert has_salutation(text) in {True, False}
