"""What a seed decides: one option of each list a pack declares, and the figures derived from them.

The choice is a hash of pack, seed and name: the same on any machine, for ever. Seed 0 takes the first
option of every draw: the pack as its author wrote it.
"""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sim.scenario.templates import AuthoringError, evaluate


def choose(pack: str, seed: int, name: str, options: Sequence[Any]) -> Any:
    """Return the option this seed takes."""
    if seed == 0:
        return options[0]
    digest = hashlib.sha256(f"{pack}/{seed}/{name}".encode()).digest()
    return options[int.from_bytes(digest[:8], "big") % len(options)]


def draw(pack: str, seed: int, draws: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
    """Return the option of every draw."""
    return {name: choose(pack, seed, name, options) for name, options in draws.items()}


def derive(
    context: Mapping[str, Any], values: Mapping[str, str]
) -> tuple[dict[str, Any], dict[str, str]]:
    """Evaluate the declared values in order; return the full context and the faults by name."""
    full, faults = dict(context), {}
    for name, expression in values.items():
        try:
            full[name] = evaluate(str(expression), full)
        except AuthoringError as error:
            faults[name] = str(error)
    return full, faults
