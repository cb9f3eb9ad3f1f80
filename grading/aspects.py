"""What a finding is about: the content of a document or its presentation, each with a score of its own.

An examiner does not let a neat page make up for a wrong amount, nor the other way round (criterion C2.1).
The two scores are read off the findings of a sheet, signed or not, and change no level: the sheet stays as
it was graded.
"""

from collections.abc import Iterable, Mapping
from typing import Literal

from grading.checks import (
    channels,
    compose,
    disclosure,
    documents,
    erp,
    events,
    files,
    french,
    letters,
    mail,
    notes,
    notices,
    planner,
    tone,
)
from grading.checks.base import Check
from grading.combine import COUNTED, score_of
from grading.rubric import Rubric
from grading.verdict import Finding
from sim.facts.base import Value

Aspect = Literal["content", "presentation", "none"]

ASPECT_OF: dict[type[Check], Aspect] = {
    documents.Contains: "content", documents.Faithful: "content", documents.NothingLeft: "content",
    documents.Computed: "content", mail.Covers: "content",
    documents.Presented: "presentation", documents.FromTemplate: "presentation", documents.NativeChart: "presentation",
    french.Typeset: "presentation", french.Spelled: "presentation", mail.WellFormed: "presentation",
    tone.Tone: "none",
    events.Happened: "none", events.Never: "none", events.InOrder: "none", events.Sparing: "none",
    erp.RecordIs: "none", erp.NoNewRecord: "none", erp.Untouched: "none", erp.BatchControlled: "none",
    mail.Transmitted: "none", mail.NoCrossSending: "none",
    channels.Channel: "none", letters.LetterPosted: "none", notices.NoticeUp: "none",
    files.Filed: "none", files.NamedRight: "none", files.EmptyFolder: "none", files.NoDuplicate: "none", files.Unaltered: "none",
    planner.Estimated: "none", planner.EstimatesInRange: "none", planner.PlanRevised: "none", planner.PrioritiesMatch: "none",
    disclosure.NoDisclosure: "none", notes.NoteTaken: "none", notes.PromisesKept: "none",
}  # fmt: skip
"""The aspect of each kind of check; one made of others has theirs when they agree."""

Aspects = Mapping[str, Aspect]
"""The aspect of each indicator, by its id."""


class Figures(Value):
    """Two scores kept apart, between 0 and 1; none where nothing of the kind was observed."""

    content: float | None = None
    presentation: float | None = None


def aspect_of(check: Check | None) -> Aspect:
    """Return the aspect of a check; what only a person can tell has none."""
    match check:
        case None:
            return "none"
        case compose.AnyOf() | compose.Share():
            inside = list(check.of)
        case compose.Otherwise():
            inside = [check.best, check.lesser]
        case compose.When():
            inside = [check.then]
        case _:
            return ASPECT_OF.get(type(check), "none")
    found = {aspect_of(one) for one in inside}
    return found.pop() if len(found) == 1 else "none"


def aspects(rubric: Rubric) -> Aspects:
    """Return the aspect of each indicator of a rubric."""
    return {one.id: aspect_of(one.check) for one in rubric.indicators}


def figures(findings: Iterable[Finding], known: Aspects) -> Figures:
    """Return the two scores of some findings: weighted, indicative ones included."""
    counted = [one for one in findings if one.verdict in COUNTED]
    scores = {
        aspect: round(score_of(own), 4)
        for aspect in ("content", "presentation")
        if (own := [one for one in counted if known.get(one.check) == aspect])
    }
    return Figures(**scores)


def by_document(findings: Iterable[Finding], known: Aspects) -> dict[str, Figures]:
    """Return the two scores of each document by its path; a finding on several documents counts for none."""
    found: dict[str, list[Finding]] = {}
    for one in findings:
        paths = {proof.file for proof in one.evidence if proof.file}
        if len(paths) == 1 and known.get(one.check, "none") != "none":
            found.setdefault(paths.pop(), []).append(one)
    return {path: figures(own, known) for path, own in sorted(found.items())}
