"""Checks on the candidate's documents: content and presentation are judged apart (C2.1).

A document that cannot be read is never judged as content: the finding says why it cannot be read, and
a person decides.
"""

import re
from typing import Any, ClassVar, Literal

from pydantic import Field, model_validator

from grading.checks.base import Check
from grading.checks.compose import EVIDENCE_LIMIT
from grading.checks.rules.registry import GENRES, RULES
from grading.checks.select import MODELS, Which, pick
from grading.documents.model import Document, SlideDeck, Unreadable, Workbook
from grading.record import Made, Record
from grading.verdict import Evidence, Result, Verdict, result
from sim.language.french import plural, typeset
from sim.language.mentions import find, says
from sim.language.normalise import normalise
from sim.language.statements import stated, stated_with_words
from sim.language.tokens import Meaning, Word

SHORTEST_PIECE = 3
PLACES_SHOWN = 3
"""Places shown for one broken rule."""
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
            return result("undecided", reason, seen_in(made))
        if not isinstance(document, MODELS[self.which.family]):
            reason = f"{made.file.name} n’est pas du type attendu : {self.label}."
            return result("not_met", reason, Evidence(file=made.path))
        return self.look(record, made, document)

    def look(self, record: Record, made: Made, document: Any) -> Result:
        """Judge an open document."""
        raise TypeError(f"{type(self).__name__} does not look")


def seen_in(made: Made, place: str = "", note: str = "") -> Evidence:
    """Return a document as evidence: the entry that put it there, a place in it, what is seen there."""
    entries = (made.seq,) if made.seq else ()
    return Evidence(file=made.path, entries=entries, place=place, note=typeset(note))


def own_texts(record: Record, document: Document) -> list[tuple[str, str]]:
    """Return the texts of a document that do not stand word for word in a file the candidate was given."""
    given = record.given_lines
    return [
        (place, text)
        for place, text in document.places()
        if text.strip() and text.strip() not in given
    ]


class Contains(DocumentCheck):
    """The document says what it must and nothing it must not, hidden places included."""

    meaning_fr: ClassVar[str] = (
        "Le document dit tout ce qu’il doit dire, quelle que soit l’écriture des montants et des dates (un commentaire ou"
        " un texte masqué ne compte pas), et rien de ce qu’il ne doit pas dire, y compris dans les en-têtes, commentaires,"
        " notes et données de graphiques."
    )
    type: Literal["contains"]
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    full: float = 1.0
    partly: float | None = None
    """Share of `has` from which the verdict is partial."""

    def look(self, record: Record, made: Made, document: Document) -> Result:
        """See `DocumentCheck`."""
        text, plain = document.all_text(), document.plain_text()
        leaked = [value for value in self.lacks if says(text, value)]
        missing = [value for value in self.has if not says(plain, value)]
        place = seen_in(made, _place(document, (leaked or self.has)[:1]))
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


class Faithful(DocumentCheck):
    """Figures, dates and references of the document all come from its sources."""

    meaning_fr: ClassVar[str] = (
        "Fidélité aux données : chaque montant, taux, date ou référence que le candidat a écrit se trouve dans les sources"
        " indiquées, quelle que soit l’écriture ; les nombres d’un chiffre, les heures, les années seules et le texte du"
        " modèle de l’entreprise ne comptent pas."
    )
    type: Literal["faithful"]
    sources: tuple[str, ...] = Field(min_length=1)
    """Values or whole texts in which every figure must be found."""
    tolerated: int = 0
    """Figures of another origin that are let through."""

    def look(self, record: Record, made: Made, document: Document) -> Result:
        """See `DocumentCheck`."""
        known = [meaning for source in self.sources for meaning in stated(source)]
        foreign = [
            (place, said)
            for place, text in own_texts(record, document)
            for meaning, said in stated_with_words(text)
            if not any(
                meaning.meets(one) or one.meets(meaning) or _is_within(said, one) for one in known
            )
        ]
        here = seen_in(made)
        if len(foreign) <= self.tolerated:
            return result("met", f"Données fidèles aux sources : {self.label}.", here)
        told = ", ".join(f"« {said} »" for _, said in foreign[:5])
        places = [
            seen_in(made, place, f"« {said} » ne vient d’aucune source")
            for place, said in foreign[:EVIDENCE_LIMIT]
        ]  # fmt: skip
        return result("not_met", f"Absent des sources : {told} ({self.label}).", *places)


def _is_within(said: str, known: Meaning) -> bool:
    """Say whether words are a piece of a known reference: « F2026 0702 » is written in two."""
    piece = "".join(char for char in normalise(said) if char.isalnum())
    return isinstance(known, Word) and len(piece) >= SHORTEST_PIECE and piece in known.letters


