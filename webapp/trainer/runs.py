"""Rehearsals on the workbench: played one at a time, and compared with what they declare."""

from collections.abc import Mapping
from dataclasses import dataclass

from grading.assay import JUDGES, play_rehearsal, run_rehearsal
from grading.rehearsal import RehearsalFile, RehearsalRefused, read_rehearsals
from grading.sheet import CriterionSheet, GradeSheet
from sim.replay import Playhead
from sim.scenario.seal import rehearsals
from webapp import library
from webapp import reactions as reacted
from webapp.trainer.bench import Bench, Memory
from webapp.trainer.prose import Narrator

RUNS_KEPT = 400
TRACES_KEPT = 20


@dataclass(frozen=True, slots=True)
class Run:
    """What a rehearsal obtained on a seed, or why it could not be played."""

    sheet: GradeSheet | None
    fault: str = ""


@dataclass(frozen=True, slots=True)
class Cell:
    """A criterion of a rehearsal: the level obtained, and the one expected when it differs."""

    criterion: str
    level: str
    score: float
    declared: str
    """Level a fault declares; empty when the criterion should stand."""
    deviation: str
    """What was expected, in words; empty when all is as declared."""


@dataclass(frozen=True, slots=True)
class Row:
    """A rehearsal in the matrix."""

    name: str
    kind: str
    title: str
    lowers: tuple[str, ...]
    played: bool = False
    fault: str = ""
    cells: tuple[Cell, ...] = ()

    @property
    def deviations(self) -> int:
        """Return how many criteria are not as declared."""
        return sum(1 for cell in self.cells if cell.deviation)

    @property
    def right(self) -> bool:
        """Return whether it was played and everything is as declared."""
        return self.played and not self.fault and not self.deviations


RUNS: Memory[Run] = Memory(RUNS_KEPT)
TRACES: Memory[dict[str, list[reacted.Row]]] = Memory(TRACES_KEPT)


def read(bench: Bench, seed: int) -> dict[str, RehearsalFile]:
    """Return a pack's rehearsals for a seed. Raises `PackRefused` and `RehearsalRefused`."""
    return read_rehearsals(rehearsals(bench.pack(), bench.sealed(seed).context, []))


def run(bench: Bench, seed: int, name: str) -> Run:
    """Play a rehearsal, or return what it obtained before."""
    return RUNS.made((bench.digest, seed, name), lambda: _play(bench, seed, name))


def _play(bench: Bench, seed: int, name: str) -> Run:
    try:
        sheet = run_rehearsal(bench.pack(), bench.sealed(seed), name, library.framework())
    except RehearsalRefused as refused:
        return Run(None, str(refused))
    if sheet.faults:
        return Run(sheet, f"Contrôles en panne : {', '.join(sheet.faults)}.")
    return Run(sheet)


def reactions(bench: Bench, seed: int, name: str) -> dict[str, list[reacted.Row]]:
    """Return what became of people's rules in a rehearsal; nothing when it could not be played."""
    return TRACES.made((bench.digest, seed, name), lambda: _traced(bench, seed, name))


def _traced(bench: Bench, seed: int, name: str) -> dict[str, list[reacted.Row]]:
    sealed = bench.sealed(seed)
    try:
        played = play_rehearsal(bench.pack(), sealed, name)
    except RehearsalRefused:
        return {}
    playhead = Playhead(sealed.scenario, played.entries)
    return reacted.rows(playhead, Narrator(sealed.scenario))


def known_rows(bench: Bench, seed: int) -> list[Row]:
    """Return the matrix with what was already played; references first, faults last."""
    found = read(bench, seed)
    base = reference(found)
    names = sorted(found, key=lambda name: (list(JUDGES).index(found[name].kind), name))
    return [
        _row(name, found[name], RUNS.get((bench.digest, seed, name)), RUNS.get((bench.digest, seed, base)))
        for name in names
    ]  # fmt: skip


def played_row(bench: Bench, seed: int, name: str) -> Row:
    """Play a rehearsal, and the reference it is compared with; return its row."""
    found = read(bench, seed)
    return _row(name, found[name], run(bench, seed, name), run(bench, seed, reference(found)))


def reference(found: Mapping[str, RehearsalFile]) -> str:
    """Return the name of the reference; of any rehearsal when a pack has no reference yet."""
    return min(found, key=lambda name: (found[name].kind != "reference", name), default="")


def _row(name: str, one: RehearsalFile, got: Run | None, base: Run | None) -> Row:
    row = Row(name, one.kind, one.title, tuple(sorted(one.lowers)))
    if got is None or base is None:
        return row
    fault = got.fault or (base.fault and f"La référence n’a pas pu être jouée : {base.fault}")
    if fault or got.sheet is None or base.sheet is None:
        return Row(name, one.kind, one.title, row.lowers, played=True, fault=fault)
    cells = tuple(
        _cell(one, criterion, sheet, base.sheet.criteria[criterion])
        for criterion, sheet in got.sheet.criteria.items()
    )
    return Row(name, one.kind, one.title, row.lowers, played=True, cells=cells)


def _cell(one: RehearsalFile, criterion: str, sheet: CriterionSheet, base: CriterionSheet) -> Cell:
    judge = JUDGES[one.kind]
    deviation = judge(one, criterion, sheet.level, sheet.score, (base.level, base.score))
    return Cell(criterion, sheet.level, sheet.score, one.lowers.get(criterion, ""), deviation)
