"""Telephone and reception: answering, calling, talking, and the message form."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from flask import abort, current_app, request, send_file, url_for
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from sim.calls import AnswerCall, HangUp, PlaceCall, Reply, SaveNote, Say
from sim.decision import Command
from sim.facts.calls import Handing, NoteValues, Placed
from sim.relay import SendSlip, TransferCall
from webapp import htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.calls_view import NOTE_FIELDS, calls_context
from webapp.desk.measures import measures
from webapp.desk.shell import shell_context
from webapp.voice import Voice

UNKNOWN = "Cette conversation n’existe pas. Revenez au téléphone."
UNSAID = "Cette parole ne peut pas être écoutée\u00a0: lisez-la à l’écran."
FIELD_LIMIT = 2_000
NOTE_TOO_LONG = "Un champ de la fiche dépasse 2 000 caractères\u00a0: raccourcissez-le."


@bp.get("/telephone")
def calls() -> ResponseReturnValue:
    """Show who waits, what took place, and whom to call."""
    return _show()


@bp.get("/telephone/liste")
def calls_list() -> ResponseReturnValue:
    """Bring the list of calls up to date; nothing is journalled."""
    context = calls_context(office().world, request.args.get("appel", ""))
    return htmx.respond("desk/calls/index.html", "desk/calls/_list.html", **_ready(), **context)


@bp.get("/telephone/<call>")
def call(call: str) -> ResponseReturnValue:
    """Show a conversation."""
    _known(call)
    return _show(call)


@bp.post("/telephone/appeler")
def call_place() -> ResponseReturnValue:
    """Telephone somebody."""
    form = request.form
    command = PlaceCall(person=form.get("person", ""), purpose=form.get("purpose", ""))
    outcome = office().handle(command, request.form.get("nonce", ""))
    placed = next((fact for fact in outcome.facts if isinstance(fact, Placed)), None)
    if placed is None:
        return _show(refusal=outcome.refusal)
    return htmx.redirect(url_for("desk.call", call=placed.call))


@bp.post("/telephone/<call>/repondre")
def call_answer(call: str) -> ResponseReturnValue:
    """Take the call, or turn to the visitor."""
    _known(call)
    refusal = office().handle(AnswerCall(call=call), request.form.get("nonce", "")).refusal
    if refusal:
        return _show(call, refusal)
    return htmx.redirect(url_for("desk.call", call=call))


@bp.post("/telephone/<call>/dire")
def call_say(call: str) -> ResponseReturnValue:
    """Answer with a proposed reply, or in one's own words."""
    form = request.form
    if "choice" in form:
        due = form.get("due", "")
        return _talk(call, Reply(call=call, choice=form["choice"], due=due))
    return _talk(call, Say(call=call, text=form.get("text", "").replace("\r\n", "\n")))


@bp.post("/telephone/<call>/raccrocher")
def call_hang_up(call: str) -> ResponseReturnValue:
    """End the conversation."""
    return _talk(call, HangUp(call=call))


@bp.post("/telephone/<call>/transferer")
def call_transfer(call: str) -> ResponseReturnValue:
    """Put the caller through to somebody else."""
    announced = request.form.get("announced", "") == "oui"
    to = request.form.get("transfer_to", "")
    return _talk(call, TransferCall(call=call, to=to, announced=announced))


@bp.get("/telephone/<call>/voix/<int:line>")
def call_voice(call: str, line: int) -> ResponseReturnValue:
    """Say one of the person's lines aloud, where the machine has a voice."""
    _known(call)
    lines = office().world.calls[call].lines
    speaker = voice()
    if speaker is None or line >= len(lines) or lines[line].speaker == "candidate":
        abort(404, UNSAID)
    path = speaker.of(lines[line].text)
    if path is None:
        abort(404, UNSAID)
    return send_file(path, mimetype="audio/wav", conditional=True, max_age=3600)


@bp.post("/telephone/<call>/fiche")
def call_note(call: str) -> ResponseReturnValue:
    """Save the message form, while it is typed or because the candidate asks."""
    note, refusal = _save_note(call, request.form.get("nonce", ""))
    if not htmx.is_htmx():
        if refusal:
            return _show(call, refusal, note=note)
        return office().done(url_for("desk.call", call=call), "Fiche enregistrée.")
    saved = None if refusal else office().moment
    return htmx.respond(
        "desk/calls/index.html", "desk/calls/_note_state.html", status=422 if refusal else 200,
        call_id=call, saved=saved, note_refusal=refusal, readonly=False,
    )  # fmt: skip


@bp.post("/telephone/<call>/remettre")
def call_slip(call: str) -> ResponseReturnValue:
    """Save the message form as it is typed, and give it to a colleague."""
    form, nonce = request.form, request.form.get("nonce", "")
    note, refusal = _save_note(call, f"{nonce}-saved" if nonce else "")
    to, how = form.get("slip_to", ""), form.get("how", "")
    if not refusal and not to:
        refusal = "Choisissez à qui remettre la fiche."
    if not refusal:
        given: Handing = "tray" if how == "tray" else "hand"
        refusal = office().handle(SendSlip(call=call, to=to, how=given), nonce).refusal
    if refusal:
        return _show(call, refusal, note=note)
    return office().done(url_for("desk.call", call=call), "Fiche remise.")


def _save_note(call: str, nonce: str) -> tuple[NoteValues, str]:
    """Keep the form as typed; return it, and why it was refused."""
    _known(call)
    typed = {name: request.form.get(name, "") for name in NOTE_FIELDS}
    note = NoteValues(**typed)
    if max(map(len, typed.values())) > FIELD_LIMIT:
        return note, NOTE_TOO_LONG
    return note, office().handle(SaveNote(call=call, note=note), nonce).refusal


def voice() -> Voice | None:
    """Return the machine's voice, if it has one and the centre wants it."""
    return cast("Voice | None", current_app.extensions["bannette.voice"])


def _talk(call: str, command: Command) -> ResponseReturnValue:
    """Say or do something in a conversation, and show where it stands."""
    _known(call)
    refusal = office().handle(command, request.form.get("nonce", "")).refusal
    if not refusal and not htmx.is_htmx():
        return htmx.redirect(url_for("desk.call", call=call))
    # The list beside it says where each conversation stands.
    return _show(call, refusal, "desk/calls/_conversation.html", {"desk-changed": True})


def _known(call: str) -> None:
    if call not in office().world.calls:
        abort(404, UNKNOWN)


def _show(
    selected: str = "",
    refusal: str = "",
    partial: str = "desk/calls/_calls.html",
    events: Mapping[str, Any] | None = None,
    **extra: Any,
) -> ResponseReturnValue:
    context = {**_ready(), **calls_context(office().world, selected), "refusal": refusal, **extra}
    status = 422 if refusal else 200
    return htmx.respond(
        "desk/calls/index.html", partial, status=status, also=_around(), events=events, **context
    )


def _around() -> Iterator[Markup]:
    """Return what a conversation changes around the screen: the counts, and who rings."""
    shell = shell_context(office())
    yield htmx.oob("desk/_rail.html", badges=shell["badges"], current="calls")
    yield htmx.oob(
        "desk/_ringing.html", ringing=shell["ringing"], talking=shell["talking"],
        silent=shell["measures"].silent,
    )  # fmt: skip


def _ready() -> dict[str, Any]:
    return {
        "screen": "calls",
        "readonly": False,
        "refusal": "",
        "note_refusal": "",
        "saved": None,
        "nonce": office().new_nonce(),
        "typed": request.form,
        "voice": voice() is not None and not measures(office().sitting_id).silent,
    }
