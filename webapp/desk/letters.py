"""The outgoing post: printing a document of the drive, and putting it in an envelope for somebody."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from sim.channels import cost
from sim.decision import Command
from sim.directory import listed
from sim.drive import parent
from sim.facts.letters import POSTINGS_FR
from sim.letters import ADDRESS_LIMIT, PostLetter, PrintDocument, collection, on_the_desk
from sim.world import World
from webapp import htmx
from webapp.desk.blueprint import bp, office

NOTHING_TYPED: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A printed document."""

    id: str
    name: str
    folder: str
    moment: datetime


@dataclass(frozen=True, slots=True)
class Envelope:
    """A letter of the tray."""

    addressee: str
    posting: str
    documents: tuple[str, ...]
    moment: datetime


def letters_context(world: World, document: str = "") -> dict[str, Any]:
    """Return what the screen shows: documents to print, what is printed, the tray."""
    leaves = collection(world)
    return {
        "shelves": _shelves(world),
        "document": document,
        "sheets": [
            Sheet(one.id, one.file.name, parent(one.path), world.moment(one.at))
            for one in on_the_desk(world)
        ],
        "tray": [
            Envelope(
                one.fact.addressee,
                POSTINGS_FR[one.fact.posting],
                tuple(file.name for file in one.fact.attachments),
                world.moment(one.at),
            )
            for one in reversed(world.post.letters.values())
        ],
        "people": listed(world),
        "postings": POSTINGS_FR,
        "collection": None if leaves is None else world.moment(leaves),
        "minutes": cost(world, "letter"),
        "address_limit": ADDRESS_LIMIT,
    }


def _shelves(world: World) -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the files of the drive as (folder, files), each file as (path, name)."""
    paths: Iterable[str] = sorted(world.drive.files, key=lambda path: (parent(path), path))
    return [
        (folder, [(path, path.rpartition("/")[2]) for path in group])
        for folder, group in groupby(paths, key=parent)
    ]


@bp.get("/courrier")
def letters() -> ResponseReturnValue:
    """Show the outgoing post."""
    typed = {"person": request.args.get("destinataire", "")}
    return _show(request.args.get("document", ""), typed=typed)


@bp.post("/courrier/imprimer")
def letter_print() -> ResponseReturnValue:
    """Print a document."""
    path = request.form.get("document", "")
    return _do(PrintDocument(path=path), "Document imprimé.", path)


@bp.post("/courrier/poster")
def letter_post() -> ResponseReturnValue:
    """Put printed documents in the outgoing post."""
    form = request.form
    posting = form.get("posting", "letter")
    if posting not in POSTINGS_FR:
        abort(400)
    command = PostLetter(
        papers=tuple(form.getlist("papers")),
        person=form.get("person", ""),
        address=form.get("address", "").replace("\r\n", "\n"),
        posting=posting,
    )
    return _do(command, "Lettre mise au courrier départ.")


def _do(command: Command, notice: str, document: str = "") -> ResponseReturnValue:
    refusal = office().handle(command, request.form.get("nonce", "")).refusal
    if refusal or htmx.is_htmx():
        return _show(document if refusal else "", refusal, notice, request.form if refusal else {})
    return office().done(url_for("desk.letters"), notice)


def _show(
    document: str = "", refusal: str = "", notice: str = "", typed: Any = NOTHING_TYPED
) -> ResponseReturnValue:
    ticked = typed.getlist("papers") if refusal else []
    return htmx.respond(
        "desk/letters/index.html", "desk/letters/_letters.html", status=422 if refusal else 200,
        screen="letters", readonly=False, refusal=refusal, notice=notice, typed=typed, ticked=ticked,
        nonce=office().new_nonce(), **letters_context(office().world, document),
    )  # fmt: skip
