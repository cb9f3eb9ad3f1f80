"""The référentiel as it is read: five competencies, twenty-one criteria, in its own words."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from sim.framework import load_framework
from sim.scenario.yaml import Fault

FILE = Path(__file__).parents[2] / "scenarios" / "frameworks" / "cqpm-aga.yaml"


def test_it_has_five_competencies_and_their_criteria_in_order():
    framework = load_framework(FILE)

    assert [one.id for one in framework.competencies] == ["C1", "C2", "C3", "C4", "C5"]
    assert len(framework.criteria) == 21
    for competency in framework.competencies:
        numbers = [f"{competency.id}.{rank}" for rank in range(1, len(competency.criteria) + 1)]
        assert [criterion.id for criterion in competency.criteria] == numbers


def test_nothing_in_it_is_left_empty():
    framework = load_framework(FILE)

    assert all(criterion.wording for criterion in framework.criteria)
    assert framework.admissibility
    assert framework.validation
    assert framework.modalities
    assert len(framework.fields) == 6


def test_a_criterion_is_never_reworded_by_the_program():
    with pytest.raises(ValidationError):
        load_framework(FILE).criteria[0].wording = "Autre chose"


@pytest.mark.parametrize(
    ("text", "error"), [("id: [", Fault), ("id: x\n", ValidationError), ("", ValidationError)]
)
def test_a_wrong_file_is_refused(tmp_path, text, error):
    (tmp_path / "wrong.yaml").write_text(text, encoding="utf-8")

    with pytest.raises(error):
        load_framework(tmp_path / "wrong.yaml")
