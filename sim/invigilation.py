"""The invigilation: a technical problem reported and answered, what disturbed the sitting, what no longer counts."""

import re

from sim.decision import Command, Decision, Tool, accept, refuse
from sim.facts import session
from sim.journal.entry import Entry
from sim.room import Fault, Moved, Neutralised, NotedIncident, Withdrawn
from sim.scenario.model import Scenario
from sim.world import World

TEXT_LIMIT = 1_000
NAME_LIMIT = 80
UNANSWERED_LIMIT = 5
"""Reports that may wait for an answer at once."""
LOST_LIMIT = 480
PAUSE_CATEGORIES = {
    "technical": "incident technique",
    "evacuation": "évacuation",
    "illness": "malaise",
    "planned_break": "pause aménagée",
    "other": "autre",
}
INCIDENT_CATEGORIES = {
    "technical": "incident technique",
    "evacuation": "évacuation",
    "illness": "malaise",
    "fraud_suspected": "suspicion de fraude",
    "late": "retard",
    "material": "matériel",
    "other": "autre",
}
NO_REASON = "Indiquez le motif : il est conservé au journal."


class ReportFault(Command):
    """Tell the invigilator that the workstation or the platform fails (candidate)."""

    while_paused = True
    text: str
    screen: str = ""


class AnswerFault(Command):
    """Answer a report; the candidate reads it (invigilator)."""

    reserved = True
    fault: str
    text: str


class NoteIncident(Command):
    """Note what disturbed the sitting (invigilator)."""

    reserved = True
    category: str
    text: str
    minutes_lost: int = 0


class NeutraliseTask(Command):
    """Let a task no longer count against the candidate (invigilator)."""

    reserved = True
    task: str
    reason: str


class RestoreTask(Command):
    """Take a neutralisation back: the task counts again (invigilator)."""

    reserved = True
    task: str
    reason: str


class ReplaceWorkstation(Command):
    """Let the candidate go on at another workstation (invigilator)."""

    reserved = True
    before: str
    after: str
    reason: str


def unsaid(reason: str) -> str:
    """Return why a reason will not do; nothing when it will."""
    return NO_REASON if not reason.strip() else _too_long(reason)


def _too_long(text: str) -> str:
    if len(text) <= TEXT_LIMIT:
        return ""
    return f"Le texte dépasse {TEXT_LIMIT} caractères : dites l’essentiel, en quelques phrases."


def tasks_of(scenario: Scenario) -> dict[str, str]:
    """Return the tasks that the answer key scores, in the pack's order, with their titles if it gives any."""
    scored = {str(row.get("task") or "") for row in scenario.rubric.get("indicators", ())} - {""}
    titles = {task.id: task.title for task in scenario.tasks if task.id in scored}
    return titles | dict.fromkeys(sorted(scored - set(titles), key=_natural), "")


def _natural(name: str) -> list[tuple[int, str]]:
    return [(int(part or 0), text) for text, part in re.findall(r"(\D*)(\d*)", name)]


def decide_fault(world: World, command: ReportFault, now: int) -> Decision:
    """Tell the invigilator, in words; the clock runs on."""
    text = command.text.strip()
    if not text:
        return refuse("Votre signalement est vide : dites ce qui ne va pas, puis envoyez.")
    if problem := _too_long(text):
        return refuse(problem)
    if len(world.room.unanswered) >= UNANSWERED_LIMIT:
        return refuse(
            "Plusieurs de vos signalements attendent une réponse : levez la main, le surveillant vient à vous."
        )
    name = f"P{len(world.room.faults) + 1}"
    screen = command.screen.strip()[:NAME_LIMIT]
    return accept(session.FaultReported(fault=name, text=text, screen=screen))


def decide_answer(world: World, command: AnswerFault, now: int) -> Decision:
    """Answer a report that waits."""
    fault, text = world.room.faults.get(command.fault), command.text.strip()
    if fault is None:
        return refuse("Ce signalement n’existe pas : actualisez la page.")
    if fault.answered_at is not None:
        return refuse("Ce signalement a déjà reçu une réponse : actualisez la page.")
    if not text:
        return refuse("Votre réponse est vide : écrivez ce que le candidat doit lire.")
    if problem := _too_long(text):
        return refuse(problem)
    return accept(session.FaultAnswered(fault=fault.id, text=text))


