"""Whether words ask the reader to do or tell something."""

from collections.abc import Iterator

from sim.language.clauses import Clause
from sim.language.cues import Cue, Said, found, has, of, words_after
from sim.language.deeds import Deed
from sim.language.phrases import (
    ASKS,
    DOUBTFUL_ORDERS,
    FORMULA_ORDERS,
    FORMULA_VERBS,
    GIVING,
    NO_WISH,
    PLEASE,
    RHETORICAL,
    WAIT,
    WAITS,
    WISHES,
    any_of,
)
from sim.language.verb_list import STATES
from sim.language.vocabulary import CLITICS

REQUEST = "request"


def requests(said: Said) -> Iterator[Cue]:
    """Return where a sentence asks for something."""
    yield from _phrases(said)
    for clause in said.clauses:
        for deed in clause.deeds:
            cue = _deed(said, clause, deed)
            if cue is not None:
                yield cue
    if said.sentence.asks:
        yield _question(said)


def _phrases(said: Said) -> Iterator[Cue]:
    yield from found(said, PLEASE, REQUEST, sure=not has(said, WAIT))
    yield from found(said, WAITS, REQUEST, sure=False)
    yield from found(said, _TELEGRAPHIC, REQUEST, sure=True)
    is_formula = has(said, _FORMULA)
    yield from found(said, ASKS, REQUEST, sure=not is_formula)
    for match in WISHES.finditer(said.sentence.norm):
        after = said.sentence.norm[match.end() :].split()[:3]
        yield Cue(
            REQUEST,
            *said.sentence.place(match),
            not NO_WISH.intersection([*match[0].split()[1:], *after]),
        )
    yield from _merci(said)


def _merci(said: Said) -> Iterator[Cue]:
    """Read « merci de m’envoyer », « je vous remercie de me confirmer »: a request in the form of thanks."""
    words = said.sentence.words
    for at, word in enumerate(words):
        if word.form in _THANKING and at + 2 < len(words):
            verb = _asked(said, at + 1)
            if verb >= 0:
                yield Cue(REQUEST, word.start, words[verb].end)


_THANKING = frozenset(
    ["merci", "remercie", "remercions", "remercier", "remerciant", "remercierais", "remerciait"]
)


def _asked(said: Said, at: int) -> int:
    """Return the rank of the infinitive asked for after « merci de », or -1; « merci d’avoir appelé » thanks."""
    words = said.sentence.words
    while at < len(words) and words[at].form in {
        "donc",
        "beaucoup",
        "bien",
        "par",
        "avance",
        "svp",
        "vous",
    }:
        at += 1
    if at >= len(words) or words[at].form not in {"de", "a"}:
        return -1
    at += 1
    if at + 1 < len(words) and words[at].form == "avance" and words[at + 1].form == "de":
        at += 2
    while at < len(words) and (
        words[at].form in CLITICS
        or words[at].form in {"bien", "pas", "ne", "vite", "donc", "toujours", "imperativement"}
    ):
        at += 1
    return at if at < len(words) and _is_infinitive_asked(said, at) else -1


def _is_infinitive_asked(said: Said, at: int) -> bool:
    words = said.sentence.words
    forms = words[at].forms
    after = words[at + 1].forms if at + 1 < len(words) else ()
    if any(one.tense == "infinitive" for one in forms):
        is_past = forms[0].verb in {"avoir", "etre"} and any(
            one.tense == "participle" for one in after
        )
        return not is_past and not (
            forms[0].verb == "etre"
            and words[at + 1 : at + 2]
            and words[at + 1].form in {"la", "passe", "passee", "venu", "venue"}
        )
    # « merci de me rappelé », « merci de confirmez »: the ending alone is wrong.
    return (
        bool(forms)
        and words[at].form.endswith(("ez", "e"))
        and words[at - 1].form in {"me", "nous", "vouloir", "de", "les"}
        and words[at].accented
    )


def _deed(said: Said, clause: Clause, deed: Deed) -> Cue | None:
    if deed.tense == "order":
        return _order(said, clause, deed)
    if deed.who == "reader" and deed.modal in {"pouvoir", "vouloir", "devoir", "falloir"}:
        return _can_you(said, clause, deed)
    if deed.who == "reader" and deed.inverted and not said.sentence.asks:
        sure = (
            clause.marker in {"", "et"}
            and deed.first <= clause.first + 1
            and not has(said, RHETORICAL)
        )
        return of(said, deed, REQUEST, sure=sure)
    if (
        deed.who == "reader"
        and deed.tense == "present"
        and not said.sentence.asks
        and not deed.negated
    ):
        at_once = (
            clause.has("aujourdhui", "immediatement", "maintenant", "suite")
            and deed.verb not in STATES
            and clause.marker in {"", "et", ","}
        )
        return (
            of(said, deed, REQUEST, sure=at_once)
            if at_once or deed.objects & {"me", "nous"}
            else None
        )
    if (
        deed.who == "reader"
        and deed.tense == "future"
        and not deed.passive
        and deed.verb not in STATES
        and clause.marker in {"", "et"}
    ):
        return of(said, deed, REQUEST, sure=False)
    if (
        deed.tense == "infinitive"
        and deed.first == clause.first
        and clause.first == 0
        and deed.verb not in STATES
    ):
        # « Livrer le 16 est impossible »: with another verb, it may be a subject.
        alone = not any(
            one.tense not in {"infinitive", "participle"}
            for each in said.clauses
            for one in each.deeds
        )
        return of(said, deed, REQUEST, sure=alone)
    return None


