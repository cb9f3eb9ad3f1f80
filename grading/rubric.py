"""The answer key of a pack: indicators by criterion, their checks, and what only a person can tell."""

from collections.abc import Iterator
from typing import Any, Literal

from pydantic import Field, ValidationError, model_validator

from grading.checks.kinds import AnyCheck
from grading.named import named_problems
from sim.facts.base import Value
from sim.framework import Framework
from sim.pattern import Pattern
from sim.scenario.model import Scenario
from sim.scenario.problems import Problem, unknown
from sim.scenario.refusals import refusal


class Indicator(Value):
    """One observable, scoreable signal attached to one criterion."""

    id: str
    criterion: str
    title: str
    """What is looked at, in French."""
    grade: Literal["A", "B", "H"]
    """Certain; indicative (never fails anybody alone); for a person only."""
    weight: float = Field(gt=0, le=10)
    critical: bool = False
    """Its failure alone prevents the proposal « atteint »; a person confirms."""
    rule: str
    """`visible_rule`: where in the pack the candidate could read the rule."""
    task: str = ""
    check: AnyCheck | None = None
    """None for what only a person can tell."""
    occasion: tuple[Pattern, ...] = ()
    """Without one of these, the indicator is not observed."""
    question: str = ""
    """For a person: what to look at or to ask."""
    scale: dict[int, str] = {}
    """For a person: anchors of a behaviour scale, 1 to 4."""
    source: tuple[str, int] = ("", 0)
    """File of the pack and line."""

    @model_validator(mode="after")
    def _a_person_or_a_check(self) -> "Indicator":
        if (self.grade == "H") != (self.check is None):
            raise ValueError(
                "un indicateur A ou B a un contrôle (check), un indicateur H n’en a pas"
            )
        if self.grade == "H" and not self.question:
            raise ValueError(
                "un indicateur H dit ce que l’examinateur regarde ou demande (question)"
            )
        return self


class Rubric(Value):
    """All indicators of a scenario."""

    indicators: tuple[Indicator, ...] = ()

    def of(self, criterion: str) -> tuple[Indicator, ...]:
        """Return the indicators of a criterion."""
        return tuple(one for one in self.indicators if one.criterion == criterion)


def read_rubric(scenario: Scenario) -> Rubric:
    """Return a sealed scenario's rubric. Raises `pydantic.ValidationError` on one never checked."""
    return Rubric.model_validate(scenario.rubric)


def rubric_problems(scenario: Scenario, framework: Framework) -> list[Problem]:
    """Return what is wrong with a rubric: each row by itself, then the whole."""
    problems: list[Problem] = []
    indicators: list[Indicator] = []
    for row in scenario.rubric.get("indicators", []):
        try:
            indicators.append(Indicator.model_validate(row))
        except ValidationError as error:
            problems += [_problem(row, detail) for detail in error.errors(include_url=False)[:3]]
    problems += _unreadable_rules(indicators, scenario)
    problems += _unknown_tasks(indicators, scenario)
    for one in indicators:
        problems += named_problems(one, f"{one.id}.check", one.source, scenario)
    problems += _unknown_items(scenario)
    problems += _unknown_purposes(scenario)
    problems += _coverage(indicators, framework)
    return problems


def _problem(row: dict[str, Any], detail: Any) -> Problem:
    file, line = row.get("source", ("rubric", 0))
    field = ".".join([str(row.get("id", "?")), *(str(part) for part in detail["loc"])])
    fr, en = refusal(detail)
    return Problem(file, line, field, f"Indicateur refusé. {fr}", f"Indicator refused. {en}")


def _unreadable_rules(indicators: list[Indicator], scenario: Scenario) -> list[Problem]:
    """A rule may be scored only when a document of the pack shows it to the candidate."""
    shown = {message.id for message in scenario.messages} | {
        script.id for script in scenario.scripts
    }
    shown |= {
        item.path.rpartition("/")[2].split(" ")[0].removesuffix(".md")
        for item in scenario.drive.files
    }
    shown |= {"brief", "ERP"}
    problems = []
    for one in indicators:
        if one.rule.split(" ")[0] not in shown:
            fr = f"La règle « {one.rule} » n’est lisible nulle part dans le pack : citez une procédure, un message ou « brief »."
            en = f"The rule “{one.rule}” can be read nowhere in the pack: name a procedure, a message or “brief”."
            problems.append(Problem(*one.source, f"{one.id}.rule", fr, en))
    return problems


def _unknown_tasks(indicators: list[Indicator], scenario: Scenario) -> list[Problem]:
    known = {task.id for task in scenario.tasks}
    return [
        Problem(*one.source, f"{one.id}.task", *unknown("La tâche", "The task", one.task))
        for one in indicators
        if one.task and one.task not in known
    ]


def _unknown_items(scenario: Scenario) -> list[Problem]:
    """A check on confidential items that do not exist would pass whatever the candidate says."""
    known = {item.id for item in scenario.sensitive}
    problems = []
    for row in scenario.rubric.get("indicators", []):
        file, line = row.get("source", ("rubric", 0))
        named = {
            str(item)
            for check in _checks(row, "no_disclosure")
            for item in check.get("items") or ()
        }
        for item in sorted(named - known):
            fr = f"L’information protégée « {item} » n’est pas dans key.yaml : ajoutez-la ou corrigez son nom."
            en = f"The confidential item “{item}” is not in key.yaml: add it or correct its name."
            problems.append(Problem(file, line, f"{row.get('id', '?')}.check", fr, en))
    return problems


def _unknown_purposes(scenario: Scenario) -> list[Problem]:
    """A check of a purpose of which nobody says what suits it would decide nothing."""
    problems = []
    for row in scenario.rubric.get("indicators", []):
        file, line = row.get("source", ("rubric", 0))
        named = {str(check.get("purpose") or "") for check in _checks(row, "channel")}
        for name in sorted(one for one in named if one and not scenario.channels.suits(one)):
            fr = f"L’intention « {name} » n’est pas connue : corrigez-la, ou donnez ses moyens dans pack.yaml (channels: purposes)."
            en = f"The purpose “{name}” is not known: correct it, or give its channels in pack.yaml (channels: purposes)."
            problems.append(Problem(file, line, f"{row.get('id', '?')}.check", fr, en))
    return problems


def _checks(value: Any, kind: str) -> Iterator[dict[str, Any]]:
    """Return the descriptions of checks of a kind, however deep they lie."""
    if isinstance(value, dict) and value.get("type") == kind:
        yield value
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        yield from _checks(one, kind)


def _coverage(indicators: list[Indicator], framework: Framework) -> list[Problem]:
    problems = []
    known = {criterion.id for criterion in framework.criteria}
    seen: set[str] = set()
    for one in indicators:
        if one.criterion not in known:
            fr = f"Le critère « {one.criterion} » n’est pas dans le référentiel."
            problems.append(
                Problem(
                    *one.source, one.id, fr, f"Criterion “{one.criterion}” is not in the framework."
                )
            )
        if one.id in seen:
            fr = f"L’indicateur « {one.id} » est défini deux fois : changez l’un des deux identifiants."
            problems.append(
                Problem(*one.source, one.id, fr, f"Indicator “{one.id}” is defined twice.")
            )
        seen.add(one.id)
    for criterion in sorted(known - {one.criterion for one in indicators}):
        fr = f"Le critère {criterion} n’a aucun indicateur : ajoutez-en un, ou une question pour l’examinateur."
        problems.append(
            Problem("rubric", 0, criterion, fr, f"Criterion {criterion} has no indicator.")
        )
    return problems
