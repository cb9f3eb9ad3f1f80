"""Which entries of a journal are looked at: by application, actor, criterion and words."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from flask import abort, request

from sim.language.normalise import normalise
from sim.replay import ACTORS, TOOLS, Step
from webapp.dossier.review import Review
from webapp.examiner.blueprint import criterion_of

LISTED, BEHIND = 25, 4
"""Entries listed beside one, and how many of them come before it."""
UNGRADED = "Ce passage n’est pas terminé\u00a0: ses entrées ne se choisissent pas encore par critère. Retirez ce filtre."


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice of entries, and what was asked to make it."""

    steps: Sequence[Step]
    """Those chosen, in order."""
    tool: str
    actor: str
    criterion: str
    words: str

    @property
    def arguments(self) -> dict[str, str]:
        """Return what an address must carry to make the same choice."""
        asked = {
            "outil": self.tool, "acteur": self.actor, "critere": self.criterion, "q": self.words,
        }  # fmt: skip
        return {name: value for name, value in asked.items() if value}

    @property
    def stops(self) -> tuple[int, ...]:
        """Return where the film goes, by number: without a filter, the office as it was found comes first."""
        chosen = tuple(step.seq for step in self.steps)
        return chosen if self.arguments else (0, *chosen)

    def moves(self, seq: int) -> dict[str, int | None]:
        """Return where one goes from an entry; nothing where that is no way to go."""
        stops = self.stops
        before, after = stops[: bisect_left(stops, seq)], stops[bisect_right(stops, seq) :]
        return {
            "first": before[0] if before else None,
            "previous": before[-1] if before else None,
            "following": after[0] if after else None,
            "last": after[-1] if after else None,
        }

    def around(self, seq: int) -> Sequence[Step]:
        """Return those to list beside an entry."""
        at = bisect_left(self.steps, seq, key=lambda step: step.seq)
        first = max(0, min(at - BEHIND, len(self.steps) - LISTED))
        return self.steps[first : first + LISTED]


def selected(review: Review) -> Selection:
    """Return the entries that the address asks for; refuse what nobody can be, or no longer is, asked."""
    tool, actor, criterion, words = (
        request.args.get(name, "").strip() for name in ("outil", "acteur", "critere", "q")
    )
    if tool and tool not in TOOLS:
        abort(404, "Cette application n’existe pas\u00a0: choisissez-en une dans la liste.")
    if actor and actor not in ACTORS:
        abort(404, "Cet auteur n’existe pas\u00a0: choisissez-en un dans la liste.")
    cited = _cited(review, criterion) if criterion else None
    wanted = normalise(words)
    steps = tuple(
        step
        for step in review.playhead.steps
        if (not tool or step.tool == tool)
        and (not actor or step.actor == actor)
        and (cited is None or step.seq in cited)
        and wanted in normalise(step.text)
    )
    return Selection(steps, tool, actor, criterion, words)


def _cited(review: Review, name: str) -> set[int]:
    """Return the entries that the findings of a criterion give as evidence."""
    criterion = criterion_of(review, name)
    if review.sitting.state != "ended":
        abort(409, UNGRADED)
    findings = review.sheet.criteria[criterion.id].findings
    return {seq for one in findings for proof in one.evidence for seq in proof.entries}
