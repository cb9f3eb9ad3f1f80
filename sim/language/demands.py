"""Whether a verb asks the reader for something: an order, « vous pouvez me … », a note of what to do."""

from sim.language.clauses import Clause
from sim.language.cues import REQUEST, Cue, Said, has, of, words_after
from sim.language.deeds import Deed
from sim.language.listed import listed
from sim.language.phrases import FORMULA, RHETORICAL
from sim.language.verb_list import STATES

GIVING = listed(
    """
    envoyer renvoyer donner dire transmettre communiquer confirmer indiquer preciser faire fournir adresser retourner expliquer montrer transferer passer
    preparer expedier livrer corriger verifier regarder etablir editer rembourser
    """
)
"""What one gives or does for another: « vous pouvez m’envoyer … » asks."""
FORMULA_VERBS = listed("agreer croire recevoir accepter trouver excuser pardonner")
"""After « veuillez » and « je vous prie de »: politeness, an apology or « ci-joint », no request."""
FORMULA_ORDERS = listed(
    """
    agreer trouver quitter croire recevoir excuser pardonner hesiter inquieter rassurer savoir imaginer comprendre ecouter aller voir permettre porter
    figurer profiter compter embeter tracasser moquer foutre etre souvenir accepter deviner voyager feliciter vivre avoir vouloir
    """
)
"""Orders that ask for nothing to be done."""
DOUBTFUL_ORDERS = listed(
    "noter attendre patienter laisser retenir contacter joindre consulter supposer admettre esperer"
)
IF_NEEDED = frozenset(["besoin", "question", "questions", "toute", "necessaire"])
"""« Appelez-moi au besoin »: left to the reader."""
WISHED = listed("bonne bon bonnes belle excellente agreable")
ASKING_MODALS = frozenset(["pouvoir", "vouloir", "devoir", "falloir"])
TOLD_APART = frozenset(["que", "dont", "si", "quand"])
"""Clauses in which « vous devez », « vous pouvez » ask nothing."""
MAIN = frozenset(["", "et", ","])
AT_ONCE = ("aujourdhui", "immediatement", "maintenant", "suite")
SELDOM_ASKED = STATES - {"voir", "prevoir"}
TO_DO = listed(
    """
    etablir mettre envoyer faire rappeler verifier preparer corriger classer imprimer relancer payer regler transmettre signer retourner renvoyer
    commander editer refaire saisir
    """
)
SHORT_NOTE = 6
"""Words of « Avoir à établir pour Novagriel »."""
BEFORE_INFINITIVE = listed("ne pas y le la les lui leur en a")


def demand(said: Said, clause: Clause, deed: Deed) -> Cue | None:
    """Return what a verb asks of the reader."""
    if deed.tense == "order":
        return _order(said, clause, deed)
    if deed.tense == "infinitive" and deed.verb not in SELDOM_ASKED:
        return _bare_infinitive(said, clause, deed)
    if deed.who != "reader" or said.sentence.asks:
        return None  # a question is a cue of its own
    if deed.modal in ASKING_MODALS:
        return _can_you(said, clause, deed)
    if deed.inverted:
        opens = clause.marker in {"", "et"} and deed.first <= clause.first + 1
        return of(said, deed, REQUEST, sure=opens and not has(said, RHETORICAL))
    return _told_to(said, clause, deed)


def _told_to(said: Said, clause: Clause, deed: Deed) -> Cue | None:
    """Read « vous les envoyez aujourd’hui », « tu me dis », « vous viendrez vous-même »."""
    if deed.negated or deed.passive or deed.verb in STATES:
        return None
    if deed.tense == "future":
        return of(said, deed, REQUEST, sure=False) if clause.marker in {"", "et"} else None
    at_once = clause.marker in MAIN and clause.has(*AT_ONCE)
    if deed.tense == "present" and (at_once or deed.objects & {"me", "nous"}):
        return of(said, deed, REQUEST, sure=at_once)
    return None


