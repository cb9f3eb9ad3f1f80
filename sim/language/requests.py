"""Whether words ask the reader to do or tell something: by a phrase, in the form of thanks, or by a question."""

from collections.abc import Iterator

from sim.language.cues import REQUEST, Cue, Said, found, has
from sim.language.demands import FORMULA_VERBS, demand
from sim.language.listed import listed
from sim.language.phrases import (
    ASKS,
    FORMULA,
    NO_WISH,
    NOTED,
    PLEASE,
    RHETORICAL,
    WAIT,
    WAITS,
    WISHES,
    any_of,
)
from sim.language.vocabulary import CLITICS
from sim.language.words import Word

THANKING = listed(
    "merci remercie remercions remercier remerciant remercierais remerciait remercierions"
)
FILLERS = listed("donc beaucoup bien par avance vous infiniment")
"""What may stand between « merci » and « de »."""
BEFORE_ASKED = listed(
    "bien pas ne vite donc toujours imperativement juste rapidement simplement vouloir"
)
"""What may stand between « merci de » and the verb."""
PAST_STATES = listed("la passe passee venu venue reste restee")
"""« Merci d’être venu » thanks."""
SHORT_QUESTION = 4
"""Words."""
TO_COME = frozenset(["present", "future", "near_future"])


def requests(said: Said) -> Iterator[Cue]:
    """Return where a sentence asks for something."""
    yield from found(said, PLEASE, REQUEST, sure=not has(said, WAIT))
    yield from found(said, WAITS, REQUEST, sure=False)
    yield from found(said, NOTED, REQUEST, sure=True)
    yield from found(said, ASKS, REQUEST, sure=not has(said, FORMULA))
    yield from _wishes(said)
    yield from _in_thanks(said)
    for clause in said.clauses:
        for deed in clause.deeds:
            cue = demand(said, clause, deed)
            if cue is not None:
                yield cue
    if said.sentence.asks:
        yield _question(said)


def _wishes(said: Said) -> Iterator[Cue]:
    for match in WISHES.finditer(said.sentence.norm):
        near = [*match[0].split()[1:], *said.sentence.norm[match.end() :].split()[:3]]
        yield Cue(REQUEST, *said.sentence.place(match), not NO_WISH.intersection(near))


def _in_thanks(said: Said) -> Iterator[Cue]:
    """Read « merci de m’envoyer », « je vous remercie de me confirmer »: a request in the form of thanks."""
    words = said.sentence.words
    for at, word in enumerate(words):
        if word.form in THANKING and at + 2 < len(words):
            verb = _asked(said, at + 1)
            if verb >= 0:
                yield Cue(REQUEST, word.start, words[verb].end)


def _asked(said: Said, at: int) -> int:
    """Return the rank of the infinitive asked for after « merci », or -1."""
    forms = [word.form for word in said.sentence.words]
    while at < len(forms) and forms[at] in FILLERS:
        at += 1
    if at >= len(forms) or forms[at] not in {"de", "a"}:
        return -1
    at += 3 if forms[at + 1 : at + 3] == ["avance", "de"] else 1
    while at < len(forms) and forms[at] in CLITICS | BEFORE_ASKED:
        at += 1
    return at if at < len(forms) and _is_asked(said, at) else -1


def _is_asked(said: Said, at: int) -> bool:
    """Say whether a verb after « merci de » is asked for; « merci d’avoir appelé » thanks for what was done."""
    words = said.sentence.words
    known, word = words[at].forms, words[at]
    after = words[at + 1] if at + 1 < len(words) else None
    if any(one.tense == "infinitive" for one in known):
        if known[0].verb == "avoir" or known[0].verb in FORMULA_VERBS:
            return False
        return known[0].verb != "etre" or after is None or not _is_done(after)
    # « merci de me rappelé », « merci de confirmez »: the ending alone is wrong.
    pronoun = words[at - 1].form in {"me", "nous", "vouloir", "de", "le", "la", "les"}
    return bool(known) and pronoun and word.form.endswith(("ez", "e")) and word.accented


def _is_done(word: Word) -> bool:
    """Say whether « être » is followed by what was done: « merci d’être venu », « merci d’être là »."""
    return word.form in PAST_STATES or any(one.tense == "participle" for one in word.forms)


def _question(said: Said) -> Cue:
    """Read a question: it asks, unless it is rhetorical, or offers something."""
    words = said.sentence.words
    deeds = (deed for clause in said.clauses for deed in clause.deeds)
    is_offer = any(
        deed.who == "author"
        and not deed.inverted
        and deed.tense in TO_COME
        and deed.objects & {"vous", "te"}
        for deed in deeds
    )
    # « Ça marche ? », « vous ne trouvez pas ? »: these ask for assent more than for an answer.
    asks_for_assent = len(words) <= SHORT_QUESTION and not _INTERROGATIVE.search(said.sentence.norm)
    denied = any(deed.negated for clause in said.clauses for deed in clause.deeds)
    sure = not (asks_for_assent or denied or is_offer or has(said, RHETORICAL))
    return Cue(REQUEST, words[0].start, words[-1].end, sure)


_INTERROGATIVE = any_of(
    "quand", "comment", "pourquoi", "quel(?:le)?s?", "combien", "ou", "qui", "que", "quoi", "laquelle", "lequel", "vous", "tu", "votre", "vos", "delai", "prix",
)  # fmt: skip
