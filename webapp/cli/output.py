"""How commands speak: data as JSON on stdout, refusals in one sentence on stderr."""

import json
from collections.abc import Callable
from functools import wraps
from typing import Any, NoReturn, ParamSpec, TypeVar

import click

from grading.rehearsal import RehearsalRefused
from sim.scenario.problems import PackRefused, Problem
from webapp.cli.bundle import BundleRefused
from webapp.library import UnknownPack

Given = ParamSpec("Given")
Answer = TypeVar("Answer")

NEGATIVE = 1
MISUSE = 2


def print_json(data: Any) -> None:
    """Print data on stdout."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))


def refuse(reason: str, code: int = NEGATIVE) -> NoReturn:
    """Say why not on stderr, and leave."""
    click.echo(reason, err=True)
    raise SystemExit(code)


def problem_line(problem: Problem) -> str:
    """Return a problem as a line: place, field, what to write instead."""
    place = f"{problem.file}:{problem.line}" if problem.line else problem.file
    return f"{place} [{problem.field}] {problem.fr}"


def refusing(command: Callable[Given, Answer]) -> Callable[Given, Answer]:
    """Turn the refusals of the core into a sentence and an exit code."""

    @wraps(command)
    def wrapped(*args: Given.args, **kwargs: Given.kwargs) -> Answer:
        try:
            return command(*args, **kwargs)
        except UnknownPack as error:
            refuse(str(error), MISUSE)
        except (BundleRefused, RehearsalRefused) as error:
            refuse(str(error))
        except PackRefused as refused:
            refuse("\n".join(problem_line(problem) for problem in refused.problems))

    return wrapped
