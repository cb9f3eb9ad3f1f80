"""Facts of the planner: what the candidate means to do, in which order, in how long."""

from typing import Literal

from sim.facts.base import Fact, Value

PRIORITIES = ("P0", "P1", "P2", "P3", "P4")


class TaskValues(Value):
    """What the candidate wrote about a task."""

    title: str
    about: str | None = None
    """Mail the task comes from."""
    priority: Literal["P0", "P1", "P2", "P3", "P4"] | None = None
    estimate_min: int | None = None
    """Estimated work, office minutes."""
    due: str | None = None
    """Office time of the day, HH:MM."""
    note: str = ""


class TaskAdded(Fact):
    """A task was planned."""

    kind: Literal["planner.task_added"] = "planner.task_added"
    task: str
    values: TaskValues

    sentence_fr = "Planifie la tâche {task}"
    sentence_en = "Plans task {task}"
    personal = ("values",)

    def sentence(self, language: str = "fr") -> str:
        """Name the task by its title."""
        start = "Planifie la tâche" if language == "fr" else "Plans task"
        return f"{start} « {self.values.title} »"


class TaskChanged(Fact):
    """A task was planned again: `before` and `after` are whole."""

    kind: Literal["planner.task_changed"] = "planner.task_changed"
    task: str
    before: TaskValues
    after: TaskValues

    sentence_fr = "Modifie la tâche {task}"
    sentence_en = "Changes task {task}"
    personal = ("before", "after")

    def sentence(self, language: str = "fr") -> str:
        """Name the task by its title."""
        start = "Modifie la tâche" if language == "fr" else "Changes task"
        return f"{start} « {self.after.title} »"


class TaskStatusChanged(Fact):
    """A task was begun, finished, put off or dropped."""

    kind: Literal["planner.task_status_changed"] = "planner.task_status_changed"
    task: str
    status: Literal["todo", "doing", "done", "deferred", "dropped"]

    sentence_fr = "Tâche {task} : {status}"
    sentence_en = "Task {task}: {status}"


class TasksOrdered(Fact):
    """The plan was put in this order."""

    kind: Literal["planner.tasks_ordered"] = "planner.tasks_ordered"
    tasks: tuple[str, ...]

    sentence_fr = "Réordonne son plan de travail"
    sentence_en = "Reorders the plan"
