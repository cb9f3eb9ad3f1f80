"""`bannette bench NAME`: figures beside their floors, measured in one run, best of interleaved rounds."""

import hashlib
import http.client
import json
import re
import sqlite3
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

import click
from flask import Flask, Response, request
from waitress.server import create_server

from grading.rehearsal import Played, play, read_rehearsals, steps_of
from sim.dispatch import fold
from sim.facts import planner
from sim.journal.entry import Entry, dump, load
from sim.scenario.load import load as load_pack
from sim.scenario.seal import Sealed, rehearsals, seal
from webapp.app import create_app
from webapp.auth.demo import DEMO_ACCOUNTS, create_demo_accounts
from webapp.cli.output import print_json
from webapp.config import Settings
from webapp.library import PACKS
from webapp.planning import enrol, import_journal, plan_exam
from webapp.store.database import upgrade
from webapp.store.store import open_store
from webapp.wall import local, wall_ms

PACK = "adv-fac-01"
ROUNDS = 7
REQUESTS = 40
"""Requests timed in one round."""
GOAL = 2.0
PAGES = {
    "messagerie": "/messagerie",
    "plan de travail": "/plan",
    "téléphone": "/telephone",
    "documents": "/documents",
    "annuaire": "/annuaire",
}
"""Pages that only read: beside three reads."""
READINGS = {
    "message ouvert": "/messagerie/M02",
    "erp : liste": "/erp/invoice",
    "erp : facture": "/erp/invoice/fiche/PF26-1871",
}
"""Pages whose display is journalled: beside three reads and a durable insert."""


DRAFT = "to=luc&subject=Bonjour&body=Je+vous+confirme+la+livraison."


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure: `ratio` is the value over its floor, taken in the same run."""

    name: str
    value: float
    unit: str
    floor: float
    ratio: float
    goal: float


@click.command()
@click.argument("name", type=click.Choice(["desk", "office"]))
@click.option("--json", "as_json", is_flag=True, help="Écrire des données JSON.")
def bench(name: str, *, as_json: bool) -> None:
    """Mesure le bureau servi (desk) ou le pli d’un journal (office), à côté de leurs planchers."""
    figures = BENCHES[name]()
    if as_json:
        print_json([asdict(figure) for figure in figures])
        return
    for one in figures:
        click.echo(
            f"{one.name:<34} {one.value:9.2f} {one.unit}  plancher {one.floor:8.2f}"
            f"  rapport {one.ratio:5.2f}  (but {one.goal:g})"
        )


def _figure(
    name: str, ours: Callable[[], object], bare: Callable[[], object], repeat: int
) -> Figure:
    """Time both in turn; keep the best round of each, in milliseconds for one call."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for index, call in enumerate((ours, bare)):
            start = time.perf_counter()
            for _ in range(repeat):
                call()
            best[index] = min(best[index], (time.perf_counter() - start) / repeat * 1000)
    return Figure(
        name, round(best[0], 3), "ms", round(best[1], 3), round(best[0] / best[1], 2), GOAL
    )


def _office() -> list[Figure]:
    """Fold 2,000 entries from their stored text; the floor only reads the JSON and checks the chain."""
    sealed = seal(load_pack(PACKS / PACK), 0)
    lines = [dump(entry) for entry in _entries(sealed, 2000)]

    def folded() -> object:
        return fold(sealed.scenario, (load(line) for line in lines))

    def bare() -> None:
        for line in lines:
            json.loads(line)
            hashlib.sha256(line.encode()).hexdigest()

    figure = _figure("plier 2 000 entrées", folded, bare, 1)
    return [Figure(figure.name, figure.value, "ms", figure.floor, figure.ratio, 50.0)]


def _entries(sealed: Sealed, count: int) -> list[Entry]:
    """Return a whole morning, made longer by plans written again and again."""
    played = list(_morning(sealed).entries[:-1])
    while len(played) < count:
        last = played[-1]
        number = len(played)
        values = planner.TaskValues(title=f"Tâche {number}", estimate_min=number % 40 + 1)
        fact = planner.TaskAdded(task=f"B{number}", values=values)
        played.append(Entry(number + 1, last.at, last.wall, "candidate", fact).sealed(last.hash))
    return played


def _morning(sealed: Sealed) -> Played:
    """Return the pack's own reference run."""
    pack = load_pack(PACKS / PACK)
    found = read_rehearsals(rehearsals(pack, sealed.context, []))
    return play(sealed, steps_of("reference", found), pack.assets)


def _desk() -> list[Figure]:
    """Time desk pages and a journalled action beside bare Flask, both behind the same server."""
    with tempfile.TemporaryDirectory() as folder, _served_centre(Path(folder)) as centre:
        figures = []
        for name, path in (PAGES | READINGS).items():
            page = partial(centre.get, path)
            with _served(_bare_app(Path(folder), len(page()))) as floor:
                bare = floor.reading if name in READINGS else floor.page
                figures.append(_figure(name, page, bare, REQUESTS))
        with _served(_bare_app(Path(folder), len(centre.act()))) as floor:
            figures.append(_figure("action journalisée", centre.act, floor.insert, REQUESTS))
        return figures


