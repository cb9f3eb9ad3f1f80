"""What a text offers, without what it refuses or forbids: « je ne vous répondrai pas » offers no answer."""

import re
from collections.abc import Iterator
from functools import lru_cache

from sim.language.clauses import SEPARATORS, Clause, clauses
from sim.language.cues import Cue, Said, of
from sim.language.deeds import FINITE, Deed
from sim.language.heard import Text
from sim.language.listed import listed
from sim.language.mentions import says
from sim.language.normalise import fold
from sim.language.refusals import refusals
from sim.language.words import sentences

_TOLD_AS_IT_IS = re.compile(r"\d|\b(?:ne|n'|non|pas|rien|jamais|aucune?|sans)(?![a-z])")
"""A figure is told even when it is refused; words that deny are looked for as such."""
KEPT_BY_DENIAL = listed("manquer hesiter oublier")
"""Denied, these say that something will be done: « je ne manquerai pas de répondre », « n’oubliez pas de passer »."""
_DEPENDENT = frozenset(["si", "que", "qui", "dont", "ou", "comme", "quand"])
_CONDITIONS = frozenset(["avant", "tant", "sans"])
"""« Pas tant que », « pas avant que » : what follows is what will be done."""
_UNLESS = re.compile(r"\b(?:avant d(?:e |')|sans (?:l'|les? |la |en |y )?\w+(?:er|ir|re)\b)")
"""« Pas avant d’avoir vérifié », « pas sans vérifier »: the same in one clause."""


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
        for start, end in _denied(said, ready.folded):
            kept = kept[:start] + " " * (end - start) + kept[end:]
    return kept


def _denied(said: Said, folded: str) -> Iterator[tuple[int, int]]:
    refused = list(refusals(said))
    is_denied = False
    for clause in said.clauses:
        start, end = _place(clause)
        is_denied = (
            _forbids(clause)
            or any(_within(cue, start, end) for cue in refused)
            or (is_denied and _depends(clause))
        )
        if is_denied:
            unless = _UNLESS.search(folded, start, end)
            yield start, min(_taken_up(clause), unless.start() if unless else end)
        elif not said.sentence.asks and _word_before(clause) not in _CONDITIONS:
            yield from _denied_verbs(said, clause)


def _place(clause: Clause) -> tuple[int, int]:
    words = clause.sentence.words
    return words[clause.first].start, words[clause.end - 1].end


def _taken_up(clause: Clause) -> int:
    """Return where the author goes on without a comma: « ne quittez pas je vérifie »; else the clause's end."""
    words = clause.sentence.words
    denying = next((at for at, deed in enumerate(clause.deeds) if deed.negated), len(clause.deeds))
    said = (
        words[deed.first].start
        for deed in clause.deeds[denying + 1 :]
        if deed.who == "author" and not deed.negated and _is_conjugated(deed)
    )
    return next(said, _place(clause)[1])


def _denied_verbs(said: Said, clause: Clause) -> Iterator[tuple[int, int]]:
    """Return where a verb itself is denied: « je ne comprends rien » has nobody understanding."""
    for deed in clause.deeds:
        if deed.negated and deed.verb not in KEPT_BY_DENIAL:
            cue = of(said, deed, "denied", sure=True)
            yield cue.start, cue.end


def _depends(clause: Clause) -> bool:
    """Say whether the clause is what the one before it speaks of: « je ne vous dirai pas si… »."""
    before = _word_before(clause)
    # « Je ne peux répondre que par écrit »: without a verb of its own, it is what is left to be done.
    restricts = clause.marker == "que" and not any(map(_is_conjugated, clause.deeds))
    goes_on = before not in SEPARATORS and before not in _CONDITIONS
    return clause.marker in _DEPENDENT and goes_on and not restricts


def _word_before(clause: Clause) -> str:
    """Return the word before the clause's marker, or nothing."""
    opens = clause.first - 2
    return clause.sentence.words[opens].form if opens >= 0 else ""


def _is_conjugated(deed: Deed) -> bool:
    return deed.tense in FINITE and not deed.loose


def _forbids(clause: Clause) -> bool:
    return any(
        deed.negated and deed.tense == "order" and deed.verb not in KEPT_BY_DENIAL
        for deed in clause.deeds
    )


def _within(cue: Cue, start: int, end: int) -> bool:
    return start <= cue.start and cue.end <= end
