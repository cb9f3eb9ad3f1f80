"""The authors' guide names everything an author may write, and its examples are true."""

import re
from pathlib import Path
from typing import get_args

import pytest

from grading.aspects import ASPECT_OF
from grading.checks.kinds import KINDS as CHECKS
from grading.checks.rules.registry import GENRES, RULES
from grading.rehearsal import RehearsalFile, Step
from grading.rubric import Indicator
from sim.facts.dictionary import KINDS as FACTS
from sim.facts.incidents import IncidentKind
from sim.language.typography import RIGHT_FR
from sim.pattern import SHORTHANDS, Pattern
from sim.reacting import WORDS
from sim.rule import Condition, Rule, Silence
from sim.scenario.channels import MINUTES, PURPOSES
from sim.scenario.model import WorldFact
from sim.scenario.templates import FILTERS, FUNCTIONS
from webapp.cli.schema import SCHEMAS
from webapp.library import PACKS

DOCS = Path(__file__).parents[2] / "docs"
GUIDE = (DOCS / "authoring.md").read_text(encoding="utf-8")
DOCUMENTS = (DOCS / "documents.md").read_text(encoding="utf-8")
EXAMPLE = re.compile(r"```yaml\n# (\S+)\n(.*?)```", re.DOTALL)
TYPE = re.compile(r"'(\w+)'")


def is_named(name: str) -> bool:
    return re.search(rf"`[^`\n]*\b{re.escape(name)}\b[^`\n]*`", GUIDE) is not None


@pytest.mark.parametrize("kind", FACTS)
def test_every_fact_kind_is_named_with_its_fields(kind):
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{kind}` |"))

    for field in set(FACTS[kind].model_fields) - {"kind"}:
        assert f"`{field}`" in row


@pytest.mark.parametrize("check", CHECKS, ids=lambda check: check.__name__)
def test_every_check_is_named_with_its_parameters(check):
    kind = TYPE.findall(str(check.model_fields["type"].annotation))[0]
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{kind}` |"))

    for name, field in check.model_fields.items():
        assert name == "type" or f"`{field.alias or name}`" in row


@pytest.mark.parametrize(
    "names",
    [Pattern.model_fields, SHORTHANDS, FILTERS, FUNCTIONS, SCHEMAS],
    ids=["pattern", "shorthands", "filters", "functions", "schemas"],
)
def test_every_word_of_the_language_is_named(names):
    assert [name for name in names if not is_named(name)] == []


@pytest.mark.parametrize("name", MINUTES)
def test_every_channel_is_told_with_its_cost(name):
    row = next(line for line in GUIDE.splitlines() if line.startswith(f"| `{name}` |"))

    assert row.endswith(f"| {MINUTES[name]} |")


@pytest.mark.parametrize("name", PURPOSES)
def test_every_purpose_is_told_with_what_suits_it(name):
    lists = (PURPOSES[name].best, PURPOSES[name].accepted, PURPOSES[name].wrong)
    cells = [", ".join(f"`{one}`" for one in named) or "—" for named in lists]

    assert f"| `{name}` | {' | '.join(cells)} |" in GUIDE


@pytest.mark.parametrize("kind", get_args(IncidentKind))
def test_every_kind_of_incident_is_told(kind):
    assert f"| `{kind}` |" in GUIDE


@pytest.mark.parametrize("name", RULES)
def test_every_rule_of_presentation_is_told_with_what_it_tolerates(name):
    rule = RULES[name]
    assert f"| `{name}` | {rule.name_fr} | {rule.setting_fr} | {rule.tolerates_fr} |" in DOCUMENTS


@pytest.mark.parametrize(
    ("aspect", "told"), [("content", "contenu"), ("presentation", "présentation")]
)
def test_every_check_on_content_or_presentation_is_told_with_its_score(aspect, told):
    row = next(line for line in DOCUMENTS.splitlines() if line.startswith(f"| {told} | `"))
    kinds = [kind for kind, found in ASPECT_OF.items() if found == aspect]
    named = {TYPE.findall(str(kind.model_fields["type"].annotation))[0] for kind in kinds}

    assert set(re.findall(r"`(\w+)`", row)) == named


@pytest.mark.parametrize("genre", GENRES)
def test_every_kind_of_document_is_told_with_its_rules(genre):
    row = next(line for line in DOCUMENTS.splitlines() if line.startswith(f"| `{genre}` |"))
    assert all(f"`{rule}`" in row for rule in GENRES[genre][1])


@pytest.mark.parametrize("code", RIGHT_FR)
def test_every_convention_of_typography_is_told(code):
    assert f"| `{code}` | {RIGHT_FR[code]} |" in DOCUMENTS


@pytest.mark.parametrize("word", WORDS)
def test_every_word_that_a_text_may_take_of_its_trigger_is_told(word):
    assert f"`trigger.{word}`" in GUIDE


@pytest.mark.parametrize(
    "model", [Rule, Silence, Condition, WorldFact], ids=lambda one: one.__name__
)
def test_every_field_of_a_rule_and_what_it_may_do_is_named(model):
    assert [name for name in model.model_fields if not is_named(name)] == []


@pytest.mark.parametrize("model", [Indicator, RehearsalFile, Step], ids=lambda one: one.__name__)
def test_every_field_of_the_key_and_of_rehearsals_is_named(model):
    written = {field.alias or name for name, field in model.model_fields.items()}

    unnamed = {name for name in written - {"source"} if not is_named(name) and name not in GUIDE}

    assert unnamed == set()


@pytest.mark.parametrize(("file", "text"), EXAMPLE.findall(GUIDE))
def test_every_example_is_in_the_pack_it_comes_from(file, text):
    written = (PACKS / "adv-fac-01" / file).read_text(encoding="utf-8").splitlines()

    assert [line for line in text.splitlines() if line not in written] == []


def test_no_example_is_left_without_its_file():
    assert GUIDE.count("```yaml") == len(EXAMPLE.findall(GUIDE)) > 10
