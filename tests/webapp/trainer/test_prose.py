"""Patterns and checks said in French."""

import re

import pytest
from pydantic import TypeAdapter

from grading.checks.kinds import KINDS as CHECKS
from grading.checks.kinds import AnyCheck
from grading.rubric import Rubric, read_rubric
from sim.facts.dictionary import KINDS as FACTS
from sim.pattern import Pattern
from sim.scenario.load import load
from sim.scenario.model import Trouble, WorldFact
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


def test_incidents_and_ways_of_reaching_people_are_said_in_french(scenario):
    narrator = Narrator(scenario)
    trouble = Trouble(id="away", kind="absence", person="karim", minutes=30)
    written = {
        "type": "channel", "what": [{"fact": "passed_on"}], "to": ["luc"], "best": ["phone"],
        "wrong": ["letter"], "label": "camion",
    }  # fmt: skip
    line = narrator.check(TypeAdapter(AnyCheck).validate_python(written))

    assert narrator.does(WorldFact(incident=trouble)) == (
        "incident (30 min) : Karim Benali n’est pas au bureau"
    )
    assert [one.text for one in line.under] == [
        "ce qui compte : mél, message, parole, lettre ou avis",
        "pour : Luc Perrin",
        "attendu : téléphone",
        "inadapté : courrier",
    ]


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