@dataclass
class Browser:
    """A connection kept alive, and its cookies."""

    port: int
    prefix: str = ""
    cookie: str = ""
    csrf: str = ""

    def __post_init__(self) -> None:
        self._connection = http.client.HTTPConnection("127.0.0.1", self.port)

    def ask(
        self, method: str, path: str, body: str = "", headers: dict[str, str] | None = None
    ) -> tuple[int, bytes]:
        """Send one request; raise when the answer is an error."""
        sent = {
            "Cookie": self.cookie,
            "Content-Type": "application/x-www-form-urlencoded",
            **(headers or {}),
        }
        self._connection.request(method, path, body=body, headers=sent)
        answer = self._connection.getresponse()
        content = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                self.cookie = value.split(";")[0]
        if answer.status >= 400:
            raise click.ClickException(f"{method} {path} : {answer.status}")
        return answer.status, content

    def get(self, path: str) -> bytes:
        """Return a page."""
        return self.ask("GET", self.prefix + path)[1]

    def page(self) -> bytes:
        """Return the bare page."""
        return self.get("/page")

    def reading(self) -> bytes:
        """Return the bare page that writes that it was read."""
        return self.get("/reading")

    def insert(self) -> bytes:
        """Do the bare insert."""
        return self.ask("POST", "/insert", "a=b")[1]

    def act(self) -> bytes:
        """Do a journalled action, the most frequent: keep a draft."""
        headers = {"X-CSRFToken": self.csrf, "HX-Request": "true"}
        return self.ask("POST", self.prefix + "/messagerie/brouillons", DRAFT, headers)[1]

    def close(self) -> None:
        """Hang up."""
        self._connection.close()

    def token(self, page: bytes) -> str:
        """Return the form token of a page."""
        found = re.search(rb'name="csrf-?_?token"[^>]*(?:content|value)="([^"]+)"', page)
        return found[1].decode() if found else ""


@contextmanager
def _served_centre(folder: Path) -> Iterator[Browser]:
    """Serve a centre with a sitting half done; return a browser signed in as its candidate."""
    settings = Settings(folder, f"sqlite:///{folder / 'bench.sqlite3'}", "bench")
    store = open_store(settings)
    upgrade(store.database)
    sealed = seal(load_pack(PACKS / PACK), 0)
    with store.sessions.begin() as session:
        accounts = create_demo_accounts(session)
        exam = plan_exam(
            session, store.files, sealed, title="Mesure",
            planned_on=local(wall_ms()).date(), author=accounts["admin"],
        )  # fmt: skip
        sitting = enrol(session, exam, accounts["camille"], reason="mesure")
    morning = _morning(sealed)
    done = morning.entries[: len(morning.entries) // 2]
    import_journal(store, sitting.id, done, dict(morning.files))
    app = create_app(settings, store)
    behind = wall_ms() - done[-1].wall
    app.config["WALL"] = lambda: wall_ms() - behind  # the morning goes on where it was left
    with _served(app) as browser:
        browser.csrf = browser.token(browser.ask("GET", "/connexion")[1])
        password = next(one.password for one in DEMO_ACCOUNTS if one.login == "camille")
        browser.ask(
            "POST", "/connexion", f"login=camille&password={password}&csrf_token={browser.csrf}"
        )
        browser.prefix = f"/epreuve/{sitting.token}"
        browser.csrf = browser.token(browser.get("/messagerie"))
        yield browser


@contextmanager
def _served(app: Any) -> Iterator[Browser]:
    """Serve an application on a free port of this machine, by the server the demonstration uses."""
    server: Any = create_server(app, host="127.0.0.1", port=0)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    browser = Browser(server.effective_port)
    try:
        yield browser
    finally:
        browser.close()
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(server.close)  # in the thread that watches its sockets
        thread.join()


def _bare_app(folder: Path, weight: int) -> Flask:
    """A page of the same weight with one cookie and three reads; a durable insert."""
    app = Flask("bare")
    app.secret_key = "bare"  # noqa: S105  the floor's own cookie
    path = folder / "bare.sqlite3"
    body = b"x" * weight
    local_connection = threading.local()

    def connection() -> sqlite3.Connection:
        if not hasattr(local_connection, "it"):
            local_connection.it = sqlite3.connect(path, isolation_level=None)
            local_connection.it.execute("PRAGMA journal_mode=WAL")
            local_connection.it.execute("PRAGMA synchronous=FULL")
            local_connection.it.execute(
                "CREATE TABLE IF NOT EXISTS t (id INTEGER PRIMARY KEY, line TEXT)"
            )
        return local_connection.it  # type: ignore[no-any-return]

    def write() -> None:
        connection().execute("INSERT INTO t (line) VALUES (?)", ("y" * 600,))

    @app.get("/page")
    def page() -> Response:
        _ = request.cookies.get("session")
        for number in range(3):
            connection().execute("SELECT line FROM t WHERE id = ?", (number,)).fetchone()
        return Response(body, mimetype="text/html")

    @app.get("/reading")
    def reading() -> Response:
        write()
        return page()

    @app.post("/insert")
    def insert() -> Response:
        write()
        return Response(body, mimetype="text/html")

    return app


BENCHES: dict[str, Callable[[], list[Figure]]] = {"desk": _desk, "office": _office}
