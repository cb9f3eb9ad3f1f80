"""The things an office text is made of: figures, percentages, dates, times, codes and words.

Reading from left to right, the longest meaning wins: the digits of a date, a telephone number or a
reference are never figures.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from rapidfuzz.distance import OSA

TYPO_LENGTH = 6
"""A word this long may carry one typing mistake."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A number or an amount. `1.250` has two readings, a thousand or a decimal: either counts."""

    readings: frozenset[Decimal]
    percent: bool = False

    def meets(self, other: "Meaning") -> bool:
        """Say whether a figure of the text is this one; a sign counts only where it is asked."""
        if not isinstance(other, Figure) or other.percent != self.percent:
            return False
        return any(
            wanted in {found, abs(found)} for wanted in self.readings for found in other.readings
        )


@dataclass(frozen=True, slots=True)
class Day:
    """A date; a year left out is any year."""

    year: int | None
    month: int
    day: int

    def meets(self, other: "Meaning") -> bool:
        """Say whether a date of the text is this one."""
        if not isinstance(other, Day) or (self.month, self.day) != (other.month, other.day):
            return False
        return self.year is None or other.year is None or self.year == other.year


@dataclass(frozen=True, slots=True)
class TimeOfDay:
    """An hour of the day."""

    hour: int
    minute: int

    def meets(self, other: "Meaning") -> bool:
        """Say whether a time of the text is this one."""
        return self == other


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a code with its separators left out."""

    letters: str

    def meets(self, other: "Meaning") -> bool:
        """Say whether a word of the text is this one, but for a plural or one typing mistake."""
        if not isinstance(other, Word):
            return False
        wanted, found = self.letters, other.letters
        if wanted == found:
            return True
        if not (wanted.isalpha() and found.isalpha()):
            return False
        if len(wanted) > 2 and _singular(wanted) == _singular(found):
            return True
        return len(wanted) >= TYPO_LENGTH and OSA.distance(wanted, found, score_cutoff=1) <= 1


Meaning = Figure | Day | TimeOfDay | Word


@dataclass(frozen=True, slots=True)
class Token:
    """A meaning and its place in the folded text."""

    meaning: Meaning
    start: int
    end: int


@lru_cache(maxsize=2048)
def tokens(folded: str) -> tuple[Token, ...]:
    """Return the tokens of a folded text in order."""
    found: list[Token] = []
    at = 0
    while match := _TOKEN.search(folded, at):
        meaning, end = _read(match)
        found.append(Token(meaning, match.start(), end))
        at = end
    return tuple(found)


def _read(match: re.Match[str]) -> tuple[Meaning, int]:
    """Return what a match means; when a date or a time is impossible, what its first word means."""
    name = str(match.lastgroup)
    meaning = _READERS[name](match)
    if meaning is not None:
        return meaning, match.end()
    plain = _PLAIN.match(match.string, match.start())
    assert plain is not None
    return _READERS[str(plain.lastgroup)](plain) or Word(plain.group()), plain.end()


def _day(year: str | None, month: int, day: str) -> Day | None:
    full_year = None if year is None else int(year) + (2000 if len(year) == 2 else 0)
    number = 1 if day == "1er" else int(day)
    try:
        date(full_year or 2024, month, number)
    except ValueError:
        return None
    return Day(full_year, month, number)


def _read_iso(match: re.Match[str]) -> Meaning | None:
    return _day(match["iso_year"], int(match["iso_month"]), match["iso_day"]) or _read_word(match)


def _read_numeric_day(match: re.Match[str]) -> Meaning | None:
    day = _day(match["year"], int(match["month"] or match["bare_month"]), match["day"])
    return _read_word(match) if day is None and match["year"] else day


def _read_worded_day(match: re.Match[str]) -> Meaning | None:
    start = match["month_name"].rstrip(".")[:4]
    month = next(at for at, name in enumerate(MONTHS, 1) if name.startswith(start))
    return _day(match["worded_year"], month, match["month_day"])


def _read_time(match: re.Match[str]) -> Meaning | None:
    if match["noon"]:
        return TimeOfDay(12 if match["noon"] == "midi" else 0, 0)
    minute = match["minute"] or match["colon_minute"] or _FRACTIONS.get(match["fraction"], "0")
    hour = int(match["hour"] or match["colon_hour"])
    return TimeOfDay(hour, int(minute)) if hour < 24 and int(minute) < 60 else None


def _read_figure(match: re.Match[str]) -> Meaning | None:
    digits, unit = match["digits"], match["unit"] or ""
    if re.match(r"0\d\d", digits):
        return Word(digits)
    sign = -1 if match["sign"] else 1
    factor = sign * _FACTORS.get(unit[:1], 1)
    percent = unit.startswith(("%", "p"))
    return Figure(frozenset(factor * reading for reading in _readings(digits)), percent)


def _readings(digits: str) -> set[Decimal]:
    """Return the numbers that a French reader may see in these digits."""
    whole, _, fraction = re.sub(r"[,.€](?=\d+$)", "|", digits).partition("|")
    decimal = Decimal(re.sub(r"\D", "", whole) + "." + (fraction or "0"))
    if not re.fullmatch(r"[1-9]\d{0,2}(\.\d{3})+", digits):
        return {decimal}
    thousands = Decimal(digits.replace(".", ""))
    return {thousands} if digits.count(".") > 1 else {thousands, decimal}


def _read_phone(match: re.Match[str]) -> Meaning | None:
    return Word("0" + re.sub(r"\D", "", match.group())[-9:])


def _read_word(match: re.Match[str]) -> Meaning | None:
    return Word(re.sub(r"[\W_]", "", match.group()))


def _singular(word: str) -> str:
    return word[:-1] if word[-1] in "sx" else word


MONTHS = (
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
)
_MONTH = (
    r"janv(?:ier|\.)?|fevr(?:ier|\.)?|mars|avr(?:il|\.)?|mai|juin|juil(?:let|\.)?|aout"
    r"|sept(?:embre|\.)?|oct(?:obre|\.)?|nov(?:embre|\.)?|dec(?:embre|\.)?"
)
_FRACTIONS = {" et quart": "15", " et demi": "30", " et demie": "30"}
_FACTORS = {"k": 1000, "m": 1_000_000}
_GLUED_UNITS = (
    r"kg|g|t|mm|cm|m|km|m[23]|l|ml|j|h|min|mn|s|x|p|pcs?|pces?|pieces?|u|ut|jours?"
    r"|eur|euros?|[km]€|ke|kw|v|a|bars?"
)
_END = rf"(?!\d)(?:(?![a-z])|(?=(?:{_GLUED_UNITS})(?![0-9a-z])))"
_FIGURE = rf"""(?<![0-9a-z])(?P<sign>(?<![^\s(:=])-)?(?P<digits>
    \d{{1,3}}(?:[ ]\d{{3}})+(?:[.,]\d+)?+{_END}
  | \d{{1,3}}(?:\.\d{{3}})+,\d+{_END}
  | \d{{1,3}}(?:,\d{{3}})+\.\d+{_END}
  | \d{{1,3}}(?:\.\d{{3}}){{2,}}{_END}
  | \d++€\d{{2}}{_END}
  | \d++(?:[.,]\d++)?+{_END}
)(?:[ ]?(?P<unit>%|pour[ ]?cents?\b|[km][ ]?€|k(?:e|[ ]?euros?)\b|€|eur(?:os?)?\b))?"""
_CODE = r"(?:[a-z]+-?(?=\d)|\d+(?=[a-z]))[0-9a-z]+(?:[-./]\d[0-9a-z]*|-(?=[a-z]*\d)[0-9a-z]+)*"
_WORD = r"[^\W\d_]+|\d+"
_DATES = rf"""
    (?P<iso>(?<!\d)(?P<iso_year>20\d\d)(?P<iso_mark>[-/._]?)(?P<iso_month>\d\d)(?P=iso_mark)
        (?P<iso_day>\d\d)(?!\d|[.,]\d))
  | (?P<numeric_day>(?<![0-9/])(?P<day>\d{{1,2}})(?:
        (?P<mark>[-._]|[ ]?/[ ]?)(?P<month>\d{{1,2}})(?P=mark)(?P<year>(?:20)?\d\d)(?![\d]|[,/]\d)
      | /(?P<bare_month>\d{{1,2}})(?![0-9/]|[.,]\d)))
  | (?P<worded_day>(?<!\d)(?P<month_day>1er|\d{{1,2}})
        (?=(?:\s*(?:-|au|et|ou)\s*(?:1er|\d{{1,2}}))?\s+(?P<month_name>{_MONTH})(?![a-z])
           (?:\s+(?P<worded_year>20\d\d)(?!\d))?)
        (?:\s+(?:{_MONTH})(?![a-z])(?:\s+20\d\d(?!\d))?)?)
"""
_TIMES = r"""
    (?P<time>(?<![0-9a-z])(?<!\d[,.:])(?:
        (?P<colon_hour>\d{1,2}):(?P<colon_minute>\d\d)(?::\d\d)?(?![\d:])
      | (?P<hour>\d{1,2})[ ]?(?:heures?|hrs?|h)(?:[ ]?(?P<minute>\d\d)(?:[ ]?mi?n)?
            |(?P<fraction>[ ]et[ ](?:quart|demie?)))?(?![0-9a-z])
      | (?P<noon>(?<!apres[ -])midi|minuit)(?![a-z])))
"""
_NUMBERED = r"""
    (?P<phone>(?<![0-9a-z])(?:(?:\+|00)33[ ]?(?:\(0\)[ ]?)?|0)[1-9](?:[ .-]?\d\d){4}(?![0-9a-z]))
  | (?P<iban>(?<![0-9a-z])[a-z]{2}\d\d(?:[ ]?\d{4}){2}
        (?:[ ]?(?=[a-z]{0,3}\d)[0-9a-z]{4}){1,5}(?:[ ]?[0-9a-z]{1,3})?(?![0-9a-z]))
"""
_PLAIN_FORMS = rf"(?P<figure>{_FIGURE})|(?P<code>{_CODE})|(?P<word>{_WORD})"
_PLAIN = re.compile(_PLAIN_FORMS, re.VERBOSE)
_TOKEN = re.compile(f"{_NUMBERED}|{_DATES}|{_TIMES}|{_PLAIN_FORMS}", re.VERBOSE)

_READERS: dict[str, Callable[[re.Match[str]], Meaning | None]] = {
    "iso": _read_iso,
    "numeric_day": _read_numeric_day,
    "worded_day": _read_worded_day,
    "time": _read_time,
    "phone": _read_phone,
    "iban": _read_word,
    "figure": _read_figure,
    "code": _read_word,
    "word": _read_word,
}
