"""What a text offers, without what it refuses or forbids: « je ne vous répondrai pas » offers no answer."""

import re
from collections.abc import Iterator
from functools import lru_cache

from sim.language.clauses import SEPARATORS, Clause, clauses
from sim.language.cues import Cue, Said, of
from sim.language.heard import Text
from sim.language.listed import listed
from sim.language.mentions import says
from sim.language.normalise import fold
from sim.language.refusals import refusals
from sim.language.words import sentences

_TOLD_AS_IT_IS = re.compile(r"\d|\b(?:ne|n'|non|pas|rien|jamais|aucune?|sans)(?![a-z])")
"""A figure is told even when it is refused; words that deny are looked for as such."""
KEPT_BY_DENIAL = listed("manquer hesiter oublier")
"""Denied, these say that something will be done: « je ne manquerai pas de vous répondre »."""
_DEPENDENT = frozenset(["si", "que", "qui", "dont", "ou", "comme", "quand"])


def offers(text: str, value: str) -> bool:
    """Say whether the text mentions the value, or one of those between ` | `, and not to refuse it."""
    return any(
        says(text if _TOLD_AS_IT_IS.search(fold(one)) else affirmed(text), one)
        for one in value.split(" | ")
    )


@lru_cache(maxsize=1024)
def affirmed(text: str) -> str:
    """Return the text folded, the clauses that refuse or forbid blanked in their place, and the verbs denied."""
    ready = Text(text, with_quoted=True)
    kept = ready.folded
    for sentence in sentences(ready):
        said = Said(sentence, tuple(clauses(sentence)))
        for start, end in _denied(said):
            kept = kept[:start] + " " * (end - start) + kept[end:]
    return kept


def _denied(said: Said) -> Iterator[tuple[int, int]]:
    refused = list(refusals(said))
    is_denied = False
    for clause in said.clauses:
        words = said.sentence.words
        place = words[clause.first].start, words[clause.end - 1].end
        is_denied = (
            _forbids(clause)
            or any(_within(cue, *place) for cue in refused)
            or (is_denied and _depends(clause))
        )
        if is_denied:
            yield place
        elif not said.sentence.asks:
            yield from _denied_verbs(said, clause)


def _denied_verbs(said: Said, clause: Clause) -> Iterator[tuple[int, int]]:
    """Return where a verb itself is denied: « je ne comprends rien » has nobody understanding."""
    for deed in clause.deeds:
        if deed.negated and deed.verb not in KEPT_BY_DENIAL:
            cue = of(said, deed, "denied", sure=True)
            yield cue.start, cue.end


def _depends(clause: Clause) -> bool:
    """Say whether the clause is what the one before it speaks of: « je ne vous dirai pas si… »."""
    opens = clause.first - 2
    after_comma = opens >= 0 and clause.sentence.words[opens].form in SEPARATORS
    return clause.marker in _DEPENDENT and not after_comma


def _forbids(clause: Clause) -> bool:
    return any(deed.negated and deed.tense == "order" for deed in clause.deeds)


def _within(cue: Cue, start: int, end: int) -> bool:
    return start <= cue.start and cue.end <= end
