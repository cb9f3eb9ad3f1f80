"""The assay: a pack proves itself over many seeds, or it cannot be published."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from grading.grade import grade
from grading.rehearsal import (
    Played,
    RehearsalFile,
    RehearsalRefused,
    play,
    read_rehearsals,
    steps_of,
)
from grading.rehearsal_problems import rehearsal_problems
from grading.rubric import Rubric, read_rubric, rubric_problems
from grading.sheet import GradeSheet
from sim.framework import Framework
from sim.scenario.load import load, strays
from sim.scenario.model import Scenario
from sim.scenario.pack import Pack
from sim.scenario.problems import PackRefused, Problem
from sim.scenario.reading import place
from sim.scenario.script_problems import never_begun
from sim.scenario.seal import Sealed, rehearsals, seal

Levels = dict[str, tuple[str, float]]
"""Criterion to its level and score."""


@dataclass(frozen=True, slots=True)
class Deviation:
    """A rehearsal that did not get what it declares, on a seed."""

    seed: int
    criterion: str
    expected: str
    got: str


@dataclass(slots=True)
class RehearsalReport:
    """How a rehearsal fared over the seeds."""

    id: str
    kind: str
    title: str
    criteria: list[str]
    as_declared: int = 0
    deviations: list[Deviation] = field(default_factory=list)


@dataclass(slots=True)
class PackReport:
    """Whether a pack can be published, and why not."""

    pack: str
    seeds: int
    problems: list[Problem]
    rehearsals: list[RehearsalReport]

    @property
    def publishable(self) -> bool:
        """Return whether nothing is wrong and everything was as declared on every seed."""
        kinds = {report.kind for report in self.rehearsals}
        whole = {"reference", "alternative", "idle", "fault"} <= kinds
        right = all(report.as_declared == self.seeds for report in self.rehearsals)
        return not self.problems and self.seeds > 0 and whole and right


def check_pack(folder: Path, framework: Framework, seeds: int, processes: int = 1) -> PackReport:
    """Run every rehearsal of a pack over seeds 0, 1, 2…"""
    try:
        pack = load(folder)
        problems = _problems(pack, framework)
    except PackRefused as refused:
        return PackReport(folder.name, seeds, refused.problems, [])
    if problems:
        return PackReport(pack.slug, seeds, problems, [])
    first = read_rehearsals(rehearsals(pack, seal(pack, 0).context, []))
    reports = {name: _blank(name, one) for name, one in first.items()}
    for found in _over(seeds, partial(assay_seed, folder, framework, tuple(first)), processes):
        for name, deviations in found.items():
            reports[name].deviations += deviations
            reports[name].as_declared += not deviations
    return PackReport(pack.slug, seeds, problems, list(reports.values()))


def _over(seeds: int, work: Any, processes: int) -> Iterable[dict[str, list[Deviation]]]:
    if processes <= 1:
        return map(work, range(seeds))
    with ProcessPoolExecutor(processes) as pool:
        return list(pool.map(work, range(seeds)))


def _blank(name: str, one: RehearsalFile) -> RehearsalReport:
    return RehearsalReport(name, one.kind, one.title, sorted(one.lowers))


def _problems(pack: Pack, framework: Framework) -> list[Problem]:
    sealed = seal(pack, 0)
    return [
        *_identity(pack, sealed.scenario, framework),
        *strays(pack),
        *never_begun(pack, sealed.scenario),
        *rubric_problems(sealed.scenario, framework),
        *rehearsal_problems(pack, sealed.context, framework),
    ]


def _identity(pack: Pack, scenario: Scenario, framework: Framework) -> Iterator[Problem]:
    """Return what a pack says it is and is not: its own folder, a field of its framework."""
    source = pack.sources["pack.yaml"]
    said: dict[str, tuple[str, str]] = {}
    if scenario.pack != pack.slug:
        fr = f"Ce nom doit être celui du dossier : écrivez « {pack.slug} »."
        said["id"] = fr, f"This name must be the folder’s: write “{pack.slug}”."
    if scenario.framework != framework.id:
        fr = f"Ce référentiel n’est pas connu : écrivez « {framework.id} »."
        said["framework"] = fr, f"This framework is not known: write “{framework.id}”."
    fields = [field.id for field in framework.fields]
    if scenario.field not in fields:
        fr = f"Ce domaine n’est pas dans le référentiel : écrivez {', '.join(fields)}."
        said["field"] = fr, f"This field is not in the framework: write {', '.join(fields)}."
    return (place(source, (name,), *texts) for name, texts in said.items())


@lru_cache(maxsize=4)
def _loaded(folder: Path) -> Pack:
    """Return a pack read once for all the seeds of a run."""
    return load(folder)


def assay_seed(
    folder: Path, framework: Framework, names: tuple[str, ...], seed: int
) -> dict[str, list[Deviation]]:
    """Play and grade every rehearsal on one seed; return how each deviates from what it declares."""
    pack = _loaded(folder)
    try:
        sealed = seal(pack, seed)
        found = read_rehearsals(rehearsals(pack, sealed.context, []))
    except (PackRefused, RehearsalRefused) as refused:
        return {name: [Deviation(seed, "—", "un scénario", str(refused))] for name in names}
    rubric = read_rubric(sealed.scenario)
    run = partial(_levels, pack, sealed, rubric, framework, found)
    reference = next(name for name, one in found.items() if one.kind == "reference")
    base = run(reference)
    return {
        name: _deviations(seed, one, base if name == reference else run(name), base)
        for name, one in found.items()
    }


def run_rehearsal(pack: Pack, sealed: Sealed, name: str, framework: Framework) -> GradeSheet:
    """Play one rehearsal and grade it."""
    record = play_rehearsal(pack, sealed, name).record(sealed)
    return grade(read_rubric(sealed.scenario), record, framework)


def play_rehearsal(pack: Pack, sealed: Sealed, name: str) -> Played:
    """Play one rehearsal. Raises `RehearsalRefused`."""
    found = read_rehearsals(rehearsals(pack, sealed.context, []))
    return play(sealed, steps_of(name, found), pack.assets)


def _levels(
    pack: Pack,
    sealed: Sealed,
    rubric: Rubric,
    framework: Framework,
    found: Mapping[str, RehearsalFile],
    name: str,
) -> Levels | str:
    try:
        played = play(sealed, steps_of(name, found), pack.assets)
    except RehearsalRefused as refused:
        return str(refused)
    sheet = grade(rubric, played.record(sealed), framework)
    if sheet.faults:
        return f"contrôles en panne : {', '.join(sheet.faults)}"
    return {criterion: (one.level, one.score) for criterion, one in sheet.criteria.items()}


def _deviations(
    seed: int, one: RehearsalFile, got: Levels | str, base: Levels | str
) -> list[Deviation]:
    if isinstance(got, str) or isinstance(base, str):
        return [
            Deviation(seed, "—", "une répétition jouée", str(got if isinstance(got, str) else base))
        ]
    judge = JUDGES[one.kind]
    return [
        Deviation(seed, criterion, expected, f"{level} ({score:.2f})")
        for criterion, (level, score) in got.items()
        if (expected := judge(one, criterion, level, score, base[criterion]))
    ]


def _judge_good(
    one: RehearsalFile, criterion: str, level: str, score: float, base: tuple[str, float]
) -> str:
    """Everything met, or left to a person with all the machine can tell met."""
    right = level == "met" or (level == "undecided" and score == 1.0)
    return "" if right else "met"


def _judge_idle(
    one: RehearsalFile, criterion: str, level: str, score: float, base: tuple[str, float]
) -> str:
    return "rien d’atteint" if level in ("met", "partly") or score > 0 else ""


def _judge_fault(
    one: RehearsalFile, criterion: str, level: str, score: float, base: tuple[str, float]
) -> str:
    declared = one.lowers.get(criterion)
    if declared is None:
        same = level == base[0] and score >= base[1]
        return "" if same else f"{base[0]} ({base[1]:.2f}), non abaissé"
    return "" if level == declared and score < base[1] else f"{declared}, abaissé"


JUDGES = {
    "reference": _judge_good,
    "alternative": _judge_good,
    "idle": _judge_idle,
    "fault": _judge_fault,
}
