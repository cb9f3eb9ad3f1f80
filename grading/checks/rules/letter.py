"""The business letter: its zones, in the layout taught after NF Z 11-001 (office.md §5.1).

The norm is a recommendation: a rule is scored only where the company's style guide repeats it.
"""

import re
from itertools import pairwise

from grading.checks.rules.lines import Line, first, has_day, lines
from grading.checks.rules.rule import Breach, Breaches, Rule, Switch, unless
from grading.documents.model import TextDocument
from sim.language.mentions import says

SUBJECT = re.compile(r"(?:objet|concerne|sujet) ?:?(?=\W|$)")
REFERENCES = re.compile(r"(?:[vn] ?/ ?ref|vos? ref|nos? ref|(?:votre|notre) ref|ref(?:erences?|s)?\b|affaire suivie|dossier suivi|suivi par)")  # fmt: skip
ENCLOSURES = re.compile(r"(?:p\.? ?j\.?(?=\W|$)|pieces? ?(?:jointes?)|annexes?)")
SALUTATION = re.compile(
    r"(?:(?:chere?s? )?(?:madame|monsieur|mesdames|messieurs|maitre|docteur)\b[^.:;]{0,50}),?$"
)
CIVILITIES = re.compile(r"\b(madame|monsieur|mesdames|messieurs|maitre|docteur)\b")
CLOSING = re.compile(
    r".*\b(?:agreer|recevoir|croire|salutations|sinceres|cordialement|consideration|sentiments|respectueux|devoues?)\b"
)
SHORT_CLOSING = re.compile(
    r"(?:bien )?(?:cordialement|sinceres salutations|salutations distinguees)"
)
SIGNATURE_LINES = 8


def _zones(document: TextDocument) -> dict[str, Line]:
    """Return the zones of a letter that are there, each with its line."""
    found = lines(document)
    subject = first(found, SUBJECT)
    salutation = next((line for line in found if _is_salutation(line)), None)
    after = [line for line in found if salutation is None or line.number > salutation.number]
    zones = {
        "date": next((line for line in found if _is_date_line(line)), None),
        "subject": subject,
        "salutation": salutation,
        "closing": next((line for line in reversed(after) if CLOSING.match(line.folded)), None),
    }
    return {name: line for name, line in zones.items() if line is not None}


def _is_salutation(line: Line) -> bool:
    """Say whether a line is a salutation, and not « Monsieur Paul Roux » above an address."""
    folded = line.folded
    if not SALUTATION.match(folded):
        return False
    bare = (
        CIVILITIES.sub("", folded)
        .replace("chers", "")
        .replace("cheres", "")
        .replace("chere", "")
        .replace("cher", "")
    )
    return folded.endswith(",") or not re.sub(r"\W|\bet\b|\ble\b|\bla\b", "", bare)


def _is_date_line(line: Line) -> bool:
    return has_day(line) and bool(
        re.match(r"(?:fait )?(?:a )?[a-z' -]{2,40},? ?(?:le )\d|le \d", line.folded)
    )


def _place_and_date(document: TextDocument, setting: Switch | str) -> Breaches:
    found = [line for line in lines(document) if _is_date_line(line)]
    if not found:
        return [Breach("ligne « Ville, le … » introuvable")]
    if isinstance(setting, str) and not any(says(line.text, setting) for line in found):
        return [Breach(f"la ville « {setting} » manque devant la date", found[0].place)]
    return []


def _date_in_letters(document: TextDocument, setting: Switch) -> Breaches:
    found = _zones(document).get("date")
    if found is None:
        return None
    is_in_figures = re.search(r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}", found.text) is not None
    return unless(not is_in_figures, "mois en chiffres au lieu de « 13 octobre 2026 »", found.place)


def _subject(document: TextDocument, setting: Switch | str) -> Breaches:
    found = lines(document)
    line = first(found, SUBJECT)
    if line is None:
        return [Breach("ligne « Objet : » introuvable")]
    said = SUBJECT.sub("", line.folded).strip(" :")
    following = next((one.text for one in found if one.number == line.number + 1), "")
    if not said and not following:
        return [Breach("l’objet est vide", line.place)]
    whole = line.text if said else following
    wanted = isinstance(setting, str) and not says(whole, setting)
    return unless(not wanted, f"l’objet ne dit pas « {setting} »", line.place)


def _subject_without_stop(document: TextDocument, setting: Switch) -> Breaches:
    line = first(lines(document), SUBJECT)
    if line is None:
        return None
    return unless(not line.text.rstrip().endswith("."), "point à la fin de l’objet", line.place)


def _references(document: TextDocument, setting: list[str]) -> Breaches:
    found = [line for line in lines(document) if REFERENCES.match(line.folded)]
    if not found:
        return [Breach("références (V/Réf., N/Réf.) introuvables")]
    text = "\n".join(line.text for line in lines(document)[found[0].number :][:12])
    return [
        Breach(f"référence « {value} » absente", found[0].place)
        for value in setting
        if not says(text, value)
    ]


def _enclosures(document: TextDocument, setting: Switch | str) -> Breaches:
    line = first(lines(document), ENCLOSURES)
    if line is None:
        return [Breach("mention « P.J. » introuvable")]
    wanted = isinstance(setting, str) and not says(line.text, setting)
    return unless(not wanted, f"la mention « P.J. » ne dit pas « {setting} »", line.place)


def _salutation(document: TextDocument, setting: Switch | str) -> Breaches:
    line = _zones(document).get("salutation")
    if line is None:
        return [Breach("titre de civilité (« Madame, Monsieur, ») introuvable")]
    wanted = isinstance(setting, str) and not says(line.text, setting)
    return unless(not wanted, f"« {line.text.strip()} » au lieu de « {setting} »", line.place)


