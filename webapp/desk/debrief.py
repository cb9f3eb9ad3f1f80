"""The end: stopping early, the written restitution, the last page."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from sim.calls import waiting
from sim.drive import parent
from sim.planner import STATUSES
from sim.session import DEBRIEF_GRACE_MS, Finish, SaveDebrief
from sim.world import Debrief, World
from webapp import context, htmx
from webapp.desk.blueprint import bp, office
from webapp.desk.office import Office

ENDINGS = {
    "time": "Le temps est écoulé.",
    "candidate": "Vous avez terminé l’épreuve.",
    "examiner": "Le surveillant a mis fin à l’épreuve.",
}
FIELD_LIMIT = 10_000
TOO_LONG = "Un des textes dépasse 10 000 caractères\u00a0: raccourcissez-le, puis enregistrez."


@bp.get("/terminer")
def finish() -> ResponseReturnValue:
    """Say what is unfinished before the candidate stops, and judge nothing."""
    if office().world.clock.ended:
        return htmx.redirect(url_for("desk.debrief"))
    return _confirm()


@bp.post("/terminer")
def finish_confirm() -> ResponseReturnValue:
    """End the sitting."""
    if office().world.clock.ended:
        return htmx.redirect(url_for("desk.debrief"))
    refusal = office().handle(Finish(), request.form.get("nonce", "")).refusal
    return _confirm(refusal, 422) if refusal else htmx.redirect(url_for("desk.debrief"))


def _confirm(refusal: str = "", status: int = 200) -> ResponseReturnValue:
    page = render_template(
        "desk/debrief/finish.html",
        refusal=refusal,
        nonce=office().new_nonce(),
        remaining=office().remaining,
        **unfinished(office().world),
    )
    return page, status


def unfinished(world: World) -> dict[str, Any]:
    """Return what the candidate may want to look at again."""
    tasks = [world.planner.tasks[name] for name in world.planner.order]
    return {
        "drafts": list(world.mail.drafts.values()),
        "open_tasks": [task for task in tasks if task.status in ("todo", "doing")],
        "statuses": STATUSES,
        "own_files": [file for file in world.drive.files.values() if file.origin == "upload"],
        "waiting": len(waiting(world)),
        "folder_of": parent,
    }


@bp.get("/restitution")
def debrief() -> ResponseReturnValue:
    """Show the restitution: to write while there is time, to read afterwards."""
    if not office().world.clock.ended:
        return htmx.redirect(url_for("desk.finish"))
    return _debrief()


@bp.post("/restitution")
def debrief_save() -> ResponseReturnValue:
    """Save the restitution while it is typed, or hand it in."""
    if not office().world.clock.ended:
        return htmx.redirect(url_for("desk.finish"))
    form = request.form
    texts = {
        name: form.get(name, "").replace("\r\n", "\n") for name in ("done", "left", "difficulties")
    }
    typed = Debrief(**texts, final="final" in form)
    refusal = _save(office(), typed, form.get("nonce", ""))
    if htmx.is_htmx() and not typed.final:
        saved = "" if refusal else context.wall()
        return htmx.respond(
            "desk/debrief/index.html", "desk/debrief/_saved.html",
            status=422 if refusal else 200, refusal=refusal, saved=saved, readonly=False,
        )  # fmt: skip
    if refusal:
        return _debrief(refusal, typed)
    return office().done(url_for("desk.debrief"), "" if typed.final else "Restitution enregistrée.")


def _save(here: Office, typed: Debrief, nonce: str) -> str:
    """Save what changed; return why not."""
    if max(len(typed.done), len(typed.left), len(typed.difficulties)) > FIELD_LIMIT:
        return TOO_LONG
    if typed == here.world.debrief:
        return ""
    command = SaveDebrief(
        done=typed.done, left=typed.left, difficulties=typed.difficulties, final=typed.final
    )
    return here.handle(command, nonce).refusal


def _debrief(refusal: str = "", typed: Debrief | None = None) -> ResponseReturnValue:
    world = office().world
    left = max(0, DEBRIEF_GRACE_MS - (context.wall() - world.clock.ended_wall)) // 1000
    page = render_template(
        "desk/debrief/index.html",
        ending=ENDINGS.get(world.clock.ended_by, ""),
        grace=left,
        refusal=refusal,
        saved="",
        nonce=office().new_nonce(),
        readonly=world.debrief.final or not left,
        **debrief_context(world, typed),
    )
    return page, 422 if refusal else 200


def debrief_context(world: World, typed: Debrief | None = None) -> dict[str, Any]:
    """Return what the restitution shows."""
    return {"debrief": typed or world.debrief, "final": world.debrief.final}
