"""The grade sheet: a proposal per criterion, its findings, what a person must look at."""

from typing import Any

from grading.verdict import Finding, Verdict
from sim.facts.base import Value

GRADER = "2"
"""Version of the grader: changes whenever the same journal could be graded otherwise."""


class Point(Value):
    """Something for the examiner: a question to ask, a signal to confirm."""

    check: str
    text: str
    scale: dict[int, str] = {}


class CriterionSheet(Value):
    """A criterion's proposal."""

    level: Verdict
    score: float
    coverage: float
    reason: str
    critical: tuple[str, ...] = ()
    findings: tuple[Finding, ...]
    examiner_points: tuple[Point, ...] = ()


class CompetencySheet(Value):
    """A competency at a glance: never a decision."""

    proposal: str
    """`acquired`, `to_discuss`, `not_acquired`."""
    levels: dict[str, int]


class GradeSheet(Value):
    """What the machine says of a sitting."""

    pack: str
    version: str
    seed: int
    framework: str
    grader: str
    profile: str
    journal_head: str
    entries: int
    faults: tuple[str, ...] = ()
    """Checks that broke down: ours to mend, never the candidate's loss."""
    criteria: dict[str, CriterionSheet]
    competencies: dict[str, CompetencySheet]

    def as_data(self) -> dict[str, Any]:
        """Return the sheet as JSON data."""
        return self.model_dump(mode="json")
