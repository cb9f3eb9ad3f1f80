"""The pulse: one poll per page, which lets time pass and brings what changed."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from sim.facts import chat, mail, session
from sim.journal.entry import Entry
from sim.world import World
from webapp import context, htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.faults import faults_context
from webapp.desk.office import Office
from webapp.desk.shell import shell_context

FRESH_S = 15
"""Office seconds during which an arrival is announced again on a page that has just been opened."""
FRESH_ENTRIES = 60


@dataclass(frozen=True, slots=True)
class Arrival:
    """Something that came while the candidate was doing something else."""

    icon: str
    who: str
    what: str
    url: str
    verb: str


@bp.get("/pouls")
def pulse() -> ResponseReturnValue:
    """Bring the clock, the badges, who rings and what arrived; nothing when nothing was written.

    A page that is open when the sitting ends is led to the restitution.
    """
    here = office()
    away = "ailleurs" in request.args
    context.presences().beat(here.sitting_id, context.wall(), away=away)
    if here.world.clock.ended or not here.world.clock.started:
        return htmx.redirect(url_for("desk.debrief"))
    seen, screen = request.args.get("depuis", 0, type=int), request.args.get("ecran", "")
    if here.world.seq == seen:
        return "", 204
    shell = shell_context(here)
    answer = htmx.fragments(
        render_template("desk/_pulse.html", seq=shell["seq"], screen=screen),
        htmx.oob("desk/_clock.html", clock=shell["clock"]),
        htmx.oob("desk/_rail.html", badges=shell["badges"], current=screen),
        htmx.oob(
            "desk/_ringing.html",
            ringing=shell["ringing"],
            talking=shell["talking"],
            silent=shell["measures"].silent,
        ),
        htmx.oob("desk/_outages.html", outages=shell["outages"]),
        htmx.oob("desk/_suspended.html", suspended=shell["suspended"] and screen != "fault"),
        *_own(screen, here.world),
        render_template("desk/_arrivals.html", arrivals=_arrivals(here, seen)),
    )
    return htmx.trigger(answer, {"desk-changed": seen}) if seen else answer


def _own(screen: str, world: World) -> list[str]:
    """Return what a screen shows of the invigilator's answers without being loaded again."""
    if screen != "fault":
        return []
    return [htmx.oob("desk/faults/_reports.html", **faults_context(world))]


def _arrivals(here: Office, seen: int) -> list[Arrival]:
    """Return what came since an entry, or in the last seconds for a page that has just been opened."""
    after = seen or max(0, here.world.seq - FRESH_ENTRIES)
    entries = here.entries_since(after)
    fresh = [entry for entry in entries if seen or entry.at >= here.now - FRESH_S]
    return arrivals(here.world, fresh)


def arrivals(world: World, entries: Sequence[Entry]) -> list[Arrival]:
    """Return what of these entries deserves a word."""
    return [
        ANNOUNCED[type(entry.fact)](world, entry.fact)
        for entry in entries
        if type(entry.fact) in ANNOUNCED
    ]


def _mail(world: World, fact: mail.Delivered) -> Arrival:
    message = fact.message
    url = url_for("desk.mail_read", mail=message.id)
    return Arrival("envelope", _name(world, message.sender), message.subject, url, "Lire")


def _chat(world: World, fact: chat.Received) -> Arrival:
    url = url_for("desk.chat_with", person=fact.person)
    return Arrival("chat-dots", _name(world, fact.person), fact.text, url, "Lire")


def _answer(world: World, fact: session.FaultAnswered) -> Arrival:
    return Arrival("headset", "Surveillant", fact.text, url_for("desk.fault"), "Lire")


def _name(world: World, key: str) -> str:
    person = world.person(key)
    return person.name if person else key


ANNOUNCED: dict[type, Callable[[World, Any], Arrival]] = {
    mail.Delivered: _mail,
    chat.Received: _chat,
    session.FaultAnswered: _answer,
}
