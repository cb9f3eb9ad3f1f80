"""Checks on the candidate's documents: content and presentation are judged apart (C2.1).

A document that cannot be read is never judged as content: the finding says why it cannot be read, and
a person decides.
"""

import re
from collections.abc import Callable
from typing import Any, ClassVar, Literal

from pydantic import Field, field_validator

from grading.checks.base import Check
from grading.checks.select import MODELS, Which, pick
from grading.documents.model import Document, SlideDeck, TextDocument, Unreadable, Workbook
from grading.record import Made, Record
from grading.verdict import Evidence, Result, result
from sim.language.mentions import find
from sim.matching import says

PLACEHOLDER = re.compile(r"\[[^\]\n]{2,40}\]|X{4,}|«\s?(?:Champ|Nom|Date|Montant)[^»]*»")


class DocumentCheck(Check):
    """A check on one of the candidate's documents, found by `which`."""

    which: Which
    label: str

    def __call__(self, record: Record) -> Result:
        """Find the document, open it, look at it."""
        chosen = pick(record, self.which)
        if not chosen:
            return result("not_met", f"Document non produit : {self.label}.", record.nowhere())
        made = chosen[0]
        document = record.document(made.file)
        if isinstance(document, Unreadable):
            reason = f"{made.file.name} : {document.reason} Une personne doit l’examiner."
            return result("undecided", reason, Evidence(file=made.path, entries=_entries(made)))
        if not isinstance(document, MODELS[self.which.family]):
            reason = f"{made.file.name} n’est pas du type attendu : {self.label}."
            return result("not_met", reason, Evidence(file=made.path))
        return self.look(record, made, document)

    def look(self, record: Record, made: Made, document: Any) -> Result:
        """Judge an open document."""
        raise TypeError(f"{type(self).__name__} does not look")


def _entries(made: Made) -> tuple[int, ...]:
    return (made.seq,) if made.seq else ()


class Contains(DocumentCheck):
    """The document says what it must and nothing it must not, hidden places included."""

    meaning_fr: ClassVar[str] = (
        "Le document dit tout ce qu’il doit dire, quelle que soit l’écriture des montants et des dates, et rien"
        " de ce qu’il ne doit pas dire, y compris dans les en-têtes, commentaires, notes et données de graphiques."
    )
    type: Literal["contains"]
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    full: float = 1.0
    partly: float | None = None
    """Share of `has` from which the verdict is partial."""

    def look(self, record: Record, made: Made, document: Document) -> Result:
        """See `DocumentCheck`."""
        text = document.all_text()
        leaked = [value for value in self.lacks if says(text, value)]
        missing = [value for value in self.has if not says(text, value)]
        place = Evidence(
            file=made.path, entries=_entries(made), place=_place(document, (leaked or self.has)[:1])
        )
        if leaked:
            return result(
                "not_met", f"Ne devrait pas figurer ({', '.join(leaked)}) : {self.label}.", place
            )
        share = 1 - len(missing) / len(self.has) if self.has else 1.0
        if share >= self.full:
            return result("met", f"Contenu complet : {self.label}.", place)
        absent = ", ".join(missing[:5])
        if self.partly is not None and share >= self.partly:
            return result("partly", f"Il manque : {absent} ({self.label}).", place)
        return result("not_met", f"Il manque : {absent} ({self.label}).", place)


def _place(document: Document, values: tuple[str, ...] | list[str]) -> str:
    """Return the place of the first value found, as the document's model names it."""
    for value in values:
        for option in value.split(" | "):
            for place, text in document.places():
                if find(text, option.strip()):
                    return place
    return ""


class NothingLeft(DocumentCheck):
    """No placeholder of the template is left."""

    meaning_fr: ClassVar[str] = "Il ne reste aucune zone à compléter du modèle."
    type: Literal["nothing_left"]

    def look(self, record: Record, made: Made, document: Document) -> Result:
        """See `DocumentCheck`."""
        left = PLACEHOLDER.search(document.all_text())
        evidence = Evidence(file=made.path, entries=_entries(made))
        if left is None:
            return result("met", f"Aucune zone à compléter : {self.label}.", evidence)
        return result("not_met", f"Reste « {left[0]} » : {self.label}.", evidence)


class FromTemplate(DocumentCheck):
    """The document was started from the company's template, by whatever way."""

    meaning_fr: ClassVar[str] = (
        "Le document vient du modèle de l’entreprise : reconnu à sa marque interne ou à sa mise en page, qu’il"
        " ait été ouvert sur le lecteur, téléchargé ou copié."
    )
    type: Literal["from_template"]
    template: str
    """The `pack_template_id` of the template."""

    def look(self, record: Record, made: Made, document: Any) -> Result:
        """See `DocumentCheck`."""
        evidence = Evidence(file=made.path, entries=_entries(made))
        if getattr(document, "template_id", "") == self.template:
            return result("met", f"Modèle de l’entreprise utilisé : {self.label}.", evidence)
        return result(
            "not_met", f"Le modèle de l’entreprise n’a pas été utilisé : {self.label}.", evidence
        )


