"""Hours that an author writes: whether they can be read, and fall within the sitting."""

import re
from datetime import timedelta

from sim.scenario.model import Scenario
from sim.scenario.problems import Text

_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def is_time(text: str) -> bool:
    """Say whether a text is a time of the day, HH:MM."""
    return _TIME.fullmatch(text) is not None


def misplaced(text: str, scenario: Scenario) -> Text | None:
    """Say in both languages why a time of the sitting is not one, when it is so."""
    if not is_time(text):
        return (
            f"« {text} » n’est pas une heure : écrivez une heure comme 08:45.",
            f"“{text}” is no time: write a time such as 08:45.",
        )
    end = scenario.start + timedelta(minutes=scenario.duration_min)
    first, last = f"{scenario.start:%H:%M}", f"{end:%H:%M}"
    if end.date() > scenario.start.date() or first <= text <= last:
        return None
    return (
        f"« {text} » est hors de l’épreuve, qui va de {first} à {last} : corrigez cette heure.",
        f"“{text}” is outside the sitting, from {first} to {last}: correct this time.",
    )
