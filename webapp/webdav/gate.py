"""The door of `/dav`: who is let in, how much they may send, and what a refusal says."""

import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from io import BytesIO
from typing import Any
from urllib.parse import quote, unquote, urlsplit

import sqlalchemy as sa
from flask import Flask
from werkzeug.wrappers import Response
from wsgidav.error_printer import ErrorPrinter
from wsgidav.request_resolver import RequestResolver
from wsgidav.wsgidav_app import WsgiDAVApp

from sim.journal.store import Conflict
from webapp.store.store import Store
from webapp.webdav.drive import BUSY, SittingDrive
from webapp.webdav.links import MOUNT, sitting_of
from webapp.webdav.resources import DRIVE, TOKEN, DriveProvider
from webapp.webdav.scratch import Scratches

Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]

LOCK_S = 300
"""Seconds a lock lasts unless the suite renews it: a computer that died does not keep a document for long."""
MAX_XML = 64 * 1024
WITH_BODY = frozenset({"PUT", "PROPFIND", "PROPPATCH", "LOCK"})
METHODS = WITH_BODY | {"OPTIONS", "GET", "HEAD", "DELETE", "COPY", "MOVE", "MKCOL", "UNLOCK"}
OPEN_TO_ALL = sa.text(
    "SELECT 1 FROM sitting JOIN account ON account.id = sitting.candidate_id "
    "WHERE sitting.id = :sitting AND account.active"
)
HEADERS = {
    "Content-Security-Policy": "default-src 'none'; sandbox; frame-ancestors 'none'",
    "Content-Disposition": "attachment",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "private, no-cache",  # Office does not open what may not be stored at all
}
UNKNOWN = "Ce lien n’est plus valable\u00a0: rouvrez le document depuis les documents du bureau."
OVER = "L’épreuve n’est pas en cours\u00a0: rien ne peut plus être ouvert ni enregistré ici."
SUSPENDED = (
    "L’épreuve est suspendue\u00a0: gardez le document ouvert et enregistrez-le à la reprise."
)
TOO_LARGE = "Le fichier est trop volumineux\u00a0: réduisez-le, par exemple en compressant ses images, puis enregistrez."
CUT = "Le fichier n’est pas arrivé en entier\u00a0: enregistrez de nouveau."
ELSEWHERE = (
    "Le fichier ne peut pas être rangé à cet endroit\u00a0: restez dans les documents de l’épreuve."
)
LOCKED = (
    "Ce document est ouvert dans une autre fenêtre\u00a0: fermez-la, puis enregistrez de nouveau."
)
WORDS = {404: "Ce fichier n’existe pas à cet endroit.", 423: LOCKED}
REFUSED = "Le logiciel a demandé ce que les documents ne permettent pas\u00a0: enregistrez une copie, puis déposez-la."
UNEXPECTED = "Une erreur inattendue s’est produite\u00a0: gardez le document ouvert et prévenez le surveillant."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Turned(Exception):
    """A request that goes no further."""

    status: int
    reason: str