def _closing(document: TextDocument, setting: Switch) -> Breaches:
    """Ask for a closing formula that repeats the civility of the salutation."""
    zones = _zones(document)
    closing = zones.get("closing")
    if closing is None:
        return [Breach("formule de politesse introuvable")]
    if SHORT_CLOSING.match(closing.folded) or "salutation" not in zones:
        return []
    asked = set(CIVILITIES.findall(zones["salutation"].folded))
    said = set(CIVILITIES.findall(closing.folded))
    is_consistent = not said or said == asked
    return unless(
        is_consistent, "la formule de politesse ne reprend pas le titre de civilité", closing.place
    )


def _signature(document: TextDocument, setting: str) -> Breaches:
    found = lines(document)
    closing = _zones(document).get("closing")
    start = closing.number + 1 if closing else max(0, len(found) - SIGNATURE_LINES)
    last = [line for line in found[start:] if not ENCLOSURES.match(line.folded)]
    text = "\n".join(line.text for line in last)
    return unless(
        says(text, setting), f"signature « {setting} » introuvable après la formule de politesse"
    )


def _addressee(document: TextDocument, setting: list[str]) -> Breaches:
    """Ask for the lines of an address, close together and above the salutation."""
    found = lines(document)
    salutation = _zones(document).get("salutation")
    above = [line for line in found if salutation is None or line.number < salutation.number]
    text = "\n".join(line.text for line in above)
    return [
        Breach(f"« {value} » manque dans la suscription")
        for value in setting
        if not says(text, value)
    ]


def _sender(document: TextDocument, setting: list[str]) -> Breaches:
    """Ask for the sender's identity in the header, the footer or the first lines."""
    top = "\n".join(line.text for line in lines(document)[:10])
    text = f"{document.header_text}\n{top}\n{document.footer_text}"
    return [
        Breach(f"« {value} » manque dans l’identité de l’expéditeur")
        for value in setting
        if not says(text, value)
    ]


ORDER_FR = {"date": "le lieu et la date", "subject": "l’objet", "salutation": "le titre de civilité", "closing": "la formule de politesse"}  # fmt: skip


def _order(document: TextDocument, setting: Switch) -> Breaches:
    zones = _zones(document)
    if len(zones) < 2:
        return None
    ordered = [name for name in ORDER_FR if name in zones]
    inverted = [
        Breach(f"{ORDER_FR[after]} vient avant {ORDER_FR[before]}", zones[after].place)
        for before, after in pairwise(ordered)
        if zones[after].number < zones[before].number and before != "date"
    ]
    salutation = zones.get("salutation")
    date = zones.get("date")
    if (
        salutation
        and date
        and date.number > salutation.number
        and "closing" in zones
        and date.number < zones["closing"].number
    ):
        inverted.append(
            Breach("le lieu et la date viennent après le titre de civilité", date.place)
        )
    return inverted


def _civility_of_addressee(document: TextDocument, setting: Switch) -> Breaches:
    """Ask that nobody be called « Mr », which is English."""
    return [
        Breach("« Mr » est anglais : « M. »", line.place)
        for line in lines(document)
        if re.search(r"\bMr\b\.?", line.text)
    ]


RULES = {
    "sender": Rule(
        "expéditeur", list[str], "une liste de mentions",
        "en en-tête, en pied de page ou dans les dix premières lignes", _sender,
    ),
    "addressee": Rule(
        "suscription", list[str], "les lignes de l’adresse",
        "toute disposition, au-dessus du titre de civilité ; majuscules et accents ne comptent pas", _addressee,
    ),
    "place_and_date": Rule(
        "lieu et date", bool | str, "oui, ou le nom de la ville",
        "« Cluses, le 13 octobre 2026 », « À Cluses, le 13/10/2026 », « Le 13 octobre 2026 » sans ville si elle n’est pas demandée",
        _place_and_date,
    ),
    "date_in_letters": Rule("mois en lettres", bool, "oui ou non", "non jugé sans ligne de date ; « 1er » et « 1 »", _date_in_letters),
    "subject": Rule(
        "objet", bool | str, "oui, ou ce que l’objet doit dire",
        "« Objet », « OBJET », « Concerne », avec ou sans deux-points ; le texte peut être à la ligne", _subject,
    ),
    "subject_without_stop": Rule("objet sans point final", bool, "oui ou non", "non jugé sans objet", _subject_without_stop),
    "references": Rule(
        "références", list[str], "une liste de références",
        "V/Réf., N/Réf., Vos références, Réf., Affaire suivie par ; en lignes ou en tableau", _references,
    ),
    "enclosures": Rule(
        "pièces jointes", bool | str, "oui, ou ce que la mention doit dire",
        "P.J., PJ, Pièce jointe, Pièces jointes, Annexe ; après l’objet ou après la signature", _enclosures,
    ),
    "salutation": Rule(
        "titre de civilité", bool | str, "oui, ou le titre attendu",
        "« Madame, Monsieur, », « Monsieur le Directeur, », avec ou sans virgule finale", _salutation,
    ),
    "closing": Rule(
        "formule de politesse", bool, "oui ou non",
        "toute formule d’usage, courte ou longue ; une formule longue qui reprend une civilité reprend celle du début", _closing,
    ),
    "signature": Rule(
        "signature", str, "le nom du signataire", "avec ou sans fonction, sur une ou plusieurs lignes, après la formule", _signature,
    ),
    "letter_order": Rule(
        "ordre des zones", bool, "oui ou non",
        "la date avant ou après l’objet, la suscription où l’on veut ; seules les zones présentes comptent", _order,
    ),
    "no_mr": Rule("abréviation de Monsieur", bool, "oui ou non", "« M. », « Monsieur »", _civility_of_addressee),
}  # fmt: skip
