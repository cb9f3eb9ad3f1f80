"""Sealing: a pack and a seed give the same bytes, here and on any machine."""

import os
import subprocess
import sys

import pytest

from sim.journal.files import sha256
from sim.scenario.load import load
from sim.scenario.seal import dump, parse, rehearsals, seal
from tests.sim.scenario.conftest import SHIPPED

ELSEWHERE = """
import sys
from pathlib import Path
from sim.scenario.load import load
from sim.scenario.seal import seal
sealed = seal(load(Path(sys.argv[1])), 3)
print(sealed.digest, *sorted(sealed.files))
"""


def test_sealing_twice_gives_the_same_bytes(shipped):
    one, two = seal(shipped, 3), seal(shipped, 3)

    assert dump(one.scenario) == dump(two.scenario)
    assert one.files == two.files


def test_another_process_seals_the_same_bytes(shipped):
    sealed = seal(shipped, 3)

    told = subprocess.run(
        [sys.executable, "-c", ELSEWHERE, str(SHIPPED)],
        env={**os.environ, "PYTHONHASHSEED": "77", "TZ": "Pacific/Auckland", "LC_ALL": "C"},
        capture_output=True, text=True, check=True,
    ).stdout.split()  # fmt: skip

    assert told == [sealed.digest, *sorted(sealed.files)]


def test_the_digest_is_that_of_the_text_and_files_are_named_by_theirs(shipped):
    sealed = seal(shipped, 0)

    assert sealed.digest == sha256(dump(sealed.scenario).encode())
    assert all(sha256(data) == name for name, data in sealed.files.items())


def test_a_scenario_is_read_back_as_it_was(shipped):
    scenario = seal(shipped, 0).scenario

    assert parse(dump(scenario)) == scenario


def test_two_seeds_differ_in_figures_and_not_in_kind(shipped):
    one, two = seal(shipped, 0).scenario, seal(shipped, 1).scenario

    assert one.values != two.values
    assert [message.id for message in one.messages] == [message.id for message in two.messages]
    assert [injection.id for injection in one.timeline] == [item.id for item in two.timeline]
    assert [task.expert_min for task in one.tasks] == [task.expert_min for task in two.tasks]


def test_no_placeholder_is_left_anywhere(shipped):
    assert "{{" not in dump(seal(shipped, 2).scenario)


@pytest.mark.parametrize(
    ("at", "present", "scheduled"),
    [('"08:10"', True, False), ('"2026-10-12 19:10"', True, False), ('"08:45"', False, True)],
)
def test_a_message_is_there_in_the_morning_or_comes_later(small, at, present, scheduled):
    mail = f"---\nfrom: luc@petit.example\nsubject: Essai\nat: {at}\n---\nBonjour\n"

    scenario = seal(load(small({"mail/M01.md": mail})), 0).scenario

    assert ("M01" in scenario.present) == present
    assert ([injection.id for injection in scenario.timeline] == ["M01"]) == scheduled


def test_amounts_stay_exact(small):
    files = {
        "variants.yaml": "draws:\n  price: [1.10]\nvalues:\n  total: price * 3\n",
        "brief.md": "{{ total }}",
    }

    assert seal(load(small(files)), 0).scenario.briefing == "3.30\n"


def test_the_answer_key_knows_the_file_and_line_it_comes_from(shipped):
    row = seal(shipped, 0).scenario.rubric["indicators"][0]

    file, line = row["source"]
    text = (SHIPPED / file).read_text(encoding="utf-8").splitlines()
    assert f"id: {row['id']}" in text[line - 1]


def test_rehearsals_are_rendered_for_the_seed(shipped):
    problems = []

    found = rehearsals(shipped, seal(shipped, 1).context, problems)

    assert problems == []
    assert {"reference", "alternative", "idle"} <= set(found)
    assert "{{" not in str(found)
