"""The référentiel: competencies and criteria, in its own words, read from a file and never edited."""

from functools import cached_property
from pathlib import Path

from sim.facts.base import Value
from sim.scenario.yaml import parse


class Criterion(Value):
    """A *critère observable*; `wording` is what an examiner signs against."""

    id: str
    wording: str


class Competency(Value):
    """A *capacité professionnelle* and its criteria."""

    id: str
    title: str
    conditions: str
    criteria: tuple[Criterion, ...]


class Field(Value):
    """A *domaine d'activité* cited by the référentiel."""

    id: str
    title: str


class Basis(Value):
    """What the commission bases a decision on, or a way of evaluating."""

    id: str
    title: str


class Framework(Value):
    """A référentiel."""

    id: str
    title: str
    authority: str
    objective: str
    fields: tuple[Field, ...]
    competencies: tuple[Competency, ...]
    admissibility: str
    validation: tuple[Basis, ...]
    modalities: tuple[Basis, ...]

    @cached_property
    def criteria(self) -> tuple[Criterion, ...]:
        """Return all criteria, in order."""
        return tuple(
            criterion for competency in self.competencies for criterion in competency.criteria
        )


def load_framework(file: Path) -> Framework:
    """Read a référentiel. Raises `pydantic.ValidationError` or `sim.scenario.yaml.Fault` on a wrong file."""
    return Framework.model_validate(parse(file.read_text(encoding="utf-8")).data)
