"""`bannette serve`, `worker`, `demo`, `user add`, `db upgrade`: running an exam centre."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import get_args

import click
import sqlalchemy as sa
import waitress
from flask import Flask
from sqlalchemy.exc import IntegrityError

from webapp.app import create_app
from webapp.config import read_settings
from webapp.demo.centre import Interrupted, furnish, tutor_access
from webapp.grading_service import grade_sitting
from webapp.security import hash_password
from webapp.store.database import upgrade
from webapp.store.store import Store, open_store
from webapp.store.tables import Role, User
from webapp.worker import run_worker

THREADS = 8
PASSWORD_LENGTH = 10


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
def serve(host: str, port: int) -> None:
    """Sert le centre d’examen."""
    settings = read_settings()
    store = open_store(settings)
    upgrade(store.database)
    _serve(create_app(settings, store), host, port)


def _serve(app: Flask, host: str, port: int) -> None:
    click.echo(f"Bannette est servie sur http://{host}:{port} (Ctrl+C pour arrêter).")
    try:
        waitress.serve(
            app, host=host, port=port, threads=THREADS, max_request_body_size=200_000_000
        )
    except OSError as error:
        click.echo(
            f"Le port {port} est déjà pris : arrêtez l’autre serveur ou choisissez --port. ({error})",
            err=True,
        )
        raise SystemExit(1) from error


@click.command()
def worker() -> None:
    """Fait avancer les épreuves en cours et note celles qui sont terminées."""
    run_worker(read_settings(), _grade)


def _grade(store: Store, sitting_id: int) -> None:
    grade_sitting(store, sitting_id)


@click.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, type=click.IntRange(1, 65535))
@click.option(
    "--data",
    type=click.Path(path_type=Path, file_okay=False),
    help="Dossier des données (var/demo).",
)
def demo(host: str, port: int, data: Path | None) -> None:
    """Prépare et sert un centre de démonstration : une épreuve prête, un passage noté, une session publiée."""
    os.environ["BANNETTE_DATA"] = str(data or Path(os.environ.get("BANNETTE_DATA", "var/demo")))
    os.environ["BANNETTE_DEMO"] = "1"
    settings = replace(read_settings(), demo=True)
    store = open_store(settings)
    upgrade(store.database)
    click.echo("Préparation du centre de démonstration (une demi-minute la première fois)…")
    try:
        furnish(store, settings)
    except Interrupted as interrupted:
        folder = os.environ["BANNETTE_DATA"]
        raise click.ClickException(
            f"la préparation a été interrompue. Supprimez le dossier {folder}, puis relancez."
        ) from interrupted
    access = tutor_access(store)
    if access:
        path, code = access
        click.echo(f"Avis du tuteur de Sofia Lemaire : http://{host}:{port}{path} (code {code}).")
    # Ended by a signal, the centre ends its worker too: `finally` needs an exception to run.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    beside = subprocess.Popen([sys.executable, "-m", "webapp.cli", "worker"])
    try:
        _serve(create_app(settings, store), host, port)
    finally:
        beside.terminate()


@click.group()
def user() -> None:
    """Les comptes."""


@user.command("add")
@click.argument("login")
@click.option("--role", required=True, type=click.Choice(get_args(Role)))
@click.option("--name", required=True, help="Prénom et nom.")
@click.password_option(
    "--password", prompt="Mot de passe", help="Demandé au clavier s’il n’est pas donné."
)
def add_user(login: str, role: Role, name: str, password: str) -> None:
    """Ajoute un compte."""
    if not login.strip():
        click.echo("L’identifiant est vide : donnez-en un, par exemple lea.roux.", err=True)
        raise SystemExit(2)
    if len(password) < PASSWORD_LENGTH:
        click.echo(f"Le mot de passe doit compter au moins {PASSWORD_LENGTH} caractères.", err=True)
        raise SystemExit(2)
    store = open_store(read_settings())
    upgrade(store.database)
    row = User(
        login=login.strip().casefold(), name=name, role=role, password_hash=hash_password(password)
    )
    try:
        with store.sessions.begin() as session:
            session.add(row)
    except IntegrityError:
        click.echo(f"L’identifiant « {login} » existe déjà : choisissez-en un autre.", err=True)
        raise SystemExit(1) from None
    click.echo(f"Compte « {row.login} » ajouté.")


@click.group()
def db() -> None:
    """La base de données."""


@db.command("upgrade")
def upgrade_database() -> None:
    """Met les tables à la version du programme."""
    store = open_store(read_settings())
    upgrade(store.database)
    with store.database.connect() as connection:
        version = connection.execute(sa.text("SELECT version_num FROM alembic_version")).scalar()
    click.echo(f"Base à jour (version {version}).")
