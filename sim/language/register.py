"""How a message is written: whom it addresses and how, its greeting and closing, and what may jar.

They are marks and never a verdict: only a person can tell whether a tone suits its reader
(criterion C5.2 asks for an appropriate communication).
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from sim.language.cues import Cue, Said, found, has, of
from sim.language.deeds import Deed
from sim.language.heard import LONGEST, Text
from sim.language.listed import listed
from sim.language.normalise import fold
from sim.language.short_forms import CLEAR_TEXTING, TRADE_SHORT
from sim.language.spelling import is_word
from sim.language.tones import (
    BLAMES,
    CLEAR_BLAME,
    CLEAR_FAMILIAR,
    CLOSINGS,
    DOUBTFUL_CLOSINGS,
    DUTIES,
    EMOTICON,
    FAMILIAR_PHRASES,
    FAULTS,
    FRIENDLY,
    GREETINGS,
    HALF_SLANG,
    NO_BLAME,
    POLITE,
    SLANG,
    TITLES,
    TON,
    TU,
    VOUS,
)
from sim.language.words import Sentence, sentences

SHOUTED_WORDS = 3
LONGER_THAN_ACRONYMS = 6
LAST_SENTENCES = 8
NOT_BEFORE_PLURAL = listed("a de pour dois peux vais va faut je il elle")
"""After these, « -ez » is an infinitive misspelt: « je dois envoyez »."""


def register(text: Text, said: Sequence[Said], requests: Sequence[Cue]) -> Iterator[Cue]:
    """Return the marks of register of a message; `requests` is what it asks for."""
    all_of = [one.sentence for one in said]
    opening, closing = salutation(text, all_of), closing_formula(all_of)
    yield from opening
    yield from closing
    short = {word for one in said for word in _typed(text, one) if word in TRADE_SHORT}
    for one in said:
        yield from _vous(one)
        yield from _tu(one)
        yield from _blame(one)
        yield from _familiar(text, one, hurried=len(short) > 1)
    yield from _emoticons(text)
    yield from _capitals(text)
    yield from _curt(said, requests, greeted=bool(opening) or bool(closing))


@lru_cache(maxsize=512)
def has_salutation(text: str) -> bool:
    """Say whether the message opens with a greeting."""
    ready = Text(text[:LONGEST])
    return bool(salutation(ready, sentences(ready)))


@lru_cache(maxsize=512)
def has_closing(text: str) -> bool:
    """Say whether the message ends with a closing formula, before the signature."""
    return bool(closing_formula(sentences(Text(text[-LONGEST:]))))


def has_signature(text: str, names: Iterable[str]) -> bool:
    """Say whether one of the names, whole or in part, stands in the last lines."""
    last_lines = [line for line in fold(text).splitlines() if line.strip()][-5:]
    words = set(re.findall(r"[^\W\d_]+", "\n".join(last_lines)))
    return any(words.intersection(re.findall(r"[^\W\d_]{2,}", fold(name))) for name in names)


def salutation(text: Text, said: Sequence[Sentence]) -> list[Cue]:
    """Return the greeting that a message opens with."""
    if not said:
        return []
    first = said[0]
    greeting = GREETINGS.match(first.norm) or _OPENING.match(first.norm)
    if greeting:
        return [Cue("salutation", *first.place(greeting))]
    title = TITLES.match(first.norm)
    if title is None:
        return []
    # « Madame Roux est absente » greets nobody: a title is a greeting when it is all that is said before the line or a comma.
    comma = next(
        (at for at, word in enumerate(first.words) if not word.form.isalpha() and word.form != "."),
        len(first.words),
    )
    is_alone = comma <= 5 and not any(
        word.form in {"est", "a", "sera", "doit", "va"} for word in first.words[:comma]
    )
    short = comma < len(first.words) or (first.ends_line and len(first.words) <= 5)
    return [Cue("salutation", *first.place(title))] if is_alone and short else []


def closing_formula(said: Sequence[Sentence]) -> list[Cue]:
    """Return the formula that a message ends with, the last one first."""
    cues: list[Cue] = []
    for sentence in reversed(said[-LAST_SENTENCES:]):
        for match in CLOSINGS.finditer(sentence.norm):
            sure = _is_clear_closing(sentence, match)
            if not _is_greeting_again(sentence, match, said):
                cues += [Cue("closing", *sentence.place(match), sure)]
        cues += [
            Cue("closing", *sentence.place(match), sure=False)
            for match in DOUBTFUL_CLOSINGS.finditer(sentence.norm)
        ]
    return sorted(cues, key=lambda cue: not cue.sure)[:1]


def _is_greeting_again(sentence: Sentence, match: re.Match[str], said: Sequence[Sentence]) -> bool:
    """Say whether what looks like a closing stands at the very start of a message that goes on."""
    return (
        sentence is said[0]
        and match.start() < 12
        and len(said) > 1
        and not sentence.norm.startswith(("merci", "ok"))
    )


def _is_clear_closing(sentence: Sentence, match: re.Match[str]) -> bool:
    """« à demain » closes when it is said alone; « je passe à demain » does not."""
    if DOUBTFUL_CLOSINGS.fullmatch(match[0]):
        return False
    if match[0].startswith("a "):
        return sentence.norm.startswith(match[0]) or sentence.norm.endswith(match[0])
    return True


def _typed(text: Text, said: Said) -> Iterator[str]:
    return (text.folded[word.start : word.end] for word in said.sentence.words)


def _vous(said: Said) -> Iterator[Cue]:
    words = said.sentence.words
    for match in VOUS.finditer(said.sentence.norm):
        rank, _ = said.sentence.range(match)
        # « svp » stands for « s’il vous plaît », and is written to those one calls « tu » too.
        is_short = rank > 0 and words[rank].start == words[rank - 1].start
        yield Cue("vous", *said.sentence.place(match), not is_short)
    for rank, word in enumerate(words):
        before = words[rank - 1].form if rank else ""
        is_plural = word.form.endswith("ez") and any(one.person == "2p" for one in word.forms)
        if is_plural and before not in NOT_BEFORE_PLURAL:
            yield Cue("vous", word.start, word.end)


def _tu(said: Said) -> Iterator[Cue]:
    yield from found(said, TU, "tu", sure=True)
    yield from found(said, TON, "tu", sure=True)
    for clause in said.clauses:
        for deed in clause.deeds:
            word = said.sentence.words[deed.at]
            if deed.tense == "order" and not any(one.person == "2p" for one in word.forms):
                yield Cue("tu", word.start, word.end)


def _blame(said: Said) -> Iterator[Cue]:
    doubtful = has(said, NO_BLAME)
    yield from found(said, CLEAR_BLAME, "blame", sure=not doubtful)
    yield from found(said, BLAMES, "blame", sure=False)
    for match in _CAUSED_BY.finditer(said.sentence.norm):
        _, last = said.sentence.range(match)
        is_somebody = said.sentence.words[last].capital
        yield Cue("blame", *said.sentence.place(match), is_somebody and not doubtful)
    for clause in said.clauses:
        for deed in clause.deeds:
            if deed.who == "reader" and _is_held_against(said, deed):
                yield of(said, deed, "blame", sure=not doubtful and clause.marker != "si")


def _is_held_against(said: Said, deed: Deed) -> bool:
    """Say whether the reader did wrong again, or never does right: « tu as encore pris le mauvais onglet »."""
    around = {word.form for word in said.sentence.words[deed.at : deed.last + 3]}
    if deed.tense == "past" and deed.negated:
        keeps_word = bool(around & {"parole", "vos", "votre", "compte"})
        return deed.verb == "respecter" or (deed.verb == "tenir" and keeps_word)
    if deed.tense == "past":
        unannounced = (
            "sans prevenir" in said.sentence.norm or "sans me prevenir" in said.sentence.norm
        )
        return deed.verb in FAULTS and ("encore" in around or unannounced)
    return deed.tense == "present" and "jamais" in around and deed.negated and deed.verb in DUTIES


def _familiar(text: Text, said: Said, *, hurried: bool) -> Iterator[Cue]:
    """Return slang, the spelling of telephones, and « salut » or « coucou »."""
    for word in said.sentence.words:
        typed = text.folded[word.start : word.end]
        if word.form in FRIENDLY and word is said.sentence.words[0]:
            yield Cue("familiar", word.start, word.end)
        elif typed in CLEAR_TEXTING:
            yield Cue("familiar", word.start, word.end, hurried or typed not in TRADE_SHORT)
        elif typed in SLANG:
            yield Cue("familiar", word.start, word.end, typed not in HALF_SLANG)
    yield from found(said, CLEAR_FAMILIAR, "familiar", sure=True)
    yield from found(said, FAMILIAR_PHRASES, "familiar", sure=False)


def _emoticons(text: Text) -> Iterator[Cue]:
    for match in _EMOTICON.finditer(text.own):
        # Its place is one of the text as typed; marks count folded characters.
        start = next((at for at, origin in enumerate(text.origins) if origin >= match.start()), 0)
        yield Cue("familiar", start, min(start + len(match[0]), len(text.folded)))


def _capitals(text: Text) -> Iterator[Cue]:
    for match in _SHOUTING.finditer(text.own):
        words = re.findall(r"[^\W\d_]{2,}", match[0])
        plain_words = [word for word in words if is_word(fold(word))]
        is_long = (
            any(len(word) >= LONGER_THAN_ACRONYMS for word in plain_words)
            or len(plain_words) > SHOUTED_WORDS
        )
        start = next((at for at, origin in enumerate(text.origins) if origin >= match.start()), 0)
        end = next(
            (at for at, origin in enumerate(text.origins) if origin >= match.end()),
            len(text.folded),
        )
        if is_long or len(words) > SHOUTED_WORDS:
            yield Cue("capitals", start, end, is_long)


def _curt(said: Sequence[Said], requests: Sequence[Cue], *, greeted: bool) -> Iterator[Cue]:
    """Return a demand that no mark of politeness softens; a bare question is a point for the examiner."""
    if greeted or any(has(one, POLITE) for one in said):
        return
    for one in said:
        start, end = one.sentence.words[0].start, one.sentence.words[-1].end
        asked = [cue for cue in requests if start <= cue.start < end]
        if not asked:
            continue
        yield Cue("curt", start, end, any(cue.sure for cue in asked))


_CAUSED_BY = re.compile(
    r"(?<![a-z])ce (?:est|etait) (?:encore |bien )?(?:a cause|la faute) (?:de|a) [a-z]+(?![a-z])"
)
_OPENING = re.compile(
    r"(?:(?:oui|ouais|et|ok|bien|ah|oh|re|euh|bon|alors|non|service|standard|accueil|societe|maison|ici)\b[ ,]{0,3}){1,3}(?:[a-z]+[ ,]{1,3}){0,2}(?:bonjour|bonsoir|salut|coucou|hello)\b"
)
_SHOUTING = re.compile(
    rf"(?<![\w-])[A-ZÀÂÇÉÈÊËÎÏÔÙÛÜŒ]{{2,40}}(?![\w])(?:[ ,!?;:.’'-]{{1,4}}[A-ZÀÂÇÉÈÊËÎÏÔÙÛÜŒ]{{1,40}}(?![\w-])){{{SHOUTED_WORDS - 1},60}}"
)
_EMOTICON = re.compile(EMOTICON + "|[\U0001f300-\U0001faff\u2600-\u27bf]")
