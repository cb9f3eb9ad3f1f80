"""Checks on confidentiality: what was told or sent to somebody who must not know it (C3.4)."""

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from grading.checks.base import Check
from grading.documents.model import Unreadable
from grading.record import Record
from grading.verdict import Evidence, Result, result
from sim.facts import calls, chat, mail
from sim.facts.base import FileRef
from sim.journal.entry import Entry
from sim.language.disclosure import disclosed, holds
from sim.matching import addressees, spoken_text
from sim.pattern import Pattern
from sim.scenario.model import Sensitive

OUTGOING = ("mail.sent", "chat.sent", "call.said", "call.slip_sent")
LONGEST_QUOTE = 160


class NoDisclosure(Check):
    """No item of the list reached anybody who may not know it, by any channel."""

    meaning_fr: ClassVar[str] = (
        "Aucune information protégée n’est parvenue à une personne non autorisée : texte, fil cité, pièce jointe,"
        " téléphone, messagerie. L’information est reconnue par ses éléments réunis, jamais par un nombre seul ;"
        " ce qui est nié, demandé ou dit à mots couverts est signalé pour être examiné."
    )
    type: Literal["no_disclosure"]
    items: tuple[str, ...]
    occasion: tuple[Pattern, ...] = ()
    """Without one of these, there was no occasion to disclose anything."""
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        if self.occasion and record.first(self.occasion) is None:
            return result(
                "not_observed",
                f"L’occasion ne s’est pas présentée : {self.label}.",
                record.nowhere(),
            )
        wanted = [item for item in record.scenario.sensitive if item.id in self.items]
        leaks = [leak for item in wanted for leak in _leaks(record, item)]
        sure = [leak for leak in leaks if leak.sure]
        if sure:
            first = sure[0]
            reason = f"Divulgation à confirmer ({first.item.label}, {first.how}) : {self.label}."
            return result("not_met", reason, _places(sure))
        closed = [one for item in wanted for one in _closed(record, item)]
        if closed:
            entry, name = closed[0]
            reason = f"« {name} », envoyé hors des personnes autorisées, n’a pas pu être lu : à examiner ({self.label})."
            return result("undecided", reason, Evidence(entries=(entry.seq,), file=name))
        if leaks:
            first = leaks[0]
            reason = f"Peut-être une divulgation ({first.item.label}, {first.how}) : à examiner ({self.label})."
            return result("undecided", reason, _places(leaks))
        return result("met", f"Aucune divulgation : {self.label}.", record.nowhere())


class Leak(NamedTuple):
    """An item that reached somebody who may not know it: by which entry, by which way, for sure or not."""

    entry: Entry
    item: Sensitive
    how: str
    sure: bool
    said: str = ""


def _places(leaks: list[Leak]) -> Evidence:
    """Return where to look: the entries, and the words of the first."""
    entries = tuple(dict.fromkeys(leak.entry.seq for leak in leaks))[:5]
    said = " ".join(leaks[0].said.split())[:LONGEST_QUOTE]
    return Evidence(entries=entries, note=f"{leaks[0].how} : « {said} »" if said else leaks[0].how)


def _leaks(record: Record, item: Sensitive) -> Iterator[Leak]:
    for kind in OUTGOING:
        for entry in record.by_kind.get(kind, ()):
            if not _strangers(record, entry, item):
                continue
            text, today = spoken_text(entry.fact), record.world.moment(entry.at).date()
            heard = disclosed(text, (item,), today)
            yield from (Leak(entry, item, _channel(entry), one.sure, one.said) for one in heard)
            if isinstance(entry.fact, mail.Sent) and not any(one.sure for one in heard):
                for ref in entry.fact.attachments:
                    if _holds(record, ref, item):
                        yield Leak(entry, item, f"pièce jointe {ref.name}", sure=True)


def _closed(record: Record, item: Sensitive) -> Iterator[tuple[Entry, str]]:
    """Return the candidate's files that left for strangers and that nobody can read."""
    for entry in record.by_kind.get("mail.sent", ()):
        assert isinstance(entry.fact, mail.Sent)
        if _strangers(record, entry, item):
            for ref in entry.fact.attachments:
                own = ref.sha256 not in record.given
                if own and isinstance(record.document(ref), Unreadable):
                    yield entry, ref.name


def _strangers(record: Record, entry: Entry, item: Sensitive) -> set[str]:
    allowed = {record.world.person_id(person) for person in item.allowed}
    reached = {record.world.person_id(person) for person in addressees(entry.fact)}
    if item.allow_internal:
        reached = {one for one in reached if not _is_internal(record, one)}
    return reached - allowed


def _is_internal(record: Record, person: str) -> bool:
    found = record.world.person(person)
    return bool(found and found.internal)


def _holds(record: Record, ref: FileRef, item: Sensitive) -> bool:
    if item.file is not None and _same_file(record, ref, item.file):
        return True
    document = record.document(ref)
    return not isinstance(document, Unreadable) and holds(document.all_text(), item)


def _same_file(record: Record, ref: FileRef, name: str) -> bool:
    given = {
        file.sha256
        for message in record.scenario.messages
        for file in message.attachments
        if file.name == name
    }
    return ref.sha256 in given


def _channel(entry: Entry) -> str:
    names = {
        mail.Sent: "mél",
        chat.Sent: "messagerie instantanée",
        calls.Said: "de vive voix",
        calls.SlipSent: "fiche de message",
    }
    return names.get(type(entry.fact), entry.kind)
