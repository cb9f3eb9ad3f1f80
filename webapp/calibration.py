"""Reference sittings on which examiners calibrate: rehearsals of the pack, played once, and no candidates.

A reference is rated on a few criteria that tell the references apart: each is reached in one and lowered in
another. What is expected is what the rehearsal was written to show, and the pack's assay proves.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

import sqlalchemy as sa
from sqlalchemy.orm import Session

from grading.agreement import RANK, Agreement, agreement
from grading.agreement import Rating as Rated
from grading.grade import grade
from grading.rehearsal import RehearsalFile, RehearsalRefused, play, read_rehearsals, steps_of
from grading.rubric import read_rubric
from grading.sheet import CriterionSheet
from sim.replay import Playhead
from sim.scenario.load import load
from sim.scenario.pack import Pack
from sim.scenario.problems import PackRefused
from sim.scenario.seal import Sealed, rehearsals, seal
from webapp.library import PACKS, framework
from webapp.store.planning_tables import CentreSetting
from webapp.store.result_tables import CalibrationRating
from webapp.store.tables import Exam

REQUIRED = "calibration_required"
"""The centre's setting: `yes` when nobody rates before having calibrated."""
SEED = 0
FAULTS = 2
CRITERIA = 6
"""Criteria rated on each reference: a calibration takes half an hour."""


@dataclass(frozen=True, slots=True)
class Material:
    """What the references of a pack are played from."""

    pack: Pack
    sealed: Sealed
    rehearsals: Mapping[str, RehearsalFile]
    chosen: tuple[str, ...]
    """Names of the rehearsals, in the order examiners meet them."""
    criteria: tuple[str, ...]

    def name(self, rehearsal: str) -> str:
        """Return what the ratings of a reference are kept under."""
        return f"{self.sealed.scenario.pack}/{rehearsal}/{SEED}"

    @property
    def names(self) -> tuple[str, ...]:
        """Return those of all references."""
        return tuple(self.name(one) for one in self.chosen)


@dataclass(frozen=True, slots=True)
class Reference:
    """A reference sitting, played and graded."""

    name: str
    title: str
    """What the rehearsal shows: read once it is rated."""
    playhead: Playhead
    files: Mapping[str, bytes]
    sheets: Mapping[str, CriterionSheet]
    """The criteria to rate, with what is expected and why."""


@cache
def material(pack_name: str) -> Material | None:
    """Return what the references of a pack are played from; None when the pack has none."""
    folder = PACKS / pack_name
    if "/" in pack_name or not (folder / "pack.yaml").is_file():
        return None
    try:
        pack = load(folder)
        sealed = seal(pack, SEED)
        found = read_rehearsals(rehearsals(pack, sealed.context, []))
    except (PackRefused, RehearsalRefused):
        return None
    faults = _faults(found)
    best = [name for name, one in found.items() if one.kind == "reference"]
    if not best or not faults:
        return None
    lowered = {criterion for name in faults for criterion in _lowered(found[name])}
    order = [one.id for one in framework(sealed.scenario.framework).criteria]
    criteria = tuple(name for name in order if name in lowered)[:CRITERIA]
    return Material(pack, sealed, found, _shuffled(pack_name, (best[0], *faults)), criteria)


def _lowered(one: RehearsalFile) -> set[str]:
    return {name for name, level in one.lowers.items() if level in ("partly", "not_met")}


def _faults(found: Mapping[str, RehearsalFile]) -> list[str]:
    """Return the faults that together lower the most criteria."""
    chosen: list[str] = []
    covered: set[str] = set()
    names = sorted(name for name, one in found.items() if one.kind == "fault")
    for _ in range(min(FAULTS, len(names))):
        best = max(names, key=lambda name: len(_lowered(found[name]) - covered))
        chosen.append(best)
        covered |= _lowered(found[best])
        names.remove(best)
    return chosen


def _shuffled(pack_name: str, names: Sequence[str]) -> tuple[str, ...]:
    """Return the references in an order that does not tell the good one."""
    return tuple(
        sorted(names, key=lambda name: hashlib.sha256(f"{pack_name}:{name}".encode()).hexdigest())
    )


@cache
def reference(pack_name: str, number: int) -> Reference | None:
    """Return a reference of a pack, from 1: played the first time it is asked for, then kept."""
    found = material(pack_name)
    if found is None or not 1 <= number <= len(found.chosen):
        return None
    rehearsal = found.chosen[number - 1]
    played = play(found.sealed, steps_of(rehearsal, found.rehearsals), found.pack.assets)
    scenario = found.sealed.scenario
    sheet = grade(read_rubric(scenario), played.record(found.sealed), framework(scenario.framework))
    sheets = {
        name: sheet.criteria[name] for name in found.criteria if sheet.criteria[name].level in RANK
    }
    return Reference(
        found.name(rehearsal), found.rehearsals[rehearsal].title, Playhead(scenario, played.entries),
        played.files, sheets,
    )  # fmt: skip


def given(
    session: Session, user_id: int, pack_name: str
) -> dict[str, dict[str, CalibrationRating]]:
    """Return what somebody gave on the references of a pack, by reference and criterion."""
    query = sa.select(CalibrationRating).where(CalibrationRating.author_id == user_id)
    found: dict[str, dict[str, CalibrationRating]] = {}
    for row in session.scalars(query.order_by(CalibrationRating.id)):
        if row.reference.startswith(f"{pack_name}/"):
            found.setdefault(row.reference, {})[row.criterion] = row
    return found


def compared(rows: Mapping[str, Mapping[str, CalibrationRating]]) -> Agreement:
    """Measure how far somebody agrees with what is expected."""
    pairs = [
        Rated(sitting=row.reference, criterion=row.criterion, rater=rater, level=level)
        for levels in rows.values()
        for row in levels.values()
        for rater, level in (("expected", row.expected), ("given", row.level))
    ]
    return agreement(pairs)


def is_calibrated(session: Session, pack_name: str, user_id: int) -> bool:
    """Say whether somebody rated every reference of a pack; of a pack without any, everybody did."""
    found = material(pack_name)
    return found is None or set(found.names) <= set(given(session, user_id, pack_name))


def must_calibrate(session: Session, exam: Exam, user_id: int) -> bool:
    """Say whether the centre wants this person to calibrate before rating in this exam."""
    setting = session.get(CentreSetting, REQUIRED)
    wanted = setting is not None and setting.value == "yes"
    return wanted and not is_calibrated(session, exam.pack, user_id)
