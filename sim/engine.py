"""The engine: whoever comes first, a request or the scheduler's tick, writes the same entries.

`handle` reads the tail of the journal, appends every injection that is due, stamped with its due time,
decides, appends, applies. Of two that race, one loses on the sequence number, reads the tail and
decides again. Nothing is acknowledged before the journal holds it.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from sim import calls, clock, dispatch, incidents, timeline
from sim import session as session_tool
from sim.decision import Command, Decision
from sim.facts import session
from sim.facts.base import Fact
from sim.journal.entry import Actor, Entry
from sim.journal.store import Conflict, Files, Journal
from sim.scenario.model import Scenario
from sim.world import World

Result = TypeVar("Result")

TOO_EARLY = "L’épreuve n’a pas encore commencé : lisez les consignes puis démarrez-la."
NOT_STARTED = "Ce candidat n’a pas encore commencé l’épreuve."
ATTEMPTS = 8
"""Lost races before giving up: each means that somebody else's entries went in."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a command."""

    entries: tuple[Entry, ...] = ()
    """The command's own entries, not the world's that came first."""
    refusal: str = ""
    repeated: bool = False
    """The same form had been sent already; nothing new was written."""

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Return the facts written."""
        return tuple(entry.fact for entry in self.entries)


class Engine:
    """One sitting: a scenario, its journal, and the world they make."""

    def __init__(
        self, scenario: Scenario, journal: Journal, files: Files, world: World | None = None
    ) -> None:
        self._journal = journal
        self._files = files
        self.world = world if world is not None else dispatch.opening(scenario)

    def catch_up(self) -> World:
        """Apply what others wrote since; return the world."""
        for entry in self._journal.read(self.world.seq):
            dispatch.apply(self.world, entry)
        return self.world

    def tick(self, wall: int) -> World:
        """Write what the world owes by now, the end of the sitting included.

        Whoever shares the journal catches up first; a world left behind learns it when it writes.
        """
        self._retrying(lambda: self._settle(wall))
        return self.world

    def handle(
        self, command: Command, *, wall: int, actor: Actor = "candidate", nonce: str = ""
    ) -> Outcome:
        """Do what is asked, once per nonce, or say why not."""
        self.catch_up()
        return self._retrying(lambda: self._handle(command, wall, actor, nonce))

    def _retrying(self, attempt: Callable[[], Result]) -> Result:
        for _ in range(ATTEMPTS):
            try:
                return attempt()
            except Conflict:
                self.catch_up()
        raise Conflict(f"lost {ATTEMPTS} races in a row")

    def _handle(self, command: Command, wall: int, actor: Actor, nonce: str) -> Outcome:
        if nonce and nonce in self.world.nonces:
            return self._repeated(nonce)
        self._settle(wall)
        barred = self._barred(command, wall, actor)
        if barred:
            return Outcome(refusal=barred)
        now = clock.now(self.world.clock, wall)
        decision = dispatch.decide(self.world, command, now)
        for data in decision.files:
            self._files.put(data)
        entries = self._append(
            _facts(command, decision), at=now, wall=wall, actor=actor, nonce=nonce
        )
        return Outcome(entries, decision.refusal)

    def _repeated(self, nonce: str) -> Outcome:
        """Answer a form sent twice with what its first sending wrote."""
        first = self.world.nonces[nonce]
        entries = self._journal.read(first - 1)
        own = [entry for entry in entries if entry.wall == entries[0].wall and not entry.cause]
        refusals = [entry.fact for entry in own if isinstance(entry.fact, session.CommandRefused)]
        return Outcome(tuple(own), refusals[0].reason if refusals else "", repeated=True)

    def _barred(self, command: Command, wall: int, actor: Actor) -> str:
        """Say why nothing can be asked now; not journalled, since the office is closed."""
        office = self.world.clock
        if command.reserved and actor != "examiner":
            return "Cette action est réservée à la commission d’évaluation."
        if isinstance(command, session_tool.Start):
            return ""
        if not office.started:
            return TOO_EARLY if actor == "candidate" else NOT_STARTED
        if office.ended:
            return _after_the_end(command, office.ended_wall, wall, actor)
        if not office.running and actor == "candidate" and not command.while_paused:
            return "L’épreuve est suspendue : attendez la reprise, votre travail est conservé."
        return ""

    def _settle(self, wall: int) -> None:
        """Append what is due by now, one injection after the other: each may arm the next."""
        office = self.world.clock
        if not office.started or office.ended:
            return
        now = clock.now(office, wall)
        horizon = min(now, office.end_at)
        while owed := self._owed(horizon):
            at, facts, cause = owed
            self._append(facts, at=at, wall=wall, actor="world", cause=cause)
        if now >= office.end_at:
            ended = session.Ended(by="time")
            self._append([ended], at=max(office.end_at, self.world.at), wall=wall, actor="world")

    def _owed(self, horizon: int) -> tuple[int, list[Fact], str] | None:
        """Return the oldest thing the world owes: an injection, or what time alone brings about.

        A call stops ringing, a visitor grows impatient, an incident ends, the mailbox of who is away answers.
        """
        timely = [*calls.overdue(self.world, horizon), *incidents.owed(self.world, horizon)]
        gone = sorted(timely, key=lambda item: item[0])[:1]
        owed = timeline.due(self.world, horizon)[:1]
        if gone and (not owed or gone[0][0] <= owed[0].due):
            return gone[0][0], gone[0][1], ""
        if owed:
            at = max(owed[0].due, self.world.at)
            return at, *timeline.fire(self.world, owed[0], at)
        return None

    def _append(
        self,
        facts: Iterable[Fact],
        *,
        at: int,
        wall: int,
        actor: Actor,
        nonce: str = "",
        cause: str = "",
    ) -> tuple[Entry, ...]:
        entries: list[Entry] = []
        head, seq = self.world.head, self.world.seq
        at = max(at, self.world.at)
        for fact in facts:
            first = not entries
            entry = Entry(
                seq=seq + len(entries) + 1, at=at, wall=wall, actor=actor, fact=fact,
                nonce=nonce if first else "", cause=cause,
            ).sealed(head)  # fmt: skip
            head = entry.hash
            entries.append(entry)
        self._journal.append(entries)
        for entry in entries:
            dispatch.apply(self.world, entry)
        return tuple(entries)


def _facts(command: Command, decision: Decision) -> tuple[Fact, ...]:
    if decision.refusal:
        name = type(command).__name__
        return (session.CommandRefused(command=name, reason=decision.refusal),)
    return decision.facts


def _after_the_end(command: Command, ended_wall: int, wall: int, actor: Actor) -> str:
    """Only the restitution may still be finished, for a while."""
    if actor != "candidate":
        return "L’épreuve est terminée : plus rien ne peut y être ajouté."
    if not isinstance(command, session_tool.SaveDebrief):
        return (
            "L’épreuve est terminée : votre travail est enregistré, il ne peut plus être modifié."
        )
    if wall - ended_wall > session_tool.DEBRIEF_GRACE_MS:
        return "Le délai de remise de la restitution est dépassé : votre dernier texte enregistré a été gardé."
    return ""
