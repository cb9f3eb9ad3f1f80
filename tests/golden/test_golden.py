"""Journals of past releases fold and grade as they did, for ever.

Each `<release>/<name>.tar.xz` holds a sitting as `bannette play` wrote it, beside the sheet that release
gave. A grader that would judge otherwise is another grader: it gets a new `GRADER` number and new sheets,
and the old ones stay to show what changed.
"""

import json
import tarfile
from pathlib import Path

import pytest

from grading.grade import grade
from grading.rubric import read_rubric
from sim.trace import trace
from webapp.cli.bundle import Bundle
from webapp.library import framework

HERE = Path(__file__).parent
SITTINGS = sorted(HERE.glob("*/*.tar.xz"))


@pytest.fixture(params=SITTINGS, ids=lambda path: f"{path.parent.name}-{path.name}")
def sitting(request, tmp_path):
    with tarfile.open(request.param) as archive:
        archive.extractall(tmp_path, filter="data")
    sheet = request.param.with_name(request.param.name.replace(".tar.xz", ".json"))
    return Bundle(tmp_path), json.loads(sheet.read_text(encoding="utf-8"))


def test_it_is_intact_and_grades_the_same(sitting):
    bundle, sheet = sitting

    record = bundle.record()
    graded = grade(read_rubric(record.scenario), record, framework(record.scenario.framework))

    assert graded.as_data() == sheet


def test_each_of_its_reactions_is_traced_to_what_started_it(sitting):
    record = sitting[0].record()

    fired = [one for one in trace(record.scenario, record.entries) if one.status == "fired"]

    reacted = [entry.seq for entry in record.entries if entry.cause]
    assert sorted(seq for one in fired for seq in one.entries) == reacted
    assert all(one.trigger or one.rule.at for one in fired)


def test_there_is_one():
    assert SITTINGS
