"""Questions about documents: saved over and over, put back to what they were, filed twice."""

from collections.abc import Iterator

from grading.questions.base import Asked, Reading
from grading.questions.told import folder_of, name_of
from sim.facts import drive
from sim.journal.entry import Entry

OFTEN = 6
"""Versions from which a document's making is worth a question."""


def saved_often(reading: Reading) -> Iterator[Asked]:
    """Ask what was gone over in a document saved many times."""
    saved: dict[str, list[Entry]] = {}
    for entry, fact in reading.mine(drive.Uploaded):
        saved.setdefault(fact.path, []).append(entry)
    for path, entries in saved.items():
        if len(entries) >= OFTEN:
            yield Asked(
                f"Vous avez enregistré « {name_of(path)} » {len(entries)} fois, de {reading.say.hour(entries[0])} à "
                f"{reading.say.hour(entries[-1])} : qu’avez-vous repris d’une fois à l’autre ?",
                (entries[-1].seq, *(entry.seq for entry in entries[:-1][:5])),
                f"{len(entries)} versions du même document.",
            )


def restored(reading: Reading) -> Iterator[Asked]:
    """Ask what led back to an older version."""
    for entry, _ in reading.mine(drive.Restored):
        yield Asked(
            f"Vous avez {reading.say.deed(entry)} à {reading.say.hour(entry)} : que gardait-elle que la suivante n’avait plus ?",
            (entry.seq,),
            "Ancienne version rétablie.",
        )


def filed_again(reading: Reading) -> Iterator[Asked]:
    """Ask what changed the candidate's mind about where a file belongs."""
    last: dict[str, Entry] = {}
    for entry, fact in reading.mine(drive.Moved):
        before = last.pop(fact.path, None)
        if folder_of(fact.path) == folder_of(fact.to):
            if before is not None:
                last[fact.to] = before
            continue
        last[fact.to] = entry
        if before is not None:
            yield Asked(
                f"Vous avez rangé « {name_of(fact.to)} » dans {folder_of(fact.path)} à {reading.say.hour(before)}, puis dans "
                f"{folder_of(fact.to)} à {reading.say.hour(entry)} : comment avez-vous choisi ?",
                (entry.seq, before.seq),
                "Fichier rangé deux fois.",
            )
