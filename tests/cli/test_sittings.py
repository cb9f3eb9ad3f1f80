"""`bannette play|verify|grade|replay`: a sitting in a folder."""

import json
import shutil

import pytest

from tests.cli.conftest import PACK, bannette
from webapp.library import framework


def test_play_writes_a_sitting_that_verifies(played):
    assert (played / "scenario.json").is_file()
    assert list((played / "files").iterdir())

    answer = bannette("verify", played)

    assert answer.exit_code == 0
    assert "Journal intact" in answer.stdout


def test_playing_twice_writes_the_same_journal(played, tmp_path):
    bannette("play", PACK, "--seed", 1, "--out", tmp_path / "encore")

    assert (tmp_path / "encore" / "journal.jsonl").read_bytes() == (
        played / "journal.jsonl"
    ).read_bytes()


def test_an_unknown_rehearsal_is_answered_with_those_there_are(tmp_path):
    answer = bannette("play", PACK, "--seed", 0, "--as", "parfaite", "--out", tmp_path / "x")

    assert answer.exit_code == 2
    assert "« parfaite » n’existe pas" in answer.stderr
    assert "reference" in answer.stderr


def test_one_byte_changed_in_the_journal_shows(edited):
    folder = edited("journal.jsonl", '"at":0', '"at":1')

    answer = bannette("verify", folder)

    assert answer.exit_code == 1
    assert "modifié à l’entrée 1" in answer.stderr
    assert answer.stdout == ""


@pytest.mark.parametrize("place", [0.25, 0.5, 0.99])
def test_one_byte_changed_anywhere_shows(passage, place):
    journal = passage / "journal.jsonl"
    data = bytearray(journal.read_bytes())
    data[round(len(data) * place)] ^= 1
    journal.write_bytes(bytes(data))

    assert bannette("verify", passage).exit_code == 1


def test_a_line_taken_away_shows(passage):
    journal = passage / "journal.jsonl"
    lines = journal.read_text(encoding="utf-8").splitlines(keepends=True)
    journal.write_text("".join(lines[:10] + lines[11:]), encoding="utf-8")

    assert "entrée 11" in bannette("verify", passage).stderr


def test_a_file_changed_shows(passage):
    changed = min(path for path in (passage / "files").rglob("*") if path.is_file())
    changed.write_bytes(changed.read_bytes() + b" ")

    answer = bannette("verify", passage)

    assert answer.exit_code == 1
    assert changed.name in answer.stderr


def test_a_scenario_changed_shows(edited):
    answer = bannette("verify", edited("scenario.json", "Arvello", "Arvella"))

    assert answer.exit_code == 1
    assert "scénario" in answer.stderr


def test_verify_as_data(passage, edited):
    assert json.loads(bannette("verify", passage, "--json").stdout)["intact"] is True

    answer = bannette("verify", edited("journal.jsonl", '"at":0', '"at":1'), "--json")

    assert json.loads(answer.stdout)["intact"] is False
    assert answer.exit_code == 1


@pytest.mark.parametrize("command", ["verify", "grade", "replay"])
@pytest.mark.parametrize("missing", ["scenario.json", "journal.jsonl"])
def test_a_folder_that_is_not_a_sitting_is_refused(passage, command, missing):
    (passage / missing).unlink()

    answer = bannette(command, passage)

    assert answer.exit_code == 1
    assert missing in answer.stderr


def test_a_file_taken_away_shows(passage):
    gone = max(path for path in (passage / "files").rglob("*") if path.is_file())
    gone.unlink()

    answer = bannette("verify", passage)

    assert answer.exit_code == 1
    assert f"{gone.name} manque" in answer.stderr


