"""The shipped pack's reference morning, played or made longer."""

from grading.rehearsal import Played, play, read_rehearsals, steps_of
from sim.facts import chat, planner
from sim.facts.base import Fact
from sim.journal.entry import Entry
from sim.scenario.load import load as load_pack
from sim.scenario.seal import Sealed, rehearsals
from webapp.library import PACKS

PACK = "adv-fac-01"
COLLEAGUES = ("luc", "karim", "nadia", "sophie", "thomas")
"""Who has the messenger, and rules."""


def morning(sealed: Sealed) -> Played:
    """Return the pack's own reference run."""
    pack = load_pack(PACKS / PACK)
    found = read_rehearsals(rehearsals(pack, sealed.context, []))
    return play(sealed, steps_of("reference", found), pack.assets)


def entries(sealed: Sealed, count: int) -> list[Entry]:
    """Return a whole morning, made longer by plans and by talk: each line said meets people's rules."""
    played = list(morning(sealed).entries[:-1])
    while len(played) < count:
        last = played[-1]
        number = len(played)
        fact: Fact = chat.Sent(person=COLLEAGUES[number % len(COLLEAGUES)], text=f"Point {number}")
        if number % 2:
            values = planner.TaskValues(title=f"Tâche {number}", estimate_min=number % 40 + 1)
            fact = planner.TaskAdded(task=f"B{number}", values=values)
        played.append(Entry(number + 1, last.at, last.wall, "candidate", fact).sealed(last.hash))
    return played
