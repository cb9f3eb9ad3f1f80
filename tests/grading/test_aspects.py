"""Content and presentation have each their score, and neither makes up for the other."""

import pytest

from grading.aspects import ASPECT_OF, Figures, aspect_of, aspects, by_document, figures
from grading.checks import compose
from grading.checks.kinds import KINDS
from grading.verdict import Evidence, Finding
from tests.grading import pack
from tests.grading.checks.desk import CHECK

LETTER, DECK = "/ADV/lettre.docx", "/ADV/points.pptx"
WHICH = {"family": "text", "names": ["*"]}
CONTAINS = {"type": "contains", "which": WHICH, "has": ["x"], "label": "x"}
FAITHFUL = {"type": "faithful", "which": WHICH, "sources": ["x"], "label": "x"}
PRESENTED = {"type": "presented", "which": WHICH, "rules": {"a4": True}, "label": "x"}
KNOWN = {"c": "content", "p": "presentation", "n": "none"}


def finding(check: str, score: float, *files: str, weight: float = 1, verdict: str = "") -> Finding:
    told = verdict or {1.0: "met", 0.0: "not_met"}.get(score, "partly")
    return Finding(
        check=check, title="", grade="A", weight=weight, critical=False, verdict=told, score=score, reason="",
        evidence=tuple(Evidence(file=file) for file in files) or (Evidence(note="x"),), rule="brief",
    )  # fmt: skip


def test_every_kind_of_check_has_an_aspect_or_has_that_of_its_parts():
    composed = {compose.AnyOf, compose.Share, compose.Otherwise, compose.When}

    assert set(ASPECT_OF) == set(KINDS) - composed


@pytest.mark.parametrize(
    ("check", "aspect"),
    [
        (CONTAINS, "content"),
        (PRESENTED, "presentation"),
        ({"type": "any_of", "of": [CONTAINS, FAITHFUL]}, "content"),
        ({"type": "share", "of": [CONTAINS, PRESENTED], "label": "x"}, "none"),
        ({"type": "otherwise", "best": PRESENTED, "lesser": PRESENTED}, "presentation"),
        ({"type": "when", "condition": CONTAINS, "then": PRESENTED}, "presentation"),
    ],
)
def test_a_check_made_of_others_has_their_aspect_when_they_agree(check, aspect):
    assert aspect_of(CHECK.validate_python(check)) == aspect


def test_what_only_a_person_can_tell_has_no_aspect():
    assert aspect_of(None) == "none"


def test_each_score_is_weighted_among_its_own():
    found = [finding("c", 1.0, weight=3), finding("c", 0.0), finding("p", 0.5), finding("n", 0.0)]

    assert figures(found, KNOWN) == Figures(content=0.75, presentation=0.5)


def test_what_was_not_observed_gives_no_score():
    unseen = [finding("c", 0.0, verdict="not_observed"), finding("p", 0.0, verdict="undecided")]

    assert figures(unseen, KNOWN) == Figures()


def test_each_document_has_its_two_scores():
    found = [
        finding("c", 1.0, LETTER),
        finding("p", 0.0, LETTER),
        finding("c", 0.0, DECK),
        finding("n", 1.0, "/ADV/autre.docx"),
        finding("p", 1.0, LETTER, DECK),
    ]

    assert by_document(found, KNOWN) == {
        LETTER: Figures(content=1.0, presentation=0.0),
        DECK: Figures(content=0.0),
    }


def test_a_sheet_graded_before_is_read_the_same_way():
    known = aspects(pack.rubric())
    criterion = pack.sheet().criteria["C2.1"]

    assert figures(criterion.findings, known) == Figures(content=1.0, presentation=1.0)
    assert {path.rpartition(".")[2] for path in by_document(criterion.findings, known)} == {
        "docx",
        "pptx",
    }
