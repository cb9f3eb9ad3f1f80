"""Whether everything an answer key names is there: a check of what does not exist decides wrongly.

A check that forbids what nobody can do always passes, and one that waits for it never does: neither
shows in the rehearsals of an author who made the same slip in both.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from pydantic import BaseModel

from grading.checks import channels, documents, erp, files, mail, notes
from grading.checks.base import Check
from sim.erp.registry import DOCTYPES
from sim.pattern import Pattern, RecordPattern
from sim.scenario.model import Scenario
from sim.scenario.patterns import (
    ALWAYS,
    no_doctype,
    not_a_field,
    pattern_problems,
    people_problems,
    record_problems,
)
from sim.scenario.problems import Problem, unknown
from sim.scenario.times import misplaced

TIMES = ("by", "since")
PROPORTIONS = ("share", "full", "partly")
NEEDED: dict[type[Check], tuple[str, ...]] = {
    documents.Contains: ("has", "lacks"),
    files.Filed: ("output", "document"),
    mail.Covers: ("what", "which"),
}


def named_problems(
    indicator: BaseModel, field: str, source: tuple[str, int], scenario: Scenario
) -> Iterator[Problem]:
    """Return what an indicator names that is nowhere, at its line."""
    file, line = source
    for value in _values(indicator):
        for found in _of(value, field, file, scenario):
            yield Problem(file, line, found.field, found.fr, found.en)


def _values(value: Any) -> Iterator[BaseModel]:
    """Return everything described within a value, however deep it lies."""
    if isinstance(value, BaseModel):
        yield value
        value = [getattr(value, name) for name in type(value).model_fields]
    elif isinstance(value, Mapping):
        value = list(value.values())
    for one in value if isinstance(value, list | tuple) else ():
        yield from _values(one)


def _of(value: BaseModel, field: str, file: str, scenario: Scenario) -> Iterator[Problem]:
    if isinstance(value, Pattern):
        yield from pattern_problems(file, field, value, scenario)
    elif isinstance(value, RecordPattern):
        yield from record_problems(file, field, value)
    else:
        yield from people_problems(file, field, _people(value), scenario)
        yield from (
            Problem(file, 0, f"{field}.{name}", *said) for name, said in _times(value, scenario)
        )
        yield from (Problem(file, 0, field, *said) for said in _rest(value, scenario))


def _people(check: BaseModel) -> Iterator[str]:
    if isinstance(check, channels.Channel):
        yield from check.to
    if isinstance(check, mail.Transmitted):
        for group in check.required:
            yield from (group,) if isinstance(group, str) else group
        yield from (*check.forbidden, *check.only)
    if isinstance(check, mail.NoCrossSending):
        yield from check.anyone
        for contacts in check.contacts.values():
            yield from contacts


def _times(check: BaseModel, scenario: Scenario) -> Iterator[tuple[str, tuple[str, str]]]:
    for name in TIMES:
        time = getattr(check, name, None)
        if time is not None and (said := misplaced(time, scenario)):
            yield name, said


def _rest(check: BaseModel, scenario: Scenario) -> Iterator[tuple[str, str]]:
    if isinstance(check, notes.NoteTaken | notes.PromisesKept):
        yield from _conversation(check.call, scenario)
    if isinstance(check, erp.RecordIs):
        yield from _record_is(check)
    if isinstance(check, erp.Untouched):
        yield from (no_doctype(name) for name in check.doctypes if name not in DOCTYPES)
    yield from _nothing_to_look_at(check)
    yield from _proportions(check)
    if isinstance(check, files.Filed | files.NamedRight | files.Unaltered):
        yield from _expression(check.name or "")


def _nothing_to_look_at(check: BaseModel) -> Iterator[tuple[str, str]]:
    """Return what a check needs one of: without it, it always passes, or never does."""
    for kind, names in NEEDED.items():
        if isinstance(check, kind) and not any(getattr(check, name) for name in names):
            fr, en = " ou ".join(f"« {name} »" for name in names), " or ".join(names)
            yield (
                f"Ce contrôle ne regarde rien : donnez {fr}.",
                f"This looks at nothing: give {en}.",
            )


def _proportions(check: BaseModel) -> Iterator[tuple[str, str]]:
    for name in PROPORTIONS if isinstance(check, Check) else ():
        value = getattr(check, name, None)
        if value is not None and not 0 < value <= 1:
            yield (
                f"« {name} » est une proportion : écrivez un nombre entre 0 et 1, comme 0.8.",
                f"“{name}” is a proportion: write a number between 0 and 1, such as 0.8.",
            )


def _conversation(name: str, scenario: Scenario) -> Iterator[tuple[str, str]]:
    if name not in scenario.script_by_id:
        yield unknown("La conversation", "The conversation", name)


def _record_is(check: erp.RecordIs) -> Iterator[tuple[str, str]]:
    doctype = DOCTYPES.get(check.record.doctype)
    if doctype is None:
        return  # told of the record itself
    known = (*ALWAYS, *(one.name for one in doctype.fields))
    lines = [one.name for one in doctype.line_fields]
    yield from (not_a_field(name, known) for name in check.fields if name not in known)
    for line in check.lines:
        yield from (not_a_field(name, lines) for name in line if name not in lines)
    names = list(erp.TOTAL_NAMES)
    yield from (not_a_field(name, names) for name in check.totals if name not in names)
    states = [one.name for one in doctype.states]
    for state in check.state.split(" | ") if check.state else ():
        if state not in states:
            yield (
                f"L’état « {state} » n’existe pas. États connus : {', '.join(states)}.",
                f"There is no state “{state}”. Known states: {', '.join(states)}.",
            )


def _expression(name: str) -> Iterator[tuple[str, str]]:
    try:
        re.compile(name)
    except re.error:
        yield (
            f"« {name} » n’est pas une expression régulière : vérifiez ses parenthèses et ses crochets.",
            f"“{name}” is no regular expression: check its brackets.",
        )
