"""Checks on what was passed on: to whom, with what, and to nobody else."""

from typing import ClassVar, Literal

from pydantic import Field

from grading.checks.base import Check
from grading.checks.message import USUAL, MailPart, Message, faults
from grading.checks.select import Which, pick
from grading.documents.model import Unreadable
from grading.record import Made, Record
from grading.verdict import Evidence, Result, result
from sim.facts import mail
from sim.journal.entry import Entry
from sim.language.french import plural
from sim.language.mentions import says
from sim.matching import is_output, spoken_text
from sim.pattern import Pattern, RecordPattern


class Transmitted(Check):
    """A message of this kind went to everybody it must reach and to nobody it must not."""

    meaning_fr: ClassVar[str] = (
        "L’information a été transmise à tous ceux qui devaient l’avoir (« À » ou « Cc », en une ou plusieurs"
        " fois) et à personne d’interdit."
    )
    type: Literal["transmitted"]
    what: tuple[Pattern, ...] = Field(min_length=1)
    """How such a message is recognised, whoever it goes to."""
    required: tuple[tuple[str, ...] | str, ...] = ()
    """People, each a name or a list of equally right ones."""
    forbidden: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    """When given, nobody outside this list and the required ones."""
    by: str | None = None
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        limit = record.world.office_second(self.by) + 59 if self.by else None
        sent = sorted({entry.seq: entry for one in self.what for entry in record.find(one)}.items())
        entries = [entry for _, entry in sent if limit is None or entry.at <= limit]
        if not entries:
            reason = f"Trop tard : {self.label}." if sent else f"Non transmis : {self.label}."
            return result(
                "not_met", reason, *([_seqs([e for _, e in sent])] if sent else [record.nowhere()])
            )
        return self._judge(record, entries, [entry for _, entry in sent])

    def _judge(self, record: Record, entries: list[Entry], sent: list[Entry]) -> Result:
        reached = {person for entry in entries for person in _reached(record, entry)}
        everybody = {person for entry in sent for person in _reached(record, entry)}
        options = [(one,) if isinstance(one, str) else one for one in self.required]
        missing = [
            group
            for group in options
            if not reached & {record.world.person_id(one) for one in group}
        ]
        right = {record.world.person_id(one) for group in options for one in group}
        allowed = right | {record.world.person_id(one) for one in self.only}
        wrong = everybody & {record.world.person_id(one) for one in self.forbidden}
        if self.only:
            wrong |= everybody - allowed
        if wrong:
            names = ", ".join(sorted(wrong))
            told = [entry for entry in sent if _reached(record, entry) & wrong]
            return result("not_met", f"Transmis aussi à {names} : {self.label}.", _seqs(told))
        if missing:
            names = ", ".join(group[0] for group in missing)
            part: Literal["partly", "not_met"] = (
                "partly" if len(missing) < len(options) else "not_met"
            )
            return result(part, f"Destinataire manquant ({names}) : {self.label}.", _seqs(entries))
        return result("met", f"Transmis aux bonnes personnes : {self.label}.", _seqs(entries))


def _reached(record: Record, entry: Entry) -> set[str]:
    fact = entry.fact
    if isinstance(fact, mail.Sent):
        return {record.world.person_id(address) for address in fact.to + fact.cc}
    return {record.world.person_id(str(getattr(fact, "person", "")))}


def _seqs(entries: list[Entry]) -> Evidence:
    return Evidence(entries=tuple(entry.seq for entry in entries[:6]))


class NoCrossSending(Check):
    """No printed form of a customer went to somebody else."""

    meaning_fr: ClassVar[str] = (
        "Aucun document d’un client n’a été envoyé à un autre interlocuteur que ceux prévus."
    )
    type: Literal["no_cross_sending"]
    outputs: tuple[RecordPattern, ...] = ()
    """Only these outputs; all when empty."""
    field: str = "customer"
    """Field of the record that names whose it is."""
    contacts: dict[str, tuple[str, ...]]
    """Whose document (code) to the people who may have it."""
    anyone: tuple[str, ...] = ()
    """People who may have any: colleagues."""
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        checked: list[Entry] = []
        for entry in record.by_kind.get("mail.sent", ()):
            owners = self._owners(record, entry)
            if not owners:
                continue
            checked.append(entry)
            strangers = self._strangers(record, entry, owners)
            if strangers:
                names = ", ".join(sorted(strangers))
                return result(
                    "not_met", f"Document envoyé à tort à {names} : {self.label}.", _seqs([entry])
                )
        if not checked:
            return result("not_observed", f"Aucun envoi : {self.label}.", record.nowhere())
        return result(
            "met", f"Chaque document est parti à son destinataire : {self.label}.", _seqs(checked)
        )

    def _owners(self, record: Record, entry: Entry) -> set[str]:
        """Return the customers whose documents are attached; no one for a journal of all."""
        assert isinstance(entry.fact, mail.Sent)
        erp = record.world.erp
        owners = set()
        for ref in entry.fact.attachments:
            if self.outputs and not any(is_output(one, ref, record.world) for one in self.outputs):
                continue
            for output in erp.outputs.get(ref.sha256, ()):
                found = erp.records.get(output.doctype, {}).get(output.record)
                if found and found.values.get(self.field):
                    owners.add(found.values[self.field])
        return owners

    def _strangers(self, record: Record, entry: Entry, owners: set[str]) -> set[str]:
        person_id = record.world.person_id
        free = {person_id(one) for one in self.anyone}
        outside = _reached(record, entry) - free
        allowed = [{person_id(one) for one in self.contacts.get(owner, ())} for owner in owners]
        return {person for person in outside if any(person not in group for group in allowed)}


