"""What somebody looked at, in French, by the endpoint that showed it."""

from collections.abc import Mapping

PART_OF: Mapping[str, str] = {
    "examiner.preview_pages": "examiner.preview",
    "examiner.preview_page": "examiner.preview",
}
"""Endpoints that bring a part of another's page."""
SEEN_FR: Mapping[str, str] = {
    "examiner.sitting": "Passage",
    "examiner.watch": "Surveillance du passage",
    "examiner.grid": "Grille des critères",
    "examiner.journal": "Journal de l’épreuve",
    "examiner.reacted": "Réactions du bureau",
    "examiner.replay": "Relecture des écrans",
    "examiner.plan": "Plan de travail et réalité",
    "examiner.competencies": "Capacités",
    "examiner.signature": "Signature du résultat",
    "examiner.preview": "Document du candidat",
    "examiner.file": "Document du candidat (téléchargé)",
    "examiner.grid_xlsx": "Grille (.xlsx, téléchargée)",
    "examiner.grid_docx": "Grille (.docx, téléchargée)",
    "centre.privacy_reason": "Motif de consultation",
    "centre.privacy_export": "Données de la personne (téléchargées)",
}
"""Endpoint to what it shows."""
PARTS_FR: Mapping[str, str] = {
    "examiner": "Commission",
    "jury": "Jury",
    "room": "Salle",
    "centre": "Centre",
}


def seen_fr(endpoint: str) -> str:
    """Return what an endpoint shows; of one that has no name here, the part of the site alone."""
    part = endpoint.partition(".")[0]
    return SEEN_FR.get(endpoint) or f"Page : {PARTS_FR.get(part, part)}"
