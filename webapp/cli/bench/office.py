"""`bannette bench office`: folding a journal."""

import hashlib
import json
from dataclasses import replace

from sim.dispatch import fold
from sim.journal.entry import dump, load
from sim.scenario.load import load as load_pack
from sim.scenario.seal import seal
from webapp.cli.bench.measure import Figure, figure
from webapp.cli.bench.morning import PACK, entries
from webapp.library import PACKS


def office() -> list[Figure]:
    """Fold 2,000 entries from their stored text; the floor only reads the JSON and checks the chain."""
    sealed = seal(load_pack(PACKS / PACK), 0)
    lines = [dump(entry) for entry in entries(sealed, 2000)]

    def folded() -> object:
        return fold(sealed.scenario, (load(line) for line in lines))

    def bare() -> None:
        for line in lines:
            json.loads(line)
            hashlib.sha256(line.encode()).hexdigest()

    found = figure("plier 2 000 entrées", folded, bare, 1)
    return [replace(found, goal=50.0)]
