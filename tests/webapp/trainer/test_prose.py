"""Patterns and checks said in French."""

import re

import pytest

from grading.checks.kinds import KINDS as CHECKS
from grading.rubric import Rubric, read_rubric
from sim.facts.dictionary import KINDS as FACTS
from sim.pattern import Pattern
from sim.scenario.load import load
from sim.scenario.script import Hearing
from sim.scenario.seal import seal
from webapp.library import PACKS
from webapp.trainer.prose import Line, Narrator
from webapp.trainer.words import CHECKS_FR, FACTS_FR, PARAMETERS_FR


@pytest.fixture(scope="module")
def scenario():
    return seal(load(PACKS / "adv-fac-01"), 0).scenario


@pytest.fixture
def say(scenario):
    return lambda **pattern: Narrator(scenario).pattern(Pattern.model_validate(pattern))


def test_a_message_is_said_with_its_recipient_and_its_words(say):
    said = say(fact="mail.sent", to="karim", mentions="174.08")

    assert said == "mél envoyé à Karim Benali qui mentionne 174,08"


def test_other_ways_are_said_as_alternatives(say):
    said = say(
        fact=["chat.sent", "call.said"], to=["luc", "nadia"], mentions_any=["09:50", "dix | 10"]
    )

    assert said == (
        "message instantané envoyé ou parole du candidat à Luc Perrin ou Nadia Oumarou"
        " qui mentionne 9\u00a0h\u00a050 ou dix ou 10"
    )


def test_a_printed_form_is_said_by_its_title(say):
    said = say(fact="mail.sent", attaches={"doctype": "invoice_journal", "form": "journal"})

    assert said.startswith("mél envoyé joignant ")
    assert "édition «" in said


def test_a_message_is_named_by_its_subject(say):
    assert "« BL 1875 signé » (M04)" in say(fact="mail.opened", where={"mail": "M04"})


def test_a_fact_of_the_world_is_said_so(say):
    assert say(fact="call.began", actor="world").endswith("(par le bureau)")


@pytest.mark.parametrize("kind", FACTS)
def test_every_fact_kind_has_its_words(kind):
    assert kind in FACTS_FR


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_and_parameter_has_its_words(check):
    assert re.findall(r"'(\w+)'", str(check.model_fields["type"].annotation))[0] in CHECKS_FR
    assert set(check.model_fields) - {"type", "label"} <= set(PARAMETERS_FR)


def test_the_answer_key_that_ships_is_said_without_python(scenario):
    narrator, rubric = Narrator(scenario), read_rubric(scenario)

    for text in texts(narrator, rubric):
        if text.startswith("nom (expression régulière)"):
            continue
        assert not re.search(r"\(\)|=|\{|\}|<|None|True|False|Pattern", text), text


def texts(narrator: Narrator, rubric: Rubric):
    for indicator in rubric.indicators:
        if indicator.check:
            yield from _flat(narrator.check(indicator.check))


def _flat(line: Line):
    yield line.text
    for one in line.under:
        yield from _flat(one)


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"mentions": ["facture"], "to": "a"}, "facture"),
        ({"intents": ["apology", "thanks"], "to": "a"}, "des excuses ou des remerciements"),
        ({"mentions_any": ["matin"], "promise": "Réponse", "to": "a"}, "matin avec une heure"),
    ],
)
def test_what_a_person_understands_is_said(scenario, given, said):
    assert Narrator(scenario).hearing(Hearing.model_validate(given)) == said


def test_how_a_mood_moves_is_said(scenario):
    assert Narrator(scenario).shift(1) == "humeur : 1 cran moins bonne"
    assert Narrator(scenario).shift(-2) == "humeur : 2 crans meilleure"
