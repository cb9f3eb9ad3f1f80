"""Whether everything a scenario names is there: people, messages, conversations, nodes, patterns."""

import re
from collections.abc import Iterable, Iterator

from sim.facts.dictionary import KINDS
from sim.pattern import Pattern
from sim.scenario.model import Injection, Scenario, Script
from sim.scenario.pack import Pack
from sim.scenario.problems import Problem

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def problems(pack: Pack, scenario: Scenario) -> list[Problem]:
    """Return what is named but not there."""
    return [
        *_messages(scenario),
        *_injections(pack, scenario),
        *_scripts(scenario),
        *_twice("people.yaml", (person.id for person in scenario.people)),
        *_twice("timeline.yaml", (injection.id for injection in scenario.timeline)),
        *_tasks(scenario),
        *_sensitive(scenario),
    ]


def _unknown(file: str, field: str, what_fr: str, what_en: str, name: str) -> Problem:
    return Problem(
        file, 0, field,
        f"{what_fr} « {name} » n’existe pas dans le pack : créez-la ou corrigez ce nom.",
        f"{what_en} “{name}” is not in the pack: create it or correct the name.",
    )  # fmt: skip


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
        if action.mail is not None and action.mail not in scenario.message_by_id:
            yield _unknown(file, field, "La pièce", "The message", action.mail)
        if action.begin is not None and action.begin not in scenario.script_by_id:
            yield _unknown(file, field, "La conversation", "The conversation", action.begin)
        if action.chat is not None and scenario.directory.get(action.chat[0].casefold()) is None:
            yield _unknown(file, field, "La personne", "The person", action.chat[0])


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


def _scripts(scenario: Scenario) -> Iterator[Problem]:
    for script in scenario.scripts:
        file = f"calls/{script.id}.yaml"
        if scenario.directory.get(script.person.casefold()) is None:
            yield _unknown(file, "person", "La personne", "The person", script.person)
        for target in _targets(script):
            if target not in script.nodes:
                yield _unknown(file, "nodes", "L’étape", "The node", target)


def _targets(script: Script) -> Iterator[str]:
    yield script.start
    for node in script.nodes.values():
        yield from (choice.to for choice in node.choices)
        yield from (hearing.to for hearing in node.hears)
        if node.otherwise:
            yield node.otherwise


def _twice(file: str, names: Iterable[str]) -> Iterator[Problem]:
    seen: set[str] = set()
    for name in names:
        if name in seen:
            fr = f"L’identifiant « {name} » est utilisé deux fois : changez l’un des deux."
            yield Problem(file, 0, name, fr, f"The id “{name}” is used twice: change one of them.")
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
