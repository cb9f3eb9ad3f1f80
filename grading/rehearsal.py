"""Rehearsals: scripted candidates who act through the real engine, and the verdicts they must get.

A rehearsal is not a required path. The reference and the alternative prove that good work is seen as
good, the idle one that nothing is given away, each fault that a mistake lowers exactly what it should.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field, ValidationError

from grading.record import Record
from grading.verdict import Verdict
from sim import session
from sim.decision import Command
from sim.dispatch import COMMANDS
from sim.engine import Engine
from sim.facts.base import FileRef, Value
from sim.journal.entry import Entry
from sim.journal.files import MemoryFiles, sha256
from sim.journal.store import MemoryJournal
from sim.making import MakeSpec, make
from sim.scenario.refusals import refusal
from sim.scenario.seal import Sealed
from sim.world import World

EPOCH_MS = 1_791_871_200_000
"""Wall time at which every rehearsal begins: any constant, so that a run is the same for ever."""


class Step(Value):
    """One thing the scripted candidate does."""

    id: str
    at: str = Field(pattern=r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?$")
    """Time of the day, HH:MM or HH:MM:SS."""
    do: str
    """Name of a command."""
    given: dict[str, Any] = Field(alias="with", default={})
    make: dict[str, Any] | None = None
    """For an upload: the description of the document handed in."""
    refused: bool = False
    """Whether the office is expected to refuse."""


class RehearsalFile(Value):
    """`rehearsals/<id>.yaml`."""

    kind: Literal["reference", "alternative", "idle", "fault"]
    title: str
    based_on: str | None = None
    """Another rehearsal whose steps come first; then `without`, `replace` and `steps` apply."""
    without: tuple[str, ...] = ()
    replace: dict[str, dict[str, Any]] = {}
    """Step id to the fields to change (`with` is merged)."""
    steps: tuple[Step, ...] = ()
    lowers: dict[str, Verdict] = {}
    """For a fault: every criterion whose score it lowers, and the level it leaves."""


class RehearsalRefused(Exception):
    """A rehearsal cannot be played: the step and the reason, in French."""


@dataclass(frozen=True, slots=True)
class Played:
    """What a rehearsal left."""

    entries: tuple[Entry, ...]
    files: Mapping[str, bytes]
    world: World
    """The engine's own, which the journal folds to."""

    def record(self, sealed: Sealed) -> Record:
        """Return the record grading reads."""
        return Record(sealed.scenario, self.entries, self.files, self.world)


def read_rehearsals(raw: Mapping[str, Any]) -> dict[str, RehearsalFile]:
    """Return a pack's rehearsals. Raises `RehearsalRefused` on one that cannot be read."""
    found = {}
    for name, data in raw.items():
        try:
            found[name] = RehearsalFile.model_validate(data)
        except ValidationError as error:
            detail = error.errors(include_url=False)[0]
            field = ".".join(str(part) for part in detail["loc"])
            raise RehearsalRefused(
                f"Répétition « {name} », {field}. {refusal(detail)[0]}"
            ) from error
    return found


def steps_of(name: str, rehearsals: Mapping[str, RehearsalFile]) -> list[Step]:
    """Return the steps of a rehearsal, those it builds on included, in order of time."""
    one = rehearsals[name]
    steps: list[Step] = []
    if one.based_on is not None:
        _refuse_base(name, one.based_on, rehearsals)
        steps = [step for step in steps_of(one.based_on, rehearsals) if step.id not in one.without]
        _refuse_unknown(name, one, rehearsals)
        steps = [_replaced(step, one.replace.get(step.id, {})) for step in steps]
    steps += one.steps
    return sorted(steps, key=lambda step: _seconds(step.at))


def _refuse_base(name: str, base: str, rehearsals: Mapping[str, RehearsalFile]) -> None:
    if base not in rehearsals:
        raise RehearsalRefused(f"Répétition « {name} » : « {base} » n’existe pas.")
    seen = {name}
    ancestor: str | None = base
    while ancestor is not None and ancestor in rehearsals:
        if ancestor in seen:
            raise RehearsalRefused(f"Répétition « {name} » : elle se fonde sur elle-même.")
        seen.add(ancestor)
        ancestor = rehearsals[ancestor].based_on


def _refuse_unknown(name: str, one: RehearsalFile, rehearsals: Mapping[str, RehearsalFile]) -> None:
    known = {step.id for step in steps_of(str(one.based_on), rehearsals)}
    for step in (*one.without, *one.replace):
        if step not in known:
            raise RehearsalRefused(
                f"Répétition « {name} » : l’étape « {step} » n’existe pas dans « {one.based_on} »."
            )


def _replaced(step: Step, changes: Mapping[str, Any]) -> Step:
    if not changes:
        return step
    data = step.model_dump(by_alias=True)
    for field, value in changes.items():
        merged = isinstance(value, dict) and isinstance(data.get(field), dict)
        data[field] = _merged(data[field], value) if merged else value
    try:
        return Step.model_validate(data)
    except ValidationError as error:
        raise RehearsalRefused(_said(step, error)) from error