@pytest.mark.parametrize("command", ["verify", "grade"])
def test_a_folder_without_its_files_is_refused(passage, command):
    shutil.rmtree(passage / "files")

    answer = bannette(command, passage)

    assert answer.exit_code == 1
    assert "manque" in answer.stderr


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"{}\n", b"[]\n", b"null\n", b"pas du json\n"]
)
@pytest.mark.parametrize("name", ["scenario.json", "journal.jsonl"])
def test_a_sitting_that_cannot_be_read_is_refused_by_every_command(passage, name, content):
    (passage / name).write_bytes(content)

    for command in ("verify", "grade", "replay"):
        answer = bannette(command, passage)

        empty = name == "journal.jsonl" and content == b"" and command == "replay"
        assert answer.exit_code == (0 if empty else 1), command
        assert empty or answer.stderr.strip()


def test_a_journal_that_was_changed_is_never_graded(edited):
    answer = bannette("grade", edited("journal.jsonl", '"at":0', '"at":1'), "--json")

    assert answer.exit_code == 1
    assert answer.stdout == ""


def test_grade_as_data_has_its_shape(played):
    sheet = json.loads(bannette("grade", played, "--json").stdout)

    assert {"pack", "version", "seed", "criteria", "competencies"} <= set(sheet)
    assert (sheet["pack"], sheet["seed"]) == (PACK, 1)
    assert list(sheet["criteria"]) == [criterion.id for criterion in framework().criteria]
    assert set(sheet["competencies"]) == {"C1", "C2", "C3", "C4", "C5"}
    assert sheet["faults"] == []
    for one in sheet["criteria"].values():
        assert {"level", "score", "findings", "examiner_points"} <= set(one)
        assert one["level"] in {"met", "partly", "not_met", "not_observed", "undecided"}
        assert 0 <= one["score"] <= 1
        for finding in one["findings"]:
            assert {"check", "verdict", "score", "reason", "evidence"} <= set(finding)


def test_good_work_is_graded_good_and_nothing_gets_nothing(played, tmp_path):
    bannette("play", PACK, "--seed", 1, "--as", "idle", "--out", tmp_path / "idle")

    good = json.loads(bannette("grade", played, "--json").stdout)["criteria"]
    idle = json.loads(bannette("grade", tmp_path / "idle", "--json").stdout)["criteria"]

    assert {one["level"] for one in good.values()} <= {"met", "undecided"}
    assert not {one["level"] for one in idle.values()} & {"met", "partly"}


def test_grade_speaks_to_people(played):
    answer = bannette("grade", played)

    assert answer.exit_code == 0
    assert "C1.1" in answer.stdout
    assert "%" in answer.stdout


def test_replay_shows_the_office_at_an_entry(played):
    first, last = bannette("replay", played, "--at", 1), bannette("replay", played)

    assert first.exit_code == last.exit_code == 0
    assert first.stdout != last.stdout


def test_replay_refuses_an_entry_that_is_not_there(played):
    answer = bannette("replay", played, "--at", 1_000_000)

    assert answer.exit_code == 2
    assert "choisissez un numéro entre 0 et" in answer.stderr


def test_the_difference_between_two_entries_of_the_erp_is_readable(played):
    whole = bannette("erp", "diff", played)

    assert whole.exit_code == 0
    assert "Commande client CC26-" in whole.stdout
    assert "État : Brouillon → Validée" in whole.stdout
    assert bannette("erp", "diff", played, "--from", 3, "--to", 3).stdout == (
        "Aucune différence dans l’ERP entre ces deux entrées.\n"
    )


def test_the_difference_backwards_is_the_same_said_the_other_way(played):
    data = json.loads(bannette("erp", "diff", played, "--json").stdout)
    back = json.loads(
        bannette("erp", "diff", played, "--from", len(entries(played)), "--to", 0, "--json").stdout
    )

    assert {one["record"] for one in data} == {one["record"] for one in back}
    assert {one["kind"] for one in data} == {"nouveau", "modifié"}
    assert {one["kind"] for one in back} == {"disparu", "modifié"}


def test_an_entry_the_journal_has_not_is_refused(played):
    answer = bannette("erp", "diff", played, "--to", 99_999)

    assert answer.exit_code == 2
    assert "choisissez un numéro entre 0 et" in answer.stderr


def entries(folder):
    return (folder / "journal.jsonl").read_text(encoding="utf-8").splitlines()
