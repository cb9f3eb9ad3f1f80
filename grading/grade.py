"""`grade(rubric, record) -> GradeSheet`: values in, a value out."""

from collections import Counter
from collections.abc import Sequence

from grading.checks.base import Check
from grading.neutral import favourable
from grading.profile import DEFAULT, ScoringProfile
from grading.record import Record
from grading.rubric import Indicator, Rubric
from grading.sheet import GRADER, CompetencySheet, CriterionSheet, GradeSheet, Point
from grading.verdict import Evidence, Finding, Result, result
from sim.framework import Framework


def grade(
    rubric: Rubric, record: Record, framework: Framework, profile: ScoringProfile = DEFAULT
) -> GradeSheet:
    """Score a sitting against every criterion of the référentiel."""
    findings = {one.id: _finding(one, record) for one in rubric.indicators}
    criteria = {
        criterion.id: _criterion(rubric.of(criterion.id), findings, record, profile)
        for criterion in framework.criteria
    }
    return GradeSheet(
        pack=record.scenario.pack, version=record.scenario.version, seed=record.scenario.seed,
        framework=framework.id, grader=GRADER, profile=profile.id, journal_head=record.world.head,
        entries=record.last, faults=tuple(name for name, one in findings.items() if one.reason.startswith(FAULT)),
        criteria=criteria,
        competencies={
            competency.id: _competency([criteria[criterion.id] for criterion in competency.criteria])
            for competency in framework.competencies
        },
    )  # fmt: skip


FAULT = "Panne du contrôle"


def _finding(one: Indicator, record: Record) -> Finding:
    found = _result(one, record)
    return Finding(
        check=one.id, title=one.title, grade=one.grade, weight=one.weight, critical=one.critical,
        verdict=found.verdict, score=found.score, reason=found.reason, evidence=found.evidence, rule=one.rule,
    )  # fmt: skip


def _result(one: Indicator, record: Record) -> Result:
    check: Check | None = one.check
    if check is None:
        return result("undecided", "À apprécier par l’examinateur.", record.nowhere())
    try:
        if one.occasion and record.first(one.occasion) is None:
            return result("not_observed", "L’occasion ne s’est pas présentée.", record.nowhere())
        return check(record)
    except Exception as error:  # noqa: BLE001  our bug must never cost the candidate: it is named and decided by a person
        reason = (
            f"{FAULT} {one.id} ({type(error).__name__} : {error}) : à apprécier, et à signaler."
        )
        return result("undecided", reason, Evidence(note=type(error).__name__))


def _criterion(
    indicators: Sequence[Indicator],
    findings: dict[str, Finding],
    record: Record,
    profile: ScoringProfile,
) -> CriterionSheet:
    proposal, findings = favourable(indicators, findings, record.neutralised, profile)
    own = [findings[one.id] for one in indicators]
    return CriterionSheet(
        level=proposal.level, score=proposal.score, coverage=proposal.coverage, reason=proposal.reason,
        critical=proposal.critical, findings=tuple(own), examiner_points=tuple(_points(indicators, findings)),
    )  # fmt: skip


def _points(indicators: Sequence[Indicator], findings: dict[str, Finding]) -> list[Point]:
    points = [
        Point(check=one.id, text=one.question, scale=one.scale)
        for one in indicators
        if one.grade == "H" and findings[one.id].verdict == "undecided"
    ]
    for one in indicators:
        found = findings[one.id]
        if one.grade == "B" and found.verdict == "not_met":
            points.append(
                Point(check=one.id, text=f"Signal indicatif, à vérifier : {found.reason}")
            )
        elif one.grade != "H" and found.verdict == "undecided":
            points.append(Point(check=one.id, text=found.reason))
        elif one.critical and found.verdict == "not_met":
            points.append(
                Point(check=one.id, text=f"Constat critique à confirmer : {found.reason}")
            )
    return points


def _competency(sheets: Sequence[CriterionSheet]) -> CompetencySheet:
    levels = Counter(sheet.level for sheet in sheets)
    critical = any(sheet.critical for sheet in sheets)
    if levels["not_met"] >= 2 or critical:
        proposal = "not_acquired"
    elif levels["met"] + levels["partly"] == len(sheets) and levels["partly"] <= 1:
        proposal = "acquired"
    else:
        proposal = "to_discuss"
    return CompetencySheet(proposal=proposal, levels=dict(sorted(levels.items())))
