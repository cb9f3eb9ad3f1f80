"""Checks made of checks: all, any, a share, alternatives with their own score."""

from typing import TYPE_CHECKING, ClassVar, Literal

from pydantic import Field

from grading.checks.base import Check
from grading.record import Record
from grading.verdict import Evidence, Result, result

if TYPE_CHECKING:
    from grading.checks.base import Check as AnyCheck

EVIDENCE_LIMIT = 12


class AnyOf(Check):
    """The best of several ways: none is the blessed one."""

    meaning_fr: ClassVar[str] = "Plusieurs façons également justes : la meilleure constatée compte."
    type: Literal["any_of"]
    of: tuple["AnyCheck", ...] = Field(min_length=1)
    label: str = ""

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        found = [check(record) for check in self.of]
        observed = [one for one in found if one.verdict in ("met", "partly", "not_met")]
        if not observed:
            return next((one for one in found if one.verdict == "undecided"), found[0])
        best = max(observed, key=lambda one: one.score)
        if best.verdict == "not_met" and any(one.verdict == "undecided" for one in found):
            return next(one for one in found if one.verdict == "undecided")
        if best.verdict == "not_met" and self.label:
            return best.model_copy(update={"reason": f"Non constaté : {self.label}."})
        return best


class Share(Check):
    """So many of several things: in full from `full`, in part from `partly`."""

    meaning_fr: ClassVar[str] = (
        "Part de plusieurs éléments : atteint à partir de « full », partiel à partir de « partly » ;"
        " ce qui n’a pas pu être observé ne compte pas."
    )
    type: Literal["share"]
    of: tuple["AnyCheck", ...] = Field(min_length=1)
    full: float = 1.0
    partly: float | None = None
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        found = [check(record) for check in self.of]
        counted = [one for one in found if one.verdict in ("met", "partly", "not_met")]
        if not counted:
            unsure = any(one.verdict == "undecided" for one in found)
            verdict: Literal["undecided", "not_observed"] = (
                "undecided" if unsure else "not_observed"
            )
            return result(verdict, f"Rien à observer : {self.label}.", *_evidence(found))
        share = sum(one.score for one in counted) / len(counted)
        done = sum(1 for one in counted if one.verdict == "met")
        failing = [one.reason for one in counted if one.verdict != "met"]
        reason = f"{done} sur {len(counted)} : {self.label}." + (
            f" {' '.join(failing[:4])}" if failing else ""
        )
        if share >= self.full:
            return result("met", reason, *_evidence(counted))
        evidence = _evidence([one for one in counted if one.verdict != "met"])
        if self.partly is not None and share >= self.partly:
            return result("partly", reason, *evidence)
        return result("not_met", reason, *evidence)


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
