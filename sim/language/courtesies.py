"""Whether words say sorry, or thank."""

import re
from collections.abc import Iterator

from sim.language.conjugation import forms
from sim.language.cues import Cue, Said, found, has
from sim.language.listed import listed
from sim.language.phrases import (
    APOLOGIES,
    DOUBTFUL_APOLOGY,
    LATER,
    MERCI,
    NO_APOLOGY,
    THANKS_VERB,
    UNTHANKED,
)
from sim.language.vocabulary import CLITICS

APOLOGY, THANKS = "apology", "thanks"
WARMLY = listed(
    "beaucoup infiniment encore bien vivement vraiment sincerement donc mille fois egalement aussi par ailleurs tres chaleureusement"
)
"""What may stand between thanks and what they are for."""
EVERYBODY = listed("vous toi tous toutes toute")


def apologies(said: Said) -> Iterator[Cue]:
    """Return where a sentence says sorry; excuses that are asked for, or another's, are none."""
    sentence = said.sentence
    denied = [match.span() for match in NO_APOLOGY.finditer(sentence.norm)]
    for match in APOLOGIES.finditer(sentence.norm):
        if not any(start < match.end() and match.start() < end for start, end in denied):
            alone = sentence.asks and match[0].startswith("pardon")
            yield Cue(APOLOGY, *sentence.place(match), not alone)
    yield from found(said, DOUBTFUL_APOLOGY, APOLOGY, sure=False)


def thanks(said: Said, *, requested: bool, is_last: bool) -> Iterator[Cue]:
    """Return where a sentence thanks for something done.

    `requested`: the message asks for something; `is_last`: only a formula and a signature follow.
    """
    sentence = said.sentence
    if has(said, UNTHANKED):
        return
    for pattern in (MERCI, THANKS_VERB):
        for match in pattern.finditer(sentence.norm):
            sure = _thanked(said, match, requested=requested, is_last=is_last)
            if sure is not None:
                yield Cue(THANKS, *sentence.place(match), sure and not sentence.asks)


def _thanked(said: Said, match: re.Match[str], *, requested: bool, is_last: bool) -> bool | None:
    """Say whether thanks are for something had, for sure or not; None when for something to come."""
    after = said.sentence.norm[match.end() :].split()[:10]
    while (
        after[:2] not in (["par", "avance"], ["de", "avance"]) and after[:1] and after[0] in WARMLY
    ):
        after = after[1:]
    first = after[0] if after else ""
    if first == "anticipes" or after[1:2] == ["avance"]:
        return None
    if first in {"pour", "de", "du", "des"}:
        return _thanked_for(after, requested=requested)
    if match[0] != "merci":
        return not (is_last and requested)
    if first == "a":
        return after[1:2] != [] and after[1] in EVERYBODY and not requested
    # A bare « Merci » at the end closes a request; before anything else, it may do either.
    is_bare = not first.isalpha()
    if is_bare and match.start() == 0 and requested:
        return None
    opens = match.start() == 0 or said.sentence.norm[: match.start()].rstrip().endswith(",")
    is_ironic = "grace" in after or "bravo" in after
    return not requested and opens and not is_ironic


def _thanked_for(after: list[str], *, requested: bool) -> bool | None:
    verb = next((one for one in after[1:5] if one not in CLITICS | WARMLY | {"pas", "si"}), "")
    if verb in {"avoir", "etre"}:
        return True
    if after[0] == "de" and after[1:2] != ["votre"] and verb.endswith(("er", "ir", "re", "ez")):
        return None
    if after[0] == "de" and after[1:2] and after[1] in CLITICS and forms(verb):
        return None  # « merci de me rappelé »: the ending alone is wrong
    is_to_come = any(LATER.fullmatch(one) for one in after[1:6])
    return not is_to_come or not (requested or {"rapide", "prompte", "prochain"} & set(after))
