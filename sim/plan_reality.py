"""The plan beside what was done: what the candidate said of each task, and the acts that something links to it.

Nothing says in so many words that an act belongs to a task. What links them is what can be seen:

- the message that the task is about, read, answered, forwarded, filed, its attachments saved;
- a reference (`F2026-0987`, `C00127`, `4500091847`) that the task's title, its remark or the subject of its
  message names, in the record, file, search, subject or call of an act; what a text mentions in passing is
  no link;
- whatever a linked act made or handed over: the reply, the credit note, the printed form, the file attached,
  and what came back in reply.

A task that none of these reaches stays without acts: that says nothing of whether it was done.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from sim.activity import READ, Span
from sim.facts import calls, drive, erp, mail, planner
from sim.facts.base import Fact
from sim.facts.planner import TaskValues
from sim.journal.entry import Entry
from sim.scenario.model import Scenario

REFERENCE = re.compile(r"(?<![A-Za-z0-9])(?:[A-Z]{1,6}(?:-?\d+)+|\d{6,})(?![A-Za-z0-9])")
DIGITS = 3
"""A reference has as many at least: « P1 » and « M02 » are none."""
FIELDS = ("title", "about", "priority", "estimate_min", "due", "note")
TRIAGE: tuple[type[Fact], ...] = (*READ, mail.Moved, mail.Flagged)
"""Reading and sorting: not yet dealing with the task."""

Thing = tuple[str, str]
"""A kind (`mail`, `file`, `content`, `record`, `call`) and what tells it from others of its kind."""


@dataclass(frozen=True, slots=True)
class Revision:
    """A change of mind: a field of the task, its state, or its place in the order."""

    seq: int
    at: int
    what: str
    """One of `FIELDS`, `status` or `place`."""
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Compared:
    """A task: what was said of it, and what is seen to have been done."""

    task: str
    place: int
    """In the plan as it was left, from 1."""
    values: TaskValues
    """As last planned."""
    status: str
    seq: int
    """Entry that added it."""
    added_at: int
    revisions: tuple[Revision, ...]
    subject: str
    """Of the message it is about; empty when it is about none."""
    references: tuple[str, ...]
    """Those by which acts may be linked to it."""
    acts: tuple[int, ...] = ()
    """Entries linked to it."""
    first: int = 0
    """First of these entries; 0 when there is none."""
    begun: int = 0
    """First that is more than reading or sorting; 0 when there is none."""
    last: int = 0
    spent: tuple[Span, ...] = ()
    """Stretches put down to these entries (`sim.activity`)."""
    rank: int = 0
    """Among the tasks begun, by when they were, from 1; 0 when it was not."""

    @property
    def seconds(self) -> int:
        """Return the office seconds put down to it."""
        return sum(span.seconds for span in self.spent)


class Bar(NamedTuple):
    """A planned task laid on the office time."""

    start: int
    end: int
    task: str


def compare(
    scenario: Scenario, entries: Sequence[Entry], spans: Iterable[Span]
) -> tuple[Compared, ...]:
    """Return each task of the plan as it was left, in its order, beside the acts linked to it."""
    plan = _Plan(entries)
    links = _Links(scenario, entries)
    by_entry: dict[int, list[Span]] = {}
    for span in spans:
        by_entry.setdefault(span.seq, []).append(span)
    found = [
        _compared(place, plan, name, links, by_entry) for place, name in enumerate(plan.order, 1)
    ]
    begun = sorted(one.begun for one in found if one.begun)
    return tuple(_ranked(one, begun) for one in found)


def _compared(
    place: int, plan: "_Plan", name: str, links: "_Links", by_entry: Mapping[int, list[Span]]
) -> Compared:
    values, added = plan.values[name], plan.added[name]
    subject = links.subject(values)
    references = tuple(dict.fromkeys(_references(f"{values.title}\n{values.note}\n{subject}")))
    acts = links.acts_of(values, references)
    seqs = [one.seq for one in acts]
    begun = [one.seq for one in acts if not isinstance(one.fact, TRIAGE)]
    return Compared(
        name, place, values, plan.status[name], added.seq, added.at, tuple(plan.revisions[name]), subject, references,
        acts=tuple(seqs), first=min(seqs, default=0), begun=min(begun, default=0), last=max(seqs, default=0),
        spent=tuple(span for seq in seqs for span in by_entry.get(seq, ())),
    )  # fmt: skip


def _ranked(one: Compared, begun: list[int]) -> Compared:
    return replace(one, rank=begun.index(one.begun) + 1) if one.begun else one


def end_to_end(compared: Sequence[Compared]) -> tuple[Bar, ...]:
    """Lay the estimated tasks one after the other in the plan's order, none before it was planned.

    From the first of them on: what the plan would have been, had nothing else come in between.
    """
    bars: list[Bar] = []
    free = min((one.added_at for one in compared), default=0)
    for one in compared:
        if one.values.estimate_min:
            start = max(free, one.added_at)
            free = start + one.values.estimate_min * 60
            bars.append(Bar(start, free, one.task))
    return tuple(bars)


class _Plan:
    """The plan as the candidate left it, and every change of mind on the way."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self.order: list[str] = []
        self.values: dict[str, TaskValues] = {}
        self.status: dict[str, str] = {}
        self.added: dict[str, Entry] = {}
        self.revisions: dict[str, list[Revision]] = defaultdict(list)
        for entry in entries:
            self._read(entry, entry.fact)

    def _read(self, entry: Entry, fact: Fact) -> None:
        if isinstance(fact, planner.TaskAdded):
            self.order.append(fact.task)
            self.added[fact.task] = entry
            self.values[fact.task], self.status[fact.task] = fact.values, "todo"
        elif isinstance(fact, planner.TaskChanged):
            self.values[fact.task] = fact.after
            for what in FIELDS:
                before, after = getattr(fact.before, what), getattr(fact.after, what)
                self._revise(entry, fact.task, what, before, after)
        elif isinstance(fact, planner.TaskStatusChanged):
            self._revise(entry, fact.task, "status", self.status[fact.task], fact.status)
            self.status[fact.task] = fact.status
        elif isinstance(fact, planner.TasksOrdered):
            for place, task in enumerate(fact.tasks, 1):
                self._revise(entry, task, "place", self.order.index(task) + 1, place)
            self.order = list(fact.tasks)

    def _revise(self, entry: Entry, task: str, what: str, before: object, after: object) -> None:
        if before != after:
            texts = ("" if value is None else str(value) for value in (before, after))
            self.revisions[task].append(Revision(entry.seq, entry.at, what, *texts))


