"""How figures, dates and durations are written on screens, in documents and in sentences.

French typography (Lexique des règles typographiques de l'Imprimerie nationale): a narrow no-break
space between thousands, a no-break space before a unit, a comma before decimals.
"""

import re
from datetime import date, datetime, time
from decimal import ROUND_HALF_UP, Decimal

from sim.language.normalise import normalise

NO_BREAK = "\u00a0"
NARROW_NO_BREAK = "\u202f"


def money(amount: Decimal | int) -> str:
    """Return `3 264,00 €`."""
    return f"{number(amount, 2)}{NO_BREAK}€"


def number(value: Decimal | int, decimals: int | None = None) -> str:
    """Return `3 264,5`: rounded half up to `decimals`, or as exact as it is, without idle zeros."""
    exact = Decimal(value)
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    written = f"{exact:,f}"
    if decimals is None and "." in written:
        written = written.rstrip("0").rstrip(".")
    written = written.replace(",", NARROW_NO_BREAK).replace(".", ",")
    return written.removeprefix("-") if exact == 0 else written


def percent(points: Decimal | int, decimals: int | None = None) -> str:
    """Return `87,5 %` for 87.5."""
    return f"{number(points, decimals)}{NO_BREAK}%"


def date_long(day: date, *, weekday: bool = False) -> str:
    """Return `13 octobre 2026`, or `mardi 13 octobre 2026`."""
    in_month = "1er" if day.day == 1 else str(day.day)
    written = f"{in_month} {MONTHS[day.month - 1]} {day.year}"
    return f"{WEEKDAYS[day.weekday()]} {written}" if weekday else written


def date_short(day: date) -> str:
    """Return `13/10/2026`."""
    return f"{day.day:02}/{day.month:02}/{day.year:04}"


def clock_time(moment: datetime | time) -> str:
    """Return `9 h 50`."""
    return f"{moment.hour}{NO_BREAK}h{NO_BREAK}{moment.minute:02}"


def date_and_time(moment: datetime) -> str:
    """Return `13/10/2026 à 9 h 50`."""
    return f"{date_short(moment)} à {clock_time(moment)}"


def duration(seconds: float) -> str:
    """Return `1 h 05`, `45 min` or `30 s`: whole minutes, begun minutes left out."""
    whole = int(seconds)
    hours, minutes = divmod(whole // 60, 60)
    if hours:
        return f"{hours}{NO_BREAK}h{NO_BREAK}{minutes:02}"
    return f"{minutes}{NO_BREAK}min" if minutes else f"{whole}{NO_BREAK}s"


def plural(count: int, one: str, many: str) -> str:
    """Return `1 facture`, `0 facture` or `12 factures`: in French the plural starts at two."""
    return f"{number(count)}{NO_BREAK}{many if abs(count) >= 2 else one}"


def quoted(text: str, empty: str = "vide") -> str:
    """Return the text in quotation marks, or the words that say there is none."""
    return f"«{NO_BREAK}{text}{NO_BREAK}»" if text.strip() else empty


def slug(name: str) -> str:
    """Return `atelier-de-decoupe` for « Atelier de découpe »: for file names and anchors."""
    return re.sub(r"[^a-z0-9]+", "-", normalise(name)).strip("-")


WEEKDAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
)


def typeset(text: str) -> str:
    """Return a sentence with the no-break spaces of French typography, whoever wrote it."""
    return _AFTER.sub("«\u00a0", _BEFORE.sub("\u00a0", text))


_BEFORE = re.compile(r" (?=[:;!?»%€])")
_AFTER = re.compile(r"« ")
