"""The facts a text states, normalised: dates, times, amounts, quantities, rates, references, telephones, names."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from decimal import Decimal

from sim.language.cues import Cue, Said
from sim.language.dates import Where, full_day, relative_days
from sim.language.heard import Heard, Text
from sim.language.listed import listed
from sim.language.names import names_said
from sim.language.numbers import Number, number_at, numbers
from sim.language.tokens import Day, Figure, TimeOfDay, Token, Word, tokens
from sim.language.words import Sentence

PHONE_DIGITS = 10
WORKING = 7
"""Before this hour, « deux heures » is longer than it is early, unless « à » says so."""
Kinded = tuple[str, Cue]


def facts(text: Text, said: Sequence[Said], today: date, names: Sequence[str]) -> tuple[Heard, ...]:
    """Return the facts of a text, each distinct value once: where it is sure, otherwise the first place."""
    best: dict[tuple[str, str], Cue] = {}
    for kind, cue in statements(text, said, today, names):
        before = best.get((kind, cue.value))
        if before is None or (cue.sure and not before.sure):
            best[kind, cue.value] = cue
    heard = (
        text.heard(kind, value, cue.start, cue.end, sure=cue.sure)
        for (kind, value), cue in best.items()
    )
    return tuple(sorted(heard, key=lambda one: one.start))


def statements(text: Text, said: Sequence[Said], today: date, names: Sequence[str]) -> list[Kinded]:
    """Return every place of a text that states a fact, in order; of two that overlap, the longer."""
    found = [one.sentence for one in said]
    kinded = [*_from_tokens(text, today), *_in_words(found)]
    kinded += [("reference", cue) for cue in _spaced_references(text)]
    for one in said:
        days = relative_days(Where(one.sentence, one.clauses, today))
        kinded += [("date", cue) for cue in days]
    people: list[Kinded] = [("name", cue) for cue in names_said(text, found, names)]
    return sorted([*_apart(text, kinded), *people], key=lambda one: one[1].start)


def _apart(text: Text, kinded: list[Kinded]) -> Iterator[Kinded]:
    taken = bytearray(len(text.folded) + 1)
    for kind, cue in sorted(kinded, key=lambda one: (one[1].start - one[1].end, one[1].start)):
        if cue.value and not any(taken[cue.start : cue.end]):
            taken[cue.start : cue.end] = b"\x01" * (cue.end - cue.start)
            yield kind, cue


def _from_tokens(text: Text, today: date) -> Iterator[Kinded]:
    addresses = [match.span() for match in _ADDRESS.finditer(text.folded)]
    for token in tokens(text.folded):
        if any(start <= token.start < end for start, end in addresses):
            continue
        yield from _READ[type(token.meaning)](text, token, today)


def _day(text: Text, token: Token, today: date) -> Iterator[Kinded]:
    assert isinstance(token.meaning, Day)
    day, sure = full_day(token.meaning, today, text.folded[max(0, token.start - 16) : token.start])
    said = text.folded[token.start : token.end]
    # « 1/2 » may be a half, « 3/4 » three quarters: without a year both figures must be dates in full.
    sure = sure and (len(said) > 3 or "/" not in said)
    yield "date", Cue(day.isoformat(), token.start, token.end, sure)


def _time(text: Text, token: Token, today: date) -> Iterator[Kinded]:
    assert isinstance(token.meaning, TimeOfDay)
    hour, minute, end = token.meaning.hour, token.meaning.minute, token.end
    before = text.folded[max(0, token.start - 24) : token.start]
    after = text.folded[token.end : token.end + 24]
    if _LASTS.search(before) or _LASTS_AFTER.match(after):
        return
    sure = (
        bool(_AT.search(before))
        or (hour >= WORKING and not _OF.search(before))
        or bool(_TO.match(after))
    )
    if hour < 12 and _EVENING.match(after):
        hour += 12
    half = _HALF.match(after)
    if half and not minute:
        minute, end = (15 if "quart" in half[0] else 30), token.end + half.end()
    yield "time", Cue(f"{hour:02}:{minute:02}", token.start, end, sure)


def _figure(text: Text, token: Token, today: date) -> Iterator[Kinded]:
    assert isinstance(token.meaning, Figure)
    readings = token.meaning.readings
    value = max(readings, key=abs) if len(readings) > 1 else next(iter(readings))
    sure = len(readings) == 1
    said = text.folded[token.start : token.end]
    if token.meaning.percent:
        yield "percent", Cue(plain(abs(value)), token.start, token.end, sure)
        return
    before = text.folded[max(0, token.start - 24) : token.start]
    after = text.folded[token.end : token.end + 24]
    if _MONEY.search(said) or _MONEY_BEFORE.search(before):
        yield "amount", Cue(f"{value:.2f}", token.start, token.end)
    elif _CENTS.match(after):
        yield "amount", Cue(f"{value / 100:.2f}", token.start, token.end)
    elif _COINS.match(after):
        yield "amount", Cue(f"{value:.2f}", token.start, token.end)
    else:
        yield from _counted(text, token, value, (before, after), sure=sure)


def _counted(
    text: Text, token: Token, value: Decimal, around: tuple[str, str], *, sure: bool
) -> Iterator[Kinded]:
    """Read a bare figure: things, unless the words around say a delay, a rank, an address or a sum."""
    before, after = around
    said = text.folded[token.start : token.end]
    if _RANKED.search(before) or _RANKED_AFTER.match(after) or said.startswith("0"):
        if _NUMBERED.search(before) and len(said) >= 3 and said.isdigit():
            yield "reference", Cue(said, token.start, token.end, len(said) >= 4)
        return
    if _DELAY.match(after) or _DELAY_SAID.search(said):
        return
    if _DECIMALS.search(said) and _SUM.search(before):
        yield "amount", Cue(f"{value:.2f}", token.start, token.end, sure=False)
        return
    # « 74300 Cluses »: five figures in a row before a name are a postcode.
    is_postcode = (
        len(said) == 5 and said.isdigit() and text.written(*_next_letter(text, token.end)).isupper()
    )
    is_year = said.isdigit() and 1990 <= value < 2100
    has_unit = bool(_THING.match(after)) or said[-1:].isalpha() or bool(_COUNTS.search(before))
    yield (
        "quantity",
        Cue(
            plain(abs(value)),
            token.start,
            token.end,
            sure and has_unit and not is_year and not is_postcode,
        ),
    )


def _next_letter(text: Text, at: int) -> tuple[int, int]:
    start = min(at + 1, len(text.folded))
    return start, min(start + 1, len(text.folded))


def plain(value: Decimal) -> str:
    """Return `400` or `87.5`."""
    written = f"{value:f}"
    return written.rstrip("0").rstrip(".") if "." in written else written


def _coded(text: Text, token: Token, today: date) -> Iterator[Kinded]:
    """Read a word with digits: a telephone, a reference, or neither."""
    assert isinstance(token.meaning, Word)
    letters = token.meaning.letters
    if letters.isdigit():
        if len(letters) == PHONE_DIGITS and letters[0] == "0" and letters[1] != "0":
            yield "phone", Cue(letters, token.start, token.end)
        return
    if not any(char.isdigit() for char in letters):
        return
    said = text.folded[token.start : token.end]
    if _NO_REFERENCE.fullmatch(said) or len(said) > 24:
        return
    digits = sum(char.isdigit() for char in said)
    yield (
        "reference",
        Cue(
            said.upper().rstrip("-./"),
            token.start,
            token.end,
            said[0].isalpha() and (digits >= 3 or (digits == 2 and "-" in said)),
        ),
    )


def _spaced_references(text: Text) -> Iterator[Cue]:
    """Read « BL 26-1871 », « F2026 0702 », « offre 2026-318 »: spaces do not count."""
    for match in _SPACED.finditer(text.folded):
        yield Cue(match[0].replace(" ", "").replace("n°", "").upper(), *match.span())
    for match in _DIGITS_ONLY.finditer(text.folded):
        yield Cue(match["digits"], *match.span("digits"))


def _in_words(found: Sequence[Sentence]) -> Iterator[Kinded]:
    """Return what numbers in words say, by the word that follows."""
    for sentence in found:
        dictated = list(_dictated(sentence))
        yield from (("phone", cue) for cue in dictated)
        for number in numbers(sentence.words):
            if any(cue.start <= sentence.words[number.first].start < cue.end for cue in dictated):
                continue
            kinded = _worded(sentence, number)
            if kinded is not None:
                yield kinded


def _dictated(sentence: Sentence) -> Iterator[Cue]:
    """Read a telephone number said in words: « zéro six, douze, quarante-cinq, soixante-dix-huit, trente »."""
    words = sentence.words
    for at, word in enumerate(words):
        if word.form != "zero":
            continue
        digits, end = "", at
        while end < len(words) and len(digits) < PHONE_DIGITS:
            found = number_at(words, end)
            if words[end].form == "zero":
                digits, end = digits + "0", end + 1
            elif found:
                is_unit = len(digits) % 2 == 1
                digits += str(found.value) if is_unit else f"{found.value:02f}"
                end = found.end
            elif words[end].form in {",", "-", "puis"}:
                end += 1
            else:
                break
        if len(digits) == PHONE_DIGITS and digits[1] != "0":
            yield Cue(digits, word.start, words[end - 1].end)


def _worded(sentence: Sentence, number: Number) -> Kinded | None:
    words = sentence.words
    forms = [word.form for word in words[number.end : number.end + 5]] + [""] * 5
    before = words[number.first - 1].form if number.first else ""
    start, end = words[number.first].start, words[number.end - 1].end
    unit = forms[0]
    if unit in {"euro", "euros", "eur"} or (unit == "de" and forms[1] == "euros"):
        cents = [one for one in numbers(words[number.end + 1 : number.end + 5]) if one.first == 0]
        value = number.value + (cents[0].value / 100 if cents and cents[0].value < 100 else 0)
        last = number.end + (cents[0].end if cents else 0)
        return "amount", Cue(f"{value:.2f}", start, words[last].end)
    if unit in {"centime", "centimes"}:
        return "amount", Cue(f"{number.value / 100:.2f}", start, words[number.end].end)
    if unit in {"pourcent", "%"} or (unit == "pour" and forms[1] in {"cent", "cents"}):
        return "percent", Cue(plain(number.value), start, words[number.end].end)
    if unit in {"heure", "heures", "h"}:
        return _worded_time(sentence, number, forms, before)
    return _worded_things(number, forms, before, (start, end))


def _worded_time(
    sentence: Sentence, number: Number, forms: list[str], before: str
) -> Kinded | None:
    from_then = (
        before == "de"
        and number.first > 1
        and sentence.words[number.first - 2].form in {"partir", "compter"}
    )
    if (
        number.value >= 24
        or number.value % 1
        or (
            before in {"sous", "dans", "pendant", "depuis", "de", "en", "les", "des"}
            and not from_then
        )
        or (forms[1] in {"de", "par"} and forms[2] not in {"le", "la", "matin"})
    ):
        return None
    words = sentence.words
    early = number.value < WORKING and before not in {
        "a",
        "vers",
        "avant",
        "apres",
        "des",
        "jusque",
        "de",
    }
    if early:
        return None
    minutes = [one for one in numbers(words[number.end + 1 : number.end + 4]) if one.first == 0]
    hour = int(number.value) + (12 if number.value < 12 and "soir" in forms[1:5] else 0)
    minute, last = 0, number.end
    if forms[1:4] == ["moins", "le", "quart"]:
        return "time", Cue(
            f"{hour - 1:02}:45", words[number.first].start, words[number.end + 3].end, hour > 0
        )
    if minutes and minutes[0].value < 60:
        minute, last = int(minutes[0].value), number.end + minutes[0].end
    elif forms[1] == "et" and forms[2] in {"demi", "demie", "quart"}:
        minute, last = (15 if forms[2] == "quart" else 30), number.end + 2
    return "time", Cue(f"{hour:02}:{minute:02}", words[number.first].start, words[last].end)


def _worded_things(
    number: Number, forms: list[str], before: str, place: tuple[int, int]
) -> Kinded | None:
    if forms[0] in _MONTHS or before in {
        "numero",
        "n",
        "article",
        "page",
        "semaine",
        "lot",
        "entre",
    }:
        return None
    if (
        forms[0] in _DELAYS
        or forms[0]
        in {"excuses", "excuse", "merci", "mercis", "pardons", "fois", "pour", "mots", "mot"}
        or (
            number.value in {100, 1000}
            and number.end - number.first == 1
            and not forms[0].isalpha()
        )
    ):
        return None
    is_alone = not forms[0].isalpha() or forms[0] in {
        "ou",
        "et",
        "de",
        "des",
        "du",
        "a",
        "ont",
        "sont",
        "je",
        "nous",
        "vous",
    }
    doubtful = (
        is_alone and before not in {"sur", "serez", "serons", "sont", "manque", "reste"}
    ) or forms[0] in {"choses", "mots", "secondes", "cotes"}
    return "quantity", Cue(plain(number.value), *place, not doubtful)


_MONTHS = listed(
    "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre"
)
_DELAYS = listed(
    "jour jours semaine semaines mois an ans annee annees minute minutes seconde secondes heure heures trimestre trimestres mn min"
)
_ADDRESS = re.compile(
    r"[\w.+-]{1,64}@[\w.-]{1,80}|https?://\S{1,200}|[\w-]{1,80}\.(?:pdf|docx?|xlsx?|csv|odt|ods)\b"
)
_MONEY = re.compile(r"€|eur|\bke?\b|k[ ]?e")
_MONEY_BEFORE = re.compile(r"(?:€|\beur|\beuros)[ ]?$")
_CENTS = re.compile(r"[ ]?(?:centimes?|cts?)\b")
_COINS = re.compile(r"[ ]?(?:balles|boules)\b(?! de)")
_SUM = re.compile(
    r"(?:montant|total|solde|somme|ttc|ht|payer|regler|paye|regle|prix|facture|avoir|virement)\b[^.\n]{0,16}$"
)
_DECIMALS = re.compile(r"[.,]\d\d$")
_LASTS = re.compile(
    r"(?:\bsous|\bretard|\bretard de|\bduree|\bdans(?: les?)?|\bpendant|\bdepuis|\bdurant|\bde ici|\bd'ici|\ben|\bdes|\bles|\bencore|\bfait|\bil y a)[ ](?:moins de |environ |plus de |au moins )?$"
)
_LASTS_AFTER = re.compile(
    r"[ ]?/[ ]?24|[ ](?:de (?:retard|travail|route|main|battement|delai|plus|moins|trajet|reunion|formation)|minimum|au moins|environ de|par (?:jour|semaine)|supplementaires?|ouvrees?|max(?:imum)?)\b"
)
_HALF = re.compile(r"[ ]et (?:demie?|quart)\b")
_AT = re.compile(
    r"\b(?:a|vers|avant|apres|des|jusque|jusqu'a|partir de|environ|entre|heure :)[ ]?:?[ ]$"
)
_OF = re.compile(r"(?<!partir )\bde[ ]$")
_TO = re.compile(r"[ ]?(?:a|et|-)[ ]?\d{1,2}[ ]?(?:h|:)")
_EVENING = re.compile(r"[ ](?:du soir|de l'apres[ -]midi)\b")
_RANKED = re.compile(
    r"(?:\bn[°o]|\bn\.|\bnumero|\bpages?|\bp\.|\barticles?|\bart\.?|\bsemaines?|\bsem\.?|\blot|\bligne|\betape|\bquai|\bporte|\bbatiment|\bbat\.?|\bposte|\bbureau|\bsalle|\bequipe|\bagence|\bhall|\betage|\bcasier|\bcamion|\btva|\bindice|\brev|\bnum|\brue|\bstandard|§|\bniveau|\bphase|\bzone|\ballee|\bversion|\bchapitre|\bpoint|\bcode|\bcp|\bsiret|\bsiren|\bbp|\bref\.?|\breference|\bcommande|\bfacture|\bdevis|\bbl|\bbon|\bcc|\bdossier|#|\ble|\bdu|\bau|-|:\d\d)[ ]?[°:]?[ ]?$"
)
_NUMBERED = re.compile(
    r"(?:n[°o]|\bnumero|\bref\.?|\breference|\bcommande|\bfacture|\bdevis|\bbl|\bdossier|#)[ ]?[:°]?[ ]?$"
)
_RANKED_AFTER = re.compile(
    r"(?:e|er|eme|ere|nd|nde)\b|,?[ ](?:rue|avenue|boulevard|place|allee|chemin|route|bis|ter)\b|[ ]?/|[ ]?h\b|:\d"
)
_DELAY = re.compile(
    r"[ ]?(?:jours?|j\b|semaines?|mois|ans?\b|annees?|minutes?|min\b|mn\b|secondes?|heures?|h\b|fois|points?|trimestres?)"
)
_DELAY_SAID = re.compile(r"\d[ ]?(?:h|j|min|mn)$")
_COUNTS = re.compile(
    r"\b(?:de|a|sur|environ|soit|manque|recu|recus|depose|compte|livre|livres|serons|serez|sont|seuil|quantite|qte|total|reste)[ ]?:?[ ]$"
)
_THING = re.compile(r"[ ]?(?:[a-z]{2,}|[°]c)")
_NO_REFERENCE = re.compile(
    r"\d.{0,3}|[a-z]\d{1,2}|\d{1,3}[a-z]{1,8}|s\d{1,2}|cqpm\d*|co2|h24|\d+h\d*|[a-z]+\d|20\d\d-s\d\d|t[1-4]|iso-?\d+|covid-?19|fr\d{2}[0-9a-z]{10,}|\d{1,2}x\d{1,2}|\d+e|\d+er|\d+eme|\d+[a-z]{1,3}"
)
_SPACED = re.compile(
    r"(?<![a-z0-9])(?:(?:bl|cc|av|fa|fac|ar|bc|of|dv|cde|bt|bon)[ ](?:n°[ ]?)?(?:20)?\d{2}-\d{3,4}|(?:f|fa)[ ]?20\d{2}[ ]?-?[ ]?\d{4})(?![0-9a-z]|[ ]?€|[.,-]\d)"
)
_DIGITS_ONLY = re.compile(
    r"\b(?:bl|offre|devis|factu?r?e?s?|commandes?|bon|avoir|dossier|ref|reference|contrat|ticket|litige|dossier litige)(?:[ ](?:n°|numero|no|num)|\.)?[ ]?(?P<digits>\d{2,4}-\d{2,5}|\d{4,6})(?![0-9a-z/-]|[ ]?€|[.,]\d)"
)
_READ: dict[type, Callable[[Text, Token, date], Iterator[Kinded]]] = {
    Day: _day,
    TimeOfDay: _time,
    Figure: _figure,
    Word: _coded,
}