def _order(said: Said, clause: Clause, deed: Deed) -> Cue | None:
    after = words_after(clause, deed.at, 12)
    if deed.verb == "vouloir":
        return _please_do(said, clause, deed, after)
    if deed.negated and after[:1] == ["vous"]:
        return of(said, deed, REQUEST, sure=False)
    if deed.passive or deed.verb in FORMULA_ORDERS or _is_wish(deed, after):
        is_request = deed.verb in {"recevoir", "accepter"} and not said.sentence.norm.count(
            "salutation"
        )
        return of(said, deed, REQUEST, sure=False) if is_request else None
    doubtful = deed.verb in DOUBTFUL_ORDERS and not (
        deed.verb in {"regarder", "mettre", "noter"} and "que" not in after[:2]
    )
    if (
        "besoin" in after
        or "question" in after
        or "toute" in after
        or said.sentence.norm.startswith("ne hesit")
    ):
        doubtful = True
    return of(said, deed, REQUEST, sure=not doubtful)


def _is_wish(deed: Deed, after: list[str]) -> bool:
    """Say whether an order is a wish or an idiom: « passez une bonne journée », « prenez soin de vous »."""
    near = after[:4]
    return (
        (
            deed.verb == "passer"
            and bool(
                {"bonne", "bon", "bonnes", "belle", "excellente", "agreable"}.intersection(near)
            )
        )
        or (deed.verb == "prendre" and "soin" in near)
        or (deed.verb in {"faire", "inquieter"} and deed.negated and "en" in deed.objects)
        or (deed.verb == "dire" and "donc" in near[:1])
        or (deed.verb == "tenir" and not near)
        or (deed.verb == "tenir" and near[:1] in (["vous"], [","]))
        or (deed.verb == "laisser" and {"tomber", "moi"} & set(near[:1]))  # type: ignore[return-value]
    )


def _please_do(said: Said, clause: Clause, deed: Deed, after: list[str]) -> Cue | None:
    """Read « veuillez … »: a request, unless it is a formula, an apology or « trouver ci-joint »."""
    verb = next((one for one in clause.deeds if one.at > deed.at), None)
    meant = deed.verb if verb is None else verb.verb
    last = deed if verb is None else verb
    if meant in FORMULA_VERBS or has(said, _FORMULA):
        return None
    cue = of(said, deed, REQUEST, sure=verb is not None and meant != "noter")
    return cue._replace(end=said.sentence.words[last.last].end)


def _can_you(said: Said, clause: Clause, deed: Deed) -> Cue | None:
    """Read « vous pouvez … »: a request when it asks, or when it speaks of giving to the author."""
    if said.sentence.asks:
        return None  # the question is a cue of its own
    to_me = bool(deed.objects & {"me", "nous"}) or _gives_to_author(clause, deed)
    if deed.modal == "devoir":
        sure = (
            deed.tense == "present"
            and not deed.negated
            and deed.verb not in STATES
            and clause.marker not in {"que", "dont", "si"}
        )
        return (
            of(said, deed, REQUEST, sure=sure and deed.verb != "comprendre")
            if deed.tense in {"present", "conditional"}
            else None
        )
    if deed.inverted or (deed.tense == "conditional" and deed.modal == "pouvoir"):
        is_reproach = "avoir" in words_after(clause, deed.at, 2) or "au moins" in said.sentence.norm
        return of(said, deed, REQUEST, sure=not is_reproach and not has(said, RHETORICAL))
    if clause.marker == "si":
        return of(said, deed, REQUEST, sure=deed.tense == "imperfect" and to_me)
    if deed.negated or deed.tense != "present" or clause.marker in {"que", "quand", "dont"}:
        return None
    return of(said, deed, REQUEST, sure=to_me and deed.verb in GIVING and deed.modal == "pouvoir")


def _gives_to_author(clause: Clause, deed: Deed) -> bool:
    between = [word.form for word in clause.sentence.words[deed.at : deed.last]]
    return "me" in between or "nous" in between


def _question(said: Said) -> Cue:
    words = said.sentence.words
    is_offer = any(
        deed.who == "author"
        and not deed.inverted
        and deed.tense in {"present", "future", "near_future"}
        and deed.objects & {"vous", "te"}
        for clause in said.clauses
        for deed in clause.deeds
    )
    sure = len(words) > 1 and not has(said, RHETORICAL) and not is_offer
    return Cue(REQUEST, words[0].start, words[-1].end, sure)


_FORMULA = any_of(
    "agreer", "croire", "salutations", "excuser", "excuses", "ci joint", "ci joints?", "ci jointe?s?", "trouver", "de croire", "prie de recevoir",
    "en excuser", "assurance",
)  # fmt: skip
_TELEGRAPHIC = any_of(
    r"(?<![a-z] )besoin (?:de |du |des |urgent )",
    "(?:reponse|retour|confirmation|accord) (?:rapide |urgente? |souhaitee? |attendue? )?(?:svp|si il vous plait)", "(?:reponse|retour) urgente?",
    "(?:reponse|retour|confirmation|reglement|paiement|envoi) (?:souhaitee?|attendue?|imperati[a-z]+|exigee?|demandee?|avant|pour (?:le|demain))",
    "delai ?$",
)  # fmt: skip