class Gate:
    """Serves `/dav` beside the application it wraps."""

    def __init__(self, app: Flask) -> None:
        self._app = app
        self._pages: Wsgi = app.wsgi_app
        self._scratches = Scratches()
        self._dav = _dav_app()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a suite, or let the pages answer."""
        path = environ.get("PATH_INFO", "")
        if path != MOUNT and not path.startswith(MOUNT + "/"):
            return self._pages(environ, start_response)
        answer = self._answer(environ)
        answer.headers.update(HEADERS)
        return answer(environ, start_response)

    def _answer(self, environ: Environ) -> Response:
        try:
            drive = self._admit(environ)
            _bound(environ, self._app.config["MAX_CONTENT_LENGTH"])
        except Turned as turned:
            return _refusal(turned.status, turned.reason)
        except Conflict:
            return _refusal(409, BUSY)
        environ.setdefault("HTTP_HOST", environ["SERVER_NAME"])  # HTTP/1.0 has none
        environ[DRIVE] = drive
        environ["wsgidav.auth.user_name"] = f"sitting-{drive.sitting}"
        try:
            answer = Response.from_app(self._dav, environ, buffered=True)
        except Exception as error:  # noqa: BLE001  a suite's odd request must not show a trace, nor log its secret
            log.error("WebDAV: %s", type(error).__name__)  # noqa: TRY400
            return _refusal(500, UNEXPECTED)
        return _worded(answer, drive.refusal)

    def _admit(self, environ: Environ) -> SittingDrive:
        """Return the drive that the token opens, and take the token out of the request's path."""
        token, slash, rest = environ["PATH_INFO"].removeprefix(MOUNT).lstrip("/").partition("/")
        sitting = sitting_of(self._app.config["SECRET_KEY"], token, self._wall())
        if sitting is None or not self._is_open(sitting) or "\x00" in rest:
            raise Turned(404, UNKNOWN)
        if environ["REQUEST_METHOD"] not in METHODS:
            raise Turned(405, REFUSED)
        self._check_clock(sitting, environ)
        environ.update({TOKEN: token, "PATH_INFO": slash + rest or "/", "SCRIPT_NAME": ""})
        _localise_destination(environ, f"{MOUNT}/{token}/")
        extensions = self._app.extensions
        return SittingDrive(
            sitting=sitting,
            store=self._store,
            scratch=self._scratches.of(sitting),
            inspect=extensions["bannette.inspect_upload"],
            wall=self._wall,
        )

    @property
    def _store(self) -> Store:
        found: Store = self._app.extensions["bannette"]
        return found

    def _wall(self) -> int:
        return int(self._app.config["WALL"]())

    def _is_open(self, sitting: int) -> bool:
        with self._store.database.connect() as connection:
            return connection.execute(OPEN_TO_ALL, {"sitting": sitting}).scalar() is not None

    def _check_clock(self, sitting: int, environ: Environ) -> None:
        """Let time pass, then stop whoever comes too early or too late; a lock can always be given back."""
        with self._store.sittings.open(sitting) as engine:
            clock = engine.tick(self._wall()).clock
            over, suspended = clock.ended or not clock.started, not clock.running
        if environ["REQUEST_METHOD"] == "UNLOCK":
            return
        if over:
            self._scratches.forget(sitting)
            raise Turned(403, OVER)
        if suspended and not _renews(environ):
            raise Turned(423, SUSPENDED)


def _dav_app() -> Wsgi:
    app: Wsgi = WsgiDAVApp(
        {
            "provider_mapping": {"/": DriveProvider()},
            "middleware_stack": [ErrorPrinter, RequestResolver],
            "http_authenticator": {"accept_basic": False, "accept_digest": False},
            "logging": {"enable": False},
            "lock_storage": True,  # in memory: see the package's first words
            "suppress_version_info": True,
            "verbose": 1,
        }
    )
    return app


def _renews(environ: Environ) -> bool:
    """Say whether a suite only keeps its lock while the sitting is suspended."""
    return environ["REQUEST_METHOD"] == "LOCK" and _length(environ) == 0


def _length(environ: Environ) -> int:
    text = environ.get("CONTENT_LENGTH") or "0"
    if not text.isascii() or not text.isdigit():
        raise Turned(400, REFUSED)
    return int(text)


def _bound(environ: Environ, largest: int) -> None:
    """Read the body whole, once its announced size is known to be bearable."""
    method, length = environ["REQUEST_METHOD"], _length(environ)
    if length > (largest if method == "PUT" else MAX_XML):
        raise Turned(507 if method == "PUT" else 413, TOO_LARGE)
    body = environ["wsgi.input"].read(length) if length else b""
    if len(body) != length:
        raise Turned(400, CUT)
    environ["wsgi.input"] = BytesIO(body)
    environ["CONTENT_LENGTH"] = str(length)
    if method == "LOCK":
        environ["HTTP_TIMEOUT"] = f"Second-{LOCK_S}"


def _localise_destination(environ: Environ, prefix: str) -> None:
    """Turn the address something moves to into a path of the drive; only the same sitting's will do."""
    header = environ.get("HTTP_DESTINATION")
    if header is None:
        return
    try:
        path = unquote(urlsplit(header.encode("latin-1").decode()).path, errors="strict")
    except ValueError:
        raise Turned(400, REFUSED) from None
    if not path.startswith(prefix) or any(letter in path for letter in ";?#%\x00"):
        raise Turned(403, ELSEWHERE)
    environ["HTTP_DESTINATION"] = quote(path.removeprefix(prefix.rstrip("/")))


def _worded(answer: Response, reason: str) -> Response:
    """Put a refusal in French; what a suite reads (XML) stays."""
    status = answer.status_code
    if status < 400 or answer.mimetype == "application/xml":
        return answer
    return _refusal(status, reason or WORDS.get(status, REFUSED))


def _refusal(status: int, reason: str) -> Response:
    return Response(reason, status, content_type="text/plain; charset=utf-8")
