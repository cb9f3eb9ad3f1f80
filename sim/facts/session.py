"""Facts about the sitting itself: its clock, its end, the invigilation, what was refused, the restitution."""

from typing import Literal

from sim.facts.base import Fact

PauseCategory = Literal["", "technical", "evacuation", "illness", "planned_break", "other"]
"""Why the clock was stopped; nothing for what was journalled before there were categories."""
IncidentCategory = Literal[
    "technical", "evacuation", "illness", "fraud_suspected", "late", "material", "other"
]


class Started(Fact):
    """The sitting began. Everything later is a fold over this scenario."""

    kind: Literal["session.started"] = "session.started"
    scenario: str
    """Digest of the sealed scenario."""
    time_factor: float = 1.0
    """Wall seconds per office second: 1.33 for a *tiers temps*."""
    duration_min: int = 0
    """Office minutes the sitting lasts; 0: those of the scenario."""

    sentence_fr = "Début de l’épreuve"
    sentence_en = "The sitting starts"


class Paused(Fact):
    """The office clock stops."""

    kind: Literal["session.paused"] = "session.paused"
    reason: str
    category: PauseCategory = ""

    sentence_fr = "Épreuve suspendue : {reason}"
    sentence_en = "Sitting paused: {reason}"
    personal = ("reason",)


class Resumed(Fact):
    """The office clock goes on from where it stood."""

    kind: Literal["session.resumed"] = "session.resumed"
    reason: str = ""

    sentence_fr = "Reprise de l’épreuve ({reason})"
    sentence_en = "Sitting resumed ({reason})"
    personal = ("reason",)


class Extended(Fact):
    """Office minutes were added before the end."""

    kind: Literal["session.extended"] = "session.extended"
    minutes: int
    reason: str

    sentence_fr = "Temps supplémentaire : {minutes} min ({reason})"
    sentence_en = "Extra time: {minutes} min ({reason})"
    personal = ("reason",)


class Ended(Fact):
    """The sitting is over; nothing but corrections by people can follow."""

    kind: Literal["session.ended"] = "session.ended"
    by: Literal["candidate", "time", "examiner"]
    reason: str = ""
    """Why the invigilator ended it."""

    sentence_fr = "Fin de l’épreuve ({by}) ({reason})"
    sentence_en = "The sitting ends ({by}) ({reason})"
    personal = ("reason",)


class CommandRefused(Fact):
    """The office refused what was asked, and said why. Refusals are evidence too."""

    kind: Literal["session.command_refused"] = "session.command_refused"
    command: str
    reason: str

    sentence_fr = "Refusé : {reason}"
    sentence_en = "Refused: {reason}"


class DebriefSaved(Fact):
    """The candidate's written *restitution*, as it stood when it was saved."""

    kind: Literal["session.debrief_saved"] = "session.debrief_saved"
    done: str
    left: str
    difficulties: str
    final: bool = False
    """Whether the candidate handed it in."""

    sentence_fr = "Restitution écrite enregistrée"
    sentence_en = "Written debrief saved"
    personal = ("done", "left", "difficulties")


class BriefingOpened(Fact):
    """The candidate read the briefing again during the sitting."""

    kind: Literal["session.briefing_opened"] = "session.briefing_opened"

    sentence_fr = "Consulte les consignes de l’épreuve"
    sentence_en = "Reads the briefing"


class FaultReported(Fact):
    """The candidate told the invigilator that the workstation or the platform fails them."""

    kind: Literal["session.fault_reported"] = "session.fault_reported"
    fault: str
    text: str
    screen: str = ""
    """What the candidate had before them, by the name the desk gives it."""

    sentence_fr = "Signale un problème technique au surveillant : « {text} »"
    sentence_en = "Reports a technical problem to the invigilator: “{text}”"
    personal = ("text",)


class FaultAnswered(Fact):
    """The invigilator answered a report; the candidate reads it at the desk."""

    kind: Literal["session.fault_answered"] = "session.fault_answered"
    fault: str
    text: str

    sentence_fr = "Réponse du surveillant au signalement {fault} : « {text} »"
    sentence_en = "The invigilator answers report {fault}: “{text}”"
    personal = ("text",)


class IncidentNoted(Fact):
    """The invigilator noted what disturbed the sitting. It decides nothing by itself."""

    kind: Literal["session.incident_noted"] = "session.incident_noted"
    category: IncidentCategory
    text: str
    minutes_lost: int = 0
    """Office minutes it cost the candidate, in the invigilator’s judgement."""

    sentence_fr = "Incident noté par le surveillant ({category}) : {text}"
    sentence_en = "Incident noted by the invigilator ({category}): {text}"
    personal = ("text",)


class TaskNeutralised(Fact):
    """A task of the pack no longer counts against the candidate."""

    kind: Literal["session.task_neutralised"] = "session.task_neutralised"
    task: str
    reason: str

    sentence_fr = "Tâche {task} neutralisée : {reason}"
    sentence_en = "Task {task} neutralised: {reason}"
    personal = ("reason",)


class TaskRestored(Fact):
    """A task that was neutralised counts again."""

    kind: Literal["session.task_restored"] = "session.task_restored"
    task: str
    reason: str

    sentence_fr = "Neutralisation de la tâche {task} retirée : {reason}"
    sentence_en = "Task {task} no longer neutralised: {reason}"
    personal = ("reason",)


class WorkstationReplaced(Fact):
    """The candidate went on at another workstation."""

    kind: Literal["session.workstation_replaced"] = "session.workstation_replaced"
    before: str
    after: str
    reason: str

    sentence_fr = "Poste remplacé, de {before} à {after} : {reason}"
    sentence_en = "Workstation replaced, from {before} to {after}: {reason}"
    personal = ("reason",)
