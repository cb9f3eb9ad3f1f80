"""The scenario: a pack rendered with a seed, frozen. Everything a sitting starts from.

The same models read a pack's files (`sim.scenario.load`) and a sealed scenario, so what a trainer may
write and what the office understands cannot drift apart; the JSON Schema is generated from them.
"""

import re
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from sim.facts.base import FileRef, Value
from sim.facts.mail import Message
from sim.language.normalise import normalise
from sim.pattern import Pattern
from sim.scenario.script import Script

Text = str
_WORD = re.compile(r"[^\W\d_]{4,}")


class Person(Value):
    """Somebody of the directory."""

    id: str
    name: Text
    function: Text = ""
    organisation: Text = ""
    internal: bool = False
    email: str = ""
    other_emails: tuple[str, ...] = ()
    """Functional mailboxes this person reads."""
    phone: str = ""
    note: Text = ""
    """What the directory card says: responsibilities, availability."""
    chat: bool = False
    """Whether this person has the company's messenger."""
    listed: bool = True
    """Whether the directory shows this person."""


class Company(Value):
    """The company the candidate works for: what its documents print."""

    name: Text
    address: tuple[Text, ...]
    phone: str = ""
    email: str = ""
    identity: Text
    """Legal line: form and capital, SIREN, RCS, VAT number…"""
    vat_number: str = ""
    iban: str = ""
    activity: Text = ""


class RecordOpening(Value):
    """A record of the ERP as the morning finds it."""

    id: str
    state: str = ""
    number: str | None = None
    values: dict[str, str] = {}
    lines: tuple[dict[str, str], ...] = ()
    attachments: tuple[str, ...] = ()
    """Paths of files of the pack attached to the record."""

    @field_validator("values", mode="before")
    @classmethod
    def _values_as_text(cls, value: Any) -> Any:
        return _texts(value) if isinstance(value, dict) else value

    @field_validator("lines", mode="before")
    @classmethod
    def _lines_as_text(cls, value: Any) -> Any:
        return [_texts(row) for row in value] if isinstance(value, list | tuple) else value


def _texts(row: Any) -> Any:
    if not isinstance(row, dict):
        return row
    return {name: "" if text is None else str(text) for name, text in row.items()}


class ErpOpening(Value):
    """The ERP's opening state and settings."""

    records: dict[str, tuple[RecordOpening, ...]] = {}
    series: dict[str, int] = {}
    settings: dict[str, str] = {}
    """Company parameters of the ERP: legal mentions, free-carriage threshold…"""
    attachments: dict[str, tuple[FileRef, ...]] = {}
    """`doctype/id` to the files attached to it."""
    rights: dict[str, str] = {}
    """Field of work, doctype or `doctype.action` to `none`, `read`, `write` or `full`."""


class DriveOpening(Value):
    """The shared drive as the morning finds it."""

    folders: tuple[str, ...] = ()
    restricted: dict[str, tuple[str, ...]] = {}
    """Folder to the ids of the people who may read it; all others are open to the company."""
    files: tuple["FileOpening", ...] = ()


class FileOpening(Value):
    """A file on the drive at the start."""

    path: str
    file: FileRef
    role: Literal["reference", "procedure", "template"] = "reference"
    title: Text = ""


class WorldFact(Value):
    """One thing an injection does. Exactly one of the fields is given."""

    mail: str | None = None
    """Deliver this message."""
    chat: tuple[str, str] | None = None
    """(person, text)."""
    begin: str | None = None
    """Start this conversation: the telephone rings, a visitor comes."""
    erp: dict[str, Any] | None = None
    """A fact of the ERP, as it is stored."""

    @model_validator(mode="after")
    def _one_thing(self) -> "WorldFact":
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            raise PydanticCustomError("one_action", "one of mail, chat, begin and erp is given")
        return self


