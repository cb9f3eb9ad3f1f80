"""The assay: a pack that does not prove itself cannot be published, and says why."""

import shutil
from pathlib import Path

import pytest

from grading.assay import JUDGES, PackReport, RehearsalReport, check_pack
from grading.rehearsal import RehearsalFile
from grading.rubric import rubric_problems
from tests.grading import pack

FAULT = RehearsalFile(kind="fault", title="Facture envoyée à un autre", lowers={"C4.5": "not_met"})
MET, LOWER = ("met", 1.0), ("met", 0.8)


def said(kind: str, criterion: str, got: tuple[str, float], base: tuple[str, float] = MET) -> str:
    return JUDGES[kind](FAULT, criterion, *got, base)


def report(*kinds: str, seeds: int = 2, as_declared: int = 2) -> PackReport:
    rows = [RehearsalReport(kind, kind, kind, [], as_declared) for kind in kinds]
    return PackReport("essai", seeds, [], rows)


def problems_with(**changes) -> str:
    """Return what is said of the pack's rubric when its first row is changed."""
    scenario = pack.sealed().scenario
    first, *others = scenario.rubric["indicators"]
    changed = scenario.model_copy(
        update={"rubric": {"indicators": [{**first, **changes}, *others]}}
    )
    return " ".join(problem.fr for problem in rubric_problems(changed, pack.framework()))


CHANNEL = {"type": "channel", "what": [{"fact": "told"}], "to": ["luc"], "label": "x"}


def test_good_work_is_met_or_left_to_a_person_with_nothing_wrong():
    assert not said("reference", "C1.1", MET)
    assert not said("alternative", "C5.3", ("undecided", 1.0))
    assert said("reference", "C1.1", ("partly", 0.6)) == "met"
    assert said("alternative", "C5.3", ("undecided", 0.9)) == "met"


def test_an_idle_candidate_gets_nothing():
    assert not said("idle", "C1.1", ("not_met", 0.0))
    assert not said("idle", "C1.1", ("not_observed", 0.0))
    assert said("idle", "C1.1", ("not_met", 0.1))
    assert said("idle", "C1.1", ("partly", 0.5))


def test_a_fault_lowers_what_it_declares_to_the_level_it_declares():
    assert not said("fault", "C4.5", ("not_met", 0.7))
    assert said("fault", "C4.5", ("met", 0.9))
    assert said("fault", "C4.5", MET)
    assert said("fault", "C4.5", ("not_met", 0.7), base=("not_met", 0.7))


def test_a_fault_that_lowers_an_undeclared_criterion_deviates():
    assert not said("fault", "C1.1", MET)
    assert "non abaissé" in said("fault", "C1.1", LOWER)
    assert "non abaissé" in said("fault", "C1.1", ("partly", 1.0))


def test_publishing_needs_every_kind_every_seed_and_no_problem():
    every = ("reference", "alternative", "idle", "fault")

    assert report(*every).publishable
    assert not report(*every[1:]).publishable
    assert not report(*every, as_declared=1).publishable
    assert not report(*every, seeds=0, as_declared=0).publishable


def test_a_rule_the_candidate_cannot_read_is_refused():
    assert "« MO-XXX-99 §1 » n’est lisible nulle part" in problems_with(rule="MO-XXX-99 §1")
    assert "n’est lisible nulle part" in problems_with(rule="")
    assert not problems_with(rule="brief")


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({"criterion": "C9.9"}, "« C9.9 » n’est pas dans le référentiel"), ({"id": "C1.1-b"}, "défini deux fois"),
     ({"grade": "H"}, "Un indicateur A ou B a un contrôle"), ({"check": {"type": "guess"}}, "Indicateur refusé"),
     ({"check": {"type": "no_disclosure", "items": ["nothing"], "label": "x"}}, "« nothing » n’est pas dans key.yaml"),
     ({"check": {"type": "any_of", "of": [{**CHANNEL, "purpose": "festive"}]}}, "« festive » n’est pas connue"),
     ({"check": {**CHANNEL}}, "Donnez soit « purpose », soit « best »"),
     ({"check": {**CHANNEL, "best": ["mail"], "wrong": ["mail"]}}, "Un même moyen ne peut pas être dans deux listes"),
     ({"weight": 0}, "Indicateur refusé")],
)  # fmt: skip
def test_a_row_that_cannot_work_is_refused(changes, expected):
    assert expected in problems_with(**changes)


def test_a_criterion_without_an_indicator_is_a_problem():
    scenario = pack.sealed().scenario
    rows = [row for row in scenario.rubric["indicators"] if row["criterion"] != "C2.2"]
    found = rubric_problems(
        scenario.model_copy(update={"rubric": {"indicators": rows}}), pack.framework()
    )

    assert [problem.field for problem in found] == ["C2.2"]


def test_a_pack_without_a_reference_or_with_an_unreadable_rule_is_refused(tmp_path: Path):
    folder = shutil.copytree(pack.FOLDER, tmp_path / "copie")
    edit(folder / "rehearsals" / "reference.yaml", "kind: reference", "kind: alternative")
    edit(folder / "rubric" / "c1.yaml", "rule: MO-ADV-02 §2", "rule: MO-ADV-99 §2")

    found = check_pack(folder, pack.framework(), seeds=1)

    assert not found.publishable
    assert found.rehearsals == []
    assert "répétition « reference »" in " ".join(problem.fr for problem in found.problems)
    refused = next(problem for problem in found.problems if problem.file == "rubric/c1.yaml")
    assert refused.field == "C1.1-a.rule"
    assert refused.line > 1


def test_a_pack_has_the_name_of_its_folder_and_a_field_of_its_framework(tmp_path: Path):
    folder = shutil.copytree(pack.FOLDER, tmp_path / "copie")
    edit(folder / "pack.yaml", "field: adv", "field: vente")
    edit(folder / "pack.yaml", "framework: cqpm-aga", "framework: autre")

    found = check_pack(folder, pack.framework(), seeds=0).problems

    assert [one.field for one in found] == ["id", "framework", "field"]
    assert "écrivez « copie »" in found[0].fr


def test_a_call_that_nothing_begins_is_told(tmp_path: Path):
    folder = shutil.copytree(pack.FOLDER, tmp_path / pack.FOLDER.name)
    edit(folder / "timeline.yaml", "{begin: call-truck}", "{begin: call-curious}")

    (found,) = check_pack(folder, pack.framework(), seeds=0).problems

    assert (found.file, found.line) == ("calls/call-truck.yaml", 2)
    assert "begin: call-truck" in found.fr


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
