"""What the candidate was doing over the office time, as far as the journal tells.

A fact marks an instant. These rules say how much time around it may be put down to it, and no more:

- what an act displayed is read until the next act, for `READ_S` at most; any other act leaves its screen
  in sight for `GLANCE_S` at most;
- what was saved, said, sent or posted was written since the act before, for `WRITE_S` at most, or `DOCUMENT_S`
  for a document, which is made in a program of its own; where reading claims the same time, each gets half of
  it, and what the other may not have;
- a call taken or a visitor received interrupts from the answer to the last word. A call that rings does not,
  nor one that the candidate places: what is heard there is read, what is said written;
- for the rest nothing was recorded: waiting; interrupted, while a means of work is out of order;
- office time stands still while the sitting is suspended: such a span has no length in it.

None of this is a sign of quality. Thinking, paper and a long look at a screen leave no trace.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from typing import Literal, NamedTuple

from sim.facts import (
    calls,
    chat,
    directory,
    drive,
    erp,
    incidents,
    letters,
    mail,
    notices,
    planner,
    session,
)
from sim.facts.base import Fact
from sim.journal.entry import Entry
from sim.means import ADVICE

Kind = Literal["reading", "writing", "waiting", "interrupted", "paused"]

READ_S = 120
GLANCE_S = 30
WRITE_S = 300
DOCUMENT_S = 900

READ: tuple[type[Fact], ...] = (
    session.BriefingOpened, mail.Opened, mail.AttachmentOpened, mail.LinkFollowed, chat.Opened, drive.Opened,
    directory.Opened, directory.Searched, calls.PersonSaid, erp.ScreenOpened, erp.SearchRun, erp.WarningShown,
    erp.ControlRun, erp.OutputPreviewed, erp.ReportOpened,
)  # fmt: skip
"""Facts that put something to read before the candidate."""
WRITTEN: tuple[type[Fact], ...] = (
    session.DebriefSaved, mail.DraftSaved, mail.Sent, chat.Sent, planner.TaskAdded, planner.TaskChanged,
    drive.Uploaded, calls.Said, calls.PromiseMade, calls.NoteSaved, calls.SlipSent, letters.Posted, notices.Posted,
    incidents.Reported, erp.RecordCreated, erp.RecordChanged, erp.FilterSaved,
)  # fmt: skip
"""Facts that keep something the candidate composed or entered."""
SPOKEN: tuple[type[Fact], ...] = (
    calls.PersonSaid, calls.Said, calls.PromiseMade, calls.MoodChanged, calls.Learned, calls.NotUnderstood,
    calls.Transferred, calls.Ended,
)  # fmt: skip
"""Facts within a conversation."""


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of office time, spent in one way."""

    start: int
    """Office seconds."""
    end: int
    kind: Kind
    tool: str = ""
    """As `sim.replay.TOOLS`; empty when nothing was recorded."""
    seq: int = 0
    """Entry that tells it; 0 when none does."""
    wall_s: int = 0
    """Of a suspension, the seconds it lasted by the wall, as far as it is over."""

    @property
    def seconds(self) -> int:
        """Return its length in office time."""
        return self.end - self.start


class _Second(NamedTuple):
    kind: Kind
    tool: str
    seq: int


_NOTHING = _Second("waiting", "", 0)


class _Moment(NamedTuple):
    """What the candidate did in one office second."""

    at: int
    last: Entry
    read: Entry | None
    written: Entry | None


def spans(entries: Sequence[Entry]) -> tuple[Span, ...]:
    """Return the office time of a journal cut into spans: they follow each other from 0 to its end."""
    lived = _until_the_end(entries)
    end = lived[-1].at if lived else 0
    seconds = [_NOTHING] * end
    moments = list(_moments(lived))
    for one, following in pairwise([*moments, None]):
        assert one is not None
        _fill(seconds, one, following)
    for start, stop, seq in _conversations(lived):
        seconds[start:stop] = [_Second("interrupted", "call", seq)] * (stop - start)
    for start, stop, seq in _outages(lived, end):
        stopped = _Second("interrupted", "incident", seq)
        seconds[start:stop] = [stopped if one is _NOTHING else one for one in seconds[start:stop]]
    return tuple(_cut(seconds, list(_suspensions(entries))))


def merged(fine: Iterable[Span]) -> tuple[Span, ...]:
    """Return spans with those of one kind and tool that touch each other made one: for drawing."""
    found: list[Span] = []
    for span in fine:
        if found and span.kind != "paused" and _meet(found[-1], span):
            found[-1] = replace(found[-1], end=span.end)
        else:
            found.append(span)
    return tuple(found)


