"""Evidence in place: a message, the candidate's screen or a file, shown without leaving the grid."""

from typing import Any

from flask import abort, render_template, request
from flask.typing import ResponseReturnValue

from sim.replay import Playhead, facts_shown_as_text
from webapp.examiner.blueprint import bp, review_of, screens
from webapp.examiner.files import shown


@bp.get("/<token>/piece")
def piece(token: str) -> ResponseReturnValue:
    """Show what an entry left, or a file at the place a finding points to."""
    review = review_of(token)
    if request.args.get("chemin"):
        return render_template("examiner/_piece_file.html", review=review, **shown(review))
    return render_template(
        "examiner/_piece_entry.html", review=review, **entry_shown(review.playhead)
    )


def entry_shown(playhead: Playhead) -> dict[str, Any]:
    """Return what shows the entry that the address names, or 404."""
    text = request.args.get("entree", "")
    seq = int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else 0
    entry = playhead.entry(seq)
    if entry is None:
        abort(404, "Cette entrée n’est pas au journal.")
    world = playhead.world_at(seq)
    follows = screens()["screen_of"](entry.fact)
    return {
        "step": playhead.steps[seq - 1],
        "said": facts_shown_as_text(entry),
        "screen": screens()["render"](follows[0], world, **follows[1]) if follows else "",
    }
