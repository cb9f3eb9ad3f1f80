"""Checks made of checks: all, any, a share, alternatives with their own score."""

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from grading.checks.base import Check
from grading.record import Record
from grading.verdict import Evidence, Result, Verdict, result

if TYPE_CHECKING:
    from grading.checks.base import Check as AnyCheck

EVIDENCE_LIMIT = 12
COUNTED = ("met", "partly", "not_met")


class AnyOf(Check):
    """The best of several ways: none is the blessed one."""

    meaning_fr: ClassVar[str] = "Plusieurs façons également justes : la meilleure constatée compte."
    type: Literal["any_of"]
    of: tuple["AnyCheck", ...] = Field(min_length=1)
    label: str = ""

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        found = [check(record) for check in self.of]
        observed = [one for one in found if one.verdict in COUNTED]
        best = max(observed, key=lambda one: one.score, default=found[0])
        unsure = next((one for one in found if one.verdict == "undecided"), None)
        if unsure is not None and best.verdict != "met":
            return unsure
        if best.verdict == "not_met" and self.label:
            return best.model_copy(update={"reason": f"Non constaté : {self.label}."})
        return best


class Share(Check):
    """So many of several things: in full from `full`, in part from `partly`."""

    meaning_fr: ClassVar[str] = (
        "Part de plusieurs éléments : atteint à partir de « full », partiel à partir de « partly » ;"
        " ce qui n’a pas eu lieu d’être observé ne compte pas ; ce qui n’a pas pu être jugé et changerait le résultat est"
        " laissé à l’examinateur."
    )
    type: Literal["share"]
    of: tuple["AnyCheck", ...] = Field(min_length=1)
    full: float = 1.0
    partly: float | None = None
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        found = [check(record) for check in self.of]
        counted = [one for one in found if one.verdict in COUNTED]
        unsure = [one for one in found if one.verdict == "undecided"]
        if unsure and self._verdict(counted, unsure, 0.0) != self._verdict(counted, unsure, 1.0):
            reason = " ".join(one.reason for one in unsure[:4])
            return result("undecided", f"{reason} À apprécier : {self.label}.", *_evidence(unsure))
        if not counted:
            return result("not_observed", f"Rien à observer : {self.label}.", *_evidence(found))
        return self._told(counted, self._verdict(counted, unsure, 0.0))

    def _verdict(self, counted: list[Result], unsure: list[Result], given: float) -> Verdict:
        """Return the verdict if each element that could not be judged had this score."""
        total = sum(one.score for one in counted) + given * len(unsure)
        share = round(total / max(1, len(counted) + len(unsure)), 9)
        if share >= self.full:
            return "met"
        return "partly" if self.partly is not None and share >= self.partly else "not_met"

    def _told(self, counted: list[Result], verdict: Verdict) -> Result:
        done = sum(1 for one in counted if one.verdict == "met")
        failing = [one.reason for one in counted if one.verdict != "met"]
        reason = f"{done} sur {len(counted)} : {self.label}." + (
            f" {' '.join(failing[:4])}" if failing else ""
        )
        shown = [one for one in counted if one.verdict != "met"]
        return result(verdict, reason, *_evidence(counted if verdict == "met" else shown))


class Otherwise(Check):
    """The right thing in full, or a lesser one for a part of the score."""

    meaning_fr: ClassVar[str] = (
        "Ce qui est attendu, sinon une solution moindre pour une part du score."
    )
    type: Literal["otherwise"]
    best: "AnyCheck"
    lesser: "AnyCheck"
    score: float = 0.5

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        best = self.best(record)
        if best.verdict != "not_met":
            return best
        lesser = self.lesser(record)
        if lesser.verdict == "undecided":
            return lesser
        if lesser.verdict != "met":
            return best
        reason = f"{best.reason} {lesser.reason}"
        return result("partly", reason, *best.evidence, *lesser.evidence, score=self.score)


class When(Check):
    """A check that only makes sense when something else is so."""

    meaning_fr: ClassVar[str] = (
        "Un contrôle qui n’a de sens que si une condition est remplie ; sinon, rien n’est observé."
    )
    type: Literal["when"]
    condition: "AnyCheck"
    holds: bool = True
    """Whether the condition must be met, or must not."""
    then: "AnyCheck"

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        condition = self.condition(record)
        if condition.verdict == "undecided":
            return condition
        if (condition.verdict == "met") != self.holds:
            return result("not_observed", f"Sans objet. {condition.reason}", *condition.evidence)
        return self.then(record)


def _evidence(found: list[Result]) -> tuple[Evidence, ...]:
    together = [evidence for one in found for evidence in one.evidence]
    return tuple(dict.fromkeys(together))[:EVIDENCE_LIMIT]
