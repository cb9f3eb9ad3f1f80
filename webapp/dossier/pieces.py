"""What a candidate left to be looked at: messages, words spoken, letters, documents. No level, no finding."""

from dataclasses import dataclass

from sim.facts.drive import Uploaded
from sim.facts.letters import Posted
from sim.replay import TOOLS, Playhead, Step, facts_shown_as_text


@dataclass(frozen=True, slots=True)
class Piece:
    """Something of the candidate's, by its entry, and by its place when it is a document."""

    step: Step
    path: str = ""


def pieces(playhead: Playhead) -> dict[str, list[Piece]]:
    """Return the candidate's own pieces in order, by the name of the application they were made in."""
    found: dict[str, list[Piece]] = {}
    for entry, step in zip(playhead.entries, playhead.steps, strict=True):
        fact = entry.fact
        path = fact.path if isinstance(fact, Uploaded) else ""
        said = path or isinstance(fact, Posted) or facts_shown_as_text(entry)
        if entry.actor == "candidate" and said:
            found.setdefault(TOOLS[step.tool], []).append(Piece(step, path))
    return found
