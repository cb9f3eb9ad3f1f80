"""Questions about resistance: warnings passed over, refusals met again, incidents nobody was told of."""

from collections.abc import Iterator
from itertools import groupby

from grading.questions.base import Asked, Reading
from grading.questions.orders import mentions_one
from grading.questions.told import short
from sim.dispatch import COMMANDS
from sim.facts import erp, incidents
from sim.facts.session import CommandRefused
from sim.journal.entry import Entry
from sim.matching import spoken_text

ERP, TOOLS = "C4.1", "C1.5"
WORDS = {
    "printer": "imprimante | bourrage | imprime",
    "erp": "ERP | progiciel | logiciel",
    "network_drive": "réseau | lecteur | serveur | dossier partagé",
}
"""Words by which a message speaks of an incident, when it was not reported by the form made for it."""


def overridden(reading: Reading) -> Iterator[Asked]:
    """Ask what decided the candidate to go on when the ERP warned."""
    for _, group in groupby(
        reading.mine(erp.WarningOverridden),
        key=lambda one: (one[0].at, one[1].doctype, one[1].record),
    ):
        found = list(group)
        entry, fact = found[0]
        deed = _deed_after(reading, found[-1][0])
        shown = _shown(reading, fact, entry)
        message = f" : « {short(shown)} »" if shown else " un avertissement"
        yield Asked(
            f"À {reading.say.hour(entry)}, l’ERP affichait{message}. Vous avez {reading.say.deed(deed)} : qu’est-ce qui vous a décidé ?",
            tuple(dict.fromkeys((deed.seq, *(one.seq for one, _ in found)))),
            "L’ERP avertissait ; le candidat a confirmé.",
        )


def _deed_after(reading: Reading, entry: Entry) -> Entry:
    """Return what the confirmation let through: the entry that follows it."""
    following = reading.entry(entry.seq + 1)
    return (
        following
        if following and following.at == entry.at and following.actor == entry.actor
        else entry
    )


def _shown(reading: Reading, fact: erp.WarningOverridden, entry: Entry) -> str:
    found = [
        shown.message
        for one, shown in reading.each(erp.WarningShown)
        if one.seq < entry.seq and (shown.doctype, shown.warning) == (fact.doctype, fact.warning)
    ]
    return found[-1] if found else ""


def refused_again(reading: Reading) -> Iterator[Asked]:
    """Ask what was tried when the same thing was refused for the same reason several times."""
    times: dict[tuple[str, str], list[Entry]] = {}
    for entry, fact in reading.mine(CommandRefused):
        times.setdefault((fact.command, fact.reason), []).append(entry)
    for (command, reason), entries in times.items():
        if len(entries) < 2:
            continue
        yield Asked(
            f"De {reading.say.hour(entries[0])} à {reading.say.hour(entries[-1])}, vous avez eu {len(entries)} fois cette réponse : "
            f"« {short(reason)} ». Qu’en avez-vous compris, et qu’avez-vous essayé d’autre ?",
            tuple(entry.seq for entry in entries[:6]),
            "Même refus plusieurs fois.",
            criterion=ERP if _is_of_erp(command) else TOOLS,
        )


def _is_of_erp(command: str) -> bool:
    known = COMMANDS.get(command)
    return known is not None and known.__module__.startswith("sim.erp.")


def unreported(reading: Reading) -> Iterator[Asked]:
    """Ask what was made of a breakdown nobody was told of; orders that contradict each other are not given away."""
    told = list(reading.mine(incidents.Reported))
    for entry, fact in reading.each(incidents.Began):
        words = WORDS.get(fact.what, "")
        if not words or any(one.incident in ("", fact.incident) for _, one in told):
            continue
        if any(
            mentions_one(spoken_text(one.fact), words) for one in reading.own if one.seq > entry.seq
        ):
            continue
        yield Asked(
            f"À {reading.say.hour(entry)}, l’écran annonçait : « {short(fact.text).rstrip('.')} ». Qu’en avez-vous fait ?",
            (entry.seq,),
            "Incident survenu ; aucun signalement ne s’y rapporte.",
        )
