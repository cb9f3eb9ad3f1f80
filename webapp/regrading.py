"""Past sittings graded again, by a repaired pack or by the present grader: both sheets are kept (INV-11).

What was frozen when the sitting was sealed stays so: its scenario, its seed. Of a repaired pack only the
answer key is taken. Nothing published changes by it: the jury adopts or dismisses each by an act.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import sqlalchemy as sa
from sqlalchemy.orm import Session

from grading.grade import grade
from grading.rubric import read_rubric
from grading.sheet import CriterionSheet, GradeSheet
from sim.journal.entry import canonical
from sim.scenario.load import load
from sim.scenario.model import Scenario
from sim.scenario.problems import PackRefused
from sim.scenario.seal import seal
from webapp.dossier.outcome import Outcome
from webapp.dossier.review import Review
from webapp.grading_service import record_of
from webapp.library import UnknownPack, find_pack, framework
from webapp.register import RegisterBroken
from webapp.store.result_tables import Regrading
from webapp.store.tables import Sitting

Source = Literal["pack", "grader"]
SOURCES_FR: dict[str, str] = {
    "pack": "Le sujet réparé : son corrigé est rendu avec le tirage de chaque passage",
    "grader": "Le moteur de notation actuel, sur le corrigé d’origine",
}
PARTS_FR = {
    "messages": "messages", "timeline": "déroulé", "people": "personnes", "erp": "progiciel",
    "drive": "fichiers", "scripts": "conversations", "briefing": "consignes",
    "values": "valeurs tirées", "duration_min": "durée", "tasks": "tâches", "start": "heure de début",
    "channels": "moyens de communication", "sensitive": "données sensibles", "notices": "avis affichés",
}  # fmt: skip
"""Parts of a scenario that a repaired pack may have changed, and that the sitting keeps as they were."""


class CannotRegrade(Exception):
    """The pack cannot grade; the message says why, in French."""


@dataclass(frozen=True, slots=True)
class Key:
    """The scenario that grades again, and what of the repaired pack was left aside."""

    scenario: Scenario
    kept_parts: Sequence[str] = ()
    """French names of the parts in which the pack has changed since: the sitting's own stay."""

    @property
    def digest(self) -> str:
        """Return the SHA-256 of the answer key."""
        return hashlib.sha256(canonical(self.scenario.rubric).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Change:
    """A criterion on which the two sheets differ."""

    criterion: str
    before: str
    after: str
    moved: Sequence[tuple[str, str, str, str]]
    """Indicators: id, title, verdict before and after; nothing for one that is not in a sheet."""


@dataclass(frozen=True, slots=True)
class Regraded:
    """A sitting with its two sheets."""

    sitting: Sitting
    key: Key
    before: GradeSheet
    after: GradeSheet

    @property
    def changes(self) -> list[Change]:
        """Return the criteria that move."""
        return changes(self.before, self.after)


def regrade(review: Review, source: Source) -> Regraded:
    """Grade a sitting again. Raises `CannotRegrade` and `JournalBroken`; writes nothing."""
    record = record_of(review.store, review.sitting.id, review.apart)
    key = _key(record.scenario, source)
    again, known = record.under(key.scenario), framework(key.scenario.framework)
    after = grade(read_rubric(key.scenario), again, known)
    return Regraded(review.sitting, key, standing(review), after)


def _key(scenario: Scenario, source: Source) -> Key:
    if source == "grader":
        return Key(scenario)
    shipped = shipped_scenario(scenario.pack, scenario.seed)
    parts = [
        name for field, name in PARTS_FR.items() if _part(shipped, field) != _part(scenario, field)
    ]
    return Key(scenario.model_copy(update={"rubric": shipped.rubric}), tuple(parts))


def _part(scenario: Scenario, field: str) -> Any:
    return scenario.model_dump(mode="json", include={field})


def shipped_scenario(pack: str, seed: int) -> Scenario:
    """Return the pack that ships, sealed with a sitting's seed. Raises `CannotRegrade`."""
    try:
        return seal(load(find_pack(pack)), seed).scenario
    except UnknownPack as unknown:
        raise CannotRegrade(str(unknown)) from unknown
    except PackRefused as refused:
        raise CannotRegrade(
            f"Le pack « {pack} » a des erreurs : l’atelier les liste ; corrigez-les d’abord."
        ) from refused


def changes(before: GradeSheet, after: GradeSheet) -> list[Change]:
    """Return the criteria of which the level or an indicator moves."""
    found = []
    for name in before.criteria.keys() & after.criteria.keys():
        old, new = before.criteria[name], after.criteria[name]
        moved = _moved(old, new)
        if moved or old.level != new.level:
            found.append(Change(name, old.level, new.level, moved))
    return sorted(found, key=lambda one: one.criterion)


def _moved(before: CriterionSheet, after: CriterionSheet) -> list[tuple[str, str, str, str]]:
    old = {one.check: one for one in before.findings}
    new = {one.check: one for one in after.findings}
    return [
        (
            name, (new.get(name) or old[name]).title, old[name].verdict if name in old else "",
            new[name].verdict if name in new else "",
        )
        for name in sorted({*old, *new})
        if name not in old or name not in new or old[name].verdict != new[name].verdict
    ]  # fmt: skip


def keep(session: Session, found: Sequence[Regraded], *, reason: str, author: int, at: int) -> str:
    """Keep both sheets of each sitting; return the name of the run."""
    run = secrets.token_urlsafe(24)
    session.add_all(
        Regrading(
            sitting_id=one.sitting.id, run=run, before=canonical(one.before.as_data()),
            after=canonical(one.after.as_data()), rubric_digest=one.key.digest, reason=reason,
            author_id=author, at=at,
        )
        for one in found
    )  # fmt: skip
    session.flush()
    return run


def of_run(session: Session, run: str) -> Sequence[Regrading]:
    """Return the rows of a run."""
    query = sa.select(Regrading).where(Regrading.run == run).order_by(Regrading.sitting_id)
    return session.scalars(query).all()


def of_sitting(session: Session, sitting: Sitting) -> Sequence[Regrading]:
    """Return the times a sitting was graded again, oldest first."""
    query = sa.select(Regrading).where(Regrading.sitting_id == sitting.id).order_by(Regrading.id)
    return session.scalars(query).all()


def changes_of(row: Regrading) -> list[Change]:
    """Return the criteria that move, of sheets that were kept."""
    return changes(
        GradeSheet.model_validate_json(row.before), GradeSheet.model_validate_json(row.after)
    )


def fingerprint(text: str) -> str:
    """Return what an act says of a sheet, so that a change in the table is found."""
    return hashlib.sha256(text.encode()).hexdigest()


def act_data(row: Regrading, reasons: str, by: str) -> dict[str, Any]:
    """Return what the jury's act says of a regrading."""
    return {
        "regrading": row.id, "run": row.run, "rubric": row.rubric_digest, "reasons": reasons, "by": by,
        "before": fingerprint(row.before), "after": fingerprint(row.after),
        "levels": {one.criterion: [one.before, one.after] for one in changes_of(row)},
    }  # fmt: skip


def decided(outcome: Outcome) -> dict[int, str]:
    """Return which regradings the jury adopted or dismissed: id to kind of act."""
    acts = (*outcome.all("regrading.adopted"), *outcome.all("regrading.dismissed"))
    return {act.says("regrading"): act.kind for act in acts if act.data}


def adopted(session: Session, outcome: Outcome) -> GradeSheet | None:
    """Return the sheet the jury adopted last. Raises `RegisterBroken` when it was changed since."""
    act = outcome.last("regrading.adopted")
    if act is None or act.data is None:
        return None
    row = session.get(Regrading, act.says("regrading"))
    if row is None or fingerprint(row.after) != act.says("after"):
        raise RegisterBroken(
            f"Nouvelle notation modifiée dans la base\u00a0: celle que l’acte n°\u00a0{act.seq} a adoptée."
        )
    return GradeSheet.model_validate_json(row.after)


def standing(review: Review) -> GradeSheet:
    """Return the proposals that stand: those adopted by the jury, else the sitting's sheet."""
    return adopted(review.session, review.outcome) or review.sheet
