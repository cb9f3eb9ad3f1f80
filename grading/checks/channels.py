"""Checks on the way an information took to somebody (C5.2): what suits an urgency does not suit a notice."""

from typing import ClassVar, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from grading.checks.base import Check
from grading.checks.events import time_limit
from grading.record import Record
from grading.verdict import Evidence, Result, Verdict, result
from sim.channels import channel_of
from sim.facts.notices import Posted
from sim.journal.entry import Entry
from sim.matching import addressees
from sim.pattern import Pattern
from sim.scenario.channels import CHANNELS_FR, ChannelName, Suitability


class Channel(Check):
    """An information reached somebody by a way that suits it, in time."""

    meaning_fr: ClassVar[str] = (
        "L’information est parvenue à l’une de ces personnes par un moyen adapté. Le meilleur moyen utilisé à temps"
        " compte : confirmer ensuite par un autre n’enlève rien. En copie vaut destinataire, un avis affiché touche toute"
        " l’entreprise, un message laissé sur un répondeur n’est pas un appel ; un moyen dont rien n’est dit est à apprécier."
    )
    type: Literal["channel"]
    what: tuple[Pattern, ...] = Field(min_length=1)
    """How the information is recognised, whoever it goes to: `passed_on` is any channel."""
    to: tuple[str, ...] = Field(min_length=1)
    """People, any of whom will do."""
    purpose: str = ""
    """What it is for: its lists are the company's own."""
    best: tuple[ChannelName, ...] = ()
    accepted: tuple[ChannelName, ...] = ()
    wrong: tuple[ChannelName, ...] = ()
    accepted_score: float = Field(default=0.5, ge=0, le=1)
    wrong_score: float = Field(default=0.0, ge=0, le=1)
    by: str | None = None
    """Time of the day, HH:MM, the minute included."""
    after: tuple[Pattern, ...] = ()
    """Only what follows the first of these counts; nothing counts when none happened."""
    within_min: float | None = None
    """With `after`: how long after."""
    label: str

    @model_validator(mode="after")
    def _says_what_suits(self) -> "Channel":
        own = bool(self.best or self.accepted or self.wrong)
        if own == bool(self.purpose) or (own and not self.best):
            raise PydanticCustomError("suits", "either purpose, or best (and accepted, wrong)")
        named = (*self.best, *self.accepted, *self.wrong)
        if len(set(named)) < len(named):
            raise PydanticCustomError("channel_twice", "a channel stands in two lists")
        return self

    def __call__(self, record: Record) -> Result:
        """See `Check`."""
        suits = self._suits(record)
        if suits is None:
            reason = (
                f"Le pack ne dit pas quels moyens conviennent à « {self.purpose} » : {self.label}."
            )
            return result("undecided", reason, record.nowhere())
        told = self._told(record)
        if not told:
            return result("not_met", f"Non transmis : {self.label}.", record.nowhere())
        start = record.first(self.after)
        limit = time_limit(record, self.by, start, self.within_min)
        in_time = [entry for entry in told if limit is None or entry.at <= limit]
        if not in_time:
            hour = record.hour(told[0].at)
            return result("not_met", f"Trop tard ({hour}) : {self.label}.", _seqs(told))
        return self._judged(record, suits, in_time)

    def _suits(self, record: Record) -> Suitability | None:
        if self.purpose:
            return record.scenario.channels.suits(self.purpose)
        return Suitability(best=self.best, accepted=self.accepted, wrong=self.wrong)

    def _told(self, record: Record) -> list[Entry]:
        start = record.first(self.after)
        if self.after and start is None:
            return []
        found = {entry.seq: entry for one in self.what for entry in record.find(one)}
        wanted = {record.world.person_id(one) for one in self.to}
        return [
            found[seq]
            for seq in sorted(found)
            if (start is None or seq > start.seq)
            and channel_of(found[seq].fact, record.world)
            and _reached(record, found[seq]) & wanted
        ]

    def _judged(self, record: Record, suits: Suitability, told: list[Entry]) -> Result:
        """Judge the best way taken."""
        ranks = [(_rank(suits, _channel(record, entry)), entry) for entry in told]
        best = min(rank for rank, _ in ranks)
        shown = [entry for rank, entry in ranks if rank == best]
        how, hour = CHANNELS_FR[_channel(record, shown[0])], record.hour(shown[0].at)
        score = (1.0, self.accepted_score, 0.0, self.wrong_score)[best]
        verdict: Verdict = "undecided" if best == UNLISTED else _verdict(score)
        reason = f"Moyen utilisé : {how}, à {hour} ({SAID_FR[best]}) : {self.label}."
        return result(verdict, reason, _seqs(shown), score=score)


UNLISTED = 2
SAID_FR = (
    "le plus adapté",
    "accepté",
    "à apprécier : rien n’est prévu pour ce moyen",
    "inadapté",
)
"""By rank: best, accepted, not named, wrong."""


def _rank(suits: Suitability, channel: ChannelName) -> int:
    lists = (suits.best, suits.accepted, (), suits.wrong)
    return next((rank for rank, named in enumerate(lists) if channel in named), UNLISTED)


def _verdict(score: float) -> Verdict:
    return "met" if score >= 1 else "partly" if score > 0 else "not_met"


def _channel(record: Record, entry: Entry) -> ChannelName:
    channel = channel_of(entry.fact, record.world)
    assert channel is not None
    return channel


def _reached(record: Record, entry: Entry) -> set[str]:
    if isinstance(entry.fact, Posted):
        return {person.id for person in record.scenario.people if person.internal}
    return {record.world.person_id(person) for person in addressees(entry.fact)}


def _seqs(entries: list[Entry]) -> Evidence:
    return Evidence(entries=tuple(entry.seq for entry in entries[:6]))
