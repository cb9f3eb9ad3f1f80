"""A right word is never counted, whatever it is; a misspelt one is found with the word it stands for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sim.language.spelling import misspelt

RIGHT = """Nous constatons que la facture F2026-0702 reste impayée malgré nos relances.
Veuillez trouver ci-joint le bordereau d’expédition, daté du 3 octobre.
Pourriez-vous nous confirmer l’échéancier ? Dites-moi si vous souhaitez un avoir.
Les écarts d’inventaire ont été régularisés ; des pénalités de retard seront appliquées.
Karim Benali, responsable comptable, k.benali@arvello.example, 12 rue des Forges.
Y a-t-il un litige ? Qu’il s’agisse d’un oubli ou d’une erreur, nous restons joignables.
La dématérialisation, le lettrage des règlements, la télétransmission, le mél de l’acheteuse.
Œuvre, cœur, oeuvre, évènement, événement, paiement, payement, clé, clef, août, aout, connaître, connaitre.
La sous-traitante n’a pas respecté les délais convenus ; sa main-d’œuvre manquait.
Vous vous rendez vous-même à Cluses ; un rendez-vous vous sera proposé.
Compte rendu : présents, absents excusés, ordre du jour, décisions prises, actions à mener.
taux de service, rupture matière, erreur de saisie, axes taraudés, décolletage, poinçons
Nous vous saurions gré de bien vouloir régler cette somme sous huitaine.
novagriel, xptz, CDE-2026-014, adv, http://arvello.example/facturre""".splitlines()
WRONG = {
    "recu": "reçu", "reglement": "règlement", "facturre": "facture", "acceuil": "accueil", "appellons": "appelons",
    "aquisition": "acquisition", "developpement": "développement", "proffessionnel": "professionnel", "malgrés": "malgré",
    "parmis": "parmi", "language": "langage", "connection": "connexion", "interressé": "intéressé", "probleme": "problème",
}  # fmt: skip


@pytest.mark.parametrize("text", RIGHT)
def test_what_is_right_is_never_counted(text):
    assert list(misspelt(text)) == []


@pytest.mark.parametrize(("word", "right"), WRONG.items())
def test_a_misspelt_word_is_found_with_what_it_stands_for(word, right):
    (found,) = misspelt(f"Voici votre {word} de juillet.")

    assert found.word == word
    assert right in found.instead


@pytest.mark.parametrize(
    "text", ["Quand à nous, merci.", "Voir ci joint le plan.", "J’ai un rendez vous demain."]
)
def test_frequent_confusions_of_two_words_are_found(text):
    assert len(list(misspelt(text))) == 1


def test_the_words_of_the_company_are_right():
    assert list(misspelt("la gamme facturre", frozenset({"facturre"}))) == []


@given(st.text(max_size=200))
def test_any_text_can_be_looked_at(text):
    assert all(0 <= one.start < one.end <= len(text) for one in misspelt(text))
