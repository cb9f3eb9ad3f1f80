"""What a person makes of free words: sure enough to move them, or not; written tones are not spoken ones."""

from datetime import date

import pytest

from sim.hearing import hear

DAY = date(2026, 10, 13)


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
    heard = hear(text, DAY, colleague=False).marks

    assert marks <= heard
    assert not heard & {"blame", "curt", "familiar"} - marks


def test_colleagues_call_each_other_tu():
    assert hear("Tu peux regarder ?", DAY, colleague=True).marks == frozenset()
    assert hear("Tu peux regarder ?", DAY, colleague=False).marks == {"familiar"}


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("À 10 h 30 au plus tard.", ("10:30",)),
        ("vers dix heures et quart", ("10:15",)),
        ("Avant midi.", ("12:00",)),
        ("Il est 9h40, disons 10h.", ("09:40", "10:00")),
        ("Bientôt.", ()),
    ],
)
def test_the_times_that_are_said(text, times):
    assert hear(text, DAY, colleague=False).times == times


def test_what_is_not_sure_is_told_apart():
    heard = hear("Patientez un instant.", DAY, colleague=False)

    assert "request" in heard.unsure
    assert "request" not in heard.intents
