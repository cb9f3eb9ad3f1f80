"""Incidents: what stops working for a while, who is away, and reporting it.

The timeline begins an incident (`sim.timeline`); its end, and the automatic answers of who is away, are
owed by the world at their time, as a telephone that stops ringing is.
"""

from sim.decision import Command, Decision, Tool, accept, refuse
from sim.facts import incidents, mail
from sim.facts.base import Fact
from sim.journal.entry import Entry
from sim.world import Incident, Report, SentItem, World

TEXT_LIMIT = 2_000
UNSEEN = frozenset({"contradictory_order"})
"""Kinds that the desk does not announce: noticing them is the candidate's work."""
AUTOMATIC = "Bonjour,\n\nJe ne suis pas au bureau. Votre message n’est pas lu pour le moment\u00a0; je le lirai à mon retour."


class ReportIncident(Command):
    """Tell somebody that something is wrong."""

    person: str
    text: str
    incident: str = ""
    """One that the desk announces, when it is meant."""


def announced(world: World) -> list[Incident]:
    """Return the incidents that the desk shows, the latest first."""
    found = [one for one in world.incidents.known.values() if one.what not in UNSEEN]
    return sorted(found, key=lambda one: one.began_at, reverse=True)


def decide_report(world: World, command: ReportIncident, now: int) -> Decision:
    """Tell somebody of the directory, in words."""
    person, text = world.person(command.person), command.text.strip()
    if person is None or not person.listed:
        return refuse("Choisissez dans l’annuaire la personne à prévenir, puis envoyez.")
    if not text:
        return refuse("Votre signalement est vide : dites ce qui ne va pas, puis envoyez.")
    if len(text) > TEXT_LIMIT:
        return refuse(
            f"Votre signalement dépasse {TEXT_LIMIT} caractères : dites l’essentiel, en quelques phrases."
        )
    if command.incident and all(one.id != command.incident for one in announced(world)):
        return refuse(
            "Cet incident n’est pas affiché : choisissez-en un autre, ou « Autre chose »."
        )
    return accept(incidents.Reported(person=person.id, text=text, incident=command.incident))


def owed(world: World, now: int) -> list[tuple[int, list[Fact]]]:
    """Return the ends and the automatic answers due by `now`, each with its second, oldest first."""
    due: list[tuple[int, list[Fact]]] = []
    for incident in world.incidents.known.values():
        if incident.open and incident.until is not None and incident.until <= now:
            due.append((incident.until, [incidents.Ended(incident=incident.id)]))
        if incident.open and incident.person and (sent := _unanswered(world, incident)):
            due.append((sent.at, [mail.Delivered(message=_automatic(world, incident, sent))]))
    return sorted(due, key=lambda item: item[0])


def _unanswered(world: World, absence: Incident) -> SentItem | None:
    """Return the first message that reached somebody away; a mailbox answers once an absence."""
    if _answer_id(absence) in world.mail.received:
        return None
    sent = (one for one in world.mail.sent.values() if one.at >= absence.began_at)
    return next(
        (
            one
            for one in sent
            if any(world.person_id(key) == absence.person for key in (*one.fact.to, *one.fact.cc))
        ),
        None,
    )


def _answer_id(absence: Incident) -> str:
    return f"ABS-{absence.id}-{absence.began_at}"


def _automatic(world: World, absence: Incident, sent: SentItem) -> mail.Message:
    person = world.person(absence.person)
    assert person is not None
    return mail.Message(
        id=_answer_id(absence),
        sender=person.email,
        to=(world.scenario.mailbox,),
        subject=f"Réponse automatique\u00a0: {sent.fact.subject}",
        body=absence.reply.strip() or f"{AUTOMATIC}\n\n{person.name}",
        sent_at=world.moment(sent.at).isoformat(timespec="minutes"),
        in_reply_to=sent.fact.mail,
    )


def apply_began(world: World, entry: Entry, fact: incidents.Began) -> None:
    """Let it begin; one that comes again begins anew."""
    until = None if fact.minutes is None else entry.at + round(fact.minutes * 60)
    world.incidents.known[fact.incident] = Incident(
        fact.incident, fact.what, fact.text, entry.at, until, fact.person, fact.reply
    )


def apply_ended(world: World, entry: Entry, fact: incidents.Ended) -> None:
    """End it."""
    world.incidents.known[fact.incident].ended_at = entry.at


def apply_reported(world: World, entry: Entry, fact: incidents.Reported) -> None:
    """Keep what was said."""
    report = Report(entry.at, fact.person, fact.text, fact.incident)
    world.incidents.reports.append(report)


TOOL = Tool(
    decides={ReportIncident: decide_report},
    applies={
        incidents.Began: apply_began,
        incidents.Ended: apply_ended,
        incidents.Reported: apply_reported,
    },
)