class NothingLeft(DocumentCheck):
    """No placeholder of the template is left."""

    meaning_fr: ClassVar[str] = "Il ne reste aucune zone à compléter du modèle."
    type: Literal["nothing_left"]

    def look(self, record: Record, made: Made, document: Document) -> Result:
        """See `DocumentCheck`."""
        left = PLACEHOLDER.search(document.all_text())
        evidence = seen_in(made)
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
        evidence = seen_in(made)
        if getattr(document, "template_id", "") == self.template:
            return result("met", f"Modèle de l’entreprise utilisé : {self.label}.", evidence)
        return result(
            "not_met", f"Le modèle de l’entreprise n’a pas été utilisé : {self.label}.", evidence
        )


class Presented(DocumentCheck):
    """The rules of presentation are respected: a share of them, each tolerant of equivalent ways."""

    meaning_fr: ClassVar[str] = (
        "La présentation respecte une part suffisante de ses règles ; un même aspect obtenu par un style, un thème ou une"
        " mise en forme directe, dans Word, LibreOffice ou le navigateur, est jugé pareil ; une règle que le fichier ne"
        " permet pas de juger ne compte pas."
    )
    type: Literal["presented"]
    genre: Literal["letter", "minutes", "memo", "mail", "report", "table", "slides"] | None = None
    """A kind of document and the rules that go with it; `rules` adds to them or changes them."""
    rules: dict[str, Any] = {}
    """Name of the rule to its setting; `null` leaves a rule of the kind out."""
    share: float = 0.8
    partly: float = 0.6

    @model_validator(mode="after")
    def _rules_are_known(self) -> "Presented":
        for name, setting in self.rules.items():
            if name not in RULES:
                raise ValueError(
                    f"règle de présentation inconnue « {name} » ; choisissez parmi : {', '.join(RULES)}"
                )
            if self.which.family not in RULES[name].families:
                raise ValueError(f"la règle « {name} » n’est pas faite pour ce type de document")
            if setting is not None:
                RULES[name].read(setting)
        if not self.asked:
            raise ValueError("aucune règle de présentation : écrivez « genre » ou « rules »")
        return self

    @property
    def asked(self) -> dict[str, Any]:
        """Return the rules and their settings, those of the kind of document included."""
        of_genre = GENRES[self.genre][1] if self.genre else {}
        together = {**of_genre, **self.rules}
        return {name: setting for name, setting in together.items() if setting is not None}

    def look(self, record: Record, made: Made, document: Any) -> Result:
        """See `DocumentCheck`."""
        found = {
            name: RULES[name].breaches(document, RULES[name].read(setting))
            for name, setting in self.asked.items()
        }
        judged = {name: breaches for name, breaches in found.items() if breaches is not None}
        here = seen_in(made)
        if not judged:
            return result(
                "undecided", f"Aucune règle ne peut être jugée sur ce fichier : {self.label}.", here
            )
        broken = {name: breaches for name, breaches in judged.items() if breaches}
        kept = len(judged) - len(broken)
        reason = (
            f"{plural(kept, 'règle', 'règles')} de présentation sur {len(judged)} : {self.label}."
        )
        if broken:
            told = "; ".join(
                f"{RULES[name].name_fr} ({breaches[0].what})" for name, breaches in broken.items()
            )
            reason += f" Non respecté : {told}."
        evidence = [
            seen_in(made, breach.place, f"{RULES[name].name_fr} : {breach.what}")
            for name, breaches in broken.items()
            for breach in breaches[:PLACES_SHOWN]
        ]  # fmt: skip
        return result(
            self._verdict(kept / len(judged)), reason, *(evidence[:EVIDENCE_LIMIT] or [here])
        )

    def _verdict(self, kept: float) -> Verdict:
        if kept >= self.share - 1e-9:
            return "met"
        return "partly" if kept >= self.partly - 1e-9 else "not_met"


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
        typed = ""
        for sheet in document.sheets:
            for ref, cell in sheet.cells.items():
                place = f"{sheet.name}!{ref}"
                if cell.formula and _is_near(cell.value, wanted, self.tolerance):
                    reason = f"Calculé par formule en {place} : {self.label}."
                    return result("met", reason, seen_in(made, place))
                if not typed and not cell.formula and self._is_typed(cell.value):
                    typed = place
        where = f", il est tapé en {typed}" if typed else ""
        reason = f"Aucune formule ne donne ce résultat{where} : {self.label}."
        return result("not_met", reason, seen_in(made, typed))

    def _is_typed(self, value: Any) -> bool:
        """Say whether a cell without formula holds the result, as a figure or as a text."""
        if isinstance(value, str):
            return says(value, f"{self.value} | {self.value} %")
        return _is_near(value, float(self.value), self.tolerance)


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
        evidence = seen_in(made)
        if any(slide.charts or slide.tables for slide in document.slides):
            return result("met", f"Graphique ou tableau natif : {self.label}.", evidence)
        return result("not_met", f"Ni graphique ni tableau natif : {self.label}.", evidence)
