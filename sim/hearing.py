"""What a person makes of free words, beyond what they mention: what is done with them, and the tone.

What is sure moves the conversation. What is not is told apart: the person then asks to hear it again,
as people do, and nobody is judged on it.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sim.language.delays import times_from_now
from sim.language.heard import Intent
from sim.language.listed import listed
from sim.language.normalise import fold
from sim.language.understanding import Understanding, by_the_rules
from sim.scenario.script import Mark

MARKS: dict[str, Mark] = {
    "apology": "apology",
    "thanks": "thanks",
    "blame": "blame",
    "curt": "curt",
    "capitals": "curt",
    "familiar": "familiar",
    "tu": "familiar",
}
"""What is understood to what it is for whoever hears it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What free words do, and how they are said."""

    intents: frozenset[Intent] = frozenset()
    marks: frozenset[Mark] = frozenset()
    unsure: frozenset[Intent] = frozenset()
    """What may be meant, and is not sure enough to act on."""
    times: tuple[str, ...] = ()
    """Times of the day, HH:MM, in order of the clock."""


def hear(text: str, now: datetime, *, colleague: bool) -> Heard:
    """Return what somebody hears in words said to them now; colleagues may call each other « tu »."""
    # Somebody who listens goes by what they hear, proved or not: nobody is marked by a conversation's turns.
    found = by_the_rules(text, now.date())
    said = {one.value for one in (*found.intents, *found.register) if one.sure}
    said -= _usual_aloud(text, found, colleague=colleague)
    marks = {mark for value, mark in MARKS.items() if value in said}
    if _WOUNDS.search(fold(text)):
        marks.add("curt")
    unsure = {one.value for one in found.intents if not one.sure} - said
    times = {one.value for one in found.facts if one.kind == "time" and one.sure}
    times.update(times_from_now(text, now))
    return Heard(
        frozenset(intent for intent in INTENTS if intent in said),
        frozenset(marks),
        frozenset(intent for intent in INTENTS if intent in unsure),
        tuple(sorted(times)),
    )


def greets(text: str, names: Iterable[str]) -> bool:
    """Say whether words only greet, by whatever name: of the one spoken to, or of the one who speaks."""
    words = _words(text)
    known = GREETINGS | ADDRESSED | {word for name in names for word in _words(name)}
    return not GREETINGS.isdisjoint(words) and known.issuperset(words)


def _words(text: str) -> list[str]:
    return re.findall("[a-z]+", fold(text))


def _usual_aloud(text: str, found: Understanding, *, colleague: bool) -> set[str]:
    """Return the marks of a written tone that mean nothing of the kind when talking.

    A short question is no demand, a hesitation is no slang, and colleagues call each other « tu ».
    """
    usual = {"tu"} if colleague else set()
    if "?" in text:
        usual.add("curt")
    usual |= {
        one.value
        for one in found.register
        if one.value == "familiar" and fold(one.said).strip(" .,…!") in HESITATIONS
    }
    return usual


HESITATIONS = frozenset(
    {"ah", "bah", "ben", "bon", "eh bien", "euh", "heu", "hum", "oh", "ouf", "voila"}
)
GREETINGS = listed("bonjour bonsoir salut allo hello coucou bjr bsr")
ADDRESSED = listed(
    "madame monsieur mademoiselle mme mlle mr m messieurs mesdames cher chere a vous tous toi oui ici c est de du la l service adv"
)
"""What goes with a greeting, beside names."""
INTENTS: tuple[Intent, ...] = ("request", "promise", "apology", "refusal", "thanks")
_WOUNDS = re.compile(
    r"\b(?:idiote?s?|imbeciles?|cretine?s?|debiles?|abruti(?:e|s|es)?|connards?|connasses?|merde|incapables?"
    r"|incompetente?s?|stupides?|n'importe quoi|ras le bol|se fou(?:t|tez) de)\b"
)
"""Words that wound, whoever hears them: they count as a curt tone."""
