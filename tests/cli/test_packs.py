"""`bannette pack list|check|seal|schema`."""

import json
from pathlib import Path

import pytest

from sim.journal.files import sha256
from tests.cli.conftest import PACK, bannette
from tests.sim.scenario.conftest import SMALL
from webapp import library
from webapp.cli.schema import SCHEMAS


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A small pack with two mistakes in one file."""
    folder = tmp_path / "petit"
    for name, text in SMALL.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text.replace("name: Luc", "nom: Luc"), encoding="utf-8")
    return folder


def test_list_names_the_packs():
    answer = bannette("pack", "list")

    assert answer.exit_code == 0
    assert PACK in answer.stdout


def test_list_as_data():
    rows = json.loads(bannette("pack", "list", "--json").stdout)

    row = next(row for row in rows if row["pack"] == PACK)
    assert set(row) == {"pack", "version", "title", "field", "duration_min"}
    assert row["duration_min"] == 120


def test_list_goes_on_beside_a_pack_that_cannot_be_read(broken, monkeypatch):
    monkeypatch.setattr(library, "PACKS", broken.parent)
    (broken / "pack.yaml").write_text("titre: x\n", encoding="utf-8")

    answer = bannette("pack", "list")

    assert answer.exit_code == 0
    assert "illisible : bannette pack check petit" in answer.stdout


def test_check_says_in_data_whether_a_pack_can_be_published():
    answer = bannette("pack", "check", PACK, "--seeds", 1, "--processes", 1, "--json")

    report = json.loads(answer.stdout)
    assert set(report) == {"pack", "seeds", "publishable", "problems", "rehearsals"}
    assert (report["pack"], report["seeds"]) == (PACK, 1)
    assert answer.exit_code == (0 if report["publishable"] else 1)
    assert {"reference", "alternative", "idle", "fault"} == {
        one["kind"] for one in report["rehearsals"]
    }
    for one in report["rehearsals"]:
        assert {"id", "kind", "criteria", "as_declared", "deviations"} <= set(one)
        assert one["as_declared"] == (0 if one["deviations"] else 1)
        for deviation in one["deviations"]:
            assert set(deviation) == {"seed", "criterion", "expected", "got"}


def test_check_refuses_a_broken_pack_with_every_place(broken):
    answer = bannette("pack", "check", broken, "--seeds", 1)

    assert answer.exit_code == 1
    assert "people.yaml:2 [people.0.name] Ce champ est obligatoire" in answer.stderr
    assert "people.yaml:2 [people.0.nom] Ce champ n’existe pas" in answer.stderr
    assert "Non publiable" in answer.stdout


def test_check_gives_the_problems_as_data(broken):
    answer = bannette("pack", "check", broken, "--seeds", 1, "--json")

    report = json.loads(answer.stdout)
    assert answer.exit_code == 1
    assert not report["publishable"]
    assert report["rehearsals"] == []
    assert {problem["field"] for problem in report["problems"]} == {"people.0.name", "people.0.nom"}
    assert set(report["problems"][0]) == {"file", "line", "field", "fr", "en", "severity"}


def test_a_pack_without_rehearsals_is_not_publishable(broken):
    (broken / "people.yaml").write_text(SMALL["people.yaml"], encoding="utf-8")

    answer = bannette("pack", "check", broken, "--seeds", 1)

    assert answer.exit_code == 1
    assert "Il manque une répétition « reference »" in answer.stderr


def test_seal_writes_the_scenario_and_its_files(tmp_path):
    answer = bannette("pack", "seal", PACK, "--seed", 2, "--out", tmp_path / "un")

    assert answer.exit_code == 0
    assert answer.stdout.strip() == sha256((tmp_path / "un" / "scenario.json").read_bytes())
    files = list((tmp_path / "un" / "files").iterdir())
    assert files
    assert all(sha256(path.read_bytes()) == path.name for path in files)


def test_seal_refuses_a_broken_pack_and_writes_nothing(broken, tmp_path):
    answer = bannette("pack", "seal", broken, "--seed", 0, "--out", tmp_path / "un")

    assert answer.exit_code == 1
    assert "people.yaml" in answer.stderr
    assert not (tmp_path / "un").exists()


def test_schema_writes_one_file_per_kind(tmp_path):
    answer = bannette("pack", "schema", "--out", tmp_path / "schema")

    assert answer.exit_code == 0
    assert len(list((tmp_path / "schema").iterdir())) == len(SCHEMAS)
