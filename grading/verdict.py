"""What the machine may say, and the evidence it must give for it."""

import re
from typing import Literal

from pydantic import model_validator

from sim.facts.base import Value
from sim.language.french import typeset

Verdict = Literal["met", "partly", "not_met", "not_observed", "undecided"]

VERDICT_FR: dict[Verdict, str] = {
    "met": "Atteint",
    "partly": "Partiellement atteint",
    "not_met": "Non atteint",
    "not_observed": "Non observé",
    "undecided": "À apprécier",
}


def in_french(words: str) -> str:
    """Return what was expected or obtained with its levels in French."""
    for level, french in VERDICT_FR.items():
        words = re.sub(rf"\b{level}\b", french.lower(), words)
    return words


class Evidence(Value):
    """Where to look: entries of the journal, a place in a file, or where nothing happened."""

    entries: tuple[int, ...] = ()
    file: str = ""
    """Path on the drive, or name of the attachment."""
    place: str = ""
    """Place in the file: « paragraphe 4 », « Feuille1!B3 », « diapositive 2 »."""
    absent_from: int | None = None
    """With `absent_to`: the entries among which the thing did not happen."""
    absent_to: int | None = None
    note: str = ""


class Result(Value):
    """What a check found. A verdict without evidence cannot be made."""

    verdict: Verdict
    score: float
    """Between 0 and 1; looked at for `met`, `partly` and `not_met` only."""
    reason: str
    """In French, one sentence, with the figures or words found."""
    evidence: tuple[Evidence, ...]

    @model_validator(mode="after")
    def _evidence_is_there(self) -> "Result":
        if not self.evidence:
            raise ValueError("a verdict needs evidence")
        return self


class Finding(Value):
    """The result of one indicator, as the grade sheet keeps it."""

    check: str
    """Id of the indicator."""
    title: str
    grade: Literal["A", "B", "H"]
    """Certain, indicative, or for a person only."""
    weight: float
    critical: bool
    verdict: Verdict
    score: float
    reason: str
    evidence: tuple[Evidence, ...]
    rule: str
    """Where in the pack the candidate could read the rule."""


def result(
    verdict: Verdict, reason: str, *evidence: Evidence, score: float | None = None
) -> Result:
    """Make a result; the score follows from the verdict unless it is given."""
    plain = {"met": 1.0, "partly": 0.5}.get(verdict, 0.0)
    return Result(
        verdict=verdict,
        score=plain if score is None else score,
        reason=typeset(reason),
        evidence=evidence,
    )
