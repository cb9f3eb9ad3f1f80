"""Whether everything a pattern names is there, wherever it stands: reactions, conditions, answer key."""

from collections.abc import Collection, Iterable, Iterator

from sim.erp.registry import DOCTYPES
from sim.facts.dictionary import KINDS
from sim.pattern import Pattern, RecordPattern
from sim.scenario.model import Scenario
from sim.scenario.problems import Problem, Text, unknown, unspeakable

SPOKEN = ("mentions", "mentions_any", "not_mentions")
ADDRESSED = frozenset({
    "mail.sent", "chat.sent", "call.said", "call.placed", "call.slip_sent", "call.transferred",
    "incident.reported", "letter.posted",
})  # fmt: skip
"""Facts that reach somebody whom `to` can name."""
ALWAYS = ("id", "state", "number")
"""What every record of the ERP has."""


def pattern_problems(
    file: str, field: str, pattern: Pattern, scenario: Scenario
) -> Iterator[Problem]:
    """Return what a pattern names that does not exist."""
    for kind in pattern.kinds:
        if kind not in KINDS:
            said = unknown("La sorte de fait", "The fact kind", kind)
            yield Problem(file, 0, f"{field}.fact", *said)
    yield from people_problems(file, f"{field}.to", (*pattern.to, *pattern.only_to), scenario)
    for said in (*_where(pattern), *_reaches_nobody(pattern)):
        yield Problem(file, 0, field, *said)
    for name in ("record", "attaches"):
        wanted = getattr(pattern, name)
        if wanted is not None:
            yield from record_problems(file, f"{field}.{name}", wanted)
    for name in SPOKEN:
        yield from unspeakable_problems(file, f"{field}.{name}", getattr(pattern, name))


def people_problems(
    file: str, field: str, keys: Iterable[str], scenario: Scenario
) -> Iterator[Problem]:
    """Return the people that nobody of the directory is."""
    for key in keys:
        if scenario.directory.get(key.casefold()) is None:
            yield Problem(file, 0, field, *unknown("La personne", "The person", key))


def unspeakable_problems(file: str, field: str, values: Iterable[str]) -> Iterator[Problem]:
    """Return the values in which there is nothing to look for."""
    for value in values:
        if found := unspeakable(value):
            yield Problem(file, 0, field, *found)


def _where(pattern: Pattern) -> Iterator[Text]:
    """Return the fields that none of the facts has: such a pattern would mean no fact at all."""
    known = {
        name for kind in pattern.kinds if kind in KINDS for name in KINDS[kind].model_fields
    } - {"kind"}
    for path in pattern.where:
        if known and path.split(".")[0] not in known:
            yield not_a_field(path, sorted(known))


def _reaches_nobody(pattern: Pattern) -> Iterator[Text]:
    if (pattern.to or pattern.only_to) and ADDRESSED.isdisjoint(pattern.kinds):
        yield (
            f"« to » n’a pas de sens pour {', '.join(pattern.fact)} : ce fait n’a pas de destinataire. Dites de qui il vient avec « where ».",
            f"“to” means nothing for {', '.join(pattern.fact)}: this fact reaches nobody. Say whom it comes from with “where”.",
        )


def not_a_field(name: str, known: Collection[str]) -> Text:
    """Say in both languages that a field is not among those that are known."""
    return (
        f"« {name} » n’est pas un champ connu ici : écrivez {', '.join(known)}.",
        f"“{name}” is not a field known here: write {', '.join(known)}.",
    )


def record_problems(file: str, field: str, wanted: RecordPattern) -> Iterator[Problem]:
    """Return what a description of records names that the ERP does not have."""
    if wanted.doctype not in DOCTYPES:
        yield Problem(file, 0, field, *no_doctype(wanted.doctype))
        return
    doctype = DOCTYPES[wanted.doctype]
    known = (*ALWAYS, *(one.name for one in doctype.fields))
    for name in wanted.where:
        if name not in known:
            yield Problem(file, 0, f"{field}.where", *not_a_field(name, known))
    forms = [one.name for one in doctype.forms]
    if wanted.form is not None and wanted.form not in forms:
        yield Problem(
            file, 0, f"{field}.form",
            f"L’édition « {wanted.form} » n’existe pas pour cette pièce : écrivez {', '.join(forms) or 'une pièce qui s’édite'}.",
            f"This document has no form “{wanted.form}”: write {', '.join(forms) or 'a document that prints'}.",
        )  # fmt: skip


def no_doctype(name: str) -> Text:
    """Say in both languages that the ERP has no such document type."""
    return (
        f"Le type de pièce « {name} » n’existe pas dans le progiciel : corrigez ce nom.",
        f"The ERP has no document type “{name}”: correct the name.",
    )