class WellFormed(Check):
    """Written messages have a subject, a salutation and a closing, and what else is asked (indicative)."""

    meaning_fr: ClassVar[str] = (
        "Les méls ont un objet, une salutation et une formule de fin, une signature si des noms sont donnés, jugés comme un mél"
        " écrit en document (règle `mail_form`) ; indicatif seulement."
    )
    type: Literal["well_formed"]
    share: float = 0.8
    parts: tuple[MailPart, ...] = USUAL
    signature: tuple[str, ...] = ()
    """Names, one of which must sign."""
    label: str = "présentation des méls"

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        sent = [
            (entry, self._faults(entry.fact))
            for entry in record.by_kind.get("mail.sent", ())
            if isinstance(entry.fact, mail.Sent)
        ]
        if not sent:
            return result("not_observed", "Aucun mél envoyé.", record.nowhere())
        poor = [(entry, found) for entry, found in sent if found]
        good = 1 - len(poor) / len(sent)
        if good >= self.share:
            return result(
                "met",
                f"{plural(len(sent) - len(poor), 'mél bien présenté', 'méls bien présentés')} sur {len(sent)}.",
                _seqs([entry for entry, _ in sent]),
            )
        told = dict.fromkeys(fault for _, found in poor for fault in found)
        reason = f"{plural(len(poor), 'mél mal présenté', 'méls mal présentés')} sur {len(sent)} : {', '.join(told)}."
        evidence = (
            Evidence(entries=(entry.seq,), note=", ".join(found)) for entry, found in poor[:6]
        )
        return result("not_met", reason, *evidence)

    def _faults(self, sent: mail.Sent) -> list[str]:
        return faults(Message(sent.subject, sent.body), self.parts, self.signature)


class Covers(Check):
    """What was written, messages and documents together, deals with enough of the points due."""

    meaning_fr: ClassVar[str] = (
        "Les messages et documents décrits traitent ensemble un nombre suffisant de points ; chaque point peut être dit"
        " de plusieurs façons."
    )
    type: Literal["covers"]
    what: tuple[Pattern, ...] = ()
    which: Which | None = None
    """A document of the candidate's that counts too."""
    topics: tuple[str, ...] = Field(min_length=1)
    """Each a point; `a | b` accepts either, `a + b` wants both."""
    at_least: int
    partly_at: int | None = None
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        entries = [entry for one in self.what for entry in record.find(one)]
        made = pick(record, self.which)[:1] if self.which else []
        if not entries and not made:
            return result("not_met", f"Non produit : {self.label}.", record.nowhere())
        text = "\n".join(
            [*(spoken_text(entry.fact) for entry in entries), *self._texts(record, made)]
        )
        missing = [topic for topic in self.topics if not _covered(text, topic)]
        done = len(self.topics) - len(missing)
        files = tuple(Evidence(file=one.path) for one in made)
        evidence = (*((_seqs(entries),) if entries else ()), *files)
        reason = f"{plural(done, 'point', 'points')} sur {len(self.topics)}, {self.at_least} au moins à donner : {self.label}."
        if done >= self.at_least:
            return result("met", reason, *evidence)
        unreadable = [one for one in made if isinstance(record.document(one.file), Unreadable)]
        if unreadable:
            name = unreadable[0].file.name
            return result(
                "undecided", f"{reason} {name} n’a pas pu être lu : à examiner.", *evidence
            )
        part = self.partly_at is not None and done >= self.partly_at
        return result("partly" if part else "not_met", reason, *evidence)

    def _texts(self, record: Record, made: list[Made]) -> list[str]:
        documents = [record.document(one.file) for one in made]
        return [one.all_text() for one in documents if not isinstance(one, Unreadable)]


def _covered(text: str, topic: str) -> bool:
    return any(
        all(says(text, part.strip()) for part in option.split(" + "))
        for option in topic.split(" | ")
    )
