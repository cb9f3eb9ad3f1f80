"""The world: a scenario as the journal left it. Plain data; `sim.dispatch.apply` is its only writer."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import NamedTuple

from sim.facts.base import FileRef
from sim.facts.calls import Channel, NoteValues
from sim.facts.letters import Posted
from sim.facts.mail import DraftSaved, Message, Sent
from sim.facts.planner import TaskValues
from sim.owed import TimelineState
from sim.room import Room
from sim.scenario.model import Person, Scenario


@dataclass(slots=True)
class Clock:
    """Office time: seconds since the start, stopped while paused, stretched by `time_factor`."""

    started: bool = False
    running: bool = False
    ended: bool = False
    ended_by: str = ""
    ended_wall: int = 0
    anchor_at: int = 0
    """Office seconds at the anchor."""
    anchor_wall: int = 0
    """Wall milliseconds at the anchor."""
    time_factor: float = 1.0
    end_at: int = 0
    """Office seconds at which the sitting ends."""


@dataclass(slots=True)
class MailItem:
    """A message in the mailbox."""

    message: Message
    at: int
    """Office seconds; negative when it was there before the start."""
    folder: str = "inbox"
    read: bool = False
    flagged: bool = False
    answered: bool = False
    forwarded: bool = False


@dataclass(slots=True)
class SentItem:
    """A message the candidate sent."""

    fact: Sent
    at: int


@dataclass(slots=True)
class Mailbox:
    """What the mail tool shows."""

    received: dict[str, MailItem] = field(default_factory=dict)
    sent: dict[str, SentItem] = field(default_factory=dict)
    drafts: dict[str, DraftSaved] = field(default_factory=dict)
    last_id: int = 0


@dataclass(slots=True)
class ChatLine:
    """One line of a conversation."""

    at: int
    mine: bool
    text: str
    seen: bool = True


@dataclass(slots=True)
class Task:
    """A task of the plan."""

    id: str
    values: TaskValues
    status: str = "todo"
    added_at: int = 0


@dataclass(slots=True)
class Planner:
    """The plan, in the candidate's order."""

    tasks: dict[str, Task] = field(default_factory=dict)
    order: list[str] = field(default_factory=list)
    last_id: int = 0


@dataclass(slots=True)
class DriveFile:
    """A file of the shared drive and its versions, oldest first."""

    path: str
    versions: list[FileRef]
    origin: str
    """`reference`, `procedure`, `template`, `upload`, `erp`, `attachment`, `world`."""
    source: str = ""
    at: int = 0
    since: list[int] = field(default_factory=list)
    """Office second of each version; those a file came with have none."""

    @property
    def file(self) -> FileRef:
        """Return the latest version."""
        return self.versions[-1]

    @property
    def name(self) -> str:
        """Return the last part of the path."""
        return self.path.rpartition("/")[2]


@dataclass(slots=True)
class Drive:
    """Folders and files by path."""

    files: dict[str, DriveFile] = field(default_factory=dict)
    folders: set[str] = field(default_factory=set)


@dataclass(slots=True)
class Line:
    """One turn of a conversation."""

    at: int
    speaker: str
    """`candidate`, or the person's id."""
    text: str
    mood: str = ""
    """In which the person says it."""


@dataclass(slots=True)
class Conversation:
    """A call or a visit."""

    id: str
    channel: Channel
    person: str
    began_at: int
    state: str = "waiting"
    """`waiting`, `talking`, `ended`, `missed`."""
    script: str = ""
    node: str = ""
    voicemail: bool = False
    lines: list[Line] = field(default_factory=list)
    note: NoteValues | None = None
    promises: list[tuple[str, str]] = field(default_factory=list)
    purpose: str = ""
    mood: str = ""
    learned: list[str] = field(default_factory=list)
    """What the person told because they were asked."""
    reached: list[str] = field(default_factory=list)
    """Nodes, in order."""
    lost: int = 0
    """How many times in a row the person has not understood."""
    impatient: int = 0
    """How many times the visitor has shown impatience."""
    transferred_to: str = ""
    slips: list[tuple[str, str, NoteValues]] = field(default_factory=list)
    """(person, how, note): to whom the message form was given, and what it said then."""


class Event(NamedTuple):
    """A step in the life of a record."""

    seq: int
    """Of its entry."""
    action: str
    """`create`, `change`, or the action's name."""
    state: str
    """State after."""
    at: int = 0
    """Office seconds."""
    actor: str = ""
    note: str = ""
    automatic: bool = False
    """A consequence of another document, not an act of its own."""


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """A way of showing a list, kept by the candidate."""

    query: str
    filters: dict[str, str]
    sort: str


@dataclass(slots=True)
class ErpRecord:
    """A record: the texts of its fields and lines, its state, its number once it has one."""

    id: str
    doctype: str
    state: str
    values: dict[str, str]
    lines: list[dict[str, str]] = field(default_factory=list)
    number: str | None = None
    history: list[Event] = field(default_factory=list)
    attachments: list[FileRef] = field(default_factory=list)
    created_by: str = "opening"
    amounts: object = field(default=None, compare=False, repr=False)
    """What `sim.erp.amounts` worked out last: not a part of the record."""

    @property
    def version(self) -> int:
        """Return the entry that last changed it; 0 for what the morning finds."""
        return self.history[-1].seq if self.history else 0


