"""Days said by their name or by their distance, worked out from the day the message is written."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal, NamedTuple

from sim.language.clauses import Clause
from sim.language.cues import Cue
from sim.language.deeds import Deed
from sim.language.french import WEEKDAYS
from sim.language.tokens import Day
from sim.language.words import Sentence

NEAR = 120
"""Days. Without a year, a date this near is of the nearest year; farther, the words around must tell."""
RECENT = 45
"""Days. What is dated (« du 3 décembre ») is seldom to come in longer than that."""


class Where(NamedTuple):
    """A sentence, and the day on which it is written."""

    sentence: Sentence
    clauses: tuple[Clause, ...]
    today: date

    def time_around(self, match: re.Match[str]) -> Literal["past", "vague", "later"]:
        """Say of what time the words around a day speak: what happened, or what will; vague where either fits."""
        before = self.sentence.norm[: match.start()]
        if _AHEAD.search(before):
            return "later"
        if _SINCE.search(before):
            return "past"
        at, _ = self.sentence.range(match)
        told = [(one, deed) for one in self.clauses for deed in one.deeds if deed.who != "nobody"]
        near = [deed for one, deed in told if one.first <= at < one.end]
        if any(_tells_later(deed) for deed in near):
            return "later"
        if _DONE.search(before):
            return "past"
        tenses = {deed.tense for deed in near or [deed for _, deed in told]}
        if not tenses or tenses & {"past", "imperfect", "conditional_perfect"}:
            return "vague"
        # What happened stands elsewhere in the sentence: « la première est partie, la seconde lundi ».
        return "vague" if any(deed.tense == "past" for _, deed in told) else "later"


def _tells_later(deed: Deed) -> bool:
    """Say whether a verb speaks of what comes."""
    if deed.tense in {"future", "near_future", "order"}:
        return True
    return deed.tense in {"present", "conditional"} and deed.verb not in {"etre", "avoir"}


def relative_days(where: Where) -> Iterator[Cue]:
    """Return the days said without a month: « demain », « vendredi », « lundi prochain », « le 16 »."""
    sentence = where.sentence
    taken: list[tuple[int, int]] = []
    for pattern, read in _READERS:
        for match in pattern.finditer(sentence.norm):
            if any(start < match.end() and match.start() < end for start, end in taken):
                continue
            taken.append(match.span())
            found = read(match, where)
            if found is not None:
                yield Cue(found[0].isoformat(), *sentence.place(match), found[1])


def full_day(found: Day, today: date, before: str) -> tuple[date, bool]:
    """Return a date of the text with its year, and whether the year is sure."""
    if found.year is not None:
        return date(found.year, found.month, found.day), True
    years = [today.year, today.year + 1, today.year - 1]
    dates = [date(year, found.month, found.day) for year in years if _exists(year, found)]
    past = [day for day in dates if day <= today]
    nearest = min(dates, key=lambda day: abs((day - today).days))
    if before.endswith("depuis le "):
        return max(past), True
    if _DATED.search(before) and (nearest - today).days > RECENT:
        return nearest, False
    return nearest, abs((nearest - today).days) <= NEAR


def _exists(year: int, found: Day) -> bool:
    try:
        date(year, found.month, found.day)
    except ValueError:
        return False
    return True


def _shifted(match: re.Match[str], where: Where) -> tuple[date, bool] | None:
    # « à ce jour, rien n’est arrivé »: so far, and no day.
    so_far = match[0] == "ce jour" and where.sentence.norm[: match.start()].endswith("a ")
    return where.today + timedelta(days=DISTANCES[match[0]]), not so_far


def _weekday(match: re.Match[str], where: Where) -> tuple[date, bool] | None:
    rank = WEEKDAYS.index(match["day"])
    if match["number"]:
        return _numbered(int(match["number"]), where, rank)
    if match["every"]:
        return None
    if match["when"] and match["when"] not in {"matin", "soir"}:
        return _told_apart(match["when"], rank, where.today)
    ahead = (rank - where.today.weekday()) % 7
    if ahead == 0:
        return where.today, False
    norm = where.sentence.norm
    if _UNTIL_DAY.match(norm, match.end()) or _FROM_DAY.search(norm[: match.start()]):
        # « Du lundi au vendredi » is any week's.
        return where.today + timedelta(days=ahead), False
    time = where.time_around(match)
    if time == "past":
        return where.today - timedelta(days=7 - ahead), True
    return where.today + timedelta(days=ahead), time == "later"


def _told_apart(when: str, rank: int, today: date) -> tuple[date, bool]:
    """Return the day of a weekday said with its week: « lundi prochain », « vendredi de la semaine suivante »."""
    ahead = (rank - today.weekday()) % 7
    monday = today - timedelta(days=today.weekday())
    if when.startswith("proch"):
        # In the same week as today, « vendredi prochain » is this Friday to some, and the next to others.
        return today + timedelta(days=ahead or 7), rank <= today.weekday()
    shifts = {
        "dernier": today - timedelta(days=7 - ahead),
        "passe": today - timedelta(days=7 - ahead),
        "en huit": today + timedelta(days=ahead + 7),
        "de cette semaine": monday + timedelta(days=rank),
        "de la semaine prochaine": monday + timedelta(days=rank + 7),
        "de la semaine suivante": monday + timedelta(days=rank + 7),
        "de la semaine derniere": monday + timedelta(days=rank - 7),
        "de la semaine passee": monday + timedelta(days=rank - 7),
    }
    return (shifts[when], True) if when in shifts else (today + timedelta(days=ahead), bool(ahead))


def _numbered(number: int, where: Where, rank: int) -> tuple[date, bool] | None:
    """Return the nearest day of this number that is that weekday: « vendredi 16 »."""
    days = (where.today + timedelta(days=shift) for shift in range(-40, 60))
    fits = [day for day in days if day.day == number and day.weekday() == rank]
    return (min(fits, key=lambda day: abs((day - where.today).days)), True) if fits else None


def _weekday_and_number(match: re.Match[str], where: Where) -> tuple[date, bool] | None:
    return _numbered(int(match["number"]), where, WEEKDAYS.index(match["day"]))


def _of_month(match: re.Match[str], where: Where) -> tuple[date, bool] | None:
    number = int(match["number"].removesuffix("er"))
    if not 1 <= number <= 31:
        return None
    ahead = [
        day for shift in range(32) if (day := where.today + timedelta(days=shift)).day == number
    ]
    behind = [
        day for shift in range(1, 32) if (day := where.today - timedelta(days=shift)).day == number
    ]
    time = where.time_around(match) if match["from"] in {"le", "du"} else "later"
    if match["next"]:
        month = where.today.replace(day=1) + timedelta(days=31)
        return month.replace(day=min(number, 28)), number <= 28
    of_paper = (
        match["from"] == "du"
        and number < where.today.day
        and not _FROM_THEN.search(where.sentence.norm[: match.start()])
    )
    if behind and (time == "past" or of_paper):
        return behind[0], number < where.today.day
    return (ahead[0], time == "later" and number >= where.today.day) if ahead else None


DISTANCES = {
    "aujourdhui": 0,
    "ce jour": 0,
    "demain": 1,
    "apres demain": 2,
    "hier": -1,
    "avant hier": -2,
    "surlendemain": 2,
}
_DAY = "|".join(WEEKDAYS)
_UNTIL_DAY = re.compile(rf" (?:au|a) (?:{_DAY})\b")
_FROM_DAY = re.compile(rf"\b(?:{_DAY}) (?:au|a) $")
_AHEAD = re.compile(
    r"\b(?:avant|pour|de ici|des|jusque|sous|a partir de|a|au)(?: a| le| au| la| ce)? ?$"
)
_FROM_THEN = re.compile(r"\b(?:partir|compter) $")
_SINCE = re.compile(
    r"\b(?:depuis|date de|datee de"
    r"|(?:mail|mel|courriel|message|courrier|appel|lettre|demande|echange|conversation|relance|commande) (?:telephonique )?(?:de|du))(?: le| du)? ?$"
)
_DONE = re.compile(
    r"\b(?:echu|emis|date|recu|livre|envoye|passe|signe|expedie|facture|poste)e?s?(?: le| du)? ?$"
)
"""What a day after these is of is past: « votre message de vendredi », « échue le 30 »."""
_DATED = re.compile(r"(?:\bdu|\bdepuis le) $")
_READERS = (
    (
        re.compile(rf"\b(?P<day>{_DAY})(?: prochain)? , le (?P<number>\d\d?)(?![.,:/-]?\d)"),
        _weekday_and_number,
    ),
    (re.compile(r"\b(?:apres demain|avant hier)\b"), _shifted),
    (re.compile(r"\b(?:aujourdhui|demain|hier|ce jour)\b"), _shifted),
    (
        re.compile(
            rf"\b(?P<every>(?:tous les|toutes les|chaque|le|les) (?=(?:{_DAY})s?\b(?! \d| prochain| dernier| en huit)))?(?P<day>{_DAY})"
            r"(?: (?P<when>prochain|dernier|passe|en huit|matin|soir|de la semaine (?:prochaine|suivante|derniere|passee)|de cette semaine)|(?: (?P<number>\d\d?)(?! ?(?:h|heures?|pieces|[a-z]*:)\b|[:/.,]?\d)))?\b(?! (?:le )?\d{1,2}[/.-]\d)"
        ),
        _weekday,
    ),
    (
        re.compile(
            r"\b(?P<from>(?<!semaine )(?:avant le|pour le|des le|le|du|au)) (?P<number>(?:[12]\d|3[01]|[1-9])|1er)(?![.,:/-]?\d)(?! (?:au|et|ou|,)(?: le| du)? (?:1er|\d\d?) [a-z]{3,})(?P<next> du mois prochain)?(?= ?(?:$|[,;:.()!]|au\b|et\b|a\b|pour\b|matin\b|soir\b|si\b|par\b|en\b|comme\b|vers\b|avant\b|apres\b|dans\b|avec\b|mais\b|sans\b|chez\b|ou\b|prochain\b|dernier\b|est\b|ce\b|je\b|nous\b|vous\b))"
        ),
        _of_month,
    ),
)  # fmt: skip
