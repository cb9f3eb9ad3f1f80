"""Checks on the notice board: what everybody could read there."""

from typing import ClassVar, Literal

from pydantic import Field

from grading.checks.base import Check
from grading.record import Record
from grading.verdict import Evidence, Result, result
from sim.facts.notices import Posted, Removed
from sim.language.mentions import says
from sim.matching import spoken_text


class NoticeUp(Check):
    """A notice that says what it must was put up in time, and is still up at the end."""

    meaning_fr: ClassVar[str] = (
        "Un avis du candidat qui dit tout ce qu’il faut est affiché, et l’est encore à la fin ; un avis retiré avant la"
        " fin sans être remplacé est partiel. Le titre et le texte comptent ensemble."
    )
    type: Literal["notice_up"]
    has: tuple[str, ...] = Field(min_length=1)
    """All of it is said; `a | b` accepts either."""
    by: str | None = None
    """Time of the day, HH:MM, the minute included."""
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        posted = record.by_kind.get("notice.posted", ())
        right = [
            entry
            for entry in posted
            if all(says(spoken_text(entry.fact), value) for value in self.has)
        ]
        if not right:
            where = Evidence(entries=tuple(entry.seq for entry in posted[:6]))
            reason = f"Aucun avis affiché ne le dit : {self.label}."
            return result("not_met", reason, where if posted else record.nowhere())
        limit = record.world.office_second(self.by) + 59 if self.by else None
        in_time = [entry for entry in right if limit is None or entry.at <= limit]
        seqs = tuple(entry.seq for entry in (in_time or right)[:6])
        if not in_time:
            hour = record.hour(right[0].at)
            reason = f"Affiché trop tard ({hour}) : {self.label}."
            return result("not_met", reason, Evidence(entries=seqs))
        names = {entry.fact.notice for entry in right if isinstance(entry.fact, Posted)}
        if any(record.world.notices[name].removed_at is None for name in names):
            return result("met", f"Avis affiché : {self.label}.", Evidence(entries=seqs))
        removed = [
            entry.seq
            for entry in record.by_kind.get("notice.removed", ())
            if isinstance(entry.fact, Removed) and entry.fact.notice in names
        ]
        reason = f"Avis retiré avant la fin : {self.label}."
        return result("partly", reason, Evidence(entries=(*seqs, *removed)))
