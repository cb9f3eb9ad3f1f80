"""Facts of the directory: who is who, who decides what."""

from typing import Literal

from sim.facts.base import Fact


class Opened(Fact):
    """A person's card was displayed."""

    kind: Literal["directory.opened"] = "directory.opened"
    person: str

    sentence_fr = "Consulte la fiche de {person} dans l’annuaire"
    sentence_en = "Opens {person} in the directory"


class Searched(Fact):
    """The directory was searched."""

    kind: Literal["directory.searched"] = "directory.searched"
    query: str
    results: int

    sentence_fr = "Cherche « {query} » dans l’annuaire (résultats : {results})"
    sentence_en = "Searches the directory for “{query}”"
    personal = ("query",)
