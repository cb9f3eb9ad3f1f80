"""Whether everything a scenario names is there, and everything it looks for can be looked for."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from sim.erp import opening
from sim.facts.dictionary import KINDS, parse_fact
from sim.pattern import Pattern
from sim.scenario import script_problems
from sim.scenario.model import Injection, Scenario, WorldFact
from sim.scenario.pack import Pack
from sim.scenario.problems import Problem, unknown, unspeakable

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def problems(pack: Pack, scenario: Scenario) -> list[Problem]:
    """Return what is named but not there."""
    return [
        *_messages(scenario),
        *_injections(pack, scenario),
        *script_problems.problems(pack, scenario),
        *_twice("people.yaml", (person.id for person in scenario.people)),
        *_twice("timeline.yaml", (injection.id for injection in scenario.timeline)),
        *_tasks(scenario),
        *_sensitive(scenario),
        *_erp(pack, scenario),
        *_rubric(scenario),
    ]


def _unknown(file: str, field: str, what_fr: str, what_en: str, name: str) -> Problem:
    return Problem(file, 0, field, *unknown(what_fr, what_en, name))


def _messages(scenario: Scenario) -> Iterator[Problem]:
    for message in scenario.messages:
        file = f"mail/{message.id}.md"
        if message.in_reply_to and message.in_reply_to not in scenario.message_by_id:
            yield _unknown(file, "in_reply_to", "La pièce", "The message", message.in_reply_to)


def _injections(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    for injection in scenario.timeline:
        mail_file = f"mail/{injection.id}.md"
        file = mail_file if mail_file in pack.sources else "timeline.yaml"
        yield from _one_injection(file, injection, scenario)


def _one_injection(file: str, injection: Injection, scenario: Scenario) -> Iterator[Problem]:
    field = injection.id
    if (injection.at is None) == (injection.after is None):
        fr = (
            "Donnez soit « at » (une heure), soit « after » (ce qui la déclenche), et pas les deux."
        )
        yield Problem(
            file, 0, field, fr, "Give either “at” (a time) or “after” (what starts it), not both."
        )
    if injection.at is not None and not _TIME.fullmatch(injection.at):
        yield Problem(
            file, 0, f"{field}.at", "Écrivez une heure comme 08:45.", "Write a time such as 08:45."
        )
    after = (injection.after,) if injection.after else ()
    for pattern in (*after, *injection.requires, *injection.unless):
        yield from pattern_problems(file, field, pattern, scenario)
    for action in injection.does:
        yield from _action(file, field, action, scenario)


def _action(file: str, field: str, action: WorldFact, scenario: Scenario) -> Iterator[Problem]:
    if action.mail is not None and action.mail not in scenario.message_by_id:
        yield _unknown(file, field, "La pièce", "The message", action.mail)
    if action.begin is not None and action.begin not in scenario.script_by_id:
        yield _unknown(file, field, "La conversation", "The conversation", action.begin)
    if action.chat is not None and scenario.directory.get(action.chat[0].casefold()) is None:
        yield _unknown(file, field, "La personne", "The person", action.chat[0])
    if action.erp is not None:
        yield from _stored_fact(file, f"{field}.erp", action.erp)


def _stored_fact(file: str, field: str, data: dict[str, Any]) -> Iterator[Problem]:
    """Refuse here what would stop a sitting when the injection falls due."""
    try:
        parse_fact(data)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join((field, *(str(part) for part in detail["loc"][1:])))
        fr = f"Ce fait ne peut pas être enregistré ({detail['msg']}) : vérifiez sa sorte et ses champs."
        en = f"This fact cannot be stored ({detail['msg']}): check its kind and its fields."
        yield Problem(file, 0, place, fr, en)


def pattern_problems(
    file: str, field: str, pattern: Pattern, scenario: Scenario
) -> Iterator[Problem]:
    """Return what a pattern names that does not exist."""
    for kind in pattern.kinds:
        if kind not in KINDS:
            yield _unknown(file, f"{field}.fact", "La sorte de fait", "The fact kind", kind)
    for key in (*pattern.to, *pattern.only_to):
        if scenario.directory.get(key.casefold()) is None:
            yield _unknown(file, f"{field}.to", "La personne", "The person", key)
    for name in SPOKEN:
        yield from _unspeakable(file, f"{field}.{name}", getattr(pattern, name))


def _unspeakable(file: str, field: str, values: Iterable[str]) -> Iterator[Problem]:
    """Return the values in which there is nothing to look for."""
    for value in values:
        if found := unspeakable(value):
            yield Problem(file, 0, field, *found)


def _twice(file: str, names: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            yield Problem(file, 0, name, *script_problems.twice(name))
        seen.add(name)


def _tasks(scenario: Scenario) -> Iterator[Problem]:
    for task in scenario.tasks:
        for name in task.mails:
            if name not in scenario.message_by_id:
                yield _unknown("key.yaml", f"tasks.{task.id}", "La pièce", "The message", name)


def _sensitive(scenario: Scenario) -> Iterator[Problem]:
    for item in scenario.sensitive:
        for person in item.allowed:
            if scenario.directory.get(person.casefold()) is None:
                yield _unknown(
                    "key.yaml", f"sensitive.{item.id}", "La personne", "The person", person
                )
        parts = (part for one in item.paraphrases for part in one.split(" + "))
        values = (*item.mentions, *item.mentions_any, *parts)
        yield from _unspeakable("key.yaml", f"sensitive.{item.id}", values)


def _erp(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    for found in opening.problems(scenario.erp):
        file, line = _record_place(pack, found.doctype, found.record)
        field = f"{found.doctype}.{found.record}" if found.record else found.doctype
        en = f"This opening record is refused by the ERP: {found.message}"
        yield Problem(file, line, field, found.message, en)


def _record_place(pack: Pack, doctype: str, record: str) -> tuple[str, int]:
    """Return the file and line of a record; the first file of its doctype when its id is computed."""
    files = [
        source for source in pack.below("erp", ".yaml")
        if isinstance(source.parsed.data, dict) and source.parsed.data.get("doctype") == doctype
    ]  # fmt: skip
    for source in files:
        for index, row in enumerate(source.parsed.data.get("records", [])):
            if row["id"] == record:
                return source.file, source.parsed.line(("records", index))
    return (files[0].file, 0) if files else ("erp", 0)


def _rubric(scenario: Scenario) -> Iterator[Problem]:
    """Look into the answer key's patterns wherever they stand: `grading` knows what surrounds them."""
    for row in scenario.rubric.get("indicators", []):
        file, line = row["source"]
        for problem in _spoken_within(file, str(row.get("id", "")), row):
            yield replace(problem, line=line)


def _spoken_within(file: str, field: str, value: Any) -> Iterator[Problem]:
    if isinstance(value, list):
        for item in value:
            yield from _spoken_within(file, field, item)
    if isinstance(value, dict):
        for name, item in value.items():
            if name in SPOKEN:
                values = item if isinstance(item, list) else [item]
                texts = [one for one in values if isinstance(one, str)]
                yield from _unspeakable(file, f"{field}.{name}", texts)
            else:
                yield from _spoken_within(file, f"{field}.{name}", item)


SPOKEN = ("mentions", "mentions_any", "not_mentions")
