"""Tasks neutralised once a sitting is over: acts of the register, which grading counts as it does the room's.

A withdrawal adds an act and takes none away: both are told wherever the sitting is.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sim.language.french import date_and_time
from sim.room import Neutralised
from webapp.register import Act
from webapp.wall import local

NEUTRALISED, WITHDRAWN = "task.neutralised", "task.restored"
CATEGORIES = {
    "technical": "incident technique",
    "material": "matériel",
    "subject": "défaut du sujet",
    "organisation": "organisation de l’épreuve",
    "other": "autre",
}


@dataclass(frozen=True, slots=True)
class Neutralisation:
    """A task set apart at review, and its withdrawal once there is one."""

    act: Act
    withdrawn: Act | None = None

    @property
    def task(self) -> str:
        """Return the task."""
        return str(self.act.says("task"))

    @property
    def category_fr(self) -> str:
        """Return why, in a word."""
        return CATEGORIES[self.act.says("category")]

    @property
    def told(self) -> str:
        """Return what was done, when and why, as one reads how a sitting went."""
        why = f"{self.category_fr} : {self.act.says('reason')}"
        said = f"tâche {self.task} neutralisée après l’épreuve, {_moment(self.act)} ({why})"
        if self.withdrawn is None:
            return said
        return f"{said}, retirée {_moment(self.withdrawn)} ({self.withdrawn.says('reason')})"


@dataclass(frozen=True, slots=True)
class Apart:
    """What the register takes away from a sitting's grading."""

    tasks: Mapping[str, Neutralised] = field(default_factory=dict)
    act: int = 0
    """Number of the last act that says anything of it; 0 for none."""


NOTHING = Apart()


def neutralisations(acts: Sequence[Act]) -> list[Neutralisation]:
    """Return those of the sitting these acts are about, oldest first; erased ones say nothing."""
    withdrawn = {act.says("of"): act for act in acts if act.kind == WITHDRAWN and act.data}
    return [
        Neutralisation(act, withdrawn.get(act.seq))
        for act in acts
        if act.kind == NEUTRALISED and act.data
    ]


def apart(acts: Sequence[Act]) -> Apart:
    """Return the tasks that stand neutralised."""
    found = neutralisations(acts)
    said = [one for each in found for one in (each.act, each.withdrawn) if one is not None]
    return Apart(
        {
            one.task: Neutralised(one.task, 0, str(one.act.says("reason")), one.act.seq)
            for one in found
            if one.withdrawn is None
        },
        max((act.seq for act in said), default=0),
    )


def shaken(acts: Sequence[Act]) -> frozenset[int]:
    """Return the rulings given before a task of their criterion was neutralised, or taken back."""
    kinds = (NEUTRALISED, WITHDRAWN)
    return frozenset(
        ruling for act in acts if act.kind in kinds for ruling in act.says("rulings") or ()
    )


def _moment(act: Act) -> str:
    return f"le {date_and_time(local(act.at))}"
