"""The sitting as a film on the candidate's own screens, and the plan beside what was done."""

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from sim import activity, plan_reality
from sim.language.french import duration
from sim.planner import STATUSES
from sim.replay import ACTORS, TOOLS, Playhead, facts_shown_as_text
from sim.world import World
from webapp import htmx, reactions
from webapp.dossier.review import Review
from webapp.examiner.blueprint import bp, review_of, screens
from webapp.examiner.reel import REEL
from webapp.examiner.selection import Selection, selected
from webapp.examiner.strip import PlanStrip, Strip

SPEEDS = {1: 20, 4: 10, 16: 5, 60: 3}
"""How many times faster than the office the film goes, and the longest silence then, in seconds of the film."""
ACTION_MS = 1500
"""How long an entry is shown when the film goes from one to the next."""
FIELDS_FR = {
    "title": "titre",
    "about": "message lié",
    "priority": "priorité",
    "estimate_min": "durée (min)",
    "due": "échéance",
    "note": "remarque",
    "status": "état",
    "place": "rang",
}
"""What a revision of a task is about."""


@bp.get("/<token>/relecture")
def replay(token: str) -> ResponseReturnValue:
    """Show the candidate's screen as it was after an entry; the page around it plays the film."""
    review = review_of(token)
    selection = selected(review)
    seq = _seq(review.playhead)
    pinned = request.args.get("ecran", "")
    if pinned and pinned not in screens()["screens"]:
        abort(404, "Cet écran n’existe pas.")
    page = {} if htmx.is_htmx() else _page(review, selection)
    with REEL.world_at(review.sitting.scenario_digest, review.playhead, seq) as world:
        frame = _frame(review.playhead, selection, world, pinned)
        return htmx.respond(
            "examiner/replay.html", "examiner/_replay.html", review=review, selection=selection, **frame, **page
        )  # fmt: skip


def _page(review: Review, selection: Selection) -> dict[str, Any]:
    """Return what surrounds the frames: the same from the first to the last."""
    graded = review.sitting.state == "ended" and review.sight.levels
    return {
        "strip": Strip(review.playhead, selection),
        "criteria": review.framework.criteria if graded else (),
        "TOOLS": TOOLS,
        "ACTORS": ACTORS,
        "SPEEDS": SPEEDS,
        "ACTION_MS": ACTION_MS,
        "activity": activity,
    }


def _frame(playhead: Playhead, selection: Selection, world: World, pinned: str) -> dict[str, Any]:
    """Return what one entry shows."""
    entry = playhead.entry(world.seq)
    follows = screens()["screen_of"](entry.fact) if entry else None
    shown = pinned or (follows[0] if follows else "mail")
    arguments = follows[1] if follows and shown == follows[0] else {}
    moves = selection.moves(world.seq)
    following = playhead.entry(moves["following"] or 0)
    next_at = following.at if following else world.at
    return {
        "seq": world.seq,
        "at": world.at,
        "step": playhead.steps[world.seq - 1] if entry else None,
        "said": facts_shown_as_text(entry) if entry else "",
        "hour": world.moment(world.at),
        "screens": screens()["screens"],
        "shown": shown,
        "pinned": pinned,
        "screen": screens()["render"](shown, world, **arguments),
        "moves": moves,
        "next_at": next_at,
        "silence": duration(next_at - world.at),
        "around": selection.around(world.seq),
        "anchor": reactions.anchor,
    }


def _seq(playhead: Playhead) -> int:
    """Return the entry asked for; an odd number shows the last."""
    text = request.args.get("entree", "")
    wanted = int(text) if text.isdecimal() and len(text) < 9 else playhead.last
    return min(wanted, playhead.last)


@bp.get("/<token>/plan-et-realite")
def plan_and_reality(token: str) -> ResponseReturnValue:
    """Lay what the candidate said they would do beside what they are seen to have done."""
    review = review_of(token)
    playhead = review.playhead
    compared = plan_reality.compare(
        playhead.scenario, playhead.entries, activity.spans(playhead.entries)
    )
    world = World(playhead.scenario)
    return render_template(
        "examiner/plan.html", review=review, compared=compared, strip=PlanStrip(playhead, compared),
        steps=playhead.steps, moment=world.moment, STATUSES=STATUSES, FIELDS_FR=FIELDS_FR,
    )  # fmt: skip
