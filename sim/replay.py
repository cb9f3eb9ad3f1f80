"""A sitting looked at again: the world at any entry, and the journal in prose."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from sim.dispatch import fold
from sim.erp.registry import BATCHES, DOCTYPES, REPORTS
from sim.facts import calls, chat, incidents, mail, notices, session
from sim.facts.base import Fact
from sim.invigilation import INCIDENT_CATEGORIES, tasks_of
from sim.journal.entry import Entry
from sim.language.french import clock_time, plural, quoted, typeset
from sim.mail import FOLDERS
from sim.planner import STATUSES
from sim.scenario.model import Scenario
from sim.timeline import injection_of
from sim.world import World

TOOLS = {
    "session": "Épreuve",
    "mail": "Messagerie",
    "chat": "Messagerie instantanée",
    "call": "Téléphone et accueil",
    "planner": "Plan de travail",
    "drive": "Documents",
    "erp": "ERP",
    "directory": "Annuaire",
    "letter": "Courrier départ",
    "notice": "Panneau d’affichage",
    "incident": "Incidents",
}
ACTORS = {"candidate": "Candidat", "world": "Bureau", "examiner": "Commission"}
ENDS = {"candidate": "par le candidat", "time": "temps écoulé", "examiner": "par la commission"}
ACTIONS = {
    (doctype.name, action.name): action.label_fr
    for doctype in DOCTYPES.values()
    for action in doctype.actions
}
FORMS = {
    (doctype.name, form.name): form.label_fr
    for doctype in DOCTYPES.values()
    for form in doctype.forms
}
CONTROLS = {
    **{batch.name: f"« {batch.title_fr} »" for batch in BATCHES.values()},
    "invoice_batch": "du lot de factures",
    "vat_number": "du numéro de TVA",
}
OUTCOMES = {"ok": "conforme", "mismatch": "écart signalé", "unknown": "numéro inconnu"}


@dataclass(frozen=True, slots=True)
class Step:
    """One entry as a person reads it."""

    seq: int
    hour: str
    """Office time, « 8 h 52 »."""
    tool: str
    """Key of `TOOLS`."""
    actor: str
    """Key of `ACTORS`."""
    text: str
    cause: str = ""
    """Why the world did it: what the trainer wrote of the injection."""
    rule: str = ""
    """The cause as the journal bears it, for the trace of reactions."""


@dataclass(frozen=True)
class Playhead:
    """A scenario and its journal, to be looked at anywhere."""

    scenario: Scenario
    entries: Sequence[Entry]

    @property
    def last(self) -> int:
        """Return the last entry's number; 0 for an empty journal."""
        return self.entries[-1].seq if self.entries else 0

    def world_at(self, seq: int) -> World:
        """Return the world after entry `seq`; 0 is the morning as it was found."""
        return fold(self.scenario, self.entries, until=seq)

    def entry(self, seq: int) -> Entry | None:
        """Return an entry by its number."""
        return self.entries[seq - 1] if 1 <= seq <= len(self.entries) else None

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """Return the whole journal in prose."""
        prose = Prose(self.scenario)
        return tuple(prose.step(entry) for entry in self.entries)


