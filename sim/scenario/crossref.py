"""Whether everything a scenario names is there, and everything it looks for can be looked for."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from sim.erp import opening
from sim.facts.dictionary import parse_fact
from sim.reacting import MARK
from sim.scenario import rules, script_problems, soundness
from sim.scenario.model import Injection, Scenario, WorldFact
from sim.scenario.pack import Pack
from sim.scenario.patterns import SPOKEN, pattern_problems, unspeakable_problems
from sim.scenario.problems import Problem, unknown
from sim.scenario.refusals import refusal
from sim.scenario.times import misplaced


def problems(pack: Pack, scenario: Scenario) -> list[Problem]:
    """Return what is named but not there."""
    found = [
        *_messages(scenario),
        *_injections(pack, scenario),
        *script_problems.problems(pack, scenario),
        *_twice("people.yaml", (person.id for person in scenario.people)),
        *_twice("timeline.yaml", (injection.id for injection in scenario.timeline)),
        *_twice("timeline.yaml", _incidents(scenario)),
        *_twice("calls", (script.id for script in scenario.scripts)),
        *_twice("key.yaml", (task.id for task in scenario.tasks)),
        *_twice("key.yaml", (item.id for item in scenario.sensitive)),
        *_notices(pack, scenario),
        *_tasks(scenario),
        *_sensitive(scenario),
        *_erp(pack, scenario),
        *_rubric(scenario),
        *soundness.problems(scenario),
    ]
    return [_at_its_line(pack, problem) for problem in found]


def _at_its_line(pack: Pack, problem: Problem) -> Problem:
    """Return a problem of a file's rows at the line of the last row of that id."""
    source = pack.sources.get(problem.file)
    data = source.parsed.data if source else None
    if problem.line or source is None or not isinstance(data, dict):
        return problem
    names = problem.field.split(".")
    lines = [
        source.parsed.line((key, index))
        for key, rows in data.items()
        for index, row in enumerate(rows if isinstance(rows, list) else ())
        if isinstance(row, dict) and str(row.get("id")) in names
    ]
    return replace(problem, line=max(lines, default=0))


def _unknown(file: str, field: str, what_fr: str, what_en: str, name: str) -> Problem:
    return Problem(file, 0, field, *unknown(what_fr, what_en, name))


def _messages(scenario: Scenario) -> Iterator[Problem]:
    for message in scenario.messages:
        file = f"mail/{message.id}.md"
        if message.in_reply_to and message.in_reply_to not in scenario.message_by_id:
            yield _unknown(file, "in_reply_to", "La pièce", "The message", message.in_reply_to)
        if message.id in scenario.present and MARK.search(message.subject + message.body):
            fr = "Ce message est là dès le début : rien ne l’a déclenché, « trigger » ne peut y être cité."
            en = "This message is there from the start: nothing started it, “trigger” cannot be quoted."
            yield Problem(file, 0, "", fr, en)


def _injections(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    for injection in scenario.timeline:
        file, line = rules.place(pack, injection)
        for problem in _one_injection(file, injection, scenario):
            yield replace(problem, line=line)
    yield from rules.endless(pack, scenario)


def _one_injection(file: str, injection: Injection, scenario: Scenario) -> Iterator[Problem]:
    field = injection.id
    yield from rules.rule_problems(file, injection, scenario)
    if injection.at is not None and (said := misplaced(injection.at, scenario)):
        yield Problem(file, 0, f"{field}.at", *said)
    opens = (injection.opens,) if injection.opens else ()
    for pattern in (*opens, *injection.answers, *injection.requires, *injection.unless):
        yield from pattern_problems(file, field, pattern, scenario)
    for action in injection.does:
        yield from _action(file, field, action, scenario)


def _action(file: str, field: str, action: WorldFact, scenario: Scenario) -> Iterator[Problem]:
    for name in filter(None, (action.mail, action.reply)):
        if name not in scenario.message_by_id:
            yield _unknown(file, field, "La pièce", "The message", name)
    for name in filter(None, (action.begin, action.withdraw)):
        if name not in scenario.script_by_id:
            yield _unknown(file, field, "La conversation", "The conversation", name)
    if action.chat is not None and scenario.directory.get(action.chat[0].casefold()) is None:
        yield _unknown(file, field, "La personne", "The person", action.chat[0])
    away = action.incident.person if action.incident else ""
    if away and scenario.directory.get(away.casefold()) is None:
        yield _unknown(file, f"{field}.incident.person", "La personne", "The person", away)
    if action.erp is not None:
        yield from _stored_fact(file, f"{field}.erp", action.erp)


def _stored_fact(file: str, field: str, data: dict[str, Any]) -> Iterator[Problem]:
    """Refuse here what would stop a sitting when the injection falls due."""
    try:
        parse_fact(data)
    except ValidationError as error:
        detail = error.errors(include_url=False)[0]
        place = ".".join((field, *(str(part) for part in detail["loc"][1:])))
        said, read_as = refusal(detail)
        fr = f"Ce fait ne peut pas être enregistré. {said}"
        en = f"This fact cannot be stored. {read_as}"
        yield Problem(file, 0, place, fr, en)


def _notices(pack: Pack, scenario: Scenario) -> Iterator[Problem]:
    source = pack.sources.get("notices.yaml")
    for index, notice in enumerate(scenario.notices):
        if source and notice.author and notice.author.casefold() not in scenario.directory:
            problem = _unknown(
                "notices.yaml",
                f"notices.{index}.author",
                "La personne",
                "The person",
                notice.author,
            )
            yield replace(problem, line=source.parsed.line(("notices", index)))
    yield from _twice("notices.yaml", (notice.id for notice in scenario.notices))


def _incidents(scenario: Scenario) -> Iterator[str]:
    for injection in scenario.timeline:
        yield from (action.incident.id for action in injection.does if action.incident)


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
        yield from unspeakable_problems("key.yaml", f"sensitive.{item.id}", values)


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
                yield from unspeakable_problems(file, f"{field}.{name}", texts)
            else:
                yield from _spoken_within(file, f"{field}.{name}", item)
