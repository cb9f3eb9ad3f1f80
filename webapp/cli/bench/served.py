"""What benches ask: a browser on a kept connection, servers on free ports, a bare page as a floor."""

import http.client
import re
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click
from flask import Flask, Response, request
from waitress.server import create_server

DRAFT = "to=luc&subject=Bonjour&body=Je+vous+confirme+la+livraison."


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

    def part(self, path: str) -> bytes:
        """Return the part of a page that a poll asks for."""
        return self.ask("GET", self.prefix + path, headers={"HX-Request": "true"})[1]

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
def served(app: Any) -> Iterator[Browser]:
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


def bare_app(folder: Path, weight: int) -> Flask:
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
