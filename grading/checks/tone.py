"""How the candidate writes to people (C5.2): marks of register, indications that a person confirms (grade B)."""

from collections.abc import Iterator
from typing import ClassVar, Literal, NamedTuple

from pydantic import model_validator

from grading.checks.base import Check
from grading.checks.compose import EVIDENCE_LIMIT
from grading.record import Record
from grading.verdict import Evidence, Result, result
from sim.facts import mail
from sim.journal.entry import Entry
from sim.language.french import plural
from sim.language.understanding import Understanding
from sim.matching import understood
from sim.pattern import Pattern

Jarring = Literal["blame", "curt", "familiar", "capitals", "tu"]
Expected = Literal["vous", "salutation", "closing"]
MARKS_FR = {
    "blame": "met quelqu’un en cause",
    "curt": "exige sans formule de politesse",
    "familiar": "est familier",
    "capitals": "crie en capitales",
    "tu": "tutoie",
    "vous": "ne vouvoie pas",
    "salutation": "ne salue pas",
    "closing": "n’a pas de formule de fin",
}
EVERYTHING_TOLD = (Pattern(fact=("told",)),)
WRITTEN_ONLY = frozenset(["salutation", "closing"])
"""Asked of letters and mails: a conversation opens and closes once, not with each word."""


class Fault(NamedTuple):
    """A mark that jars in an entry, or one that is missing; `said` shows it."""

    entry: Entry
    mark: str
    said: str
    sure: bool


class Tone(Check):
    """What was told to somebody carries no jarring mark, and those that are due."""

    meaning_fr: ClassVar[str] = (
        "Ton des messages (indicatif) : aucun ne porte une marque de « forbids », tous portent celles de « requires »."
        " Salutation et formule de fin ne sont demandées qu’aux méls ; « vous » ne manque qu’à qui tutoie ; le fil cité et"
        " les mots entre guillemets ne comptent pas. Une marque dont la machine n’est pas sûre est signalée pour être examinée."
    )
    type: Literal["tone"]
    what: tuple[Pattern, ...] = EVERYTHING_TOLD
    forbids: tuple[Jarring, ...] = ()
    requires: tuple[Expected, ...] = ()
    at_most: int = 0
    """Messages that may fail without the whole failing."""
    label: str

    @model_validator(mode="after")
    def _looks_at_something(self) -> "Tone":
        if not (self.forbids or self.requires):
            raise ValueError("donnez au moins une marque dans « forbids » ou « requires »")
        return self

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        entries = {entry.seq: entry for one in self.what for entry in record.find(one)}
        if not entries:
            return result("not_observed", f"Aucun message : {self.label}.", record.nowhere())
        faults = [fault for seq in sorted(entries) for fault in self._faults(record, entries[seq])]
        sure = [one for one in faults if one.sure]
        if len({one.entry.seq for one in sure}) > self.at_most:
            return result("not_met", self._reason(sure), *_evidence(sure))
        if len({one.entry.seq for one in faults}) > self.at_most:
            return result("undecided", f"À examiner. {self._reason(faults)}", *_evidence(faults))
        seen = Evidence(entries=tuple(sorted(entries))[:EVIDENCE_LIMIT])
        return result(
            "met",
            f"{plural(len(entries), 'message', 'messages')} d’un ton qui convient : {self.label}.",
            seen,
        )

    def _reason(self, faults: list[Fault]) -> str:
        first = faults[0]
        shown = f" (« {first.said} »)" if first.said else ""
        count = len({one.entry.seq for one in faults})
        return f"{plural(count, 'message', 'messages')} à revoir ; le premier {MARKS_FR[first.mark]}{shown} : {self.label}."

    def _faults(self, record: Record, entry: Entry) -> Iterator[Fault]:
        heard = understood(entry, record.world)
        for mark in self.forbids:
            for one in heard.register:
                if one.value == mark:
                    yield Fault(entry, mark, " ".join(one.said.split()), one.sure)
        for due in self.requires:
            missing = _missing(entry, heard, due)
            if missing is not None:
                yield Fault(entry, due, "", missing)


def _missing(entry: Entry, heard: Understanding, mark: str) -> bool | None:
    """Say whether a mark is missing, for sure or not; None when it is there, or not asked here."""
    if mark == "vous":
        return True if heard.says("tu") and not heard.says("vous") else None
    is_asked = mark not in WRITTEN_ONLY or isinstance(entry.fact, mail.Sent)
    if not is_asked or heard.says(mark):
        return None
    return not any(one.value == mark for one in heard.register)


def _evidence(faults: list[Fault]) -> list[Evidence]:
    """Return the entry of each fault with the words that show it."""
    return [
        Evidence(entries=(one.entry.seq,), note=f"{MARKS_FR[one.mark]} : « {one.said} »" if one.said else MARKS_FR[one.mark])
        for one in faults[:EVIDENCE_LIMIT]
    ]  # fmt: skip
