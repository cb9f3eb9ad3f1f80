"""The company's instant messenger."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from sim.channels import cost
from sim.chat import OpenChat, SendChat
from sim.world import World
from webapp import htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.shell import badges

UNKNOWN = "Cette personne n’a pas la messagerie instantanée. Choisissez un collègue dans la liste."


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody who has the messenger."""

    id: str
    name: str
    function: str
    unseen: int
    last: str
    away: bool


def chat_context(world: World, person: str = "") -> dict[str, Any]:
    """Return what the messenger shows: the colleagues, and the conversation with one of them."""
    colleagues = [_colleague(world, key) for key in world.chat]
    lines = world.chat.get(person, [])
    return {
        "minutes": cost(world, "chat"),
        "colleagues": sorted(colleagues, key=lambda one: (not one.unseen, one.name)),
        "with_": next((one for one in colleagues if one.id == person), None),
        "lines": [(line, world.moment(line.at)) for line in lines],
    }


def _colleague(world: World, key: str) -> Colleague:
    person, lines = world.person(key), world.chat[key]
    return Colleague(
        id=key,
        name=person.name if person else key,
        function=person.function if person else "",
        unseen=sum(1 for line in lines if not line.seen),
        last=lines[-1].text if lines else "",
        away=world.away(key) is not None,
    )


@bp.get("/discussion")
def chat() -> ResponseReturnValue:
    """List the colleagues."""
    return _show()


@bp.get("/discussion/actualiser")
def chat_refresh() -> ResponseReturnValue:
    """Show again what has arrived, without journalling a reading; what is being typed stays."""
    context = chat_context(office().world, request.args.get("avec", ""))
    return htmx.respond(
        "desk/chat/index.html", "desk/chat/_lines.html", screen="chat", readonly=False,
        also=[htmx.oob("desk/chat/_colleagues.html", readonly=False, **context)],
        nonce=office().new_nonce(), refusal="", typed="", **context,
    )  # fmt: skip


@bp.get("/discussion/<person>")
def chat_with(person: str) -> ResponseReturnValue:
    """Display a conversation: reading it is journalled."""
    if person not in office().world.chat:
        abort(404, UNKNOWN)
    office().open(OpenChat(person=person))
    return _show(person)


@bp.post("/discussion/<person>")
def chat_send(person: str) -> ResponseReturnValue:
    """Write to a colleague."""
    if person not in office().world.chat:
        abort(404, UNKNOWN)
    text = request.form.get("text", "").replace("\r\n", "\n")
    refusal = (
        office().handle(SendChat(person=person, text=text), request.form.get("nonce", "")).refusal
    )
    if refusal or htmx.is_htmx():
        return _show(person, refusal, text if refusal else "")
    return office().done(url_for("desk.chat_with", person=person))


def _show(person: str = "", refusal: str = "", typed: str = "") -> ResponseReturnValue:
    world = office().world
    return htmx.respond(
        "desk/chat/index.html", "desk/chat/_chat.html", status=422 if refusal else 200,
        also=_badges(world),
        screen="chat", readonly=False, refusal=refusal, typed=typed,
        nonce=office().new_nonce(), **chat_context(world, person),
    )  # fmt: skip


def _badges(world: World) -> Iterator[Markup]:
    """Return the rail, whose counts reading has changed."""
    yield htmx.oob("desk/_rail.html", badges=badges(world), current="chat")
