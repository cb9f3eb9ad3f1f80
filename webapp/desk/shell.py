"""What surrounds every screen of the desk: company, clock, badges, who rings."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sim.calls import open_conversation, waiting
from sim.incidents import announced
from sim.language.french import WEEKDAYS, date_short, typeset
from sim.world import Clock, Conversation, World
from webapp.desk.measures import measures
from webapp.desk.office import Office

OUTAGE_ICONS = {
    "printer": "printer",
    "erp": "grid-3x3-gap",
    "network_drive": "hdd-network",
    "absence": "person-dash",
}
SHORT_S = 15 * 60
"""Office seconds left from which the clock is shown as short."""


@dataclass(frozen=True, slots=True)
class Rung:
    """Somebody who rings, or stands at the desk."""

    id: str
    visit: bool
    announced: str
    says: str = ""
    """What a visitor who waits has last said."""


@dataclass(frozen=True, slots=True)
class Outage:
    """Something out of order, or somebody away."""

    id: str
    icon: str
    text: str


def shell_context(office: Office) -> dict[str, Any]:
    """Return what the layout shows."""
    world = office.world
    return {
        "company": world.scenario.company.name,
        "candidate": world.scenario.candidate_name,
        "function": world.scenario.candidate_function,
        "running": world.clock.started and not world.clock.ended,
        "seq": world.seq,
        "clock": clock_context(world.clock, office.moment, office.remaining),
        "badges": badges(world),
        "ringing": [rung(world, call) for call in waiting(world)],
        "talking": talking(world),
        "suspended": suspended(world.clock),
        "outages": outages(world),
        "measures": measures(office.sitting_id),
    }


def clock_context(clock: Clock, moment: datetime, remaining: int) -> dict[str, Any]:
    """Return what the clock shows, and what the script needs to let it run between two polls."""
    return {
        "moment": moment,
        "second": moment.hour * 3600 + moment.minute * 60 + moment.second,
        "remaining": remaining,
        "short": remaining <= SHORT_S,
        "running": clock.running,
        "time_factor": clock.time_factor,
    }


def suspended(clock: Clock) -> bool:
    """Say whether the invigilator has stopped the clock."""
    return clock.started and not clock.running and not clock.ended


def badges(world: World) -> dict[str, int]:
    """Return the counts of the rail, by screen."""
    received = world.mail.received.values()
    unseen = (line for lines in world.chat.values() for line in lines if not line.seen)
    return {
        "mail": sum(1 for item in received if not item.read and item.folder == "inbox"),
        "chat": sum(1 for _ in unseen),
        "calls": len(waiting(world)),
    }


def outages(world: World) -> list[Outage]:
    """Return what is out of order now, and who is away."""
    return [
        Outage(one.id, OUTAGE_ICONS.get(one.what, "exclamation-triangle"), one.text)
        for one in announced(world)
        if one.open
    ]


def rung(world: World, call: Conversation) -> Rung:
    """Return how the telephone or the reception announces somebody."""
    script = world.scenario.script_by_id.get(call.script)
    person = world.person(call.person)
    name = person.name if person else "Numéro inconnu"
    announced = script.caller if script and script.caller else name
    heard = typeset(call.lines[-1].text) if call.state == "waiting" and call.lines else ""
    return Rung(call.id, call.channel == "visit", announced, heard)


def talking(world: World) -> str:
    """Return the conversation going on, or nothing."""
    call = open_conversation(world)
    return call.id if call else ""


def day_short(moment: datetime) -> str:
    """Return `mar. 13/10/2026`."""
    return f"{WEEKDAYS[moment.weekday()][:3]}. {date_short(moment)}"
