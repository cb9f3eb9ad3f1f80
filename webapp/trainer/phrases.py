"""Values of a pack as French writes them: hours, amounts, lists, quotations."""

import re
from collections.abc import Iterable
from datetime import time
from typing import Any

from sim.language.french import clock_time
from sim.reacting import MARK

HOUR = re.compile(r"([01]\d|2[0-3]):([0-5]\d)")
AMOUNT = re.compile(r"\d+\.\d+")


def uncapital(label: str) -> str:
    """Return a label as it stands within a sentence; an acronym keeps its capitals."""
    return label if label[1:2].isupper() else label[:1].lower() + label[1:]


def said_hour(text: str) -> str:
    """Return `9 h 50` for `09:50`; any other text as it is."""
    found = HOUR.fullmatch(text)
    return clock_time(time(int(found[1]), int(found[2]))) if found else text


def plain(value: Any) -> str:
    """Return a value as French writes it."""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        return f"{value:g}".replace(".", ",")
    text = str(value)
    return text.replace(".", ",") if AMOUNT.fullmatch(text) else said_hour(text)


def quoted(text: str) -> str:
    """Return a text between French quotes; `*`, which stands for anything, is said."""
    return "quelconque" if text == "*" else f"« {plain(text)} »"


def delay(minutes: float) -> str:
    """Return a delay in words."""
    if not minutes:
        return "aussitôt"
    if minutes < 1:
        return f"{round(minutes * 60)} s"
    return f"{plain(minutes)} min"


def any_of(values: Iterable[str]) -> str:
    """Return values of which one is enough, those within a value (`a | b`) included."""
    return " ou ".join(plain(option) for value in values for option in value.split(" | "))


def all_of(values: Iterable[str]) -> str:
    """Return values that are all needed."""
    return " et ".join(any_of((value,)) for value in values)


def words_named(text: str) -> str:
    """Say in brackets which words of its trigger a text will take when the day comes."""
    return MARK.sub(lambda found: f"[{WORDS_FR.get(found[1], found[1])}]", text)


WORDS_FR = {
    "subject": "objet du message",
    "words": "ce qui a été dit",
    "hour": "heure",
    "person": "personne",
    "file": "nom du fichier",
    "record": "pièce",
    "number": "numéro de la pièce",
}
"""Words of a trigger, as a trainer reads them in a text that is not delivered yet."""
