"""The room as it stands: one row per candidate, what deserves a look, the reports that wait."""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from sim import clock
from sim.language.french import duration
from sim.replay import TOOLS
from sim.room import Fault, Room
from sim.world import World
from webapp.presence import Presences, Seen
from webapp.room.lost import Lost, lost_time
from webapp.store.planning_tables import Adaptation, PresenceGap, Recusal
from webapp.store.store import Store
from webapp.store.tables import Exam, Sitting

IDLE_MIN = 10
IDLE_CHOICES = (5, 10, 15, 20)
NEAR_END_S = 10 * 60
LIVE = ("running", "paused")
UNREADABLE = "Journal illisible\u00a0: prévenez le centre d’examen"
STATE_ORDER = {"danger": 0, "warning": 1, "info": 2}


@dataclass(frozen=True, slots=True)
class Alert:
    """Something to look at."""

    weight: str
    """`danger`, `warning` or `info`."""
    icon: str
    text: str


@dataclass(slots=True)
class Seat:
    """A candidate in the room."""

    sitting: Sitting
    name: str
    room: Room = field(default_factory=Room)
    left: int | None = None
    """Office seconds, for a sitting in progress."""
    gone: int = 0
    """Share of the office time gone by, in percent."""
    ends: int | None = None
    """Wall time at which it ends if the clock runs on."""
    activity: str = ""
    seen: Seen | None = None
    silent: int = 0
    """For how long a lost page has been silent, in milliseconds."""
    lost: Lost | None = None
    """What the cuts cost, as long as nobody settled it."""
    breaks_left: float | None = None
    """Wall seconds of the breaks granted that are left."""
    other: str = ""
    """Other measures granted."""
    alerts: list[Alert] = field(default_factory=list)

    @property
    def live(self) -> bool:
        """Say whether the sitting is in progress."""
        return self.sitting.state in LIVE

    @property
    def workstation(self) -> str:
        """Return where the candidate sits now."""
        return self.room.workstation or self.sitting.seat


