"""What a seed makes of a pack, laid out for reading: one function of a scenario per part."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from grading.rubric import Indicator, Rubric, read_rubric
from sim.erp.doctype import Doctype
from sim.erp.registry import DOCTYPES
from sim.facts.base import FileRef
from sim.facts.mail import Message
from sim.framework import Framework
from sim.language.french import date_and_time
from sim.scenario.model import Injection, RecordOpening, Scenario
from sim.scenario.seal import Sealed
from webapp import library
from webapp.trainer.prose import Line, Narrator

LAST_MINUTE = "99:99"
"""Sorts what waits for something after what has an hour."""


@dataclass(frozen=True, slots=True)
class Arrival:
    """A message and what makes it come."""

    message: Message
    sender: str
    when: str
    conditions: tuple[str, ...]
    planned: bool
    """Whether it is there at the start or comes at an hour; otherwise it answers something."""


@dataclass(frozen=True, slots=True)
class Moment:
    """An injection in words."""

    id: str
    when: str
    does: tuple[str, ...]
    conditions: tuple[str, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Table:
    """The opening records of a doctype."""

    title: str
    columns: tuple[tuple[str, str], ...]
    """(field, label)."""
    rows: tuple[RecordOpening, ...]
    doctype: Doctype | None

    def state(self, name: str) -> str:
        """Return a state in French."""
        return self.doctype.state_label(name) if self.doctype else name

    def label(self, name: str) -> str:
        """Return a field of the header or of a line in French."""
        return _label(self.doctype, name)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """An indicator and its check in words."""

    indicator: Indicator
    check: Line | None
    occasions: tuple[str, ...]


def drawn(sealed: Sealed) -> dict[str, Any]:
    """Return what the seed drew and derived, and the briefing."""
    return {"values": sealed.context, "briefing": sealed.scenario.briefing}


def mail(sealed: Sealed) -> dict[str, Any]:
    """Return the messages in order of arrival."""
    scenario = sealed.scenario
    arrivals = [_arrival(scenario, message) for message in scenario.messages]
    return {"arrivals": sorted(arrivals, key=lambda one: (not one.planned, one.message.sent_at))}


def _arrival(scenario: Scenario, message: Message) -> Arrival:
    narrator = Narrator(scenario)
    sender = narrator.person(message.sender)
    moment = datetime.fromisoformat(message.sent_at)
    injection = next((one for one in scenario.timeline if one.id == message.id), None)
    if message.id in scenario.present or injection is None:
        when = date_and_time(moment)
        return Arrival(message, sender, when, (), planned=True)
    conditions = tuple(narrator.conditions(injection))
    return Arrival(message, sender, narrator.when(injection), conditions, injection.at is not None)


def people(sealed: Sealed) -> dict[str, Any]:
    """Return the directory."""
    return {"people": sealed.scenario.people}


def erp(sealed: Sealed) -> dict[str, Any]:
    """Return the opening tables of the ERP."""
    opening = sealed.scenario.erp
    known = [name for name in DOCTYPES if name in opening.records]
    others = [name for name in opening.records if name not in DOCTYPES]
    return {
        "tables": [_table(name, opening.records[name]) for name in (*known, *others)],
        "attachments": opening.attachments,
        "settings": opening.settings,
        "series": opening.series,
    }


def _table(name: str, rows: Sequence[RecordOpening]) -> Table:
    doctype = DOCTYPES.get(name)
    used = list(dict.fromkeys(field for row in rows for field in row.values))
    listed = [field for field in doctype.list_columns if field in used] if doctype else used
    columns = tuple((field, _label(doctype, field)) for field in listed or used[:6])
    return Table(doctype.title_plural_fr if doctype else name, columns, tuple(rows), doctype)


def _label(doctype: Doctype | None, field: str) -> str:
    found = (doctype.field(field) or doctype.line_field(field)) if doctype else None
    return found.label_fr if found else field


def timeline(sealed: Sealed) -> dict[str, Any]:
    """Return what happens by itself, in order, then what answers the candidate."""
    injections = sorted(sealed.scenario.timeline, key=lambda one: one.at or LAST_MINUTE)
    moments = [(_moment(sealed.scenario, one), one.at is not None) for one in injections]
    return {
        "planned": [moment for moment, dated in moments if dated],
        "reactions": [moment for moment, dated in moments if not dated],
    }


def _moment(scenario: Scenario, injection: Injection) -> Moment:
    narrator = Narrator(scenario)
    does = tuple(narrator.does(action) for action in injection.does)
    conditions = tuple(narrator.conditions(injection))
    return Moment(injection.id, narrator.when(injection), does, conditions, injection.why)


def scripts(sealed: Sealed) -> dict[str, Any]:
    """Return the conversations."""
    return {"scripts": sealed.scenario.scripts, "narrator": Narrator(sealed.scenario)}


def key(sealed: Sealed) -> dict[str, Any]:
    """Return the answer key by criterion, and the protected information."""
    framework = library.framework()
    return {
        "framework": framework,
        "rows": key_rows(sealed.scenario, read_rubric(sealed.scenario), framework),
        "sensitive": sealed.scenario.sensitive,
        "narrator": Narrator(sealed.scenario),
    }


def key_rows(
    scenario: Scenario, rubric: Rubric, framework: Framework
) -> dict[str, tuple[KeyRow, ...]]:
    """Return the indicators of each criterion, in words."""
    narrator = Narrator(scenario)
    return {
        criterion.id: tuple(_key_row(narrator, one) for one in rubric.of(criterion.id))
        for criterion in framework.criteria
    }


def _key_row(narrator: Narrator, one: Indicator) -> KeyRow:
    check = narrator.check(one.check) if one.check else None
    return KeyRow(one, check, tuple(narrator.pattern(pattern) for pattern in one.occasion))


def file_ref(sealed: Sealed, digest: str) -> FileRef | None:
    """Return a file of the scenario by its digest, under the first name it has."""
    scenario = sealed.scenario
    refs = [
        *(ref for message in scenario.messages for ref in message.attachments),
        *(item.file for item in scenario.drive.files),
        *(ref for refs in scenario.erp.attachments.values() for ref in refs),
    ]
    return next((ref for ref in refs if ref.sha256 == digest), None)


def files(sealed: Sealed) -> dict[str, Any]:
    """Return the shared drive."""
    return {"drive": sealed.scenario.drive}


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the preview."""

    title: str
    template: str
    lay_out: Callable[[Sealed], dict[str, Any]]


PARTS = {
    "tirage": Part("Tirage et consignes", "trainer/preview/_drawn.html", drawn),
    "messages": Part("Messages", "trainer/preview/_mail.html", mail),
    "personnes": Part("Personnes", "trainer/preview/_people.html", people),
    "progiciel": Part("Progiciel", "trainer/preview/_erp.html", erp),
    "lecteur": Part("Lecteur partagé", "trainer/preview/_files.html", files),
    "deroule": Part("Déroulé", "trainer/preview/_timeline.html", timeline),
    "conversations": Part("Conversations", "trainer/preview/_scripts.html", scripts),
    "corrige": Part("Corrigé", "trainer/preview/_key.html", key),
}
"""The parts of the preview by the name in their address."""
