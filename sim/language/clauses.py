"""Clauses of a sentence: what stands between punctuation marks and conjunctions, with its verbs."""

from collections.abc import Iterator
from dataclasses import dataclass

from sim.language.deeds import Deed, Reader
from sim.language.vocabulary import MARKERS
from sim.language.words import Sentence, Word

SEPARATORS = frozenset(',;:()–…"/*•·+=>[]{}|#')


@dataclass(frozen=True)
class Clause:
    """A part of a sentence between punctuation marks and conjunctions."""

    sentence: Sentence
    first: int
    end: int
    marker: str
    """The conjunction that opens it, or nothing."""
    deeds: tuple[Deed, ...]

    def has(self, *forms: str) -> bool:
        """Say whether one of these words stands in it."""
        return any(word.form in forms for word in self.sentence.words[self.first : self.end])


def clauses(sentence: Sentence) -> list[Clause]:
    """Return the clauses of a sentence, in order; a verb without a subject takes the one before it."""
    found: list[Clause] = []
    subject = ""
    for first, end, marker in _parts(sentence):
        deeds = tuple(Reader(sentence, first, end, marker, subject).deeds())
        subject = next(
            (
                _pronoun(deed)
                for deed in deeds
                if deed.who in {"author", "reader"} and deed.tense != "order"
            ),
            subject,
        )
        found.append(Clause(sentence, first, end, marker, deeds))
    return found


def _pronoun(deed: Deed) -> str:
    return "je" if deed.who == "author" else "vous"


def _parts(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """Return where each clause begins and ends, and what opens it."""
    first, marker = 0, ""
    words = sentence.words
    for at, word in enumerate(words):
        if word.form in SEPARATORS or (word.form in MARKERS and not _is_tied(words, at)):
            if at > first:
                yield first, at, marker
                marker = ""
            marker = word.form if word.form in MARKERS else (marker or word.form)
            first = at + 1
    if first < len(words):
        yield first, len(words), marker


def _is_tied(words: tuple[Word, ...], at: int) -> bool:
    """Say whether the word opens no clause: « si il vous plait », « est-ce que », « ne … que », « ainsi que »."""
    form = words[at].form
    after = [word.form for word in words[at + 1 : at + 4]]
    before = [word.form for word in words[max(0, at - 2) : at]]
    if form == "si":
        return after[:1] == ["il"] and after[1:2] in (["vous"], ["te"]) and after[2:3] == ["plait"]
    if form == "que":
        return before[-2:] == ["est", "ce"] or before[-1:] in (["plus"], ["moins"], ["des"])
    if form == "pour":
        return after[:1] != ["que"]
    if form == "comme":
        return after[:1] in (["convenu"], ["prevu"], ["demande"])
    if form in {"ou", "puis"}:
        return after[:1] in (["non"], ["je"]) or before[-1:] == ["ne"]
    return False
