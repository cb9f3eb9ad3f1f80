"""Documents as pages, for the candidate: of files on their drive and in their messages, and of no others.

A page's address names the bytes; the screen that shows it has journalled the reading.
"""

from typing import Any

from flask import Response, abort, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from sim.facts.base import FileRef
from sim.world import World
from webapp import context, htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.previews import PAGES, SHOWN_BY_BROWSER, extension, preview

NOT_THERE = (
    "Ce document n’est ni sur le serveur commun ni dans vos messages\u00a0: revenez aux documents."
)
NO_PAGE = "Cette page n’est pas encore prête\u00a0: rechargez le document."


@bp.get("/pages/<sha256>")
def pages(sha256: str) -> ResponseReturnValue:
    """Bring a document's pages, or word that they are being drawn."""
    file = _seen(sha256)
    return htmx.fragments(render_template("_pages.html", **pages_context(file)))


@bp.get("/pages/<sha256>/<int:number>.png")
def page(sha256: str, number: int) -> Response:
    """Serve the picture of a page."""
    path = context.pages().picture(_seen(sha256), number)
    if path is None:
        abort(404, NO_PAGE)
    return send_file(path, mimetype="image/png", max_age=0)


def shown(file: FileRef, data: bytes, endpoint: str, **values: Any) -> dict[str, Any]:
    """Return what `desk/_preview.html` needs to show a file: as pages when they can be drawn, or as `vue` asks.

    `endpoint` and `values` make the address of the screen it is shown on.
    """
    drawn = context.pages().can_draw(file.name) and extension(file.name) not in SHOWN_BY_BROWSER
    as_pages = drawn and request.args.get("vue") != "texte"
    return {
        "preview": PAGES if as_pages else preview(file.name, data),
        "views": _views(endpoint, values, as_pages=as_pages) if drawn else (),
        "file_name": file.name,
        **(pages_context(file) if as_pages else {}),
    }


def _views(
    endpoint: str, values: dict[str, Any], *, as_pages: bool
) -> tuple[tuple[str, str, bool], ...]:
    """Return label, address and whether it is the one shown, of each way to see the document."""
    drawn, text = (url_for(endpoint, **values, vue=view) for view in ("pages", "texte"))
    return ("Pages", drawn, as_pages), ("Texte et structure", text, not as_pages)


def pages_context(file: FileRef) -> dict[str, Any]:
    """Return what the partial of pages needs: the layout, none while it is being drawn, and its addresses."""
    layout = context.pages().of(file, lambda: office().file_bytes(file))
    return {
        "layout": layout,
        "marks": (),
        "place": "",
        "again": url_for("desk.pages", sha256=file.sha256),
        "picture": [
            url_for("desk.page", sha256=file.sha256, number=one.number)
            for one in (layout.pages if layout else ())
        ],
    }


def _seen(sha256: str) -> FileRef:
    """Return a file of this name that the candidate may read; a 404 when there is none."""
    can_draw = context.pages().can_draw
    # The same bytes may be kept under several names, some of which say nothing of what they are.
    named = (file for file in _files(office().world) if file.sha256 == sha256)
    found = next((file for file in named if can_draw(file.name)), None)
    if found is None:
        abort(404, NOT_THERE)
    return found


def _files(world: World) -> list[FileRef]:
    drive = [file for one in world.drive.files.values() for file in one.versions]
    received = [file for one in world.mail.received.values() for file in one.message.attachments]
    sent = [file for one in world.mail.sent.values() for file in one.fact.attachments]
    return [*drive, *received, *sent]
