"""What is wrong with a pack: all of it at once, each with its place and what to write instead."""

from dataclasses import asdict, dataclass
from typing import Any, Literal

from sim.language import mentions
from sim.language.french import plural

Text = tuple[str, str]
"""What is said in French and in English."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One thing to mend in a pack."""

    file: str
    line: int
    """1-based; 0 when the whole file or the whole pack is meant."""
    field: str
    """Path in the file, such as `indicators.3.weight`."""
    fr: str
    en: str
    severity: Literal["error", "warning"] = "error"

    def as_data(self) -> dict[str, Any]:
        """Return the problem as JSON data."""
        return asdict(self)


class PackRefused(Exception):
    """The pack cannot be sealed; `problems` says why."""

    def __init__(self, problems: list[Problem]) -> None:
        super().__init__(plural(len(problems), "problème", "problèmes"))
        self.problems = problems


def unknown(what_fr: str, what_en: str, name: str) -> Text:
    """Say in both languages that a name stands for nothing."""
    return (
        f"{what_fr} « {name} » n’existe pas dans le pack : créez-la ou corrigez ce nom.",
        f"{what_en} “{name}” is not in the pack: create it or correct the name.",
    )


def unspeakable(value: str) -> Text | None:
    """Say in both languages that there is nothing to look for in a value, when it is so."""
    try:
        for option in value.split(" | "):
            mentions.parse(option.strip())
    except ValueError:
        return (
            f"« {value} » ne contient ni mot ni chiffre à chercher : écrivez ce qui doit être dit.",
            f"“{value}” holds no word and no figure to look for: write what must be said.",
        )
    return None
