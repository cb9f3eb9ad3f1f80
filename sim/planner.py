"""The planner: tasks with a priority, an estimate and a deadline, in the order meant."""

import re
from typing import Literal

from sim.decision import Command, Decision, Tool, accept, refuse
from sim.facts import planner
from sim.facts.planner import TaskValues
from sim.journal.entry import Entry
from sim.world import Task, World

STATUSES = {
    "todo": "À faire",
    "doing": "En cours",
    "done": "Fait",
    "deferred": "Reporté",
    "dropped": "Abandonné",
}


class AddTask(Command):
    """Plan a task."""

    title: str
    about: str | None = None
    priority: str = ""
    estimate_min: str = ""
    due: str = ""
    note: str = ""


class ChangeTask(AddTask):
    """Plan a task again."""

    task: str


class SetTaskStatus(Command):
    """Begin, finish, put off or drop a task."""

    task: str
    status: Literal["todo", "doing", "done", "deferred", "dropped"]


class OrderTasks(Command):
    """Put the plan in an order."""

    tasks: tuple[str, ...]


def decide_add(world: World, command: AddTask, now: int) -> Decision:
    """Add a task whose fields can be understood."""
    values, problem = _values(world, command)
    if values is None:
        return refuse(problem)
    return accept(planner.TaskAdded(task=f"T{world.planner.last_id + 1}", values=values))


def decide_change(world: World, command: ChangeTask, now: int) -> Decision:
    """Change a task that is there."""
    task = world.planner.tasks.get(command.task)
    if task is None:
        return refuse(_UNKNOWN)
    values, problem = _values(world, command)
    if values is None:
        return refuse(problem)
    if values == task.values:
        return accept()
    return accept(planner.TaskChanged(task=task.id, before=task.values, after=values))


def _values(world: World, command: AddTask) -> tuple[TaskValues | None, str]:
    title = command.title.strip()
    if not title:
        return None, "Donnez un titre à la tâche, puis enregistrez-la."
    if command.about and command.about not in world.mail.received:
        return None, "Le message lié à cette tâche n’est pas dans votre messagerie."
    minutes, due, problem = _minutes(command.estimate_min), _time(command.due), ""
    if command.estimate_min.strip() and minutes is None:
        problem = f"Durée estimée : « {command.estimate_min} » n’est pas une durée. Saisissez des minutes, par exemple 15."
    elif command.due.strip() and due is None:
        problem = f"Échéance : « {command.due} » n’est pas une heure. Saisissez par exemple 10:15."
    elif command.priority not in ("", *planner.PRIORITIES):
        problem = "Priorité : choisissez P0, P1, P2, P3 ou P4."
    if problem:
        return None, problem
    values = TaskValues.model_validate(
        {
            "title": title[:200], "about": command.about or None, "priority": command.priority or None,
            "estimate_min": minutes, "due": due, "note": command.note.strip()[:2000],
        }
    )  # fmt: skip
    return values, ""


def _minutes(text: str) -> int | None:
    """Read `15`, `15 min`, `1 h`, `1h30`; nothing else."""
    match = re.fullmatch(
        r"(?:(\d{1,2})\s*h)?\s*(?:(\d{1,3})\s*(?:min|mn|minutes)?)?", text.strip().lower()
    )
    if not match or not any(match.groups()):
        return None
    return int(match[1] or 0) * 60 + int(match[2] or 0) or None


def _time(text: str) -> str | None:
    """Read `10:15`, `10h15`, `10 h`; return HH:MM."""
    match = re.fullmatch(r"([01]?\d|2[0-3])\s*[h:]\s*([0-5]\d)?", text.strip().lower())
    return f"{int(match[1]):02d}:{match[2] or '00'}" if match else None


def decide_status(world: World, command: SetTaskStatus, now: int) -> Decision:
    """Change the status of a task that is there."""
    task = world.planner.tasks.get(command.task)
    if task is None:
        return refuse(_UNKNOWN)
    if task.status == command.status:
        return accept()
    return accept(planner.TaskStatusChanged(task=task.id, status=command.status))


def decide_order(world: World, command: OrderTasks, now: int) -> Decision:
    """Accept any order of exactly the tasks there are."""
    if sorted(command.tasks) != sorted(world.planner.tasks):
        return refuse(
            "Votre plan a changé entre-temps : la page a été actualisée, recommencez le déplacement."
        )
    if list(command.tasks) == world.planner.order:
        return accept()
    return accept(planner.TasksOrdered(tasks=command.tasks))


_UNKNOWN = "Cette tâche n’est pas dans votre plan."


def apply_added(world: World, entry: Entry, fact: planner.TaskAdded) -> None:
    """Put the task at the end of the plan."""
    world.planner.last_id += 1
    world.planner.tasks[fact.task] = Task(fact.task, fact.values, added_at=entry.at)
    world.planner.order.append(fact.task)


def apply_changed(world: World, entry: Entry, fact: planner.TaskChanged) -> None:
    """Replace its fields."""
    world.planner.tasks[fact.task].values = fact.after


def apply_status(world: World, entry: Entry, fact: planner.TaskStatusChanged) -> None:
    """Set its status."""
    world.planner.tasks[fact.task].status = fact.status


def apply_ordered(world: World, entry: Entry, fact: planner.TasksOrdered) -> None:
    """Set the order."""
    world.planner.order = list(fact.tasks)


TOOL = Tool(
    decides={
        AddTask: decide_add,
        ChangeTask: decide_change,
        SetTaskStatus: decide_status,
        OrderTasks: decide_order,
    },
    applies={
        planner.TaskAdded: apply_added,
        planner.TaskChanged: apply_changed,
        planner.TaskStatusChanged: apply_status,
        planner.TasksOrdered: apply_ordered,
    },
)
