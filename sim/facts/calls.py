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
    purpose: str = ""
    """What the call is for, as the candidate put it."""

    sentence_fr = "Téléphone à {person}"
    sentence_en = "Calls {person}"
    personal = ("purpose",)

    def sentence(self, language: str = "fr") -> str:
        """Say whom, and what for when it was told."""
        told = super().sentence(language)
        if not self.purpose:
            return told
        return f"{told} : {self.purpose}" if language == "fr" else f"{told}: {self.purpose}"


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


class MoodChanged(Fact):
    """What was heard, or waiting, moved the person's mood."""

    kind: Literal["call.mood_changed"] = "call.mood_changed"
    call: str
    before: str
    after: str
    """The same as before when it was the worst already, and they take leave for it."""
    by: str
    """`reply`, `waiting`, or what was heard: `apology`, `blame`… several with commas."""

    sentence_fr = "L’interlocuteur est {after} (il était {before}) : {by}"
    sentence_en = "The other person is {after}, was {before}: {by}"

    def sentence(self, language: str = "fr") -> str:
        """Say what moved it in words."""
        names = {one: CAUSES_FR[one] for one in self.by.split(", ") if one in CAUSES_FR}
        if language != "fr" or not names:
            return super().sentence(language)
        causes = ", ".join(names.values())
        if self.before == self.after:
            return f"L’interlocuteur, déjà {self.before}, n’en supporte pas plus : {causes}"
        return f"L’humeur de l’interlocuteur change, {self.before} puis {self.after} : {causes}"


CAUSES_FR = {
    "reply": "ce qui lui est dit",
    "waiting": "l’attente",
    "apology": "des excuses",
    "thanks": "des remerciements",
    "blame": "un reproche",
    "curt": "un ton sec",
    "familiar": "un ton familier",
}


class Learned(Fact):
    """The candidate asked for something the person knows, and was told."""

    kind: Literal["call.learned"] = "call.learned"
    call: str
    item: str
    """Its id in the script."""

    sentence_fr = "Apprend ce qu’il fallait demander : {item} ({call})"
    sentence_en = "Learns what had to be asked for: {item} ({call})"


class NotUnderstood(Fact):
    """The person did not understand the candidate's words, and asks to hear them otherwise."""

    kind: Literal["call.not_understood"] = "call.not_understood"
    call: str
    times: int
    """How many times in a row, this one included."""
    unsure: tuple[str, ...] = ()
    """What may have been meant, and was not sure enough to act on: `request`, `promise`…"""

    sentence_fr = "N’est pas compris, on lui demande de redire ({call})"
    sentence_en = "Is not understood and asked to say it again ({call})"


class Transferred(Fact):
    """The caller was put through to somebody else."""

    kind: Literal["call.transferred"] = "call.transferred"
    call: str
    to: str
    announced: bool
    """Whether the candidate first told the colleague who calls and why."""

    sentence_fr = "Transfère l’appel {call} à {to}"
    sentence_en = "Puts {call} through to {to}"

    def sentence(self, language: str = "fr") -> str:
        """Say whether it was announced."""
        how = (" en l’annonçant", " sans l’annoncer"), (", announced", ", unannounced")
        return super().sentence(language) + how[language != "fr"][not self.announced]


Handing = Literal["hand", "tray"]
"""In hand, or left in the person's tray."""


class SlipSent(Fact):
    """The message form of a conversation was given to a colleague."""

    kind: Literal["call.slip_sent"] = "call.slip_sent"
    call: str
    person: str
    how: Handing
    note: NoteValues
    """As it was when given."""

    sentence_fr = "Remet à {person} la fiche de message de {call}"
    sentence_en = "Gives {person} the note of {call}"
    personal = ("note",)

    def sentence(self, language: str = "fr") -> str:
        """Say how it was given."""
        how = {
            "fr": {"hand": ", en main propre", "tray": ", dans sa bannette"},
            "en": {"hand": ", in hand", "tray": ", in their tray"},
        }
        return super().sentence(language) + how["fr" if language == "fr" else "en"][self.how]


class ImpatienceShown(Fact):
    """A visitor whom nobody attends to says so."""

    kind: Literal["call.impatience_shown"] = "call.impatience_shown"
    call: str
    text: str

    sentence_fr = "Le visiteur s’impatiente : « {text} »"
    sentence_en = "The visitor grows impatient: “{text}”"
