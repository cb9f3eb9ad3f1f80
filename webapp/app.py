"""The web application: everything is plugged together here."""

from typing import Any

from flask import Flask, g
from flask.typing import ResponseReturnValue
from flask_bootstrap import Bootstrap5
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

from sim.language import french
from webapp import assets, context, errors, htmx, security, styleguide, uploads, urls, wall
from webapp.auth.blueprint import bp as auth
from webapp.centre.pages import BLUEPRINTS as CENTRE
from webapp.config import Settings, read_settings
from webapp.desk.screens import BLUEPRINTS as DESK
from webapp.desk.screens import SCREENS, render_readonly, screen_of
from webapp.examiner.pages import BLUEPRINTS as COMMISSION
from webapp.jury.pages import BLUEPRINTS as JURY
from webapp.pages.pages import Pages
from webapp.presence import Presences
from webapp.privacy import audit
from webapp.room.pages import BLUEPRINTS as ROOM
from webapp.store.store import Store, open_store
from webapp.trainer.blueprint import bp as trainer
from webapp.trainer.prose import Narrator
from webapp.tutor.pages import BLUEPRINTS as TUTOR
from webapp.typography import Typography
from webapp.voice import find_voice
from webapp.webdav.gate import Gate

MAX_FORM_TEXT = 4 * 1024 * 1024
"""Bytes of a form's fields other than its files."""

BLUEPRINTS = (assets.bp, auth, *DESK, *COMMISSION, *ROOM, *JURY, *CENTRE, trainer, *TUTOR)

FILTERS = {
    "money": french.money,
    "number": french.number,
    "percent": french.percent,
    "date_long": french.date_long,
    "date_short": french.date_short,
    "clock_time": french.clock_time,
    "date_and_time": french.date_and_time,
    "duration": french.duration,
    "plural": french.plural,
    "typeset": french.typeset,
    "local": wall.local,
}


class Bannette(Flask):
    """Flask, with one transaction per request: returning commits, raising rolls back."""

    jinja_options = {
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
        "extensions": [Typography],
    }

    def dispatch_request(self, *args: Any) -> ResponseReturnValue:
        """Answer the request, then commit what its session holds."""
        security.default_deny()
        try:
            answer = super().dispatch_request(*args)
            if "session" in g:
                g.session.commit()
        except BaseException:
            if "session" in g:
                g.session.rollback()
            raise
        return answer


def create_app(
    settings: Settings | None = None, store: Store | None = None, *, testing: bool = False
) -> Flask:
    """Return the application, on the store of the settings unless another is given."""
    settings = settings or read_settings()
    app = Bannette("webapp")
    app.config.from_mapping(_config(settings), TESTING=testing)
    app.extensions["bannette"] = store or open_store(settings)
    app.extensions["bannette.pages"] = Pages(settings.data / "pages")
    app.extensions["bannette.presences"] = Presences(app.extensions["bannette"].database)
    app.extensions["bannette.voice"] = find_voice(settings.data / "voice", wanted=settings.voice)
    # What a part of the site needs of another it must not know (see the import contracts).
    app.extensions["bannette.inspect_upload"] = uploads.refused
    app.extensions["bannette.screens"] = {
        "screens": SCREENS,
        "render": render_readonly,
        "screen_of": screen_of,
    }
    app.extensions["bannette.teller"] = Narrator
    # Who asks comes first: an expired session is sent to sign in, not told about its form's token.
    app.before_request(security.identify)
    app.after_request(security.harden)
    app.after_request(audit.note)
    app.teardown_request(context.release)
    htmx.extension.init_app(app)
    CSRFProtect(app)
    Bootstrap5(app)
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.globals.update(url_for=urls.url_for, link_to=urls.link_to)
    app.context_processor(_current_user)
    errors.register(app)
    app.url_map.converters["int"] = urls.Number
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    if settings.demo or testing:
        app.register_blueprint(styleguide.bp)
    if settings.desktop_suite:
        app.wsgi_app = Gate(app)  # type: ignore[method-assign]  # Flask's own way to stand beside it
    return app


def _config(settings: Settings) -> dict[str, Any]:
    return {
        "SECRET_KEY": settings.secret_key,
        "DEMO": settings.demo,
        "DESKTOP_SUITE": settings.desktop_suite,
        "BROWSER_EDITOR": settings.browser_editor and assets.EDITOR.exists(),
        "SESSION_MS": settings.session_ms,
        "WALL": wall.wall_ms,
        "MAX_CONTENT_LENGTH": settings.max_upload,
        "MAX_FORM_MEMORY_SIZE": MAX_FORM_TEXT,
        "SESSION_COOKIE_NAME": "bannette",
        "SESSION_COOKIE_HTTPONLY": True,
        "SESSION_COOKIE_SAMESITE": "Lax",
        "SESSION_COOKIE_SECURE": settings.https,
        "WTF_CSRF_TIME_LIMIT": None,  # as long as the session: an exam's page stays open for hours
        "BOOTSTRAP_SERVE_LOCAL": True,
    }


def _current_user() -> dict[str, Any]:
    return {"current_user": g.get("user")}