@dataclass(frozen=True, slots=True)
class Output:
    """A printed form that was made."""

    doctype: str
    record: str
    form: str
    seq: int


@dataclass(slots=True)
class Erp:
    """Records by doctype and id, number series, printed forms by the digest of their file."""

    records: dict[str, dict[str, ErpRecord]] = field(default_factory=dict)
    series: dict[str, int] = field(default_factory=dict)
    """Series (`F2026`) to the last number used."""
    outputs: dict[str, list[Output]] = field(default_factory=dict)
    controls: list[tuple[int, str, str, str]] = field(default_factory=list)
    """(entry `seq`, control, subject, outcome)."""
    last_draft: int = 0
    filters: dict[str, dict[str, SavedFilter]] = field(default_factory=dict)
    """Doctype to the candidate's saved filters, by name."""


@dataclass(slots=True)
class Paper:
    """A printed document."""

    id: str
    path: str
    file: FileRef
    at: int
    letter: str = ""
    """The letter it left with, once it has."""


@dataclass(frozen=True, slots=True)
class PostedLetter:
    """An envelope of the outgoing post."""

    fact: Posted
    at: int


@dataclass(slots=True)
class Post:
    """What was printed, and the outgoing post."""

    papers: dict[str, Paper] = field(default_factory=dict)
    letters: dict[str, PostedLetter] = field(default_factory=dict)


@dataclass(slots=True)
class Notice:
    """A notice of the board, up or taken down."""

    id: str
    title: str
    text: str
    until: str = ""
    author: str = ""
    """Person of the pack who put it up before the morning."""
    at: int = 0
    mine: bool = False
    """Whether the candidate put it up."""
    removed_at: int | None = None


@dataclass(slots=True)
class Incident:
    """Trouble in the office, over or not."""

    id: str
    what: str
    """As `sim.facts.incidents.IncidentKind`."""
    text: str
    began_at: int
    until: int | None = None
    """Office second at which it is due to end, if it is."""
    person: str = ""
    reply: str = ""
    ended_at: int | None = None

    @property
    def open(self) -> bool:
        """Say whether it lasts."""
        return self.ended_at is None


@dataclass(frozen=True, slots=True)
class Report:
    """What the candidate said of an incident."""

    at: int
    person: str
    text: str
    incident: str


@dataclass(slots=True)
class Incidents:
    """What went wrong, and what was reported."""

    known: dict[str, Incident] = field(default_factory=dict)
    reports: list[Report] = field(default_factory=list)


@dataclass(slots=True)
class Debrief:
    """The candidate's written *restitution*."""

    done: str = ""
    left: str = ""
    difficulties: str = ""
    final: bool = False


@dataclass(slots=True)
class World:
    """Everything there is in the office, and nothing else."""

    scenario: Scenario
    seq: int = 0
    """Last entry applied."""
    at: int = 0
    """Office time of the last entry."""
    head: str = "0" * 64
    """Hash of the last entry."""
    clock: Clock = field(default_factory=Clock)
    mail: Mailbox = field(default_factory=Mailbox)
    chat: dict[str, list[ChatLine]] = field(default_factory=dict)
    planner: Planner = field(default_factory=Planner)
    drive: Drive = field(default_factory=Drive)
    calls: dict[str, Conversation] = field(default_factory=dict)
    erp: Erp = field(default_factory=Erp)
    post: Post = field(default_factory=Post)
    notices: dict[str, Notice] = field(default_factory=dict)
    incidents: Incidents = field(default_factory=Incidents)
    debrief: Debrief = field(default_factory=Debrief)
    room: Room = field(default_factory=Room)
    timeline: TimelineState = field(default_factory=TimelineState)
    nonces: dict[str, int] = field(default_factory=dict)
    """Nonce of each command to its first entry."""

    def person(self, key: str) -> Person | None:
        """Return a person by id or address."""
        return self.scenario.directory.get(key.casefold())

    def person_id(self, key: str) -> str:
        """Return the id behind an id or an address; the address itself when nobody has it."""
        person = self.person(key)
        return person.id if person else key.casefold()

    def out_of_order(self, what: str) -> Incident | None:
        """Return the incident that a means of work suffers, if it does."""
        found = self.incidents.known.values()
        return next((one for one in found if one.open and one.what == what), None)

    def away(self, person: str) -> Incident | None:
        """Return the absence of a person (id), if they are away."""
        found = self.incidents.known.values()
        return next(
            (one for one in found if one.open and one.person and one.person == person), None
        )

    def moment(self, at: int) -> datetime:
        """Return the office date and time of an office second."""
        return self.scenario.start + timedelta(seconds=at)

    def office_second(self, time_of_day: str) -> int:
        """Return the office second of a time of the sitting's day, `HH:MM`."""
        hour, minute = (int(part) for part in time_of_day.split(":"))
        moment = self.scenario.start.replace(hour=hour, minute=minute, second=0)
        return int((moment - self.scenario.start).total_seconds())