def _meet(one: Span, following: Span) -> bool:
    return (one.kind, one.tool, one.end) == (following.kind, following.tool, following.start)


def totals(fine: Iterable[Span]) -> dict[Kind, int]:
    """Return the seconds of each kind: of office time, and by the wall for what was suspended."""
    found: dict[Kind, int] = dict.fromkeys(
        ("reading", "writing", "interrupted", "waiting", "paused"), 0
    )
    for span in fine:
        found[span.kind] += span.wall_s if span.kind == "paused" else span.seconds
    return found


def _until_the_end(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Leave out what follows the end: the restitution is finished off the clock."""
    ends = (at for at, one in enumerate(entries) if isinstance(one.fact, session.Ended))
    return entries[: next(ends, len(entries)) + 1]


def is_act(entry: Entry) -> bool:
    """Say whether the candidate did it themselves: the ERP adds consequences of its own."""
    return entry.actor == "candidate" and not getattr(entry.fact, "automatic", False)


def _moments(entries: Sequence[Entry]) -> Iterator[_Moment]:
    for at, group in groupby(filter(is_act, entries), key=lambda one: one.at):
        acts = list(group)
        read = [one for one in acts if isinstance(one.fact, READ)]
        written = [one for one in acts if isinstance(one.fact, WRITTEN)]
        yield _Moment(at, acts[-1], read[-1] if read else None, written[0] if written else None)


def _fill(seconds: list[_Second], one: _Moment, following: _Moment | None) -> None:
    """Share the time between two acts, or after the last."""
    stop = following.at if following else len(seconds)
    reads, writes = _shares(one, following, stop - one.at)
    seen = one.read or one.last
    seconds[one.at : one.at + reads] = [_second("reading", seen)] * reads
    if following and following.written:
        seconds[stop - writes : stop] = [_second("writing", following.written)] * writes


def _shares(one: _Moment, following: _Moment | None, gap: int) -> tuple[int, int]:
    """Return how long of a gap is put down to reading, and how long to writing."""
    writes = min(_writing_limit(following), gap)
    if one.read is None:
        return min(GLANCE_S, gap - writes), writes
    reads = min(READ_S, gap)
    if reads + writes <= gap:
        return reads, writes
    reads = min(reads, max(gap // 2, gap - writes))
    return reads, gap - reads


def _writing_limit(moment: _Moment | None) -> int:
    if moment is None or moment.written is None:
        return 0
    return DOCUMENT_S if isinstance(moment.written.fact, drive.Uploaded) else WRITE_S


def _second(kind: Kind, entry: Entry) -> _Second:
    return _Second(kind, entry.kind.partition(".")[0], entry.seq)


def _conversations(entries: Sequence[Entry]) -> Iterator[tuple[int, int, int]]:
    """Yield when each call or visit was taken, its last word, and the entry that took it."""
    for taken in entries:
        if not isinstance(taken.fact, calls.Answered):
            continue
        words = [
            one.at
            for one in entries[taken.seq :]
            if isinstance(one.fact, SPOKEN) and one.fact.call == taken.fact.call  # type: ignore[attr-defined]
        ]
        yield taken.at, max([taken.at, *words]), taken.seq


def _outages(entries: Sequence[Entry], end: int) -> Iterator[tuple[int, int, int]]:
    """Yield the times when a means of work was out of order, and the entry that began each."""
    for began in entries:
        if not isinstance(began.fact, incidents.Began) or began.fact.what not in ADVICE:
            continue
        over = (
            one.at
            for one in entries[began.seq :]
            if isinstance(one.fact, incidents.Ended) and one.fact.incident == began.fact.incident
        )
        yield began.at, next(over, end), began.seq


def _suspensions(entries: Sequence[Entry]) -> Iterator[Span]:
    for stopped in entries:
        if not isinstance(stopped.fact, session.Paused):
            continue
        over = (
            one.wall
            for one in entries[stopped.seq :]
            if isinstance(one.fact, session.Resumed | session.Ended)
        )
        lasted = (next(over, stopped.wall) - stopped.wall) // 1000
        yield Span(stopped.at, stopped.at, "paused", "session", stopped.seq, max(0, lasted))


def _cut(seconds: list[_Second], pauses: list[Span]) -> Iterator[Span]:
    """Yield the runs of like seconds, with each suspension in its place."""
    start = 0
    for pause in pauses:
        yield from _runs(seconds, start, pause.start)
        yield pause
        start = pause.start
    yield from _runs(seconds, start, len(seconds))


def _runs(seconds: list[_Second], start: int, stop: int) -> Iterator[Span]:
    for like, group in groupby(seconds[start:stop]):
        end = start + sum(1 for _ in group)
        yield Span(start, end, like.kind, like.tool, like.seq)
        start = end
