"""Ways of reaching people: what each costs in office minutes, and what it suits.

A cost is an estimate of the work it takes; the office clock does not jump. The figures are usual ones:
a pack overrides them in `pack.yaml`, under `channels`.
"""

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from sim.facts.base import Value

ChannelName = Literal["mail", "chat", "phone", "voicemail", "visit", "letter", "notice"]

CHANNELS_FR: dict[ChannelName, str] = {
    "mail": "mél",
    "chat": "messagerie instantanée",
    "phone": "téléphone",
    "voicemail": "messagerie vocale",
    "visit": "face à face",
    "letter": "courrier",
    "notice": "affichage",
}
MINUTES: dict[ChannelName, float] = {
    "mail": 5,
    "chat": 1,
    "phone": 5,
    "voicemail": 2,
    "visit": 8,
    "letter": 15,
    "notice": 10,
}
"""A message, a conversation, a letter printed and posted, a notice written and put up."""


class Suitability(Value):
    """How well each channel serves a purpose; one that is not named is for a person to judge."""

    best: tuple[ChannelName, ...] = Field(min_length=1)
    accepted: tuple[ChannelName, ...] = ()
    wrong: tuple[ChannelName, ...] = ()

    @model_validator(mode="after")
    def _once(self) -> "Suitability":
        named = (*self.best, *self.accepted, *self.wrong)
        if len(set(named)) < len(named):
            raise PydanticCustomError("channel_twice", "a channel stands in two lists")
        return self


PURPOSES: dict[str, Suitability] = {
    "urgent": Suitability(
        best=("phone", "visit", "chat"), wrong=("mail", "voicemail", "letter", "notice")
    ),
    "formal": Suitability(
        best=("letter",),
        accepted=("mail",),
        wrong=("chat", "phone", "voicemail", "visit", "notice"),
    ),
    "traced": Suitability(
        best=("mail",), accepted=("letter", "chat"), wrong=("phone", "voicemail", "visit", "notice")
    ),
    "delicate": Suitability(
        best=("visit", "phone"), accepted=("mail", "letter"), wrong=("chat", "voicemail", "notice")
    ),
    "everybody": Suitability(
        best=("notice", "mail"), accepted=("chat",), wrong=("letter", "phone", "voicemail", "visit")
    ),
}
PURPOSES_FR = {
    "urgent": "urgence",
    "formal": "acte formel",
    "traced": "trace à garder",
    "delicate": "sujet personnel ou délicat",
    "everybody": "information de toute l’entreprise",
}
"""Urgent; with legal force; to be proved later; personal or likely to hurt; for the whole company."""


class Channels(Value):
    """`channels` of `pack.yaml`: what this company's differ in."""

    minutes: dict[ChannelName, Annotated[float, Field(ge=0, le=240)]] = {}
    purposes: dict[str, Suitability] = {}
    """By name: one of `PURPOSES`, which it then replaces, or one of the pack's own."""

    def cost(self, channel: ChannelName) -> float:
        """Return the office minutes that using a channel once is estimated to take."""
        return self.minutes.get(channel, MINUTES[channel])

    def suits(self, purpose: str) -> Suitability | None:
        """Return which channels suit a purpose, when it is one."""
        return self.purposes.get(purpose) or PURPOSES.get(purpose)