def decide_incident(world: World, command: NoteIncident, now: int) -> Decision:
    """Note an incident of a known category."""
    text = command.text.strip()
    if command.category not in INCIDENT_CATEGORIES:
        return refuse("Choisissez la catégorie de l’incident dans la liste.")
    if not text:
        return refuse("Décrivez l’incident : les faits, les témoins, ce qui a été gêné.")
    if problem := _too_long(text):
        return refuse(problem)
    if not 0 <= command.minutes_lost <= LOST_LIMIT:
        return refuse(f"Le temps perdu est compris entre 0 et {LOST_LIMIT} minutes.")
    fact = {"category": command.category, "text": text, "minutes_lost": command.minutes_lost}
    return accept(session.IncidentNoted.model_validate(fact))


def decide_neutralise(world: World, command: NeutraliseTask, now: int) -> Decision:
    """Neutralise a task of the answer key, once."""
    if command.task not in tasks_of(world.scenario):
        return refuse("Cette tâche n’est pas dans le sujet : choisissez-la dans la liste.")
    if command.task in world.room.neutralised:
        return refuse(f"La tâche {command.task} est déjà neutralisée.")
    if problem := unsaid(command.reason):
        return refuse(problem)
    return accept(session.TaskNeutralised(task=command.task, reason=command.reason.strip()))


def decide_restore(world: World, command: RestoreTask, now: int) -> Decision:
    """Take back a neutralisation that stands."""
    if command.task not in world.room.neutralised:
        return refuse("Cette tâche n’est pas neutralisée : il n’y a rien à retirer.")
    if problem := unsaid(command.reason):
        return refuse(problem)
    return accept(session.TaskRestored(task=command.task, reason=command.reason.strip()))


def decide_replace(world: World, command: ReplaceWorkstation, now: int) -> Decision:
    """Note which workstation takes over from which."""
    before, after = command.before.strip(), command.after.strip()
    if not before or not after or max(len(before), len(after)) > NAME_LIMIT:
        return refuse(
            f"Donnez le nom du poste quitté et celui du nouveau poste, en {NAME_LIMIT} caractères au plus chacun."
        )
    if before.casefold() == after.casefold():
        return refuse("Le nouveau poste est celui que le candidat quitte : corrigez l’un des deux.")
    if problem := unsaid(command.reason):
        return refuse(problem)
    reason = command.reason.strip()
    return accept(session.WorkstationReplaced(before=before, after=after, reason=reason))


def apply_fault(world: World, entry: Entry, fact: session.FaultReported) -> None:
    """Keep the report."""
    fault = Fault(fact.fault, entry.at, entry.wall, fact.text, fact.screen)
    world.room.faults[fact.fault] = fault


def apply_answer(world: World, entry: Entry, fact: session.FaultAnswered) -> None:
    """Keep the answer with its report."""
    fault = world.room.faults[fact.fault]
    fault.answer, fault.answered_at = fact.text, entry.at


def apply_incident(world: World, entry: Entry, fact: session.IncidentNoted) -> None:
    """Keep what was noted."""
    noted = NotedIncident(entry.wall, fact.category, fact.text, fact.minutes_lost)
    world.room.incidents.append(noted)


def apply_neutralise(world: World, entry: Entry, fact: session.TaskNeutralised) -> None:
    """Keep the task apart."""
    world.room.neutralised[fact.task] = Neutralised(fact.task, entry.seq, fact.reason)


def apply_restore(world: World, entry: Entry, fact: session.TaskRestored) -> None:
    """Let the task count again, and remember that it did not."""
    of = world.room.neutralised.pop(fact.task)
    world.room.withdrawn.append(Withdrawn(of, entry.seq, fact.reason))


def apply_replace(world: World, entry: Entry, fact: session.WorkstationReplaced) -> None:
    """Remember where the candidate is now, and was."""
    world.room.workstation = fact.after
    world.room.moves.append(Moved(entry.wall, fact.before, fact.after, fact.reason))


TOOL = Tool(
    decides={
        ReportFault: decide_fault,
        AnswerFault: decide_answer,
        NoteIncident: decide_incident,
        NeutraliseTask: decide_neutralise,
        RestoreTask: decide_restore,
        ReplaceWorkstation: decide_replace,
    },
    applies={
        session.FaultReported: apply_fault,
        session.FaultAnswered: apply_answer,
        session.IncidentNoted: apply_incident,
        session.TaskNeutralised: apply_neutralise,
        session.TaskRestored: apply_restore,
        session.WorkstationReplaced: apply_replace,
    },
)
