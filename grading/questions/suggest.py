"""`suggest(rubric, record, sheet)`: the questions this very journal raises, the most telling first."""

from collections.abc import Iterator

from grading.questions.base import Asked, Reading, Rule, Suggestion
from grading.questions.contacts import cut_short, missed, promised, promised_in_writing, unread
from grading.questions.files import filed_again, restored, saved_often
from grading.questions.findings import VAGUE, findings
from grading.questions.orders import answered_first, priorities, reminder_first, validated_first
from grading.questions.plan import (
    estimates,
    late_plan,
    left_undone,
    planned_after,
    put_off,
)
from grading.questions.tries import overridden, refused_again, unreported
from grading.record import Record
from grading.rubric import Rubric
from grading.sheet import GradeSheet
from sim.language.french import typeset

AT_MOST = 3
"""Questions kept for a criterion: a review lasts a quarter of an hour."""
RULES = (
    Rule("reminder_first", "C4.3", 1, reminder_first),
    Rule("validated_first", "C1.1", 1, validated_first),
    Rule("priorities", "C1.2", 1, priorities),
    Rule("overridden", "C4.3", 1, overridden),
    Rule("finding", "", 2, findings),
    Rule("missed", "C5.2", 1, missed),
    Rule("promised", "C5.3", 1, promised),
    Rule("promised_in_writing", "C5.3", 1, promised_in_writing),
    Rule("answered_first", "C3.1", 3, answered_first),
    Rule("late_plan", "C1.3", 3, late_plan),
    Rule("put_off", "C1.4", 3, put_off),
    Rule("estimates", "C1.3", 4, estimates),
    Rule("cut_short", "C5.2", 4, cut_short),
    Rule("refused_again", "", 4, refused_again),
    Rule("unreported", "C1.6", 5, unreported),
    Rule("left_undone", "C1.4", 5, left_undone),
    Rule("filed_again", "C2.2", 5, filed_again),
    Rule("restored", "C2.1", 5, restored),
    Rule("saved_often", "C2.1", 6, saved_often),
    Rule("planned_after", "C1.3", 6, planned_after),
    Rule("unread", "C1.2", 7, unread),
)
"""Every rule, with the criterion it asks about and how telling it is. A rule without a criterion says which."""


def suggest(rubric: Rubric, record: Record, sheet: GradeSheet) -> tuple[Suggestion, ...]:
    """Return at most a few questions for each criterion of the sheet, in its order; none asked twice."""
    reading = Reading(rubric, record, sheet)
    raised = sorted(_raised(reading), key=lambda one: (one[0], one[1].entries, one[1].rule))
    asked: set[str] = set()
    kept: list[Suggestion] = []
    for criterion in sheet.criteria:
        kept += _kept([row for row in raised if row[1].criterion == criterion], asked)
    return tuple(kept)


def _raised(reading: Reading) -> Iterator[tuple[int, Suggestion]]:
    for rule in RULES:
        for asked in rule.look(reading):
            rank = rule.rank if asked.rank is None else asked.rank
            yield rank, _suggestion(rule, asked)


def _suggestion(rule: Rule, asked: Asked) -> Suggestion:
    return Suggestion(
        criterion=asked.criterion or rule.criterion,
        text=typeset(asked.text),
        entries=asked.entries,
        why=typeset(asked.why),
        rule=rule.name,
    )


def _kept(raised: list[tuple[int, Suggestion]], asked: set[str]) -> Iterator[Suggestion]:
    """Return the first few of a criterion, of different entries; a vague one only for want of a better."""
    spoken_of: set[int] = set()
    kept = 0
    for rank, one in raised:
        enough = kept >= (1 if rank >= VAGUE else AT_MOST)
        if enough or one.entries[0] in spoken_of or one.text in asked:
            continue
        asked.add(one.text)
        spoken_of.update(one.entries)
        kept += 1
        yield one
