"""`bannette bench desk`: pages of the desk and a journalled action, served."""

import tempfile
from functools import partial
from pathlib import Path

from sim.scenario.load import load as load_pack
from sim.scenario.seal import seal
from webapp.cli.bench.centre import served_centre
from webapp.cli.bench.measure import Figure, figure
from webapp.cli.bench.morning import PACK, morning
from webapp.cli.bench.served import bare_app, served
from webapp.library import PACKS

REQUESTS = 40
"""Requests timed in one round."""
PAGES = {
    "messagerie": "/messagerie",
    "plan de travail": "/plan",
    "téléphone": "/telephone",
    "documents": "/documents",
    "annuaire": "/annuaire",
}
"""Pages that only read: beside three reads."""
READINGS = {
    "message ouvert": "/messagerie/M02",
    "erp : liste": "/erp/invoice",
    "erp : facture": "/erp/invoice/fiche/PF26-1871",
}
"""Pages whose display is journalled: beside three reads and a durable insert."""


def desk() -> list[Figure]:
    """Time desk pages and a journalled action beside bare Flask, both behind the same server."""
    sealed = seal(load_pack(PACKS / PACK), 0)
    played = morning(sealed)
    half = played.entries[: len(played.entries) // 2]
    with (
        tempfile.TemporaryDirectory() as folder,
        served_centre(Path(folder), sealed, half, played.files) as centre,
    ):
        figures = []
        for name, path in (PAGES | READINGS).items():
            page = partial(centre.get, path)
            with served(bare_app(Path(folder), len(page()))) as floor:
                bare = floor.reading if name in READINGS else floor.page
                figures.append(figure(name, page, bare, REQUESTS))
        with served(bare_app(Path(folder), len(centre.act()))) as floor:
            figures.append(figure("action journalisée", centre.act, floor.insert, REQUESTS))
        return figures
