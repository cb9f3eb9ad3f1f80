"""Settings, read once from the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

MEBIBYTE = 1024 * 1024
HOUR_MS = 3600 * 1000


@dataclass(frozen=True, slots=True)
class Settings:
    """What differs between one installation and another."""

    data: Path
    """Folder of everything kept: database, files, secret key."""
    database_url: str
    secret_key: str
    demo: bool = False
    """Whether the demonstration accounts are shown on the sign-in page."""
    https: bool = False
    """Whether browsers reach the centre by HTTPS only: cookies are then marked so."""
    max_upload: int = 50 * MEBIBYTE
    """Bytes in one request."""
    session_ms: int = 4 * HOUR_MS
    """Wall milliseconds without a request after which one must sign in again."""
    desktop_suite: bool = True
    """Whether the candidates' computers have Word or LibreOffice, which then open the drive's documents."""
    browser_editor: bool = True
    """Whether text documents may be edited in the browser, where the editor has been built."""
    voice: bool = True
    """Whether people's words can be listened to, where the machine has a voice."""


def read_settings(environ: Mapping[str, str] = os.environ) -> Settings:
    """Read `BANNETTE_*` variables; make the data folder and the secret key when there are none."""
    data = Path(environ.get("BANNETTE_DATA", "var")).absolute()
    data.mkdir(parents=True, exist_ok=True)
    return Settings(
        data=data,
        database_url=environ.get("BANNETTE_DATABASE_URL", f"sqlite:///{data / 'bannette.sqlite3'}"),
        secret_key=secret_key(data / "secret_key"),
        demo=_flag(environ, "BANNETTE_DEMO"),
        https=_flag(environ, "BANNETTE_HTTPS"),
        max_upload=int(environ.get("BANNETTE_MAX_UPLOAD_MB", "50")) * MEBIBYTE,
        session_ms=int(float(environ.get("BANNETTE_SESSION_HOURS", "4")) * HOUR_MS),
        desktop_suite=_flag(environ, "BANNETTE_DESKTOP_SUITE", "oui"),
        browser_editor=_flag(environ, "BANNETTE_BROWSER_EDITOR", "oui"),
        voice=_flag(environ, "BANNETTE_VOICE", "oui"),
    )


def secret_key(path: Path) -> str:
    """Return the key that signs cookies, generated once and readable by its owner only."""
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text()
    with os.fdopen(descriptor, "w") as file:
        file.write(key := secrets.token_hex(32))
    return key


def _flag(environ: Mapping[str, str], name: str, unset: str = "") -> bool:
    return environ.get(name, unset).casefold() in {"1", "true", "yes", "oui"}
