"""How a sitting went, in a few figures: what heads a grid, on screen and on paper."""

from collections.abc import Sequence
from dataclasses import dataclass

from sim.facts import session
from sim.invigilation import INCIDENT_CATEGORIES
from sim.journal.entry import Entry
from sim.language.french import clock_time, duration
from sim.replay import ENDS, Playhead
from webapp.wall import local

APART = (session.TaskNeutralised, session.TaskRestored)


@dataclass(frozen=True, slots=True)
class Summary:
    """The times of a sitting."""

    began: int | None
    """Wall time; None when it has not begun."""
    planned: int
    """Office seconds, extensions left out."""
    lasted: int
    """Office seconds worked: pauses left out."""
    events: tuple[str, ...]
    """Pauses, extensions, incidents, the end and what was neutralised later, in French."""
    neutralised: tuple[str, ...]
    """Those of them about a neutralised task, the withdrawals included."""


def summarise(playhead: Playhead, later: Sequence[str] = ()) -> Summary:
    """Read a sitting's times from its journal; what happened later stands at the end."""
    entries = playhead.entries
    apart = [entry for entry in entries if isinstance(entry.fact, APART)]
    ends = [entry for entry in entries if isinstance(entry.fact, session.Ended)]
    return Summary(
        began=entries[0].wall if entries else None,
        planned=_planned(playhead),
        lasted=(ends or entries)[-1].at if entries else 0,
        events=(*_events(entries), *later),
        neutralised=(*_events(apart), *later),
    )


def _planned(playhead: Playhead) -> int:
    first = playhead.entries[0].fact if playhead.entries else None
    own = first.duration_min if isinstance(first, session.Started) else 0
    return (own or playhead.scenario.duration_min) * 60


def _events(entries: Sequence[Entry]) -> tuple[str, ...]:
    said = []
    for entry in entries:
        fact = entry.fact
        if isinstance(fact, session.Paused):
            length = _paused_for(entry, entries)
            said.append(f"suspension de {length} à {_hour(entry)} ({fact.reason})")
        elif isinstance(fact, session.Extended):
            said.append(f"{fact.minutes} min ajoutées à {_hour(entry)} ({fact.reason})")
        elif isinstance(fact, session.Ended):
            why = f" ({fact.reason})" if fact.reason else ""
            said.append(f"fin à {_hour(entry)}, {ENDS[fact.by]}{why}")
        elif isinstance(fact, session.IncidentNoted):
            said.append(f"{INCIDENT_CATEGORIES[fact.category]} à {_hour(entry)} ({fact.text})")
        elif isinstance(fact, session.TaskNeutralised | session.TaskRestored):
            said.append(_apart(fact, _hour(entry)))
        elif isinstance(fact, session.WorkstationReplaced):
            said.append(f"poste remplacé à {_hour(entry)} ({fact.before} par {fact.after})")
    return tuple(said)


def _apart(fact: session.TaskNeutralised | session.TaskRestored, hour: str) -> str:
    if isinstance(fact, session.TaskNeutralised):
        return f"tâche {fact.task} neutralisée à {hour} ({fact.reason})"
    return f"neutralisation de la tâche {fact.task} retirée à {hour} ({fact.reason})"


def _paused_for(pause: Entry, entries: Sequence[Entry]) -> str:
    """Return the wall time until the clock ran on, or the sitting ended."""
    stops = (session.Resumed, session.Ended)
    until = [one for one in entries[pause.seq :] if isinstance(one.fact, stops)]
    return duration((until[0].wall - pause.wall) / 1000) if until else "durée inconnue"


def _hour(entry: Entry) -> str:
    return clock_time(local(entry.wall))
