"""Checks on confidentiality: what was told or sent to somebody who must not know it (C3.4)."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from grading.checks.base import Check
from grading.documents.model import Unreadable
from grading.record import Record
from grading.verdict import Evidence, Result, result
from sim.facts import calls, chat, mail
from sim.facts.base import FileRef
from sim.journal.entry import Entry
from sim.matching import addressees, says, spoken_text
from sim.pattern import Pattern
from sim.scenario.model import Sensitive

OUTGOING = ("mail.sent", "chat.sent", "call.said", "call.slip_sent")


class NoDisclosure(Check):
    """No item of the list reached anybody who may not know it, by any channel."""

    meaning_fr: ClassVar[str] = (
        "Aucune information protégée n’est parvenue à une personne non autorisée : texte, fil cité, pièce jointe,"
        " téléphone, messagerie. L’information est reconnue par ses éléments réunis, jamais par un nombre seul."
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
        closed = [] if leaks else [one for item in wanted for one in _closed(record, item)]
        if closed:
            entry, name = closed[0]
            reason = f"« {name} », envoyé hors des personnes autorisées, n’a pas pu être lu : à examiner ({self.label})."
            return result("undecided", reason, Evidence(entries=(entry.seq,), file=name))
        if not leaks:
            return result("met", f"Aucune divulgation : {self.label}.", record.nowhere())
        _, item, how = leaks[0]
        evidence = Evidence(
            entries=tuple(dict.fromkeys(leak[0].seq for leak in leaks))[:5], note=how
        )
        return result(
            "not_met", f"Divulgation à confirmer ({item.label}, {how}) : {self.label}.", evidence
        )


def _leaks(record: Record, item: Sensitive) -> Iterator[tuple[Entry, Sensitive, str]]:
    for kind in OUTGOING:
        for entry in record.by_kind.get(kind, ()):
            if not _strangers(record, entry, item):
                continue
            if discloses(spoken_text(entry.fact), item):
                yield entry, item, _channel(entry)
            elif isinstance(entry.fact, mail.Sent):
                for ref in entry.fact.attachments:
                    if _holds(record, ref, item):
                        yield entry, item, f"pièce jointe {ref.name}"


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


def discloses(text: str, item: Sensitive) -> bool:
    """Say whether a text holds the item: all of `mentions`, and one of `mentions_any` when given."""
    if not item.mentions and not item.mentions_any:
        return False
    return all(says(text, value) for value in item.mentions) and (
        not item.mentions_any or any(says(text, value) for value in item.mentions_any)
    )


def _holds(record: Record, ref: FileRef, item: Sensitive) -> bool:
    if item.file is not None and _same_file(record, ref, item.file):
        return True
    document = record.document(ref)
    return not isinstance(document, Unreadable) and discloses(document.all_text(), item)


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