class _Act(NamedTuple):
    """The entries of one thing done, and what ties it to others."""

    entries: tuple[Entry, ...]
    """Empty for a message that comes in: nobody's act, and yet a link."""
    references: frozenset[str]
    touched: frozenset[Thing]
    made: frozenset[Thing]
    """What is linked once the act is."""
    named: frozenset[Thing]
    """What is linked once one of its references is the task's."""


class _Links:
    """The acts of a journal, and those that something links to a task."""

    def __init__(self, scenario: Scenario, entries: Sequence[Entry]) -> None:
        self._subjects = {one.id: one.subject for one in scenario.messages}
        self._subjects |= {
            one.fact.message.id: one.fact.message.subject
            for one in entries
            if isinstance(one.fact, mail.Delivered)
        }
        self._acts = tuple(_acts(entries))

    def subject(self, values: TaskValues) -> str:
        """Return the subject of the message that a task is about."""
        return self._subjects.get(values.about or "", "")

    def acts_of(self, values: TaskValues, references: Iterable[str]) -> list[Entry]:
        """Return the entries linked to a task, in order: link after link, until none is left."""
        wanted = frozenset(references)
        known: set[Thing] = {("mail", values.about)} if values.about else set()
        found: list[Entry] = []
        left = dict(enumerate(self._acts))
        while linked := [
            at for at, one in left.items() if one.references & wanted or one.touched & known
        ]:
            for act in map(left.pop, linked):
                known |= act.made | (act.named if act.references & wanted else frozenset())
                found += act.entries
        return sorted(found, key=lambda one: one.seq)


