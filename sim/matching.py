"""Whether an entry is one that a pattern means.

Never looks at the wall clock, and at the world only to know who is who and which record a fact
speaks of.
"""

from fnmatch import fnmatchcase
from typing import Any

from sim.facts import calls, chat, mail
from sim.facts.base import Fact, FileRef
from sim.journal.entry import Entry
from sim.language.mentions import says
from sim.language.understanding import Understanding, understand
from sim.pattern import Pattern, RecordPattern
from sim.world import World


def matches(pattern: Pattern, entry: Entry, world: World) -> bool:
    """Say whether the entry is one the pattern means."""
    fact = entry.fact
    if entry.kind not in pattern.kinds:
        return False
    if pattern.actor is not None and entry.actor != pattern.actor:
        return False
    return (
        _where_holds(pattern, fact)
        and _addresses(pattern, fact, world)
        and _says(pattern, fact)
        and _means(pattern, entry, world)
        and _speaks_of(pattern, fact, world)
        and _attaches(pattern, fact, world)
    )


def _where_holds(pattern: Pattern, fact: Fact) -> bool:
    return all(
        any(fnmatchcase(text_at(fact, path), option) for option in options)
        for path, options in pattern.where.items()
    )


def text_at(value: Any, path: str) -> str:
    """Return the text of a nested field, empty where there is none."""
    for part in path.split("."):
        value = value.get(part) if isinstance(value, dict) else getattr(value, part, None)
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _addresses(pattern: Pattern, fact: Fact, world: World) -> bool:
    if not pattern.to and not pattern.only_to:
        return True
    reached = {world.person_id(address) for address in addressees(fact)}
    wanted = {world.person_id(address) for address in pattern.to}
    allowed = {world.person_id(address) for address in pattern.only_to}
    return (not wanted or bool(reached & wanted)) and (not allowed or reached <= allowed)


def addressees(fact: Fact) -> tuple[str, ...]:
    """Return who is reached by what the fact says: addresses or ids."""
    if isinstance(fact, mail.Sent):
        return fact.to + fact.cc
    if isinstance(fact, chat.Sent | calls.Said | calls.Placed | calls.SlipSent):
        return (fact.person,)
    if isinstance(fact, calls.Transferred):
        return (fact.to,)
    return ()


def _says(pattern: Pattern, fact: Fact) -> bool:
    if not (pattern.mentions or pattern.mentions_any or pattern.not_mentions):
        return True
    text = spoken_text(fact, with_quoted=pattern.in_quoted)
    return (
        all(says(text, value) for value in pattern.mentions)
        and (not pattern.mentions_any or any(says(text, value) for value in pattern.mentions_any))
        and not any(says(text, value) for value in pattern.not_mentions)
    )


def _means(pattern: Pattern, entry: Entry, world: World) -> bool:
    """Say whether the words do and state what is asked, for sure: a reaction never guesses."""
    if not (pattern.intends or pattern.states):
        return True
    heard = understood(entry, world)
    return all(heard.says(intent) for intent in pattern.intends) and all(
        _states(heard, wanted) for wanted in pattern.states
    )


def _states(heard: Understanding, wanted: str) -> bool:
    kind, _, value = wanted.partition(" ")
    return any(
        one.kind == kind and one.sure and (not value or one.value == value) for one in heard.facts
    )


def understood(entry: Entry, world: World) -> Understanding:
    """Return what is understood of the candidate's own words in an entry, on the day they were said."""
    fact = entry.fact
    text = fact.body if isinstance(fact, mail.Sent | mail.DraftSaved) else spoken_text(fact)
    names = tuple(person.name for person in world.scenario.people)
    return understand(text, world.moment(entry.at).date(), names)


def spoken_text(fact: Fact, *, with_quoted: bool = True) -> str:
    """Return everything the candidate says in a fact."""
    if isinstance(fact, mail.Sent | mail.DraftSaved):
        quoted = getattr(fact, "quoted", "") if with_quoted else ""
        return f"{fact.subject}\n{fact.body}\n{quoted}"
    if isinstance(fact, calls.Placed):
        return fact.purpose
    if isinstance(fact, calls.NoteSaved | calls.SlipSent):
        return "\n".join(str(value) for value in fact.note.model_dump().values())
    return str(getattr(fact, "text", "") or getattr(fact, "query", "") or getattr(fact, "note", ""))


def _speaks_of(pattern: Pattern, fact: Fact, world: World) -> bool:
    if pattern.record is None:
        return True
    doctype, record = getattr(fact, "doctype", ""), getattr(fact, "record", None)
    return record is not None and is_record(pattern.record, doctype, record, world)


def is_record(wanted: RecordPattern, doctype: str, record: str, world: World) -> bool:
    """Say whether this record of the world is the one meant."""
    if doctype != wanted.doctype:
        return False
    found = world.erp.records.get(doctype, {}).get(record)
    if found is None:
        return False
    fields = {**found.values, "id": found.id, "state": found.state, "number": found.number or ""}
    return all(fnmatchcase(fields.get(name, ""), text) for name, text in wanted.where.items())


def attached(fact: Fact) -> tuple[FileRef, ...]:
    """Return the files that go with a fact."""
    return tuple(getattr(fact, "attachments", ()))


def _attaches(pattern: Pattern, fact: Fact, world: World) -> bool:
    if pattern.attaches_name is not None:
        names = [file.name.casefold() for file in attached(fact)]
        if not any(fnmatchcase(name, pattern.attaches_name.casefold()) for name in names):
            return False
    return pattern.attaches is None or any(
        is_output(pattern.attaches, file, world) for file in attached(fact)
    )


def is_output(wanted: RecordPattern, file: FileRef, world: World) -> bool:
    """Say whether a file is a printed form of the record meant, byte for byte."""
    return any(
        (wanted.form is None or output.form == wanted.form)
        and is_record(wanted, output.doctype, output.record, world)
        for output in world.erp.outputs.get(file.sha256, ())
    )
