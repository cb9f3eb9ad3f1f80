"""What a message says: one sentence of each kind, rightly and wrongly spelt, and what looks like it and is not."""

from datetime import date

import pytest

from sim.language.disclosure import disclosed
from sim.language.understanding import by_the_rules as understand
from sim.scenario.model import Sensitive

TODAY = date(2026, 10, 13)
PEOPLE = ("Karim Benali", "Claire Vasseur")


def facts(text: str) -> set[str]:
    return {f"{one.kind} {one.value}" for one in understand(text, TODAY, PEOPLE).facts if one.sure}


def intents(text: str) -> set[str]:
    return {one.value for one in understand(text, TODAY).intents if one.sure}


def marks(text: str) -> set[str]:
    return {one.value for one in understand(text, TODAY).register if one.sure}


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("Livraison avant vendredi", "date 2026-10-16"),
        ("On vous livre lundi prochain", "date 2026-10-19"),
        ("Votre appel d’hier", "date 2026-10-12"),
        ("Je passerai mercredi en huit", "date 2026-10-21"),
        ("Elle arrivera le 2 du mois prochain", "date 2026-11-02"),
        ("Rappelez-moi à quatorze heures trente", "time 14:30"),
        ("Le camion passe à huit heures moins le quart", "time 07:45"),
        ("Total : 3.264,00 euros", "amount 3264.00"),
        ("Cela fait deux mille huit cent cinquante euros", "amount 2850.00"),
        ("à quarante-cinq centimes pièce", "amount 0.45"),
        ("une remise de trente-huit pour cent", "percent 38"),
        ("Il reste quatre-vingt-dix-sept cartons", "quantity 97"),
        ("la facture f2026 0702 est réglée", "reference F20260702"),
        ("zéro six, douze, quarante-cinq, soixante-dix-huit, trente", "phone 0612457830"),
        ("Karim est passé", "name Karim Benali"),
    ],
)
def test_a_fact_is_normalised(text, stated):
    assert stated in facts(text)


@pytest.mark.parametrize(
    "text",
    [
        "sous huit jours",
        "un retard de 2 h",
        "du lundi au vendredi",
        "la situation est claire",
        "Karim Dupuis",
    ],
)
def test_a_delay_a_habit_and_another_word_are_no_fact(text):
    assert facts(text) == set()


@pytest.mark.parametrize(
    ("text", "intent"),
    [
        ("Merci de me rappelé.", "request"),
        ("pouriez vous menvoyer le devis", "request"),
        ("Rappeler Mme Roux avant midi", "request"),
        ("Je vous envoie l’avoir demain.", "promise"),
        ("nous vous livrerons le 16", "promise"),
        ("Je ne manquerai pas de vous prévenir.", "promise"),
        ("Nous vous prions de nous excuser.", "apology"),
        ("dsl pour le retard", "apology"),
        ("je peux pas vous donner ça", "refusal"),
        ("Il ne nous est malheureusement pas possible d’accéder à cette demande.", "refusal"),
        ("Nous vous remercions de votre commande.", "thanks"),
        ("merci d’avoir rappelé si vite", "thanks"),
    ],
)
def test_an_intent_is_heard_whatever_its_spelling(text, intent):
    assert intents(text) == {intent}


@pytest.mark.parametrize(
    "text",
    [
        "N’hésitez pas à me contacter.",
        "Je vous rappelle que la facture est due.",
        "Je reviens vers vous au sujet de la facture.",
        "Si vous voulez, je vous rappelle demain.",
        "Le transporteur passera demain.",
        "Nous restons à votre disposition.",
        "Il n’y a pas de quoi vous excuser.",
        "Le camion est en panne, je ne peux pas ouvrir la pièce jointe.",
        "Veuillez agréer, Madame, nos salutations distinguées.",
        "Quand je recevrai le bon, il sera trop tard.",
        "Il m’a dit « je vous rembourse demain ».",
    ],
)
def test_what_looks_like_an_intent_is_none(text):
    assert intents(text) == set()


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("Envoyez-moi la facture.", "curt"),
        ("Vous avez encore perdu le colis.", "blame"),
        ("C’est la faute de l’expédition.", "blame"),
        ("Salut Karim, voici le bon.", "familiar"),
        ("JE VEUX UNE RÉPONSE MAINTENANT", "capitals"),
        ("Tu peux passer ?", "tu"),
    ],
)
def test_a_mark_of_register_is_heard(text, mark):
    assert mark in marks(text)


def test_a_question_of_politeness_is_not_curt_and_a_softened_reproach_is_left_to_a_person():
    assert "curt" not in marks("Pourriez-vous m’envoyer la facture ?")
    assert "blame" not in marks("Sauf erreur, vous avez encore oublié la pièce jointe.")


ILL = Sensitive(
    id="ill", label="Julie en arrêt", mentions=("Julie",), mentions_any=("arrêt", "malade")
)
MARGIN = Sensitive(id="margin", label="Marge", paraphrases=("marge | gagnons + 38 %",))


@pytest.mark.parametrize(
    ("text", "sure"),
    [
        ("Julie est en arrêt depuis lundi.", True),
        ("Julie ? Elle est malade.", True),
        ("Nous gagnons trente-huit pour cent.", False),
        ("Julie n’est pas malade.", False),
        ("La marge n’est pas de 38 %.", False),
        ("Je ne peux pas vous dire si Julie est malade.", None),
        ("Je ne peux pas vous donner notre marge.", None),
        ("Julie passe demain. Le colis est là. Le bon aussi. La machine est à l’arrêt.", False),
    ],
)
def test_what_is_said_is_disclosed_and_what_is_named_is_not(text, sure):
    heard = disclosed(text, (ILL, MARGIN), TODAY)

    assert [one.sure for one in heard] == ([] if sure is None else [sure])
