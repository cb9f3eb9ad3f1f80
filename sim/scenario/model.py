"""The scenario: a pack rendered with a seed, frozen. Everything a sitting starts from.

The same models read a pack's files (`sim.scenario.load`) and a sealed scenario, so what a trainer may
write and what the office understands cannot drift apart; the JSON Schema is generated from them.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator
from pydantic_core import PydanticCustomError

from sim.facts.base import FileRef, Value
from sim.facts.incidents import IncidentKind
from sim.facts.mail import Message
from sim.language.normalise import normalise
from sim.pattern import Pattern
from sim.rule import Rule
from sim.scenario.channels import Channels
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


class NoticeOpening(Value):
    """A notice on the board when the morning begins."""

    id: str
    title: Text
    text: Text
    until: str = Field(default="", pattern=r"^(\d{4}-\d{2}-\d{2})?$")
    """Last day it is of use, ISO 8601."""
    author: str = ""
    """Id of who put it up."""


class Trouble(Value):
    """Something that stops working, or somebody who is away."""

    id: str
    kind: IncidentKind
    minutes: float | None = Field(default=None, gt=0)
    """Office minutes it lasts; to the end of the sitting when left out."""
    text: Text = ""
    """What the desk says of it; a plain sentence of its kind when left out."""
    person: str = ""
    """Id of who is away (`absence`, and no other kind)."""
    reply: Text = ""
    """What the mailbox of who is away answers by itself."""

    @model_validator(mode="after")
    def _somebody_is_away(self) -> "Trouble":
        if (self.kind == "absence") != bool(self.person):
            raise PydanticCustomError("absence", "an absence, and nothing else, names a person")
        if self.reply and not self.person:
            raise PydanticCustomError("absence", "only who is away has a reply")
        return self


class WorldFact(Value):
    """One thing an injection does. Exactly one of the fields is given."""

    mail: str | None = None
    """Deliver this message."""
    reply: str | None = None
    """Deliver this message as an answer to the mail that started it: its subject, its thread."""
    chat: tuple[str, str] | None = None
    """(person, text)."""
    begin: str | None = None
    """Start this conversation: the telephone rings, a visitor comes."""
    withdraw: str | None = None
    """Put an end to this conversation: the caller gives up, the visitor leaves."""
    erp: dict[str, Any] | None = None
    """A fact of the ERP, as it is stored."""
    incident: Trouble | None = None
    """Begin this incident."""

    @model_validator(mode="after")
    def _one_thing(self) -> "WorldFact":
        if sum(getattr(self, name) is not None for name in type(self).model_fields) != 1:
            raise PydanticCustomError(
                "one_action", "one of mail, reply, chat, begin, withdraw, erp and incident is given"
            )
        return self


class Injection(Rule):
    """What the timeline or a person's reaction owes the world."""

    id: str
    does: tuple[WorldFact, ...] = Field(min_length=1)


@dataclass(frozen=True, slots=True)
class Watch:
    """A pattern of an injection, and what it is for."""

    injection: Injection
    rank: int
    role: str
    """`opens`, `requires`, `unless` or `answers`."""
    index: int
    pattern: Pattern


def _watches(rank: int, one: Injection) -> Iterator[Watch]:
    opens = (one.opens,) if one.opens else ()
    for role, patterns in (
        ("opens", opens), ("requires", one.requires), ("unless", one.unless), ("answers", one.answers),
    ):  # fmt: skip
        for index, pattern in enumerate(patterns):
            yield Watch(one, rank, role, index, pattern)


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
    classification: Literal["internal", "restricted", "confidential"] = "restricted"
    """Who may know beside `allowed`: the whole company, or nobody; what is confidential does harm when it leaks."""
    allowed: tuple[str, ...] = ()
    """Ids of the people who may know."""

    @model_validator(mode="before")
    @classmethod
    def _before_classifications(cls, data: Any) -> Any:
        """Read what past releases wrote: `allow_internal`."""
        if not isinstance(data, dict) or "allow_internal" not in data:
            return data
        kept = {name: value for name, value in data.items() if name != "allow_internal"}
        return {"classification": "internal", **kept} if data["allow_internal"] else kept


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
    notices: tuple[NoticeOpening, ...] = ()
    channels: Channels = Channels()
    """What each way of reaching people costs, and what it suits."""
    post_collection: str = ""
    """Time of the day at which the outgoing post leaves, HH:MM; it waits all day when empty."""
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
    def rank(self) -> dict[str, int]:
        """Index injections by id: the place of each, which is also who goes first at one second."""
        return {one.id: rank for rank, one in enumerate(self.timeline)}

    @cached_property
    def watches(self) -> dict[tuple[str, str], tuple[Watch, ...]]:
        """Index what injections wait for by kind of fact and by the person it must reach, if any.

        So an entry meets only what may be meant by it.
        """
        index: dict[tuple[str, str], list[Watch]] = {}
        for rank, injection in enumerate(self.timeline):
            for watch in _watches(rank, injection):
                for kind in dict.fromkeys(watch.pattern.kinds):
                    for person in self._reached(watch.pattern):
                        index.setdefault((kind, person), []).append(watch)
        return {key: tuple(found) for key, found in index.items()}

    def _reached(self, pattern: Pattern) -> tuple[str, ...]:
        """Return the ids of whom a pattern wants addressed, as facts name them; nobody: an empty id."""
        people = ((key, self.directory.get(key.casefold())) for key in pattern.to)
        return tuple(one.id if one else key.casefold() for key, one in people) or ("",)

    @cached_property
    def followers(self) -> dict[str, tuple[Injection, ...]]:
        """Index injections by the one they follow."""
        index: dict[str, list[Injection]] = {}
        for injection in self.timeline:
            if injection.follows is not None:
                index.setdefault(injection.follows, []).append(injection)
        return {name: tuple(found) for name, found in index.items()}

    @property
    def end(self) -> datetime:
        """Return the planned end, office time."""
        return self.start + timedelta(minutes=self.duration_min)
