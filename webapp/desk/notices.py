"""The notice board: reading it, putting a notice up, taking one down."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import request, url_for
from flask.typing import ResponseReturnValue

from sim.channels import cost
from sim.decision import Command
from sim.notices import (
    TEXT_LIMIT,
    TITLE_LIMIT,
    PostNotice,
    RemoveNotice,
    can_remove,
    on_the_board,
)
from sim.world import Notice, World
from webapp import htmx
from webapp.desk.blueprint import bp, office

FIELDS = ("title", "text", "until")


@dataclass(frozen=True, slots=True)
class Card:
    """A notice as the board shows it."""

    id: str
    title: str
    text: str
    until: date | None
    author: str
    moment: datetime | None
    """When the candidate put it up."""
    removable: bool


def notices_context(world: World) -> dict[str, Any]:
    """Return what the screen shows: the notices that are up."""
    return {
        "cards": [_card(world, one) for one in on_the_board(world)],
        "minutes": cost(world, "notice"),
        "title_limit": TITLE_LIMIT,
        "text_limit": TEXT_LIMIT,
    }


def _card(world: World, notice: Notice) -> Card:
    person = world.person(notice.author) if notice.author else None
    return Card(
        id=notice.id,
        title=notice.title,
        text=notice.text,
        until=date.fromisoformat(notice.until) if notice.until else None,
        author=world.scenario.candidate_name if notice.mine else person.name if person else "",
        moment=world.moment(notice.at) if notice.mine else None,
        removable=can_remove(world, notice),
    )


@bp.get("/affichage")
def notices() -> ResponseReturnValue:
    """Show the board."""
    return _show()


@bp.post("/affichage")
def notice_post() -> ResponseReturnValue:
    """Put a notice up."""
    typed = {name: request.form.get(name, "").replace("\r\n", "\n") for name in FIELDS}
    return _do(PostNotice(**typed), "Avis affiché.")


@bp.post("/affichage/<notice>/retirer")
def notice_remove(notice: str) -> ResponseReturnValue:
    """Take a notice down."""
    return _do(RemoveNotice(notice=notice), "Avis retiré.")


def _do(command: Command, notice: str) -> ResponseReturnValue:
    refusal = office().handle(command, request.form.get("nonce", "")).refusal
    if refusal or htmx.is_htmx():
        return _show(refusal, notice, request.form if refusal else {})
    return office().done(url_for("desk.notices"), notice)


def _show(refusal: str = "", notice: str = "", typed: Any = None) -> ResponseReturnValue:
    return htmx.respond(
        "desk/notices/index.html", "desk/notices/_notices.html", status=422 if refusal else 200,
        screen="notices", readonly=False, refusal=refusal, notice=notice, typed=typed or {},
        nonce=office().new_nonce(), **notices_context(office().world),
    )  # fmt: skip
