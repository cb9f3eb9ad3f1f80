"""Questions about the plan of work: when it was made, what became of it, how long things took."""

from collections.abc import Iterator
from dataclasses import dataclass

from grading.questions.base import Asked, Reading
from sim.facts import drive, erp, letters, mail
from sim.facts.planner import TaskAdded, TaskChanged, TaskStatusChanged, TaskValues
from sim.journal.entry import Entry
from sim.language.french import duration, plural
from sim.planner import STATUSES

LATE_PLAN = 15 * 60
"""Office seconds after which a first task planned is worth a question."""
FAR = 2
"""A task that took this many times longer than said, or shorter."""
FAR_SECONDS = 5 * 60
AT_ONCE = 2 * 60
"""Planned and done within this: written down after the fact, perhaps."""
URGENT = ("P0", "P1", "P2")
ACTS = (mail.Sent, letters.Posted, drive.Uploaded, erp.RecordCreated, erp.RecordChanged, erp.ActionDone)  # fmt: skip


@dataclass(slots=True)
class Planned:
    """A task of the plan and what became of it."""

    task: str
    added: Entry
    values: TaskValues
    """As last planned."""
    statuses: dict[str, Entry]
    """Status to the first entry that gave it."""

    @property
    def touched(self) -> bool:
        """Say whether its status was ever changed."""
        return bool(self.statuses)


@dataclass(frozen=True, slots=True)
class Treated:
    """A planned task, and the entry by which something was first done about it."""

    values: TaskValues
    planned: Entry
    entry: Entry

    @property
    def rank(self) -> int | None:
        """Return its priority as a figure, 0 the highest."""
        return int(self.values.priority[1]) if self.values.priority else None


def tasks(reading: Reading) -> dict[str, Planned]:
    """Return the tasks of the plan, in the order they were added."""
    found: dict[str, Planned] = {}
    for entry in reading.record.entries:
        fact = entry.fact
        if isinstance(fact, TaskAdded):
            found[fact.task] = Planned(fact.task, entry, fact.values, {})
        elif isinstance(fact, TaskChanged):
            found[fact.task].values = fact.after
        elif isinstance(fact, TaskStatusChanged):
            found[fact.task].statuses.setdefault(fact.status, entry)
    return found


def treated(reading: Reading) -> list[Treated]:
    """Return the tasks something was done about: begun, done, or their message answered or handed on."""
    found = []
    for task in tasks(reading).values():
        signs = [task.statuses[name] for name in ("doing", "done") if name in task.statuses]
        if task.values.about:
            signs += [
                entry
                for entry, fact in reading.mine(mail.Sent)
                if task.values.about in (fact.in_reply_to, fact.forward_of)
            ]
        if signs:
            first = min(signs, key=lambda entry: entry.seq)
            found.append(Treated(task.values, task.added, first))
    return found


def late_plan(reading: Reading) -> Iterator[Asked]:
    """Ask how time was organised until the first task was planned, or without any."""
    acts = [entry for entry in reading.own if isinstance(entry.fact, ACTS)]
    first = next((entry for entry, _ in reading.mine(TaskAdded)), None)
    if not acts:
        return
    if first is None:
        yield Asked(
            f"Vous avez {reading.say.deed(acts[0])} à {reading.say.hour(acts[0])} ; votre plan de travail "
            "n’a pas servi. Comment avez-vous organisé votre temps ?",
            (acts[0].seq,),
            "Aucune tâche planifiée.",
        )
    elif first.at > LATE_PLAN and acts[0].seq < first.seq:
        yield Asked(
            f"Vous avez planifié votre première tâche à {reading.say.hour(first)}, après avoir "
            f"{reading.say.deed(acts[0])} à {reading.say.hour(acts[0])} : comment aviez-vous organisé votre temps jusque-là ?",
            (first.seq, acts[0].seq),
            f"Première tâche planifiée après {duration(first.at)} d’épreuve.",
        )


def estimates(reading: Reading) -> Iterator[Asked]:
    """Ask about a task that took far more or far less than estimated, by its own statuses."""
    for task in tasks(reading).values():
        begun, done = task.statuses.get("doing"), task.statuses.get("done")
        said = (task.values.estimate_min or 0) * 60
        if begun is None or done is None or not said:
            continue
        took = done.at - begun.at
        if took < 0 or abs(took - said) < FAR_SECONDS or said / FAR <= took <= said * FAR:
            continue
        yield Asked(
            f"Vous aviez estimé « {task.values.title} » à {duration(said)} ; vous l’avez mise en cours à "
            f"{reading.say.hour(begun)} et terminée à {reading.say.hour(done)}. D’où vient l’écart ?",
            (done.seq, begun.seq, task.added.seq),
            f"Durée estimée : {duration(said)} ; constatée : {duration(took)}.",
        )


def left_undone(reading: Reading) -> Iterator[Asked]:
    """Ask what became of tasks still to do, when the candidate kept the plan up to date otherwise."""
    known = list(tasks(reading).values())
    left = [task for task in known if not task.touched]
    if not left or len(left) * 2 > len(known):
        return
    names = ", ".join(f"« {task.values.title} »" for task in left[:3])
    verb = "sont restées" if len(left) > 1 else "est restée"
    yield Asked(
        f"Dans votre plan, {names} {verb} « {STATUSES['todo']} » : qu’en est-il, et qui l’a su ?",
        tuple(task.added.seq for task in left[:3]),
        f"{plural(len(left), 'tâche', 'tâches')} sans suite, sur {len(known)}, dans un plan tenu à jour.",
    )


def put_off(reading: Reading) -> Iterator[Asked]:
    """Ask about an urgent task put off or dropped."""
    for task in tasks(reading).values():
        entry = task.statuses.get("deferred") or task.statuses.get("dropped")
        if entry is None or task.values.priority not in URGENT:
            continue
        name = "deferred" if "deferred" in task.statuses else "dropped"
        yield Asked(
            f"Vous avez mis « {task.values.title} » ({task.values.priority}) à « {STATUSES[name]} » à "
            f"{reading.say.hour(entry)} : qu’est-ce qui vous y a conduit, et qui l’a su ?",
            (entry.seq, task.added.seq),
            "Tâche prioritaire reportée ou abandonnée.",
        )


def planned_after(reading: Reading) -> Iterator[Asked]:
    """Ask when a task was really done that was planned and ticked off at once."""
    for task in tasks(reading).values():
        done = task.statuses.get("done")
        if done is None or done.at - task.added.at > AT_ONCE or "doing" in task.statuses:
            continue
        yield Asked(
            f"Vous avez planifié « {task.values.title} » à {reading.say.hour(task.added)} et l’avez notée "
            f"« {STATUSES['done']} » à {reading.say.hour(done)} : à quel moment l’aviez-vous traitée ?",
            (done.seq, task.added.seq),
            "Tâche notée au plan au moment où elle est terminée.",
        )
