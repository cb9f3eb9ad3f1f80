"""A conversation as an author writes it: what the person says, knows, feels and understands.

A script is a small graph. At each node the person says something, replies are proposed, and free words
are understood or not. Over the whole of it stand a mood, which moves with what they hear, and what
they know and tell only to whoever asks.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from sim.facts.base import Value
from sim.facts.calls import Channel
from sim.language.heard import Intent

Text = str
Mark = Literal["apology", "thanks", "blame", "curt", "familiar"]
"""What is heard in free words that may move a mood."""

MOVED_BY: dict[Mark, int] = {"apology": -1, "thanks": 0, "blame": 1, "curt": 1, "familiar": 1}
REPHRASE = (
    "Pardon, je ne vous suis pas : vous pouvez me le redire autrement ?",
    "Excusez-moi, je n’ai pas compris ce que vous me dites là.",
    "Je ne saisis pas bien : qu’est-ce que vous voulez dire ?",
)


def _usual_lines(value: Any) -> Any:
    return {True: REPHRASE, False: ()}[value] if isinstance(value, bool) else value


Rephrase = Annotated[
    tuple[Text, ...],
    BeforeValidator(_usual_lines, json_schema_input_type=bool | tuple[Text, ...]),
]
"""What is said when nothing was understood, in turn: lines, or `true` for the usual ones."""


class Choice(Value):
    """A reply the desk proposes during a conversation."""

    id: str
    text: Text
    to: str = ""
    """Node that follows; where it is when the reply only asks something."""
    asks: str = ""
    """What they know and tell to whoever gives this reply."""
    mood: int = 0
    """By how much it moves the mood: 1 is worse by one step, -1 better."""
    promise: Text = ""
    """When given, the candidate must say for when (a time field), and this is what is promised."""

    @model_validator(mode="after")
    def _leads_somewhere(self) -> "Choice":
        if not self.to and not self.asks:
            raise PydanticCustomError("leads_nowhere", "one of to and asks is given")
        return self


class Hearing(Value):
    """How a node understands free speech: what must be heard, and where it leads."""

    mentions: tuple[str, ...] = ()
    mentions_any: tuple[str, ...] = ()
    intents: tuple[Intent, ...] = ()
    """At least one of these is done with the words."""
    promise: Text = ""
    """When given, a time of the day must be said too, and this is what is promised for that time."""
    to: str
    mood: int = 0
    """By how much it moves the mood: 1 is worse by one step, -1 better."""


class Node(Value):
    """A place in a conversation: what the person says, what can be answered."""

    says: tuple[Text, ...] = ()
    """Lines of the person; nothing when the other side only listens."""
    says_in: dict[str, tuple[Text, ...]] = {}
    """Mood to the lines said in it; `says` in the others."""
    choices: tuple[Choice, ...] = ()
    hears: tuple[Hearing, ...] = ()
    otherwise: str | None = None
    """Node after words that no `hears` understands."""
    rephrase: Rephrase | None = None
    """What is said first when nothing was understood; the script's own lines unless given here."""
    ends: bool = False
    """The person takes leave here."""


class Knowledge(Value):
    """Something a person knows, and tells only when asked."""

    id: str
    asked: tuple[str, ...] = ()
    """A question that mentions any of these asks it; with none, only a proposed reply does."""
    says: tuple[Text, ...] = Field(min_length=1)
    mood: str = ""
    """Worst mood in which they still answer; any when empty."""
    unwilling: tuple[Text, ...] = ()
    """What they say instead in a worse mood; without it they seem not to understand."""
    once: bool = False
    """Said one time, and never again."""
    after: tuple[str, ...] = ()
    """What must have been told, or reached, before: ids of other items or of nodes."""


class Impatience(Value):
    """What a visitor says who is left standing."""

    after_min: float = Field(gt=0)
    """Office minutes since they came."""
    says: Text
    mood: int = 0
    """By how much waiting so long moves their mood."""


class Script(Value):
    """A conversation: a call that comes in, a person who can be called, a visitor."""

    id: str
    channel: Channel
    person: str
    caller: Text = ""
    """What the telephone or the reception announces."""
    start: str = "start"
    nodes: dict[str, Node]
    moods: tuple[str, ...] = ()
    """From best to worst, as a listener would say of the tone: aimable, agacé, furieux."""
    mood: str = ""
    """The one at the start; the best when empty."""
    moved_by: dict[Mark, int] = {}
    """Steps by which what is heard in free words moves the mood, where it is not as usual."""
    walks_out: str = ""
    """Node where they end it, once they are beyond the worst mood."""
    knows: tuple[Knowledge, ...] = ()
    rephrase: Rephrase = ()
    transfers: dict[str, str] = {}
    """Person, or `*` for anybody, to the node with what the caller says on being put through."""
    rings_for: int | None = None
    """Office seconds before whoever waits goes away; a minute for a call, never for a visitor."""
    impatient: tuple[Impatience, ...] = ()
    """What a visitor says who is not attended to."""
    on_missed: Text = ""
    """Voicemail left, or what the visitor does."""

    @property
    def patience(self) -> int | None:
        """Return the office seconds before whoever waits goes away; nothing for one who stays."""
        usual = None if self.channel == "visit" else 60
        return usual if self.rings_for is None else self.rings_for

    @property
    def first_mood(self) -> str:
        """Return the mood at the start; nothing for somebody without moods."""
        return self.mood or next(iter(self.moods), "")

    def shift_of(self, mark: Mark) -> int:
        """Return the steps by which a mark heard in free words moves the mood."""
        return self.moved_by.get(mark, MOVED_BY[mark])

    def knowledge(self, name: str) -> Knowledge | None:
        """Return an item they know."""
        return next((item for item in self.knows if item.id == name), None)
