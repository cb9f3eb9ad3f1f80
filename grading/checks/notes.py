"""Checks on call notes and promises (C3.3, C5.2, C5.3)."""

from typing import ClassVar, Literal

from grading.checks.base import Check
from grading.record import Record
from grading.verdict import Evidence, Result, result
from sim.facts import calls
from sim.facts.calls import NoteValues
from sim.journal.entry import Entry
from sim.language.french import clock_time
from sim.pattern import Pattern

FIELD_NAMES = {
    "moment": "date et heure",
    "caller": "appelant",
    "company": "société",
    "phone": "téléphone",
    "subject": "objet",
    "follow_up": "suite à donner",
    "recipient": "destinataire",
}


class NoteTaken(Check):
    """A message form was filled in for a conversation, whole enough to be used."""

    meaning_fr: ClassVar[str] = (
        "La fiche de message d’un appel est remplie ; les champs peuvent l’être dans n’importe quel style."
    )
    type: Literal["note_taken"]
    call: str
    fields: int = 7
    """Fields that must be filled, out of seven."""
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        notes = [
            entry for entry in record.by_kind.get("call.note_saved", ()) if _of(entry, self.call)
        ]
        if not notes:
            return result("not_met", f"Aucune fiche de message : {self.label}.", record.nowhere())
        assert isinstance(notes[-1].fact, calls.NoteSaved)
        empty = empty_fields(notes[-1].fact.note)
        evidence = Evidence(entries=(notes[-1].seq,))
        if len(FIELD_NAMES) - len(empty) >= self.fields:
            return result("met", f"Fiche de message remplie : {self.label}.", evidence)
        if len(empty) == len(FIELD_NAMES):
            return result("not_met", f"Fiche de message vide : {self.label}.", evidence)
        names = ", ".join(FIELD_NAMES[name] for name in empty)
        return result("partly", f"Fiche incomplète (manque : {names}) : {self.label}.", evidence)


def empty_fields(note: NoteValues) -> list[str]:
    """Return the fields of a form left empty."""
    return [name for name, text in note.model_dump().items() if not str(text).strip()]


def _of(entry: Entry, call: str) -> bool:
    return isinstance(entry.fact, calls.NoteSaved) and entry.fact.call == call


class PromisesKept(Check):
    """What was promised, with a time, was done by that time."""

    meaning_fr: ClassVar[str] = "Un engagement pris avec une heure a été tenu avant cette heure."
    type: Literal["promises_kept"]
    call: str
    kept: tuple[Pattern, ...]
    """What keeps the promise."""
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        promises = [
            entry
            for entry in record.by_kind.get("call.promise_made", ())
            if getattr(entry.fact, "call", "") == self.call
        ]
        if not promises:
            return result(
                "not_observed", f"Aucun engagement pris : {self.label}.", record.nowhere()
            )
        promise = promises[-1]
        assert isinstance(promise.fact, calls.PromiseMade)
        due = record.world.office_second(promise.fact.due)
        limit, hour = due + 59, clock_time(record.world.moment(due))
        done = [
            entry
            for one in self.kept
            for entry in record.find(one)
            if promise.seq < entry.seq and entry.at <= limit
        ]
        if done:
            evidence = Evidence(entries=(promise.seq, min(entry.seq for entry in done)))
            return result("met", f"Engagement tenu avant {hour} : {self.label}.", evidence)
        return result(
            "not_met",
            f"Engagement non tenu à {hour} : {self.label}.",
            Evidence(entries=(promise.seq,)),
        )