class Prose:
    """Facts in French, with people, messages and records by the names a reader knows."""

    def __init__(self, scenario: Scenario) -> None:
        self._scenario = scenario
        self._world = World(scenario)
        self._subjects = {message.id: message.subject for message in scenario.messages}
        self._people: dict[str, str] = {}
        self._incidents: dict[str, str] = {}
        self._notices = {notice.id: notice.title for notice in scenario.notices}
        self._tasks = tasks_of(scenario)
        self._why = {injection.id: injection.why for injection in scenario.timeline}

    def step(self, entry: Entry) -> Step:
        """Return an entry in prose; entries are given in order."""
        self._learn(entry.fact)
        return Step(
            seq=entry.seq,
            hour=clock_time(self._world.moment(entry.at)),
            tool=entry.kind.partition(".")[0],
            actor=entry.actor,
            text=self.sentence(entry.fact),
            cause=self._why.get(injection_of(entry.cause), ""),
            rule=entry.cause,
        )

    def _learn(self, fact: Fact) -> None:
        """Remember the subject of what is sent and whom a conversation is with."""
        if isinstance(fact, mail.Sent):
            self._subjects[fact.mail] = fact.subject
        elif isinstance(fact, calls.Began | calls.Placed):
            self._people[fact.call] = fact.person
        elif isinstance(fact, incidents.Began):
            self._incidents[fact.incident] = fact.text
        elif isinstance(fact, notices.Posted):
            self._notices[fact.notice] = fact.title

    def sentence(self, fact: Fact) -> str:
        """Return a fact in prose."""
        if isinstance(fact, session.Ended):
            why = f" : {fact.reason}" if fact.reason else ""
            return typeset(f"Fin de l’épreuve ({ENDS[fact.by]}){why}")
        if isinstance(fact, mail.Delivered):
            sender = self._name(fact.message.sender)
            return typeset(
                f"Mél reçu de {sender} : {quoted(fact.message.subject, mail.NO_SUBJECT)}"
            )
        labels = self._labels(fact)
        fields = {name: self._shown(labels, name, value) for name, value in fact if name != "kind"}
        named = type(fact).model_construct(None, **fields)
        return typeset(named.sentence("fr").replace(" —", "").strip())

    def _shown(self, labels: dict[tuple[str, str], str], name: str, value: object) -> object:
        """Return a field as a reader knows it; fields of another type stay as they are."""
        if isinstance(value, tuple) and name in ("to", "cc"):
            return tuple(self._name(str(address)) for address in value)
        if not isinstance(value, str):
            return value
        return labels.get((name, value), value)

    def _labels(self, fact: Fact) -> dict[tuple[str, str], str]:
        """Return what the codes of a fact stand for, by field and code."""
        code = {name: value for name, value in fact if isinstance(value, str)}
        doctype = code.get("doctype", "")
        person = code.get("person", "")
        caller = self._people.get(code.get("call", ""), "")
        labels = {
            ("person", person): self._name(person),
            ("incident", code.get("incident", "")): self._incident(code.get("incident", "")),
            ("call", code.get("call", "")): _with(fact, self._name(caller)) if caller else "",
            ("doctype", doctype): DOCTYPES[doctype].title_fr if doctype in DOCTYPES else doctype,
            ("action", code.get("action", "")): ACTIONS.get((doctype, code.get("action", "")), ""),
            ("form", code.get("form", "")): FORMS.get((doctype, code.get("form", "")), ""),
            ("folder", code.get("folder", "")): FOLDERS.get(code.get("folder", ""), ""),
            ("status", code.get("status", "")): STATUSES.get(code.get("status", ""), ""),
            ("report", code.get("report", "")): (
                f"« {REPORTS[code['report']].title_fr} »" if code.get("report") in REPORTS else ""
            ),
            ("control", code.get("control", "")): CONTROLS.get(code.get("control", ""), ""),
            ("outcome", code.get("outcome", "")): OUTCOMES.get(code.get("outcome", ""), ""),
            ("category", code.get("category", "")): INCIDENT_CATEGORIES.get(
                code.get("category", ""), ""
            ),
        }
        if isinstance(fact, session.TaskNeutralised | session.TaskRestored) and self._tasks.get(
            fact.task
        ):
            labels["task", fact.task] = f"{fact.task} « {self._tasks[fact.task]} »"
        subject = self._subjects.get(code.get("mail", ""))
        title = self._notices.get(code.get("notice", ""))
        labels["notice", code.get("notice", "")] = f"« {title} »" if title else ""
        labels["mail", code.get("mail", "")] = f"« {subject} »" if subject else ""
        return {key: label for key, label in labels.items() if label}

    def _incident(self, name: str) -> str:
        return f"« {self._incidents[name].rstrip('.')} »" if name in self._incidents else ""

    def _name(self, key: str) -> str:
        person = self._scenario.directory.get(key.casefold())
        return person.name if person else key


