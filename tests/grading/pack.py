"""The pack of the repository, sealed once, and its rehearsals played by name."""

from functools import lru_cache
from pathlib import Path

from grading.grade import grade
from grading.record import Record
from grading.rehearsal import Played, RehearsalFile, Step, play, read_rehearsals, steps_of
from grading.rubric import Rubric, read_rubric
from grading.sheet import GradeSheet
from sim.framework import Framework, load_framework
from sim.scenario.load import load
from sim.scenario.pack import Pack
from sim.scenario.seal import Sealed, rehearsals, seal

SCENARIOS = Path(__file__).parents[2] / "scenarios"
FOLDER = SCENARIOS / "packs" / "adv-fac-01"


@lru_cache
def framework() -> Framework:
    return load_framework(SCENARIOS / "frameworks" / "cqpm-aga.yaml")


@lru_cache
def pack() -> Pack:
    return load(FOLDER)


@lru_cache
def sealed() -> Sealed:
    return seal(pack(), 0)


@lru_cache
def rubric() -> Rubric:
    return read_rubric(sealed().scenario)


@lru_cache
def found() -> dict[str, RehearsalFile]:
    return read_rehearsals(rehearsals(pack(), sealed().context, []))


def acted(steps: list[Step]) -> Played:
    """Play steps on seed 0."""
    return play(sealed(), sorted(steps, key=lambda step: step.at), pack().assets)


@lru_cache
def played(name: str = "reference") -> Played:
    return acted(steps_of(name, found()))


def record(name: str = "reference") -> Record:
    return played(name).record(sealed())


@lru_cache
def sheet(name: str = "reference") -> GradeSheet:
    return graded(played(name))


def graded(one: Played) -> GradeSheet:
    return grade(rubric(), one.record(sealed()), framework())


def verdicts(one: GradeSheet) -> dict[str, str]:
    """Return every indicator's verdict."""
    return {
        row.check: row.verdict for criterion in one.criteria.values() for row in criterion.findings
    }
