"""Checks on confidentiality: what was told or sent to somebody who must not know it (C3.4)."""

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from grading.checks.base import Check
from grading.documents.model import Document, Unreadable
from grading.record import Record
from grading.verdict import Evidence, Result, result
from sim.drive import parent, readers
from sim.facts import calls, chat, drive, incidents, letters, mail, notices
from sim.facts.base import FileRef
from sim.journal.entry import Entry
from sim.language.disclosure import disclosed, holds, is_mentioned
from sim.language.normalise import fold
from sim.matching import addressees, attached, spoken_text
from sim.pattern import Pattern
from sim.scenario.model import Sensitive

OUTGOING = (
    "mail.sent", "chat.sent", "call.said", "call.slip_sent", "incident.reported", "letter.posted",
    "notice.posted",
)  # fmt: skip
PUT = ("drive.uploaded", "drive.restored", "drive.added", "drive.copied", "drive.moved")
"""Facts by which a file comes to be where it is."""
LONGEST_QUOTE = 160
REMADE = 0.95
"""Share of a protected file's words in another that make it a copy."""


class NoDisclosure(Check):
    """No item of the list reached anybody who may not know it, by any channel."""

    meaning_fr: ClassVar[str] = (
        "Aucune information protégée n’est parvenue à une personne non autorisée : texte, fil cité, pièce jointe,"
        " téléphone, messagerie, courrier, affichage, ou fichier laissé à la fin dans un dossier que d’autres lisent"
        " (y passer un moment ne compte pas, ni ce que le progiciel y dépose lui-même). L’information est reconnue"
        " par ses éléments réunis, jamais par un nombre seul ; ce qui est nié, demandé ou dit à mots couverts est"
        " signalé pour être examiné."
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
    outgoing = (entry for kind in OUTGOING for entry in record.by_kind.get(kind, ()))
    for entry in outgoing:
        if _strangers(record, entry, item):
            yield from _told(record, entry, item)
    for path, entry in _left(record).items():
        held = _read_by_strangers(record, path, item)
        if held is not None:
            how = f"fichier {path} laissé dans un dossier que d’autres lisent"
            yield Leak(entry, item, how, sure=held)


def _told(record: Record, entry: Entry, item: Sensitive) -> Iterator[Leak]:
    today = record.world.moment(entry.at).date()
    heard = disclosed(spoken_text(entry.fact), (item,), today)
    yield from (Leak(entry, item, _channel(entry), one.sure, one.said) for one in heard)
    if any(one.sure for one in heard):
        return
    for ref in attached(entry.fact):
        held = _held(record, ref, item)
        if held is not None:
            yield Leak(entry, item, f"pièce jointe {ref.name}", sure=held)


def _left(record: Record) -> dict[str, Entry]:
    """Return the files that the candidate's own acts left on the drive, each with the last of them."""
    acts = sorted(
        (entry for kind in (*PUT, "drive.deleted") for entry in record.by_kind.get(kind, ())),
        key=lambda entry: entry.seq,
    )
    left: dict[str, Entry] = {}
    for entry in acts:
        fact = entry.fact
        if isinstance(fact, drive.Moved | drive.Deleted):
            left.pop(fact.path, None)
        by_itself = isinstance(fact, drive.Added) and fact.origin in ("erp", "world")
        if not isinstance(fact, drive.Deleted) and not by_itself and entry.actor == "candidate":
            left[getattr(fact, "to", "") or getattr(fact, "path", "")] = entry
    return {path: entry for path, entry in left.items() if path in record.world.drive.files}


def _read_by_strangers(record: Record, path: str, item: Sensitive) -> bool | None:
    """Return what `_held` says of a file where people who may not know the item read, unless it was so all along."""
    file = record.world.drive.files[path].file
    if not _reading(record, parent(path), item):
        return None
    all_along = any(
        one.file.sha256 == file.sha256 and _reading(record, parent(one.path), item)
        for one in record.scenario.drive.files
    )
    return None if all_along else _held(record, file, item)


def _reading(record: Record, folder: str, item: Sensitive) -> set[str]:
    found = readers(record.world, folder)
    people = _company(record) if found is None else {record.world.person_id(one) for one in found}
    return _unallowed(record, people, item)


def _company(record: Record) -> set[str]:
    return {person.id for person in record.scenario.people if person.internal}


def _closed(record: Record, item: Sensitive) -> Iterator[tuple[Entry, str]]:
    """Return the candidate's files that left for strangers and that nobody can read."""
    for entry in (*record.by_kind.get("mail.sent", ()), *record.by_kind.get("letter.posted", ())):
        if _strangers(record, entry, item):
            for ref in attached(entry.fact):
                own = ref.sha256 not in record.given
                if own and isinstance(record.document(ref), Unreadable):
                    yield entry, ref.name


def _strangers(record: Record, entry: Entry, item: Sensitive) -> set[str]:
    if isinstance(entry.fact, notices.Posted):
        return _unallowed(record, _company(record), item)
    reached = {record.world.person_id(person) for person in addressees(entry.fact)}
    return _unallowed(record, reached, item)


def _unallowed(record: Record, people: set[str], item: Sensitive) -> set[str]:
    allowed = {record.world.person_id(person) for person in item.allowed}
    if item.classification == "internal":
        people = {one for one in people if not _is_internal(record, one)}
    return people - allowed


def _is_internal(record: Record, person: str) -> bool:
    found = record.world.person(person)
    return bool(found and found.internal)


def _held(record: Record, ref: FileRef, item: Sensitive) -> bool | None:
    """Return whether a file holds the item for sure or by a paraphrase only; nothing when it does not."""
    protected = _received(record, item.file) if item.file is not None else {}
    if ref.sha256 in protected:
        return True
    document = record.document(ref)
    if isinstance(document, Unreadable):
        return None
    if any(_is_remade(document, record.document(one)) for one in protected.values()):
        return False
    text = document.all_text()
    return is_mentioned(text, item) if holds(text, item) else None


def _received(record: Record, name: str) -> dict[str, FileRef]:
    """Return the files of this name that the messages brought, by their contents."""
    return {
        file.sha256: file
        for message in record.scenario.messages
        for file in message.attachments
        if file.name == name
    }


def _is_remade(document: Document, protected: Document | Unreadable) -> bool:
    """Say whether a document holds nearly all that a protected file says: opened, and saved anew."""
    if isinstance(protected, Unreadable):
        return False
    wanted, found = _words(protected), _words(document)
    return bool(wanted) and len(wanted & found) >= REMADE * len(wanted)


def _words(document: Document) -> set[str]:
    """Return the words of a document, the names of its sheets left out."""
    texts = (text for place, text in document.places() if place != text)
    return {word for text in texts for word in fold(text).split()}


def _channel(entry: Entry) -> str:
    names = {
        mail.Sent: "mél",
        chat.Sent: "messagerie instantanée",
        calls.Said: "de vive voix",
        calls.SlipSent: "fiche de message",
        incidents.Reported: "signalement d’incident",
        letters.Posted: "courrier",
        notices.Posted: "affichage",
    }
    return names.get(type(entry.fact), entry.kind)