def _with(fact: Fact, name: str) -> str:
    """Return whom a conversation is with, in brackets where the sentence does without a name."""
    named = isinstance(fact, calls.Missed | calls.NoteSaved)
    return name if named else f"({name})"


def describe(world: World) -> str:
    """Return the world as text, for the command line."""
    return "\n".join(_lines(world))


def _lines(world: World) -> Iterator[str]:
    state = "terminée" if world.clock.ended else "en cours" if world.clock.running else "suspendue"
    state = state if world.clock.started else "pas commencée"
    yield f"Entrée {world.seq} – {clock_time(world.moment(world.at))} – épreuve {state}"
    yield from _mail_lines(world)
    yield from _plan_lines(world)
    yield from _talk_lines(world)
    yield from _erp_lines(world)
    yield from _drive_lines(world)


def _mail_lines(world: World) -> Iterator[str]:
    box = world.mail
    unread = sum(1 for item in box.received.values() if not item.read)
    received = plural(len(box.received), "mél reçu", "méls reçus")
    sent_count = plural(len(box.sent), "envoyé", "envoyés")
    yield f"\nMessagerie : {received}, dont {plural(unread, 'non lu', 'non lus')} ; {sent_count}"
    for item in box.received.values():
        mark = " " if item.read else "*"
        yield f"  {mark} {item.message.id:<12} {FOLDERS[item.folder]:<22} {item.message.subject}"
    for sent in box.sent.values():
        yield f"  > {sent.fact.mail:<12} à {', '.join(sent.fact.to)} : {sent.fact.subject}"


def _plan_lines(world: World) -> Iterator[str]:
    yield f"\nPlan de travail : {plural(len(world.planner.tasks), 'tâche', 'tâches')}"
    for name in world.planner.order:
        task = world.planner.tasks[name]
        values = task.values
        yield (
            f"  {values.priority or '--'} {values.estimate_min or 0:>3} min {values.due or '  :  '}"
            f"  {STATUSES[task.status]:<10} {values.title}"
        )


def _talk_lines(world: World) -> Iterator[str]:
    yield f"\nConversations : {len(world.calls)}"
    for call in world.calls.values():
        yield f"  {call.id} ({call.state})"
        yield from (f"      {line.speaker} : {line.text}" for line in call.lines)
    for person, lines in world.chat.items():
        for line in lines:
            yield f"  [{person}] {'moi' if line.mine else person} : {line.text}"


def _erp_lines(world: World) -> Iterator[str]:
    yield "\nERP : enregistrements touchés pendant l’épreuve"
    for pool in world.erp.records.values():
        for record in pool.values():
            if record.history:
                yield f"  {record.doctype} {record.number or record.id} : {record.state}"


def _drive_lines(world: World) -> Iterator[str]:
    mine = [
        item
        for item in world.drive.files.values()
        if item.origin in ("upload", "erp", "attachment")
    ]
    files = plural(len(world.drive.files), "fichier", "fichiers")
    yield f"\nDocuments : {files}, dont {len(mine)} du candidat"
    yield from (f"  {item.path} (v{len(item.versions)})" for item in mine)


def facts_shown_as_text(entry: Entry) -> str:
    """Return what was said or written in an entry, whole, for evidence shown in place."""
    fact = entry.fact
    if isinstance(fact, mail.Sent):
        return f"À : {', '.join((*fact.to, *fact.cc))}\nObjet : {fact.subject}\n\n{fact.body}"
    if isinstance(
        fact,
        chat.Sent
        | chat.Received
        | calls.Said
        | calls.PersonSaid
        | calls.ImpatienceShown
        | incidents.Reported
        | session.FaultReported
        | session.FaultAnswered,
    ):
        return fact.text
    if isinstance(fact, notices.Posted):
        return f"{fact.title}\n\n{fact.text}"
    return ""
