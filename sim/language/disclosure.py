"""What a text lets its reader know of what not everybody may know.

An item is disclosed when its substance is said: in figures, in words, or by a paraphrase that the pack's
author foresaw. Naming its subject only, in a refusal, discloses nothing; saying that it is not so, or
asking whether it is, tells something that only a person can weigh.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import pairwise
from typing import NamedTuple, Protocol

from sim.language.clauses import clauses
from sim.language.cues import Said, has
from sim.language.facts import Kinded, statements
from sim.language.heard import LONGEST, Heard, Text
from sim.language.listed import listed
from sim.language.mentions import says
from sim.language.phrases import any_of
from sim.language.words import sentences

FIGURES = {"percent": " %", "amount": " €"}


class Item(Protocol):
    """What is looked for: see `sim.scenario.model.Sensitive`."""

    @property
    def id(self) -> str:
        """Return its name."""

    @property
    def mentions(self) -> tuple[str, ...]:
        """Return what is said together when the item is disclosed."""

    @property
    def mentions_any(self) -> tuple[str, ...]:
        """Return what is said too, one or another."""

    @property
    def paraphrases(self) -> tuple[str, ...]:
        """Return other ways of saying it."""


class _Passage(NamedTuple):
    """Sentences in a row: their place, what they say with its figures in full, and whether it may be meant otherwise."""

    start: int
    end: int
    text: str
    denies: bool
    withholds: bool
    asks: bool


def holds(text: str, item: Item) -> bool:
    """Say whether a text holds the item anywhere: all of `mentions`, with one of `mentions_any` when given; or a paraphrase."""
    return is_mentioned(text, item) or _is_paraphrased(text, item)


def is_mentioned(text: str, item: Item) -> bool:
    """Say whether a text has the words and figures of the item itself."""
    if not item.mentions and not item.mentions_any:
        return False
    return all(says(text, value) for value in item.mentions) and (
        not item.mentions_any or any(says(text, value) for value in item.mentions_any)
    )


def _is_paraphrased(text: str, item: Item) -> bool:
    return any(all(says(text, part) for part in one.split(" + ")) for one in item.paraphrases)


def disclosed(text: str, items: Sequence[Item], today: date) -> tuple[Heard, ...]:
    """Return the items that a message discloses, the quoted thread included; not sure where it may be meant otherwise."""
    ready = Text(text, with_quoted=True)
    passages = list(_passages(ready, today))
    found = (_one(text, ready, passages, item) for item in items)
    return tuple(one for one in found if one is not None)


def _one(text: str, ready: Text, passages: list[_Passage], item: Item) -> Heard | None:
    places = [one for one in passages if holds(one.text, item)]
    open_places = [one for one in places if not one.withholds]
    sure = [one for one in open_places if not _is_doubtful(one, item)]
    if sure or open_places:
        place = (sure or open_places)[0]
        return ready.heard("disclosure", item.id, place.start, place.end, sure=bool(sure))
    if not places and is_mentioned(text, item):
        # Its elements are there, far from one another, or beyond what is listened to.
        return ready.heard("disclosure", item.id, 0, len(ready.folded), sure=len(text) > LONGEST)
    return None


def _is_doubtful(place: _Passage, item: Item) -> bool:
    if not is_mentioned(place.text, item):
        # A paraphrase may be of another thing: a person compares it with the item.
        return True
    if _needs_figures(item):
        # A figure said is a figure told, in a question too, unless it is the one denied.
        return bool(_DENIED_FIGURE.search(place.text))
    return place.denies or place.asks


def _needs_figures(item: Item) -> bool:
    """Say whether the item cannot be said by its own words without a figure."""
    one_of = [" | ".join(item.mentions_any)] if item.mentions_any else []
    return any(_is_figure(part) for part in (*item.mentions, *one_of))


def _is_figure(value: str) -> bool:
    return all(any(char.isdigit() for char in option) for option in value.split(" | "))


def _passages(ready: Text, today: date) -> Iterator[_Passage]:
    """Return each sentence, then each pair of sentences that follow one another."""
    said = [Said(one, tuple(clauses(one))) for one in sentences(ready)]
    stated = statements(ready, said, today, ())
    each = [_passage(ready, one, stated) for one in said]
    yield from each
    for first, second in pairwise(each):
        yield _Passage(
            first.start, second.end, f"{first.text}\n{second.text}",
            first.denies or second.denies, first.withholds or second.withholds, first.asks and second.asks,
        )  # fmt: skip


def _passage(ready: Text, said: Said, stated: list[Kinded]) -> _Passage:
    """Return a sentence with the figures it states in words, and its days, written out after it."""
    start, end = said.sentence.words[0].start, said.sentence.words[-1].end
    first = bisect_left(stated, start, key=lambda one: one[1].start)
    last = bisect_left(stated, end, key=lambda one: one[1].start)
    figures = (f"{cue.value}{FIGURES.get(kind, '')}" for kind, cue in stated[first:last])
    spoken = _DICTATED.sub(" ", ready.folded[start:end])
    text = f"{spoken}\n{' ; '.join(dict.fromkeys(figures))}"
    return _Passage(start, end, text, _denies(said), has(said, _WITHHELD), said.sentence.asks)


def _denies(said: Said) -> bool:
    """Say whether a sentence says that something is not so: « l’atelier ne fermera pas »."""
    deeds = (deed for clause in said.clauses for deed in clause.deeds)
    return has(said, _DENIED) or any(
        deed.negated
        and deed.who in {"other", "thing"}
        and (deed.passive or deed.verb in STATED_VERBS)
        for deed in deeds
    )


STATED_VERBS = listed(
    "etre avoir fermer cesser arreter supprimer licencier vendre demenager augmenter baisser toucher gagner percevoir accorder beneficier"
)
"""What is confidential is often said with these; denied, it is not said."""
_WITHHELD = any_of(
    "(?:peux|pouvons|peut|veux|voulons|vais|allons|dois|devons|suis|sommes|saurais|saurions|ai|avons) (?:malheureusement |donc |vraiment |absolument )?(?:pas|rien|ni) (?:[a-z]+ ){0,4}(?:dire|communiquer|donner|parler|reveler|divulguer|confirmer|transmettre|repondre|partager|commenter|indiquer|evoquer|infirmer|discuter|droit)",
    "confidentiel[a-z]*", "pas (?:le droit|autorisee?|habilitee?)", "secret",
)  # fmt: skip
_DICTATED = re.compile(r"(?<=\d\d),[ ](?=\d{3,4}\b)")
"""A number read aloud in groups: « FR76, 1027, 8012 »."""
_DENIED_FIGURE = re.compile(r"\b(?:pas|plus|jamais|ni) (?:[a-z']{1,8} ?){0,3}\d")
_DENIED = any_of(
    "faux", "fausse", "rumeurs?", "inexact", "contrairement", "si", "peutetre", "ou non", "paraitrait", "il parait",
)  # fmt: skip
