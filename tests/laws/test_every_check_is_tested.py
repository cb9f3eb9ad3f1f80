"""Laws of grading: each check has its tests, each verdict its evidence, each breakdown its name."""

from pathlib import Path
from random import Random  # noqa: TID251  a seeded shuffle in a test
from typing import ClassVar, get_args

import pytest

from grading.checks.base import Check
from grading.checks.kinds import KINDS
from grading.grade import grade
from grading.record import Record
from grading.rubric import Rubric
from grading.verdict import Result
from tests.grading import pack

TESTS = Path(__file__).parents[1] / "grading" / "checks"


def type_of(kind: type[Check]) -> str:
    return str(get_args(kind.model_fields["type"].annotation)[0])


class Broken(Check):
    """A check with a bug of ours in it."""

    meaning_fr: ClassVar[str] = "En panne."

    def __call__(self, record: Record) -> Result:
        raise ZeroDivisionError("division by zero")


def breaking(name: str) -> Rubric:
    rows = [
        one.model_copy(update={"check": Broken()}) if one.id == name else one
        for one in pack.rubric().indicators
    ]
    return Rubric.model_construct(indicators=tuple(rows))


@pytest.mark.parametrize("kind", KINDS, ids=type_of)
def test_every_kind_of_check_has_its_tests_and_its_meaning(kind):
    text = (TESTS / f"test_{type_of(kind)}.py").read_text(encoding="utf-8")

    assert text.count("\ndef test_") >= 2
    assert f'"{type_of(kind)}"' in text
    assert '"met"' in text
    assert '"not_met"' in text
    assert kind.meaning_fr.endswith(".")


def test_no_test_is_about_a_check_that_does_not_exist():
    named = {path.stem.removeprefix("test_") for path in TESTS.glob("test_*.py")}

    assert named == {type_of(kind) for kind in KINDS}


@pytest.mark.parametrize("name", ["reference", "idle", "fault-cross-sending"])
def test_every_verdict_has_evidence_that_can_be_looked_up(name):
    played = pack.played(name)
    seqs = {entry.seq for entry in played.entries}
    files = set(played.world.drive.files) | {made.path for made in pack.record(name).made}
    findings = [row for one in pack.sheet(name).criteria.values() for row in one.findings]

    assert findings
    for row in findings:
        assert row.evidence, row.check
        for proof in row.evidence:
            assert proof.entries or proof.file or proof.absent_from is not None or proof.note, (
                row.check
            )
            assert set(proof.entries) <= seqs, row.check
            assert not proof.file or proof.file in files, row.check


def test_grading_twice_or_in_another_order_gives_the_same_sheet():
    mixed = list(pack.rubric().indicators)
    Random(7).shuffle(mixed)  # noqa: S311
    again = grade(pack.rubric(), pack.record(), pack.framework())
    shuffled = grade(Rubric(indicators=tuple(mixed)), pack.record(), pack.framework())

    assert again == pack.sheet()
    assert pack.verdicts(shuffled) == pack.verdicts(again)
    assert {name: (one.level, one.score) for name, one in shuffled.criteria.items()} == {
        name: (one.level, one.score) for name, one in again.criteria.items()
    }


def test_the_sheet_needs_the_journal_and_the_files_alone():
    played = pack.played()
    record = Record(pack.sealed().scenario, played.entries, played.files)

    assert grade(pack.rubric(), record, pack.framework()) == pack.sheet()


def test_a_check_that_breaks_down_is_named_and_costs_the_candidate_nothing():
    sheet = grade(breaking("C4.4-a"), pack.record(), pack.framework())
    row = next(one for one in sheet.criteria["C4.4"].findings if one.check == "C4.4-a")

    assert sheet.faults == ("C4.4-a",)
    assert row.verdict == "undecided"
    assert "C4.4-a" in row.reason
    assert "ZeroDivisionError" in row.reason
    assert sheet.criteria["C4.4"].level == "undecided"
    assert any(point.check == "C4.4-a" for point in sheet.criteria["C4.4"].examiner_points)
    others = {name: one for name, one in sheet.criteria.items() if name != "C4.4"}
    assert others == {name: one for name, one in pack.sheet().criteria.items() if name != "C4.4"}


def test_an_occasion_that_breaks_down_is_a_breakdown_too():
    rows = [
        one.model_copy(update={"occasion": ("not a pattern",)}) if one.id == "C4.4-b" else one
        for one in pack.rubric().indicators
    ]
    sheet = grade(Rubric.model_construct(indicators=tuple(rows)), pack.record(), pack.framework())

    assert sheet.faults == ("C4.4-b",)


def test_a_criterion_without_indicators_is_undecided_and_never_met():
    sheet = grade(Rubric(), pack.record(), pack.framework())

    assert {one.level for one in sheet.criteria.values()} == {"undecided"}
    assert {one.proposal for one in sheet.competencies.values()} == {"to_discuss"}


def test_grading_a_journal_of_nothing_breaks_nothing():
    sheet = grade(pack.rubric(), Record(pack.sealed().scenario, (), {}), pack.framework())

    assert sheet.faults == ()
    assert not {one.level for one in sheet.criteria.values()} & {"met", "partly"}


def test_a_competency_is_proposed_only_when_every_criterion_could_be_told():
    proposals = {name: one.proposal for name, one in pack.sheet().competencies.items()}

    assert proposals == {
        "C1": "acquired",
        "C2": "acquired",
        "C3": "acquired",
        "C4": "acquired",
        "C5": "to_discuss",
    }
    assert pack.sheet("fault-cross-sending").competencies["C4"].proposal == "not_acquired"
    assert pack.sheet("fault-letter-misfiled").competencies["C2"].proposal == "acquired"
    assert {one.proposal for one in pack.sheet("idle").competencies.values()} <= {
        "not_acquired",
        "to_discuss",
    }
