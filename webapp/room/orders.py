"""The invigilator's acts: what each form asks of a sitting, what must be typed, what is said once done."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sim.decision import Command
from sim.invigilation import (
    INCIDENT_CATEGORIES,
    LOST_LIMIT,
    NO_REASON,
    PAUSE_CATEGORIES,
    NeutraliseTask,
    NoteIncident,
    ReplaceWorkstation,
    RestoreTask,
)
from sim.session import Close, Extend, Pause, Resume

Fields = Mapping[str, str]
MINUTES = "Saisissez un nombre entier de minutes, par exemple 10."


class Unfit(Exception):
    """The form cannot be carried out as it was filled in; the message says what to correct."""


@dataclass(frozen=True, slots=True)
class Order:
    """An act: its words, and the command it makes of a form."""

    label: str
    icon: str
    done: str
    make: Callable[[Fields], Command]
    alone: bool = False
    """Whether it is done for one candidate at a time."""
    grave: bool = False


def _reason(fields: Fields) -> str:
    if not fields["reason"]:
        raise Unfit(NO_REASON)
    return fields["reason"]


def _minutes(text: str, limit: int) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) <= 4) or int(text) > limit:
        raise Unfit(MINUTES)
    return int(text)


def _chosen(fields: Fields, known: Mapping[str, str]) -> str:
    if fields["category"] not in known:
        raise Unfit("Choisissez une catégorie dans la liste.")
    return fields["category"]


def _pause(fields: Fields) -> Command:
    return Pause(category=_chosen(fields, PAUSE_CATEGORIES), reason=_reason(fields))


def _resume(fields: Fields) -> Command:
    return Resume(reason=_reason(fields))


def _extend(fields: Fields) -> Command:
    return Extend(minutes=_minutes(fields["minutes"], 120), reason=_reason(fields))


def _incident(fields: Fields) -> Command:
    return NoteIncident(
        category=_chosen(fields, INCIDENT_CATEGORIES),
        text=fields["reason"],
        minutes_lost=_minutes(fields["minutes"] or "0", LOST_LIMIT),
    )


def _neutralise(fields: Fields) -> Command:
    return NeutraliseTask(task=fields["task"], reason=_reason(fields))


def _restore(fields: Fields) -> Command:
    return RestoreTask(task=fields["task"], reason=_reason(fields))


def _replace(fields: Fields) -> Command:
    reason = _reason(fields)
    return ReplaceWorkstation(before=fields["before"], after=fields["after"], reason=reason)


def _close(fields: Fields) -> Command:
    return Close(reason=_reason(fields))


ORDERS = {
    "suspendre": Order("Suspendre", "pause-circle", "Épreuve suspendue", _pause),
    "reprendre": Order("Reprendre", "play-circle", "Épreuve reprise", _resume),
    "prolonger": Order("Ajouter du temps", "plus-circle", "Temps ajouté", _extend),
    "incident": Order("Noter un incident", "journal-plus", "Incident noté", _incident),
    "neutraliser": Order("Neutraliser une tâche", "slash-circle", "Tâche neutralisée", _neutralise),
    "retablir": Order(
        "Retirer une neutralisation", "arrow-counterclockwise", "Neutralisation retirée", _restore
    ),
    "poste": Order("Changer de poste", "pc-display", "Poste remplacé", _replace, alone=True),
    "clore": Order("Clore l’épreuve", "stop-circle", "Épreuve close", _close, grave=True),
}
"""Act, as its address names it."""
FIELDS = ("category", "reason", "minutes", "task", "before", "after")
