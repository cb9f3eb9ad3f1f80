"""Times said from now: « dans une demi-heure », « d’ici 20 minutes »; « d’ici 11 h » is the clock's."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta

from sim.language.normalise import fold

WORKING = 7
"""From this hour on, « d’ici 11 h » is a time of the day; below, « d’ici 2 h » is a delay."""
_WORDS = {
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "dix": 10, "quinze": 15,
    "vingt": 20, "vingt-cinq": 25, "trente": 30, "quarante": 40, "quarante-cinq": 45, "cinquante": 50,
}  # fmt: skip
_PARTS = {"this": 60, "half": 30, "quarters": 45, "quarter": 15}
_NUMBER = rf"\d{{1,2}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))}"
_OR_LESS = rf"(?:(?:{_NUMBER})\s+(?:a|ou)\s+|\d{{1,2}}\s*-\s*)?"
"""« 5 à 10 minutes »: the latest is the one to be held to."""
_FROM_NOW = re.compile(
    r"\b(?P<how>dans|d'ici|sous)\s+(?:(?:(?:moins|un delai) de|environ|a peu pres|au plus|les|le|la|un|une|petite?|bonne?)\s+"
    rf"|(?:moins|un delai) d')*?{_OR_LESS}"
    r"(?:(?P<this>l'heure)|(?P<half>(?:une\s+)?demi[- ]heure|1/2\s*h(?:eure)?)"
    r"|(?P<quarters>(?:trois|3)\s+quarts?\s+d'heure)"
    r"|(?P<quarter>(?:un\s+)?quart\s+d'heure)"
    rf"|(?P<minutes>{_NUMBER})\s*(?:minutes?|min|mn)"
    rf"|(?P<hours>{_NUMBER}|petite|bonne)\s*h(?:eures?)?(?:\s*(?P<more>\d\d?|et\s+demie?|et\s+quart|quinze|trente|quarante-cinq))?)"
    r"(?![a-z0-9])"
)


def times_from_now(text: str, now: datetime) -> Iterator[str]:
    """Yield the times of the day, HH:MM, that are said from now; none past midnight."""
    for match in _FROM_NOW.finditer(fold(text)):
        at = _by_the_clock(match, now) or now + timedelta(minutes=_minutes(match))
        if at.date() == now.date():
            yield f"{at:%H:%M}"


def _by_the_clock(match: re.Match[str], now: datetime) -> datetime | None:
    hours, more = match["hours"] or "", _more(match["more"] or "0")
    is_clock = match["how"] == "d'ici" and hours.isdigit() and WORKING <= int(hours) < 24
    if not is_clock or more >= 60:
        return None
    at = now.replace(hour=int(hours), minute=more)
    return at if at > now else None  # nobody promises for an hour gone by


def _minutes(match: re.Match[str]) -> int:
    if match["minutes"]:
        return _number(match["minutes"])
    if match["hours"]:
        return 60 * _number(match["hours"]) + _more(match["more"] or "0")
    return next(minutes for name, minutes in _PARTS.items() if match[name])


def _number(said: str) -> int:
    return int(said) if said.isdigit() else _WORDS.get(said, 1)


def _more(said: str) -> int:
    if said.startswith("et"):
        return 15 if "quart" in said else 30
    return _number(said)
