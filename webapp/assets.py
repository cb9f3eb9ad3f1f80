"""Files that come with packages: htmx, served from django-htmx without importing Django; the editor, built."""

from importlib.util import find_spec
from pathlib import Path

from flask import Blueprint, Response, send_file

bp = Blueprint("assets", __name__)


def _htmx() -> Path:
    spec = find_spec("django_htmx")
    assert spec is not None
    assert spec.origin is not None
    return Path(spec.origin).parent / "static" / "django_htmx" / "htmx-2.min.js"


HTMX = _htmx()
EDITOR = Path(__file__).parent / "static" / "editor" / "editor.js"
"""The browser's document editor, once `make editor` has built it from `webapp/editor`."""


@bp.get("/assets/htmx.js")
def htmx() -> Response:
    """Serve htmx 2."""
    return send_file(HTMX, mimetype="text/javascript")
