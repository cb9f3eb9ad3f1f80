"""A pack at a glance: the morning's work against the time given, the people, how much there is."""

from collections import Counter
from typing import Any

from sim.scenario.model import Scenario
from sim.scenario.pack import Pack


def overview(pack: Pack, scenario: Scenario) -> dict[str, Any]:
    """Return what the presentation of a pack shows."""
    return {
        "tasks": scenario.tasks,
        "due_min": sum(task.expert_min for task in scenario.tasks if not task.deferrable),
        "load_min": sum(task.expert_min for task in scenario.tasks),
        "counts": _counts(pack, scenario),
        "people": scenario.people,
    }


def _counts(pack: Pack, scenario: Scenario) -> list[tuple[int, str, str]]:
    """Return (count, one, many) for each thing worth counting."""
    channels = Counter(script.channel for script in scenario.scripts)
    present = len(scenario.present)
    faults = [
        source for source in pack.below("rehearsals", ".yaml") if _is_fault(source.parsed.data)
    ]
    return [
        (present, "mél au début", "méls au début"),
        (len(scenario.messages) - present, "mél en cours d’épreuve", "méls en cours d’épreuve"),
        (channels["incoming_call"], "appel reçu", "appels reçus"),
        (channels["visit"], "visite", "visites"),
        (channels["outgoing_call"], "interlocuteur joignable", "interlocuteurs joignables"),
        (len(scenario.sensitive), "information protégée", "informations protégées"),
        (len(faults), "piège éprouvé", "pièges éprouvés"),
    ]


def _is_fault(data: Any) -> bool:
    return isinstance(data, dict) and data.get("kind") == "fault"
