"""The command line called in this process, and a sitting played once."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from webapp.cli.main import main

PACK = "adv-fac-01"


def bannette(*arguments: object, **options: object) -> Result:
    """Call the command line; a fault of ours is raised, not printed."""
    words = [str(argument) for argument in arguments]
    return CliRunner().invoke(main, words, catch_exceptions=False, **options)


@pytest.fixture
def centre(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for the centre's data."""
    monkeypatch.setenv("BANNETTE_DATA", str(tmp_path / "var"))
    monkeypatch.delenv("BANNETTE_DATABASE_URL", raising=False)
    return tmp_path / "var"


@pytest.fixture(scope="session")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reference rehearsal of the shipped pack, seed 1. Not to be changed."""
    folder = tmp_path_factory.mktemp("played") / "passage"
    answer = bannette("play", PACK, "--seed", 1, "--out", folder)
    assert answer.exit_code == 0, answer.stderr
    return folder


@pytest.fixture
def passage(played: Path, tmp_path: Path) -> Path:
    """A copy of the sitting, to be changed."""
    return Path(shutil.copytree(played, tmp_path / "passage"))


@pytest.fixture
def edited(passage: Path) -> Callable[[str, str, str], Path]:
    """Replace a text in a file of the sitting."""

    def edit(name: str, old: str, new: str) -> Path:
        text = (passage / name).read_text(encoding="utf-8")
        assert old in text
        (passage / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return passage

    return edit
