"""Whether a pack's rehearsals can be played, each mistake at its line, before any is played."""

from collections.abc import Iterator, Mapping
from typing import Any

from grading.rehearsal import RehearsalFile, RehearsalRefused, Step, steps_of
from sim.dispatch import COMMANDS
from sim.framework import Framework
from sim.scenario.pack import Pack, Source
from sim.scenario.problems import Problem
from sim.scenario.reading import place, read
from sim.scenario.refusals import not_among
from sim.scenario.seal import rehearsals
from sim.scenario.yaml import Path


def rehearsal_problems(
    pack: Pack, context: Mapping[str, Any], framework: Framework
) -> list[Problem]:
    """Return what is wrong with rehearsals: each by itself, then what the set lacks."""
    problems: list[Problem] = []
    raw = rehearsals(pack, context, problems)
    sources = dict(zip(raw, pack.below("rehearsals", ".yaml"), strict=True))
    read_ones = {name: read(RehearsalFile, sources[name], raw[name], problems) for name in raw}
    found = {name: one for name, one in read_ones.items() if one is not None}
    if len(found) < len(raw):
        return problems
    for name, one in found.items():
        problems += _playable(sources[name], name, found)
        problems += _lowered(sources[name], one, framework)
    return problems + _completeness(found, framework)


def _playable(source: Source, name: str, found: Mapping[str, RehearsalFile]) -> Iterator[Problem]:
    try:
        steps = steps_of(name, found)
    except RehearsalRefused as refused:
        yield place(source, ("based_on",), str(refused), str(refused))
        return
    ids = [step.id for step in steps]
    for index, step in enumerate(found[name].steps):
        at: Path = ("steps", index)
        if ids.count(step.id) > 1:
            fr = f"L’étape « {step.id} » est écrite deux fois : la seconde ne serait pas jouée. Changez l’un des identifiants."
            en = f"Step “{step.id}” is written twice: the second would not be played. Change one of the ids."
            yield place(source, (*at, "id"), fr, en)
        yield from _command(source, at, step)


def _command(source: Source, at: Path, step: Step) -> Iterator[Problem]:
    command = COMMANDS.get(step.do)
    if command is None:
        yield place(source, (*at, "do"), *not_among(step.do, COMMANDS))
        return
    known = list(command.model_fields)
    for name in step.given:
        if name not in known:
            yield place(source, (*at, "with", name), *not_among(name, known))


def _lowered(source: Source, one: RehearsalFile, framework: Framework) -> Iterator[Problem]:
    known = {criterion.id for criterion in framework.criteria}
    for criterion in one.lowers:
        if criterion not in known:
            fr = f"Le critère « {criterion} » n’est pas dans le référentiel : corrigez-le."
            en = f"Criterion “{criterion}” is not in the framework: correct it."
            yield place(source, ("lowers", criterion), fr, en)


def _completeness(found: Mapping[str, RehearsalFile], framework: Framework) -> list[Problem]:
    problems = []
    for kind in ("reference", "alternative", "idle"):
        if all(one.kind != kind for one in found.values()):
            fr = f"Il manque une répétition « {kind} » : un pack doit en avoir au moins une."
            problems.append(
                Problem("rehearsals", 0, kind, fr, f"A rehearsal of kind “{kind}” is missing.")
            )
    lowered = {criterion for one in found.values() for criterion in one.lowers}
    for criterion in framework.criteria:
        if criterion.id not in lowered:
            fr = f"Aucune répétition fautive n’abaisse {criterion.id} : ajoutez-en une."
            problems.append(
                Problem(
                    "rehearsals", 0, criterion.id, fr, f"No fault rehearsal lowers {criterion.id}."
                )
            )
    return problems
