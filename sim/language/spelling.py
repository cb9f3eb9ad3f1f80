"""Words that no French dictionary knows and that are one slip away from one it does.

A word nobody knows and that resembles no other is a name, a product or the trade's own: it is never
counted. What is found is an indication for the examiner (grade B), never a certainty.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import NamedTuple

from spellchecker import SpellChecker

from sim.language.normalise import fold


class Misspelling(NamedTuple):
    """A word, its place in the text, and words it may stand for."""

    start: int
    end: int
    word: str
    instead: tuple[str, ...]


OFFICE_WORDS = frozenset(
    ["mél", "méls", "lettrage", "lettré", "lettrée", "lettrer", "délettrer", "avoirs", "réassort", "bordereaux", "débiteur", "débitrice", "créancier", "adv", "erp", "cqpm", "html", "pdf", "docx", "xlsx", "csv", "siret", "siren", "iban", "bic", "ttc", "ht", "tva", "pj", "cc", "cci", "réf", "réfs", "tél", "dématérialisation", "télétransmission", "incoterm", "incoterms", "picking", "colisage", "prorata", "workflow", "reporting", "planning", "mails", "mail", "e-mail", "e-mails", "newsletter", "intranet", "extranet", "cdlt", "svp", "nb", "art", "capex", "opex", "kanban", "kpi", "rh", "qhse", "sav", "échéancier", "avoirs", "proforma", "relance", "relances", "franco"]
)  # fmt: skip
"""Words of the trade that a general dictionary leaves out."""
FREQUENT = {
    "malgrés": "malgré", "parmis": "parmi", "connection": "connexion", "connections": "connexions", "language": "langage",
    "interressé": "intéressé", "interressée": "intéressée", "dévelloppement": "développement", "aggrandir": "agrandir",
    "quand à": "quant à", "ci joint": "ci-joint", "ci jointe": "ci-jointe", "malgré que": "bien que", "soit disant": "soi-disant",
    "d'avantages": "davantage", "au jour d'aujourd'hui": "aujourd’hui", "comme même": "quand même", "rendez vous": "rendez-vous",
}  # fmt: skip
"""Frequent faults that are words of their own, or too far from the right one."""
_FREQUENT = re.compile(
    r"\b(?:"
    + "|".join(sorted((re.escape(word) for word in FREQUENT), key=len, reverse=True))
    + r")\b"
)
_PRONOUN_AFTER = {"rendez vous"}
_WORD = re.compile(r"(?<![\w@./\\-])[^\W\d_]+(?:[’'ʼ-][^\W\d_]+)*(?![\w@\\]|[./-]\w)")
_ELISION = re.compile(
    r"(?:l|d|j|m|t|s|n|c|qu|jusqu|lorsqu|puisqu|quoiqu|presqu|aujourd)['’ʼ]", re.IGNORECASE
)
_ENCLITIC = re.compile(
    r"-(?:t-)?(?:je|tu|il|elle|on|nous|vous|ils|elles|ce|le|la|les|lui|leur|moi|toi|y|en|ci|là)$"
)
SHORTEST = 4
"""A shorter unknown word is an abbreviation."""
INSTEAD_SHOWN = 3


def misspelt(text: str, known: frozenset[str] = frozenset()) -> Iterator[Misspelling]:
    """Return the words of a text that are misspelt; `known` holds folded words that are right here."""
    straight = text.replace("’", "'").replace("ʼ", "'")
    for found in _FREQUENT.finditer(straight.lower()):
        if not _is_verb_and_pronoun(straight, found):
            yield Misspelling(*found.span(), text[slice(*found.span())], (FREQUENT[found[0]],))
    for match in _WORD.finditer(text):
        word = _ELISION.sub("", match[0])
        if _is_looked_at(word, known) and word.lower() not in FREQUENT:
            instead = _instead(word.lower())
            if instead:
                yield Misspelling(*match.span(), match[0], instead)


@lru_cache(maxsize=20_000)
def is_french(folded: str) -> bool:
    """Say whether a folded word, with accents or without, is one that the dictionary knows."""
    return _is_known(folded) or folded in _unaccented()


def is_word(folded: str) -> bool:
    """Say whether a folded word is French, abbreviations of the trade left aside."""
    return folded not in OFFICE_WORDS and is_french(folded)


def _is_verb_and_pronoun(text: str, found: re.Match[str]) -> bool:
    """Say whether « rendez vous » is an order and no meeting: « vous vous rendez »."""
    before = text[max(0, found.start() - 5) : found.start()].lower()
    return found[0] in _PRONOUN_AFTER and before.endswith(("vous ", "nous "))


def _is_looked_at(word: str, known: frozenset[str]) -> bool:
    """Say whether a word may be misspelt: names, acronyms and what is known here are let through."""
    is_name = word[:1].isupper()
    return len(word) >= SHORTEST and not is_name and fold(word) not in known and not _is_known(word)


@lru_cache(maxsize=20_000)
def _is_known(word: str) -> bool:
    lower = word.lower().replace("œ", "oe").replace("’", "'")
    if lower in OFFICE_WORDS or lower in _dictionary() or lower in _rectified():
        return True
    bare = _ENCLITIC.sub("", lower)
    parts = [part for part in re.split(r"[-']", bare) if part]
    return (bare != lower and bare in _dictionary()) or (
        len(parts) > 1 and all(map(_is_part, parts))
    )


def _is_part(word: str) -> bool:
    return len(word) < SHORTEST or word in OFFICE_WORDS or word in _dictionary()


@lru_cache(maxsize=4096)
def _instead(word: str) -> tuple[str, ...]:
    """Return known words one slip away: a letter too many, too few, changed, swapped, or its accents."""
    if "-" in word or "'" in word:
        return ()
    checker = _checker()
    near = [one for one in checker.known(checker.edit_distance_1(word)) if one != word]
    if not near:
        near = list(_unaccented().get(fold(word), ()))
    return tuple(sorted(near, key=lambda one: (-checker[one], one))[:INSTEAD_SHOWN])


@lru_cache(maxsize=1)
def _checker() -> SpellChecker:
    return SpellChecker(language="fr", distance=1)


def _dictionary() -> Mapping[str, int]:
    """Return the known words with their frequency."""
    known: Mapping[str, int] = _checker().word_frequency.dictionary
    return known


@lru_cache(maxsize=1)
def _rectified() -> frozenset[str]:
    """Return the words that the spelling of 1990 writes without a circumflex: aout, connaitre, maitrise."""
    return frozenset(
        word.replace("î", "i").replace("û", "u")
        for word in _dictionary()
        if "î" in word or "û" in word
    )


@lru_cache(maxsize=1)
def _unaccented() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in sorted(_dictionary()):
        folded = fold(word)
        if folded != word:
            found[folded] = (*found.get(folded, ()), word)
    return found
