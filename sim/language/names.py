"""The people a text names, whichever part of their name it says."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rapidfuzz.distance import OSA

from sim.language.cues import Cue
from sim.language.heard import Text
from sim.language.listed import listed
from sim.language.normalise import fold
from sim.language.spelling import is_french
from sim.language.words import Sentence, Word

TYPO_LENGTH = 6
FIRMS = listed(
    "client cliente societe ets etablissements entreprise chez maison sarl sas groupe compte dossier"
)
"""After these, a family name is a firm's."""


@lru_cache(maxsize=256)
def _parts(names: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return whom each part of the names may mean."""
    found: dict[str, tuple[str, ...]] = {}
    for name in names:
        for part in fold(name).replace("-", " ").split():
            if len(part) > 2:
                found[part] = (*found.get(part, ()), name)
    return found


def names_said(text: Text, found: Sequence[Sentence], names: Sequence[str]) -> Iterator[Cue]:
    """Return the people named; a part that two share, or that is a plain word, is not sure."""
    parts = _parts(tuple(names))
    if not parts:
        return
    for sentence in found:
        for at, word in enumerate(sentence.words):
            part = _part(text, word, parts)
            if part is None:
                continue
            whom = parts[part]
            chosen = _with_neighbour(sentence, at, whom)
            before = sentence.words[at - 1].form if at else ""
            if _is_another(text, sentence, at, whom, parts):
                continue
            sure = len(chosen) == 1 and _is_name(text, word, part, before)
            yield Cue(chosen[0], word.start, word.end, sure)


def _part(text: Text, word: Word, parts: dict[str, tuple[str, ...]]) -> str | None:
    typed = text.folded[word.start : word.end]
    if typed in parts:
        return typed
    if len(typed) < TYPO_LENGTH or is_french(typed):
        return None
    return next(
        (
            one
            for one in parts
            if len(one) >= TYPO_LENGTH and OSA.distance(one, typed, score_cutoff=1) <= 1
        ),
        None,
    )


def _with_neighbour(sentence: Sentence, at: int, whom: tuple[str, ...]) -> tuple[str, ...]:
    """Return whom the words beside leave: « Claire Vasseur » is one person, whoever else is called Claire."""
    around = {word.form for word in sentence.words[max(0, at - 1) : at + 2]}
    fits = tuple(name for name in whom if len(around.intersection(fold(name).split())) > 1)
    return fits or whom


def _is_another(
    text: Text,
    sentence: Sentence,
    at: int,
    whom: tuple[str, ...],
    parts: dict[str, tuple[str, ...]],
) -> bool:
    """Say whether a first name is followed by a family name nobody here has: « Karim Dupuis »."""
    following = sentence.words[at + 1] if at + 1 < len(sentence.words) else None
    if (
        following is None
        or following.form in parts
        or not following.capital
        or sentence.words[at].form != fold(whom[0]).split()[0]
    ):
        return False
    return not text.written(following.start, following.end).isupper() and not is_french(
        following.form
    )


def _is_name(text: Text, word: Word, part: str, before: str) -> bool:
    if before in FIRMS:
        return False
    written = text.written(word.start, word.end)
    return (
        written[:1].isupper()
        or not is_french(part)
        or before in {"m", "mme", "monsieur", "madame", "mr"}
    )
