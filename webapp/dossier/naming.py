"""How a candidate is named to a reader: by name, or by number where the centre hides names."""

from webapp.dossier.sight import Sight
from webapp.store.tables import Sitting


def numbered(sitting: Sitting) -> str:
    """Return what a candidate is called where the name is hidden."""
    return f"Candidat n°\u00a0{sitting.number:02d}"


def shown_name(sitting: Sitting, sight: Sight) -> str:
    """Return the name of a sitting's candidate, as somebody who sees this much reads it."""
    return sitting.candidate.name if sight.names else numbered(sitting)
