"""What an erasure leaves: a journal without the person, a sheet of levels and scores, the result pronounced."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from grading.sheet import CriterionSheet, GradeSheet
from sim.facts import session
from sim.journal.entry import Entry
from sim.journal.redact import SHORTEST, WORD, redact
from sim.scenario.model import Scenario
from webapp.register import Act

SAID = "Données effacées."


def anonymous(entries: Sequence[Entry], name: str, scenario: Scenario) -> list[Entry]:
    """Return a journal without the person, chained anew.

    Whatever the scenario itself says is left as it is: somebody of the office may bear the same name.
    """
    codes = frozenset(_texts(scenario.model_dump(mode="json")))
    return redact([_without_measure(one) for one in entries], [name], codes)


def _without_measure(entry: Entry) -> Entry:
    """Return an entry that no longer tells the longer time granted."""
    if not isinstance(entry.fact, session.Started):
        return entry
    return replace(entry, fact=entry.fact.model_copy(update={"time_factor": 1.0}))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for name, one in value.items():
            yield str(name)
            yield from _texts(one)
    elif isinstance(value, list):
        for one in value:
            yield from _texts(one)


def levels_only(sheet: GradeSheet, head: str) -> GradeSheet:
    """Return a sheet with its levels, scores and weights, and not a word of what was found."""
    criteria = {name: _criterion(one) for name, one in sheet.criteria.items()}
    return sheet.model_copy(update={"journal_head": head, "criteria": criteria})


def _criterion(one: CriterionSheet) -> CriterionSheet:
    findings = tuple(
        found.model_copy(update={"reason": SAID, "evidence": ()}) for found in one.findings
    )
    return one.model_copy(update={"reason": SAID, "findings": findings, "examiner_points": ()})


def result(acts: Sequence[Act]) -> dict[str, Any]:
    """Return the result as it stands in a sitting's acts: what its erasure writes down again.

    Its corrections included; after a first erasure, what that one wrote.
    """
    kept: dict[str, Any] = {}
    for act in acts:
        kept |= _told_by(act, kept.get("acquired", {}))
    return kept


def _told_by(act: Act, acquired: dict[str, bool]) -> dict[str, Any]:
    if act.kind == "person.erased":
        return dict(act.says("result") or {})
    if act.kind == "commission.validated" and act.data:
        return {"framework": (act.says("sheet") or {}).get("framework"), "acquired": _decided(act)}
    if act.kind == "jury.pronounced" and act.data:
        return {"admissible": act.says("admissible"), "kept": act.says("kept") or []}
    if act.kind == "result.corrected":
        return _corrected(act, acquired)
    return {}


def _decided(act: Act) -> dict[str, bool]:
    said = act.says("competencies") or {}
    return {
        name: bool(one["decision"]["acquired"]) for name, one in said.items() if one["decision"]
    }


def _corrected(act: Act, acquired: dict[str, bool]) -> dict[str, Any]:
    name, admissible = act.says("competency"), act.says("admissible")
    changed: dict[str, Any] = (
        {"acquired": {**acquired, name: bool(act.says("acquired"))}} if name else {}
    )
    return changed if admissible is None else {**changed, "admissible": bool(admissible)}


def words_of(name: str, text: str) -> frozenset[str]:
    """Return the words of a person's name that a text writes as a name: with a capital."""
    own = {word.casefold() for word in WORD.findall(name) if len(word) >= SHORTEST}
    said = {word.casefold() for word in WORD.findall(text) if word[0].isupper()}
    return frozenset(own & said)
