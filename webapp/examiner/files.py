"""The files of a sitting: downloaded, or seen in place, where a finding points to."""

from io import BytesIO
from typing import Any

from flask import abort, render_template, request, send_file, url_for
from flask.typing import ResponseReturnValue

from grading.documents.model import Document, Unreadable
from sim.facts.base import FileRef
from sim.facts.drive import Uploaded
from sim.replay import Playhead
from webapp import htmx
from webapp.context import pages, store
from webapp.document_view import has_found, sections
from webapp.dossier.review import Review
from webapp.examiner.blueprint import bp, review_of
from webapp.pages.marks import Mark, marks
from webapp.reading import READER


@bp.get("/<token>/fichier")
def file(token: str) -> ResponseReturnValue:
    """Download a file of the sitting by its place: on the drive, or attached to a message sent."""
    review = review_of(token)
    ref = named(review.playhead, request.args.get("chemin", ""))
    return send_file(BytesIO(_bytes(ref)), as_attachment=True, download_name=ref.name)


@bp.get("/<token>/apercu")
def preview(token: str) -> ResponseReturnValue:
    """Show a file as printed pages or as the grader reads it, and the place a finding points to."""
    review = review_of(token)
    return render_template("examiner/preview.html", review=review, **shown(review))


def shown(review: Review) -> dict[str, Any]:
    """Return what shows the file that the address names."""
    token = review.sitting.token
    path, place = request.args.get("chemin", ""), request.args.get("place", "")
    ref = named(review.playhead, path)
    can_draw = pages().can_draw(ref.name)
    as_pages = can_draw and request.args.get("vue") != "texte"
    document = READER.read(_bytes(ref), ref.name)
    return {
        "path": path,
        "ref": ref,
        "note": request.args.get("note", ""),
        "can_draw": can_draw,
        "as_pages": as_pages,
        "carried": () if isinstance(document, Unreadable) else document.carried,
        **(_drawn(token, ref, place) if as_pages else laid(document, place)),
    }


def laid(document: Document | Unreadable, place: str) -> dict[str, Any]:
    """Return what shows a document's text and structure."""
    if isinstance(document, Unreadable):
        return {"refusal": document.reason, "sections": (), "found": False, "place": place}
    laid = sections(document, place)
    return {"refusal": "", "sections": laid, "found": any(map(has_found, laid)), "place": place}


@bp.get("/<token>/apercu/pages")
def preview_pages(token: str) -> ResponseReturnValue:
    """Bring a file's pages, or word that they are being drawn."""
    review = review_of(token)
    ref = named(review.playhead, request.args.get("chemin", ""))
    drawn = _drawn(token, ref, request.args.get("place", ""))
    return htmx.fragments(render_template("_pages.html", **drawn))


@bp.get("/<token>/apercu/page-<int:number>.png")
def preview_page(token: str, number: int) -> ResponseReturnValue:
    """Serve the picture of a page."""
    review = review_of(token)
    ref = named(review.playhead, request.args.get("chemin", ""))
    path = pages().picture(ref, number)
    if path is None:
        abort(404, "Cette page n’est pas encore prête : rechargez le document.")
    return send_file(path, mimetype="image/png", max_age=0)


def _drawn(token: str, ref: FileRef, place: str) -> dict[str, Any]:
    """Return what shows a document's pages, the place marked."""
    path = request.args.get("chemin", "")
    if not pages().can_draw(ref.name):
        abort(404, "Ce fichier ne se montre pas en pages.")
    layout = pages().of(ref, lambda: _bytes(ref))
    document = READER.read(_bytes(ref), ref.name) if layout and place else None
    found: tuple[Mark, ...] = ()
    if layout and document and not isinstance(document, Unreadable):
        found = marks(document, layout, place)
    return {
        "layout": layout,
        "marks": found,
        "place": place,
        "as_text": url_for("examiner.preview", token=token, chemin=path, place=place, vue="texte"),
        "again": url_for("examiner.preview_pages", token=token, chemin=path, place=place),
        "picture": [
            url_for("examiner.preview_page", token=token, number=one.number, chemin=path)
            for one in (layout.pages if layout else ())
        ],
    }


def named(playhead: Playhead, path: str) -> FileRef:
    """Return a file of the sitting by its place, or 404."""
    ref = _find(playhead, path)
    if ref is None:
        abort(404, "Ce fichier n’est pas dans ce passage.")
    return ref


def _bytes(ref: FileRef) -> bytes:
    """Return what a file holds, or 404."""
    try:
        return store().files.get(ref.sha256)
    except KeyError:
        abort(404, "Le contenu de ce fichier n’a pas été conservé.")


def _find(playhead: Playhead, path: str) -> FileRef | None:
    world = playhead.world_at(playhead.last)
    if path.startswith("mél "):
        mail, _, name = path.removeprefix("mél ").partition("/")
        sent = world.mail.sent.get(mail)
        return (
            next((one for one in sent.fact.attachments if one.name == name), None) if sent else None
        )
    if path.startswith("courrier "):
        letter, _, name = path.removeprefix("courrier ").partition("/")
        posted = world.post.letters.get(letter)
        files = posted.fact.attachments if posted else ()
        return next((one for one in files if one.name == name), None)
    found = world.drive.files.get(path)
    if found is not None:
        return found.file
    uploads = [
        one.fact.file
        for one in playhead.entries
        if isinstance(one.fact, Uploaded) and one.fact.path == path
    ]
    return uploads[-1] if uploads else None
