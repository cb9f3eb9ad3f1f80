"""Checks on the plan of work: estimates, priorities, revisions (C1.2, C1.3)."""

from collections.abc import Iterator
from typing import ClassVar, Literal

from grading.checks.base import Check
from grading.record import Record
from grading.verdict import Evidence, Result, result
from sim.facts.planner import TaskAdded, TaskChanged, TaskStatusChanged, TaskValues
from sim.journal.entry import Entry
from sim.language.french import clock_time, percent, plural
from sim.language.mentions import says
from sim.pattern import Pattern
from sim.scenario.model import KeyTask


def planned(record: Record, until: int | None = None) -> dict[str, tuple[TaskValues, int]]:
    """Return the tasks as planned at an office second: values, and the entry that set them."""
    tasks: dict[str, tuple[TaskValues, int]] = {}
    for entry in record.entries:
        if until is not None and entry.at > until:
            break
        if isinstance(entry.fact, TaskAdded):
            tasks[entry.fact.task] = (entry.fact.values, entry.seq)
        elif isinstance(entry.fact, TaskChanged):
            tasks[entry.fact.task] = (entry.fact.after, entry.seq)
    return tasks


def recognised(record: Record, values: TaskValues) -> KeyTask | None:
    """Return the task of the key that a planned task is about, by its message or by its words."""
    for task in record.scenario.tasks:
        if values.about and values.about in task.mails:
            return task
    named = [
        (sum(1 for word in task.words if says(values.title, word)), -rank, task)
        for rank, task in enumerate(record.scenario.tasks)
    ]
    best = max(named, key=lambda item: item[:2], default=(0, 0, None))
    return best[2] if best[0] else None


class Estimated(Check):
    """Enough tasks had an estimate in time."""

    meaning_fr: ClassVar[str] = (
        "Un nombre suffisant de tâches a reçu une durée estimée à temps ; au moins trois durées différentes."
    )
    type: Literal["estimated"]
    by: str
    at_least: int
    distinct: int = 3
    label: str = "tâches estimées"

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        limit = record.world.office_second(self.by)
        by = clock_time(record.world.moment(limit))
        tasks = planned(record, limit + 59)
        estimates = {
            name: value for name, (values, _) in tasks.items() if (value := values.estimate_min)
        }
        if not estimates:
            return result("not_met", f"Aucune durée estimée à {by}.", record.nowhere())
        evidence = Evidence(entries=tuple(tasks[name][1] for name in estimates)[:12])
        reason = f"{len(estimates)} {self.label} à {by}, {self.at_least} attendues."
        if len(estimates) < self.at_least:
            verdict: Literal["partly", "not_met"] = (
                "partly" if len(estimates) * 2 >= self.at_least else "not_met"
            )
            return result(verdict, reason, evidence)
        if len(set(estimates.values())) < self.distinct:
            return result(
                "undecided",
                f"{reason} Les durées sont presque toutes identiques : à apprécier.",
                evidence,
            )
        return result("met", reason, evidence)


class EstimatesInRange(Check):
    """Estimates are near those of experienced assistants (indicative)."""

    meaning_fr: ClassVar[str] = (
        "Les durées estimées sont entre la moitié et le double de celles d’un professionnel."
    )
    type: Literal["estimates_in_range"]
    low: float = 0.5
    high: float = 2.0
    share: float = 0.7

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        pairs = [
            (values.estimate_min, task.expert_min, seq)
            for values, seq in planned(record).values()
            if values.estimate_min and (task := recognised(record, values))
        ]
        if not pairs:
            return result("not_observed", "Aucune durée à comparer.", record.nowhere())
        near = [
            seq for given, expert, seq in pairs if self.low * expert <= given <= self.high * expert
        ]
        evidence = Evidence(entries=tuple(seq for _, _, seq in pairs)[:12])
        reason = f"{plural(len(near), 'durée', 'durées')} sur {len(pairs)} dans la fourchette professionnelle."
        return result(
            "met" if len(near) / len(pairs) >= self.share else "not_met", reason, evidence
        )


class PlanRevised(Check):
    """The plan changed after something unforeseen: a task added, changed, put off or reordered."""

    meaning_fr: ClassVar[str] = (
        "Le plan a été revu après un imprévu : tâche ajoutée, modifiée, reportée, abandonnée ou réordonnée ; cocher une"
        " tâche faite ne le révise pas."
    )
    type: Literal["plan_revised"]
    after: Pattern
    within_min: float
    label: str

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        start = record.first([self.after])
        if start is None:
            return result(
                "not_observed", f"L’imprévu n’a pas eu lieu : {self.label}.", record.nowhere()
            )
        limit = start.at + round(self.within_min * 60)
        changes = [
            entry for entry in _plan_entries(record) if start.seq < entry.seq and entry.at <= limit
        ]
        if changes:
            evidence = Evidence(entries=(start.seq, *(entry.seq for entry in changes[:5])))
            return result(
                "met", f"Plan revu à {record.hour(changes[0].at)} : {self.label}.", evidence
            )
        return result("not_met", f"Plan inchangé : {self.label}.", Evidence(entries=(start.seq,)))


def _plan_entries(record: Record) -> Iterator[Entry]:
    """Return what changes the plan; ticking a task off carries it out, and changes nothing."""
    for entry in record.entries:
        if isinstance(entry.fact, TaskStatusChanged):
            if entry.fact.status in ("deferred", "dropped"):
                yield entry
        elif entry.kind.startswith("planner."):
            yield entry


class PrioritiesMatch(Check):
    """Priority labels agree with the manager's rules (indicative: right acts count more)."""

    meaning_fr: ClassVar[str] = (
        "Les priorités notées sur les tâches sont celles des consignes, à un rang près pour la moitié."
    )
    type: Literal["priorities_match"]
    share: float = 0.75

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        pairs = [
            (values.priority, task.priority, seq)
            for values, seq in planned(record).values()
            if values.priority and (task := recognised(record, values)) and task.priority
        ]
        if not pairs:
            return result("not_observed", "Aucune priorité notée.", record.nowhere())
        score = sum(_closeness(given, wanted) for given, wanted, _ in pairs) / len(pairs)
        evidence = Evidence(entries=tuple(seq for _, _, seq in pairs)[:12])
        reason = f"Priorités conformes aux consignes : {percent(round(100 * score))} de {plural(len(pairs), 'tâche', 'tâches')}."
        return result("met" if score >= self.share else "not_met", reason, evidence)


def _closeness(given: str, wanted: str | None) -> float:
    gap = abs(int(given[1]) - int((wanted or given)[1]))
    return {0: 1.0, 1: 0.5}.get(gap, 0.0)
