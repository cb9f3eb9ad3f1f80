"""Whether words say sorry, refuse or thank."""

import re
from collections.abc import Iterator

from sim.language.clauses import Clause, Deed
from sim.language.cues import Cue, Said, found, has, of, words_after
from sim.language.phrases import (
    APOLOGIES,
    DOUBTFUL_APOLOGY,
    DOUBTFUL_REFUSAL,
    LATER,
    MERCI,
    NEVER,
    NO_APOLOGY,
    REFUSABLE,
    THANKS_VERB,
    UNABLE,
    UNTHANKED,
)

APOLOGY, REFUSAL, THANKS = "apology", "refusal", "thanks"


def apologies(said: Said) -> Iterator[Cue]:
    """Return where a sentence says sorry; excuses that are asked for, or another's, are none."""
    sentence = said.sentence
    denied = [match.span() for match in NO_APOLOGY.finditer(sentence.norm)]
    for match in APOLOGIES.finditer(sentence.norm):
        if not any(start < match.end() and match.start() < end for start, end in denied):
            yield Cue(APOLOGY, *sentence.place(match))
    yield from found(said, DOUBTFUL_APOLOGY, APOLOGY, sure=False)


def refusals(said: Said) -> Iterator[Cue]:
    """Return where a sentence declines, or says that what is asked cannot be done."""
    asks = said.sentence.asks
    yield from found(said, NEVER, REFUSAL, sure=not asks and not _is_conditional(said))
    yield from found(said, DOUBTFUL_REFUSAL, REFUSAL, sure=False)
    for clause in said.clauses:
        for deed in clause.deeds:
            sure = _refuses(said, clause, deed)
            if sure is not None:
                yield of(said, deed, REFUSAL, sure=sure and not asks)


def _is_conditional(said: Said) -> bool:
    return any(clause.marker == "si" for clause in said.clauses)


def _refuses(said: Said, clause: Clause, deed: Deed) -> bool | None:
    if not deed.negated or deed.tense == "order":
        return None
    main = clause.marker not in {"si", "que", "qui", "dont", "quand", "comme"}
    if deed.who == "author" and deed.modal in {"pouvoir", "vouloir", "souhaiter"}:
        return _cannot(clause, deed, main=main)
    if deed.who == "author" and deed.tense in {"future", "near_future"} and deed.verb in REFUSABLE:
        return main or deed.verb == "retenir"
    if (
        deed.who == "other"
        and deed.modal == "pouvoir"
        and deed.verb in {"accepter", "accorder", "satisfaire", "consentir", "donner"}
    ):
        return main
    if (
        deed.who == "other"
        and deed.passive
        and deed.tense == "future"
        and deed.verb in {"rembourser", "accepter", "accorder", "reprendre", "echanger"}
    ):
        return main
    if deed.who == "other" and deed.modal == "pouvoir" and deed.verb == "etre":
        return main and any(
            one
            in {
                "acceptee",
                "accepte",
                "accordee",
                "accorde",
                "satisfaite",
                "accordees",
                "communique",
                "communiquee",
                "communiquees",
                "acceptees",
            }
            for one in words_after(clause, deed.last, 2)
        )
    return (
        False
        if deed.who == "author" and deed.tense == "present" and deed.verb in REFUSABLE and main
        else None
    )


def _cannot(clause: Clause, deed: Deed, *, main: bool) -> bool | None:
    if deed.verb in UNABLE:
        return None
    if deed.tense not in {"present", "future", "conditional"}:
        return False
    return (
        main
        and deed.verb in REFUSABLE
        and "sans" not in words_after(clause, deed.last, 8)
        and "tant" not in words_after(clause, deed.last, 12)
    )


def thanks(said: Said, *, requested: bool, is_last: bool) -> Iterator[Cue]:
    """Return where a sentence thanks for something done; `requested`: the message asks for something."""
    sentence = said.sentence
    if has(said, UNTHANKED):
        return
    for pattern in (MERCI, THANKS_VERB):
        for match in pattern.finditer(sentence.norm):
            sure = _thanked(said, match, requested=requested, is_last=is_last)
            if sure is not None:
                yield Cue(THANKS, *sentence.place(match), sure and not sentence.asks)


def _thanked(said: Said, match: re.Match[str], *, requested: bool, is_last: bool) -> bool | None:
    """Say whether thanks are for something had, for sure or not; None when they ask for something to come."""
    after = said.sentence.norm[match.end() :].split()[:8]
    while after[:1] and after[0] in {
        "beaucoup",
        "infiniment",
        "encore",
        "bien",
        "vivement",
        "sincerement",
        "donc",
        "mille",
        "fois",
        "egalement",
        "aussi",
        "par",
        "ailleurs",
        "tres",
    }:
        after = after[1:]
    if after[:1] == ["avance"] or after[:2] == ["de", "avance"] or after[:1] == ["anticipes"]:
        return None
    if after[:1] in (["pour"], ["de"], ["du"], ["des"]):
        return _thanked_for(said, after, requested=requested)
    if after[:1] == ["a"]:
        return (
            (after[1:2] in (["vous"], ["toi"], ["tous"], ["toutes"], ["toute"]) and not requested)
            or None
            if requested and is_last
            else True
        )
    is_bare = not [one for one in after if one.isalpha()] or after[:1] == [","]
    if is_bare and match.start() == 0 and (requested or is_last):
        return None if requested else False
    if match[0] != "merci":
        return not (is_last and requested) and "prie" not in said.sentence.norm
    return not requested and match.start() == 0


def _thanked_for(said: Said, after: list[str], *, requested: bool) -> bool | None:
    verb = next(
        (
            one
            for one in after[1:4]
            if one
            not in {
                "me",
                "nous",
                "le",
                "la",
                "les",
                "ne",
                "pas",
                "bien",
                "lui",
                "leur",
                "vous",
                "en",
                "y",
                "si",
                "tres",
            }
        ),
        "",
    )
    if verb in {"avoir", "etre"}:
        return True
    if (
        verb.endswith(("er", "ir", "oir", "re", "ez"))
        and after[0] == "de"
        and after[1:2] != ["votre"]
    ):
        return None
    is_to_come = any(LATER.fullmatch(one) for one in after[1:6])
    return not (
        is_to_come and (requested or "rapide" in after or "prompte" in after or "prochain" in after)
    )
