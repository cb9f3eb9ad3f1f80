"""Reading a pack: every problem at once, each with its place and what to write instead."""

import re
from copy import deepcopy

import pytest

from sim.scenario import load as loading
from sim.scenario.load import load, strays
from sim.scenario.problems import PackRefused
from sim.scenario.seal import seal
from tests.sim.scenario.conftest import problems_of


def bomb() -> str:
    rows = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    rows += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    return "\n".join(rows) + "\n"


def test_a_pack_that_is_right_is_read(small):
    pack = load(small({"files/plan.docx": b"PK", "procedures/MO-1.md": "# Une règle\n"}))

    assert pack.slug == "petit"
    assert set(pack.sources) == {"pack.yaml", "people.yaml", "key.yaml", "brief.md"}
    assert set(pack.assets) == {"files/plan.docx", "procedures/MO-1.md"}


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(PackRefused) as refused:
        load(tmp_path / "nulle-part")

    assert "n’existe pas" in refused.value.problems[0].fr


@pytest.mark.parametrize("name", loading.REQUIRED)
def test_a_missing_file_is_named(small, name):
    (problem,) = problems_of(small({name: None}))

    assert problem.file == name
    assert "manque" in problem.fr
    assert "missing" in problem.en


@pytest.mark.parametrize(
    ("content", "line", "word"),
    [
        ("title: essai\npeople: [luc\n", 3, "YAML"),
        ("people:\n  - {id: luc\n name: x}\n", 3, "YAML"),
        ("people: *nobody\n", 1, "YAML"),
        ("people: !!python/object:os.system {}\npeople: 2\n", 2, "YAML"),
        ("a: 1\na: 2\n", 2, "YAML"),
        ("a: \"x\\q\"\n", 1, "YAML"),
        ("people: " + "[" * 60 + "]" * 60 + "\n", 1, "YAML"),
        ("people: " + "[" * 400 + "]" * 400 + "\n", 1, "YAML"),
        (bomb(), 1, "YAML"),
        ("people:\n" + "  - x\n" * 200_000, 1, "YAML"),
        ("people: \x00\n", 1, "YAML"),
        ("- 2026-99-99\n", 1, "YAML"),
        (b"people: [\xe9\xe8]\n", 0, "UTF-8"),
    ],
    ids=["open list", "indentation", "alias", "twice", "key", "escape", "deep", "very deep", "bomb", "large", "null", "date", "latin-1"],
)  # fmt: skip
def test_what_is_not_yaml_is_refused_at_its_line(small, content, line, word):
    (problem,) = problems_of(small({"people.yaml": content}))

    assert (problem.file, problem.line) == ("people.yaml", line)
    assert word in problem.fr
    assert word in problem.en


@pytest.mark.parametrize(
    "name",
    ["timeline.yml", "mails/M01.md", "calls/appel.md", "mail/suite/M02.md", "minuterie.yaml"],
)
def test_a_text_that_nobody_reads_is_told(small, name):
    (problem,) = strays(load(small({name: "injections: []\n"})))

    assert problem.file == name
    assert "n’est lu par personne" in problem.fr


def test_the_mark_some_editors_write_first_is_nothing(small):
    mail = '---\nfrom: luc@petit.example\nsubject: Essai\nat: "08:00"\n---\nBonjour\n'

    assert problems_of(small({"mail/M01.md": f"\ufeff{mail}"})) == []


def test_a_front_matter_counts_its_lines_from_the_top_of_the_file(small):
    (problem,) = problems_of(small({"mail/M01.md": "---\nfrom: luc\nsubject: [\n---\nBonjour\n"}))

    assert (problem.file, problem.line) == ("mail/M01.md", 3)


def test_a_file_too_large_or_a_link_is_refused(small, monkeypatch):
    folder = small({"files/gros.bin": b"x" * 101})
    (folder / "files" / "lien.bin").symlink_to(folder / "brief.md")
    monkeypatch.setattr(loading, "FILE_LIMIT", 1000)
    assert [problem.file for problem in problems_of(folder)] == ["files/lien.bin"]

    monkeypatch.setattr(loading, "FILE_LIMIT", 100)

    assert "files/gros.bin" in {problem.file for problem in problems_of(folder)}


def test_too_many_files_are_refused(small, monkeypatch):
    monkeypatch.setattr(loading, "FILES_LIMIT", 3)

    assert "plus de 3 fichiers" in problems_of(small())[0].fr


def test_hidden_files_of_an_editor_are_left_out(small):
    assert ".people.yaml.swp" not in load(small({".people.yaml.swp": b"\xff"})).assets


def test_all_problems_of_the_shipped_pack_come_together(copied):
    (copied / "key.yaml").unlink()
    (copied / "timeline.yaml").write_text("injections: [\n", encoding="utf-8")
    (copied / "people.yaml").write_bytes(b"people: \xff\n")
    (copied / "variants.yaml").write_text(bomb(), encoding="utf-8")

    problems = problems_of(copied)

    assert [problem.file for problem in problems] == [
        "key.yaml",
        "people.yaml",
        "timeline.yaml",
        "variants.yaml",
    ]
    for problem in problems:
        assert re.search(r"[:;.] |\.$", problem.fr)
        assert problem.fr != problem.en
        assert problem.severity == "error"


def test_a_file_changed_is_read_again(small):
    assert load(small()).sources["brief.md"].body == "Bonjour.\n"

    assert load(small({"brief.md": "Bonsoir.\n"})).sources["brief.md"].body == "Bonsoir.\n"


def test_sealing_leaves_what_was_read_as_it_was(shipped):
    before = deepcopy({name: source.parsed.data for name, source in shipped.sources.items()})

    seal(shipped, 5)

    assert {name: source.parsed.data for name, source in shipped.sources.items()} == before