class Injection(Value):
    """What the timeline or a person's reaction owes the world."""

    id: str
    at: str | None = None
    """Time of the day, HH:MM."""
    after: Pattern | None = None
    """The first fact of this kind starts the delay."""
    delay_min: float = 0
    requires: tuple[Pattern, ...] = ()
    """All must have happened when it falls due, or it never fires."""
    unless: tuple[Pattern, ...] = ()
    """If any happened before it falls due, it never fires."""
    does: tuple[WorldFact, ...] = Field(min_length=1)
    why: Text = ""
    """For the trainer and the examiner: what this stands for."""


class Sensitive(Value):
    """An item of information that not everybody may know (C3.4)."""

    id: str
    label: Text
    mentions: tuple[str, ...] = ()
    """All of these together disclose the item."""
    mentions_any: tuple[str, ...] = ()
    paraphrases: tuple[str, ...] = ()
    """Other ways of saying it, each enough: `a + b` wants both in one breath, `a | b` accepts either."""
    file: str | None = None
    """Name of the file that holds it."""
    allowed: tuple[str, ...] = ()
    """Ids of the people who may know."""
    allow_internal: bool = False


class KeyTask(Value):
    """A task of the answer key."""

    id: str
    title: Text
    priority: Literal["P0", "P1", "P2", "P3", "P4"] | None = None
    due: str | None = None
    expert_min: float
    mails: tuple[str, ...] = ()
    """Messages it comes from: a planned task about one of them is this task."""
    words: tuple[str, ...] = ()
    """Words by which the candidate's own title shows it."""
    deferrable: bool = False


class Scenario(Value):
    """Everything a sitting starts from, answer key included. Never shown to a candidate as such."""

    format: Literal[1] = 1
    pack: str
    version: str
    seed: int
    framework: str
    field: str
    title: Text
    company: Company
    candidate_name: Text
    candidate_function: Text
    mailbox: str
    """Address of the candidate's mailbox."""
    signature: Text = ""
    start: datetime
    duration_min: int
    briefing: Text
    people: tuple[Person, ...]
    messages: tuple[Message, ...]
    """All messages, those of the timeline included."""
    present: tuple[str, ...]
    """Ids of the messages in the mailbox at the start."""
    drive: DriveOpening
    erp: ErpOpening
    scripts: tuple[Script, ...] = ()
    timeline: tuple[Injection, ...] = ()
    sensitive: tuple[Sensitive, ...] = ()
    tasks: tuple[KeyTask, ...] = ()
    rubric: dict[str, Any] = {}
    """The answer key, as `grading.rubric` reads it."""
    values: dict[str, str] = {}
    """The figures drawn and derived for this seed, for the trainer's preview."""

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Return the words, folded, that the company itself uses: names, products, jargon."""
        return frozenset(_WORD.findall(normalise(self.model_dump_json())))

    @cached_property
    def directory(self) -> dict[str, Person]:
        """Index people by id and by every address."""
        index: dict[str, Person] = {}
        for person in self.people:
            for key in (person.id, person.email, *person.other_emails):
                if key:
                    index[key.casefold()] = person
        return index

    @cached_property
    def message_by_id(self) -> dict[str, Message]:
        """Index messages."""
        return {message.id: message for message in self.messages}

    @cached_property
    def script_by_id(self) -> dict[str, Script]:
        """Index conversations."""
        return {script.id: script for script in self.scripts}

    @cached_property
    def injections_by_kind(self) -> dict[str, tuple[Injection, ...]]:
        """Index injections by the fact kinds they wait for, so that an entry meets only those."""
        index: dict[str, dict[str, Injection]] = {}
        for injection in self.timeline:
            after = (injection.after,) if injection.after else ()
            for pattern in (*after, *injection.requires, *injection.unless):
                for kind in pattern.kinds:
                    index.setdefault(kind, {})[injection.id] = injection
        return {kind: tuple(found.values()) for kind, found in index.items()}

    @property
    def end(self) -> datetime:
        """Return the planned end, office time."""
        return self.start + timedelta(minutes=self.duration_min)
