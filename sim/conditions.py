"""Whether something is true of the office now: the `when` of a rule."""

from collections.abc import Callable, Iterable, Mapping
from fnmatch import fnmatchcase
from typing import Any

from sim.matching import is_record, text_at
from sim.pattern import RecordPattern
from sim.rule import Condition
from sim.world import World


def holds(condition: Condition, world: World) -> bool:
    """Say whether the office is as the condition wants it."""
    found = any(
        look(getattr(condition, name), world)
        for name, look in LOOKS.items()
        if getattr(condition, name) is not None
    )
    return found != condition.absent


def _record(wanted: RecordPattern, world: World) -> bool:
    pool = world.erp.records.get(wanted.doctype, {})
    return any(is_record(wanted, wanted.doctype, record, world) for record in pool)


def _file(path: str, world: World) -> bool:
    wanted = path.casefold()
    return any(fnmatchcase(known.casefold(), wanted) for known in world.drive.files)


def _task(wanted: Mapping[str, str], world: World) -> bool:
    rows = (
        {**task.values.model_dump(), "id": task.id, "status": task.status}
        for task in world.planner.tasks.values()
    )
    return _any(rows, wanted)


def _mail(wanted: Mapping[str, str], world: World) -> bool:
    rows = (
        {**item.message.model_dump(include={"id", "sender", "subject"}), **{
            name: getattr(item, name) for name in ("folder", "read", "flagged", "answered", "forwarded")
        }}
        for item in world.mail.received.values()
    )  # fmt: skip
    return _any(rows, wanted)


def _call(wanted: Mapping[str, str], world: World) -> bool:
    names = ("id", "script", "state", "channel", "person")
    rows = ({name: getattr(one, name) for name in names} for one in world.calls.values())
    return _any(rows, wanted)


def _any(rows: Iterable[Mapping[str, Any]], wanted: Mapping[str, str]) -> bool:
    return any(
        all(fnmatchcase(text_at(row, name), text) for name, text in wanted.items()) for row in rows
    )


LOOKS: dict[str, Callable[[Any, World], bool]] = {
    "record": _record, "file": _file, "task": _task, "mail": _mail, "call": _call,
}  # fmt: skip
FIELDS = {
    "task": ("id", "title", "about", "priority", "estimate_min", "due", "note", "status"),
    "mail": ("id", "sender", "subject", "folder", "read", "flagged", "answered", "forwarded"),
    "call": ("id", "script", "state", "channel", "person"),
}
"""What a condition may look at, by what it is about."""
