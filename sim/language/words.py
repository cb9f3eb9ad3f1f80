"""The words of a text, spelt in full: elisions, glued pronouns, short forms and one slip in long words."""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from sim.language.conjugation import Form, all_forms, forms
from sim.language.heard import Text
from sim.language.short_forms import ELIDED, GLUED, TEXTED
from sim.language.spelling import is_french
from sim.language.vocabulary import ABBREVIATIONS, KEY_WORDS

LONG = 6
"""A word this long may carry one slip."""
LONGEST_SENTENCE = 120
"""Words after which a sentence without a stop is cut: what is looked for is never further apart."""


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word in full, its place in the folded text, and whether it was typed with an accented end."""

    form: str
    start: int
    end: int
    accented: bool = False
    hyphen: bool = False
    """It is tied to the word before it by a hyphen: « pouvez-vous »."""
    capital: bool = False

    @property
    def forms(self) -> tuple[Form, ...]:
        """Return what verb forms it may be."""
        return forms(self.form)


@dataclass(frozen=True)
class Sentence:
    """Words up to a stop; punctuation marks are words."""

    words: tuple[Word, ...]
    stop: str
    """`?`, `!`, `.`, or nothing at the end of a line."""
    ends_line: bool = True
    starts: list[int] = field(default_factory=list, compare=False)

    @cached_property
    def norm(self) -> str:
        """Return the words separated by one space: what phrases are looked for in."""
        self.starts.clear()
        at = 0
        for word in self.words:
            self.starts.append(at)
            at += len(word.form) + 1
        return " ".join(word.form for word in self.words)

    def place(self, match: re.Match[str]) -> tuple[int, int]:
        """Return the place in the folded text of what was found in `norm`."""
        first, last = self.range(match)
        return self.words[first].start, self.words[last].end

    def range(self, match: re.Match[str]) -> tuple[int, int]:
        """Return the ranks of the first and last word found."""
        self.norm  # noqa: B018  fills `starts`
        start, end = match.span()
        return bisect_right(self.starts, start) - 1, bisect_right(
            self.starts, max(start, end - 1)
        ) - 1

    @property
    def asks(self) -> bool:
        """Say whether it ends with a question mark."""
        return "?" in self.stop


_RAW = re.compile(r"[^\W\d_]+|\d(?:[\d.,:/]*\d)?|\n+|[^\w\s]|_")
_STRETCHED = re.compile(r"([a-z])\1{2,}")
"""« merciii »."""


def sentences(text: Text) -> list[Sentence]:
    """Return the sentences of a text, in order."""
    return list(_sentences(text))


def _sentences(text: Text) -> Iterator[Sentence]:
    found: list[Word] = []
    for word in _spelt(text):
        if word.form == "\n" and _goes_on(text, word):
            continue
        stops = word.form == "\n" or _is_stop(text, word, found)
        if not stops:
            found.append(word)
        if found and (stops or len(found) >= LONGEST_SENTENCE):
            stop = word.form if stops and word.form != "\n" else ""
            yield Sentence(tuple(found), stop, ends_line=_ends_line(text, word))
            found = []
    if found:
        yield Sentence(tuple(found), "")


def _ends_line(text: Text, word: Word) -> bool:
    rest = text.folded[word.end : word.end + 4].lstrip(" !?.")
    return word.form == "\n" or not rest or rest[0] == "\n"


def _goes_on(text: Text, word: Word) -> bool:
    """Say whether a line break is one of the page's and not the author's: the next line goes on in lower case."""
    if word.end - word.start > 1 or word.end >= len(text.folded):
        return False
    before = text.folded[: word.start].rstrip(" ")[-1:]
    after = text.written(word.end, min(word.end + 1, len(text.folded)))
    return (before.isalnum() or before in {",", "'"}) and after.islower() and _is_full(text, word)


def _is_full(text: Text, word: Word) -> bool:
    """Say whether the line that ends here is long enough to have been wrapped."""
    start = text.folded.rfind("\n", 0, word.start) + 1
    return word.start - start >= 50


def _is_stop(text: Text, word: Word, before: list[Word]) -> bool:
    if word.form in {"?", "!", "…"}:
        return True
    if word.form != ".":
        return False
    after = text.folded[word.end : word.end + 1]
    if after and not after.isspace() and after != ".":
        return False
    return not (before and before[-1].end == word.start and before[-1].form in ABBREVIATIONS)


def _spelt(text: Text) -> Iterator[Word]:
    raw = list(_RAW.finditer(text.folded))
    at = 0
    while at < len(raw):
        match = raw[at]
        form = match[0]
        if form[0] == "\n":
            yield Word("\n", *match.span())
        elif form == "-" or form == "'":
            pass
        elif form == "aujourd" and at + 2 < len(raw) and raw[at + 2][0] == "hui":
            yield Word("aujourdhui", match.start(), raw[at + 2].end())
            at += 2
        elif form == "rendez" and _is_meeting(text, raw, at):
            last = next(rank for rank in (at + 1, at + 2) if raw[rank][0] == "vous")
            yield Word("rendezvous", match.start(), raw[last].end())
            at = last
        elif form == "t" and _is_between_hyphens(text, match):
            pass
        else:
            yield from _in_full(text, match, raw[at + 1] if at + 1 < len(raw) else None)
        at += 1


def _is_meeting(text: Text, raw: list[re.Match[str]], at: int) -> bool:
    """Say whether « rendez-vous » is one, and not what « vous » does: « vous vous rendez »."""
    after = [match[0] for match in raw[at + 1 : at + 3]]
    before = raw[at - 1][0] if at else ""
    return (after[:1] == ["vous"] or after == ["-", "vous"]) and before != "vous"


def _is_between_hyphens(text: Text, match: re.Match[str]) -> bool:
    return (
        text.folded[match.end() : match.end() + 1] == "-"
        and match.start() > 0
        and text.folded[match.start() - 1] in "- "
    )


def _in_full(text: Text, match: re.Match[str], following: re.Match[str] | None) -> Iterator[Word]:
    form, (start, end) = match[0], match.span()
    hyphen = start > 0 and text.folded[start - 1] == "-"
    written = text.written(start, end)
    if following is not None and following[0] == "'" and form in ELIDED:
        yield Word(
            _elided(form, text.folded[following.end() : following.end() + 3]),
            start,
            end,
            hyphen=hyphen,
        )
        return
    accented = written[-1:] in "éÉ" or written[-2:] in {"ée", "és"} or written.endswith("ées")
    capital = written[:1].isupper()
    for full in _expanded(form):
        yield Word(full, start, end, accented, hyphen, capital)


def _elided(form: str, after: str) -> str:
    if form == "s" and after.startswith("il"):
        return "si"
    # « t’es », « t’as »: spoken for « tu es », « tu as ».
    return (
        "tu"
        if form == "t" and after in {"es ", "as ", "es", "as", "ava", "eta", "aur"}
        else ELIDED[form]
    )


@lru_cache(maxsize=20_000)
def _expanded(form: str) -> tuple[str, ...]:
    """Return the words that a typed word stands for."""
    form = _STRETCHED.sub(r"\1", form)
    if form in TEXTED:
        return tuple(TEXTED[form].split())
    if len(form) < 5 or form in KEY_WORDS or forms(form):
        return (form,)
    for start, pronoun in GLUED.items():
        rest = form[len(start) :]
        if form.startswith(start) and rest[0] in "aeiouhy" and forms(rest) and not is_french(form):
            return (pronoun, rest)
    return (_mended(form),)


def _mended(form: str) -> str:
    """Return the word of the trade that is one slip away from a word no dictionary knows."""
    if len(form) < LONG or not form.isalpha():
        return form
    near = {word for cut in _cuts(form) for word in _by_cut().get(cut, ())}
    near = {word for word in near if abs(len(word) - len(form)) <= 1}
    if not near or is_french(form):
        return form
    # The first letter is seldom wrong; among equals, the key word, then the first in the alphabet.
    return min(
        near,
        key=lambda one: (one[0] != form[0], one not in KEY_WORDS, abs(len(one) - len(form)), one),
    )


def _cuts(word: str) -> set[str]:
    """Return the word, and the word less one letter: two words one slip apart share one of these."""
    return {word, *(word[:at] + word[at + 1 :] for at in range(len(word)))}


@lru_cache(maxsize=1)
def _by_cut() -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for word in [*KEY_WORDS, *all_forms()]:
        if len(word) >= LONG:
            for cut in _cuts(word):
                found[cut] = (*found.get(cut, ()), word)
    return found
