"""The journal in prose, and the candidate's own screens at any entry."""

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from sim import clock
from sim.channels import spent
from sim.replay import ACTORS, TOOLS, Playhead, facts_shown_as_text
from webapp import context, htmx, reactions
from webapp.examiner.blueprint import bp, review_of, screens, teller


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
        words=words, TOOLS=TOOLS, ACTORS=ACTORS, anchor=reactions.anchor,
        spent=spent(review.playhead.world_at(review.playhead.last)),
    )  # fmt: skip


@bp.get("/<token>/reactions")
def reacted(token: str) -> ResponseReturnValue:
    """Show which rule of which person took place, why, and what became of the others."""
    review = review_of(token)
    playhead = review.playhead
    office = playhead.world_at(playhead.last).clock
    now = 0 if office.ended else clock.now(office, context.wall())
    found = reactions.rows(playhead, teller(playhead.scenario), now)
    return render_template(
        "examiner/reactions.html", review=review, rows=found, STATUSES_FR=reactions.STATUSES_FR
    )


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
        hour=world.moment(world.at), anchor=reactions.anchor,
    )  # fmt: skip


def _seq(playhead: Playhead) -> int:
    text = request.args.get("entree", "")
    wanted = int(text) if text.isdecimal() and len(text) < 9 else playhead.last
    return min(wanted, playhead.last)


def _around(playhead: Playhead, seq: int) -> list[int]:
    """Return the numbers of the entries listed beside the screen."""
    first = max(1, min(seq - 4, playhead.last - 24))
    return list(range(first, min(playhead.last, first + 24) + 1))
