"""What an office writes rightly is never a fault; each convention finds what breaks it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.language.typography import CONVENTIONS, RIGHT_FR, slips

RIGHT = [
    "Objet : relance de la facture F2026-0702", "Le 1er octobre 2026, à 14 h 30 ou 14h30.", "Montant : 3\u202f264,00\u00a0€ ; taux 12\u00a0% !",
    "«\u00a0Bonjour\u00a0» et « merci »", "3264,50 € dus, soit 1,48.", "Nous nous tenons à votre disposition…", "Ou pas... ?",
    "25 kg, 03/10/2026, n° 12 ; FAC-12kg-8", "M. Roux, Mme Petit (responsable) : merci.", "À l’attention de l’État", "A l’attention de l’etat",
    "voir https://a.example/x?y=1;z et contact@arvello.example", "le fichier lettre.v2.docx, joint", "Quoi ?!", "2026-10-13", "une vis de 3\" de long",
]  # fmt: skip
WRONG = {
    "high_punctuation": ["Bonjour!", "Objet: relance", "Merci;"],
    "guillemets": ["«Bonjour»", "« Bonjour»"],
    "straight_quotes": ['Il a dit "oui" hier', "le mot “relance” ici"],
    "space_before_comma": ["oui , non", "la fin ."],
    "space_after_comma": ["oui,non"],
    "doubled_punctuation": ["fin..", "oui,, non"],
    "doubled_space": ["deux  espaces"],
    "doubled_word": ["le le client"],
    "english_number": ["1,234.50 €", "12.50 €"],
    "currency": ["€ 12", "12€", "50%"],
    "unit": ["12kg"],
    "date": ["13.10.26", "03 octobre 2026", "1 octobre"],
    "capital_month": ["3 Octobre 2026"],
    "title": ["Mr Roux"],
    "capitals": ["À Cluses. A l’attention de M. Roux"],
}


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_no_fault(text):
    assert slips(text) == []


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in WRONG.items() for text in texts]
)
def test_each_convention_finds_what_breaks_it_where_it_is(code, text):
    found = [slip for slip in slips(text) if slip.code == code]
    assert found
    assert all(text[slip.start : slip.end] == slip.said for slip in found)


def test_every_convention_is_tried_and_says_what_is_right():
    assert set(RIGHT_FR) == set(WRONG)
    assert all(one.tolerates_fr for one in CONVENTIONS.values())


@given(st.text(max_size=300))
def test_any_text_can_be_looked_at(text):
    assert all(0 <= slip.start < slip.end <= len(text) for slip in slips(text))
