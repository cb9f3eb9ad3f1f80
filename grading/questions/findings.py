"""Questions that the machine's findings raise: what was done, as the journal has it, and how it was chosen.

A finding's reason holds what the pack expects; the question holds none of it. It recalls what the
candidate did or received, then asks in the terms of the criterion.
"""

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel

from grading.grade import FAULT
from grading.questions.base import Asked, Reading
from grading.rubric import Indicator
from grading.verdict import VERDICT_FR, Finding, Verdict
from sim.facts import calls, drive, mail, session
from sim.journal.entry import Entry
from sim.pattern import Pattern

LOW: tuple[Verdict, ...] = ("not_met", "partly", "undecided")
ASKS = {
    "C1.1": "De quelles données aviez-vous besoin, et où les avez-vous prises ?",
    "C1.2": "Quelle place lui avez-vous donnée parmi vos autres tâches, et pourquoi ?",
    "C1.3": "Comment aviez-vous prévu votre temps à ce moment-là ?",
    "C1.4": "Pour quand était-ce attendu, et comment l’avez-vous suivi ?",
    "C1.5": "Pourquoi cet outil, et quelle autre façon de faire aviez-vous ?",
    "C1.6": "Qu’y avez-vous remarqué, et qu’en avez-vous fait ?",
    "C2.1": "Comment avez-vous relu ce qui est écrit avant de le remettre ?",
    "C2.2": "Comment avez-vous choisi son nom et son emplacement ?",
    "C3.1": "De quelle information aviez-vous besoin à ce moment-là, et où l’avez-vous cherchée ?",
    "C3.2": "Comment avez-vous choisi à qui transmettre ?",
    "C3.3": "Comment avez-vous suivi cette information, une fois donnée ?",
    "C3.4": "Comment avez-vous jugé à qui vous aviez affaire, et ce qui pouvait être partagé ?",
    "C4.1": "Pourquoi cette fonction du progiciel ?",
    "C4.2": "Quels champs avez-vous vérifiés, et d’après quoi ?",
    "C4.3": "Quelles étapes avez-vous suivies, et d’après quelle procédure ?",
    "C4.4": "Comment avez-vous contrôlé le résultat ?",
    "C4.5": "Comment avez-vous choisi le destinataire et la pièce ?",
    "C4.6": "Que garde-t-on de ce traitement, et où ?",
    "C5.1": "Qui décide dans ce cas, et qui avez-vous sollicité ?",
    "C5.2": "Pourquoi ce moyen de communication plutôt qu’un autre ?",
    "C5.3": "Comment avez-vous choisi votre façon de vous adresser à cette personne ?",
}
"""By criterion: the open question that follows what the candidate did."""
HOW = "Comment avez-vous procédé, et pourquoi ?"
WHAT_NEXT = "Quelle suite lui avez-vous donnée, et pourquoi celle-là ?"
"""What follows something received, when nothing was found to have been done about it."""
TIME = ("C1.3",)
"""Criteria whose own question fits even then."""
VAGUE = 9
"""Rank of a question that recalls a whole task, for want of a moment of its own."""


def findings(reading: Reading) -> Iterator[Asked]:
    """Ask about each finding that is not met, the critical ones first."""
    rows = {one.id: one for one in reading.rubric.indicators}
    for criterion, sheet in reading.sheet.criteria.items():
        for finding in sheet.findings:
            if finding.grade == "H" or finding.verdict not in LOW:
                continue
            if finding.reason.startswith(FAULT) or finding.check not in rows:
                continue
            yield from _asked(reading, criterion, finding, rows[finding.check])


def _asked(reading: Reading, criterion: str, finding: Finding, row: Indicator) -> Iterator[Asked]:
    ask, rank = ASKS.get(criterion, HOW), _rank(finding)
    said = _done(reading, finding)
    if not said:
        ask = ask if criterion in TIME else WHAT_NEXT
        said = _occasion(reading, row)
    if not said:
        said, rank = _messages(reading, row)[:1], max(rank, VAGUE) if rank else rank
    if said:
        yield Asked(
            f"{_recalled(reading, said)} {ask}",
            tuple(entry.seq for entry in said),
            f"Constat {finding.check}, « {finding.title} » : {VERDICT_FR[finding.verdict].lower()}.",
            criterion=criterion,
            rank=rank,
        )


def _rank(finding: Finding) -> int:
    if finding.critical and finding.verdict == "not_met":
        return 0
    certain = {"not_met": 2, "partly": 4, "undecided": 5}[finding.verdict]
    return certain if finding.grade == "A" else certain + 2


def _recalled(reading: Reading, entries: list[Entry]) -> str:
    """Return what happened, in order, with the hours."""
    told = [f"à {reading.say.hour(entry)}, {reading.say.event(entry)}" for entry in entries[:2]]
    return _capital(" ; ".join(told)) + "."


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _done(reading: Reading, finding: Finding) -> list[Entry]:
    """Return the entries a finding shows: what was done, or what put its file where it is."""
    seqs = {seq for one in finding.evidence for seq in one.entries}
    found = [entry for seq in sorted(seqs) if (entry := reading.entry(seq))]
    found = [
        entry for entry in found if not isinstance(entry.fact, session.Started | session.Ended)
    ]
    if found:
        return found[:3]
    paths = [one.file for one in finding.evidence if one.file]
    put = [entry for path in dict.fromkeys(paths) if (entry := _put(reading, path))]
    return put[:3]


def _put(reading: Reading, path: str) -> Entry | None:
    """Return the entry that last put a file at a path."""
    found = [entry for entry in reading.own if path and drive.put_at(entry.fact) == path]
    return found[-1] if found else None


def _occasion(reading: Reading, row: Indicator) -> list[Entry]:
    """Return what called for the thing: an event the indicator waits for, the conversation it looks at."""
    patterns = [*row.occasion, *_patterns(row.check, "after")]
    names = set(_values(row.check, "call"))
    if (first := reading.record.first(patterns)) is not None:
        if not isinstance(first.fact, calls.Began):
            return [first]
        names = {first.fact.call}
    # A call is recalled by how it was taken, whichever of its entries is waited for.
    answered = [entry for entry, fact in reading.each(calls.Answered) if fact.call in names]
    missed = [entry for entry, fact in reading.each(calls.Missed) if fact.call in names]
    return (answered or missed)[:1]


def _messages(reading: Reading, row: Indicator) -> list[Entry]:
    """Return the messages of the indicator's task, as they were opened, or came: where to begin, no more."""
    mails = {
        name for task in reading.record.scenario.tasks if task.id == row.task for name in task.mails
    }
    opened = [entry for entry, fact in reading.mine(mail.Opened) if fact.mail in mails]
    came = [entry for entry, fact in reading.each(mail.Delivered) if fact.message.id in mails]
    return opened or came


def _patterns(check: Any, field: str) -> list[Pattern]:
    found = [
        one
        for value in _values(check, field)
        for one in (value if isinstance(value, tuple) else (value,))
    ]
    return [one for one in found if isinstance(one, Pattern)]


def _values(value: Any, field: str) -> Iterator[Any]:
    """Return the values a field has in a check, however deep it lies."""
    if isinstance(value, BaseModel):
        for name in type(value).model_fields:
            inner = getattr(value, name)
            if name == field:
                yield inner
            yield from _values(inner, field)
    elif isinstance(value, tuple):
        for one in value:
            yield from _values(one, field)
