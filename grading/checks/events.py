"""Checks on what happened, when, and in which order."""

from typing import ClassVar, Literal

from pydantic import Field

from grading.checks.base import Check
from grading.record import Record
from grading.verdict import Evidence, Result, result
from sim.journal.entry import Entry
from sim.pattern import Pattern


class Happened(Check):
    """Something happened: any of the patterns, in time when a limit is given."""

    meaning_fr: ClassVar[str] = (
        "Un fait a eu lieu, à temps si une heure limite est donnée ; n’importe laquelle des façons décrites convient."
    )
    type: Literal["happened"]
    what: tuple[Pattern, ...] = Field(min_length=1)
    by: str | None = None
    """Time of the day, HH:MM, the minute included."""
    after: tuple[Pattern, ...] = ()
    """Only what follows the first of these counts; nothing counts when none happened."""
    within_min: float | None = None
    """With `after`: how long after."""
    before: tuple[Pattern, ...] = ()
    """Only what precedes the first of these counts; when none happened, anything does."""
    at_least: int = 1
    late_score: float = 0.0
    """Score when it happened, but too late."""
    label: str
    """The thing, in French: « le magasin est prévenu »."""

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        found = self._candidates(record)
        if len(found) < self.at_least:
            return result("not_met", f"Non constaté : {self.label}.", record.nowhere())
        limit = time_limit(record, self.by, record.first(self.after), self.within_min)
        in_time = [entry for entry in found if limit is None or entry.at <= limit]
        enough = len(in_time) >= self.at_least
        shown = (in_time if enough else found)[: max(self.at_least, 3)]
        evidence = Evidence(entries=tuple(entry.seq for entry in shown))
        hour = record.hour(shown[self.at_least - 1].at)
        if enough:
            return result("met", f"Constaté à {hour} : {self.label}.", evidence)
        verdict: Literal["partly", "not_met"] = "partly" if self.late_score else "not_met"
        return result(
            verdict, f"Trop tard ({hour}) : {self.label}.", evidence, score=self.late_score
        )

    def _candidates(self, record: Record) -> list[Entry]:
        found = {entry.seq: entry for pattern in self.what for entry in record.find(pattern)}
        start, end = record.first(self.after), record.first(self.before)
        if self.after and start is None:
            return []
        low = start.seq if start else 0
        high = end.seq if end else record.last + 1
        return [found[seq] for seq in sorted(found) if low < seq < high]


def time_limit(
    record: Record, by: str | None, start: Entry | None, within_min: float | None
) -> int | None:
    """Return the last office second that is in time: of an hour, of a delay, or of what comes first."""
    limits = []
    if by:
        limits.append(record.world.office_second(by) + 59)
    if within_min is not None and start is not None:
        limits.append(start.at + round(within_min * 60))
    return min(limits, default=None)


class Never(Check):
    """Something that must not happen did not, though there was occasion."""

    meaning_fr: ClassVar[str] = (
        "Un fait interdit n’a pas eu lieu, alors que l’occasion s’en présentait."
    )
    type: Literal["never"]
    what: tuple[Pattern, ...] = Field(min_length=1)
    before: tuple[Pattern, ...] = ()
    """Only what precedes the first of these is looked at; when none happened, the whole sitting is."""
    since: str | None = None
    """Only what happens from this time of the day on, HH:MM."""
    by: str | None = None
    """Only what happens before this time of the day, HH:MM."""
    label: str
    """The thing that must not happen, in French."""

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        end = record.first(self.before)
        low = record.world.office_second(self.since) if self.since else 0
        limit = record.world.office_second(self.by) if self.by else record.world.clock.end_at + 1
        found = [
            entry
            for pattern in self.what
            for entry in record.find(pattern)
            if (end is None or entry.seq < end.seq) and low <= entry.at < limit
        ]
        if not found:
            return result("met", f"Jamais constaté : {self.label}.", record.nowhere())
        first = min(found, key=lambda entry: entry.seq)
        evidence = Evidence(entries=tuple(sorted({entry.seq for entry in found}))[:5])
        return result("not_met", f"Constaté à {record.hour(first.at)} : {self.label}.", evidence)


class InOrder(Check):
    """One thing was done before another."""

    meaning_fr: ClassVar[str] = (
        "Une chose a été faite avant une autre ; si la seconde n’a pas eu lieu, rien n’est observé."
    )
    type: Literal["in_order"]
    first: tuple[Pattern, ...] = Field(min_length=1)
    then: tuple[Pattern, ...] = Field(min_length=1)
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        before, after = record.first(self.first), record.first(self.then)
        if after is None:
            return result("not_observed", f"Sans objet : {self.label}.", record.nowhere())
        if before is not None and before.seq < after.seq:
            evidence = Evidence(entries=(before.seq, after.seq))
            return result("met", f"Dans l’ordre : {self.label}.", evidence)
        seqs = (after.seq,) if before is None else (after.seq, before.seq)
        return result("not_met", f"Ordre non respecté : {self.label}.", Evidence(entries=seqs))


class Sparing(Check):
    """Something was done no more often than needed."""

    meaning_fr: ClassVar[str] = "Un fait n’a pas eu lieu plus souvent que nécessaire."
    type: Literal["sparing"]
    what: tuple[Pattern, ...] = Field(min_length=1)
    at_most: int
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        found = {entry.seq: entry for pattern in self.what for entry in record.find(pattern)}
        reason = f"{len(found)} fois, {self.at_most} au plus : {self.label}."
        if len(found) <= self.at_most:
            return result("met", reason, record.nowhere())
        return result("not_met", reason, Evidence(entries=tuple(sorted(found))[:8]))
