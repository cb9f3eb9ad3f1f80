"""Every pack of the repository proves itself: no problem, rehearsals as declared, the same bytes anywhere."""

import subprocess
import sys
from functools import lru_cache
from pathlib import Path

import pytest

from grading.assay import assay_seed, check_pack
from grading.rehearsal import read_rehearsals
from sim.framework import load_framework
from sim.scenario.load import load
from sim.scenario.pack import Pack
from sim.scenario.seal import rehearsals, seal

SCENARIOS = Path(__file__).parents[2] / "scenarios"
PACKS = sorted(file.parent for file in SCENARIOS.glob("packs/*/pack.yaml"))
FRAMEWORK = load_framework(SCENARIOS / "frameworks" / "cqpm-aga.yaml")
SEEDS = (0, 11)
DIGEST = """
import sys
from pathlib import Path
from sim.scenario.load import load
from sim.scenario.seal import seal
print(seal(load(Path(sys.argv[1])), 11).digest)
"""


@lru_cache
def read(folder: Path) -> Pack:
    """Read a pack once for all its tests."""
    return load(folder)


every_pack = pytest.mark.parametrize("folder", PACKS, ids=lambda folder: folder.name)


@every_pack
def test_a_pack_has_no_problem(folder: Path):
    assert check_pack(folder, FRAMEWORK, seeds=0).problems == []


@pytest.mark.parametrize("seed", SEEDS)
@every_pack
def test_every_rehearsal_gets_what_it_declares(folder: Path, seed: int):
    pack = read(folder)
    names = tuple(read_rehearsals(rehearsals(pack, seal(pack, seed).context, [])))

    found = assay_seed(folder, FRAMEWORK, names, seed)

    assert set(found) == set(names)
    assert {name: deviations for name, deviations in found.items() if deviations} == {}


@every_pack
def test_sealing_gives_the_same_digest_twice_and_in_another_process(folder: Path):
    here = seal(read(folder), 11).digest
    there = subprocess.run(
        [sys.executable, "-c", DIGEST, str(folder)],
        capture_output=True, text=True, check=True, cwd=SCENARIOS.parent, timeout=60,
    ).stdout.strip()  # fmt: skip

    assert here == there == seal(read(folder), 11).digest


@every_pack
def test_two_seeds_are_two_exams(folder: Path):
    pack = read(folder)

    assert len({seal(pack, seed).digest for seed in SEEDS}) == len(SEEDS)


def test_there_is_a_pack():
    assert PACKS
