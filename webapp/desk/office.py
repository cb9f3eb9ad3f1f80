"""The office of one sitting, as a view of the desk needs it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

import sqlalchemy as sa
from flask import Response, abort, flash

from sim import clock
from sim.decision import Command
from sim.engine import Engine, Outcome
from sim.facts.base import FileRef
from sim.journal.entry import Entry
from sim.journal.files import sha256
from sim.journal.store import Conflict
from sim.world import World
from webapp import context, htmx
from webapp.store.tables import Sitting

NOT_YOURS = (
    "Cette épreuve n’existe pas, ou elle n’est pas à votre nom. Repartez de votre page d’accueil."
)
FILE_LOST = "Le contenu de ce fichier est introuvable. Prévenez le surveillant."
NONCE_LENGTH = 80
OWN = sa.text("SELECT id FROM sitting WHERE token = :token AND candidate_id = :candidate")


@dataclass(frozen=True, slots=True)
class Office:
    """A candidate's own sitting, this request's alone."""

    sitting_id: int
    engine: Engine

    @property
    def sitting(self) -> Sitting:
        """Return the sitting's row: few pages need it."""
        return context.session().get_one(Sitting, self.sitting_id)

    @property
    def world(self) -> World:
        """Return the world as it stands."""
        return self.engine.world

    @property
    def now(self) -> int:
        """Return the office second."""
        return clock.now(self.world.clock, context.wall())

    @property
    def moment(self) -> datetime:
        """Return the office date and time."""
        return self.world.moment(self.now)

    @property
    def remaining(self) -> int:
        """Return the office seconds left."""
        return clock.remaining(self.world.clock, context.wall())

    def handle(self, command: Command, nonce: str = "") -> Outcome:
        """Do what the candidate asks, once per nonce; `refusal` says why not."""
        try:
            return self.engine.handle(command, wall=context.wall(), nonce=nonce[:NONCE_LENGTH])
        except Conflict:
            abort(409)

    def open(self, command: Command) -> Outcome:
        """Journal that something is displayed: each view counts, reading is evidence."""
        return self.handle(command)

    def store_file(self, name: str, data: bytes) -> FileRef:
        """Keep the bytes; return what a command names them by."""
        context.store().files.put(data)
        return FileRef(sha256=sha256(data), name=name, size=len(data))

    def file_bytes(self, file: FileRef) -> bytes:
        """Return a file's bytes; a 404 when the centre has lost them."""
        try:
            return context.store().files.get(file.sha256)
        except KeyError:
            abort(404, FILE_LOST)

    def entries_since(self, seq: int) -> Sequence[Entry]:
        """Return what was written after an entry."""
        return context.store().sittings.journal(self.sitting_id).read(seq)

    def done(self, url: str, notice: str = "") -> Response:
        """Go on to a page once something is done, saying so."""
        if notice:
            flash(notice, "success")
        return htmx.redirect(url)

    def new_nonce(self) -> str:
        """Return a form's own name, so that sending it twice counts once."""
        return uuid4().hex


def own_sitting(token: str) -> Sitting:
    """Return the candidate's own sitting of that public name, or 404."""
    found = context.session().scalar(
        sa.select(Sitting).where(Sitting.token == token, Sitting.candidate_id == context.user().id)
    )
    return found or abort(404, NOT_YOURS)


def enter(token: str) -> Office:
    """Return the signed-in candidate's sitting, up to date; a 404 when it is not theirs."""
    asked = {"token": token, "candidate": context.user().id}
    sitting_id = context.session().execute(OWN, asked).scalar()
    if sitting_id is None:
        abort(404, NOT_YOURS)
    office = Office(sitting_id, context.office(sitting_id))
    try:
        office.engine.tick(context.wall())
    except Conflict:
        abort(409)
    return office
