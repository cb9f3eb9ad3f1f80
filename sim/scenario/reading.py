"""One file of a pack for one seed: rendered, read with its model, its problems placed."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from sim.scenario.pack import Source
from sim.scenario.problems import Problem
from sim.scenario.refusals import refusal, template_message
from sim.scenario.templates import AuthoringError, render
from sim.scenario.yaml import Path

Model = TypeVar("Model", bound=BaseModel)


def rendered(source: Source, context: Mapping[str, Any], problems: list[Problem]) -> Any:
    """Return the file's data with every text rendered."""
    return _render(source, source.parsed.data, (), context, problems)


def _render(
    source: Source, value: Any, path: Path, context: Mapping[str, Any], problems: list[Problem]
) -> Any:
    if isinstance(value, dict):
        return {
            key: _render(source, item, (*path, key), context, problems)
            for key, item in value.items()
        }
    if isinstance(value, list):
        return [
            _render(source, item, (*path, index), context, problems)
            for index, item in enumerate(value)
        ]
    if not isinstance(value, str):
        return value
    try:
        return render(value, context)
    except AuthoringError as error:
        problems.append(place(source, path, *template_message(str(error))))
        return value


def place(source: Source, path: Path, fr: str, en: str) -> Problem:
    """Return a problem at a path of a file."""
    line = source.parsed.line(path)
    return Problem(source.file, line, ".".join(str(part) for part in path), fr, en)


def read(
    model: type[Model], source: Source, data: Any, problems: list[Problem], prefix: Path = ()
) -> Model | None:
    """Read data with its model; on failure note every problem and return nothing."""
    try:
        return model.model_validate(texts(data))
    except ValidationError as error:
        details = error.errors(include_url=False)
        for detail in details:
            if detail["type"] == "too_short" and _within(detail["loc"], details):
                continue
            # Of a name that is not one of those expected, pydantic says that the key is meant.
            path = (*prefix, *(part for part in detail["loc"] if part != "[key]"))
            problems.append(place(source, path, *refusal(detail)))
        return None


def _within(path: Path, details: Sequence[Any]) -> bool:
    """Say whether something inside is wrong: items refused are then why the list looks empty."""
    size = len(path)
    return any(len(one["loc"]) > size and one["loc"][:size] == path for one in details)


def texts(value: Any) -> Any:
    """Spell dates as texts, so that a model's text field takes what YAML reads as a date."""
    if isinstance(value, dict):
        return {key: texts(item) for key, item in value.items()}
    if isinstance(value, list):
        return [texts(item) for item in value]
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value:f}"
    return value