class Presented(DocumentCheck):
    """The house style is respected: a share of its rules, each tolerant of equivalent ways."""

    meaning_fr: ClassVar[str] = (
        "La charte est respectée pour une part suffisante de ses règles ; un même aspect obtenu par un style,"
        " un thème ou une mise en forme directe est jugé pareil."
    )
    type: Literal["presented"]
    rules: dict[str, Any] = Field(min_length=1)
    """Name of the rule to its setting."""
    share: float = 0.8
    partly: float = 0.6

    @field_validator("rules")
    @classmethod
    def _known(cls, rules: dict[str, Any]) -> dict[str, Any]:
        unknown = sorted(set(rules) - set(RULES))
        if unknown:
            raise ValueError(
                f"règle de présentation inconnue « {unknown[0]} » ; choisissez parmi : {', '.join(RULES)}"
            )
        return rules

    def look(self, record: Record, made: Made, document: Any) -> Result:
        """See `DocumentCheck`."""
        broken = [
            name for name, setting in self.rules.items() if not RULES[name](document, setting)
        ]
        kept = 1 - len(broken) / len(self.rules)
        evidence = Evidence(file=made.path, entries=_entries(made))
        reason = f"{len(self.rules) - len(broken)} règle(s) de présentation sur {len(self.rules)} : {self.label}."
        if broken:
            reason += " Non respecté : " + ", ".join(RULE_NAMES[name] for name in broken) + "."
        if kept >= self.share:
            return result("met", reason, evidence)
        return result("partly" if kept >= self.partly else "not_met", reason, evidence)


class Computed(DocumentCheck):
    """A result in a spreadsheet is computed by a formula, not typed."""

    meaning_fr: ClassVar[str] = (
        "Le résultat du tableur est calculé par une formule, quelle que soit la formule."
    )
    type: Literal["computed"]
    value: str
    """The figure that must come out of a formula; as a rate, 0,875 and 87,5 % are the same."""
    tolerance: float = 0.0006

    def look(self, record: Record, made: Made, document: Workbook) -> Result:
        """See `DocumentCheck`."""
        wanted = float(self.value)
        for sheet in document.sheets:
            for ref, cell in sheet.cells.items():
                if cell.formula and _is_near(cell.value, wanted, self.tolerance):
                    place = Evidence(
                        file=made.path, place=f"{sheet.name}!{ref}", entries=_entries(made)
                    )
                    return result(
                        "met", f"Calculé par formule en {sheet.name}!{ref} : {self.label}.", place
                    )
        evidence = Evidence(file=made.path, entries=_entries(made))
        return result("not_met", f"Aucune formule ne donne ce résultat : {self.label}.", evidence)


def _is_near(value: Any, wanted: float, tolerance: float) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    return any(
        abs(float(value) - target) <= tolerance * max(1.0, target)
        for target in (wanted, wanted / 100)
    )


class NativeChart(DocumentCheck):
    """A chart or a table is a real one, not a picture."""

    meaning_fr: ClassVar[str] = "Un graphique ou un tableau natif, et non une image."
    type: Literal["native_chart"]

    def look(self, record: Record, made: Made, document: SlideDeck) -> Result:
        """See `DocumentCheck`."""
        evidence = Evidence(file=made.path, entries=_entries(made))
        if any(slide.charts or slide.tables for slide in document.slides):
            return result("met", f"Graphique ou tableau natif : {self.label}.", evidence)
        return result("not_met", f"Ni graphique ni tableau natif : {self.label}.", evidence)


class Spelled(DocumentCheck):
    """Few words are unknown or wrongly typed (indicative)."""

    meaning_fr: ClassVar[str] = (
        "Peu de fautes de frappe repérables (indicatif) : espaces doubles, ponctuation, mots répétés."
    )
    type: Literal["spelled"]
    per_hundred: float = 1.0

    def look(self, record: Record, made: Made, document: Document) -> Result:
        """See `DocumentCheck`."""
        text = document.all_text()
        words = re.findall(r"\w+", text)
        slips = [match[0] for rule in SLIPS for match in rule.finditer(text)]
        rate = 100 * len(slips) / max(1, len(words))
        evidence = Evidence(file=made.path, entries=_entries(made), note=" ; ".join(slips[:5]))
        if rate <= self.per_hundred:
            return result(
                "met",
                f"{len(slips)} faute(s) repérée(s) pour {len(words)} mots : {self.label}.",
                evidence,
            )
        return result(
            "not_met",
            f"{len(slips)} faute(s) repérée(s) pour {len(words)} mots : {self.label}.",
            evidence,
        )


