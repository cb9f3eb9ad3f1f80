"""Office time laid out on a strip: where things stand on the SVG that shows a sitting from end to end."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from sim import activity, plan_reality
from sim.activity import Kind, Span
from sim.journal.entry import Entry
from sim.language.french import clock_time, duration
from sim.plan_reality import Compared
from sim.replay import TOOLS, Playhead
from sim.world import World
from webapp.examiner.selection import Selection

WIDTH = 1200
"""Of the drawing, in its own units; it is shown as wide as the page."""
MARGIN = 24
LANE = 20
"""Height of a task's lane."""
OVERFLOW = 2
"""How many times the sitting's length a plan is drawn for: any estimate can be typed."""
MARK_MIN = 15
"""Minutes between two hours written on the strip."""

KINDS_FR: dict[Kind, str] = {
    "reading": "Lit ou écoute",
    "writing": "Écrit, saisit ou parle",
    "interrupted": "Interrompu",
    "waiting": "Rien d’enregistré",
    "paused": "Épreuve suspendue",
}


@dataclass(frozen=True, slots=True)
class Scale:
    """From office seconds to the drawing."""

    end: int
    """Last office second shown."""

    def x(self, at: int) -> float:
        """Return where an office second stands."""
        return round(MARGIN + (WIDTH - 2 * MARGIN) * at / max(1, self.end), 1)

    def width(self, start: int, end: int) -> float:
        """Return how wide a stretch is."""
        return round(self.x(end) - self.x(start), 1)


class Mark(NamedTuple):
    """An hour written under the strip."""

    x: float
    text: str


class Box(NamedTuple):
    """A stretch drawn on the strip."""

    x: float
    width: float
    css: str
    """What it is, for the style sheet."""
    title: str
    """What is said when it is pointed at."""


class Row(NamedTuple):
    """The same stretch in the table."""

    start: str
    end: str
    length: str
    kind: str
    tool: str
    seq: int


class Tick(NamedTuple):
    """An entry."""

    x: float
    seq: int
    at: int
    title: str
    actor: str
    kept: bool
    """Whether the filter keeps it."""


class Total(NamedTuple):
    """A line of the legend."""

    kind: Kind
    name: str
    length: str


class Strip:
    """A sitting over its office time: what the candidate was doing, and the entries."""

    width, margin = WIDTH, MARGIN

    def __init__(self, playhead: Playhead, selection: Selection) -> None:
        self._world = World(playhead.scenario)
        self._playhead = playhead
        self._kept = {step.seq for step in selection.steps}
        fine = activity.spans(playhead.entries)
        self._spans = activity.merged(fine)
        self.scale = Scale(_end(playhead.entries))
        self.totals = [
            Total(kind, KINDS_FR[kind], duration(seconds))
            for kind, seconds in activity.totals(fine).items()
            if seconds
        ]

    @property
    def marks(self) -> list[Mark]:
        """Return the hours to write."""
        return list(_marks(self._world, self.scale))

    @property
    def boxes(self) -> list[Box]:
        """Return what the candidate was doing, drawn."""
        return [
            Box(self.scale.x(one.start), self.scale.width(one.start, one.end), one.kind, _said(self._row(one)))
            for one in self._spans
        ]  # fmt: skip

    @property
    def rows(self) -> list[Row]:
        """Return what the candidate was doing, written."""
        return [self._row(one) for one in self._spans]

    @property
    def ticks(self) -> Iterator[Tick]:
        """Return the entries."""
        for entry, step in zip(self._playhead.entries, self._playhead.steps, strict=True):
            title = f"{step.hour} – {step.text}"
            yield Tick(
                self.scale.x(entry.at), entry.seq, entry.at, title, entry.actor, entry.seq in self._kept
            )  # fmt: skip

    def _row(self, span: Span) -> Row:
        length = span.wall_s if span.kind == "paused" else span.seconds
        tool = TOOLS.get(span.tool, "") if span.kind != "paused" else ""
        return Row(
            _hour(self._world, span.start), _hour(self._world, span.end), duration(length),
            KINDS_FR[span.kind], tool, span.seq,
        )  # fmt: skip


class Lane(NamedTuple):
    """A task on the drawing of the plan: what was planned above, what was done below."""

    y: int
    label: str
    planned: Box | None
    """Nothing when it has no estimate, or would begin past the drawing."""
    done: list[Box]
    due: float | None
    """Where its deadline stands; nothing when it has none within the drawing."""


class PlanStrip:
    """The plan laid end to end, and what was done of it, a lane to each task."""

    width, lane = WIDTH, LANE

    def __init__(self, playhead: Playhead, compared: Sequence[Compared]) -> None:
        self._world = World(playhead.scenario)
        self._compared = compared
        self._planned = {one.task: one for one in plan_reality.end_to_end(compared)}
        end = _end(playhead.entries)
        lasts = max(end, playhead.scenario.duration_min * 60)
        planned = max((one.end for one in self._planned.values()), default=0)
        self.scale = Scale(max(lasts, min(planned, OVERFLOW * lasts)))
        self.end_x = self.scale.x(end)

    @property
    def height(self) -> int:
        """Return the height of the lanes."""
        return LANE * len(self._compared)

    @property
    def marks(self) -> list[Mark]:
        """Return the hours to write."""
        return list(_marks(self._world, self.scale))

    @property
    def lanes(self) -> list[Lane]:
        """Return the tasks, in the plan's order."""
        return [self._lane(at, one) for at, one in enumerate(self._compared)]

    def _lane(self, at: int, one: Compared) -> Lane:
        planned = self._planned.get(one.task)
        drawn = planned is not None and planned.start < self.scale.end
        stretches = activity.merged(sorted(one.spent, key=lambda span: span.start))
        return Lane(
            at * LANE, str(one.place),
            self._box("Prévu", planned.start, planned.end, "planned") if planned and drawn else None,
            [self._box("Fait", span.start, span.end, "done") for span in stretches],
            self._due(one),
        )  # fmt: skip

    def _box(self, what: str, start: int, end: int, css: str) -> Box:
        title = f"{what} : {_hour(self._world, start)} – {_hour(self._world, end)}"
        width = self.scale.width(start, min(end, self.scale.end))
        return Box(self.scale.x(start), width, css, title)

    def _due(self, one: Compared) -> float | None:
        due = self._world.office_second(one.values.due) if one.values.due else -1
        return self.scale.x(due) if 0 <= due <= self.scale.end else None


def _end(entries: Sequence[Entry]) -> int:
    return entries[-1].at if entries else 0


def _hour(world: World, at: int) -> str:
    return clock_time(world.moment(at))


def _said(row: Row) -> str:
    where = f" ({row.tool})" if row.tool else ""
    return f"{row.start} – {row.end} : {row.kind.lower()}{where}, {row.length}"


def _marks(world: World, scale: Scale) -> Iterator[Mark]:
    start = world.moment(0)
    first = start.replace(minute=start.minute // MARK_MIN * MARK_MIN, second=0)
    moment = first if first == start else first + timedelta(minutes=MARK_MIN)
    while (at := int((moment - start).total_seconds())) <= scale.end:
        yield Mark(scale.x(at), clock_time(moment))
        moment += timedelta(minutes=MARK_MIN)
