"""The questions that a sitting's own journal raises, for who is about to ask them."""

from collections import OrderedDict
from threading import Lock

from grading.questions.base import Suggestion
from grading.questions.suggest import suggest
from grading.rubric import read_rubric
from webapp.dossier.review import Review
from webapp.grading_service import record_of

KEPT = 64
SPEAKS_OF_LEVELS = "finding"
"""The rule whose questions tell the machine's proposal."""

_found: OrderedDict[tuple[str, int], tuple[Suggestion, ...]] = OrderedDict()
_lock = Lock()


def suggestions(review: Review, criterion: str) -> list[Suggestion]:
    """Return the questions raised on a criterion; who rates blind reads none that tells a finding."""
    return [
        one
        for one in _raised(review)
        if one.criterion == criterion and (review.sight.levels or one.rule != SPEAKS_OF_LEVELS)
    ]


def _raised(review: Review) -> tuple[Suggestion, ...]:
    """Return those of the whole journal: worked out once, since each criterion asks for its own."""
    entries = review.playhead.entries
    head = (entries[-1].hash if entries else "", review.apart.act)
    with _lock:
        found = _found.get(head)
    if found is None:
        record = record_of(review.store, review.sitting.id, review.apart)
        sheet = review.graded()
        found = suggest(read_rubric(record.scenario), record, sheet)
    with _lock:
        _found[head] = found
        while len(_found) > KEPT:
            _found.popitem(last=False)
    return found