def _bare_infinitive(said: Said, clause: Clause, deed: Deed) -> Cue | None:
    """Read « Rappeler M. Benali », « ne pas communiquer », « À mettre sur les factures »: notes of what to do."""
    # « Livrer le 16 est impossible »: with another verb, it may be a subject.
    others = (one for each in said.clauses for one in each.deeds)
    if said.sentence.asks or any(one.tense not in {"infinitive", "participle"} for one in others):
        return None
    before = [word.form for word in said.sentence.words[clause.first : deed.at]]
    opens = all(one in BEFORE_INFINITIVE for one in before)
    if opens and clause.marker in {"", ",", ":", ";", "et", "puis", "mais"}:
        return of(said, deed, REQUEST, sure=True)
    if "a" in before[-3:] and len(said.sentence.words) <= SHORT_NOTE:
        return of(said, deed, REQUEST, sure=deed.verb in TO_DO)
    return None


def _order(said: Said, clause: Clause, deed: Deed) -> Cue | None:
    after = words_after(clause, deed.at, 12)
    if deed.verb == "vouloir":
        return _please_do(said, clause, deed)
    if deed.passive or deed.verb in FORMULA_ORDERS or _is_wish(deed, after):
        return None
    for_oneself = deed.negated and after[:1] == ["vous"]
    a_message = deed.verb == "laisser" and "message" in after
    doubtful = (
        deed.verb in DOUBTFUL_ORDERS
        and not a_message
        and (deed.verb != "noter" or "que" in after[:2])
    )
    return of(
        said, deed, REQUEST, sure=not (doubtful or for_oneself or IF_NEEDED.intersection(after))
    )


def _is_wish(deed: Deed, after: list[str]) -> bool:
    """Say whether an order is a wish or an idiom: « passez une bonne journée », « prenez soin de vous »."""
    near = after[:4]
    idioms = {
        "passer": bool(WISHED.intersection(near)),
        "prendre": "soin" in near,
        "faire": deed.negated and "en" in deed.objects,
        "dire": "donc" in near[:1],
        "tenir": not near or near[0] in {"vous", ","},
        "laisser": near[:1] in (["tomber"], ["moi"]),
        "rappeler": near[:1] == ["vous"],
        "donner": deed.negated and "peine" in near,
    }
    return idioms.get(deed.verb, False)


def _please_do(said: Said, clause: Clause, deed: Deed) -> Cue | None:
    """Read « veuillez … »: a request, unless it is a formula, an apology or « trouver ci-joint »."""
    verb = next((one for one in clause.deeds if one.at > deed.at), deed)
    if verb.verb in FORMULA_VERBS or has(said, FORMULA):
        return None
    cue = of(said, deed, REQUEST, sure=verb is not deed and verb.verb != "noter")
    return cue._replace(end=said.sentence.words[verb.last].end)


def _can_you(said: Said, clause: Clause, deed: Deed) -> Cue | None:
    """Read « vous pouvez … »: a request when it is put as one, or when it speaks of giving to the author."""
    if deed.modal == "devoir":
        return _must(said, clause, deed)
    if deed.inverted or (deed.tense == "conditional" and deed.modal == "pouvoir"):
        is_reproach = "avoir" in words_after(clause, deed.at, 2) or "au moins" in said.sentence.norm
        return of(said, deed, REQUEST, sure=not is_reproach and not has(said, RHETORICAL))
    if clause.marker == "si":
        return of(said, deed, REQUEST, sure=deed.tense == "imperfect")
    if deed.negated or deed.tense != "present" or clause.marker in TOLD_APART:
        return None
    to_author = deed.objects & {"me", "nous"} or _gives_to_author(clause, deed)
    sure = bool(to_author) and deed.verb in GIVING and deed.modal == "pouvoir"
    return of(said, deed, REQUEST, sure=sure)


def _must(said: Said, clause: Clause, deed: Deed) -> Cue | None:
    if deed.tense not in {"present", "conditional"}:
        return None
    acts = deed.verb not in STATES and clause.marker not in TOLD_APART
    return of(said, deed, REQUEST, sure=acts and deed.tense == "present" and not deed.negated)


def _gives_to_author(clause: Clause, deed: Deed) -> bool:
    between = {word.form for word in clause.sentence.words[deed.at : deed.last]}
    return bool(between & {"me", "nous"})
