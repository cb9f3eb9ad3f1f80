"""How a message is written: marks of register, for the examiner to weigh.

They are indications and never a verdict: only a person can tell whether a tone suits its reader
(criterion C5.2 asks for an appropriate communication).
"""

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

from sim.language.normalise import fold, normalise, unfolded

SHOUTED_WORDS = 3
LONGER_THAN_ACRONYMS = 6


class Flag(NamedTuple):
    """A mark found in a text: what it is, the words that show it, a sentence for the examiner."""

    code: str
    excerpt: str
    sentence_fr: str


def register_flags(text: str) -> list[Flag]:
    """Return what an examiner may want to look at in a message."""
    if not normalise(text):
        return []
    flags = [
        Flag(code, excerpt, SENTENCES[code])
        for code, excerpts in FINDERS.items()
        for excerpt in excerpts(text)
    ]
    absent = {"no_salutation": has_salutation(text), "no_closing": has_closing(text)}
    return [Flag(code, "", SENTENCES[code]) for code, found in absent.items() if not found] + flags


def has_salutation(text: str) -> bool:
    """Say whether the message opens with a greeting."""
    return bool(_SALUTATION.match(fold(text)))


def has_closing(text: str) -> bool:
    """Say whether the message ends with a closing formula, before the signature."""
    last_lines = [line for line in fold(text).splitlines() if line.strip()][-8:]
    return bool(_CLOSING.search("\n".join(last_lines)))


def has_signature(text: str, names: Iterable[str]) -> bool:
    """Say whether one of the names, whole or in part, stands in the last lines."""
    last_lines = [line for line in fold(text).splitlines() if line.strip()][-5:]
    words = set(re.findall(r"[^\W\d_]+", "\n".join(last_lines)))
    return any(words.intersection(re.findall(r"[^\W\d_]{2,}", fold(name))) for name in names)


def _found_by(pattern: re.Pattern[str]) -> Callable[[str], list[str]]:
    def excerpts(text: str) -> list[str]:
        places = [match.span() for match in pattern.finditer(fold(text))]
        return [text[slice(*unfolded(text, *place))] for place in places]

    return excerpts


def _shouted(text: str) -> list[str]:
    runs = [match.group() for match in _SHOUTING.finditer(text)]
    return [run for run in runs if re.search(rf"\w{{{LONGER_THAN_ACRONYMS}}}", run)]


_SALUTATION = re.compile(
    r"\s*(?:bonjour|bonsoir|madame|monsieur|mesdames|messieurs|mme|cher|chere|chers|cheres"
    r"|salut|allo)\b"
)
_CLOSING = re.compile(
    r"\b(?:cordialement|cdlt|bien a (?:vous|toi)|respectueusement|salutations|sinceres"
    r"|bonne (?:journee|fin de journee|soiree|reception|semaine)|bon (?:apres-midi|week-end)"
    r"|sentiments|consideration|merci (?:d'avance|par avance|beaucoup)|au revoir|a bientot)\b"
)
_SHOUTING = re.compile(
    rf"\b[A-ZÀÂÇÉÈÊËÎÏÔÙÛÜ]{{2,}}(?:[ ,!’'-]+[A-ZÀÂÇÉÈÊËÎÏÔÙÛÜ]{{2,}}){{{SHOUTED_WORDS - 1},}}\b"
)
_INSULT = re.compile(
    r"\b(?:idiote?s?|imbeciles?|cretine?s?|debiles?|abruti(?:e|s|es)?|connards?|connasses?|cons?"
    r"|merde|incapables?|incompetente?s?|stupides?|n'importe quoi|ras le bol"
    r"|foutre|se fou(?:t|tez|s) de)\b"
)
_TUTOIEMENT = re.compile(
    r"\b(?:tu|toi|ton|tes|t'(?:as|es|ai|avais|envoie|inquiete)|te (?:le|la|les|joins|remercie"
    r"|prie|rappelle|laisse|confirme|transmets|tiens)|s'il te plait|stp)\b"
)
_BLAME = re.compile(
    r"\bc'est (?:de )?(?:la|sa|leur|votre|ta) faute\b(?: (?:de|du|des|a)\b[^.;!?\n]{0,40})?"
    r"|\b(?:par|a cause de) (?:la )?faute (?:de|du)\b[^.;!?\n]{0,40}"
    r"|\b(?:[^\W\d_]+|mon collegue|ma collegue|le magasin|la comptabilite|l'atelier) "
    r"(?:s'est (?:encore )?trompee?s?|n'a pas fait son travail|a (?:encore )?oublie)\b"
    r"|\b(?:une )?erreur de (?:ma|mon|notre) collegue\b|\bce n'est pas (?:de )?ma faute\b"
)

FINDERS: dict[str, Callable[[str], list[str]]] = {
    "shouting": _shouted,
    "insult": _found_by(_INSULT),
    "tutoiement": _found_by(_TUTOIEMENT),
    "blame": _found_by(_BLAME),
}
SENTENCES = {
    "no_salutation": "Le message s’ouvre sans formule d’appel.",
    "no_closing": "Le message se termine sans formule de politesse.",
    "shouting": "Des mots sont écrits en capitales, ce qui se lit comme un cri.",
    "insult": "Un mot peut être blessant pour le destinataire.",
    "tutoiement": "Le destinataire est tutoyé.",
    "blame": "Une personne ou un service est mis en cause.",
}
