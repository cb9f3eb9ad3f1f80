"""What is wrong with a pack: all of it at once, each with its place and what to write instead."""

from dataclasses import asdict, dataclass
from typing import Any, Literal


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
        super().__init__(f"{len(problems)} problem(s)")
        self.problems = problems
