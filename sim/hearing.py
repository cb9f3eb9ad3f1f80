"""What a person makes of free words, beyond what they mention: what is done with them, and the tone.

What is sure moves the conversation. What is not is told apart: the person then asks to hear it again,
as people do, and nobody is judged on it.
"""

import re
from dataclasses import dataclass

from sim.language.normalise import fold
from sim.language.register import register_flags
from sim.language.tokens import TimeOfDay, tokens
from sim.scenario.script import Intent, Mark

_APOLOGY = re.compile(
    r"\b(?:desolee?s?|excuse(?:s|z|r)?|navree?s?|pardon(?:nez)?|regret(?:te|tons)|confuse?s?)\b"
)
_THANKS = re.compile(r"\bmerci (?:de votre|pour|beaucoup|bien)\b|\bje vous remercie\b")
_MARKS: dict[str, Mark] = {
    "blame": "blame",
    "shouting": "curt",
    "insult": "curt",
    "tutoiement": "familiar",
}


@dataclass(frozen=True, slots=True)
class Heard:
    """What free words do, and how they are said."""

    intents: frozenset[Intent] = frozenset()
    marks: frozenset[Mark] = frozenset()
    unsure: frozenset[Intent] = frozenset()
    """What may be meant, and is not sure enough to act on."""
    times: tuple[str, ...] = ()
    """Times of the day, HH:MM, in order of the clock."""


def hear(text: str, *, colleague: bool) -> Heard:
    """Return what somebody hears in words said to them; colleagues call each other « tu »."""
    folded = fold(text)
    intents: set[Intent] = set()
    if _APOLOGY.search(folded):
        intents.add("apology")
    if _THANKS.search(folded):
        intents.add("thanks")
    marks = {_MARKS[flag.code] for flag in register_flags(text) if flag.code in _MARKS}
    if colleague:
        marks.discard("familiar")
    said: set[Mark] = {one for one in ("apology", "thanks") if one in intents}
    return Heard(frozenset(intents), frozenset(marks | said), times=_times(folded))


def _times(folded: str) -> tuple[str, ...]:
    meanings = [token.meaning for token in tokens(folded)]
    times = {f"{one.hour:02d}:{one.minute:02d}" for one in meanings if isinstance(one, TimeOfDay)}
    return tuple(sorted(times))
