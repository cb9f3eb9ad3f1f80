"""Facts of past releases, read as facts of this one.

A kind is for ever. When one has to change its meaning, the new shape gets a new kind and a function
here turns the old one into it; golden journals of each release prove that they still fold.
"""

from collections.abc import Callable
from typing import Any

Data = dict[str, Any]


def upcast(fact: Data) -> Data:
    """Return the fact in today's shape; most are already."""
    while (step := UPCASTERS.get(fact.get("kind", ""))) is not None:
        fact = step(fact)
    return fact


UPCASTERS: dict[str, Callable[[Data], Data]] = {}
