"""Files that come with installed packages: htmx, served from django-htmx without importing Django."""

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


@bp.get("/assets/htmx.js")
def htmx() -> Response:
    """Serve htmx 2."""
    return send_file(HTMX, mimetype="text/javascript")