def _references(text: str) -> list[str]:
    return [one for one in REFERENCE.findall(text) if sum(map(str.isdigit, one)) >= DIGITS]


def _acts(entries: Iterable[Entry]) -> Iterator[_Act]:
    """Yield what the candidate did, one command after the other, and the messages that answered."""
    group: list[Entry] = []
    for entry in entries:
        goes_on = group and not entry.nonce and (entry.at, entry.wall) == (group[-1].at, group[-1].wall)  # fmt: skip
        if group and not (goes_on and entry.actor == "candidate"):
            yield _act(group)
            group = []
        if entry.actor == "candidate":
            group.append(entry)
        elif isinstance(entry.fact, mail.Delivered) and entry.fact.message.in_reply_to:
            came, to = ("mail", entry.fact.message.id), ("mail", entry.fact.message.in_reply_to)
            yield _Act((), frozenset(), frozenset({to}), frozenset({came}), frozenset())
    if group:
        yield _act(group)


def _act(entries: Sequence[Entry]) -> _Act:
    facts = [entry.fact for entry in entries]
    named = [fact for fact in facts if _references("\n".join(_labels(fact)))]
    return _Act(
        tuple(entries),
        frozenset(one for fact in named for one in _references("\n".join(_labels(fact)))),
        frozenset(thing for fact in facts for thing in _touched(fact)),
        frozenset(thing for fact in facts for thing in _made(fact)),
        frozenset(thing for fact in named for thing in _touched(fact)),
    )


def _labels(fact: Fact) -> Iterator[str]:
    """Yield the texts of a fact that say what it is about; not what it says in passing."""
    for name in ("record", "number", "query", "path", "purpose", "subject"):
        yield str(getattr(fact, name, None) or "")
    for name in ("values", "after"):
        yield from getattr(fact, name, {}).values() if isinstance(fact, _ENTERED) else ()
    if isinstance(fact, drive.Moved | drive.Copied):
        yield fact.to
    yield from (file.name for file in getattr(fact, "attachments", ()))


_ENTERED = erp.RecordCreated | erp.RecordChanged


def _touched(fact: Fact) -> Iterator[Thing]:
    """Yield what a fact is about: mails, files by place and by content, records, conversations."""
    for kind, name in _NAMED_BY:
        if value := getattr(fact, name, None):
            yield kind, value
    if record := getattr(fact, "record", None):
        yield "record", f"{getattr(fact, 'doctype', '')} {record}"
    if isinstance(fact, drive.Added) and fact.origin == "attachment":
        yield "mail", fact.source
    if isinstance(fact, erp.AttachmentLinked):
        yield "content", fact.file.sha256
    yield from _made(fact)


_NAMED_BY = (
    ("mail", "mail"), ("mail", "in_reply_to"), ("mail", "forward_of"), ("file", "path"), ("call", "call"),
)  # fmt: skip


def _made(fact: Fact) -> Iterator[Thing]:
    """Yield what a fact makes or hands over."""
    yield from (("content", file.sha256) for file in getattr(fact, "attachments", ()))
    if isinstance(fact, mail.Sent):
        yield "mail", fact.mail
    elif isinstance(fact, drive.Moved | drive.Copied):
        yield "file", fact.to
    elif isinstance(fact, drive.Uploaded) or (
        isinstance(fact, drive.Added) and fact.origin != "template"
    ):
        yield "file", fact.path
        yield "content", fact.file.sha256
    elif isinstance(fact, erp.RecordCreated):
        yield "record", f"{fact.doctype} {fact.record}"
    elif isinstance(fact, calls.Placed):
        yield "call", fact.call
