"""Facts of incidents: what is out of order, who is away, what the candidate reports of it."""

from typing import Literal

from sim.facts.base import Fact

IncidentKind = Literal["printer", "erp", "network_drive", "absence", "contradictory_order", "other"]


class Began(Fact):
    """Something stops working, or somebody leaves the office."""

    kind: Literal["incident.began"] = "incident.began"
    incident: str
    what: IncidentKind
    text: str
    """What the desk says of it; only the examiner reads that orders contradict each other."""
    minutes: float | None = None
    """Office minutes it lasts; to the end of the sitting when not given."""
    person: str = ""
    """Who is away."""
    reply: str = ""
    """What the mailbox of who is away answers by itself."""

    sentence_fr = "Incident : {text}"
    sentence_en = "Incident: {text}"


class Ended(Fact):
    """It works again; who was away is back."""

    kind: Literal["incident.ended"] = "incident.ended"
    incident: str

    sentence_fr = "Fin de l’incident {incident}"
    sentence_en = "End of incident {incident}"


class Reported(Fact):
    """The candidate told somebody that something is wrong."""

    kind: Literal["incident.reported"] = "incident.reported"
    person: str
    text: str
    incident: str = ""
    """The incident that is meant; nothing when the desk announces none such."""

    sentence_fr = "Signale un incident à {person} : « {text} »"
    sentence_en = "Reports an incident to {person}: “{text}”"
    personal = ("text",)
