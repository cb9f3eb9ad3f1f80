"""The language of a document: typography and spelling, indications that a person confirms (grade B).

Only what the candidate wrote is looked at: what stood in the company's template is the company's.
"""

import re
from collections.abc import Iterator
from typing import Any, ClassVar, Literal

from pydantic import field_validator

from grading.checks.compose import EVIDENCE_LIMIT
from grading.checks.documents import DocumentCheck, own_texts, seen_in
from grading.record import Made, Record
from grading.verdict import Result, result
from sim.language.french import plural
from sim.language.spelling import misspelt
from sim.language.typography import RIGHT_FR, slips

FEW_WORDS = 15
"""A shorter text says nothing of how its author writes."""
_WORD = re.compile(r"[^\W\d_]{2,}")

Fault = tuple[str, str, str]
"""Place, words that show the fault, what is right."""


class LanguageCheck(DocumentCheck):
    """Faults per hundred words, each shown at its place."""

    per_hundred: float = 1.0
    partly_per_hundred: float | None = None
    """Rate up to which the verdict is partial."""

    def look(self, record: Record, made: Made, document: Any) -> Result:
        """See `DocumentCheck`."""
        texts = own_texts(record, document)
        words = sum(len(_WORD.findall(text)) for _, text in texts)
        here = seen_in(made)
        faults = list(self.faults(record, texts))
        if not words or (words < FEW_WORDS and not faults):
            return result("not_observed", f"Trop peu de texte pour juger : {self.label}.", here)
        rate = 100 * len(faults) / words
        reason = f"{plural(len(faults), 'faute repérée', 'fautes repérées')} pour {plural(words, 'mot', 'mots')} : {self.label}."
        shown = [
            seen_in(made, place, f"« {said} » : {right}")
            for place, said, right in faults[:EVIDENCE_LIMIT]
        ]  # fmt: skip
        if rate <= self.per_hundred:
            return result("met", reason, *(shown or [here]))
        is_partial = self.partly_per_hundred is not None and rate <= self.partly_per_hundred
        return result("partly" if is_partial else "not_met", reason, *shown)

    def faults(self, record: Record, texts: list[tuple[str, str]]) -> Iterator[Fault]:
        """Return the faults of the texts."""
        raise TypeError(f"{type(self).__name__} finds nothing")


class Typeset(LanguageCheck):
    """French typography is respected: few faults per hundred words."""

    meaning_fr: ClassVar[str] = (
        "Typographie française (indicatif) : espaces de la ponctuation haute et des guillemets, virgules, nombres, €, dates,"
        " majuscules accentuées, « M. ». Toute espace vaut une insécable ; 14h30 et les majuscules sans aucun accent"
        " passent ; adresses, références et noms de fichiers ne comptent pas, ni le texte du modèle de l’entreprise."
    )
    type: Literal["typeset"]
    ignored: tuple[str, ...] = ()
    """Conventions that the company does not follow."""

    @field_validator("ignored")
    @classmethod
    def _conventions_are_known(cls, ignored: tuple[str, ...]) -> tuple[str, ...]:
        unknown = sorted(set(ignored) - set(RIGHT_FR))
        if unknown:
            raise ValueError(
                f"convention inconnue « {unknown[0]} » ; choisissez parmi : {', '.join(RIGHT_FR)}"
            )
        return ignored

    def faults(self, record: Record, texts: list[tuple[str, str]]) -> Iterator[Fault]:
        """See `LanguageCheck`."""
        for place, text in texts:
            for slip in slips(text):
                if slip.code not in self.ignored:
                    around = text[max(0, slip.start - 12) : slip.end + 12].strip()
                    yield place, around, RIGHT_FR[slip.code]


class Spelled(LanguageCheck):
    """Few words are misspelt."""

    meaning_fr: ClassVar[str] = (
        "Orthographe (indicatif) : mots inconnus du dictionnaire français et proches d’un mot connu, confusions fréquentes."
        " Les noms propres, les sigles, les références, les mots que l’entreprise emploie elle-même et le texte du modèle"
        " ne comptent pas ; les deux orthographes de 1990 sont justes."
    )
    type: Literal["spelled"]

    def faults(self, record: Record, texts: list[tuple[str, str]]) -> Iterator[Fault]:
        """See `LanguageCheck`."""
        for place, text in texts:
            for found in misspelt(text, record.scenario.vocabulary):
                yield place, found.word, f"peut-être « {' », « '.join(found.instead)} »"
