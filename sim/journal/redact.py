"""A journal without the person: what was done, when and in which order, without a word of who did it.

The entries keep their number, hour, kind and codes; free text is emptied and the person's names are taken out
of what is left (a file's name, an address). The chain is made anew: the result verifies and replays, and says
the same of the office as a state of records, documents and messages without their words.
"""

import re
import unicodedata
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any

from sim.facts.base import Fact, Value
from sim.journal.entry import GENESIS, Entry

NOBODY = "anonyme"
SHORTEST = 3
"""Letters of a name's word that is looked for: « de », « Le » are everybody's."""
WORD = re.compile(r"[^\W\d_]+")


def redact(
    entries: Sequence[Entry], names: Iterable[str] = (), codes: Collection[str] = ()
) -> list[Entry]:
    """Return the journal without free text nor the words of `names`, chained anew.

    `codes` are texts the office knows things by (somebody's id, an address): left as they are, whoever
    bears the same name.
    """
    words = frozenset(
        _plain(word) for name in names for word in WORD.findall(name) if len(word) >= SHORTEST
    )
    kept: list[Entry] = []
    head = GENESIS
    for entry in entries:
        fact = _without(_emptied(entry.fact), words, frozenset(codes))
        kept.append(replace(entry, fact=fact).sealed(head))
        head = kept[-1].hash
    return kept


def _emptied(fact: Any) -> Any:
    """Return a fact with the fields that may hold a candidate's own words empty."""
    kind: type[Fact] = type(fact)
    return fact.model_copy(update={name: _empty(getattr(fact, name)) for name in kind.personal})


def _empty(value: Any) -> Any:
    if isinstance(value, str):
        return ""
    if isinstance(value, tuple):
        return tuple(_empty(one) for one in value)
    if isinstance(value, Value):
        free = [name for name, field in type(value).model_fields.items() if field.annotation is str]
        return value.model_copy(update=dict.fromkeys(free, ""))
    return value


def _without(value: Any, words: frozenset[str], codes: frozenset[str]) -> Any:
    """Return a value without these words in any of its texts; codes and digests are left alone."""
    if isinstance(value, str):
        return (
            value if value in codes else WORD.sub(lambda found: _anonymous(found[0], words), value)
        )
    if isinstance(value, tuple):
        return tuple(_without(one, words, codes) for one in value)
    if isinstance(value, dict):
        return {key: _without(one, words, codes) for key, one in value.items()}
    if isinstance(value, Value):
        fields = type(value).model_fields
        free = [name for name, field in fields.items() if _is_free(name, field)]
        return value.model_copy(
            update={name: _without(getattr(value, name), words, codes) for name in free}
        )
    return value


def _anonymous(word: str, words: frozenset[str]) -> str:
    return NOBODY if _plain(word) in words else word


def _is_free(name: str, field: Any) -> bool:
    """Say whether a field may hold anybody's name: neither a closed list of words nor a digest."""
    return name not in ("kind", "sha256", "scenario") and "Literal" not in str(field.annotation)


def _plain(word: str) -> str:
    """Return a word without case nor accents."""
    letters = unicodedata.normalize("NFD", word.casefold())
    return "".join(one for one in letters if not unicodedata.combining(one))
