"""Checks on the outgoing post (C5.2): what left in an envelope, for whom, posted how."""

from typing import ClassVar, Literal

from pydantic import Field

from grading.checks.base import Check
from grading.documents.model import Unreadable
from grading.record import Record
from grading.verdict import Evidence, Result, result
from sim.facts.letters import POSTINGS_FR, Posted, Posting
from sim.journal.entry import Entry
from sim.language.mentions import says


class LetterPosted(Check):
    """A letter that says what it must was posted to the right person, the right way, in time."""

    meaning_fr: ClassVar[str] = (
        "Une lettre est au courrier départ pour la bonne personne, choisie dans l’annuaire ou nommée sur l’enveloppe,"
        " avec dans l’enveloppe un document qui dit ce qu’il faut ; un autre type d’envoi que ceux attendus est partiel."
    )
    type: Literal["letter_posted"]
    to: tuple[str, ...] = Field(min_length=1)
    """People, any of them; or words of the address (`TRANSMÉCARO`) for who is not in the directory."""
    has: tuple[str, ...] = ()
    """What the documents of the envelope say, all of it together; `a | b` accepts either."""
    postings: tuple[Posting, ...] = ()
    """Kinds of posting that are right; all of them when empty."""
    by: str | None = None
    """Time of the day, HH:MM, the minute included."""
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        posted = record.by_kind.get("letter.posted", ())
        sent = [entry for entry in posted if self._is_for(record, entry)]
        if not sent:
            return result("not_met", f"Aucune lettre postée : {self.label}.", record.nowhere())
        right = [entry for entry in sent if not self._missing(record, entry)]
        if not right:
            return self._wrong_content(record, sent)
        limit = record.world.office_second(self.by) + 59 if self.by else None
        in_time = [entry for entry in right if limit is None or entry.at <= limit]
        if not in_time:
            hour = record.hour(right[0].at)
            return result("not_met", f"Postée trop tard ({hour}) : {self.label}.", _seqs(right))
        well = [entry for entry in in_time if _posting(entry) in (self.postings or POSTINGS_FR)]
        if not well:
            how = POSTINGS_FR[_posting(in_time[0])].lower()
            return result("partly", f"Postée en {how} : {self.label}.", _seqs(in_time))
        return result("met", f"Lettre postée : {self.label}.", _seqs(well))

    def _is_for(self, record: Record, entry: Entry) -> bool:
        fact = entry.fact
        assert isinstance(fact, Posted)
        people = {record.world.person_id(one) for one in self.to}
        return fact.person in people or any(says(fact.addressee, one) for one in self.to)

    def _missing(self, record: Record, entry: Entry) -> list[str]:
        text = record.letter_text(entry)
        return [value for value in self.has if not says(text, value)]

    def _wrong_content(self, record: Record, sent: list[Entry]) -> Result:
        closed = [entry for entry in sent if _is_closed(record, entry)]
        if closed:
            reason = f"Le document posté n’a pas pu être lu : à examiner ({self.label})."
            return result("undecided", reason, _seqs(closed))
        lacking = ", ".join(self._missing(record, sent[-1])[:4])
        return result("not_met", f"La lettre ne dit pas {lacking} : {self.label}.", _seqs(sent))


def _posting(entry: Entry) -> Posting:
    assert isinstance(entry.fact, Posted)
    return entry.fact.posting


def _is_closed(record: Record, entry: Entry) -> bool:
    assert isinstance(entry.fact, Posted)
    return any(isinstance(record.document(ref), Unreadable) for ref in entry.fact.attachments)


def _seqs(entries: list[Entry]) -> Evidence:
    return Evidence(entries=tuple(entry.seq for entry in entries[:6]))
