"""Texts of fields: from what a French person types to the canonical form, and back to what is read."""

import re
from dataclasses import dataclass
from datetime import date, time
from decimal import Decimal, InvalidOperation

from sim.erp.doctype import FieldSpec
from sim.language.french import MONTHS, NO_BREAK, clock_time, date_short, money, number
from sim.language.normalise import normalise

TEXT_LIMIT, LONG_TEXT_LIMIT = 200, 4000
LARGEST = Decimal(10) ** 12
_SPACES = re.compile(r"\s")
_NUMERIC_DATE = re.compile(r"(\d{1,2})[/.\- ](\d{1,2})[/.\- ](\d{4}|\d{2})")
_WRITTEN_DATE = re.compile(r"(\d{1,2})(?:er)? ([a-z]+) (\d{4})")
_TIME = re.compile(r"(\d{1,2})(?:h|:)(\d{2})?", re.ASCII)
_MONTHS = {normalise(name): rank for rank, name in enumerate(MONTHS, start=1)}
_YES = {"true", "oui", "on", "1", "vrai", "x"}
_NO = {"false", "non", "off", "0", "faux"}


@dataclass(frozen=True, slots=True)
class Problem:
    """Why a text cannot be the value of a field, in French."""

    message: str


def parse_value(spec: FieldSpec, text: str) -> str | Problem:
    """Return the canonical text; an empty one stays empty. Links are resolved elsewhere."""
    text = text.replace("\x00", "").strip()
    if not text:
        return "false" if spec.type == "boolean" else ""
    return _PARSERS[spec.type](spec, text)


def _problem(spec: FieldSpec, text: str, what: str) -> Problem:
    shown = text if len(text) <= 40 else f"{text[:40]}…"
    return Problem(f"{spec.label_fr} : « {shown} » {what}")


def _text(spec: FieldSpec, text: str) -> str | Problem:
    line = " ".join(text.split())
    if len(line) > TEXT_LIMIT:
        return _problem(spec, line, f"est trop long. Limitez-vous à {TEXT_LIMIT} caractères.")
    return line


def _long_text(spec: FieldSpec, text: str) -> str | Problem:
    if len(text) > LONG_TEXT_LIMIT:
        return _problem(spec, text, f"est trop long. Limitez-vous à {LONG_TEXT_LIMIT} caractères.")
    return text.replace("\r\n", "\n")


def _decimal(spec: FieldSpec, text: str, unit: str, example: str) -> Decimal | Problem:
    plain = _SPACES.sub("", text).removesuffix(unit).replace(",", ".").replace("−", "-")
    if not re.fullmatch(r"-?(\d+\.?\d*|\.\d+)", plain, re.ASCII):
        return _problem(spec, text, f"n’est pas un nombre. Saisissez par exemple {example}.")
    value = Decimal(plain)
    if value < 0 and not spec.signed:
        return _problem(spec, text, "est négatif. Saisissez un nombre positif.")
    if abs(value) >= LARGEST:
        return _problem(spec, text, "est trop grand. Vérifiez votre saisie.")
    return value


