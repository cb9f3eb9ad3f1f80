"""The plan of the work: what to do, how urgent, how long, by when, in which order."""

from typing import Any

from flask import abort, request, url_for
from flask.typing import ResponseReturnValue

from sim.decision import Command
from sim.facts.planner import PRIORITIES
from sim.planner import STATUSES, AddTask, ChangeTask, OrderTasks, SetTaskStatus
from sim.world import Task, World
from webapp import htmx
from webapp.desk.blueprint import bp, office

UNKNOWN = "Cette tâche n’est pas dans votre plan. Revenez au plan de travail."
FIELDS = ("title", "about", "priority", "estimate_min", "due", "note")
OPEN = ("todo", "doing")


def planner_context(world: World, edited: str = "") -> dict[str, Any]:
    """Return what the plan shows: tasks in order, their mails, the total of what is still to do."""
    tasks = [world.planner.tasks[name] for name in world.planner.order]
    mails = {name: item.message.subject for name, item in world.mail.received.items()}
    return {
        "tasks": tasks,
        "mails": mails,
        "edited": edited if edited in world.planner.tasks else "",
        "priorities": PRIORITIES,
        "statuses": STATUSES,
        "total": sum(task.values.estimate_min or 0 for task in tasks if task.status in OPEN),
        "unestimated": sum(1 for t in tasks if t.status in OPEN and not t.values.estimate_min),
    }


def as_typed(task: Task) -> dict[str, str]:
    """Return a task's fields as its form shows them."""
    values = task.values
    return {name: str(getattr(values, name) or "") for name in FIELDS}


@bp.get("/plan")
def planner() -> ResponseReturnValue:
    """Show the plan; with `tache`, the form of one task."""
    return _show(edited=request.args.get("tache", ""))


@bp.post("/plan")
def planner_add() -> ResponseReturnValue:
    """Add a task at the end."""
    return _do(AddTask(**_typed()), typed=_typed())


@bp.post("/plan/<task>")
def planner_change(task: str) -> ResponseReturnValue:
    """Plan a task again."""
    _known(task)
    return _do(ChangeTask(task=task, **_typed()), edited=task, typed=_typed())


@bp.post("/plan/<task>/etat")
def planner_status(task: str) -> ResponseReturnValue:
    """Begin, finish, put off or drop a task."""
    _known(task)
    status: Any = request.form.get("status", "")
    if status not in STATUSES:
        abort(400)
    return _do(SetTaskStatus(task=task, status=status))


@bp.post("/plan/<task>/ordre")
def planner_order(task: str) -> ResponseReturnValue:
    """Move a task one place up or down."""
    _known(task)
    order = list(office().world.planner.order)
    at = order.index(task)
    to = at + (-1 if request.form.get("sens") == "haut" else 1)
    if 0 <= to < len(order):
        order[at], order[to] = order[to], order[at]
    return _do(OrderTasks(tasks=tuple(order)))


def _known(task: str) -> None:
    if task not in office().world.planner.tasks:
        abort(404, UNKNOWN)


def _typed() -> dict[str, str]:
    return {name: request.form.get(name, "") for name in FIELDS}


def _do(
    command: Command, edited: str = "", typed: dict[str, str] | None = None
) -> ResponseReturnValue:
    refusal = office().handle(command, request.form.get("nonce", "")).refusal
    if refusal:
        return _show(edited, refusal, typed)
    if htmx.is_htmx():
        return _show()
    return htmx.redirect(url_for("desk.planner"))


def _show(
    edited: str = "", refusal: str = "", typed: dict[str, str] | None = None
) -> ResponseReturnValue:
    here = office()
    task = here.world.planner.tasks.get(edited)
    blank = dict.fromkeys(FIELDS, "")
    return htmx.respond(
        "desk/planner/index.html", "desk/planner/_planner.html", status=422 if refusal else 200,
        screen="planner", readonly=False, refusal=refusal, nonce=here.new_nonce(),
        remaining=here.remaining, typed=typed or (as_typed(task) if task else blank),
        **planner_context(here.world, edited),
    )  # fmt: skip
