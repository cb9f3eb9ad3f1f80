"""The application as it is served, with a wall clock that a test can wind forward.

`python -m tests.journeys.served PORT`: settings from the environment; `clock` in the data folder holds
the milliseconds to add to the real time.
"""

import sys
from pathlib import Path

import waitress

from webapp.app import create_app
from webapp.config import read_settings
from webapp.store.store import open_store
from webapp.wall import wall_ms


def wound(file: Path) -> int:
    """Return the real time and what the test added to it."""
    return wall_ms() + (int(file.read_text()) if file.exists() else 0)


def main(port: int) -> None:
    """Serve until killed."""
    settings = read_settings()
    app = create_app(settings, open_store(settings))
    app.config["WALL"] = lambda: wound(settings.data / "clock")
    waitress.serve(app, host="127.0.0.1", port=port, threads=8)


if __name__ == "__main__":
    main(int(sys.argv[1]))