@dataclass(frozen=True)
class View:
    """What reading a room takes."""

    session: Session
    store: Store
    presences: Presences
    wall: int
    idle_min: int = IDLE_MIN

    def seats(self, exam: Exam, reader: int, *, numbered: bool) -> list[Seat]:
        """Return the seats of an exam but those of candidates about whom the reader recused themselves."""
        rows = self._rows(exam, reader)
        ids = [row.id for row in rows]
        seen, gaps, measures = self.presences.of(ids), self._gaps(ids), self._measures(ids)
        seats = []
        for row in rows:
            name = f"Candidat n°\u00a0{row.number}" if numbered else row.candidate.name
            seat = Seat(row, name, seen=seen.get(row.id))
            if row.state in LIVE:
                self._live(seat, gaps.get(row.id, []))
            self._adapt(seat, measures.get(row.id))
            seat.alerts = sorted(self._alerts(seat), key=lambda one: STATE_ORDER[one.weight])
            seats.append(seat)
        return seats

    def recall(self, seat: Seat) -> None:
        """Read what happened at a seat whose sitting is over: a room that is watched does not ask for it."""
        row = seat.sitting
        if row.state != "ended":
            return
        try:
            with self.store.sittings.open(row.id, row.last_seq) as engine:
                seat.room = deepcopy(engine.world.room)
        except ValueError:
            seat.alerts.append(Alert("danger", "journal-x", UNREADABLE))

    def _rows(self, exam: Exam, reader: int) -> Sequence[Sitting]:
        recused = sa.select(Recusal.sitting_id).where(Recusal.user_id == reader)
        query = (
            sa.select(Sitting)
            .options(joinedload(Sitting.candidate))
            .where(Sitting.exam_id == exam.id, Sitting.id.not_in(recused))
            .order_by(Sitting.number)
            .execution_options(populate_existing=True)
        )
        return self.session.scalars(query).all()

    def _gaps(self, ids: Iterable[int]) -> dict[int, list[PresenceGap]]:
        query = sa.select(PresenceGap).where(
            PresenceGap.sitting_id.in_(ids), PresenceGap.settled_at.is_(None)
        )
        found: dict[int, list[PresenceGap]] = {}
        for row in self.session.scalars(query.order_by(PresenceGap.id)):
            found.setdefault(row.sitting_id, []).append(row)
        return found

    def _measures(self, ids: Iterable[int]) -> dict[int, Adaptation]:
        query = sa.select(Adaptation).where(Adaptation.sitting_id.in_(ids))
        return {row.sitting_id: row for row in self.session.scalars(query)}

    def _live(self, seat: Seat, gaps: Sequence[PresenceGap]) -> None:
        """Let time pass, then read the world: an end that is due shows even when the worker is away."""
        row = seat.sitting
        try:
            with self.store.sittings.open(row.id, row.last_seq) as engine:
                world = engine.tick(self.wall)
                if world.clock.ended:
                    self.session.refresh(row)
                self._read(seat, world, gaps)
        except ValueError:
            seat.alerts.append(Alert("danger", "journal-x", UNREADABLE))

    def _read(self, seat: Seat, world: World, gaps: Sequence[PresenceGap]) -> None:
        office = world.clock
        seat.room = deepcopy(world.room)  # the world is lent to others before the page is drawn
        seat.left = clock.remaining(office, self.wall)
        seat.gone = 100 - round(100 * seat.left / max(1, office.end_at))
        seat.ends = clock.wall_at(office, office.end_at) if office.running else None
        if acted := world.room.acted:
            tool = TOOLS[acted.kind.partition(".")[0]]
            seat.activity = f"{tool}, il y a {duration(max(0, self.wall - acted.wall) / 1000)}"
        if office.running and seat.seen:
            seat.silent = seat.seen.lost(self.wall)
        seat.lost = lost_time(world, gaps)

    def _adapt(self, seat: Seat, measures: Adaptation | None) -> None:
        if measures is None:
            return
        seat.other = measures.other
        if measures.breaks_min:
            taken = sum(
                (stop.until or self.wall) - stop.wall
                for stop in seat.room.stops
                if stop.category == "planned_break"
            )
            seat.breaks_left = max(0.0, measures.breaks_min * 60 - taken / 1000)

    def _alerts(self, seat: Seat) -> Iterable[Alert]:
        yield from seat.alerts
        for fault in seat.room.unanswered:
            yield Alert("danger", "headset", f"Problème signalé ({fault.id})")
        if seat.sitting.state == "planned" and not seat.sitting.is_absent:
            yield Alert("info", "hourglass", "N’a pas commencé")
        if not seat.live or seat.left is None:
            return
        if seat.silent:
            yield Alert(
                "danger", "wifi-off", f"Liaison perdue depuis {duration(seat.silent / 1000)}"
            )
        if seat.sitting.state == "running":
            yield from self._running(seat)

    def _running(self, seat: Seat) -> Iterable[Alert]:
        """Return what only a clock that runs gives cause for."""
        resumed = [stop.until for stop in seat.room.stops if stop.until]
        if seat.seen and seat.seen.away_since is not None:
            since = duration((self.wall - seat.seen.away_since) / 1000)
            yield Alert("warning", "window-stack", f"Page quittée depuis {since}")
        idle = self.wall - max([seat.room.acted.wall if seat.room.acted else self.wall, *resumed])
        if idle > self.idle_min * 60_000:
            text = f"Sans activité depuis {duration(idle / 1000)}"
            yield Alert("warning", "hourglass-split", text)
        if seat.left is not None and seat.left <= NEAR_END_S:
            yield Alert("info", "alarm", "Fin proche")
        if seat.breaks_left == 0:
            yield Alert("info", "cup-hot", "Pauses aménagées épuisées")


def faults_of(seats: Iterable[Seat]) -> list[tuple[Seat, Fault]]:
    """Return the reports of a room, those that wait first, then the latest."""
    found = [(seat, fault) for seat in seats for fault in seat.room.faults.values()]
    return sorted(found, key=lambda pair: (pair[1].answered_at is not None, -pair[1].wall))
