"""What an office works with, and what is said when it is out of order."""

from sim.language.french import typeset
from sim.world import World

TEXTS = {
    "printer": "L’imprimante du service ne fonctionne plus.",
    "erp": "L’ERP est indisponible.",
    "network_drive": "Le lecteur réseau est indisponible.",
    "absence": "{name} n’est pas au bureau.",
    "contradictory_order": "Deux consignes se contredisent.",
    "other": "Un incident perturbe le travail du bureau.",
}
"""What the desk says when the pack gives no words of its own."""
ADVICE = {
    "printer": "Rien n’a été imprimé : signalez la panne, transmettez le document par un autre moyen ou réessayez plus tard.",
    "erp": "Rien n’a été enregistré : gardez ce que vous avez saisi, avancez sur une autre tâche et réessayez plus tard.",
    "network_drive": "Rien n’a été changé : gardez votre travail ouvert, avancez sur une autre tâche et réessayez plus tard.",
}
"""What one may do meanwhile."""


def said(what: str, text: str, name: str = "") -> str:
    """Return what the desk says of an incident: the pack's words, or the plain ones of its kind."""
    return typeset(text.strip() or TEXTS[what].format(name=name or "Cette personne"))


def barred(world: World, *needed: str) -> str:
    """Return why something that needs these means cannot be done now, and what one may do; or nothing."""
    for what in needed:
        if incident := world.out_of_order(what):
            return typeset(f"{incident.text} {ADVICE[what]}")
    return ""
