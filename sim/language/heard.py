"""What is heard in a text, and the text made ready to be listened to."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from sim.language.normalise import fold, origins

Intent = Literal["request", "promise", "apology", "refusal", "thanks"]
"""What an author may do with words."""
Mark = Literal["vous", "tu", "salutation", "closing", "curt", "blame", "familiar", "capitals"]
"""How words may be written."""
FACT_KINDS = ("date", "time", "amount", "quantity", "percent", "reference", "phone", "name")
LONGEST = 20_000
"""Characters listened to: four hundred lines. What follows is no message, and is left unheard."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Something heard in a text, and the words that say it: `text[start:end]`.

    `kind` is a fact's (date, time, amount, quantity, percent, reference, phone, name), and `value` is
    then normalised; or « intent », « register » or « disclosure », and `value` says which. What is not
    `sure` may be held neither against nor for anybody: it is a point for the examiner.
    """

    kind: str
    value: str
    start: int
    end: int
    said: str
    sure: bool


class Text:
    """A message's own words in their one spelling, each character with its place in the message."""

    def __init__(self, text: str, *, with_quoted: bool = False) -> None:
        self.text = text
        self.own = text[:LONGEST] if with_quoted else without_quotes(text[:LONGEST])
        self.folded = fold(self.own)

    @cached_property
    def origins(self) -> list[int]:
        """Return the place in the message of each folded character, and of the end."""
        return origins(self.own)

    def heard(self, kind: str, value: str, start: int, end: int, *, sure: bool) -> Heard:
        """Return what the folded characters `start` to `end` say."""
        first = self.origins[start]
        last = self.origins[end - 1] + 1 if end > start else first
        return Heard(kind, value, first, last, self.text[first:last], sure)

    def written(self, start: int, end: int) -> str:
        """Return the characters as typed, case and accents included."""
        return self.own[self.origins[start] : self.origins[end]]


def own_words(text: str) -> str:
    """Return what the author wrote, without the thread quoted below a separator or after « > »."""
    kept = without_quotes(text)
    lines = zip(text.splitlines(keepends=True), kept.splitlines(keepends=True), strict=False)
    return "".join(line for line, own in lines if line == own)


def without_quotes(text: str) -> str:
    """Return the text cut where the quoted thread begins, lines after « > » blanked in their place."""
    thread = _THREAD.search(text)
    own = text[: thread.start()] if thread else text
    return _QUOTED_LINE.sub(lambda line: " " * len(line[0]), own)


_THREAD = re.compile(
    r"^[ \t]*(?:"
    r"[-_=*]{2,}[ \t]*(?:message (?:d['’]origine|original|transf[ée]r[ée]|initial)|original message)"
    r"|d[ée]but du message (?:transf[ée]r[ée]|r[ée]exp[ée]di[ée])"
    r"|[-_]{8,}[ \t]*\n[ \t]*(?:de|from)[ \t]?:"
    r"|(?:de|from)[ \t]?:[^\n]{1,200}\n(?:[ \t]*\n)?[ \t]*(?:envoy[ée]|date|[àa]|objet|pour|sent|to|cc)[ \t]*(?:le[ \t]*)?:"
    r"|(?:de|from)[ \t]:[ \t]*\S"
    r"|le [^\n]{3,120}?(?:\n[^\n]{0,80}?)?a [ée]crit[ \t]*:"
    r")",
    re.IGNORECASE | re.MULTILINE,
)
_QUOTED_LINE = re.compile(r"^[ \t]*>[^\n]*", re.MULTILINE)
