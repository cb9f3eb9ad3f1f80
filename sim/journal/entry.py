"""One line of the journal, its text form and its place in the hash chain."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, TypeAdapter, ValidationError

from sim.facts.dictionary import AnyFact, kind_of
from sim.journal.upcast import upcast

Actor = Literal["candidate", "world", "examiner"]
GENESIS = "0" * 64


def _today(fact: Any) -> Any:
    """Return a stored fact in today's shape; what is no fact is left to its refusal."""
    known = isinstance(fact, dict) and isinstance(fact.get("kind"), str)
    return upcast(fact) if known else fact


@dataclass(frozen=True, slots=True)
class Entry:
    """A fact with its place in time and in the chain."""

    seq: int
    """1, 2, 3… without a gap."""
    at: int
    """Office seconds since the start; never below the previous entry's."""
    wall: int
    """Wall clock, milliseconds since the Unix epoch: for the file; only the office clock reads it."""
    actor: Actor
    fact: Annotated[AnyFact, BeforeValidator(_today)]
    """Read back as this release's fact, whichever release wrote it."""
    nonce: str = ""
    """Identifies the form that asked: the same form sent twice counts once. Empty for the world."""
    cause: str = ""
    """Injection of the timeline that owed this fact, for the world's entries."""
    previous: str = GENESIS
    """Hash of the entry before."""
    hash: str = ""

    @property
    def kind(self) -> str:
        """The fact's kind."""
        return kind_of(self.fact)

    def sealed(self, previous: str) -> "Entry":
        """Return this entry chained after the one whose hash is given."""
        chained = replace(self, previous=previous)
        return replace(chained, hash=digest(chained))


_STORED: TypeAdapter[Entry] = TypeAdapter(Entry)
"""Reads text straight into an entry: a sitting's journal is folded whole when nobody has it open."""


def body(entry: Entry) -> dict[str, Any]:
    """Return what is hashed: everything but the entry's own hash."""
    return {
        "seq": entry.seq,
        "at": entry.at,
        "wall": entry.wall,
        "actor": entry.actor,
        "nonce": entry.nonce,
        "cause": entry.cause,
        "fact": entry.fact.model_dump(mode="json"),
        "previous": entry.previous,
    }


def canonical(data: dict[str, Any]) -> str:
    """Return the one JSON text of a value: sorted keys, no spaces, accents as they are."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(entry: Entry) -> str:
    """Return the SHA-256 of the entry chained to the one before it."""
    return hashlib.sha256(canonical(body(entry)).encode()).hexdigest()


def dump(entry: Entry) -> str:
    """Return the entry as one line of `journal.jsonl`."""
    return canonical({**body(entry), "hash": entry.hash})


def load(line: str) -> Entry:
    """Read one line back. Raises `ValueError` when it is not an entry."""
    try:
        return _STORED.validate_json(line)
    except ValidationError as error:
        raise ValueError(f"not a journal entry: {error}") from error


BREAKS = {
    "gap": "il manque une entrée",
    "chain": "l’entrée ne suit pas la précédente",
    "content": "le contenu ne correspond plus à son empreinte",
    "time": "l’heure recule",
    "unreadable": "la ligne ne peut pas être lue",
}


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where a journal is not what was written."""

    seq: int
    reason: Literal["gap", "chain", "content", "time", "unreadable"]

    @property
    def sentence_fr(self) -> str:
        """Say where the journal was changed, and how it shows."""
        return f"Le journal a été modifié à l’entrée {self.seq} : {BREAKS[self.reason]}."


def verify_lines(lines: Iterable[str]) -> Break | None:
    """Check a journal line by line, as stored; return its first break, or nothing.

    The stored text itself is hashed, not a fact read from it: a changed byte shows even where the
    reading would ignore it.
    """
    previous, last_at = GENESIS, 0
    for seq, line in enumerate(lines, start=1):
        try:
            data = json.loads(line)
            stored, at = data.pop("hash"), data["at"]
            problem = _problem(data, stored, seq, previous, last_at, line)
        except (ValueError, KeyError, TypeError, AttributeError):
            return Break(seq, "unreadable")
        if problem:
            return problem
        previous, last_at = stored, at
    return None


def _problem(
    data: dict[str, Any], stored: str, seq: int, previous: str, last_at: int, line: str
) -> Break | None:
    text = canonical(data)
    if data["seq"] != seq:
        return Break(seq, "gap")
    if data["previous"] != previous:
        return Break(seq, "chain")
    if data["at"] < last_at:
        return Break(seq, "time")
    exact = canonical({**data, "hash": stored}) == line.rstrip("\n")
    if hashlib.sha256(text.encode()).hexdigest() != stored or not exact:
        return Break(seq, "content")
    return None


def verify(entries: Sequence[Entry]) -> Break | None:
    """Check entries already read."""
    return verify_lines(dump(entry) for entry in entries)
