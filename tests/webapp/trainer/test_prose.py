"""Patterns and checks said in French."""

import re

import pytest
from pydantic import TypeAdapter

from grading.checks.kinds import KINDS as CHECKS
from grading.checks.kinds import AnyCheck
from grading.rubric import Rubric, read_rubric
from sim.conditions import FIELDS
from sim.facts.dictionary import KINDS as FACTS
from sim.pattern import Pattern
from sim.reacting import WORDS
from sim.rule import Condition
from sim.scenario.load import load
from sim.scenario.model import Injection, Sensitive, Trouble, WorldFact
from sim.scenario.script import Hearing
from sim.scenario.seal import seal
from webapp.library import PACKS
from webapp.trainer.phrases import WORDS_FR, words_named
from webapp.trainer.prose import Line, Narrator
from webapp.trainer.words import CHECKS_FR, CONDITIONS_FR, FACTS_FR, PARAMETERS_FR, STATES_FR


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


def test_the_rules_that_ship_are_said_without_python_nor_marks(scenario):
    narrator = Narrator(scenario)

    for rule in scenario.timeline:
        said = (narrator.when(rule), *narrator.conditions(rule), *map(narrator.does, rule.does))
        for text in said:
            assert not re.search(r"\(\)|=|\{|\}|<|⟦|None|True|False|Pattern", text), text


def texts(narrator: Narrator, rubric: Rubric):
    for indicator in rubric.indicators:
        if indicator.check:
            yield from _flat(narrator.check(indicator.check))


def _flat(line: Line):
    yield line.text
    for one in line.under:
        yield from _flat(one)


@pytest.mark.parametrize("about", ["record", "file", "task", "mail", "call"])
def test_every_state_a_rule_may_look_at_has_its_words(about):
    assert about in CONDITIONS_FR
    assert set(FIELDS.get(about, ())) <= set(STATES_FR)


def test_every_word_a_text_may_take_is_named_for_the_trainer():
    assert set(WORDS) == set(WORDS_FR)
    assert words_named("Vu à ⟦hour⟧ : ⟦subject⟧") == "Vu à [heure] : [objet du message]"


RULE = {"id": "x", "does": [{"chat": ["luc", "Vu"]}]}


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ({"at": "09:00", "times": 3, "every_min": 10}, "à 9\u00a0h\u00a000, 3 fois au plus, toutes les 10 min"),
        ({"follows": "luc-truck", "delay_min": 5}, "5 min après la réaction « Luc a compris l’heure du camion » (luc-truck)"),
        ({"silence": {"of": {"fact": "mail.delivered"}, "for_min": 20}}, "20 min sans réponse après : mél reçu"),
        ({"after": {"fact": "mail.moved"}, "each": True, "times": 4}, "aussitôt après : mél déplacé, à chaque fait différent, 4 fois au plus"),
    ],
)  # fmt: skip
def test_a_rule_says_when_it_falls_due_and_how_often(scenario, rule, said):
    assert Narrator(scenario).when(Injection.model_validate({**RULE, **rule})) == said


@pytest.mark.parametrize(
    ("condition", "said"),
    [
        ({"file": "/ADV/*.pdf", "absent": True}, "il n’y a pas de fichier « /ADV/*.pdf »"),
        ({"mail": {"id": "M04", "read": "false"}}, "il y a un mél (« BL 1875 signé » (M04), lu : non)"),
        ({"record": {"doctype": "customer", "where": {"id": "C1"}}}, "il y a une pièce du progiciel : client (identifiant « C1 »)"),
    ],
)  # fmt: skip
def test_a_state_of_the_office_is_said(scenario, condition, said):
    assert Narrator(scenario).condition(Condition.model_validate(condition)) == said


def test_what_a_rule_does_is_said(scenario):
    said = Narrator(scenario).does

    assert said(WorldFact(reply="M04")).endswith("arrive en réponse")
    assert said(WorldFact(withdraw="call-truck")).startswith("s’en va ou raccroche : « Transalpis")
    assert said(WorldFact(chat=("luc", "Vu à ⟦hour⟧"))).endswith("« Vu à [heure] »")


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


def test_another_way_of_saying_what_is_confidential_is_said(scenario):
    item = Sensitive(
        id="s", label="S", mentions=("Julie",), paraphrases=("Julie + malade | souffrante",)
    )

    assert Narrator(scenario).hearing(item) == "Julie ; ou Julie et malade ou souffrante"


def test_how_a_mood_moves_is_said(scenario):
    assert Narrator(scenario).shift(1) == "humeur : 1 cran moins bonne"
    assert Narrator(scenario).shift(-2) == "humeur : 2 crans meilleure"
