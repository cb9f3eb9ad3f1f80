"""What the invigilator and the candidate told each other of a sitting. Plain data, a part of the world."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Fault:
    """A technical problem that the candidate reported, and the answer once there is one."""

    id: str
    at: int
    """Office seconds."""
    wall: int
    text: str
    screen: str
    answer: str = ""
    answered_at: int | None = None


@dataclass(slots=True)
class Stop:
    """A time during which the clock stood still."""

    wall: int
    category: str
    """As `sim.facts.session.PauseCategory`."""
    reason: str
    until: int | None = None
    """Wall time at which the clock ran on, or the sitting ended; nothing while it stands."""


@dataclass(frozen=True, slots=True)
class Added:
    """Office minutes put before the end."""

    wall: int
    minutes: int
    reason: str


@dataclass(frozen=True, slots=True)
class NotedIncident:
    """What the invigilator noted."""

    wall: int
    category: str
    """As `sim.facts.session.IncidentCategory`."""
    text: str
    minutes_lost: int


@dataclass(frozen=True, slots=True)
class Moved:
    """A workstation left for another."""

    wall: int
    before: str
    after: str
    reason: str


@dataclass(frozen=True, slots=True)
class Neutralised:
    """A task that no longer counts against the candidate."""

    task: str
    seq: int
    """Entry that says so; 0 when it was said once the sitting was over."""
    reason: str
    act: int = 0
    """Act of the register that says so; 0 for an entry."""


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """A neutralisation that was taken back."""

    of: Neutralised
    seq: int
    """Entry that says so."""
    reason: str


@dataclass(frozen=True, slots=True)
class Acted:
    """The candidate's last act."""

    kind: str
    """Of its fact."""
    wall: int


@dataclass(slots=True)
class Room:
    """The sitting as the invigilation left it."""

    stops: list[Stop] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    faults: dict[str, Fault] = field(default_factory=dict)
    incidents: list[NotedIncident] = field(default_factory=list)
    neutralised: dict[str, Neutralised] = field(default_factory=dict)
    """Task to why."""
    withdrawn: list[Withdrawn] = field(default_factory=list)
    moves: list[Moved] = field(default_factory=list)
    workstation: str = ""
    """The last one the candidate was given; nothing while it is the first."""

    acted: Acted | None = None
    """Nothing before the start."""

    @property
    def unanswered(self) -> list[Fault]:
        """Return the reports that wait for an answer, the oldest first."""
        return [one for one in self.faults.values() if one.answered_at is None]
