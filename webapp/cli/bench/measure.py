"""A figure: what is timed, beside its floor, in turn."""

import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 7
GOAL = 2.0


@dataclass(frozen=True, slots=True)
class Figure:
    """One measure: `ratio` is the value over its floor, taken in the same run."""

    name: str
    value: float
    unit: str
    floor: float
    ratio: float
    goal: float


def figure(
    name: str, ours: Callable[[], object], bare: Callable[[], object], repeat: int
) -> Figure:
    """Time both in turn; keep the best round of each, in milliseconds for one call."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for index, call in enumerate((ours, bare)):
            start = time.perf_counter()
            for _ in range(repeat):
                call()
            best[index] = min(best[index], (time.perf_counter() - start) / repeat * 1000)
    return Figure(
        name, round(best[0], 3), "ms", round(best[1], 3), round(best[0] / best[1], 2), GOAL
    )
