"""Facts about the sitting itself: its clock, its end, what was refused, the restitution."""

from typing import Literal

from sim.facts.base import Fact


class Started(Fact):
    """The sitting began. Everything later is a fold over this scenario."""

    kind: Literal["session.started"] = "session.started"
    scenario: str
    """Digest of the sealed scenario."""
    time_factor: float = 1.0
    """Wall seconds per office second: 1.33 for a *tiers temps*."""

    sentence_fr = "Début de l’épreuve"
    sentence_en = "The sitting starts"


class Paused(Fact):
    """The office clock stops."""

    kind: Literal["session.paused"] = "session.paused"
    reason: str

    sentence_fr = "Épreuve suspendue : {reason}"
    sentence_en = "Sitting paused: {reason}"
    personal = ("reason",)


class Resumed(Fact):
    """The office clock goes on from where it stood."""

    kind: Literal["session.resumed"] = "session.resumed"

    sentence_fr = "Reprise de l’épreuve"
    sentence_en = "Sitting resumed"


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

    sentence_fr = "Fin de l’épreuve ({by})"
    sentence_en = "The sitting ends ({by})"


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
