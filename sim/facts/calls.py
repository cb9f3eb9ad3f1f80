"""Facts of conversations: calls that come in, calls placed, visitors at the desk.

A conversation follows a script of the pack; what the candidate chose or typed is kept word for word.
"""

from typing import Literal

from sim.facts.base import Fact, Value

Channel = Literal["incoming_call", "outgoing_call", "visit"]


class NoteValues(Value):
    """The seven fields of a telephone message (C5.2), and the person it concerns."""

    moment: str = ""
    caller: str = ""
    company: str = ""
    phone: str = ""
    subject: str = ""
    follow_up: str = ""
    recipient: str = ""


class Began(Fact):
    """The telephone rings, or a visitor stands at the desk."""

    kind: Literal["call.began"] = "call.began"
    call: str
    channel: Channel
    person: str
    script: str = ""
    """The conversation it follows, when it comes again under another name."""

    sentence_fr = "{person} se présente ({channel})"
    sentence_en = "{person} is there ({channel})"

    def sentence(self, language: str = "fr") -> str:
        """Say whether the telephone rings or somebody stands there."""
        french = {
            "incoming_call": "Le téléphone sonne :",
            "visit": "Visite :",
            "outgoing_call": "Appelle",
        }
        return (
            f"{french[self.channel]} {self.person}" if language == "fr" else super().sentence("en")
        )


class Answered(Fact):
    """The candidate took the call, or turned to the visitor."""

    kind: Literal["call.answered"] = "call.answered"
    call: str

    sentence_fr = "Prend l’appel ou reçoit la visite {call}"
    sentence_en = "Answers {call}"


class Missed(Fact):
    """Nobody answered in time."""

    kind: Literal["call.missed"] = "call.missed"
    call: str

    sentence_fr = "Appel ou visite sans réponse : {call}"
    sentence_en = "{call} goes unanswered"


class Placed(Fact):
    """The candidate called somebody and was answered, or reached a voicemail."""

    kind: Literal["call.placed"] = "call.placed"
    call: str
    person: str
    voicemail: bool = False

    sentence_fr = "Téléphone à {person}"
    sentence_en = "Calls {person}"


class PersonSaid(Fact):
    """What the other person says; `node` is the place in the script."""

    kind: Literal["call.person_said"] = "call.person_said"
    call: str
    node: str
    text: str

    sentence_fr = "Entend : « {text} »"
    sentence_en = "Hears: “{text}”"


class Said(Fact):
    """What the candidate said: a proposed reply (`choice`) or their own words."""

    kind: Literal["call.said"] = "call.said"
    call: str
    node: str
    person: str
    text: str
    choice: str | None = None

    sentence_fr = "Dit à {person} : « {text} »"
    sentence_en = "Says to {person}: “{text}”"
    personal = ("text",)


class Ended(Fact):
    """The conversation is over."""

    kind: Literal["call.ended"] = "call.ended"
    call: str
    by: Literal["candidate", "person"]

    sentence_fr = "Fin de la conversation {call}"
    sentence_en = "End of {call}"


class NoteSaved(Fact):
    """A telephone or visit note."""

    kind: Literal["call.note_saved"] = "call.note_saved"
    call: str
    note: NoteValues

    sentence_fr = "Enregistre la fiche de message de {call}"
    sentence_en = "Saves the note of {call}"
    personal = ("note",)


class PromiseMade(Fact):
    """The candidate gave a date or a time, in the field made for it."""

    kind: Literal["call.promise_made"] = "call.promise_made"
    call: str
    what: str
    due: str
    """Office time of the day, HH:MM."""

    sentence_fr = "S’engage : {what} pour {due}"
    sentence_en = "Promises {what} by {due}"
    personal = ("what",)
