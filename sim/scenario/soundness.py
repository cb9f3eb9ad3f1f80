"""Whether what a scenario says of people, of what is confidential and of its tasks can be what is meant."""

from collections import Counter
from collections.abc import Iterable, Iterator

from sim.facts.mail import Message
from sim.scenario.model import Scenario, Sensitive
from sim.scenario.patterns import people_problems
from sim.scenario.problems import Problem, Text
from sim.scenario.times import is_time

RESERVED = ".example"
"""The only addresses that can be nobody's (RFC 2606)."""


def problems(scenario: Scenario) -> Iterator[Problem]:
    """Return what cannot be meant."""
    yield from _addresses(scenario)
    yield from _sensitive(scenario)
    yield from _due(scenario)
    for folder, readers in scenario.drive.restricted.items():
        yield from people_problems("drive.yaml", f"restricted.{folder}", readers, scenario)


def _addresses(scenario: Scenario) -> Iterator[Problem]:
    known: Counter[str] = Counter()
    for person in scenario.people:
        addresses = {one.casefold() for one in (person.email, *person.other_emails) if one}
        known.update(addresses)
        for address in sorted(addresses):
            if said := _not_invented(address):
                yield Problem("people.yaml", 0, person.id, *said)
            if known[address] > 1:
                fr = f"L’adresse « {address} » est aussi celle d’une autre personne : changez l’une des deux."
                en = f"The address “{address}” is somebody else’s too: change one of them."
                yield Problem("people.yaml", 0, person.id, fr, en)
    for message in scenario.messages:
        yield from _letterhead(message)


def _letterhead(message: Message) -> Iterator[Problem]:
    named = (("from", message.sender), *(("to", one) for one in message.to), *(("cc", one) for one in message.cc))  # fmt: skip
    for field, address in named:
        if said := _not_invented(address):
            yield Problem(f"mail/{message.id}.md", 0, field, *said)


def _not_invented(address: str) -> Text | None:
    name, at, domain = address.partition("@")
    if name and at and domain.casefold().endswith(RESERVED) and " " not in address:
        return None
    return (
        f"« {address} » n’est pas une adresse imaginaire : écrivez-la sous la forme nom@entreprise{RESERVED}.",
        f"“{address}” is no invented address: write it as name@company{RESERVED}.",
    )


def _sensitive(scenario: Scenario) -> Iterator[Problem]:
    names = set(_file_names(scenario))
    for item in scenario.sensitive:
        field = f"sensitive.{item.id}"
        if not _recognised(item):
            fr = "Rien ne permet de reconnaître cette information : donnez « mentions », « mentions_any », « paraphrases » ou « file »."
            en = (
                "Nothing tells this item: give “mentions”, “mentions_any”, “paraphrases” or “file”."
            )
            yield Problem("key.yaml", 0, field, fr, en)
        if item.file and item.file not in names:
            fr = f"Aucun message, dossier ou pièce ne porte le fichier « {item.file} » : corrigez son nom."
            en = f"No message, folder or record holds the file “{item.file}”: correct its name."
            yield Problem("key.yaml", 0, f"{field}.file", fr, en)


def _recognised(item: Sensitive) -> bool:
    return bool(item.mentions or item.mentions_any or item.paraphrases or item.file)


def _file_names(scenario: Scenario) -> Iterable[str]:
    yield from (ref.name for message in scenario.messages for ref in message.attachments)
    yield from (one.file.name for one in scenario.drive.files)
    yield from (ref.name for refs in scenario.erp.attachments.values() for ref in refs)


def _due(scenario: Scenario) -> Iterator[Problem]:
    for task in scenario.tasks:
        if task.due is not None and not is_time(task.due):
            fr = f"« {task.due} » n’est pas une heure : écrivez une heure comme 09:45."
            en = f"“{task.due}” is no time: write a time such as 09:45."
            yield Problem("key.yaml", 0, f"tasks.{task.id}.due", fr, en)
