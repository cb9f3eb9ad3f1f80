"""Every command explains itself in French, and misuse exits 2 with a reason on stderr."""

import subprocess
import sys

import click
import pytest

from tests.cli.conftest import PACK, bannette
from webapp.cli.main import main


def paths(command: click.Command, above: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    """Return the words that lead to every command."""
    found = [above] if above else []
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            found += paths(child, (*above, name))
    return found


COMMANDS = paths(main)


def test_the_commands_are_those_of_the_guide():
    assert {" ".join(path) for path in COMMANDS} == {
        "pack", "pack list", "pack check", "pack seal", "pack schema", "play", "verify", "grade", "replay",
        "bench", "erp", "erp diff", "serve", "worker", "demo", "user", "user add", "db", "db upgrade",
    }  # fmt: skip


@pytest.mark.parametrize("path", COMMANDS, ids=" ".join)
def test_every_command_has_its_help(path):
    for option in ("--help", "-h"):
        answer = bannette(*path, option)

        assert answer.exit_code == 0
        assert "Usage: " in answer.stdout
    command = main
    for word in path:
        command = command.commands[word]
    assert command.help
    assert command.help[0].isupper()


@pytest.mark.parametrize(
    "arguments",
    [
        ["inconnue"],
        ["pack", "inconnue"],
        ["pack", "check"],
        ["pack", "check", "nulle-part"],
        ["pack", "check", PACK, "--seeds", "0"],
        ["pack", "seal", PACK, "--out", "x"],
        ["pack", "seal", PACK, "--seed", "-1", "--out", "x"],
        ["pack", "seal", "nulle-part", "--seed", "0", "--out", "x"],
        ["play", "nulle-part", "--seed", "0", "--out", "x"],
        ["play", PACK, "--seed", "un", "--out", "x"],
        ["verify"],
        ["verify", "nulle-part"],
        ["grade", "nulle-part"],
        ["replay", "nulle-part", "--at", "1"],
        ["bench", "inconnu"],
        ["serve", "--port", "0"],
        ["user", "add", "lea"],
        ["user", "add", "lea", "--role", "roi", "--name", "Léa", "--password", "un mot de passe"],
    ],
    ids=" ".join,
)
def test_misuse_exits_two_with_a_reason(arguments, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)

    answer = bannette(*arguments)

    assert answer.exit_code == 2
    assert answer.stderr.strip()
    assert answer.stdout == ""
    assert list(tmp_path.iterdir()) == []


def test_an_unknown_pack_is_answered_with_those_there_are():
    assert (
        f"« nulle-part » est introuvable. Packs disponibles : {PACK}"
        in bannette("pack", "check", "nulle-part").stderr
    )


def test_the_process_answers_as_the_function_does(tmp_path):
    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-m", "webapp.cli", *arguments],
            capture_output=True,
            text=True,
            check=False,
        )

    right, wrong = run("--version"), run("verify", str(tmp_path))

    assert (right.returncode, right.stdout.split()[0], right.stderr) == (0, "bannette,", "")
    assert (wrong.returncode, wrong.stdout) == (1, "")
    assert "indiquez le dossier d’un passage" in wrong.stderr
    assert "Traceback" not in wrong.stderr