SLIPS = (
    re.compile(r"\b(?!nous\b|vous\b)([^\W\d_]{3,})[ \xa0]+\1\b", re.IGNORECASE),
    re.compile(r"\w[ ]+[,.](?=\s)"),
    re.compile(r"\w,(?=[A-Za-zÀ-ÿ])"),
    re.compile(r"\bMr\.?\s"),
    re.compile(r"\b(?:malgrés|parmis|ci joint|quand à|language|connection|dévellop\w+|appell?ons|recu|facturre\w*|reglement)\b", re.IGNORECASE),
)  # fmt: skip


def _a4(document: TextDocument, setting: Any) -> bool:
    width, height = document.page_size_cm
    return bool(setting) and abs(width - 21.0) <= 0.2 and abs(height - 29.7) <= 0.2


def _margins(document: TextDocument, setting: dict[str, float]) -> bool:
    return all(
        abs(document.margins_cm[side] - float(value)) <= 0.2 for side, value in setting.items()
    )


def _font(document: TextDocument, setting: str) -> bool:
    """Say whether most of the text is set in one of the fonts; Carlito is metric-equal to Calibri."""
    fonts = [name.strip().casefold() for name in setting.split("|")]
    body = [block for block in document.body() if block.text.strip()]
    right = sum(len(block.text) for block in body if (block.font or "").casefold() in fonts)
    return right >= 0.8 * sum(len(block.text) for block in body)


def _size(document: TextDocument, setting: float) -> bool:
    body = [block for block in document.body() if block.text.strip()]
    right = sum(
        len(block.text)
        for block in body
        if block.size_pt and abs(block.size_pt - float(setting)) <= 0.5
    )
    return right >= 0.7 * sum(len(block.text) for block in body)


def _heading(document: TextDocument, setting: dict[str, Any]) -> bool:
    """Say whether a heading has the look of the house style, by style or by hand."""
    size, color = float(setting["size"]), str(setting["color"]).upper()
    return any(
        block.bold
        and abs((block.size_pt or 0) - size) <= 0.5
        and (block.color or "").upper() == color
        for block in document.body()
        if block.text.strip()
    )


def _fields(document: TextDocument, setting: list[str]) -> bool:
    return set(setting) <= document.fields


def _footer(document: TextDocument, setting: list[str]) -> bool:
    return all(says(document.footer_text, value) for value in setting)


def _blocks(document: TextDocument, setting: list[str]) -> bool:
    text = document.all_text()
    return all(says(text, value) for value in setting)


def _addressee_right(document: TextDocument, setting: str) -> bool:
    """Say whether the addressee stands on the right: indented, right-aligned, or in a right-hand cell."""
    return any(says(block.text, setting) and block.is_on_right for block in document.body())


def _slides(deck: SlideDeck, setting: int) -> bool:
    return len(deck.slides) == int(setting)


def _titles(deck: SlideDeck, setting: Any) -> bool:
    return bool(setting) and all(slide.title.strip() for slide in deck.slides)


def _body_size(deck: SlideDeck, setting: float) -> bool:
    sizes = [slide.min_body_pt for slide in deck.slides if slide.min_body_pt]
    return all(size >= float(setting) for size in sizes)


def _numbered(deck: SlideDeck, setting: Any) -> bool:
    return bool(setting) and all(slide.has_number for slide in deck.slides[1:])


def _density(deck: SlideDeck, setting: int) -> bool:
    return all(len(slide.lines) <= int(setting) for slide in deck.slides)


def _mention(deck: SlideDeck, setting: str) -> bool:
    return says(deck.all_text(), setting)


RULES: dict[str, Callable[[Any, Any], bool]] = {
    "a4": _a4,
    "margins": _margins,
    "font": _font,
    "size": _size,
    "heading": _heading,
    "page_fields": _fields,
    "footer": _footer,
    "mentions": _blocks,
    "addressee_right": _addressee_right,
    "slides": _slides,
    "titles": _titles,
    "body_size": _body_size,
    "slide_numbers": _numbered,
    "density": _density,
    "mention": _mention,
}
RULE_NAMES = {
    "a4": "format A4",
    "margins": "marges",
    "font": "police du texte",
    "size": "taille du texte",
    "heading": "titre de la charte",
    "page_fields": "numéro de page",
    "footer": "pied de page",
    "mentions": "mentions attendues",
    "addressee_right": "destinataire à droite",
    "slides": "nombre de diapositives",
    "titles": "titre sur chaque diapositive",
    "body_size": "taille minimale du texte",
    "slide_numbers": "numéro de diapositive",
    "density": "densité des diapositives",
    "mention": "mention de diffusion",
}