def _said(step: Step, error: ValidationError, where: str = "") -> str:
    """Say which field of a step is refused, and what to write."""
    detail = error.errors(include_url=False)[0]
    field = ".".join(str(part) for part in detail["loc"])
    return f"Étape « {step.id} », {where}{field}. {refusal(detail)[0]}"


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Return the old fields with the new ones over them; a null takes a field away."""
    both = {name: _deep(old.get(name), value) for name, value in new.items()}
    return {name: value for name, value in {**old, **both}.items() if value is not None}


def _deep(old: Any, new: Any) -> Any:
    return _merged(old, new) if isinstance(old, dict) and isinstance(new, dict) else new


def _seconds(time_of_day: str) -> int:
    parts = [int(part) for part in time_of_day.split(":")]
    return parts[0] * 3600 + parts[1] * 60 + (parts[2] if len(parts) > 2 else 0)


def play(sealed: Sealed, steps: list[Step], templates: Mapping[str, bytes]) -> Played:
    """Act through the real engine under a hand-wound clock, to the end of the sitting."""
    player = Player(sealed, templates)
    for step in steps:
        player.take(step)
    return player.end()


class Player:
    """A scripted candidate before the real engine, under a hand-wound clock."""

    def __init__(self, sealed: Sealed, templates: Mapping[str, bytes]) -> None:
        """Begin the sitting."""
        self._templates = templates
        self._files = MemoryFiles()
        self._files.blobs.update(sealed.files)
        self._journal = MemoryJournal()
        self._engine = Engine(sealed.scenario, self._journal, self._files)
        self._opening = _seconds(f"{sealed.scenario.start:%H:%M:%S}")
        self._paused_ms = 0
        """Wall time that the office did not count."""
        self._wall = EPOCH_MS
        self._engine.handle(session.Start(scenario=sealed.digest), wall=self._wall)

    def take(self, step: Step) -> None:
        """Do a step at its time. Raises `RehearsalRefused`."""
        self._reach(_seconds(step.at) - self._opening)
        command = _command(step, self._engine.world, self._files, self._templates)
        outcome = self._engine.handle(command, wall=self._wall, nonce=step.id)
        if bool(outcome.refusal) != step.refused:
            said = outcome.refusal or "accepté"
            raise RehearsalRefused(f"Étape « {step.id} » ({step.do} à {step.at}) : {said}")

    def order(self, at: str, command: Command) -> None:
        """Let the invigilator do something at that time. Raises `RehearsalRefused`."""
        self._reach(_seconds(at) - self._opening)
        outcome = self._engine.handle(command, wall=self._wall, actor="examiner")
        if outcome.refusal:
            raise RehearsalRefused(f"Surveillant à {at} : {outcome.refusal}")

    def wait(self, minutes: int) -> None:
        """Let time pass that a paused office does not count."""
        self._paused_ms += minutes * 60_000

    def end(self) -> Played:
        """Let the time run out."""
        self._reach(self._engine.world.clock.end_at + 1)
        return Played(tuple(self._journal.read()), dict(self._files.blobs), self._engine.world)

    def _reach(self, office_seconds: int) -> None:
        self._wall = EPOCH_MS + office_seconds * 1000 + self._paused_ms
        self._engine.tick(self._wall)


def _command(
    step: Step, world: World, files: MemoryFiles, templates: Mapping[str, bytes]
) -> Command:
    if step.do not in COMMANDS:
        raise RehearsalRefused(f"Étape « {step.id} » : la commande « {step.do} » n’existe pas.")
    given = dict(step.given)
    if step.make is not None:
        given["file"] = _made(step, files, templates)
    given = {name: _resolved(value, world) for name, value in given.items()}
    try:
        return COMMANDS[step.do].model_validate(given)
    except ValidationError as error:
        raise RehearsalRefused(_said(step, error)) from error


def _made(step: Step, files: MemoryFiles, templates: Mapping[str, bytes]) -> FileRef:
    assert step.make is not None
    spec = dict(step.make)
    if "name" not in spec:
        raise RehearsalRefused(f"Étape « {step.id} » : donnez un nom (name) au document à déposer.")
    name, template = str(spec.pop("name")), spec.pop("template", None)
    if template is not None and template not in templates:
        raise RehearsalRefused(
            f"Étape « {step.id} » : le modèle « {template} » n’est pas dans le pack."
        )
    try:
        data = make(MakeSpec.model_validate(spec), templates[template] if template else None)
    except ValidationError as error:
        raise RehearsalRefused(_said(step, error, "document mal décrit, ")) from error
    files.put(data)
    return FileRef(sha256=sha256(data), name=name, size=len(data))


def _resolved(value: Any, world: World) -> Any:
    """Replace `@doctype:field=text` by the id of the record the candidate sees under that field."""
    if isinstance(value, str) and value.startswith("@"):
        return _record_id(value, world)
    if isinstance(value, list):
        return [_resolved(item, world) for item in value]
    if isinstance(value, dict):
        return {key: _resolved(item, world) for key, item in value.items()}
    return value


def _record_id(text: str, world: World) -> str:
    doctype, _, condition = text[1:].partition(":")
    field, _, wanted = condition.partition("=")
    for record in world.erp.records.get(doctype, {}).values():
        shown = {**record.values, "id": record.id, "number": record.number or ""}
        if shown.get(field) == wanted:
            return record.id
    raise RehearsalRefused(f"Aucun enregistrement ne répond à « {text} ».")
