"""Facts of the instant messenger."""

from typing import Literal

from sim.facts.base import Fact


class Received(Fact):
    """Somebody wrote to the candidate."""

    kind: Literal["chat.received"] = "chat.received"
    person: str
    text: str

    sentence_fr = "Message instantané de {person} : « {text} »"
    sentence_en = "Chat from {person}: “{text}”"


class Sent(Fact):
    """The candidate wrote to somebody."""

    kind: Literal["chat.sent"] = "chat.sent"
    person: str
    text: str

    sentence_fr = "Message instantané à {person} : « {text} »"
    sentence_en = "Chat to {person}: “{text}”"
    personal = ("text",)


class Opened(Fact):
    """The candidate displayed a conversation."""

    kind: Literal["chat.opened"] = "chat.opened"
    person: str

    sentence_fr = "Ouvre la conversation avec {person}"
    sentence_en = "Opens the conversation with {person}"
