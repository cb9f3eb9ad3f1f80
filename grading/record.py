"""All that grading may see: scenario, journal, worlds, documents."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from grading.documents.model import Document, SlideDeck, TextDocument, Unreadable
from grading.documents.read import read_cached
from grading.verdict import Evidence
from sim.dispatch import fold
from sim.facts import letters, mail
from sim.facts.base import FileRef
from sim.journal.entry import Entry
from sim.journal.store import Files
from sim.matching import matches, text_says
from sim.pattern import Pattern
from sim.room import Neutralised
from sim.scenario.model import Scenario
from sim.world import World

NOTHING: Mapping[str, Neutralised] = {}


@dataclass(frozen=True, slots=True)
class Made:
    """A file the candidate made or handed on: where it is, or with which message it went."""

    path: str
    """Path on the drive; `mél S3/name` or `courrier L1/name` for one that is not on the drive."""
    file: FileRef
    on_drive: bool
    source: str = ""
    """Template it was started from, when it was."""
    seq: int = 0
    """Entry that put it there."""


class Record:
    """A sitting as grading sees it. Values in, values out: no database, no clock."""

    def __init__(
        self,
        scenario: Scenario,
        entries: Sequence[Entry],
        blobs: Mapping[str, bytes],
        world: World | None = None,
        read: Callable[[bytes, str], Document | Unreadable] = read_cached,
        apart: Mapping[str, Neutralised] = NOTHING,
    ) -> None:
        self.scenario = scenario
        self.entries = tuple(entries)
        self._blobs = blobs
        self._world = world
        self._read = read
        self._apart = apart

    @cached_property
    def world(self) -> World:
        """Return the final world: the fold of the entries, unless the caller already has it."""
        return self._world or fold(self.scenario, self.entries)

    def under(self, scenario: Scenario) -> "Record":
        """Return the same record under another answer key of the same scenario."""
        return Record(scenario, self.entries, self._blobs, read=self._read, apart=self._apart)

    @property
    def neutralised(self) -> Mapping[str, Neutralised]:
        """Return the tasks that no longer count against the candidate: the room's, then the review's."""
        return {**self._apart, **self.world.room.neutralised}

    def world_at(self, seq: int) -> World:
        """Return the world after an entry."""
        return fold(self.scenario, self.entries, until=seq)

    @property
    def last(self) -> int:
        """Return the last entry's number."""
        return self.entries[-1].seq if self.entries else 0

    @cached_property
    def by_kind(self) -> dict[str, list[Entry]]:
        """Index entries by kind."""
        index: dict[str, list[Entry]] = {}
        for entry in self.entries:
            index.setdefault(entry.kind, []).append(entry)
        return index

    def find(self, pattern: Pattern) -> Iterator[Entry]:
        """Return the entries meant, in order; the candidate's own unless the pattern says whose."""
        pool = sorted(
            (entry for kind in set(pattern.kinds) for entry in self.by_kind.get(kind, ())),
            key=lambda entry: entry.seq,
        )
        for entry in pool:
            if pattern.actor is None and entry.actor != "candidate":
                continue
            if self._is_meant(pattern, entry):
                yield entry

    def _is_meant(self, pattern: Pattern, entry: Entry) -> bool:
        """Say whether a pattern means an entry; what a letter says is in the documents of its envelope."""
        words = pattern.mentions or pattern.mentions_any or pattern.not_mentions
        if not words or not isinstance(entry.fact, letters.Posted):
            return matches(pattern, entry, self.world)
        silent = {"mentions": (), "mentions_any": (), "not_mentions": ()}
        return matches(pattern.model_copy(update=silent), entry, self.world) and text_says(
            pattern, self.letter_text(entry)
        )

    def first(self, patterns: Iterable[Pattern]) -> Entry | None:
        """Return the first entry any of the patterns means."""
        firsts = [entry for pattern in patterns if (entry := next(self.find(pattern), None))]
        return min(firsts, key=lambda entry: entry.seq, default=None)

    def nowhere(self, note: str = "") -> Evidence:
        """Say where the thing did not happen: the whole journal."""
        return Evidence(absent_from=1, absent_to=max(1, self.last), note=note)

    def hour(self, at: int) -> str:
        """Return an office second as a time of day."""
        moment = self.world.moment(at)
        return f"{moment.hour} h {moment.minute:02d}"

    def document(self, file: FileRef) -> Document | Unreadable:
        """Open a file; a file that cannot be read says why."""
        try:
            data = self._blobs[file.sha256]
        except KeyError:
            return Unreadable("missing", f"Le contenu de « {file.name} » n’a pas été conservé.")
        return self._read(data, file.name)

    def letter_text(self, entry: Entry) -> str:
        """Return what the readable documents of a posted envelope say."""
        if not isinstance(entry.fact, letters.Posted):
            return ""
        found = (self.document(ref) for ref in entry.fact.attachments)
        return "\n".join(one.all_text() for one in found if not isinstance(one, Unreadable))

    @cached_property
    def given(self) -> frozenset[str]:
        """Return the contents (SHA-256) of the files the pack itself put before the candidate."""
        files = [item.file for item in self.scenario.drive.files]
        files += [ref for message in self.scenario.messages for ref in message.attachments]
        return frozenset(file.sha256 for file in files)

    @cached_property
    def given_lines(self) -> frozenset[str]:
        """Return the lines of the texts the pack put before the candidate: templates and procedures."""
        found = (self.document(item.file) for item in self.scenario.drive.files)
        return frozenset(
            text.strip()
            for document in found
            if isinstance(document, TextDocument | SlideDeck)
            for _, text in document.places()
        )

    @cached_property
    def made(self) -> tuple[Made, ...]:
        """Return the candidate's documents as the sitting left them, then those only sent."""
        others = {*self.given, *self.world.erp.outputs}
        found = [
            Made(
                item.path,
                item.file,
                on_drive=True,
                source=item.source,
                seq=self._put(item.file.sha256),
            )
            for item in self.world.drive.files.values()
            if item.file.sha256 not in others
        ]
        kept = {item.file.sha256 for item in found}
        for place, ref, seq in self._left():
            if ref.sha256 not in others | kept:
                kept.add(ref.sha256)
                found.append(Made(f"{place}/{ref.name}", ref, on_drive=False, seq=seq))
        return tuple(found)

    def _left(self) -> Iterator[tuple[str, FileRef, int]]:
        """Return the files that left with a message or in an envelope, with the entry that sent them."""
        for entry in (*self.by_kind.get("mail.sent", ()), *self.by_kind.get("letter.posted", ())):
            fact = entry.fact
            if isinstance(fact, mail.Sent):
                yield from ((f"mél {fact.mail}", ref, entry.seq) for ref in fact.attachments)
            elif isinstance(fact, letters.Posted):
                yield from ((f"courrier {fact.letter}", ref, entry.seq) for ref in fact.attachments)

    def _put(self, sha256: str) -> int:
        kinds = ("drive.uploaded", "drive.restored")
        uploads = [entry for kind in kinds for entry in self.by_kind.get(kind, [])]
        seqs = [entry.seq for entry in uploads if getattr(entry.fact, "file").sha256 == sha256]  # noqa: B009
        return min(seqs, default=0)


class FileBlobs(Mapping[str, bytes]):
    """A file store seen as a mapping."""

    def __init__(self, files: Files) -> None:
        self._files = files

    def __getitem__(self, sha256: str) -> bytes:
        return self._files.get(sha256)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0
