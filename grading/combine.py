"""Findings of one criterion to one proposed level: an explicit table, no hidden arithmetic.

Only certain findings (A) can lower a level; an indicative one (B) that disagrees becomes a point for
the examiner (R-HUM). What only a person can tell (H) never counts here.
"""

from collections.abc import Sequence

from grading.profile import ScoringProfile
from grading.verdict import Finding, Verdict
from sim.facts.base import Value
from sim.language.french import percent

COUNTED: tuple[Verdict, ...] = ("met", "partly", "not_met")


class Proposal(Value):
    """A proposed level; nothing is decided."""

    level: Verdict
    score: float
    """Weighted share of what was observed, indicative findings included."""
    coverage: float
    critical: tuple[str, ...] = ()
    """Critical findings that failed: a person confirms each."""
    reason: str
    """In French: which rule gave the level."""


def score_of(findings: Sequence[Finding]) -> float:
    """Return the weighted score of the findings observed; 0 when there are none."""
    counted = [finding for finding in findings if finding.verdict in COUNTED]
    weight = sum(finding.weight for finding in counted)
    return sum(finding.score * finding.weight for finding in counted) / weight if weight else 0.0


def coverage_of(findings: Sequence[Finding]) -> float:
    """Return the share of the weight that was observed."""
    whole = sum(finding.weight for finding in findings)
    seen = sum(finding.weight for finding in findings if finding.verdict in COUNTED)
    return seen / whole if whole else 0.0


def combine(findings: Sequence[Finding], profile: ScoringProfile) -> Proposal:
    """Propose a level for a criterion."""
    machine = [finding for finding in findings if finding.grade != "H"]
    certain = [finding for finding in machine if finding.grade == "A"]
    score, coverage = round(score_of(machine), 4), round(coverage_of(machine), 4)
    critical = tuple(
        finding.check for finding in certain if finding.critical and finding.verdict == "not_met"
    )
    level, reason = _level(findings, machine, certain, critical, profile)
    return Proposal(level=level, score=score, coverage=coverage, critical=critical, reason=reason)


def _level(
    findings: Sequence[Finding],
    machine: Sequence[Finding],
    certain: Sequence[Finding],
    critical: tuple[str, ...],
    profile: ScoringProfile,
) -> tuple[Verdict, str]:
    unsure = [finding for finding in certain if finding.verdict == "undecided"]
    if not certain:
        return "undecided", "Rien de certain ne peut être constaté automatiquement : à apprécier."
    if critical:
        return "not_met", "Un constat critique, à confirmer par l’examinateur."
    if _share(machine, findings) < profile.machine_share_from:
        return "undecided", "Ce critère s’apprécie surtout par une personne."
    if _occasions(machine) < profile.coverage_from:
        return "not_observed", "Trop peu d’occasions observées pour se prononcer."
    if not unsure and not coverage_of(certain):
        return "not_observed", "Aucun constat certain n’a pu être observé."
    if any(finding.critical for finding in unsure):
        return "undecided", "Un contrôle critique n’a pas pu conclure : à apprécier."
    worst, best = _bounds(certain)
    if _threshold(worst, profile) != _threshold(best, profile):
        return "undecided", "Un contrôle n’a pas pu conclure et change le résultat : à apprécier."
    level = _threshold(worst, profile)
    return level, f"Score {percent(round(100 * worst))} des constats certains."


def _share(machine: Sequence[Finding], findings: Sequence[Finding]) -> float:
    whole = sum(finding.weight for finding in findings)
    return round(sum(finding.weight for finding in machine) / whole, 9) if whole else 0.0


def _occasions(findings: Sequence[Finding]) -> float:
    """Return the share of the weight that had its occasion, whether or not it could be judged."""
    whole = sum(finding.weight for finding in findings)
    seen = sum(finding.weight for finding in findings if finding.verdict != "not_observed")
    return round(seen / whole, 9) if whole else 0.0


def _bounds(certain: Sequence[Finding]) -> tuple[float, float]:
    """Return the score if every check that could not conclude had failed, or had passed."""

    def with_unsure(score: float) -> list[Finding]:
        return [
            finding.model_copy(update={"verdict": "met", "score": score})
            if finding.verdict == "undecided"
            else finding
            for finding in certain
        ]

    # Weights are decimal fractions: three quarters must not become 0.7499….
    return round(score_of(with_unsure(0.0)), 9), round(score_of(with_unsure(1.0)), 9)


def _threshold(score: float, profile: ScoringProfile) -> Verdict:
    if score >= profile.met_from:
        return "met"
    return "partly" if score >= profile.partly_from else "not_met"
