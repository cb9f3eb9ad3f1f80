"""`bannette bench office`: folding a journal."""

import hashlib
import json
from dataclasses import replace

from sim.dispatch import fold
from sim.journal.entry import dump, load
from sim.scenario.load import load as load_pack
from sim.scenario.seal import seal
from sim.trace import trace
from webapp.cli.bench.measure import Figure, figure
from webapp.cli.bench.morning import PACK, entries
from webapp.library import PACKS


def office() -> list[Figure]:
    """Fold 2,000 entries from their stored text; the floor only reads the JSON and checks the chain.

    The trace tells how many reactions that fold holds; it is timed beside a fold of its own.
    """
    sealed = seal(load_pack(PACKS / PACK), 0)
    stored = entries(sealed, 2000)
    lines = [dump(entry) for entry in stored]
    rules = trace(sealed.scenario, stored)
    fired = sum(one.status == "fired" for one in rules)

    def folded() -> object:
        return fold(sealed.scenario, (load(line) for line in lines))

    def bare() -> None:
        for line in lines:
            json.loads(line)
            hashlib.sha256(line.encode()).hexdigest()

    found = figure(f"plier 2 000 entrées, {fired} réactions", folded, bare, 1)
    traced = figure(
        f"trace de {len(rules)} règles",
        lambda: trace(sealed.scenario, stored),
        lambda: fold(sealed.scenario, stored),
        1,
    )
    return [replace(found, goal=50.0), traced]
