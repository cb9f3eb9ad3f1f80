"""The subjects a session can be planned on, and the variants drawn of one."""

import secrets

import sqlalchemy as sa
from sqlalchemy.orm import Session

from sim.scenario.load import load
from sim.scenario.pack import PackFile
from sim.scenario.seal import Sealed, seal
from webapp import library
from webapp.planning import add_variant, keep_scenario, variants
from webapp.store.centre_tables import Variant
from webapp.store.store import Store
from webapp.store.tables import Exam, ScenarioRow, Sitting

SEEDS = 1_000_000
VARIANTS = 20
"""Variants of a session at most."""


def subjects() -> dict[str, PackFile]:
    """Return the packs that ship and can be read, by name."""
    found = {folder.name: about(folder.name) for folder in library.pack_folders()}
    return {name: pack for name, pack in found.items() if pack is not None}


def about(name: str) -> PackFile | None:
    """Return what a pack says of itself; nothing when its file cannot be read."""
    return library.about(library.PACKS / name)


def drawn(pack: str, count: int, *, apart_from: frozenset[int] = frozenset()) -> list[Sealed]:
    """Return variants of a pack, each of another seed. Raises `PackRefused`."""
    loaded = load(library.find_pack(pack))
    seeds: set[int] = set()
    while len(seeds) < count:
        seeds |= {secrets.randbelow(SEEDS)} - apart_from
    return [seal(loaded, seed) for seed in sorted(seeds)]


def give_variants(session: Session, store: Store, exam: Exam, sealed: list[Sealed]) -> None:
    """Make these the variants of a session, and spread its candidates over them."""
    session.execute(sa.delete(Variant).where(Variant.exam_id == exam.id))
    for one in sealed:
        add_variant(session, exam, keep_scenario(session, store.files, one))
    digests = variants(session, exam)
    seated = session.scalars(
        sa.select(Sitting).where(Sitting.exam_id == exam.id).order_by(Sitting.number)
    )
    for place, sitting in enumerate(seated):
        sitting.scenario_digest = digests[place % len(digests)]
    session.flush()


def next_variant(session: Session, exam: Exam) -> str:
    """Return the variant that the fewest candidates of a session sit: the first of them."""
    query = (
        sa.select(Sitting.scenario_digest, sa.func.count())
        .where(Sitting.exam_id == exam.id)
        .group_by(Sitting.scenario_digest)
    )
    taken = {row[0]: row[1] for row in session.execute(query)}
    return min(variants(session, exam), key=lambda digest: taken.get(digest, 0))


def seeds_of(session: Session, exam: Exam) -> frozenset[int]:
    """Return the seeds of a session's variants."""
    query = sa.select(ScenarioRow.seed).where(ScenarioRow.digest.in_(variants(session, exam)))
    return frozenset(session.scalars(query))
