"""The sitting itself: its clock, its end, the written restitution."""

from sim.clock import apply_ended, apply_extended, apply_paused, apply_resumed, apply_started
from sim.decision import Command, Decision, Tool, accept, apply_nothing, refuse
from sim.facts import session
from sim.invigilation import PAUSE_CATEGORIES, TEXT_LIMIT, unsaid
from sim.journal.entry import Entry
from sim.world import Debrief, World

DEBRIEF_GRACE_MS = 15 * 60 * 1000
"""Wall time left after the end to finish writing the restitution."""
SHORTEST_MIN, LONGEST_MIN = 10, 480
"""Office minutes that an exam may give a sitting."""


class Start(Command):
    """Begin the sitting: the office opens."""

    scenario: str
    time_factor: float = 1.0
    duration_min: int = 0
    """Office minutes it lasts; 0: those of the scenario."""


class Pause(Command):
    """Stop the office clock (invigilator)."""

    reserved = True
    reason: str
    category: str = ""


class Resume(Command):
    """Let the office clock run on (invigilator)."""

    reserved = True
    reason: str = ""


class Extend(Command):
    """Add office minutes before the end (invigilator)."""

    reserved = True
    minutes: int
    reason: str


class Finish(Command):
    """End the sitting before its time."""


class Close(Command):
    """End the sitting from outside (invigilator)."""

    reserved = True
    reason: str = ""


class SaveDebrief(Command):
    """Save, or hand in, the written restitution."""

    done: str = ""
    left: str = ""
    difficulties: str = ""
    final: bool = False


class OpenBriefing(Command):
    """Read the briefing again."""


def decide_start(world: World, command: Start, now: int) -> Decision:
    """Start once."""
    if world.clock.started:
        return refuse("L’épreuve a déjà commencé : reprenez-la depuis votre page d’accueil.")
    if command.duration_min and not SHORTEST_MIN <= command.duration_min <= LONGEST_MIN:
        return refuse("La durée de l’épreuve n’est pas valable : prévenez le surveillant.")
    return accept(session.Started(**command.model_dump()))


def decide_pause(world: World, command: Pause, now: int) -> Decision:
    """Pause a clock that runs."""
    if not world.clock.running:
        return refuse("L’épreuve n’est pas en cours : elle ne peut pas être suspendue.")
    if problem := unsaid(command.reason):
        return refuse(problem)
    if command.category and command.category not in PAUSE_CATEGORIES:
        return refuse("Choisissez la catégorie de la suspension dans la liste.")
    return accept(session.Paused.model_validate(command.model_dump()))


def decide_resume(world: World, command: Resume, now: int) -> Decision:
    """Resume a clock that was paused."""
    if world.clock.running or world.clock.ended or not world.clock.started:
        return refuse("L’épreuve n’est pas suspendue.")
    return accept(session.Resumed(reason=command.reason[:TEXT_LIMIT]))


def decide_extend(world: World, command: Extend, now: int) -> Decision:
    """Extend a sitting that is not over."""
    if world.clock.ended or not world.clock.started:
        return refuse("L’épreuve n’est pas en cours : du temps ne peut plus être ajouté.")
    if not 1 <= command.minutes <= 120:
        return refuse("Le temps supplémentaire doit être compris entre 1 et 120 minutes.")
    if problem := unsaid(command.reason):
        return refuse(problem)
    return accept(session.Extended(minutes=command.minutes, reason=command.reason))


def decide_finish(world: World, command: Finish, now: int) -> Decision:
    """Let the candidate stop early."""
    return accept(session.Ended(by="candidate"))


def decide_close(world: World, command: Close, now: int) -> Decision:
    """Let the invigilator stop the sitting."""
    return accept(session.Ended(by="examiner", reason=command.reason[:TEXT_LIMIT]))


def decide_debrief(world: World, command: SaveDebrief, now: int) -> Decision:
    """Save the restitution until it is handed in."""
    if world.debrief.final:
        return refuse("Votre restitution est déjà remise : elle ne peut plus être modifiée.")
    return accept(session.DebriefSaved(**command.model_dump()))


def decide_briefing(world: World, command: OpenBriefing, now: int) -> Decision:
    """Note that the briefing was read."""
    return accept(session.BriefingOpened())


def apply_debrief(world: World, entry: Entry, fact: session.DebriefSaved) -> None:
    """Keep the latest text."""
    world.debrief = Debrief(fact.done, fact.left, fact.difficulties, fact.final)


TOOL = Tool(
    decides={
        Start: decide_start,
        Pause: decide_pause,
        Resume: decide_resume,
        Extend: decide_extend,
        Finish: decide_finish,
        Close: decide_close,
        SaveDebrief: decide_debrief,
        OpenBriefing: decide_briefing,
    },
    applies={
        session.Started: apply_started,
        session.Paused: apply_paused,
        session.Resumed: apply_resumed,
        session.Extended: apply_extended,
        session.Ended: apply_ended,
        session.CommandRefused: apply_nothing,
        session.DebriefSaved: apply_debrief,
        session.BriefingOpened: apply_nothing,
    },
)
