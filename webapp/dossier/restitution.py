"""The candidate's written restitution: nobody judges a sitting while its candidate still writes."""

from sim.language.french import clock_time
from sim.session import DEBRIEF_GRACE_MS
from webapp.dossier.review import Review
from webapp.wall import local


def still_written(review: Review, wall: int) -> str:
    """Say until when the candidate of a sitting that is over still writes, or nothing."""
    until = (review.sitting.ended_wall or 0) + DEBRIEF_GRACE_MS
    if wall > until or review.playhead.world_at(review.playhead.last).debrief.final:
        return ""
    return (
        f"La restitution du candidat court jusqu’à {clock_time(local(until))} : la notation ouvre quand il l’a remise, "
        "ou à cette heure. La relecture est ouverte."
    )
