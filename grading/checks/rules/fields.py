"""The fields of a text: what they show is right, and what must not change does not.

Word and LibreOffice put a sentence in the place of what they no longer find, and leave it in the printed
page; a date that is a field is another one at each opening, when a letter must keep the day it was sent.
"""

import re
from collections.abc import Iterator

from grading.checks.rules.rule import Breach, Breaches, Rule, Switch
from grading.documents.model import Block, TextDocument
from sim.language.french import quoted
from sim.language.normalise import normalise

ERROR = re.compile(
    r"erreur ?! ?(?:signet|source|reference|renvoi|liaison|nom de|il n'y a|utilisez|aucune? |fichier|argument|style)[^.]{0,60}"
    r"|error ?[!:] ?(?:bookmark|reference|no text|no table|unknown|not a valid|use the|filename|style)[^.]{0,60}"
    r"|erreur ?: ?(?:source (?:de la reference|du renvoi)|reference)[^.]{0,60}"
)
"""What Word and LibreOffice write where a field finds nothing, in French and in English."""
UNFILLED = re.compile(r"[<«].+[>»]")
PROPERTIES = {"TITLE": "title", "SUBJECT": "subject"}
"""Fields that repeat a property of the file, and are not brought up to date while it is written."""
MOVING = {"DATE", "TIME"}


def _fields_fresh(document: TextDocument, setting: Switch) -> Breaches:
    return [breach for block in document.blocks for breach in _stale(block, document)]


def _stale(block: Block, document: TextDocument) -> Iterator[Breach]:
    wrong = ERROR.search(normalise(block.text))
    if wrong is not None:
        yield Breach(f"un champ affiche une erreur (« {block.text.strip()[:80]} »)", block.place)
    for field in block.shown_fields:
        shown = field.text.strip()
        if field.name == "MERGEFIELD" and UNFILLED.fullmatch(shown):
            yield Breach(f"champ de fusion « {shown.strip('<>«» ')} » resté vide", block.place)
        wanted = document.properties.get(PROPERTIES.get(field.name, ""), "")
        if wanted and shown and normalise(shown) != normalise(wanted):
            yield Breach(
                f"un champ affiche « {shown} » au lieu de « {wanted} », la propriété du document",
                block.place,
            )


def _date_fixed(document: TextDocument, setting: Switch) -> Breaches:
    return [
        Breach(
            f"{quoted(field.text.strip(), 'la date')} est un champ qui change à chaque ouverture",
            block.place,
        )
        for block in document.blocks
        for field in block.shown_fields
        if field.name in MOVING and not field.is_fixed
    ]


RULES = {
    "fields_fresh": Rule(
        "champs à jour", bool, "oui ou non",
        "erreurs de champ, champs de fusion restés vides, titre ou sujet qui n’est plus celui du document ; les numéros de page, le nom"
        " du fichier et le sommaire, que le logiciel recalcule, ne comptent pas", _fields_fresh,
    ),
    "date_fixed": Rule(
        "date qui ne change pas", bool, "oui ou non",
        "une date tapée, un champ verrouillé ou fixe, la date de création, d’enregistrement ou d’impression", _date_fixed,
    ),
}  # fmt: skip
