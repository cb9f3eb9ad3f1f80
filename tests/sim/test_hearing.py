"""What a person makes of free words: sure enough to move them, or not; written tones are not spoken ones."""

from datetime import datetime

import pytest

from sim.hearing import greets, hear
from sim.language.denied import affirmed
from sim.language.mentions import says

NOW = datetime(2026, 10, 13, 9, 36)
NAMES = ("Camille Morel", "Pascale Girard", "Luc Perrin", "Arvello Décolletage")


@pytest.mark.parametrize(
    ("text", "marks"),
    [
        ("Je vous présente toutes nos excuses.", {"apology"}),
        ("dsl pour l'attente", {"apology"}),
        ("Je suis navrée de ce contretemps.", {"apology"}),
        ("Merci de votre appel.", {"thanks"}),
        ("C’est la faute de l’expédition.", {"blame"}),
        ("Vous avez encore oublié le bon !", {"blame"}),
        ("Vous dites n’importe quoi.", {"curt"}),
        ("VOUS VOUS TROMPEZ ENCORE MONSIEUR", {"curt"}),
        ("Donnez-moi votre numéro.", {"curt"}),
        ("Donnez-moi votre numéro, s’il vous plaît.", set()),
        ("Tu attends là.", {"familiar"}),
        ("Je vérifie et je reviens vers vous.", set()),
        ("Quelle plaque ?", set()),
        ("Euh…", set()),
        ("Ah bon.", set()),
    ],
)
def test_the_tone_of_words_said_aloud(text, marks):
    heard = hear(text, NOW, colleague=False).marks

    assert marks <= heard
    assert not heard & {"blame", "curt", "familiar"} - marks


def test_colleagues_call_each_other_tu():
    assert hear("Tu peux regarder ?", NOW, colleague=True).marks == frozenset()
    assert hear("Tu peux regarder ?", NOW, colleague=False).marks == {"familiar"}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("À 10 h 30 au plus tard.", ("10:30",)),
        ("vers dix heures et quart", ("10:15",)),
        ("Avant midi.", ("12:00",)),
        ("Il est 9h40, disons 10h.", ("09:40", "10:00")),
        ("Bientôt.", ()),
        ("Je vous rappelle dans une demi-heure.", ("10:06",)),
        ("dans 1/2 h", ("10:06",)),
        ("D’ici un quart d’heure.", ("09:51",)),
        ("Dans trois quarts d'heure au plus", ("10:21",)),
        ("dans une petite heure", ("10:36",)),
        ("Dans deux heures et demie.", ("12:06",)),
        ("sous 2h", ("11:36",)),
        ("dans les 20 minutes", ("09:56",)),
        ("Je reviens vers vous dans quarante-cinq min.", ("10:21",)),
        ("dans 1 h 15", ("10:51",)),
        ("d’ici 11h", ("11:00",)),
        ("D'ici 11 h 30 vous aurez un écrit.", ("11:30",)),
        ("Dans une minute.", ("09:37",)),
        ("Dans quelques minutes.", ()),
        ("Cela dure une heure.", ()),
        ("Il est parti depuis 20 minutes.", ()),
        ("Dans 48 heures.", ()),
        ("Dans l’heure.", ("10:36",)),
        ("dans moins d’une heure", ("10:36",)),
        ("Dans une heure trente.", ("11:06",)),
        ("dans 5 à 10 minutes", ("09:46",)),
        ("dans 10-15 min", ("09:51",)),
        ("D’ici 8 heures ce sera fait.", ("17:36",)),
    ],
)
def test_the_times_that_are_said(text, times):
    assert hear(text, NOW, colleague=False).times == times


def test_what_is_not_sure_is_told_apart():
    heard = hear("Patientez un instant.", NOW, colleague=False)

    assert "request" in heard.unsure
    assert "request" not in heard.intents


@pytest.mark.parametrize(
    "text",
    [
        "Je ne vous répondrai pas.",
        "Non, pas question de vérifier.",
        "N’allez pas au quai !",
        "Allez pas au quai.",
        "Je refuse de vérifier quoi que ce soit.",
        "Ne chargez rien.",
        "Je ne vous dirai pas si on peut vérifier ou aller au quai.",
        "Je ne vous dirai pas que je peux vérifier.",
        "Je ne vous répondrai pas je suis seule.",
        "Je ne vous fais pas d’excuses.",
        "Je ne comprends rien.",
        "Je comprends pas.",
        "Cela ne me convient pas.",
    ],
)
def test_what_is_refused_or_forbidden_is_not_offered(text):
    words = (
        "réponds | répondrai", "vérifier", "quai", "chargez", "excuses", "comprends", "convient",
    )  # fmt: skip

    assert not any(says(affirmed(text), word) for word in words)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("Je ne peux pas vous promettre 6 %, mais je vérifie.", "vérifie"),
        ("Je ne peux rien vous dire. Je vérifie avec la comptabilité.", "comptabilité"),
        ("Je vous réponds par écrit ce matin.", "écrit"),
        ("Allez au quai.", "quai"),
        ("Je ne peux pas vous le dire, si vous voulez je vérifie.", "vérifie"),
        ("Ne vous inquiétez pas, je vérifie.", "vérifie"),
        ("Rien ne sera chargé avant vérification.", "vérification"),
        ("Je ne peux pas vous répondre avant d’avoir vérifié.", "vérifié"),
        ("Je ne peux pas vous répondre sans vérifier le dossier.", "vérifier"),
        ("Je ne pourrai vous répondre qu’après avoir vérifié.", "vérifié"),
        ("Je ne peux vous répondre que par écrit.", "écrit"),
        ("Je ne peux pas répondre tant que je n’ai pas vérifié.", "vérifié"),
        ("N’oubliez pas de passer au quai.", "quai"),
        ("N’hésitez pas à aller au quai.", "quai"),
        ("Ne quittez pas je demande à la comptabilité.", "comptabilité"),
        ("Je ne manquerai pas de vous répondre.", "répondre"),
        ("Ne pouvez-vous pas patienter ?", "patienter"),
        ("Je n’ai pas encore regardé la remise.", "remise"),
        ("Je ne comprends pas cette erreur, je vérifie.", "vérifie"),
    ],
)
def test_what_is_said_beside_a_refusal_is_heard(text, word):
    assert says(affirmed(text), word)


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour Madame",
        "bonjour",
        "Bonjour Madame Girard.",
        "Allô, bonjour !",
        "Oui, bonjour monsieur",
        "Camille Morel, Arvello, bonjour.",
        "Bonsoir",
        "Salut Luc !",
    ],
)
def test_a_greeting_alone(text):
    assert greets(text, NAMES)


@pytest.mark.parametrize(
    "text",
    [
        "Bonjour, je vérifie.",
        "Madame",
        "Bonjour, quel est votre numéro ?",
        "",
        "Bonne journée",
        "?",
    ],
)
def test_more_than_a_greeting_or_less(text):
    assert not greets(text, NAMES)
