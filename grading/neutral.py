"""Neutralised tasks: what the room or the review set apart never costs the candidate, and still counts when it helps.

Of the findings on such tasks, the best ones are counted as long as they raise the level of the criterion;
the others are shown and left out. Counting all of them is one of the ways tried, so that no level can be
lower than without the neutralisation.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from grading.combine import COUNTED, Proposal, combine
from grading.profile import ScoringProfile
from grading.rubric import Indicator
from grading.verdict import Evidence, Finding, Verdict
from sim.language.french import typeset
from sim.room import Neutralised

RANK: dict[Verdict, int] = {"met": 3, "partly": 2, "undecided": 1, "not_observed": 1, "not_met": 0}
"""What is better for the candidate: nothing said is better than « non atteint »."""
NOTHING_LEFT = "Les tâches qui montrent ce critère sont neutralisées : rien ne peut être constaté."


def favourable(
    indicators: Sequence[Indicator],
    findings: Mapping[str, Finding],
    neutralised: Mapping[str, Neutralised],
    profile: ScoringProfile,
) -> tuple[Proposal, dict[str, Finding]]:
    """Return the best proposal for a criterion, and its findings, those left out marked as such."""
    own = [findings[one.id] for one in indicators]
    tasks = {one.id: neutralised[one.task] for one in indicators if one.task in neutralised}
    if not tasks:
        return combine(own, profile), dict(findings)
    apart = sorted((one for one in own if one.check in tasks), key=_merit, reverse=True)
    ways = []
    for count in range(len(apart) + 1):
        left = {one.check for one in apart[count:]}
        ways.append((_proposal([one for one in own if one.check not in left], profile), left))
    best, left = max(ways, key=lambda way: (RANK[way[0].level], way[0].score))
    marked = {
        name: (_left_out if name in left else _counted)(findings[name], why)
        for name, why in tasks.items()
    }
    return best, {**findings, **marked}


def _proposal(findings: Sequence[Finding], profile: ScoringProfile) -> Proposal:
    if findings:
        return combine(findings, profile)
    return Proposal(level="not_observed", score=0.0, coverage=0.0, reason=typeset(NOTHING_LEFT))


def _merit(finding: Finding) -> float:
    """Return how much a finding speaks for the candidate: a failure less than what says nothing."""
    if finding.verdict not in COUNTED:
        return 0.0
    return finding.score or -1.0


def _left_out(finding: Finding, why: Neutralised) -> Finding:
    """Return a finding that is shown and counts for nothing."""
    said = f"{_said(why)}, sans effet sur le niveau. Constat mis de côté : {finding.reason}"
    return _changed(finding, why, reason=typeset(said), verdict="not_observed", score=0.0)


def _counted(finding: Finding, why: Neutralised) -> Finding:
    """Return a finding that counts all the same."""
    said = f"{_said(why)}, compté à l’avantage du candidat. {finding.reason}"
    return _changed(finding, why, reason=typeset(said))


def _said(why: Neutralised) -> str:
    return f"Neutralisé (tâche {why.task} : {why.reason})"


def _changed(finding: Finding, why: Neutralised, **changes: Any) -> Finding:
    entries, by = ((why.seq,), "") if why.seq else ((), f" par l’acte n° {why.act} du registre")
    told = Evidence(entries=entries, note=typeset(f"tâche neutralisée{by}"))
    return finding.model_copy(update={**changes, "evidence": (*finding.evidence, told)})
