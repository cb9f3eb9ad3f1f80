"""The journal in prose, the candidate's own screens at any entry, and the files of the sitting."""

from io import BytesIO

from flask import abort, render_template, request, send_file
from flask.typing import ResponseReturnValue

from grading.documents.model import Unreadable
from sim.facts.base import FileRef
from sim.facts.drive import Uploaded
from sim.replay import ACTORS, TOOLS, Playhead, facts_shown_as_text
from webapp import htmx
from webapp.context import store
from webapp.document_view import has_found, sections
from webapp.examiner.blueprint import bp, review_of, screens
from webapp.reading import READER


@bp.get("/<token>/journal")
def journal(token: str) -> ResponseReturnValue:
    """List the entries, filtered by application, actor and words."""
    review = review_of(token)
    tool, actor, words = (request.args.get(name, "") for name in ("outil", "acteur", "q"))
    steps = [
        step
        for step in review.playhead.steps
        if (not tool or step.tool == tool)
        and (not actor or step.actor == actor)
        and words.casefold() in step.text.casefold()
    ]
    return htmx.respond(
        "examiner/journal.html", "examiner/_journal.html", review=review, steps=steps, tool=tool, actor=actor,
        words=words, TOOLS=TOOLS, ACTORS=ACTORS,
    )  # fmt: skip


@bp.get("/<token>/relecture")
def replay(token: str) -> ResponseReturnValue:
    """Show the candidate's screen as it was after an entry."""
    review = review_of(token)
    playhead = review.playhead
    seq = _seq(playhead)
    entry = playhead.entry(seq)
    world = playhead.world_at(seq)
    pinned = request.args.get("ecran", "")
    if pinned and pinned not in screens()["screens"]:
        abort(404, "Cet écran n’existe pas.")
    follows = screens()["screen_of"](entry.fact) if entry else None
    shown = pinned or (follows[0] if follows else "mail")
    arguments = follows[1] if follows and shown == follows[0] else {}
    return htmx.respond(
        "examiner/replay.html", "examiner/_replay.html", review=review, seq=seq, entry=entry, world=world,
        shown=shown, pinned=pinned, screens=screens()["screens"], screen=screens()["render"](shown, world, **arguments),
        steps=playhead.steps, around=_around(playhead, seq), said=facts_shown_as_text(entry) if entry else "",
        hour=world.moment(world.at),
    )  # fmt: skip


def _seq(playhead: Playhead) -> int:
    text = request.args.get("entree", "")
    wanted = int(text) if text.isdecimal() and len(text) < 9 else playhead.last
    return min(wanted, playhead.last)


def _around(playhead: Playhead, seq: int) -> list[int]:
    """Return the numbers of the entries listed beside the screen."""
    first = max(1, min(seq - 4, playhead.last - 24))
    return list(range(first, min(playhead.last, first + 24) + 1))


@bp.get("/<token>/fichier")
def file(token: str) -> ResponseReturnValue:
    """Download a file of the sitting by its place: on the drive, or attached to a message sent."""
    review = review_of(token)
    ref, data = _content(review.playhead, request.args.get("chemin", ""))
    return send_file(BytesIO(data), as_attachment=True, download_name=ref.name)


@bp.get("/<token>/apercu")
def preview(token: str) -> ResponseReturnValue:
    """Show what a file says, and where, in place."""
    review = review_of(token)
    path = request.args.get("chemin", "")
    ref, data = _content(review.playhead, path)
    place = request.args.get("place", "")
    document = READER.read(data, ref.name)
    if isinstance(document, Unreadable):
        shown = {"refusal": document.reason, "sections": (), "carried": (), "found": False}
    else:
        laid = sections(document, place)
        found = any(map(has_found, laid))
        shown = {"refusal": "", "sections": laid, "carried": document.carried, "found": found}
    return render_template(
        "examiner/preview.html", review=review, path=path, ref=ref, place=place, note=request.args.get("note", ""),
        **shown,
    )  # fmt: skip


def _content(playhead: Playhead, path: str) -> tuple[FileRef, bytes]:
    """Return a file of the sitting and its bytes, or 404."""
    ref = _find(playhead, path)
    if ref is None:
        abort(404, "Ce fichier n’est pas dans ce passage.")
    try:
        return ref, store().files.get(ref.sha256)
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
    found = world.drive.files.get(path)
    if found is not None:
        return found.file
    uploads = [
        one.fact.file
        for one in playhead.entries
        if isinstance(one.fact, Uploaded) and one.fact.path == path
    ]
    return uploads[-1] if uploads else None
