"""The files of a pack, as trainers write them.

Most of what a trainer writes is the scenario's own model (`sim.scenario.model`): people, records,
conversations, injections. What is here differs between the pack and the scenario: where messages say
when they come, where documents come from.
"""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, NaiveDatetime

from sim.facts.base import Value
from sim.rule import Rule
from sim.scenario.channels import Channels
from sim.scenario.model import (
    Company,
    KeyTask,
    NoticeOpening,
    Person,
    RecordOpening,
    Sensitive,
)
from sim.scenario.yaml import Parsed


class CandidateRole(Value):
    """Whom the candidate stands in for."""

    name: str
    function: str
    mailbox: str
    signature: str = ""


class PackFile(Value):
    """`pack.yaml`: what the pack is."""

    format: Literal[1]
    id: str = Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")
    version: str
    title: str
    field: str
    framework: str
    start: NaiveDatetime
    """Office time: a local time, without a zone."""
    duration_min: int = Field(ge=10, le=480)
    candidate: CandidateRole
    company: Company
    channels: Channels = Channels()
    post_collection: str = Field(default="", pattern=r"^(([01]\d|2[0-3]):[0-5]\d)?$")
    """When the outgoing post leaves, HH:MM; empty: at no hour of the sitting."""


class VariantsFile(Value):
    """`variants.yaml`: what differs between seeds, and the figures that follow from it."""

    draws: dict[str, Annotated[list[Any], Field(min_length=1)]] = {}
    values: dict[str, Any] = {}


class PeopleFile(Value):
    """`people.yaml`."""

    people: tuple[Person, ...]


class NoticesFile(Value):
    """`notices.yaml`: the notice board as the morning finds it."""

    notices: tuple[NoticeOpening, ...] = ()


class MailFront(Rule):
    """Front matter of `mail/<id>.md`; the body follows as plain text."""

    sender: str = Field(alias="from")
    to: tuple[str, ...] = ()
    """Empty: the candidate's mailbox."""
    cc: tuple[str, ...] = ()
    subject: str
    at: str | None = None
    """`HH:MM` on the day, or `YYYY-MM-DD HH:MM`; before the start: there when the morning begins."""
    attachments: tuple[str, ...] = ()
    """Files of the pack's `files/` folder."""
    links: tuple[str, ...] = ()
    in_reply_to: str | None = None
    reply: bool = False
    """Whether it answers the mail that started it: its subject is then `Re : …`."""


class DriveEntry(Value):
    """A file the drive holds at the start."""

    path: str
    source: str
    """File of the pack."""
    role: Literal["reference", "procedure", "template"] = "reference"
    title: str = ""


class DriveLayout(Value):
    """`drive.yaml`."""

    folders: tuple[str, ...] = ()
    restricted: dict[str, tuple[str, ...]] = {}
    files: tuple[DriveEntry, ...] = ()


class RecordsFile(Value):
    """`erp/<doctype>.yaml`: the records of one doctype."""

    doctype: str
    records: tuple[RecordOpening, ...] = ()


class ErpSettings(Value):
    """`erp/settings.yaml`."""

    settings: dict[str, Any] = {}
    series: dict[str, int] = {}
    rights: dict[str, str] = {}
    """What the candidate's profile allows: field of work, doctype or `doctype.action` to a level."""


class KeyFile(Value):
    """`key.yaml`: the tasks of the morning, and what is confidential."""

    tasks: tuple[KeyTask, ...] = ()
    sensitive: tuple[Sensitive, ...] = ()


class Source(BaseModel):
    """A file of the pack, parsed."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    file: str
    """Path inside the pack."""
    parsed: Parsed
    body: str = ""
    """What follows the front matter."""
    body_line: int = 1


class Pack(BaseModel):
    """A pack's files, read once; `sim.scenario.seal` renders them for a seed."""

    model_config = ConfigDict(arbitrary_types_allowed=True, frozen=True)

    folder: Path
    slug: str
    sources: dict[str, Source]
    """YAML and Markdown by path inside the pack."""
    assets: dict[str, bytes]
    """Everything else by path inside the pack: document templates, texts to render."""

    def below(self, folder: str, suffix: str) -> list[Source]:
        """Return the parsed files of a folder, in order of name."""
        names = sorted(name for name in self.sources if name.startswith(f"{folder}/"))
        return [self.sources[name] for name in names if name.endswith(suffix)]
