"""A neutralised task never costs the candidate, whatever was found on it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grading.combine import Proposal
from grading.grade import grade
from grading.neutral import NOTHING_LEFT, RANK, favourable
from grading.profile import DEFAULT
from grading.record import Record
from grading.rehearsal import EPOCH_MS
from grading.rubric import Indicator
from grading.sheet import GradeSheet
from grading.verdict import Evidence, Finding
from sim import invigilation
from sim.engine import Engine
from sim.invigilation import tasks_of
from sim.journal.files import MemoryFiles
from sim.journal.store import MemoryJournal
from sim.room import Neutralised
from tests.grading import pack
from tests.grading.pack import found, framework, played, rubric, sealed, sheet

REASON = "Serveur en panne"
PROPOSALS = ("not_acquired", "to_discuss", "acquired")


def rehearsals() -> list[str]:
    return sorted(found())


def tasks() -> list[str]:
    return list(tasks_of(sealed().scenario))


def set_apart(name: str, chosen: list[str]) -> GradeSheet:
    """Grade a rehearsal in whose last second the invigilator neutralised tasks."""
    return grade(rubric(), set_apart_world(name, *chosen).record(sealed()), framework())


def set_apart_world(name: str, *chosen: str) -> pack.Played:
    """Play a rehearsal in whose last second the invigilator neutralises tasks."""
    one = played(name)
    end = one.entries[-1]
    files = MemoryFiles()
    files.blobs.update(one.files)
    journal = MemoryJournal(one.entries[:-1])
    engine = Engine(sealed().scenario, journal, files)
    engine.catch_up()
    wall = EPOCH_MS + (end.at - 1) * 1000
    for task in chosen:
        order = invigilation.NeutraliseTask(task=task, reason=REASON)
        assert engine.handle(order, wall=wall, actor="examiner").refusal == ""
    engine.tick(EPOCH_MS + (end.at + 1) * 1000)
    return pack.Played(tuple(journal.read()), files.blobs, engine.world)


def is_no_lower(now: str, before: str) -> bool:
    lost = before in ("met", "partly") and now not in ("met", "partly")
    return RANK[now] >= RANK[before] and not lost


@pytest.mark.parametrize("name", rehearsals())
def test_no_level_is_lower_when_every_task_is_neutralised(name):
    before, after = sheet(name), set_apart(name, tasks())

    for criterion, one in before.criteria.items():
        assert is_no_lower(after.criteria[criterion].level, one.level), criterion
    for competency, one in before.competencies.items():
        now = after.competencies[competency].proposal
        assert PROPOSALS.index(now) >= PROPOSALS.index(one.proposal), competency


def by_the_room(task: str) -> Neutralised:
    return Neutralised(task, 1, REASON)


def at_review(task: str) -> Neutralised:
    return Neutralised(task, 0, REASON, act=3)


@given(
    name=st.sampled_from(rehearsals()),
    chosen=st.sets(st.sampled_from(tasks())),
    told_by=st.sampled_from((by_the_room, at_review)),
)
def test_nor_for_any_set_of_tasks_whoever_set_them_apart(name, chosen, told_by):
    apart = {task: told_by(task) for task in chosen}

    for criterion, one in sheet(name).criteria.items():
        findings = {found_.check: found_ for found_ in one.findings}
        best, shown = favourable(rubric().of(criterion), findings, apart, DEFAULT)

        assert is_no_lower(best.level, one.level)
        assert set(shown) == set(findings)


@given(
    name=st.sampled_from(rehearsals()),
    by_room=st.sets(st.sampled_from(tasks())),
    reviewed=st.sets(st.sampled_from(tasks())),
)
def test_a_further_task_set_apart_at_review_lowers_nothing_either(name, by_room, reviewed):
    before = {task: by_the_room(task) for task in by_room}
    after = {task: at_review(task) for task in reviewed} | before

    for criterion, one in sheet(name).criteria.items():
        findings = {found_.check: found_ for found_ in one.findings}
        own = rubric().of(criterion)
        was, _ = favourable(own, findings, before, DEFAULT)
        now, _ = favourable(own, findings, after, DEFAULT)

        assert is_no_lower(now.level, was.level)


def at_review_of(name: str, chosen: list[str]) -> GradeSheet:
    """Grade a rehearsal of which the commission neutralised tasks once it was over."""
    one = played(name)
    apart = {task: at_review(task) for task in chosen}
    record = Record(sealed().scenario, one.entries, one.files, apart=apart)
    return grade(rubric(), record, framework())


@pytest.mark.parametrize("chosen", [["T1"], tasks()], ids=["one", "all"])
@pytest.mark.parametrize("name", ["fault-old-price", "idle", "reference"])
def test_the_review_counts_exactly_as_the_room_does(name, chosen):
    room, review = set_apart(name, chosen), at_review_of(name, chosen)

    for criterion, one in room.criteria.items():
        other = review.criteria[criterion]
        assert (other.level, other.score, other.coverage) == (one.level, one.score, one.coverage)
        assert [(each.verdict, each.reason) for each in other.findings] == [
            (each.verdict, each.reason) for each in one.findings
        ]
    assert review.competencies == room.competencies


def test_a_repaired_answer_key_counts_what_was_set_apart_at_review():
    apart = {"T1": at_review("T1")}
    one = played("fault-old-price")
    record = Record(sealed().scenario, one.entries, one.files, apart=apart)

    assert dict(record.under(sealed().scenario).neutralised) == apart


def test_what_the_room_said_of_a_task_stands_before_what_the_review_says():
    findings = {"a": finding("a", "not_met")}
    one = set_apart_world("reference", "T1")
    record = Record(
        sealed().scenario, one.entries, one.files, apart={"T1": Neutralised("T1", 0, "Autre", 3)}
    )

    _, shown = favourable([indicator("a", "T1")], findings, record.neutralised, DEFAULT)

    assert REASON in shown["a"].reason


def test_the_act_of_the_review_is_named_in_the_evidence():
    apart = {"T1": at_review("T1")}

    _, shown = favourable([indicator("a", "T1")], {"a": finding("a", "not_met")}, apart, DEFAULT)

    told = shown["a"].evidence[-1]
    assert told.entries == ()
    assert told.note.replace("\u00a0", " ") == "tâche neutralisée par l’acte n° 3 du registre"


def test_a_sheet_without_neutralisation_is_the_same():
    assert set_apart("reference", []).as_data() == sheet("reference").as_data()


def test_what_was_failed_on_the_task_is_left_out_and_says_so():
    before, after = sheet("fault-old-price"), set_apart("fault-old-price", ["T1"])

    failed = next(one for one in before.criteria["C1.1"].findings if one.check == "C1.1-a")
    aside = next(one for one in after.criteria["C1.1"].findings if one.check == "C1.1-a")
    assert (failed.verdict, aside.verdict) == ("not_met", "not_observed")
    assert aside.reason.startswith("Neutralisé (tâche T1")
    assert REASON in aside.reason
    assert failed.reason in aside.reason
    assert after.criteria["C1.1"].score > before.criteria["C1.1"].score


def indicator(name: str, task: str, grade: str = "A") -> Indicator:
    check = {"type": "empty_folder", "folders": ["/x"], "label": "x"} if grade != "H" else None
    return Indicator(
        id=name, criterion="C1.1", title=name, grade=grade, weight=1, rule="brief", task=task,
        check=check, question="" if check else "Quoi ?",
    )  # fmt: skip


def finding(name: str, verdict: str, grade: str = "A") -> Finding:
    return Finding(
        check=name, title=name, grade=grade, weight=1, critical=False, verdict=verdict, reason="Vu.",
        score=float(verdict == "met"), evidence=(Evidence(),), rule="brief",
    )  # fmt: skip


def judged(*rows: tuple[str, str, str]) -> tuple[Proposal, dict[str, str]]:
    """Judge (indicator, task, verdict) rows of which the task T1 is neutralised; return the reasons too."""
    grades = {"undecided": "H"}
    own = [indicator(name, task, grades.get(verdict, "A")) for name, task, verdict in rows]
    seen = {name: finding(name, verdict, grades.get(verdict, "A")) for name, _task, verdict in rows}
    best, shown = favourable(own, seen, {"T1": Neutralised("T1", 9, REASON)}, DEFAULT)
    return best, {name: one.reason for name, one in shown.items()}


def test_what_was_done_well_on_the_task_counts_when_it_helps_and_says_so():
    best, reasons = judged(("a", "T1", "met"), ("b", "T2", "not_met"), ("c", "T1", "not_met"))

    assert best.level == "partly"
    assert "compté à l’avantage du candidat" in reasons["a"]
    assert reasons["b"] == "Vu."
    assert "sans effet sur le niveau" in reasons["c"]


def test_what_was_done_well_on_the_task_is_left_out_when_it_changes_nothing():
    best, reasons = judged(("a", "T1", "met"), ("b", "T2", "met"))

    assert (best.level, best.score) == ("met", 1.0)
    assert "sans effet sur le niveau" in reasons["a"]


def test_the_entry_that_neutralised_is_part_of_the_evidence():
    own = [indicator("a", "T1")]

    _, shown = favourable(
        own, {"a": finding("a", "not_met")}, {"T1": Neutralised("T1", 9, REASON)}, DEFAULT
    )

    assert shown["a"].evidence[-1].entries == (9,)


def test_a_criterion_of_which_nothing_is_left_is_not_observed():
    own = rubric().of("C1.1")
    idle = {one.check: one for one in sheet("idle").criteria["C1.1"].findings}
    apart = {task: Neutralised(task, 1, REASON) for task in {one.task for one in own}}

    best, shown = favourable(own, idle, apart, DEFAULT)

    assert best.level == "not_observed"
    assert best.reason.replace("\u00a0", " ") == NOTHING_LEFT
    assert all("Neutralisé" in one.reason for one in shown.values())


def test_nothing_is_asked_of_a_person_on_a_task_that_is_left_out():
    best, reasons = judged(("a", "T1", "undecided"), ("b", "T2", "met"))

    assert best.level == "met"
    assert "Neutralisé" in reasons["a"]
