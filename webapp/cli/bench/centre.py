"""A whole centre served for a bench."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from sim.journal.entry import Entry
from sim.scenario.seal import Sealed
from webapp.app import create_app
from webapp.auth.demo import DEMO_ACCOUNTS, create_demo_accounts
from webapp.cli.bench.served import Browser, served
from webapp.config import Settings
from webapp.planning import enrol, import_journal, keep_scenario, plan_exam
from webapp.store.database import upgrade
from webapp.store.store import open_store
from webapp.wall import local, wall_ms


@contextmanager
def served_centre(
    folder: Path, sealed: Sealed, done: Sequence[Entry], files: Mapping[str, bytes]
) -> Iterator[Browser]:
    """Serve a centre with a sitting at hand; return a browser signed in as its candidate."""
    settings = Settings(folder, f"sqlite:///{folder / 'bench.sqlite3'}", "bench")
    store = open_store(settings)
    upgrade(store.database)
    with store.sessions.begin() as session:
        accounts = create_demo_accounts(session)
        exam = plan_exam(
            session, pack=sealed.scenario.pack, title="Mesure",
            planned_on=local(wall_ms()).date(), author=accounts["admin"],
        )  # fmt: skip
        digest = keep_scenario(session, store.files, sealed)
        sitting = enrol(session, exam, accounts["camille"], scenario=digest, reason="mesure")
    import_journal(store, sitting.id, tuple(done), dict(files))
    app = create_app(settings, store)
    behind = wall_ms() - done[-1].wall
    app.config["WALL"] = lambda: wall_ms() - behind  # the morning goes on where it was left
    with served(app) as browser:
        browser.csrf = browser.token(browser.ask("GET", "/connexion")[1])
        password = next(one.password for one in DEMO_ACCOUNTS if one.login == "camille")
        browser.ask(
            "POST", "/connexion", f"login=camille&password={password}&csrf_token={browser.csrf}"
        )
        browser.prefix = f"/epreuve/{sitting.token}"
        browser.csrf = browser.token(browser.get("/messagerie"))
        yield browser
