"""French typography as an office writes it: what is wrong, where, and the right way.

Source: *Lexique des règles typographiques en usage à l’Imprimerie nationale*, with the tolerances of
office.md §5.5: the kind of space never counts, its absence does; what a word processor corrects by itself
is not held against those who typed in a browser.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple


class Slip(NamedTuple):
    """A fault: its rule, its place in the text, the words that show it."""

    code: str
    start: int
    end: int
    said: str


class Convention(NamedTuple):
    """A rule: what breaks it, what is right, and what is right too."""

    pattern: re.Pattern[str]
    right_fr: str
    tolerates_fr: str


_MONTHS = "janvier|février|mars|avril|mai|juin|juillet|août|septembre|octobre|novembre|décembre"
_UNITS = r"kg|mg|km|mm|cm|kW|kWh|°C|ml|cl"

CONVENTIONS: dict[str, Convention] = {
    "high_punctuation": Convention(
        re.compile(r"[^\W\d_»)\]]([!?;])(?![\w/=])|[^\W_]{2}(:)(?=\s|$)"),
        "espace insécable avant « ; », « : », « ! » et « ? »", "toute espace ; les heures et les adresses",
    ),
    "guillemets": Convention(
        re.compile(r"«(?=\S)(?![\u00a0\u202f])|(?<=\S)(?<![\u00a0\u202f])»"),
        "espace insécable à l’intérieur des guillemets « … »", "toute espace",
    ),
    "straight_quotes": Convention(
        re.compile(r"(?<![\w\d])\"[^\"\n]{1,80}\"|“[^”\n]{1,80}”"), "guillemets français « … »", "les pouces et les apostrophes droites",
    ),
    "space_before_comma": Convention(
        re.compile(r"(?<=[\w)»])[ \xa0]+,|(?<=[^\W\d_])[ \xa0]+\.(?=\s|$)"), "pas d’espace avant une virgule ou un point", "les points de suspension",
    ),
    "space_after_comma": Convention(
        re.compile(r"(?<=[^\W\d_]),(?=[^\W\d_])"), "espace après une virgule", "les nombres",
    ),
    "doubled_punctuation": Convention(
        re.compile(r",,+|;;+|(?<!\.)\.\.(?!\.)|::+"), "un seul signe de ponctuation", "les points de suspension, « ?! »",
    ),
    "doubled_space": Convention(
        re.compile(r"(?<=\S) {2,3}(?=[^\s:;!?»])"), "une seule espace", "les alignements de plus de trois espaces, jugés ailleurs",
    ),
    "doubled_word": Convention(
        re.compile(r"\b(?!nous\b|vous\b)([^\W\d_]{2,})[ \xa0]+\1\b", re.IGNORECASE), "un seul mot", "« nous nous », « vous vous »",
    ),
    "english_number": Convention(
        re.compile(r"\b\d{1,3}(?:,\d{3})+\.\d+\b|\b\d+\.\d{2}(?=[ \xa0\u202f]?(?:€|euros?\b|EUR\b))"),
        "virgule décimale et milliers séparés par une espace", "toute espace, ou aucune, entre les milliers",
    ),
    "currency": Convention(
        re.compile(r"€[ \xa0\u202f]?\d|\d€|\d%"), "symbole après le nombre, précédé d’une espace", "toute espace",
    ),
    "unit": Convention(
        re.compile(rf"(?<![\w-])\d+(?:,\d+)?(?:{_UNITS})\b"), "espace entre le nombre et l’unité", "toute espace ; les références",
    ),
    "date": Convention(
        re.compile(rf"\b\d{{1,2}}\.\d{{1,2}}\.\d{{2,4}}\b|\b0\d[ \xa0](?:{_MONTHS})\b|\b1[ \xa0](?:{_MONTHS})\b"),
        "« 3 octobre 2026 », « 1er octobre 2026 » ou « 03/10/2026 »", "les barres ; le mois en lettres",
    ),
    "capital_month": Convention(
        re.compile(rf"\b\d{{1,2}}(?:er)?[ \xa0](?:{_MONTHS.title()})\b"), "pas de majuscule au nom du mois", "les titres en capitales",
    ),
    "title": Convention(re.compile(r"\bMr\b\.?(?=[ \xa0][A-ZÀ-Ý])"), "« M. » pour Monsieur", "« Monsieur »"),
}  # fmt: skip

_CODES = re.compile(
    r"(?:https?://|www\.)\S{1,300}|(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,4}"
    r"|(?<![\w-])[\w-]{1,120}\.(?:docx?|xlsx?|pptx?|pdf|od[tsp]|csv|txt|rtf)\b"
)
_BARE_CAPITAL = re.compile(
    r"\bA(?=[ \xa0](?:l[’']|la|le|compter|réception|partir|défaut|titre|ce|cet|cette|votre|notre|bientôt)\b)"
    r"|\bE(?=(?:tat|cole|quipe|tude|tablissement|volution|change|nergie|dition|lectricité|lément|mission)s?\b)"
)
_ACCENTED_CAPITAL = re.compile(r"[ÀÂÉÈÊËÎÏÔÙÛÇ](?=[a-zà-ÿ ]|\b)")


def slips(text: str) -> list[Slip]:
    """Return the faults of a text, in order. Addresses and file names are left alone."""
    masked = _CODES.sub(lambda found: "x" * len(found[0]), text)
    found = [
        Slip(code, *match.span(), text[slice(*match.span())])
        for code, convention in CONVENTIONS.items()
        for match in convention.pattern.finditer(masked)
    ]
    return sorted([*found, *_capitals(masked)], key=lambda slip: slip.start)


def _capitals(text: str) -> Iterator[Slip]:
    """Return bare capitals where others have their accent: leaving all of them out is a choice."""
    if _ACCENTED_CAPITAL.search(text):
        for match in _BARE_CAPITAL.finditer(text):
            yield Slip("capitals", *match.span(), match[0])


RIGHT_FR = {code: convention.right_fr for code, convention in CONVENTIONS.items()} | {
    "capitals": "accent sur les majuscules, partout ou nulle part"
}
