"""The journal in prose, and the reactions of the office to it."""

from flask import render_template
from flask.typing import ResponseReturnValue

from sim import clock
from sim.channels import spent
from sim.replay import ACTORS, TOOLS
from webapp import context, htmx, reactions
from webapp.examiner.blueprint import bp, review_of, teller
from webapp.examiner.selection import selected


@bp.get("/<token>/journal")
def journal(token: str) -> ResponseReturnValue:
    """List the entries, filtered by application, actor and words."""
    review = review_of(token)
    selection = selected(review)
    return htmx.respond(
        "examiner/journal.html", "examiner/_journal.html", review=review, selection=selection,
        steps=selection.steps, TOOLS=TOOLS, ACTORS=ACTORS, anchor=reactions.anchor,
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
