"""`bannette bench room`: the poll of a room of twelve and of thirty candidates at work, served."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path

from sim.scenario.load import load as load_pack
from sim.scenario.seal import seal
from webapp.app import create_app
from webapp.auth.demo import DEMO_ACCOUNTS, create_demo_accounts
from webapp.cli.bench.measure import Figure, figure
from webapp.cli.bench.morning import PACK, morning
from webapp.cli.bench.served import Browser, bare_app, served
from webapp.config import Settings
from webapp.library import PACKS
from webapp.planning import appoint, enrol, import_journal, keep_scenario, plan_exam
from webapp.store.database import upgrade
from webapp.store.store import open_store
from webapp.store.tables import User
from webapp.wall import local, wall_ms

SIZES = (12, 30)
REQUESTS = 20
GOAL = 25.0
"""A room is asked for every four seconds: a page of thirty worlds may cost that many bare ones."""


def room() -> list[Figure]:
    """Time what the invigilator's page asks every four seconds, beside a bare page of its weight."""
    figures = []
    for size in SIZES:
        with tempfile.TemporaryDirectory() as name, _room(Path(name), size) as invigilator:
            poll = partial(invigilator.part, "/salle/1")
            with served(bare_app(Path(name), len(poll()))) as floor:
                found = figure(f"salle de {size} candidats", poll, floor.page, REQUESTS)
                figures.append(replace(found, goal=GOAL))
    return figures


@contextmanager
def _room(folder: Path, size: int) -> Iterator[Browser]:
    """Serve a room whose candidates are all in the middle of their morning."""
    sealed = seal(load_pack(PACKS / PACK), 0)
    played = morning(sealed)
    done = played.entries[: len(played.entries) // 2]
    settings = Settings(folder, f"sqlite:///{folder / 'bench.sqlite3'}", "bench")
    store = open_store(settings)
    upgrade(store.database)
    with store.sessions.begin() as session:
        accounts = create_demo_accounts(session)
        digest = keep_scenario(session, store.files, sealed)
        exam = plan_exam(
            session, pack=PACK, title="Mesure", planned_on=local(wall_ms()).date(), author=accounts["admin"]
        )  # fmt: skip
        appoint(session, exam, accounts["paul"], "invigilator")
        people = [
            User(login=f"c{rank}", name=f"Candidat {rank}", role="candidate", password_hash="x")  # noqa: S106  nobody signs in with it
            for rank in range(size)
        ]
        session.add_all(people)
        session.flush()
        places = [enrol(session, exam, one, scenario=digest, reason="mesure").id for one in people]
    for place in places:
        import_journal(store, place, done, dict(played.files))
    app = create_app(settings, store)
    behind = wall_ms() - done[-1].wall
    app.config["WALL"] = lambda: wall_ms() - behind  # the morning goes on where it was left
    with served(app) as browser:
        _sign_in(browser, "paul")
        yield browser


def _sign_in(browser: Browser, login: str) -> None:
    csrf = browser.token(browser.ask("GET", "/connexion")[1])
    password = next(one.password for one in DEMO_ACCOUNTS if one.login == login)
    browser.ask("POST", "/connexion", f"login={login}&password={password}&csrf_token={csrf}")