def plain(value: Decimal) -> str:
    """Return a number without idle zeros: `12.5`."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def cents(value: Decimal) -> str:
    """Return an amount with two decimals, more when it has more: `12.50`, `0.8925`."""
    if value == value.quantize(Decimal("0.01")):
        return f"{value.quantize(Decimal('0.01')):f}"
    return plain(value)


def _integer(spec: FieldSpec, text: str) -> str | Problem:
    value = _decimal(spec, text, "", "250")
    if isinstance(value, Decimal) and value != value.to_integral_value():
        return _problem(spec, text, "n’est pas un nombre entier. Saisissez par exemple 250.")
    return value if isinstance(value, Problem) else f"{value.to_integral_value():f}"


def _quantity(spec: FieldSpec, text: str) -> str | Problem:
    value = _decimal(spec, text, "", "250")
    if isinstance(value, Problem):
        return value
    if value != round(value, 3):
        return _problem(spec, text, "a trop de décimales. Trois au plus, par exemple 12,5.")
    return plain(value)


def _money(spec: FieldSpec, text: str) -> str | Problem:
    value = _decimal(spec, text, "€", "1 234,50")
    if isinstance(value, Problem):
        return value
    if value != round(value, spec.decimals):
        return _problem(
            spec, text, f"a trop de décimales. {spec.decimals} au plus, par exemple 12,50."
        )
    return cents(value)


def _percent(spec: FieldSpec, text: str) -> str | Problem:
    value = _decimal(spec, text, "%", "3 ou 5,5")
    if isinstance(value, Problem):
        return value
    if value > 100 or value != round(value, 2):
        return _problem(
            spec, text, "n’est pas un taux. Saisissez un nombre de 0 à 100, par exemple 5,5."
        )
    return plain(value)


def _date(spec: FieldSpec, text: str) -> str | Problem:
    found = _read_date(normalise(text))
    if found is None or not 1920 <= found.year <= 2099:
        return _problem(spec, text, "n’est pas une date. Saisissez par exemple 13/10/2026.")
    return found.isoformat()


def _read_date(text: str) -> date | None:
    try:
        if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text, re.ASCII):
            return date.fromisoformat(text)
        if numeric := _NUMERIC_DATE.fullmatch(text):
            year = int(numeric[3])
            return date(year + 2000 if year < 100 else year, int(numeric[2]), int(numeric[1]))
        if written := _WRITTEN_DATE.fullmatch(text):
            return date(int(written[3]), _MONTHS.get(written[2], 0), int(written[1]))
    except ValueError:
        return None
    return None


def _time(spec: FieldSpec, text: str) -> str | Problem:
    found = _TIME.fullmatch("".join(text.split()).lower())
    if found is None or int(found[1]) > 23 or int(found[2] or 0) > 59:
        return _problem(spec, text, "n’est pas une heure. Saisissez par exemple 9 h 30 ou 9:30.")
    return f"{int(found[1]):02}:{int(found[2] or 0):02}"


def _choice(spec: FieldSpec, text: str) -> str | Problem:
    if spec.options:
        return text
    return match_choice(spec, text, spec.choices)


def match_choice(spec: FieldSpec, text: str, choices: tuple[tuple[str, str], ...]) -> str | Problem:
    """Return the code of the choice meant by its code or its label."""
    wanted = normalise(text)
    for code, label in choices:
        if wanted in (normalise(code), normalise(label)):
            return code
    return _problem(spec, text, "n’est pas une valeur proposée. Choisissez dans la liste.")


def _boolean(spec: FieldSpec, text: str) -> str | Problem:
    word = normalise(text)
    if word in _YES | _NO:
        return "true" if word in _YES else "false"
    return _problem(spec, text, "n’est ni oui ni non. Cochez ou décochez la case.")


_PARSERS = {
    "text": _text,
    "long_text": _long_text,
    "integer": _integer,
    "decimal": _quantity,
    "money": _money,
    "percent": _percent,
    "date": _date,
    "time": _time,
    "choice": _choice,
    "link": _text,
    "boolean": _boolean,
}


def display(spec: FieldSpec, text: str) -> str:
    """Return what a reader sees for a canonical text: `1 234,50 €`, `13/10/2026`, `Oui`."""
    if spec.type == "boolean":
        return "Oui" if text == "true" else "Non"
    if not text:
        return ""
    try:
        return _shown(spec, text)
    except (InvalidOperation, ValueError):
        return text


def _shown(spec: FieldSpec, text: str) -> str:
    if spec.type in ("integer", "decimal"):
        return number(Decimal(text))
    if spec.type == "money":
        return unit_price(Decimal(text))
    if spec.type == "percent":
        return f"{number(Decimal(text))}{NO_BREAK}%"
    if spec.type == "date":
        return date_short(date.fromisoformat(text))
    if spec.type == "time":
        return clock_time(time.fromisoformat(text))
    return dict(spec.choices).get(text, text)


def unit_price(value: Decimal) -> str:
    """Return `1,48 €`, with more decimals when the price has more: `0,8925 €`."""
    return money(value) if value == round(value, 2) else f"{number(value)}{NO_BREAK}€"


def decimal_of(row: dict[str, str], name: str) -> Decimal:
    """Return a number of a row; what is missing or unreadable counts as nothing."""
    try:
        value = Decimal(row.get(name) or "0")
    except InvalidOperation:
        return Decimal(0)
    return value if value.is_finite() else Decimal(0)


def date_of(row: dict[str, str], name: str) -> date | None:
    """Return a date of a row, when there is one."""
    try:
        return date.fromisoformat(row.get(name, ""))
    except ValueError:
        return None
