"""A short morning, and the questions it raises."""

from typing import Any

from grading.questions.base import Suggestion
from grading.questions.suggest import suggest
from grading.rubric import Indicator, Rubric
from grading.sheet import CriterionSheet, GradeSheet
from grading.verdict import Evidence, Finding
from sim.language.normalise import normalise
from sim.scenario.model import Injection, Trouble, WorldFact
from tests.build import ATTACHED, Office, a_message
from tests.grading import pack
from tests.grading.checks.desk import desk, record_of

CRITERIA = tuple(criterion.id for criterion in pack.framework().criteria)


def a_finding(verdict: str = "not_met", *entries: int, **changes: Any) -> Finding:
    """Return a finding of the only indicator of C4.2."""
    values = {
        "check": "C4.2-a", "title": "Quantité saisie", "grade": "A", "weight": 1, "critical": False, "verdict": verdict,
        "score": 0, "reason": "Écart : quantité « 1000 » au lieu de « 960 ».", "evidence": (Evidence(entries=entries),), "rule": "brief",
    }  # fmt: skip
    return Finding.model_validate({**values, **changes})


def a_row(name: str = "C4.2-a", criterion: str = "C4.2", **changes: Any) -> Indicator:
    """Return the indicator behind it."""
    values = {
        "id": name, "criterion": criterion, "title": "Quantité saisie", "grade": "A", "weight": 1, "rule": "brief", "task": "T1",
        "check": {"type": "happened", "what": [{"fact": "chat.sent"}], "label": "960 pièces"},
    }  # fmt: skip
    return Indicator.model_validate({**values, **changes})


def a_sheet(**findings: tuple[Finding, ...]) -> GradeSheet:
    """Return a sheet of every criterion, with findings by criterion (`C4_2`)."""
    criteria = {
        name: CriterionSheet(
            level="undecided", score=0, coverage=0, reason="", findings=findings.get(name.replace(".", "_"), ())
        )
        for name in CRITERIA
    }  # fmt: skip
    return GradeSheet(
        pack="tiny", version="1", seed=0, framework="cqpm-aga", grader="2", profile="default-1", journal_head="0" * 64, entries=0,
        criteria=criteria, competencies={},
    )  # fmt: skip


def raised(
    what: Office, *rows: Indicator, **findings: tuple[Finding, ...]
) -> tuple[Suggestion, ...]:
    """Return every question an office's journal raises."""
    return suggest(Rubric(indicators=rows), record_of(what), a_sheet(**findings))


def asked(what: Office, rule: str) -> list[Suggestion]:
    """Return the questions of one rule."""
    return [one for one in raised(what) if one.rule == rule]


def kinds(what: Office, one: Suggestion) -> list[str]:
    """Return the kinds of the entries a question comes from."""
    return [what.entries[seq - 1].kind for seq in one.entries]


def said(one: Suggestion) -> str:
    """Return what a question says, whatever its typography."""
    return normalise(one.text)


def with_mail(name: str = "M05", *files: str, subject: str = "Réclamation", **given: Any) -> Office:
    """Return an office with one more message, and its attachments."""
    attached = tuple(ATTACHED.model_copy(update={"name": file}) for file in files)
    return desk(
        messages=(a_message(), a_message(name, subject=subject, attachments=attached)),
        present=("M01", name), timeline=(), **given,
    )  # fmt: skip


def with_trouble(kind: str, text: str) -> Office:
    """Return an office where something stops working at 8 h 40, for ten minutes."""
    trouble = Trouble(id=kind, kind=kind, minutes=10, text=text)
    return desk(timeline=(Injection(id="panne", at="08:40", does=(WorldFact(incident=trouble),)),))


def ended(what: Office) -> Office:
    """Let the sitting run to its end."""
    what.at("10:31")
    what.engine.tick(what.wall)
    return what
