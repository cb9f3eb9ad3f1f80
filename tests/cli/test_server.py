"""`bannette user add` and `bannette db upgrade`: a centre's accounts and tables."""

import sqlite3

import pytest

from tests.cli.conftest import bannette

PASSWORD = "un mot de passe"


def add(login: str = "lea", password: str = PASSWORD, **options):
    return bannette(
        "user",
        "add",
        login,
        "--role",
        "trainer",
        "--name",
        "Léa Roux",
        "--password",
        password,
        **options,
    )


def accounts(centre) -> list[tuple[str, str, str]]:
    connection = sqlite3.connect(centre / "bannette.sqlite3")
    try:
        return connection.execute("SELECT login, role, password_hash FROM account").fetchall()
    finally:
        connection.close()


def test_an_account_is_added_and_its_password_is_not_kept(centre):
    answer = add("Lea")

    assert answer.exit_code == 0
    assert "« lea »" in answer.stdout
    ((login, role, kept),) = accounts(centre)
    assert (login, role) == ("lea", "trainer")
    assert PASSWORD not in kept


def test_a_short_password_is_refused(centre):
    answer = add(password="court")

    assert answer.exit_code == 2
    assert "au moins 10 caractères" in answer.stderr
    assert not (centre / "bannette.sqlite3").exists()


@pytest.mark.parametrize("login", ["lea", "LEA", " lea "])
def test_a_login_is_used_once(centre, login):
    add("lea")

    answer = add(login)

    assert answer.exit_code == 1
    assert "existe déjà" in answer.stderr
    assert len(accounts(centre)) == 1


@pytest.mark.parametrize("login", ["", "   "])
def test_an_empty_login_is_refused(centre, login):
    assert add(login).exit_code == 2


def test_the_password_can_be_typed_twice(centre):
    answer = bannette(
        "user",
        "add",
        "lea",
        "--role",
        "candidate",
        "--name",
        "Léa Roux",
        input=f"{PASSWORD}\n{PASSWORD}\n",
    )

    assert answer.exit_code == 0
    assert PASSWORD not in answer.output


def test_upgrading_twice_is_harmless(centre):
    first, second = bannette("db", "upgrade"), bannette("db", "upgrade")

    assert first.exit_code == second.exit_code == 0
    assert first.stdout == second.stdout
    assert first.stdout.startswith("Base à jour (version 0")
    assert (centre / "bannette.sqlite3").is_file()
